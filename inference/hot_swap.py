"""Put another model into service while frames are being answered.

The new model is loaded, checked and warmed up beside the old one; the switch is one assignment, so every
frame is answered wholly by one model. It knows nothing of who may do this.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from inference.array import Floats
from inference.card import Card, load_card
from inference.engine import Engine, open_engine
from inference.errors import InferenceError, SwapError

WARM_UP_RUNS = 5
SAME_ANSWER = 1e-3  # a face alone and the same face in a batch may differ by rounding only


@dataclass(frozen=True)
class LoadedModel:
    """A card and the engine that runs its network."""

    card: Card
    engine: Engine


class ModelSlot:
    """Holds the model in service. `current` may be read from any thread."""

    def __init__(self, load: Callable[[Path], LoadedModel], directory: Path | str) -> None:
        self._load = load
        self._changing = threading.Lock()
        self.current = load(Path(directory))

    def swap(self, directory: Path | str) -> Card:
        """Serve the model in the directory from the next frame on; on any problem the old one stays."""
        with self._changing:
            try:
                model = self._load(Path(directory))
            except InferenceError as error:
                raise SwapError(f"The model was not put into service. {error}") from error
            if model.card.labels != self.current.card.labels:
                raise SwapError("The model names other expressions; restart the server to serve it.")
            warm_up(model)
            self.current = model
            return model.card


def load_model(directory: Path, runtime: str, precision: str, threads: int = 1) -> LoadedModel:
    """Read the card, verify the files and open the engine."""
    card = load_card(directory)
    return LoadedModel(card, open_engine(card, runtime, precision, threads))


def warm_up(model: LoadedModel) -> None:
    """Run the model until it is at speed, and refuse one whose answers cannot be right."""
    spec = model.card.input
    shape = (4, spec.channels, spec.size, spec.size)
    faces = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
    for _ in range(WARM_UP_RUNS):
        together = model.engine.run(faces)
    alone: list[Floats] = [model.engine.run(face[None])[0] for face in faces]
    if not np.isfinite(together).all():
        raise SwapError("The model answers with numbers that are not finite.")
    if not np.allclose(
        together, alone, rtol=SAME_ANSWER, atol=SAME_ANSWER * max(1.0, float(np.abs(together).max()))
    ):
        raise SwapError("The model answers differently for a face alone and in a batch.")
