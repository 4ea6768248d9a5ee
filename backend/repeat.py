"""Does one thing again and again on a thread of its own while the server serves. What that is, it is told."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from flask import Flask

log = logging.getLogger(__name__)


class RepeatedJob:
    """A job in the background: a turn that fails is logged, and the next one comes all the same."""

    def __init__(self, app: Flask, name: str, every_s: float, work: Callable[[], object]) -> None:
        self._app, self._name, self._every_s, self._work = app, name, every_s, work
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; the first turn comes at once, as the server may have been off for long."""
        self._thread.start()

    def stop(self) -> None:
        """End; may be called twice."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                with self._app.app_context():
                    self._work()
            except Exception:  # thread boundary: one failed turn must not end the job
                log.exception("one turn of %s failed; the next one comes", self._name)
            self._stopped.wait(self._every_s)
