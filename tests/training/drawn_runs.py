"""The recipe of the drawn faces, cut down to runs of a second."""

from __future__ import annotations

from collections.abc import Callable

from settings import ROOT, Settings

SettingsMaker = Callable[..., Settings]
DRAWN = ROOT / "configs" / "drawn.yaml"
QUICK = (
    "data.drawn_per_class=10",
    "train.batch_size=14",
    "train.epochs=1",
    "train.wandb_mode=disabled",
    "train.threads=1",
    "train.run=quick",
)


def as_options(*overrides: str) -> list[str]:
    """Overrides as a command line takes them."""
    return [part for text in overrides for part in ("--set", text)]
