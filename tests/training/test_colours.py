"""An expression has one colour: the plots of training use the app's own."""

from __future__ import annotations

import re
from pathlib import Path

from training.plots import COLOURS

EMOTIONS = Path(__file__).resolve().parents[2] / "frontend/src/components/emotion/emotion.ts"


def test_the_plots_and_the_app_agree_on_every_colour() -> None:
    shown = dict(re.findall(r'(\w+): \{ color: "(#[0-9a-f]{6})"', EMOTIONS.read_text("utf-8")))
    assert shown == COLOURS
