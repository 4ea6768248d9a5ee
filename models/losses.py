"""Losses on weighted, soft targets: a row of zeros counts for nothing, so that a head can lack a label."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

FOCAL_GAMMA = 2.0  # the value of the paper


def soft_cross_entropy(logits: Tensor, targets: Tensor, focal: bool = False) -> Tensor:
    """Mean over the batch of -sum(target * log p); logits and targets are (N, K)."""
    log_p = torch.log_softmax(logits.float(), dim=1)
    if focal:
        log_p = log_p * (1 - log_p.exp()).pow(FOCAL_GAMMA)
    return -(targets * log_p).sum(1).mean()


def head_losses(
    outputs: Mapping[str, Tensor], targets: Mapping[str, Tensor], focal: bool
) -> dict[str, Tensor]:
    return {name: soft_cross_entropy(outputs[name], targets[name], focal) for name in targets}
