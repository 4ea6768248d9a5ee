"""DeXpression after Burkert et al. (2015): a stem and two feature-extraction blocks of parallel branches.

The paper takes 224 px faces; for small ones the stem keeps more places. Batch norm stands for its local
response normalisation.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.blocks import GlobalPool, conv_norm
from models.registry import ModelError, ModelSpec, Trunk, register
from models.torchvision_families import SMALL_FACE

STEM = 64
REDUCED, EXTRACTED, POOLED = 96, 208, 64  # channels of the paper's branches


class FeatEx(nn.Module):
    """A 3x3 branch behind a 1x1, beside a pooled 1x1; side by side they leave, halved."""

    def __init__(self, inputs: int) -> None:
        super().__init__()
        self.extract = nn.Sequential(conv_norm(inputs, REDUCED, kernel=1), conv_norm(REDUCED, EXTRACTED))
        self.pool = nn.Sequential(nn.MaxPool2d(3, 1, 1), conv_norm(inputs, POOLED, kernel=1))
        self.halve = nn.MaxPool2d(3, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.halve(torch.cat([self.extract(x), self.pool(x)], dim=1))


@register("dexpression")
def build(spec: ModelSpec) -> Trunk:
    if spec.pretrained:
        raise ModelError("dexpression was never published with weights; set model.pretrained=false.")
    if spec.variant:
        raise ModelError(f"dexpression has no variants, and so no '{spec.variant}'.")
    width = EXTRACTED + POOLED
    if spec.size < SMALL_FACE:
        stem = [conv_norm(spec.channels, STEM, kernel=5), nn.MaxPool2d(3, 2, 1)]
    else:
        stem = [conv_norm(spec.channels, STEM, kernel=7, stride=2), nn.MaxPool2d(3, 2, 1)]
    return Trunk(nn.Sequential(*stem, FeatEx(STEM), FeatEx(width), GlobalPool()), width)
