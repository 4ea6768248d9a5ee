"""An exponential moving average of a network's weights: what is evaluated, kept and exported."""

from __future__ import annotations

import copy

import torch
from torch import nn

EARLY_STEPS = 10  # the average follows faster at first, so that it forgets the random start


class WeightAverage:
    """Keeps `network` as the running average of another network of the same shape."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self._decay = decay

    @torch.no_grad()
    def update(self, source: nn.Module, step: int) -> None:
        decay = min(self._decay, (1 + step) / (EARLY_STEPS + step))
        own = list(self.network.state_dict().values())
        new = list(source.state_dict().values())
        floats = [index for index, value in enumerate(own) if value.is_floating_point()]
        torch._foreach_lerp_([own[i] for i in floats], [new[i] for i in floats], 1 - decay)
        for index, value in enumerate(own):
            if not value.is_floating_point():
                value.copy_(new[index])
