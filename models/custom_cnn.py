"""Our own small network: a residual squeeze-excite CNN for 48 px faces, made to run in a browser.

Halving the picture inside the stem keeps the costly 48x48 maps thin, plain 3x3 convolutions are what CPUs and
int8 kernels do fastest, and ReLU throughout leaves ranges that quantise without loss.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.blocks import GlobalPool, conv_norm, make_attention
from models.registry import ModelError, ModelSpec, Trunk, register

WIDTHS = {"": (48, 96, 160), "tiny": (16, 32, 48)}
BLOCKS_PER_STAGE = 2


class ResidualBlock(nn.Module):
    """Two convolutions, attention, and a shortcut that averages where the block halves the map."""

    def __init__(self, inputs: int, outputs: int, stride: int, attention: str) -> None:
        super().__init__()
        self.first = conv_norm(inputs, outputs, stride=stride)
        self.second = conv_norm(outputs, outputs, relu=False)
        self.attention = make_attention(attention, outputs)
        self.shortcut = self._make_shortcut(inputs, outputs, stride)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(self.attention(self.second(self.first(x))) + self.shortcut(x))

    @staticmethod
    def _make_shortcut(inputs: int, outputs: int, stride: int) -> nn.Module:
        if stride == 1 and inputs == outputs:
            return nn.Identity()
        pool = nn.AvgPool2d(2, ceil_mode=True) if stride == 2 else nn.Identity()
        return nn.Sequential(pool, conv_norm(inputs, outputs, kernel=1, relu=False))


@register("custom_cnn", attention=("se", "none", "cbam"))
def build(spec: ModelSpec) -> Trunk:
    if spec.pretrained:
        raise ModelError("custom_cnn is ours: there are no pretrained weights; set model.pretrained=false.")
    if spec.variant not in WIDTHS:
        raise ModelError(f"custom_cnn has the variants '' and 'tiny', not '{spec.variant}'.")
    widths = WIDTHS[spec.variant]
    layers: list[nn.Module] = [
        conv_norm(spec.channels, widths[0] // 2),
        conv_norm(widths[0] // 2, widths[0], stride=2),
    ]
    inputs = widths[0]
    for stage, width in enumerate(widths):
        for block in range(BLOCKS_PER_STAGE):
            stride = 2 if block == 0 and stage > 0 else 1
            layers.append(ResidualBlock(inputs, width, stride, spec.attention))
            inputs = width
    return Trunk(nn.Sequential(*layers, GlobalPool()), inputs)
