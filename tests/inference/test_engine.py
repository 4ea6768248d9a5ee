"""Both runtimes give the same logits, and a network that does not fit its card is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inference.card import Card, ModelFile
from inference.engine import open_engine
from inference.errors import EngineError


def test_the_runtimes_agree(card: Card) -> None:
    faces = np.random.default_rng(1).standard_normal((5, 1, 48, 48)).astype(np.float32)
    by_ort = open_engine(card, "onnxruntime", "fp32").run(faces)
    by_openvino = open_engine(card, "openvino", "fp32").run(faces)
    np.testing.assert_allclose(by_ort, by_openvino, atol=1e-3)


def test_a_face_reads_the_same_alone_and_in_a_batch(card: Card) -> None:
    engine = open_engine(card)
    faces = np.random.default_rng(2).standard_normal((8, 1, 48, 48)).astype(np.float32)
    together = engine.run(faces)
    alone = np.concatenate([engine.run(face[None]) for face in faces])
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_a_network_with_other_labels_is_refused(card: Card) -> None:
    with pytest.raises(EngineError, match="3 labels"):
        open_engine(replace(card, labels=("a", "b", "c")))


def test_an_unknown_runtime_is_named(card: Card) -> None:
    with pytest.raises(EngineError, match="tensorrt"):
        open_engine(card, "tensorrt")


@pytest.mark.parametrize("runtime", ["onnxruntime", "openvino"])
def test_a_file_that_is_no_network_is_refused(card: Card, tmp_path: Path, runtime: str) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"not a network")
    with pytest.raises(EngineError, match=r"model\.onnx"):
        open_engine(replace(card, files={"fp32": ModelFile(path, "")}), runtime)


@pytest.mark.parametrize("runtime", ["onnxruntime", "openvino"])
def test_a_wrong_shape_is_an_error_of_the_family(card: Card, runtime: str) -> None:
    engine = open_engine(card, runtime)
    with pytest.raises(EngineError):
        engine.run(np.zeros((1, 1, 20, 20), np.float32))
