"""Write one head of a trained network as ONNX, in fp32 and, calibrated on real faces, in int8."""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from torch import Tensor, nn

from models.registry import FaceNetwork
from training.pools import simplify_pools
from training.stems import merge_neighbours
from training.sums import settle_sums

INPUT, OUTPUT = "face", "logits"
OPSET = 18
CALIBRATION_BATCH = 64
# Pools, products and sigmoids too: each one left out turns a whole map to float and back, 15 % of the time.
QUANTISED = [
    *("Conv", "Gemm", "MatMul", "Add", "Relu", "AveragePool", "MaxPool"),
    *("GlobalAveragePool", "Mul", "Sigmoid"),
]


class OneHead(nn.Module):
    """A trunk with a single head whose bias carries the correction for rare classes."""

    def __init__(self, network: FaceNetwork, head: str, correction: NDArray[np.float64]) -> None:
        super().__init__()
        linear = network.heads[head]
        self.trunk = network.trunk
        self.head = nn.Linear(linear.in_features, linear.out_features)
        with torch.no_grad():
            self.head.weight.copy_(linear.weight)
            self.head.bias.copy_(linear.bias + torch.from_numpy(correction).to(linear.bias.dtype))

    def forward(self, face: Tensor) -> Tensor:
        return self.head(self.trunk(face))


def write_fp32(network: OneHead, shape: tuple[int, int], path: Path) -> None:
    """Export with a free batch size, batch norms folded into their convolutions."""
    channels, size = shape
    example = torch.zeros(2, channels, size, size)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's own deprecations, nothing a reader could act on
        raw = Path(folder) / "raw.onnx"
        program = torch.onnx.export(
            network.eval(),
            (example,),
            input_names=[INPUT],
            output_names=[OUTPUT],
            dynamic_shapes={"face": {0: torch.export.Dim("faces")}},
            opset_version=OPSET,
            dynamo=True,
            verbose=False,
        )
        program.save(str(raw))
        _fold(raw, path)


def write_int8(fp32: Path, faces: NDArray[np.float32], path: Path) -> None:
    """Quantise weights by channel and activations by what the calibration faces reach.

    Weights take seven of the eight bits: a processor without VNNI adds two products in 16 bits and cuts off
    what does not fit: 255 * 64 * 2 does, 255 * 127 * 2 does not.
    """
    model = onnx.load(fp32)
    merge_neighbours(model.graph)
    logging.disable(logging.WARNING)  # it asks for a simplified graph, which ours is already
    try:
        quantize_static(
            model,
            path,
            _Faces(faces),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=QUANTISED,
            per_channel=True,
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            calibrate_method=CalibrationMethod.MinMax,
        )
        settle_sums(path)
    finally:
        logging.disable(logging.NOTSET)


def _fold(source: Path, target: Path) -> None:
    """Let ONNX Runtime simplify the graph with standard operators only."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
    model = onnx.load(target)
    simplify_pools(model.graph)
    _forget_origin(model)
    onnx.checker.check_model(model)
    onnx.save(model, target)


def _forget_origin(model: onnx.ModelProto) -> None:
    """Drop the exporter's notes: they hold paths of the exporting machine and a tenth of the bytes."""
    for part in (model, model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer):
        del part.metadata_props[:]
        part.doc_string = ""
    used = {node.domain for node in model.graph.node}
    kept = [entry for entry in model.opset_import if entry.domain in used]
    del model.opset_import[:]
    model.opset_import.extend(kept)


class _Faces(CalibrationDataReader):  # type: ignore[misc]
    def __init__(self, faces: NDArray[np.float32]) -> None:
        self._batches: Iterator[NDArray[np.float32]] = iter(
            np.array_split(faces, max(1, len(faces) // CALIBRATION_BATCH))
        )

    def get_next(self) -> dict[str, NDArray[np.float32]] | None:
        batch = next(self._batches, None)
        return None if batch is None else {INPUT: batch}
