"""Rewrites pools of an exported network into forms that run fast in int8, computing the same."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from onnx import AttributeProto, GraphProto, NodeProto, helper, numpy_helper


def simplify_pools(graph: GraphProto) -> None:
    """Name means over a whole map, and let a convolution of single places do the halving before it."""
    constants = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    nodes = [new for node in graph.node for new in _name_mean(node, constants)]
    pools = _find_halvings(nodes, graph)
    merged = [
        _merge(pools[node.input[0]], node, graph, constants) if _can_merge(node, pools, constants) else node
        for node in nodes
    ]
    wanted = {name for node in merged for name in node.input} | {each.name for each in graph.output}
    del graph.node[:]
    graph.node.extend(node for node in merged if wanted.intersection(node.output))
    kept = [each for each in graph.initializer if each.name in wanted]
    del graph.initializer[:]
    graph.initializer.extend(kept)


def _name_mean(node: NodeProto, constants: dict[str, NDArray[np.float32]]) -> list[NodeProto]:
    """Call a mean over height and width what it is, so that it has an int8 form."""
    axes = constants.get(node.input[1]) if node.op_type == "ReduceMean" and len(node.input) > 1 else None
    if axes is None or sorted(axes.tolist()) not in ([2, 3], [-2, -1]):
        return [node]
    keeps = all(attribute.i for attribute in node.attribute if attribute.name == "keepdims")
    pooled = node.output[0] if keeps else f"{node.output[0]}_pooled"
    mean = helper.make_node("GlobalAveragePool", [node.input[0]], [pooled], node.name)
    if keeps:
        return [mean]
    return [mean, helper.make_node("Flatten", [pooled], [node.output[0]], f"{node.name}_flat")]


def _find_halvings(nodes: list[NodeProto], graph: GraphProto) -> dict[str, NodeProto]:
    """Means of 2x2 places over maps with even sides, by the name of what they give."""
    shapes = {each.name: each.type.tensor_type.shape.dim for each in graph.value_info}
    found = {}
    for node in nodes:
        options = read_options(node)
        sides = [each.dim_value for each in shapes.get(node.input[0], ())][2:]
        is_halving = options.get("kernel_shape") == [2, 2] and options.get("strides") == [2, 2]
        is_whole = len(sides) == 2 and all(side and side % 2 == 0 for side in sides)
        if node.op_type == "AveragePool" and is_halving and is_whole and not any(options.get("pads", [])):
            found[node.output[0]] = node
    return found


def _can_merge(
    node: NodeProto, pools: dict[str, NodeProto], constants: dict[str, NDArray[np.float32]]
) -> bool:
    if node.op_type != "Conv" or node.input[0] not in pools or node.input[1] not in constants:
        return False
    options = read_options(node)
    return (
        options.get("kernel_shape") == [1, 1]
        and options.get("group", 1) == 1
        and not any(options.get("pads", []))
    )


def _merge(
    pool: NodeProto, node: NodeProto, graph: GraphProto, constants: dict[str, NDArray[np.float32]]
) -> NodeProto:
    """One convolution of 2x2 places, each with a quarter of the weight."""
    name = f"{node.input[1]}_halving"
    weight = np.tile(constants[node.input[1]] / 4, (1, 1, 2, 2))
    graph.initializer.append(numpy_helper.from_array(weight.astype(np.float32), name))
    inputs = [pool.input[0], name, *node.input[2:]]
    return helper.make_node("Conv", inputs, list(node.output), node.name, kernel_shape=[2, 2], strides=[2, 2])


def read_options(node: NodeProto) -> dict[str, list[int] | int]:
    return {
        each.name: list(each.ints) if each.type == AttributeProto.INTS else each.i for each in node.attribute
    }
