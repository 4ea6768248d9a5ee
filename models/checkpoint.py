"""Write and read a run's state: saved aside, then put in place, so that a full disk loses nothing.

Reading checks that the file belongs to this network and these labels; it never guesses.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import torch

from models.registry import FaceNetwork, ModelSpec, create_model

FORMAT = 1


class CheckpointError(Exception):
    """A checkpoint cannot be used; the text names the file and the reason."""


def save_checkpoint(path: Path, state: Mapping[str, Any]) -> None:
    """Write beside `path`, make sure it reached the disk, then replace."""
    aside = path.with_name(path.name + ".new")
    try:
        with aside.open("wb") as file:
            _write(file, {"format": FORMAT, **state})
        aside.replace(path)
    except (OSError, RuntimeError) as error:
        aside.unlink(missing_ok=True)
        raise CheckpointError(f"{path} could not be saved, the earlier one is untouched: {error}.") from None


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Read a checkpoint without running any code that it may hold."""
    if not path.exists():
        raise CheckpointError(f"{path} does not exist.")
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, pickle.UnpicklingError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else "it is empty"
        raise CheckpointError(f"{path} is not a readable checkpoint: {reason}.") from None
    if not isinstance(state, dict) or state.get("format") != FORMAT:
        raise CheckpointError(f"{path} is not a checkpoint of this program.")
    return state


def check_same(state: Mapping[str, Any], spec: ModelSpec, labels: Mapping[str, Sequence[str]]) -> None:
    """Refuse a checkpoint of another architecture or another label order."""
    saved, wanted = state["spec"], spec.as_dict()
    different = [key for key in wanted if key != "pretrained" and saved.get(key) != wanted[key]]
    if different:
        key = different[0]
        raise CheckpointError(
            f"the checkpoint is another architecture: {key} is {saved.get(key)} there and {wanted[key]} here."
        )
    check_labels(state, labels)


def check_labels(state: Mapping[str, Any], labels: Mapping[str, Sequence[str]]) -> None:
    """Refuse a checkpoint that lacks one of these label sets or has it in another order."""
    for name, order in labels.items():
        saved = state["labels"].get(name)
        if saved is None:
            raise CheckpointError(f"the checkpoint has no labels of '{name}'.")
        if list(saved) != list(order):
            raise CheckpointError(
                f"the checkpoint's labels of '{name}' are {', '.join(saved)};"
                f" the data's are {', '.join(order)}. The order is part of the model."
            )


def restore_network(state: Mapping[str, Any], weights: str = "ema") -> FaceNetwork:
    """The network of a checkpoint in evaluation mode; its averaged weights unless others are asked for."""
    spec = ModelSpec.from_dict({**state["spec"], "pretrained": False})
    network = create_model(spec)
    network.load_state_dict(state[weights])
    return network.eval()


def _write(file: BinaryIO, state: Mapping[str, Any]) -> None:
    torch.save(dict(state), file)
    file.flush()
    os.fsync(file.fileno())
