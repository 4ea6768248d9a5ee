"""Starts the inference processes, notices when one dies, and gives every student's socket a link to one.

A link is used by one thread at a time. Refusing early is decided here, from how much waits already; the
pool knows neither users nor what a reading means.
"""

from __future__ import annotations

import json
import logging
import select
import socket
import subprocess
import sys
import tempfile
import threading
import time
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inference.errors import Busy, EngineError, SwapError
from inference.worker_swap import swap_everywhere
from inference.worker_wire import FORGET, FRAME, PeerGone, read_answer, write_request

START_TIMEOUT_S = 60.0  # opening three networks takes under a second; a busy machine may need many
RESTART_PAUSE_S = 0.5
SILENT_TIMEOUTS = 5  # a starved machine is slow, not hung; a restart would starve it more
FIRST_GUESS_MS = 2.0  # work per frame until the first answers say better
MEMORY = 0.05  # weight of the newest answer in the running mean

WAIT_BOUNDS_MS = (1, 2, 5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000, 2000, 5000)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Totals:
    """What the pool has done since its start; never counted anew, so that many may look."""

    answered: int
    refused: int
    restarts: int
    waits: tuple[int, ...]  # answers by how long they took, in the buckets of WAIT_BOUNDS_MS
    waiting: int
    pids: tuple[int, ...]


class WorkerDied(Busy):
    """The worker went away with this frame; the next one finds another worker."""


class WorkerProcess:
    """One process, restarted when it dies; its listening socket outlives it, so links queue meanwhile."""

    def __init__(self, index: int, directory: Path, order: dict[str, Any]) -> None:
        self.index = index
        self.path = str(directory / f"worker-{index}.sock")
        self.waiting = 0
        self.links = 0
        self.silent_since_s: float | None = None  # since the first frame that nothing was heard after
        self.settled_s = 0.0
        self.is_open = False
        self.restarts = -1
        self._order = order
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(self.path)
        self._listener.listen(4096)
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process without waiting for it."""
        self.restarts += 1
        self.is_open, self.silent_since_s = False, None
        order = {**self._order, "listener": self._listener.fileno()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "inference.worker", json.dumps(order)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[self._listener.fileno()],
            cwd=Path(__file__).resolve().parent.parent,
        )

    def await_ready(self) -> None:
        """Wait until the networks are open, or say that they cannot be opened."""
        process = self.process
        if process is None or process.stdout is None:
            raise EngineError("The inference worker was not started.")
        if not select.select([process.stdout], [], [], START_TIMEOUT_S)[0]:
            raise EngineError(f"The inference worker was not ready within {START_TIMEOUT_S:.0f} seconds.")
        if not process.stdout.readline().startswith(b"ready"):
            raise EngineError("The inference worker could not start; its reason stands above.")
        self.is_open = True

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Close the pipe the worker watches, and make sure that it is gone."""
        self._listener.close()
        if self.process is None:
            return
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


