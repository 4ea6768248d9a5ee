"""No processor rounds a sum of an exported int8 file unlike another, and the file still means the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from inference.card import load_card
from settings import ROOT
from training.sums import count_edges, settle_sums

# The scales of a sum as they were once calibrated: one pair of levels lay 4e-6 of a level from a half.
CALIBRATED = {"a": (0.040999964, 150), "b": (0.0364799, 142), "sum": (0.022475405, 0)}
HALVES = {"a": (0.5, 0), "b": (0.5, 0), "sum": (1.0, 0)}
BIAS, WEIGHT_STEP = 2_000_000, 0.01


@pytest.mark.parametrize("scales", [CALIBRATED, HALVES])
def test_sums_keep_off_the_edges_and_mean_the_same(
    tmp_path: Path, scales: dict[str, tuple[float, int]]
) -> None:
    path = tmp_path / "sum.onnx"
    onnx.save(make_network(scales), path)
    assert count_edges(path) > 0
    before = run(path)
    settle_sums(path)
    assert count_edges(path) == 0
    after, level = run(path), scales["sum"][0] * WEIGHT_STEP * 100
    assert np.abs(after - before).max() <= 1.01 * level
    in_floats = run(path, onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL)
    np.testing.assert_allclose(after, in_floats, rtol=1e-5)


@pytest.mark.parametrize("card", sorted((ROOT / "checkpoints" / "released").glob("[!.]*/card.json")))
def test_what_is_released_reads_alike_everywhere(card: Path) -> None:
    """The server and a browser run this very file."""
    assert count_edges(load_card(card.parent).file("int8").path) == 0


def run(
    path: Path, level: onnxruntime.GraphOptimizationLevel = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
) -> NDArray[np.float32]:
    """What the network says of every pair of levels."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = level
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    levels = np.arange(256, dtype=np.uint8)
    pairs = {"a": np.repeat(levels, 256)[:, None], "b": np.tile(levels, 256)[:, None]}
    answer: NDArray[np.float32] = session.run(None, pairs)[0]
    return answer


def make_network(scales: dict[str, tuple[float, int]]) -> onnx.ModelProto:
    """A sum of two levels, then a layer whose bias is counted in the sum's units."""
    constants = [
        each
        for name, (step, zero) in scales.items()
        for each in (_constant(f"{name}_step", np.float32(step)), _constant(f"{name}_zero", np.uint8(zero)))
    ]
    constants += [
        _constant("weight", np.array([[100]], np.int8)),
        _constant("weight_step", np.float32(WEIGHT_STEP)),
        _constant("weight_zero", np.int8(0)),
        _constant("bias", np.array([BIAS], np.int32)),
        _constant("bias_step", np.float32(scales["sum"][0] * WEIGHT_STEP)),
        _constant("bias_zero", np.int32(0)),
    ]
    nodes = [
        _dequantise("a", "a", "a_number"),
        _dequantise("b", "b", "b_number"),
        helper.make_node("Add", ["a_number", "b_number"], ["added"]),
        helper.make_node("QuantizeLinear", ["added", "sum_step", "sum_zero"], ["level"]),
        _dequantise("level", "sum", "sum_number"),
        _dequantise("weight", "weight", "weight_number"),
        _dequantise("bias", "bias", "bias_number"),
        helper.make_node("Gemm", ["sum_number", "weight_number", "bias_number"], ["out"]),
    ]
    inputs = [helper.make_tensor_value_info(name, TensorProto.UINT8, ["n", 1]) for name in ("a", "b")]
    outputs = [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["n", 1])]
    graph = helper.make_graph(nodes, "sum", inputs, outputs, constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)


def _constant(name: str, value: np.ndarray | np.generic) -> TensorProto:
    return numpy_helper.from_array(np.asarray(value), name)


def _dequantise(levels: str, scale: str, numbers: str) -> NodeProto:
    return helper.make_node("DequantizeLinear", [levels, f"{scale}_step", f"{scale}_zero"], [numbers])
