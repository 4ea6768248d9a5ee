"""Train the network that config.yaml describes: one loop, in the order it happens.

A run lives in its own folder and either starts anew or, with --resume, goes on exactly where it was; it never
does something in between. Several processes started by torchrun share each batch.
"""

from __future__ import annotations

import argparse
import logging
import math
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.distributed as distributed
import yaml
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from tqdm import tqdm

from dataset import Faces, open_faces
from models.checkpoint import CheckpointError, save_checkpoint
from models.losses import head_losses
from models.registry import (
    FaceNetwork,
    ModelError,
    ModelSpec,
    count_parameters,
    create_model,
)
from settings import ROOT, Settings, TrainSettings, add_settings_arguments, settings_from_arguments
from training.audit import digest_faces
from training.average import WeightAverage
from training.batches import Batch, InputScale, TrainingBatches, build_targets, class_shares, measure_scale
from training.beginning import build_spec, find_teacher, load_beginning, load_last
from training.device import (
    Place,
    TrainingError,
    choose_device,
    join_processes,
    leave_processes,
    multiplies_bf16,
)
from training.faces import DataError
from training.journal import Journal, read_history
from training.predict import predict_logits, quick_figures, selection_score
from training.schedule import face_size, rate_factor
from training.teachers import ask_teachers, merge_outside

LOG = logging.getLogger("train")
MOMENTUM = 0.9
CLIP_NORM = 5.0  # only the first steps ever reach it


@dataclass
class Run:
    """One training run: what it needs and how far it is."""

    settings: Settings
    place: Place
    device: torch.device
    faces: Faces
    folder: Path
    network: FaceNetwork
    optimizer: torch.optim.Optimizer
    average: WeightAverage
    bf16: bool
    scale: InputScale
    batches: TrainingBatches
    fixed: dict[str, Any]  # what a checkpoint says that stays the same
    state: dict[str, Any]  # epoch, best, best_epoch, since_best

    @property
    def total_steps(self) -> int:
        return self.settings.train.epochs * len(self.batches)


def train(settings: Settings, resume: bool = False) -> Path:
    """Run all epochs and return the folder with best.pt and last.pt."""
    run = start_run(settings, resume)
    parallel = DistributedDataParallel(run.network) if run.place.world > 1 else run.network
    journal = Journal(run.folder, settings, run.state["epoch"]) if run.place.leads else None
    for epoch in range(run.state["epoch"] + 1, settings.train.epochs + 1):
        losses, rate = train_epoch(run, parallel, epoch)
        figures, score = judge_epoch(run)
        better = note_score(run, epoch, score)
        if journal:
            journal.write(
                {
                    "epoch": epoch,
                    "loss": losses,
                    "validation": figures,
                    "score": score,
                    "images_per_s": round(rate, 1),
                    "lr": run.optimizer.param_groups[0]["lr"],
                }
            )
            report_epoch(epoch, figures, rate)
            keep_weights(run, better)
        if settings.train.patience and run.state["since_best"] >= settings.train.patience:
            LOG.info("no better result in %d epochs: stopping", settings.train.patience)
            break
    if journal:
        journal.close()
        draw_run(run.folder)
    leave_processes()
    return run.folder


def start_run(settings: Settings, resume: bool) -> Run:
    """Read the data, build the network, and put a resumed run back where it was."""
    config, place, device = settings.train, join_processes(settings), choose_device(settings.train)
    torch.manual_seed(config.seed)
    faces = open_faces(settings.data)
    spec = build_spec(settings, faces)
    network = create_model(spec).to(device)
    folder = find_folder(settings, resume)
    if config.channels_last:
        network = network.to(memory_format=torch.channels_last)
    scale = measure_scale(faces.train, spec.channels)
    fixed = describe_run(settings, spec, faces, scale)
    last = load_last(folder, network.spec, fixed) if resume else None
    beginning = None if resume else load_beginning(settings, network, faces.train, fixed["labels"])
    if place.leads:
        write_settings(folder, settings)
    bf16 = config.bf16 and multiplies_bf16(device)
    teachers = [find_teacher(settings, name, device, bf16) for name in config.teachers]
    if teachers and place.leads:
        LOG.info("asking %d teachers about %s faces, twice each", len(teachers), f"{len(faces.train):,}")
    answers = ask_teachers(teachers, faces.train, settings.data.heads)
    targets = build_targets(faces.train, settings.data.heads, config, answers)
    run = Run(
        settings=settings,
        place=place,
        device=device,
        faces=faces,
        folder=folder,
        network=network,
        optimizer=build_optimizer(network, config),
        average=WeightAverage(network, config.ema_decay),
        bf16=bf16,
        scale=scale,
        batches=TrainingBatches(faces.train, targets, config, scale, (place.rank, place.world)),
        fixed={**fixed, "outside": merge_outside(*(teacher.outside for teacher in teachers))},
        state={"epoch": 0, "best": -1.0, "best_epoch": 0, "since_best": 0},
    )
    if last:
        restore_run(run, last)
    elif beginning:
        begin_with(run, beginning)
    if place.leads:
        LOG.info("%s, %s parameters", spec.name, f"{count_parameters(network):,}")
        if config.bf16 and not bf16:
            LOG.info("no bfloat16 arithmetic found in this device: training in float32")
        LOG.info("%s", "\n".join(faces.notes))
    return run


