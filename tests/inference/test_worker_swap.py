"""Every worker process changes its model while frames are answered, or none does."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from inference_samples import encode, make_model

from inference.errors import InferenceError, SwapError
from inference.rules import PipelineRules
from inference.worker_pool import WorkerPool
from inference.worker_swap import swap_everywhere


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("models")
    models = {version: make_model(folder / version, int(version), version) for version in ("1", "2")}
    models["broken"] = make_model(folder / "broken", 3, "3")
    (models["broken"] / "model.onnx").write_bytes(b"no network")
    return models


@pytest.fixture(scope="module")
def pool(models: dict[str, Path], detector_directory: Path, rules: PipelineRules) -> Iterator[WorkerPool]:
    order = {
        "model_directory": str(models["1"]),
        "detector_directory": str(detector_directory),
        "rules": asdict(rules),
        "runtime": "onnxruntime",
        "precision": "fp32",
        "nice": 0,
    }
    pool = WorkerPool(order, workers=2, max_wait_ms=5000, timeout_ms=20000)
    pool.start()
    yield pool
    pool.stop()


def ask_every_worker(pool: WorkerPool, frame: bytes) -> set[str]:
    links = [pool.open_link() for _ in pool.workers]
    models = {link.analyze(frame)["reading"]["model"] for link in links}
    for link in links:
        link.close()
    return models


def test_all_workers_swap_and_roll_back_while_serving(
    pool: WorkerPool, models: dict[str, Path], astronaut: np.ndarray
) -> None:
    frame, stop, seen = encode(astronaut, quality=70), threading.Event(), []

    def serve() -> None:
        link = pool.open_link()
        while not stop.is_set():
            seen.append(link.analyze(frame)["reading"]["model"])
        link.close()

    serving = threading.Thread(target=serve)
    serving.start()
    assert pool.swap_model(models["2"]) == "tiny@2"
    assert ask_every_worker(pool, frame) == {"tiny@2"}
    assert pool.roll_back_model() == "tiny@1"
    assert ask_every_worker(pool, frame) == {"tiny@1"}
    stop.set()
    serving.join(20)
    assert set(seen) <= {"tiny@1", "tiny@2"} and seen


def test_a_model_that_does_not_load_changes_nothing(
    pool: WorkerPool, models: dict[str, Path], astronaut: np.ndarray
) -> None:
    before = ask_every_worker(pool, encode(astronaut, quality=70))
    with pytest.raises(SwapError, match="hash differs"):
        pool.swap_model(models["broken"])
    assert ask_every_worker(pool, encode(astronaut, quality=70)) == before


def test_a_worker_that_fails_takes_the_others_back(
    pool: WorkerPool, models: dict[str, Path], astronaut: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = encode(astronaut, quality=70)
    before = ask_every_worker(pool, frame)
    other, restarts = models["2"] if before == {"tiny@1"} else models["1"], pool.workers[1].restarts
    monkeypatch.setattr(pool.workers[1], "path", str(other / "no-such-socket"))
    with pytest.raises(SwapError, match="did not answer"):
        pool.swap_model(other)
    monkeypatch.undo()
    wait_until(lambda: pool.workers[1].restarts > restarts)
    assert ask_every_worker(pool, frame) == before


def test_a_worker_that_does_not_answer_is_ended_and_serves_what_the_others_serve(
    pool: WorkerPool, models: dict[str, Path], astronaut: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could go on loading, and read its students with a model that nobody put into service."""
    frame = encode(astronaut, quality=70)
    before = ask_every_worker(pool, frame)
    other = models["2"] if before == {"tiny@1"} else models["1"]
    late = pool.workers[1].process
    assert late is not None
    monkeypatch.setattr("inference.worker_swap.SWAP_TIMEOUT_S", 3.0)
    late.send_signal(signal.SIGSTOP)
    with pytest.raises(SwapError, match="did not answer"):
        pool.swap_model(other)
    assert late.wait(timeout=20) == -signal.SIGKILL
    wait_until(lambda: ask_patiently(pool, frame) == before)


def test_a_worker_that_cannot_be_started_is_tried_again(
    pool: WorkerPool, astronaut: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame, start, failures = encode(astronaut, quality=70), subprocess.Popen, [OSError(12, "no memory")]

    def start_later(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        if failures:
            raise failures.pop()
        return start(*arguments, **options)

    before, unlucky = ask_every_worker(pool, frame), pool.workers[0].process
    assert unlucky is not None
    monkeypatch.setattr("inference.worker_pool.subprocess.Popen", start_later)
    unlucky.kill()
    wait_until(lambda: pool.workers[0].process is not unlucky)
    assert not failures
    wait_until(lambda: ask_patiently(pool, frame) == before)


def test_a_worker_that_dies_during_a_swap_comes_back_with_the_new_model(
    pool: WorkerPool, models: dict[str, Path], astronaut: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst moment: it has the new model, dies, and is started again before the swap is over."""
    frame = encode(astronaut, quality=70)
    before = ask_every_worker(pool, frame)
    other, name = (models["2"], "tiny@2") if before == {"tiny@1"} else (models["1"], "tiny@1")

    def swap_and_lose_one(paths: Sequence[str], old: Path, new: Path, give_up: Callable[[str], None]) -> str:
        swapped = swap_everywhere(paths, old, new, give_up)
        unlucky = pool.workers[0]
        assert unlucky.process is not None
        unlucky.process.kill()
        wait_until(lambda: unlucky.alive and unlucky.restarts > restarts)
        return swapped

    restarts = pool.workers[0].restarts
    monkeypatch.setattr("inference.worker_pool.swap_everywhere", swap_and_lose_one)
    assert pool.swap_model(other) == name
    wait_until(lambda: ask_patiently(pool, frame) == {name})


def ask_patiently(pool: WorkerPool, frame: bytes) -> set[str]:
    """What every worker serves; nothing while one of them starts."""
    try:
        return ask_every_worker(pool, frame) if all(worker.alive for worker in pool.workers) else set()
    except (InferenceError, KeyError):
        return set()


def wait_until(holds: Callable[[], bool], patience_s: float = 90.0) -> None:
    """Wait for something to become true, or fail."""
    end_s = time.monotonic() + patience_s
    while time.monotonic() < end_s:
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError(f"it did not happen within {patience_s:g} s")
