"""A folder of its own, one thread and a small drawn data set for every test of the training side."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from drawn_runs import DRAWN, QUICK, SettingsMaker

from settings import Settings, load_settings


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture
def quick(tmp_path: Path) -> SettingsMaker:
    """Settings for a run of seconds that writes under the test's own folder only."""

    def make(*overrides: str) -> Settings:
        own = (f"train.folder={tmp_path}", f"export.released={tmp_path}/released")
        return load_settings(DRAWN, [*QUICK, *own, *overrides], environ={})

    return make
