"""What finished runs see in the training faces: part of the labels a smaller one learns from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from models.checkpoint import check_labels, restore_network
from training.batches import InputScale
from training.faces import FaceTable
from training.metrics import softmax
from training.predict import predict_logits

Answers = dict[str, NDArray[np.float64]]  # by head (N, K), each row sums to one


def ask_teachers(
    teachers: Sequence[Mapping[str, Any]],
    table: FaceTable,
    heads: Sequence[str],
    device: torch.device,
    bf16: bool,
) -> Answers | None:
    """The mean answer of all teachers (checkpoints) about each face, as it is and mirrored."""
    if not teachers:
        return None
    answers = [_ask(state, table, heads, device, bf16) for state in teachers]
    return {head: np.mean([answer[head] for answer in answers], axis=0) for head in heads}


def merge_outside(states: Sequence[Mapping[str, Any]]) -> list[str]:
    """What these checkpoints know from elsewhere than their training faces, each source once."""
    return list(dict.fromkeys(source for state in states for source in state.get("outside", [])))


def _ask(
    state: Mapping[str, Any], table: FaceTable, heads: Sequence[str], device: torch.device, bf16: bool
) -> Answers:
    check_labels(state, {head: table.targets[head].labels for head in heads})
    network = restore_network(state).to(device, memory_format=torch.channels_last)
    scale = InputScale.of(state)
    plain = predict_logits(network, table, scale, bf16)
    mirrored = predict_logits(network, table, scale, bf16, mirrored=True)
    return {head: (softmax(plain[head]) + softmax(mirrored[head])) / 2 for head in heads}
