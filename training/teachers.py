"""What others that learnt before see in the training faces: part of the labels a new run learns from.

A teacher is a finished run or a released model; the released ones outlive the machine that trained them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray

from models.checkpoint import CheckpointError, check_labels, restore_network
from training.batches import InputScale, prepare_faces
from training.faces import FaceTable
from training.metrics import softmax
from training.predict import BATCH, predict_logits

Answers = dict[str, NDArray[np.float64]]  # by head (N, K), each row sums to one


@dataclass(frozen=True)
class Teacher:
    """Its labels by head, what it knows from elsewhere, and how it is asked about faces or their mirrors."""

    labels: Mapping[str, Sequence[str]]
    outside: Sequence[str]
    ask: Callable[[FaceTable, bool], Answers]


def run_as_teacher(state: Mapping[str, Any], device: torch.device, bf16: bool) -> Teacher:
    """A checkpoint."""
    scale = InputScale.of(state)

    def ask(table: FaceTable, mirrored: bool) -> Answers:
        network = restore_network(state).to(device, memory_format=torch.channels_last)
        logits = predict_logits(network, table, scale, bf16, mirrored)
        return {head: softmax(values) for head, values in logits.items()}

    return Teacher(state["labels"], state.get("outside", []), ask)


def release_as_teacher(folder: Path) -> Teacher:
    """A released model: its fp32 file, as sure as its card says that it may be."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    content = (folder / card["files"]["fp32"]["name"]).read_bytes()
    if hashlib.sha256(content).hexdigest() != card["files"]["fp32"]["sha256"]:
        raise CheckpointError(f"{folder}: the fp32 file is not the one its card describes.")
    head, scale, size = card["config"]["head"], InputScale.of(card), card["input"]["size"]

    def ask(table: FaceTable, mirrored: bool) -> Answers:
        session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
        name = session.get_inputs()[0].name
        parts = []
        for start in range(0, len(table), BATCH):
            rows = np.arange(start, min(start + BATCH, len(table)))
            faces = prepare_faces(table.read(rows), size, scale)
            faces = faces.flip(-1) if mirrored else faces
            parts.append(session.run(None, {name: faces.contiguous().numpy()})[0])
        return {head: softmax(np.concatenate(parts).astype(np.float64), card["temperature"])}

    source = f"the released model {card['name']} {card['version']}, whose card says what that knows"
    return Teacher({head: card["labels"]}, [source], ask)


def ask_teachers(teachers: Sequence[Teacher], table: FaceTable, heads: Sequence[str]) -> Answers | None:
    """For each head the mean answer of those who know it about each face, as it is and mirrored."""
    if not teachers:
        return None
    answers: dict[str, list[NDArray[np.float64]]] = {head: [] for head in heads}
    for teacher in teachers:
        known = {head: table.targets[head].labels for head in heads if head in teacher.labels}
        check_labels({"labels": teacher.labels}, known)
        for mirrored in (False, True):
            said = teacher.ask(table, mirrored)
            for head in known:
                answers[head].append(said[head])
    unknown = [head for head, said in answers.items() if not said]
    if unknown:
        raise CheckpointError(f"none of train.teachers has labels of '{unknown[0]}'; name one that has.")
    return {head: np.mean(said, axis=0) for head, said in answers.items()}


def merge_outside(*sources: Sequence[str]) -> list[str]:
    """What these know from elsewhere than their training faces, each source once."""
    return list(dict.fromkeys(source for some in sources for source in some))
