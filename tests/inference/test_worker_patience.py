"""A worker that is slow, idle or still starting is left alone; one that answers nothing is ended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from inference.worker_pool import SILENT_TIMEOUTS, START_TIMEOUT_S, WorkerPool

TIMEOUT_S = 2.0
HOUR_S = 3600.0


class Process:
    """A process as the pool sees it, without one."""

    killed = False

    def poll(self) -> None:
        """It runs."""

    def kill(self) -> None:
        """Remember it."""
        self.killed = True


class Line:
    """A pool of one worker on a clock that the test moves."""

    def __init__(self, pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now_s = HOUR_S
        self.process = Process()
        self._pool = pool
        (self._worker,) = pool.workers
        monkeypatch.setattr("inference.worker_pool.time.monotonic", lambda: self.now_s)
        monkeypatch.setattr(self._worker, "process", self.process)
        self._worker.is_open = True

    def send(self, takes_s: float, answer: dict[str, object]) -> None:
        """Have a frame answered after a while; an empty answer is none in time."""
        worker = self._pool.admit(None)
        self.now_s += takes_s
        self._pool.settle(worker, 1000 * takes_s, answer)
        if not answer:
            self._pool.end_silent(worker)

    def begin_anew(self) -> None:
        """As after a restart, before the networks are open."""
        self._worker.is_open = False


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    pool = WorkerPool({}, workers=1, max_wait_ms=250, timeout_ms=int(1000 * TIMEOUT_S))
    line = Line(pool, monkeypatch)
    yield line
    monkeypatch.undo()
    pool.stop()


@pytest.mark.parametrize("last_answer", [{"reading": {}, "work_ms": 5.0}, {}])
def test_hours_without_a_frame_are_no_silence(line: Line, last_answer: dict[str, object]) -> None:
    line.send(0.01, last_answer)
    line.now_s += HOUR_S
    line.send(TIMEOUT_S, {})
    assert not line.process.killed


def test_frame_after_frame_without_an_answer_is_silence(line: Line) -> None:
    for _ in range(SILENT_TIMEOUTS):
        line.send(TIMEOUT_S, {})
    assert not line.process.killed
    line.send(TIMEOUT_S, {})
    assert line.process.killed


def test_a_refusal_is_a_sign_of_life(line: Line) -> None:
    for _ in range(3 * SILENT_TIMEOUTS):
        line.send(TIMEOUT_S, {})
        line.send(0.3, {"error": "busy"})
    assert not line.process.killed


def test_opening_the_networks_may_take_its_time(line: Line) -> None:
    line.begin_anew()
    for _ in range(int(START_TIMEOUT_S / TIMEOUT_S)):
        line.send(TIMEOUT_S, {})
    assert not line.process.killed
    line.send(TIMEOUT_S, {})
    assert line.process.killed
