"""VGG with batch norm: 3x3 convolutions and pooling, a mean over places instead of the huge dense layers."""

from __future__ import annotations

from torch import nn

from models.blocks import GlobalPool, make_attention
from models.registry import ModelError, ModelSpec, Trunk, register
from models.torchvision_families import SMALL_FACE, adapt_first_convolution, build_torchvision

VARIANTS = {"": "vgg13_bn", "11": "vgg11_bn", "13": "vgg13_bn", "16": "vgg16_bn"}
FEATURES = 512


@register("vgg", attention=("none", "se", "cbam"))
def build(spec: ModelSpec) -> Trunk:
    if spec.variant not in VARIANTS:
        raise ModelError(f"vgg has the variants 11, 13 and 16, not '{spec.variant}'.")
    source = build_torchvision(VARIANTS[spec.variant], spec.pretrained).features
    source[0] = adapt_first_convolution(source[0], spec.channels)
    layers: list[nn.Module] = []
    width = FEATURES
    for layer in source:
        if isinstance(layer, nn.Conv2d):
            width = layer.out_channels
        if isinstance(layer, nn.MaxPool2d) and spec.attention != "none":
            layers.append(make_attention(spec.attention, width))  # after each stage
        layers.append(layer)
    if spec.size < SMALL_FACE:
        layers.pop()  # the last pooling would leave one place of a 48 px face
    return Trunk(nn.Sequential(*layers, GlobalPool()), FEATURES)
