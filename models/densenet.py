"""DenseNet: each layer sees all earlier ones; small faces are halved once before the first block."""

from __future__ import annotations

from torch import nn

from models.blocks import GlobalPool
from models.registry import ModelError, ModelSpec, Trunk, register
from models.torchvision_families import SMALL_FACE, adapt_first_convolution, build_torchvision

VARIANTS = {"": "densenet121", "121": "densenet121", "169": "densenet169"}


@register("densenet")
def build(spec: ModelSpec) -> Trunk:
    if spec.variant not in VARIANTS:
        raise ModelError(f"densenet has the variants 121 and 169, not '{spec.variant}'.")
    source = build_torchvision(VARIANTS[spec.variant], spec.pretrained)
    features = source.features
    if spec.size < SMALL_FACE:
        width = features.conv0.out_channels
        features.conv0 = nn.Conv2d(spec.channels, width, 3, stride=2, padding=1, bias=False)
        features.pool0 = nn.Identity()
    else:
        features.conv0 = adapt_first_convolution(features.conv0, spec.channels)
    return Trunk(nn.Sequential(features, nn.ReLU(), GlobalPool()), source.classifier.in_features)
