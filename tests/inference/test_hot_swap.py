"""A model can be put into service and taken back while frames are answered; a bad one never gets in."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from inference_samples import encode, make_model

from inference.errors import SwapError
from inference.hot_swap import ModelSlot, load_model, warm_up
from inference.pipeline import Pipeline


def load(directory: Path):
    return load_model(directory, "onnxruntime", "fp32")


@pytest.fixture
def slot(tmp_path: Path) -> ModelSlot:
    return ModelSlot(load, make_model(tmp_path / "one", seed=1, version="1"))


def test_a_swapped_model_serves(slot: ModelSlot, tmp_path: Path) -> None:
    assert slot.swap(make_model(tmp_path / "two", seed=2, version="2")).version == "2"
    assert slot.current.card.version == "2"


def test_a_model_whose_hash_is_wrong_never_serves(slot: ModelSlot, tmp_path: Path) -> None:
    bad = make_model(tmp_path / "bad", seed=3, version="3")
    (bad / "model.onnx").write_bytes(b"something else")
    with pytest.raises(SwapError, match="hash differs"):
        slot.swap(bad)
    assert slot.current.card.version == "1"


def test_other_labels_need_a_restart(slot: ModelSlot, tmp_path: Path) -> None:
    reordered = ["disgust", "angry", "fear", "happy", "sad", "surprise", "neutral"]
    with pytest.raises(SwapError, match="other expressions"):
        slot.swap(make_model(tmp_path / "other", version="2", labels=reordered))


@pytest.mark.parametrize("fault", ["nan", "batch"])
def test_answers_that_cannot_be_right_are_refused(slot: ModelSlot, fault: str) -> None:
    class FaultyEngine:
        def run(self, batch: np.ndarray) -> np.ndarray:
            logits = np.zeros((len(batch), 7), np.float32)
            return logits + (np.nan if fault == "nan" else len(batch))

    with pytest.raises(SwapError):
        warm_up(type(slot.current)(slot.current.card, FaultyEngine()))


def test_no_frame_is_lost_or_mixed_while_swapping(
    pipeline: Pipeline, tmp_path: Path, astronaut: np.ndarray
) -> None:
    one, two = make_model(tmp_path / "one", 1, "1"), make_model(tmp_path / "two", 2, "2")
    slot = ModelSlot(load, one)
    serving = Pipeline(slot, pipeline.detector, pipeline._rules)
    frame, seen, stop = encode(astronaut), set(), threading.Event()

    def serve() -> None:
        while not stop.is_set():
            reading = serving.analyze(frame)
            seen.add((reading.model, tuple(round(value, 4) for value in reading.probabilities or ())))

    threads = [threading.Thread(target=serve) for _ in range(2)]
    for thread in threads:
        thread.start()
    for directory in (two, one, two, one):
        slot.swap(directory)
        threading.Event().wait(0.1)
    stop.set()
    for thread in threads:
        thread.join(10)
    assert {model for model, _ in seen} == {"tiny@1", "tiny@2"}
    assert len(seen) == 2
