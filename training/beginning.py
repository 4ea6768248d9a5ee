"""What a run begins with: its network, the weights of another run, its teachers, or where it stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from dataset import Faces
from models.checkpoint import CheckpointError, check_same, load_checkpoint
from models.registry import FaceNetwork, ModelSpec, resolve_attention
from settings import ROOT, Settings
from training.device import TrainingError
from training.faces import FaceTable
from training.slim import fit_weights
from training.teachers import Teacher, release_as_teacher, run_as_teacher

# Values of the train section that may differ when a run is resumed; all others would change its numbers.
MAY_CHANGE = {"threads", "folder", "epochs", "patience", "wandb_mode", "wandb_project", "wandb_run"}


def build_spec(settings: Settings, faces: Faces) -> ModelSpec:
    heads = tuple((head, len(faces.train.targets[head].labels)) for head in settings.data.heads)
    model = settings.model
    return ModelSpec(
        name=model.name,
        heads=heads,
        size=settings.data.size,
        channels=settings.data.channels,
        variant=model.variant,
        attention=resolve_attention(model.name, model.attention),
        dropout=model.dropout,
        pretrained=model.pretrained,
    )


def load_last(folder: Path, spec: ModelSpec, fixed: Mapping[str, Any]) -> dict[str, Any]:
    """What a resumed run left behind; refused before anything slow unless it is the same run."""
    saved = load_checkpoint(folder / "last.pt")
    check_same(saved, spec, fixed["labels"])
    for key, value in fixed["train"].items():
        if key not in MAY_CHANGE and saved["train"].get(key) != value:
            raise CheckpointError(
                f"train.{key} is {value} and was {saved['train'].get(key)} when {folder.name} began;"
                " a resumed run keeps its settings."
            )
    if saved["data"]["rows"] != fixed["data"]["rows"]:
        raise CheckpointError(
            f"the run saw {saved['data']['rows']} training rows, there are {fixed['data']['rows']} now."
        )
    digest = fixed["data"]["digest"]
    if saved["data"].get("digest", digest) != digest:  # runs begun before there were digests have none
        raise CheckpointError(
            f"the training faces or their labels are others than when {folder.name} began;"
            " a resumed run keeps its data."
        )
    return saved


def find_teacher(settings: Settings, name: str, device: torch.device, bf16: bool) -> Teacher:
    """The run of this name or, where there is none, the released model."""
    released = ROOT / settings.export.released / name
    if (ROOT / settings.train.folder / name / "best.pt").exists() or not (released / "card.json").exists():
        return run_as_teacher(load_other_run(settings, name, "teachers"), device, bf16)
    return release_as_teacher(released)


def load_other_run(settings: Settings, name: str, key: str) -> dict[str, Any]:
    """The best weights of another run that `train.<key>` names."""
    path = ROOT / settings.train.folder / name / "best.pt"
    if not path.exists():
        raise TrainingError(f"train.{key}: {path} does not exist; name a run folder or leave it empty.")
    return load_checkpoint(path)


def load_beginning(
    settings: Settings, network: FaceNetwork, table: FaceTable, labels: Mapping[str, Sequence[str]]
) -> dict[str, Any] | None:
    """The run that `train.start_from` names, if any; refused before anything slow if it does not fit.

    Another variant or face size of the family will do, as long as the weights of that run find their place: a
    deeper one's further blocks begin new, a slimmer one takes the channels that matter most.
    """
    name = settings.train.start_from
    if not name:
        return None
    saved = load_other_run(settings, name, "start_from")
    theirs = {key: saved["spec"][key] for key in ("variant", "size")}
    check_same(saved, replace(network.spec, **theirs), labels)
    own, weights = network.state_dict(), fit_weights(saved, network, table)
    lost = [name for name, value in weights.items() if name not in own or own[name].shape != value.shape]
    if lost:
        raise TrainingError(
            f"train.start_from: {name} does not fit; this network has no place for {lost[0]}."
        )
    return {**saved, "ema": weights}
