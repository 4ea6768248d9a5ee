"""Finds channel attention that weighs every face alike, and makes it part of the convolution before it.

Attention may learn constants; to compute them anew for each face is a fifth of the time for nothing.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from models.blocks import SqueezeExcite
from models.custom_cnn import ResidualBlock


@torch.no_grad()
def fix_constant_attention(network: nn.Module, faces: Tensor, most_spread: float) -> int:
    """Fix attention that differs over these faces by at most this share of its mean; say how often."""
    blocks = [
        each
        for each in network.modules()
        if isinstance(each, ResidualBlock) and isinstance(each.attention, SqueezeExcite)
    ]
    weights: dict[nn.Module, Tensor] = {}  # (N, C) by attention

    def keep(attention: Any, inputs: tuple[Tensor]) -> None:
        weights[attention] = attention.weigh(inputs[0]).flatten(1)

    hooks = [block.attention.register_forward_pre_hook(keep) for block in blocks]
    network.eval()(faces)
    for hook in hooks:
        hook.remove()
    fixed = 0
    for block in blocks:
        mean, spread = weights[block.attention].mean(0), weights[block.attention].std(0)
        if (spread / mean).mean() <= most_spread:
            block.fix_attention(mean)
            fixed += 1
    return fixed
