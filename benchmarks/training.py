"""Does reading and disturbing faces slow training down? train.py's loop against a bare one, same network.

Both loops take turns, so that other work on the machine hits them alike. Drawn faces unless data is named.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import torch

import train
from models.checkpoint import CheckpointError
from models.losses import head_losses
from models.registry import ModelError
from settings import Settings, add_settings_arguments, load_settings, settings_from_arguments
from training.batches import Batch
from training.device import TrainingError
from training.faces import DataError

DRAWN_ROWS = ("data.kind=drawn", "data.heads=[fer]", "data.drawn_per_class=300")
ROUNDS, QUICK_ROUNDS = 8, 3
STEPS, QUICK_STEPS = 12, 6
ALLOWED = 0.10  # share of the bare loop's speed that all the rest may cost


def measure(settings: Settings, rounds: int, steps: int) -> dict[str, float]:
    """Faces per second of both loops: medians over alternating rounds."""
    run = train.start_run(settings, resume=False)
    stream = endless(run)
    fixed = next(stream)
    fixed_faces = fixed.faces.contiguous(memory_format=torch.channels_last)
    run.network.train()
    full, bare = [], []
    for number in range(rounds + 1):
        started = time.perf_counter()
        for step in range(steps):
            train.take_step(run, run.network, next(stream))
            run.average.update(run.network, step)
        middle = time.perf_counter()
        for _ in range(steps):
            bare_step(run, fixed_faces, fixed.targets)
        if number:  # the first round warms up
            full.append(steps * len(fixed_faces) / (middle - started))
            bare.append(steps * len(fixed_faces) / (time.perf_counter() - middle))
    rates = {"train_faces_per_s": statistics.median(full), "bare_faces_per_s": statistics.median(bare)}
    return {**rates, "cost": 1 - rates["train_faces_per_s"] / rates["bare_faces_per_s"]}


def endless(run: train.Run) -> Iterator[Batch]:
    """One epoch after the other, as training reads them."""
    for epoch in itertools.count(1):
        yield from run.batches.epoch(epoch, run.network.spec.size, run.device)


def bare_step(run: train.Run, faces: torch.Tensor, targets: dict[str, torch.Tensor]) -> None:
    """Nothing but forward, backward and update on one batch that never changes."""
    with torch.autocast(run.device.type, torch.bfloat16, enabled=run.bf16):
        outputs = run.network(faces)
    loss = torch.stack(list(head_losses(outputs, targets, focal=False).values())).mean()
    run.optimizer.zero_grad(set_to_none=True)
    loss.backward()
    run.optimizer.step()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    add_settings_arguments(parser)
    arguments = parser.parse_args()
    if not settings_from_arguments(arguments).data.path:
        arguments.overrides = [*DRAWN_ROWS, *arguments.overrides]
    rounds, steps = (QUICK_ROUNDS, QUICK_STEPS) if arguments.quick else (ROUNDS, STEPS)
    with tempfile.TemporaryDirectory() as folder:
        own = [f"train.folder={folder}", "train.run=benchmark", "train.wandb_mode=disabled"]
        own += ["train.start_from=''", "train.teachers=[]"]  # runs that lie elsewhere cost no time a step
        try:
            figures = measure(load_settings(arguments.config, [*arguments.overrides, *own]), rounds, steps)
        except (DataError, ModelError, CheckpointError, TrainingError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
    print(f"{'loop':<24}{'faces/s':>9}")
    print(f"{'train.py':<24}{figures['train_faces_per_s']:>9.0f}")
    print(f"{'bare, one fixed batch':<24}{figures['bare_faces_per_s']:>9.0f}")
    print(f"all that is not the network costs {figures['cost']:.1%}; {ALLOWED:.0%} may be")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
