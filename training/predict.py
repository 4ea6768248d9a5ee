"""Ask a torch network about every row of a table, without gradients, augmentation or dropout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.registry import FaceNetwork
from training.batches import InputScale, prepare_faces
from training.faces import FaceTable
from training.labels import NO_LABEL
from training.metrics import balanced_accuracy, confusion_matrix

BATCH = 256


@torch.no_grad()
def predict_logits(
    network: FaceNetwork, table: FaceTable, scale: InputScale, bf16: bool = False, mirrored: bool = False
) -> dict[str, NDArray[np.float32]]:
    """Logits by head, (N, K), in the table's order; of the faces as they are or of their mirror images."""
    device = next(network.parameters()).device
    was_training = network.training
    network.eval()
    parts: dict[str, list[NDArray[np.float32]]] = {}
    for faces in read_prepared(table, network.spec.size, scale, mirrored):
        with torch.autocast(device.type, torch.bfloat16, enabled=bf16):
            outputs = network(faces.to(device).contiguous(memory_format=torch.channels_last))
        for head, logits in outputs.items():
            parts.setdefault(head, []).append(logits.float().cpu().numpy())
    network.train(was_training)
    return {head: np.concatenate(chunks) for head, chunks in parts.items()}


def read_prepared(table: FaceTable, size: int, scale: InputScale, mirrored: bool) -> Iterator[Tensor]:
    """All faces in the table's order, in batches, as a network expects them; or their mirror images."""
    for start in range(0, len(table), BATCH):
        chosen = np.arange(start, min(start + BATCH, len(table)))
        faces = prepare_faces(table.read(chosen), size, scale)
        yield faces.flip(-1) if mirrored else faces


def quick_figures(logits: Mapping[str, NDArray[np.float32]], table: FaceTable) -> dict[str, dict[str, float]]:
    """Accuracy and balanced accuracy by head: what an epoch is judged by."""
    figures = {}
    for head, values in logits.items():
        true = table.targets[head].hard
        labelled = true != NO_LABEL
        matrix = confusion_matrix(values.argmax(1)[labelled], true[labelled], values.shape[1])
        figures[head] = {
            "accuracy": float(np.trace(matrix) / max(1, matrix.sum())),
            "balanced_accuracy": balanced_accuracy(matrix),
        }
    return figures


def selection_score(figures: Mapping[str, Mapping[str, float]], select_by: str) -> float:
    """One number over all heads; the mean of both figures unless one is asked for."""
    names = ("accuracy", "balanced_accuracy") if select_by == "mean" else (select_by,)
    values = [figure[name] for figure in figures.values() for name in names]
    return sum(values) / len(values)
