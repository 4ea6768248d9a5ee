"""Our own small network: a residual squeeze-excite CNN for 48 px faces, made to run in a browser.

Halving the picture inside the stem keeps the costly 48x48 maps thin, plain 3x3 convolutions are what CPUs and
int8 kernels do fastest, and ReLU throughout leaves ranges that quantise without loss. The deep variant can
begin as the trained default: the third block of a stage starts by passing its input on.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.blocks import GlobalPool, conv_norm, make_attention
from models.registry import ModelError, ModelSpec, Trunk, register

STAGES = {  # width and blocks of each stage
    "": ((48, 2), (96, 2), (160, 2)),
    "deep": ((48, 3), (96, 3), (160, 2)),
    "tiny": ((16, 2), (32, 2), (48, 2)),
}


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

    @torch.no_grad()
    def fix_attention(self, weights: Tensor) -> None:
        """From now on weigh the channels (C) alike for every face, which costs nothing."""
        norm = self.second[1]
        norm.weight.mul_(weights)
        norm.bias.mul_(weights)
        self.attention = nn.Identity()

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
    if spec.variant not in STAGES:
        raise ModelError(f"custom_cnn has the variants {', '.join(map(repr, STAGES))}, not '{spec.variant}'.")
    stages = STAGES[spec.variant]
    inputs = stages[0][0]
    layers: list[nn.Module] = [
        conv_norm(spec.channels, inputs // 2),
        conv_norm(inputs // 2, inputs, stride=2),
    ]
    for stage, (width, count) in enumerate(stages):
        first = ResidualBlock(inputs, width, 2 if stage > 0 else 1, spec.attention)
        more = [ResidualBlock(width, width, 1, spec.attention) for _ in range(count - 1)]
        for block in more[1:]:
            nn.init.zeros_(block.second[1].weight)
        layers.append(nn.Sequential(first, *more))
        inputs = width
    return Trunk(nn.Sequential(*layers, GlobalPool()), inputs)
