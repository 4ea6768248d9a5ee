"""What a run leaves behind beside its weights: metrics.jsonl, curves, the resolved settings, a wandb record.

wandb is a courtesy: offline unless asked, never a prompt, and its failure never fails a run.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from settings import Settings

LOG = logging.getLogger(__name__)


class Journal:
    """Writes one line an epoch; opening it drops lines of epochs that a resumed run does again."""

    def __init__(self, folder: Path, settings: Settings, done_epochs: int) -> None:
        self._path = folder / "metrics.jsonl"
        kept = [line for line in read_history(self._path) if line["epoch"] <= done_epochs]
        self._path.write_text("".join(json.dumps(line) + "\n" for line in kept), encoding="utf-8")
        self._wandb = _open_wandb(folder, settings)

    def write(self, line: dict[str, Any]) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        if self._wandb is not None:
            try:
                self._wandb.log(line)
            except Exception as error:  # a foreign service; training goes on without it
                LOG.warning("wandb stopped recording: %s", error)
                self._wandb = None

    def close(self) -> None:
        if self._wandb is not None:
            try:
                self._wandb.finish()
            except Exception as error:  # a foreign service; the run is already saved
                LOG.warning("wandb did not close: %s", error)


def read_history(path: Path) -> list[dict[str, Any]]:
    """The epochs written down so far, but for one that a crash cut off."""
    if not path.exists():
        return []
    history = []
    for line in path.read_text(encoding="utf-8").splitlines():
        with suppress(json.JSONDecodeError):
            history.append(json.loads(line))
    return history


def _open_wandb(folder: Path, settings: Settings) -> Any:
    if settings.train.wandb_mode == "disabled":
        return None
    for name in ("WANDB_SILENT", "WANDB_DISABLE_CODE", "WANDB_DISABLE_GIT"):
        os.environ.setdefault(name, "true")
    try:
        import wandb  # an optional extra of the project

        return wandb.init(
            mode=settings.train.wandb_mode,
            project=settings.train.wandb_project,
            name=settings.train.wandb_run or settings.train.run,
            dir=str(folder),
            config=settings.model_dump(mode="json", include={"data", "model", "train"}),
            settings=wandb.Settings(console="off", x_disable_stats=True),
        )
    except Exception as error:  # a foreign service; training goes on without it
        LOG.warning("wandb records nothing: %s", error)
        return None
