"""Our own small network: a residual squeeze-excite CNN for 48 px faces, made to run in a browser.

Halving the picture inside the stem keeps the costly 48x48 maps thin, plain 3x3 convolutions are what CPUs and
int8 kernels do fastest, and ReLU throughout leaves ranges that quantise without loss. The deep variant can
begin as the trained default: the third block of a stage starts by passing its input on. The fine variant
keeps the whole picture for one more convolution and halves it in the first stage, which is wider.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn

from models.blocks import GlobalPool, conv_norm, make_attention
from models.registry import ModelError, ModelSpec, Trunk, register


class Stage(NamedTuple):
    """Blocks at one resolution."""

    width: int
    blocks: int
    inner: int = 0  # width between the two convolutions of a block, where it is another one


class Plan(NamedTuple):
    """The sizes of one variant. What the stem does not halve, the first stage does."""

    stem: tuple[int, int]  # widths of its two convolutions
    stem_stride: int
    stages: tuple[Stage, ...]


PLANS = {
    "": Plan((24, 48), 2, (Stage(48, 2), Stage(96, 2), Stage(160, 2))),
    "slim": Plan((16, 48), 2, (Stage(48, 2, inner=32), Stage(96, 2, inner=80), Stage(160, 2, inner=128))),
    "fine": Plan((16, 32), 1, (Stage(64, 2), Stage(96, 2), Stage(160, 2))),
    "wide": Plan((16, 32), 1, (Stage(64, 2), Stage(128, 2), Stage(256, 2))),
    "deep": Plan((24, 48), 2, (Stage(48, 3), Stage(96, 3), Stage(160, 2))),
    "tiny": Plan((8, 16), 2, (Stage(16, 2), Stage(32, 2), Stage(48, 2))),
}


class ResidualBlock(nn.Module):
    """Two convolutions, attention, and a shortcut that averages where the block halves the map."""

    def __init__(self, inputs: int, inner: int, outputs: int, stride: int, attention: str) -> None:
        super().__init__()
        self.first = conv_norm(inputs, inner, stride=stride)
        self.second = conv_norm(inner, outputs, relu=False)
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
    if spec.variant not in PLANS:
        raise ModelError(f"custom_cnn has the variants {', '.join(map(repr, PLANS))}, not '{spec.variant}'.")
    (thin, inputs), stem_stride, stages = PLANS[spec.variant]
    layers: list[nn.Module] = [
        conv_norm(spec.channels, thin),
        conv_norm(thin, inputs, stride=stem_stride),
    ]
    for stage, (width, count, narrower) in enumerate(stages):
        halves, inner = stage > 0 or stem_stride == 1, narrower or width
        first = ResidualBlock(inputs, inner, width, 2 if halves else 1, spec.attention)
        more = [ResidualBlock(width, inner, width, 1, spec.attention) for _ in range(count - 1)]
        for block in more[1:]:
            nn.init.zeros_(block.second[1].weight)
        layers.append(nn.Sequential(first, *more))
        inputs = width
    return Trunk(nn.Sequential(*layers, GlobalPool()), inputs)
