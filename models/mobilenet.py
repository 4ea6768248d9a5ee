"""MobileNet V2 and V3: depthwise convolutions, cheap to run, slow to train on a CPU for what they compute."""

from __future__ import annotations

from typing import Any

from torch import nn

from models.blocks import GlobalPool
from models.registry import ModelError, ModelSpec, Trunk, register
from models.torchvision_families import SMALL_FACE, adapt_first_convolution, build_torchvision

VARIANTS = {
    "": "mobilenet_v2",
    "v2": "mobilenet_v2",
    "v3-small": "mobilenet_v3_small",
    "v3-large": "mobilenet_v3_large",
}


@register("mobilenet")
def build(spec: ModelSpec) -> Trunk:
    if spec.variant not in VARIANTS:
        raise ModelError(f"mobilenet has the variants v2, v3-small and v3-large, not '{spec.variant}'.")
    source: Any = build_torchvision(VARIANTS[spec.variant], spec.pretrained)
    first = source.features[0]
    first[0] = adapt_first_convolution(first[0], spec.channels, stride=1 if spec.size < SMALL_FACE else None)
    return Trunk(nn.Sequential(source.features, GlobalPool()), _width(source.features))


def _width(features: nn.Module) -> int:
    """Channels of the last convolution."""
    convolutions = [module for module in features.modules() if isinstance(module, nn.Conv2d)]
    return convolutions[-1].out_channels
