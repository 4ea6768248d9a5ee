"""Whatever many callers do at once, each gets its own face's answer, an error or a refusal."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.batcher import Batcher
from inference.errors import Busy, Closed, EngineError

SHAPES = ((1, 4, 4), (1, 2, 2))
BAD = -1.0  # an engine given this value fails


def face(value: float, shape: tuple[int, ...] = SHAPES[0]) -> np.ndarray:
    return np.full(shape, value, np.float32)


class EchoEngine:
    """Answers each face with its own value, so that a mix-up shows; fails on BAD; can be held shut."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.batches: list[int] = []

    def run(self, batch: np.ndarray) -> np.ndarray:
        self.entered.set()
        assert self.gate.wait(20)
        self.batches.append(len(batch))
        if (batch == BAD).any():
            raise EngineError("one of these faces is bad")
        values = batch.reshape(len(batch), -1)[:, 0]
        return np.stack([values, values * 2], 1)


class ShortEngine(EchoEngine):
    """Loses the last answer of every batch of more than one."""

    def run(self, batch: np.ndarray) -> np.ndarray:
        return super().run(batch)[: max(len(batch) - 1, 1)]


@contextmanager
def open_batcher(engine: EchoEngine, max_batch: int = 4, capacity: int = 64) -> Iterator[Batcher]:
    batcher = Batcher(engine, max_batch, capacity)
    try:
        yield batcher
    finally:
        engine.gate.set()
        batcher.close()


def hold(engine: EchoEngine, batcher: Batcher) -> Future[np.ndarray]:
    """Occupy the engine with one face until its gate is opened."""
    engine.gate.clear()
    engine.entered.clear()
    first = batcher.submit(face(0))
    assert engine.entered.wait(5)
    return first


JOBS = st.lists(
    st.tuples(st.sampled_from(["good", "bad", "cancel"]), st.sampled_from(SHAPES)), min_size=1, max_size=40
)


@settings(max_examples=60, deadline=None)
@given(jobs=JOBS, max_batch=st.integers(1, 9), held=st.booleans(), short=st.booleans())
def test_everybody_gets_their_own_answer(
    jobs: list[tuple[str, tuple[int, ...]]], max_batch: int, held: bool, short: bool
) -> None:
    engine = ShortEngine() if short else EchoEngine()
    with open_batcher(engine, max_batch) as batcher:
        if held:
            hold(engine, batcher)
        answers = [
            batcher.submit(face(BAD if kind == "bad" else number, shape))
            for number, (kind, shape) in enumerate(jobs, start=1)
        ]
        cancelled = [
            kind == "cancel" and answer.cancel() for (kind, _), answer in zip(jobs, answers, strict=True)
        ]
        engine.gate.set()
        for number, (kind, _) in enumerate(jobs, start=1):
            answer = answers[number - 1]
            if cancelled[number - 1]:
                with pytest.raises(CancelledError):
                    answer.result(5)
            elif kind == "bad":
                with pytest.raises(EngineError):
                    answer.result(5)
            else:
                assert answer.result(5).tolist() == [number, number * 2]
    assert max(engine.batches, default=0) <= max_batch


@settings(max_examples=15, deadline=None)
@given(callers=st.integers(2, 6), faces_each=st.integers(1, 12))
def test_callers_in_threads_never_meet(callers: int, faces_each: int) -> None:
    wrong: list[float] = []

    def call(batcher: Batcher, caller: int) -> None:
        for step in range(faces_each):
            value = caller * 100 + step
            if batcher.run(face(value)[None])[0, 0] != value:
                wrong.append(value)

    with open_batcher(EchoEngine()) as batcher:
        threads = [threading.Thread(target=call, args=(batcher, caller)) for caller in range(callers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert wrong == []


def test_what_waits_is_run_together() -> None:
    engine = EchoEngine()
    with open_batcher(engine, max_batch=4) as batcher:
        hold(engine, batcher)
        answers = [batcher.submit(face(value)) for value in range(6)]
        engine.gate.set()
        assert [answer.result(5)[0] for answer in answers] == list(range(6))
    assert engine.batches == [1, 4, 2]


def test_a_full_queue_refuses_at_once_and_recovers() -> None:
    engine = EchoEngine()
    with open_batcher(engine, capacity=3) as batcher:
        hold(engine, batcher)
        waiting = [batcher.submit(face(value)) for value in range(3)]
        with pytest.raises(Busy):
            batcher.submit(face(9))
        engine.gate.set()
        assert [answer.result(5)[0] for answer in waiting] == [0, 1, 2]
        assert batcher.submit(face(4)).result(5)[0] == 4


def test_a_batch_that_does_not_fit_leaves_nothing_behind() -> None:
    engine = EchoEngine()
    with open_batcher(engine, capacity=3) as batcher:
        hold(engine, batcher)
        with pytest.raises(Busy):
            batcher.run(np.stack([face(value) for value in range(5)]))
        engine.gate.set()
        assert batcher.run(np.stack([face(7), face(8)]))[:, 0].tolist() == [7, 8]
    assert sum(engine.batches) == 3


def test_closing_answers_those_who_wait_and_refuses_the_rest() -> None:
    engine = EchoEngine()
    batcher = Batcher(engine, 4, 64)
    hold(engine, batcher)
    waiting = [batcher.submit(face(value)) for value in range(10)]
    closing = threading.Thread(target=batcher.close)
    closing.start()
    engine.gate.set()
    closing.join(5)
    assert not closing.is_alive()
    assert [answer.result(0)[0] for answer in waiting] == list(range(10))
    with pytest.raises(Closed):
        batcher.submit(face(1))


def test_closing_twice_is_harmless() -> None:
    batcher = Batcher(EchoEngine(), 4, 64)
    batcher.close()
    batcher.close()


def test_an_engine_that_always_fails_kills_nothing() -> None:
    with open_batcher(EchoEngine()) as batcher:
        for _ in range(50):
            with pytest.raises(EngineError):
                batcher.run(face(BAD)[None])
        assert batcher.run(face(3)[None])[0, 0] == 3
