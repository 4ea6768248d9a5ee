"""Moves the scales of an int8 network's sums by a hair, so that every processor rounds them alike.

A sum of two levels that falls within a last bit of a half is rounded up where multiply and add are one
instruction (the server) and down where they are two (WebAssembly in a browser). It knows no calibration.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, numpy_helper

EDGE = 2e-5  # of a level: what the roundings of one sum in float32 lose where levels are high
ROOM = 3e-5  # how far a moved scale keeps its sums off: one rounding more
STEP = 2.5e-7  # of the scale: two last bits, so that a scale moves no further than it must
MOST_STEPS = 20_000
LEVELS = np.arange(256)


@dataclass(frozen=True)
class Scale:
    """How levels stand for numbers: number = (level - zero) * step."""

    step: float
    zero: int


def settle_sums(path: Path) -> None:
    """Rewrite an int8 file until none of its sums can lie on an edge."""
    graph = _Graph(path)
    for node in graph.model.graph.node:  # in the order of computation: a sum may feed the next
        parts = graph.find_sum(node)
        if parts is not None:
            graph.move_scale(parts[2], _find_step(*(graph.read_scale(part) for part in parts)))
    onnx.save(graph.model, path)


def count_edges(path: Path) -> int:
    """How many pairs of levels have a sum that one processor may round up and another down."""
    graph = _Graph(path)
    sums = [parts for node in graph.model.graph.node if (parts := graph.find_sum(node)) is not None]
    return sum(_count_edges(*(graph.read_scale(part) for part in parts), EDGE) for parts in sums)


def _find_step(first: Scale, second: Scale, target: Scale) -> float:
    """The nearest step that is no smaller, so that nothing is cut off; the same one where there is none."""
    for number in range(MOST_STEPS):
        step = float(np.float32(target.step * (1 + number * STEP)))
        if _count_edges(first, second, Scale(step, target.zero), ROOM) == 0:
            return step
    return target.step


def _count_edges(first: Scale, second: Scale, target: Scale, edge: float) -> int:
    shares = [(LEVELS - each.zero) * float(np.float32(each.step / target.step)) for each in (first, second)]
    sums = shares[0][:, None] + shares[1][None, :] + target.zero
    inside = (sums > -1) & (sums < len(LEVELS))
    return int((inside & (np.abs(sums - np.floor(sums) - 0.5) < edge)).sum())


class _Graph:
    """A network with explicit quantisation, its constants by name."""

    def __init__(self, path: Path) -> None:
        self.model = onnx.load(path)
        self._constants = {each.name: each for each in self.model.graph.initializer}
        self._makers = {name: node for node in self.model.graph.node for name in node.output}

    def find_sum(self, node: NodeProto) -> tuple[NodeProto, NodeProto, NodeProto] | None:
        """What turns the two parts of a sum of levels into numbers, and the sum back into a level."""
        if node.op_type != "Add":
            return None
        parts = [self._makers[name] for name in node.input if name in self._makers]
        targets = [each for each in self._users(node.output[0]) if each.op_type == "QuantizeLinear"]
        if len(parts) != 2 or not targets or any(each.op_type != "DequantizeLinear" for each in parts):
            return None
        return parts[0], parts[1], targets[0]

    def read_scale(self, node: NodeProto) -> Scale:
        """The scale of one step into or out of levels."""
        return Scale(float(self._read(node.input[1])), int(self._read(node.input[2])))

    def move_scale(self, quantise: NodeProto, step: float) -> None:
        """Set a scale, and move with it that of every bias which is counted in its units."""
        ratio = step / self.read_scale(quantise).step
        self._write(quantise.input[1], np.asarray(step, np.float32))
        for dequantise in self._users(quantise.output[0]):
            for layer in self._users(dequantise.output[0]):
                bias = self._makers.get(layer.input[2]) if len(layer.input) > 2 else None
                if bias is not None and bias.op_type == "DequantizeLinear":
                    self._recount(bias, ratio)

    def _recount(self, bias: NodeProto, ratio: float) -> None:
        counts, step = self._read(bias.input[0]), self._read(bias.input[1])
        self._write(bias.input[1], (step * np.float32(ratio)).astype(np.float32))
        self._write(bias.input[0], np.rint(counts / ratio).astype(np.int32))

    def _users(self, name: str) -> list[NodeProto]:
        return [each for each in self.model.graph.node if name in each.input]

    def _read(self, name: str) -> NDArray[np.float32]:
        return np.asarray(numpy_helper.to_array(self._constants[name]))

    def _write(self, name: str, value: NDArray[np.float32] | NDArray[np.int32]) -> None:
        self._constants[name].CopyFrom(numpy_helper.from_array(np.asarray(value), name))