class WorkerPool:
    """All inference processes of this server."""

    def __init__(self, order: dict[str, Any], workers: int, max_wait_ms: int, timeout_ms: int) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="attune-")
        directory = Path(self._folder.name)
        self._max_wait_s = max_wait_ms / 1000
        self._timeout_s = timeout_ms / 1000
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._work_ms = FIRST_GUESS_MS
        self._waits_ms: deque[float] = deque(maxlen=2000)
        self._refused = 0
        self._answered = 0
        self._refused_ever = 0
        self._waits_ever = [0] * (len(WAIT_BOUNDS_MS) + 1)
        self._swapping = threading.Lock()
        self._order = dict(order)  # shared with every worker: one started again serves what the others serve
        self._previous_directory: Path | None = None
        self.workers = [WorkerProcess(index, directory, self._order) for index in range(workers)]

    def start(self) -> None:
        """Start every worker, wait until all answer, then watch over them."""
        for worker in self.workers:
            worker.start()
        try:
            for worker in self.workers:
                worker.await_ready()
        except EngineError:
            self.stop()
            raise
        threading.Thread(target=self._watch, name="worker-watch", daemon=True).start()

    def stop(self) -> None:
        """End every worker."""
        self._stopped.set()
        for worker in self.workers:
            worker.stop()
        self._folder.cleanup()

    def open_link(self) -> WorkerLink:
        """Give a student's socket its own link; the connection is made with the first frame."""
        return WorkerLink(self)

    @property
    def model_directory(self) -> Path:
        """The folder of the model in service."""
        return Path(self._order["model_directory"])

    @property
    def previous_directory(self) -> Path | None:
        """The folder of the model before the last swap."""
        return self._previous_directory

    def swap_model(self, directory: Path) -> str:
        """Serve another model in every worker, or none; return its name. The old one is kept in mind."""
        with self._swapping:
            old, started = self.model_directory, [worker.restarts for worker in self.workers]
            name = swap_everywhere([worker.path for worker in self.workers], old, directory, self._begin_anew)
            self._order["model_directory"] = str(directory)
            self._previous_directory = old
            for worker, restarts in zip(self.workers, started, strict=True):
                if worker.restarts != restarts and worker.process is not None:
                    worker.process.kill()  # it began anew with the old model; the watch brings the new one
            return name

    def roll_back_model(self) -> str:
        """Serve the model before the last swap again."""
        if self._previous_directory is None:
            raise SwapError("There is no earlier model to go back to.")
        return self.swap_model(self._previous_directory)

    def measure(self) -> dict[str, float]:
        """Say how the time since the last call went, and start counting anew."""
        with self._lock:
            waits = sorted(self._waits_ms)
            report = {
                "wait_p95_ms": waits[int(0.95 * (len(waits) - 1))] if waits else 0.0,
                "work_ms": self._work_ms,
                "answered": self._answered,
                "refused": self._refused,
                "waiting": sum(worker.waiting for worker in self.workers),
                "restarts": sum(worker.restarts for worker in self.workers),
            }
            self._waits_ms.clear()
            self._refused = self._answered = 0
        return report

    def read_totals(self) -> Totals:
        """Say what was done since the start."""
        with self._lock:
            living = [worker.process.pid for worker in self.workers if worker.process and worker.alive]
            return Totals(
                answered=sum(self._waits_ever),
                refused=self._refused_ever,
                restarts=sum(max(0, worker.restarts) for worker in self.workers),
                waits=tuple(self._waits_ever),
                waiting=sum(worker.waiting for worker in self.workers),
                pids=tuple(living),
            )

    def count_refusal(self) -> None:
        """Count a frame that was refused before it came here."""
        with self._lock:
            self._refuse()

    def admit(self, preferred: WorkerProcess | None) -> WorkerProcess:
        """Count a frame in at a living worker, or refuse it because it would wait too long."""
        with self._lock:
            worker = preferred if preferred is not None and preferred.alive else self._least_linked()
            if worker is None or worker.waiting * self._work_ms / 1000 > self._max_wait_s:
                self._refuse()
                raise Busy("Too many frames wait already.")
            now_s = time.monotonic()
            was_idle = worker.waiting == 0 and now_s - worker.settled_s > self._timeout_s
            if worker.silent_since_s is None or was_idle:  # who is asked nothing cannot answer
                worker.silent_since_s = now_s
            worker.waiting += 1
            return worker

    def settle(self, worker: WorkerProcess, wait_ms: float, answer: dict[str, Any]) -> None:
        """Count a frame out again."""
        work_ms = answer.get("work_ms")
        with self._lock:
            worker.waiting -= 1
            worker.settled_s = time.monotonic()
            if answer:
                worker.is_open = True
                worker.silent_since_s = worker.settled_s if worker.waiting else None
            if work_ms is None:
                self._refuse()
                return
            self._answered += 1
            self._waits_ever[bisect_left(WAIT_BOUNDS_MS, wait_ms)] += 1
            self._work_ms += MEMORY * (work_ms - self._work_ms)
            self._waits_ms.append(wait_ms)

    def count_link(self, worker: WorkerProcess, change: int) -> None:
        """Keep count of the links that lead to a worker."""
        with self._lock:
            worker.links += change

    def end_silent(self, worker: WorkerProcess) -> None:
        """Kill a worker that left frames unanswered for several timeouts; the watch starts another."""
        since_s, patience_s = worker.silent_since_s, SILENT_TIMEOUTS * self._timeout_s
        if not worker.is_open:
            patience_s = max(patience_s, START_TIMEOUT_S)
        if worker.process is not None and since_s is not None and time.monotonic() - since_s > patience_s:
            worker.process.kill()

    @property
    def deadline_s(self) -> float:
        """The moment after which a frame admitted now is not worth working on."""
        return time.monotonic() + self._max_wait_s

    @property
    def timeout_s(self) -> float:
        """How long a silent worker is waited for."""
        return self._timeout_s

    @property
    def retry_after_ms(self) -> int:
        """When a refused browser should try again."""
        return int(1000 * self._max_wait_s)

    def _refuse(self) -> None:
        self._refused += 1
        self._refused_ever += 1

    def _least_linked(self) -> WorkerProcess | None:
        living = [worker for worker in self.workers if worker.alive]
        return min(living, key=lambda worker: (worker.links, worker.waiting), default=None)

    def _watch(self) -> None:
        while not self._stopped.wait(RESTART_PAUSE_S):
            for worker in self.workers:
                if not worker.alive and not self._stopped.is_set():
                    log.error("inference worker %d died and is started again", worker.index)
                    try:
                        worker.start()
                    except OSError:  # no memory or no descriptor left, for now
                        log.exception("inference worker %d could not be started", worker.index)

    def _begin_anew(self, path: str) -> None:
        """End the worker behind this socket, whatever it serves by now; the watch starts another."""
        for worker in self.workers:
            if worker.path == path and worker.process is not None:
                worker.process.kill()


