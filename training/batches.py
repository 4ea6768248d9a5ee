"""Turn a table of faces into batches of tensors: order, balance, augmentation, mixing.

The random numbers of an epoch depend on the seed and the epoch alone, so that a resumed run sees exactly what
an uninterrupted one would have seen, and each of several processes takes its own part of the same batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from settings import TrainSettings
from training.augment import Augmentation, resize_faces, to_channels
from training.faces import FaceTable, Pixels
from training.labels import Targets

STATISTICS_ROWS = 4000  # enough for a mean grey to three digits
VOTES_HEAD, LABELS_HEAD = "ferplus", "fer"


@dataclass(frozen=True)
class InputScale:
    """What turns 0..1 into what the network sees; stands in the checkpoint and on the card."""

    mean: tuple[float, ...]
    std: tuple[float, ...]

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> InputScale:
        """The scale a checkpoint was trained with."""
        return cls(tuple(state["input"]["mean"]), tuple(state["input"]["std"]))

    def apply(self, x: Tensor) -> Tensor:
        mean = torch.tensor(self.mean, device=x.device).view(1, -1, 1, 1)
        std = torch.tensor(self.std, device=x.device).view(1, -1, 1, 1)
        return (x - mean) / std


@dataclass(frozen=True)
class Batch:
    faces: Tensor  # (N, channels, size, size), scaled
    targets: dict[str, Tensor]  # by head (N, K), weighted


def measure_scale(table: FaceTable, channels: int) -> InputScale:
    """Mean and spread of the training faces."""
    chosen = np.linspace(0, len(table) - 1, min(len(table), STATISTICS_ROWS)).astype(np.int64)
    faces = to_channels(torch.from_numpy(table.read(chosen)).float() / 255, channels)
    mean = tuple(round(value, 4) for value in faces.mean((0, 2, 3)).tolist())
    std = tuple(round(value, 4) for value in faces.std((0, 2, 3)).tolist())
    return InputScale(mean, std)


def class_shares(targets: Targets) -> NDArray[np.float64]:
    """Share of each class in what is trained on."""
    mass = targets.soft.sum(0, dtype=np.float64)
    return mass / mass.sum()


def build_targets(
    table: FaceTable,
    heads: tuple[str, ...],
    settings: TrainSettings,
    answers: Mapping[str, NDArray[np.float64]] | None = None,
) -> dict[str, Tensor]:
    """Smoothed and weighted targets of every row, by head; `answers` are what teachers see in each row."""
    result = {}
    for head in heads:
        target = table.targets[head]
        soft = target.soft
        if head == LABELS_HEAD and settings.vote_smoothing and VOTES_HEAD in table.targets:
            soft = _lean_on_votes(soft, table.targets[VOTES_HEAD].soft, settings.vote_smoothing)
        trained = soft.sum(1, keepdims=True) > 0
        uniform = settings.label_smoothing / soft.shape[1]
        soft = soft * (1 - settings.label_smoothing) + uniform
        if answers is not None:
            soft = (1 - settings.teacher_share) * soft + settings.teacher_share * answers[head]
        soft = np.where(trained, soft, 0)
        if settings.balance == "weights":
            soft = soft * _class_weights(target, settings.balance_power)
        result[head] = torch.from_numpy(soft.astype(np.float32))
    return result


class TrainingBatches:
    """Endless supply of epochs over the training part of a table."""

    def __init__(
        self,
        table: FaceTable,
        targets: dict[str, Tensor],
        settings: TrainSettings,
        scale: InputScale,
        place: tuple[int, int] = (0, 1),
    ) -> None:
        self._table = table
        self._targets = targets
        self._settings = settings
        self._scale = scale
        self._rank, self._world = place
        self._augmentation = Augmentation(settings.augment)
        self._row_chances = self._chances() if settings.balance == "sampling" else None
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="read-ahead")

    def __len__(self) -> int:
        """Steps of an epoch; what does not fill a batch waits for the next shuffle."""
        return max(1, len(self._table) // self._settings.batch_size)

    def epoch(self, epoch: int, size: int, device: torch.device) -> Iterator[Batch]:
        generator = torch.Generator().manual_seed(self._settings.seed * 100_003 + epoch)
        order = self._order(generator)
        steps = [
            order[step * self._settings.batch_size :][: self._settings.batch_size]
            for step in range(len(self))
        ]
        ahead: Future[Pixels] = self._reader.submit(self._table.read, steps[0])
        for step, rows in enumerate(steps):
            pixels = ahead.result()
            if step + 1 < len(steps):
                ahead = self._reader.submit(self._table.read, steps[step + 1])
            yield self._make_batch(torch.from_numpy(pixels).to(device), rows, size, generator)

    def _order(self, generator: torch.Generator) -> NDArray[np.int64]:
        if self._row_chances is None:
            return torch.randperm(len(self._table), generator=generator).numpy()
        return torch.multinomial(self._row_chances, len(self._table), True, generator=generator).numpy()

    def _make_batch(
        self, pixels: Tensor, rows: NDArray[np.int64], size: int, generator: torch.Generator
    ) -> Batch:
        faces = self._augmentation.apply(pixels, size, generator)
        faces = self._scale.apply(to_channels(faces, len(self._scale.mean)))
        chosen = torch.from_numpy(rows)
        targets = {head: target[chosen].to(pixels.device) for head, target in self._targets.items()}
        faces, targets = self._mix(faces, targets, generator)
        own = slice(self._rank, None, self._world)
        return Batch(faces[own], {head: target[own] for head, target in targets.items()})

    def _mix(
        self, faces: Tensor, targets: dict[str, Tensor], generator: torch.Generator
    ) -> tuple[Tensor, dict[str, Tensor]]:
        """Mixup, or cutmix, or neither; one share for the whole batch."""
        s = self._settings
        wanted = float(torch.rand(1, generator=generator)) < s.mix_probability
        if not wanted or not (s.mixup or s.cutmix):
            return faces, targets
        cut = s.cutmix > 0 and (not s.mixup or float(torch.rand(1, generator=generator)) < 0.5)
        share = _draw_share(s.cutmix if cut else s.mixup, generator)
        partner = torch.randperm(len(faces), generator=generator).to(faces.device)
        if cut:
            faces, share = _paste(faces, faces[partner], share, generator)
        else:
            faces = torch.lerp(faces[partner], faces, share)
        return faces, {head: torch.lerp(t[partner], t, share) for head, t in targets.items()}

    def _chances(self) -> Tensor:
        """Chance of each row to be drawn, by the first head's class."""
        target = self._table.targets[next(iter(self._targets))]
        weights = _class_weights(target, self._settings.balance_power)
        return torch.from_numpy((target.soft * weights).sum(1) + 1e-9)


