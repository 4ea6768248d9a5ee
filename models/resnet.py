"""ResNet 18, 34 and 50; for small faces one 3x3 with stride 2 replaces the 7x7 and its pooling."""

from __future__ import annotations

from typing import Any

from torch import nn

from models.blocks import GlobalPool, make_attention
from models.registry import ModelError, ModelSpec, Trunk, register
from models.torchvision_families import SMALL_FACE, adapt_first_convolution, build_torchvision

VARIANTS = {"": "resnet18", "18": "resnet18", "34": "resnet34", "50": "resnet50"}


@register("resnet", attention=("none", "se", "cbam"))
def build(spec: ModelSpec) -> Trunk:
    if spec.variant not in VARIANTS:
        raise ModelError(f"resnet has the variants 18, 34 and 50, not '{spec.variant}'.")
    source = build_torchvision(VARIANTS[spec.variant], spec.pretrained)
    stages: list[nn.Module] = []
    for stage in (source.layer1, source.layer2, source.layer3, source.layer4):
        stages.append(stage)
        if spec.attention != "none":
            stages.append(make_attention(spec.attention, _width(stage)))
    return Trunk(nn.Sequential(*_stem(source, spec), *stages, GlobalPool()), _width(source.layer4))


def _stem(source: Any, spec: ModelSpec) -> list[nn.Module]:
    if spec.size < SMALL_FACE:
        first = nn.Conv2d(spec.channels, source.conv1.out_channels, 3, stride=2, padding=1, bias=False)
        return [first, source.bn1, source.relu]
    first = adapt_first_convolution(source.conv1, spec.channels)
    return [first, source.bn1, source.relu, source.maxpool]


def _width(stage: Any) -> int:
    """Channels that a stage gives: of its last block's last batch norm."""
    last = stage[-1]
    return int((last.bn3 if hasattr(last, "bn3") else last.bn2).num_features)
