"""MobileNet V1 to V3: depthwise convolutions, cheap to run, slow to train on a CPU for what they compute.

V1 is written here, as torchvision has none: a network that learnt faces elsewhere has this shape and can be
its beginning (`python -m training.published_start`).
"""

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
# Width and stride of V1's thirteen pairs of a depthwise and a 1x1 convolution.
V1_PAIRS = ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *((512, 1),) * 5, (1024, 2), (1024, 1))


@register("mobilenet")
def build(spec: ModelSpec) -> Trunk:
    if spec.variant == "v1":
        return _build_v1(spec)
    if spec.variant not in VARIANTS:
        raise ModelError(f"mobilenet has the variants v1, v2, v3-small and v3-large, not '{spec.variant}'.")
    source: Any = build_torchvision(VARIANTS[spec.variant], spec.pretrained)
    first = source.features[0]
    first[0] = adapt_first_convolution(first[0], spec.channels, stride=1 if spec.size < SMALL_FACE else None)
    return Trunk(nn.Sequential(source.features, GlobalPool()), _width(source.features))


def _build_v1(spec: ModelSpec) -> Trunk:
    if spec.pretrained:
        raise ModelError(
            "mobilenet v1 has no ImageNet weights; set model.pretrained=false, or begin with a face network"
            " through train.start_from (docs/models.md)."
        )
    width = 32
    layers = _conv_norm_relu6(spec.channels, width, 3, stride=1 if spec.size < SMALL_FACE else 2)
    for outputs, stride in V1_PAIRS:
        layers += _conv_norm_relu6(width, width, 3, stride, groups=width)
        layers += _conv_norm_relu6(width, outputs, 1)
        width = outputs
    return Trunk(nn.Sequential(*layers, GlobalPool()), width)


def _conv_norm_relu6(
    inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1
) -> list[nn.Module]:
    """One layer; where it halves the map it looks to the right and down, as the published weights expect."""
    layers: list[nn.Module] = [nn.ZeroPad2d((0, 1, 0, 1))] if stride == 2 else []
    padding = kernel // 2 if stride == 1 else 0
    convolution = nn.Conv2d(inputs, outputs, kernel, stride, padding, groups=groups, bias=False)
    return [*layers, convolution, nn.BatchNorm2d(outputs), nn.ReLU6(inplace=True)]


def _width(features: nn.Module) -> int:
    """Channels of the last convolution."""
    convolutions = [module for module in features.modules() if isinstance(module, nn.Conv2d)]
    return convolutions[-1].out_channels
