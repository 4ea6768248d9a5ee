"""Changes the model that the live side reads faces with.

It knows neither who asks nor which models there are.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from backend.errors import ConflictError
from backend.realtime.service import Live
from inference.errors import SwapError
from inference.worker_pool import WorkerPool

log = logging.getLogger(__name__)


class ModelSwitch:
    """The workers and the live side change together; one change at a time."""

    def __init__(self, pool: WorkerPool, live: Live) -> None:
        self._pool = pool
        self._live = live
        self._changing = threading.Lock()

    @property
    def current(self) -> Path:
        """The folder of the model in service."""
        return self._pool.model_directory

    @property
    def previous(self) -> Path | None:
        """The folder of the model before the last change."""
        return self._pool.previous_directory

    @property
    def labels(self) -> tuple[str, ...]:
        """What the model in service names."""
        return self._live.served.labels

    def swap(self, directory: Path) -> None:
        """Serve the model in this folder."""
        self._change(lambda: self._pool.swap_model(directory))

    def roll_back(self) -> None:
        """Serve the previous model again."""
        self._change(self._pool.roll_back_model)

    def _change(self, change: Callable[[], str]) -> None:
        with self._changing:
            try:
                model = change()
            except SwapError as error:
                log.warning(
                    "the model stays as it is: %s", error
                )  # the reason may name folders of this machine
                raise ConflictError(
                    "The model was not put into service and the one before still answers; the server's log "
                    "says why.",
                    "model_refused",
                ) from None
            self._live.served = replace(self._live.served, model=model)  # a swap never changes the labels
            log.info("%s is in service", model)