def train_epoch(run: Run, parallel: nn.Module, epoch: int) -> tuple[dict[str, float], float]:
    """Every training face once; returns the mean loss of each head and the faces per second."""
    config, steps = run.settings.train, len(run.batches)
    first_step = (epoch - 1) * steps
    size = face_size(first_step / run.total_steps, config, run.network.spec.size)
    faces = run.batches.epoch(epoch, size, run.device)
    bar = tqdm(faces, f"epoch {epoch}/{config.epochs}", steps, disable=not run.place.leads, mininterval=2)
    losses = dict.fromkeys(run.settings.data.heads, 0.0)
    started, seen = time.perf_counter(), 0
    parallel.train()
    for index, batch in enumerate(bar):
        step = first_step + index
        set_rate(run.optimizer, config.lr * rate_factor(step / run.total_steps, config))
        step_losses = take_step(run, parallel, batch)
        check_finite(step_losses, epoch, index, run.optimizer)
        run.average.update(run.network, step)
        losses = {head: losses[head] + value / steps for head, value in step_losses.items()}
        seen += len(batch.faces) * run.place.world
    return losses, seen / (time.perf_counter() - started)


def judge_epoch(run: Run) -> tuple[dict[str, dict[str, float]], float]:
    """The leader's figures and score.

    Each process keeps norms of its own rows and would judge a little differently; all must stop together.
    """
    figures, score = {}, 0.0
    if run.place.leads:
        logits = predict_logits(run.average.network, run.faces.validation, run.scale, run.bf16)
        figures = quick_figures(logits, run.faces.validation)
        score = selection_score(figures, run.settings.train.select_by)
    if run.place.world > 1:
        told = torch.tensor(score, dtype=torch.float64, device=run.device)
        distributed.broadcast(told, 0)
        score = told.item()
    return figures, score


def note_score(run: Run, epoch: int, score: float) -> bool:
    """Keep count of the best epoch; true if this one is it."""
    better = score > run.state["best"]
    run.state = {
        "epoch": epoch,
        "best": score if better else run.state["best"],
        "best_epoch": epoch if better else run.state["best_epoch"],
        "since_best": 0 if better else run.state["since_best"] + 1,
    }
    return better


def take_step(run: Run, parallel: nn.Module, batch: Batch) -> dict[str, float]:
    """One forward, one backward, one update; returns the loss of each head."""
    config, faces = run.settings.train, batch.faces
    if config.channels_last:
        faces = faces.contiguous(memory_format=torch.channels_last)
    with torch.autocast(run.device.type, torch.bfloat16, enabled=run.bf16):
        outputs = parallel(faces)
    losses = head_losses(outputs, batch.targets, config.loss == "focal")
    run.optimizer.zero_grad(set_to_none=True)
    torch.stack(list(losses.values())).mean().backward()
    nn.utils.clip_grad_norm_(run.network.parameters(), CLIP_NORM)
    values = {head: value.item() for head, value in losses.items()}
    if all(math.isfinite(value) for value in values.values()):
        run.optimizer.step()
    return values


def check_finite(losses: dict[str, float], epoch: int, index: int, optimizer: torch.optim.Optimizer) -> None:
    for head, value in losses.items():
        if not math.isfinite(value):
            rate = optimizer.param_groups[0]["lr"]
            raise TrainingError(
                f"the loss of '{head}' became {value} in epoch {epoch}, batch {index + 1}, at learning rate"
                f" {rate:.2g}; the weights of the last whole epoch are kept. Try a lower train.lr."
            )


