"""Import torchvision's networks even where its compiled operators do not fit the installed torch.

A torchvision built for CUDA beside a CPU torch fails to import because its box operators are not even
described. We need networks only, so descriptions are supplied; the operators still do not work and stay
unused.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any
from urllib.error import URLError

import torch
from torch import Tensor, nn

from models.registry import ModelError

MISSING_OPERATORS = ("nms", "qnms")
SIGNATURE = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
SMALL_FACE = 96  # below this side the usual first strides leave nothing to look at
_libraries: list[torch.library.Library] = []  # an operator lives as long as its library object


def torchvision_models() -> ModuleType:
    """The module torchvision.models."""
    try:
        return importlib.import_module("torchvision.models")
    except ImportError:
        raise ModelError("this family needs torchvision: pip install 'attune[train]'.") from None
    except RuntimeError as error:
        if "torchvision::nms" not in str(error):
            raise
    for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
        del sys.modules[name]  # what a failed import left behind
    library = torch.library.Library("torchvision", "DEF")
    for operator in MISSING_OPERATORS:
        library.define(operator + SIGNATURE)
    _libraries.append(library)
    return importlib.import_module("torchvision.models")


def build_torchvision(constructor: str, pretrained: bool) -> Any:
    """One of torchvision's networks, with its ImageNet weights if asked for."""
    build = getattr(torchvision_models(), constructor)
    if not pretrained:
        return build(weights=None)
    try:
        return build(weights="DEFAULT")
    except (URLError, OSError, RuntimeError) as error:
        raise ModelError(
            f"the ImageNet weights of {constructor} cannot be fetched ({error}). Connect once so that"
            " torchvision can keep them in its cache, or set model.pretrained=false."
        ) from None


def adapt_first_convolution(conv: nn.Conv2d, channels: int, stride: int | None = None) -> nn.Conv2d:
    """The same convolution for another number of channels and another stride; weights are kept or summed."""
    changed = nn.Conv2d(
        channels,
        conv.out_channels,
        conv.kernel_size,  # type: ignore[arg-type]
        stride or conv.stride,  # type: ignore[arg-type]
        conv.padding,  # type: ignore[arg-type]
        bias=conv.bias is not None,
    )
    with torch.no_grad():
        changed.weight.copy_(_fit_channels(conv.weight, channels))
        if conv.bias is not None and changed.bias is not None:
            changed.bias.copy_(conv.bias)
    return changed


def _fit_channels(weight: Tensor, channels: int) -> Tensor:
    """A grey face is the same in three channels, so its filter is their sum."""
    return weight.sum(1, keepdim=True) if channels == 1 else weight