class WorkerLink:
    """One student's connection to one worker, made when needed and made anew when the worker died."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool
        self._using = threading.Lock()
        self._given_back = False
        self._sock: socket.socket | None = None
        self._worker: WorkerProcess | None = None

    def analyze(self, data: bytes, kind: int = FRAME) -> dict[str, Any]:
        """Send one picture and wait for its answer: a reading or a stable error code."""
        with self._using:
            answer = self._exchange(data, kind)
            if self._given_back:
                self._disconnect()
        if answer.get("error") == Busy.code:
            raise Busy("The frame waited too long.")
        return answer

    def forget(self) -> None:
        """Another sitting begins: the worker drops the face it followed."""
        with self._using:
            if self._sock is None:
                return
            try:
                write_request(self._sock, FORGET, 0.0, b"")
            except OSError:
                self._disconnect()

    def close(self) -> None:
        """Give the connection back: now, or when the thread that waits on it is done."""
        self._given_back = True
        if self._using.acquire(blocking=False):
            try:
                self._disconnect()
            finally:
                self._using.release()

    def _exchange(self, data: bytes, kind: int) -> dict[str, Any]:
        worker = self._pool.admit(self._worker)
        started_s = time.monotonic()
        answer: dict[str, Any] = {}
        try:
            sock = self._connect(worker)
            write_request(sock, kind, self._pool.deadline_s, data)
            answer = read_answer(sock)
        except (OSError, PeerGone) as error:
            self._disconnect()
            if isinstance(error, TimeoutError):
                self._pool.end_silent(worker)
            raise WorkerDied("The inference worker went away.") from error
        finally:
            wait_ms = 1000 * (time.monotonic() - started_s)
            self._pool.settle(worker, wait_ms, answer)
        return answer

    def _connect(self, worker: WorkerProcess) -> socket.socket:
        if self._sock is not None and self._worker is worker:
            return self._sock
        self._disconnect()
        self._sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._sock.settimeout(self._pool.timeout_s)
        self._sock.connect(worker.path)
        self._worker = worker
        self._pool.count_link(worker, 1)
        return self._sock

    def _disconnect(self) -> None:
        if self._sock is not None:
            self._sock.close()
            self._sock = None
        if self._worker is not None:
            self._pool.count_link(self._worker, -1)
            self._worker = None