def build_optimizer(network: FaceNetwork, config: TrainSettings) -> torch.optim.Optimizer:
    """Weight decay on matrices and filters alone: biases and norms have no reason to be small."""
    decayed = [p for p in network.parameters() if p.ndim > 1]
    free = [p for p in network.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": config.weight_decay}, {"params": free, "weight_decay": 0.0}]
    if config.optimizer == "adamw":
        return torch.optim.AdamW(groups, lr=config.lr)
    return torch.optim.SGD(groups, lr=config.lr, momentum=MOMENTUM, nesterov=True)


def set_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = rate


def find_folder(settings: Settings, resume: bool) -> Path:
    """A new run needs a new folder, a resumed one needs its last.pt."""
    folder = ROOT / settings.train.folder / settings.train.run
    last = folder / "last.pt"
    if resume and not last.exists():
        raise TrainingError(f"{last} does not exist: there is nothing to resume. Start without --resume.")
    if not resume and last.exists():
        raise TrainingError(f"{folder} already holds a run. Go on with --resume or name another train.run.")
    return folder


def write_settings(folder: Path, settings: Settings) -> None:
    """Keep what the run was started with; a resumed one that is refused has changed nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    resolved = settings.model_dump(mode="json", include={"data", "model", "train"})
    (folder / "config.yaml").write_text(yaml.safe_dump(resolved, sort_keys=False), encoding="utf-8")


def describe_run(settings: Settings, spec: ModelSpec, faces: Faces, scale: InputScale) -> dict[str, Any]:
    """The part of a checkpoint that stays the same over the run."""
    targets = faces.train.targets
    return {
        "spec": spec.as_dict(),
        "labels": {head: list(targets[head].labels) for head in settings.data.heads},
        "shares": {head: class_shares(targets[head]).tolist() for head in settings.data.heads},
        "input": {"mean": list(scale.mean), "std": list(scale.std)},
        "train": settings.train.model_dump(mode="json"),
        "data": {
            "title": faces.train.title,
            "rows": len(faces.train),
            "digest": digest_faces(faces.train, settings.data.heads),
            "notes": list(faces.notes),
        },
    }


def keep_weights(run: Run, better: bool) -> None:
    """Save last.pt, and best.pt if this epoch is it: weights, optimiser, random state."""
    cuda = torch.cuda.get_rng_state_all() if torch.cuda.is_available() else []
    checkpoint = {
        **run.fixed,
        **run.state,
        "model": run.network.state_dict(),
        "ema": run.average.network.state_dict(),
        "optimizer": run.optimizer.state_dict(),
        "random": {"torch": torch.get_rng_state(), "cuda": cuda},
    }
    if better:  # first, so that the epoch last.pt calls the best is there when a run goes on from it
        save_checkpoint(run.folder / "best.pt", checkpoint)
    save_checkpoint(run.folder / "last.pt", checkpoint)


def restore_run(run: Run, saved: Mapping[str, Any]) -> None:
    """Put everything back as it was after the last whole epoch."""
    run.fixed["outside"] = saved.get("outside", [])
    run.network.load_state_dict(saved["model"])
    run.average.network.load_state_dict(saved["ema"])
    run.optimizer.load_state_dict(saved["optimizer"])
    torch.set_rng_state(saved["random"]["torch"])
    if torch.cuda.is_available() and saved["random"]["cuda"]:
        torch.cuda.set_rng_state_all(saved["random"]["cuda"])
    run.state = {key: saved[key] for key in ("epoch", "best", "best_epoch", "since_best")}


def begin_with(run: Run, saved: Mapping[str, Any]) -> None:
    """Take over the averaged weights of another run; its optimiser and count of epochs stay behind."""
    run.fixed["outside"] = merge_outside(run.fixed["outside"], saved.get("outside", []))
    for network in (run.network, run.average.network):
        network.load_state_dict(network.state_dict() | saved["ema"])


def report_epoch(epoch: int, figures: Mapping[str, Mapping[str, float]], rate: float) -> None:
    text = ", ".join(
        f"{head} {figure['accuracy']:.1%} (balanced {figure['balanced_accuracy']:.1%})"
        for head, figure in figures.items()
    )
    tqdm.write(f"epoch {epoch}: {text}, {rate:.0f} faces/s", file=sys.stderr)


def draw_run(folder: Path) -> None:
    from training.plots import draw_curves  # matplotlib only once the run is over

    draw_curves(read_history(folder / "metrics.jsonl"), folder / "curves.png")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--resume", action="store_true", help="go on with the run of this name")
    add_settings_arguments(parser)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = settings_from_arguments(arguments)
    try:
        folder = train(settings, arguments.resume)
    except (DataError, ModelError, CheckpointError, TrainingError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; --resume goes on after the last whole epoch", file=sys.stderr)
        return 130
    print(f"done: {folder / 'best.pt'}; next: python export.py {folder.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