def prepare_faces(pixels: Pixels, size: int, scale: InputScale) -> Tensor:
    """Faces to be judged, exactly as serving prepares them: resized, scaled, nothing else."""
    faces = resize_faces(torch.from_numpy(pixels), size)
    return scale.apply(to_channels(faces, len(scale.mean)))


def _lean_on_votes(
    hard: NDArray[np.float32], votes: NDArray[np.float32], share: float
) -> NDArray[np.float32]:
    """Give part of each label to what the voters said, contempt left out."""
    seven = votes[:, : hard.shape[1]]
    mass = seven.sum(1, keepdims=True)
    leaning = np.where(mass > 0, seven / np.maximum(mass, 1e-6), hard)
    return (1 - share) * hard + share * leaning


def _class_weights(targets: Targets, power: float) -> NDArray[np.float32]:
    """Rarer classes weigh more; the mean weight over all rows is one."""
    shares = np.maximum(class_shares(targets), 1e-6)
    weights = shares**-power
    return (weights / (weights * shares).sum()).astype(np.float32)


def _draw_share(alpha: float, generator: torch.Generator) -> float:
    """Beta(alpha, alpha), the larger half, from two gamma draws of our generator."""
    seed = int(torch.randint(2**31, (1,), generator=generator))
    share = float(np.random.default_rng(seed).beta(alpha, alpha))
    return max(share, 1 - share)


def _paste(faces: Tensor, others: Tensor, share: float, generator: torch.Generator) -> tuple[Tensor, float]:
    size = faces.shape[-1]
    side = max(1, round(size * (1 - share) ** 0.5))
    top, left = (int(v) for v in torch.randint(size - side + 1, (2,), generator=generator))
    mixed = faces.clone()
    mixed[:, :, top : top + side, left : left + side] = others[:, :, top : top + side, left : left + side]
    return mixed, 1 - side * side / (size * size)
