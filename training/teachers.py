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
from training.batches import InputScale
from training.faces import FaceTable
from training.metrics import softmax
from training.predict import predict_logits, read_prepared

Answers = dict[str, NDArray[np.float64]]  # by head (N, K), each row sums to one


@dataclass(frozen=True)
class Teacher:
    """Its labels by head, what it knows from elsewhere, what it says of faces, seen plain and mirrored."""

    labels: Mapping[str, Sequence[str]]
    outside: Sequence[str]
    ask: Callable[[FaceTable], Answers]


def run_as_teacher(state: Mapping[str, Any], device: torch.device, bf16: bool) -> Teacher:
    """A checkpoint."""
    scale = InputScale.of(state)

    def ask(table: FaceTable) -> Answers:
        network = restore_network(state).to(device, memory_format=torch.channels_last)
        plain, mirrored = (predict_logits(network, table, scale, bf16, turned) for turned in (False, True))
        return {head: (softmax(plain[head]) + softmax(mirrored[head])) / 2 for head in plain}

    return Teacher(state["labels"], state.get("outside", []), ask)


def release_as_teacher(folder: Path) -> Teacher:
    """A released model: its fp32 file, as sure as its card says that it may be."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    content = (folder / card["files"]["fp32"]["name"]).read_bytes()
    if hashlib.sha256(content).hexdigest() != card["files"]["fp32"]["sha256"]:
        raise CheckpointError(f"{folder}: the fp32 file is not the one its card describes.")
    scale, size = InputScale.of(card), card["input"]["size"]

    def ask(table: FaceTable) -> Answers:
        session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
        name = session.get_inputs()[0].name

        def look(mirrored: bool) -> NDArray[np.float64]:
            batches = read_prepared(table, size, scale, mirrored)
            logits = [session.run(None, {name: faces.contiguous().numpy()})[0] for faces in batches]
            return softmax(np.concatenate(logits).astype(np.float64), card["temperature"])

        return {card["config"]["head"]: (look(False) + look(True)) / 2}

    source = f"the released model {card['name']} {card['version']}, whose card says what that knows"
    return Teacher({card["config"]["head"]: card["labels"]}, [source], ask)


def ask_teachers(teachers: Sequence[Teacher], table: FaceTable, heads: Sequence[str]) -> Answers | None:
    """For each head the mean answer of those who know it."""
    if not teachers:
        return None
    answers: dict[str, list[NDArray[np.float64]]] = {head: [] for head in heads}
    for teacher in teachers:
        known = {head: table.targets[head].labels for head in heads if head in teacher.labels}
        check_labels({"labels": teacher.labels}, known)
        said = teacher.ask(table)
        for head in known:
            answers[head].append(said[head])
    unknown = [head for head, said_of in answers.items() if not said_of]
    if unknown:
        raise CheckpointError(f"none of train.teachers has labels of '{unknown[0]}'; name one that has.")
    return {head: np.mean(said_of, axis=0) for head, said_of in answers.items()}


def merge_outside(*sources: Sequence[str]) -> list[str]:
    """What these know from elsewhere than their training faces, each source once."""
    return list(dict.fromkeys(source for some in sources for source in some))
