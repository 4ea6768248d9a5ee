"""Takes over the weights of a network that has more channels: what says least to what follows stays behind.

Only channels that no sum passes through can go: those between two convolutions, in the stem and in a block.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models.checkpoint import restore_network
from models.custom_cnn import ResidualBlock
from models.registry import FaceNetwork
from training.batches import InputScale, prepare_faces
from training.faces import FaceTable

SHOWN = 64  # faces of each class: a channel that only rare ones need must not look idle
Joint = tuple[str, str]  # a convolution with its norm, and the only convolution that reads it
FIRST = ("0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var")  # what goes with a channel


def fit_weights(saved: Mapping[str, Any], network: FaceNetwork, table: FaceTable) -> dict[str, Tensor]:
    """A checkpoint's averaged weights, with as many channels at each joint as `network` has there."""
    weights = dict(saved["ema"])
    if saved["spec"]["name"] != "custom_cnn":
        return weights
    own = network.state_dict()
    larger = restore_network(saved)
    wanted = {joint: len(own.get(f"{joint[0]}.0.weight", ())) for joint in find_joints(larger)}
    narrower = {
        joint: count for joint, count in wanted.items() if 0 < count < len(weights[f"{joint[0]}.0.weight"])
    }
    if not narrower:
        return weights
    scale = InputScale.of(saved)
    uses = measure_uses(larger, prepare_faces(table.read(choose_rows(table)), larger.spec.size, scale))
    for (first, second), count in narrower.items():
        kept = uses[first, second].topk(count).indices.sort().values
        weights |= {f"{first}.{name}": weights[f"{first}.{name}"][kept] for name in FIRST}
        weights[f"{second}.weight"] = weights[f"{second}.weight"][:, kept]
    return weights


def find_joints(network: FaceNetwork) -> list[Joint]:
    """Every place where channels go from one convolution into one other and nowhere else."""
    blocks = [name for name, module in network.named_modules() if isinstance(module, ResidualBlock)]
    return [("trunk.0", "trunk.1.0"), *((f"{name}.first", f"{name}.second.0") for name in blocks)]


@torch.no_grad()
def measure_uses(network: FaceNetwork, faces: Tensor) -> dict[Joint, Tensor]:
    """How much each channel moves what reads it: its mean square over the faces, times the weights on it."""
    uses: dict[Joint, Tensor] = {}

    def watch(joint: Joint) -> torch.utils.hooks.RemovableHandle:
        def note(reader: nn.Module, inputs: tuple[Tensor]) -> None:
            weight: Any = reader.weight
            uses[joint] = inputs[0].square().mean((0, 2, 3)) * weight.square().sum((0, 2, 3))

        return network.get_submodule(joint[1]).register_forward_pre_hook(note)

    hooks = [watch(joint) for joint in find_joints(network)]
    network.eval()(faces)
    for hook in hooks:
        hook.remove()
    return uses


def choose_rows(table: FaceTable) -> NDArray[np.int64]:
    """The first faces of every class of every label set."""
    return np.concatenate(
        [
            np.flatnonzero(targets.hard == label)[:SHOWN]
            for targets in table.targets.values()
            for label in range(len(targets.labels))
        ]
    )
