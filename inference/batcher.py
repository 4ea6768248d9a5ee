"""The only queue on the way of a frame: many callers, one engine, every caller gets exactly its own answer.

A batch is what is already waiting, so nobody is delayed to fill one. A full queue refuses at once.
"""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from typing import NamedTuple

import numpy as np

from inference.array import Floats
from inference.engine import Engine
from inference.errors import Busy, Closed, EngineError

Answer = Future[Floats]


class Waiting(NamedTuple):
    """One face, (C, S, S), and where its logits go."""

    face: Floats
    answer: Answer


class Batcher:
    """Runs an engine in one thread of its own. It is an `Engine` itself, so a pipeline may hold either."""

    def __init__(self, engine: Engine, max_batch: int, capacity: int) -> None:
        self._engine = engine
        self._max_batch = max_batch
        self._capacity = capacity
        self._waiting: deque[Waiting] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="batcher", daemon=True)
        self._thread.start()

    def submit(self, face: Floats) -> Answer:
        """Queue one face, (C, S, S); refuse when the queue is full or closing."""
        answer: Answer = Future()
        with self._changed:
            if self._closed:
                raise Closed("The server is shutting down.")
            if len(self._waiting) >= self._capacity:  # those who gave up hold no place
                self._waiting = deque(item for item in self._waiting if not item.answer.cancelled())
            if len(self._waiting) >= self._capacity:
                raise Busy("Too many faces are waiting; send a later frame.")
            self._waiting.append(Waiting(face, answer))
            self._changed.notify()
        return answer

    def run(self, batch: Floats) -> Floats:
        """Queue every face of a small batch and wait for all answers, in order."""
        answers: list[Answer] = []
        try:
            answers.extend(self.submit(face) for face in batch)
            return np.stack([answer.result() for answer in answers])
        except BaseException:
            for answer in answers:
                answer.cancel()
            raise

    def close(self) -> None:
        """Refuse new faces, answer those that wait, then end the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()

    def _work(self) -> None:
        while batch := self._take_batch():
            running = [item for item in batch if item.answer.set_running_or_notify_cancel()]
            for group in _group_by_shape(running):
                self._answer_group(group)

    def _take_batch(self) -> list[Waiting]:
        """Wait for work; nothing means that the batcher was closed and has answered everybody."""
        with self._changed:
            while not self._waiting and not self._closed:
                self._changed.wait()
            return [self._waiting.popleft() for _ in range(min(len(self._waiting), self._max_batch))]

    def _answer_group(self, group: list[Waiting]) -> None:
        try:
            logits = self._engine.run(np.stack([item.face for item in group]))
            if len(logits) != len(group):
                raise EngineError(f"The engine gave {len(logits)} answers for {len(group)} faces.")
        except Exception as error:  # the thread's boundary: a failed run fails its callers, never the thread
            self._answer_failure(group, error)
            return
        for item, row in zip(group, logits, strict=True):
            item.answer.set_result(row)

    def _answer_failure(self, group: list[Waiting], error: Exception) -> None:
        if len(group) == 1:
            group[0].answer.set_exception(error)
            return
        for item in group:  # one bad face must not spoil the others' answers
            self._answer_group([item])


def _group_by_shape(items: list[Waiting]) -> list[list[Waiting]]:
    groups: dict[tuple[tuple[int, ...], str], list[Waiting]] = {}
    for item in items:
        groups.setdefault((item.face.shape, str(item.face.dtype)), []).append(item)
    return list(groups.values())
