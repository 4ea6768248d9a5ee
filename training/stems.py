"""Rewrites the first two convolutions of an exported network into a form that int8 runs faster.

It computes the same. The first one looks at nine places of one grey channel for every place of the whole
picture, and gathering them takes longer than the arithmetic. Where the second one halves the picture, the
first can answer for four neighbours at once and be asked a quarter as often. In fp32 it does not pay.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from onnx import GraphProto, NodeProto, helper, numpy_helper

from training.pools import read_options

PLACES = [(0, 0), (0, 1), (1, 0), (1, 1)]  # the four neighbours, row and column


def merge_neighbours(graph: GraphProto) -> None:
    """Let the first convolution give four neighbours as channels, and the second read them so."""
    constants = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    first = _find_reader(graph, graph.input[0].name)
    relu = _find_reader(graph, first.output[0]) if first is not None else None
    second = _find_reader(graph, relu.output[0]) if relu is not None else None
    if first is None or relu is None or second is None or not _can_merge(graph, first, relu, second):
        return
    weight, bias = constants[first.input[1]], constants[first.input[2]]
    _replace(graph, first.input[1], _spread_first(weight))
    _replace(graph, first.input[2], np.tile(bias, len(PLACES)))
    _replace(graph, second.input[1], _spread_second(constants[second.input[1]]))
    _set_shape(first, kernel=4, stride=2, pads=[1, 1, 1, 1])
    _set_shape(second, kernel=2, stride=1, pads=[1, 1, 0, 0])
    changed = {*first.input, *first.output, *relu.output, *second.input}
    for shape in [each for each in graph.value_info if each.name in changed]:
        graph.value_info.remove(shape)


def _find_reader(graph: GraphProto, name: str) -> NodeProto | None:
    """What reads this, if nothing else does: only then may its meaning change."""
    readers = [node for node in graph.node if name in node.input]
    return readers[0] if len(readers) == 1 else None


def _spread_first(weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """(C, 1, 3, 3) to (4C, 1, 4, 4): the same nine weights at four places of a window of 4x4."""
    channels, inputs = weight.shape[:2]
    spread = np.zeros((len(PLACES), channels, inputs, 4, 4), np.float32)
    for place, (row, column) in enumerate(PLACES):
        spread[place, :, :, row : row + 3, column : column + 3] = weight
    return spread.reshape(-1, inputs, 4, 4)


def _spread_second(weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """(O, C, 3, 3) to (O, 4C, 2, 2): a window of three places lies in two pairs and skips the very first."""
    outputs, channels = weight.shape[:2]
    padded = np.pad(weight, ((0, 0), (0, 0), (1, 0), (1, 0)))  # (O, C, 4, 4): two pairs each way
    pairs = padded.reshape(outputs, channels, 2, 2, 2, 2)  # pair, place in it; for rows, then columns
    return pairs.transpose(0, 3, 5, 1, 2, 4).reshape(outputs, -1, 2, 2)


def _can_merge(graph: GraphProto, first: NodeProto, relu: NodeProto, second: NodeProto) -> bool:
    sides = [each.dim_value for each in graph.input[0].type.tensor_type.shape.dim][2:]
    kinds = (first.op_type, relu.op_type, second.op_type)
    if kinds != ("Conv", "Relu", "Conv") or len(first.input) < 3 or not all(s and s % 2 == 0 for s in sides):
        return False
    shapes = [read_options(node) for node in (first, second)]
    strides = [shape.get("strides", [1, 1]) for shape in shapes]
    usual = all(
        shape.get("kernel_shape") == [3, 3]
        and shape.get("pads") == [1, 1, 1, 1]
        and shape.get("group", 1) == 1
        and shape.get("dilations", [1, 1]) == [1, 1]
        for shape in shapes
    )
    return usual and strides == [[1, 1], [2, 2]]


def _replace(graph: GraphProto, name: str, values: NDArray[np.float32]) -> None:
    for each in graph.initializer:
        if each.name == name:
            each.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), name))


def _set_shape(node: NodeProto, kernel: int, stride: int, pads: list[int]) -> None:
    shape = {"kernel_shape": [kernel, kernel], "strides": [stride, stride], "pads": pads}
    kept = [each for each in node.attribute if each.name not in shape]
    del node.attribute[:]
    node.attribute.extend([*kept, *(helper.make_attribute(key, value) for key, value in shape.items())])
