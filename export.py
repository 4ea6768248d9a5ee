"""Turn a run's best.pt into a released model: ONNX files, their card and a README, or refuse.

It refuses when ONNX Runtime and torch differ on real faces, and writes int8 only where it costs next to
nothing.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dataset import Faces, open_faces
from evaluate import (
    EvaluationError,
    Predictor,
    check_labels,
    compare_with_card,
    engine_predictor,
    measure,
)
from inference.card import CARD_NAME, FIGURES, figures_for, load_card
from inference.engine import OnnxEngine
from inference.errors import InferenceError
from models.checkpoint import CheckpointError, check_same, load_checkpoint, restore_network
from models.registry import ModelError, ModelSpec, count_flops, count_parameters
from settings import ROOT, Settings, add_settings_arguments, settings_from_arguments
from training.attention import fix_constant_attention
from training.batches import InputScale, prepare_faces
from training.calibration import prior_correction
from training.card_text import FORBIDDEN_USES, card_readme, data_statement, limits
from training.faces import DataError
from training.judge import fit_confidence
from training.labels import NO_LABEL
from training.metrics import softmax
from training.onnx_files import OneHead, write_fp32, write_int8
from training.plots import draw_confusion

PARITY_ROWS = 512
FP32, INT8 = "model.onnx", "model_int8.onnx"


class ExportError(Exception):
    """The model is not released; the text says why."""


@dataclass(frozen=True)
class Source:
    """What is exported: one head of one network."""

    head: str
    scale: InputScale
    spec: ModelSpec


def export_model(settings: Settings, checkpoint: Path, head: str, name: str) -> Path:
    """Write checkpoints/released/<name> and return it; the folder is only touched once everything holds."""
    state = load_checkpoint(checkpoint)
    source = read_source(state, head)
    faces = open_faces(settings.data)
    check_same(state, source.spec, {head: faces.train.targets[head].labels})
    network = OneHead(restore_network(state), head, head_correction(settings, state, head)).eval()
    target = ROOT / settings.export.released / name
    with written_aside(target) as aside:
        samples = sample_faces(settings, source, faces)
        fix_constant_attention(network, samples, settings.export.attention_spread)
        write_fp32(network, (source.spec.channels, source.spec.size), aside / FP32)
        check_parity(network, source, faces, aside / FP32, settings.export.parity)
        int8_cost = try_int8(settings, source, faces, samples.numpy(), aside)
        finish_card(build_card(settings, state, source, faces, aside, name), aside, int8_cost)
    return target


def renew_int8(settings: Settings, name: str) -> Path:
    """Make a released model's int8 file again from its fp32 file, when how it is made has changed.

    The weights stay bit for bit what they were, so the run they come from is not needed.
    """
    target = ROOT / settings.export.released / name
    card = load_card(target)
    source = Source(
        head=str(card.document["config"]["head"]),
        scale=InputScale(card.input.mean, card.input.std),
        spec=ModelSpec.from_dict(card.document["config"]["model"]),
    )
    faces = open_faces(settings.data.model_copy(update={"heads": (source.head,)}))
    check_labels(card, faces, source.head)
    published = figures_for(card.document, "fp32")
    if compare_with_card(published, measure_file(card.file("fp32").path, source, faces)):
        raise ExportError("the card's figures are from other faces than data.path has; nothing is changed")
    with written_aside(target) as aside:
        shutil.copyfile(card.file("fp32").path, aside / FP32)
        samples = sample_faces(settings, source, faces).numpy()
        int8_cost = try_int8(settings, source, faces, samples, aside)
        if int8_cost is None:
            raise ExportError("the int8 file stays as it was")
        renewed = measure_file(aside / INT8, source, faces)
        metrics = {FIGURES["fp32"]: published, FIGURES["int8"]: renewed}
        changed = {
            "version": renewed_version(card.version),
            "created": now(),
            "git_commit": git_commit(),
            "metrics": metrics,
        }
        finish_card(card.document | changed, aside, int8_cost)
    return target


def renewed_version(version: str) -> str:
    """100.1 becomes 100.1.2, then 100.1.3: stored readings name the version, and this one reads otherwise."""
    epoch, seed, *renewals = version.split(".")
    return f"{epoch}.{seed}.{int(renewals[0]) + 1 if renewals else 2}"


@contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """A folder beside the released one, which takes its place once everything in it holds."""
    aside = target.with_name(f".{target.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        yield aside
        replace_folder(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def settings_of_run(arguments: argparse.Namespace) -> tuple[Settings, Path]:
    """The settings a run was trained with, and its folder."""
    folder = ROOT / settings_from_arguments(arguments).train.folder / arguments.run
    own = folder / "config.yaml"
    if arguments.config is None and own.exists():
        arguments.config = own
    return settings_from_arguments(arguments), folder


def read_source(state: dict[str, Any], head: str) -> Source:
    if head not in state["labels"]:
        raise ExportError(f"the checkpoint has no head '{head}'; it has {', '.join(state['labels'])}.")
    scale = InputScale.of(state)
    return Source(head, scale, ModelSpec.from_dict({**state["spec"], "pretrained": False}))


def head_correction(settings: Settings, state: dict[str, Any], head: str) -> NDArray[np.float64]:
    strength = settings.export.prior_shift.get(head, 0.0)
    return prior_correction(np.array(state["shares"][head]), strength)


def predictor(path: Path, source: Source) -> Predictor:
    return engine_predictor(OnnxEngine(path, threads=1), source.spec.size, source.scale)


@torch.no_grad()
def check_parity(network: OneHead, source: Source, faces: Faces, path: Path, limit: float) -> None:
    pixels = faces.validation.read(np.arange(min(len(faces.validation), PARITY_ROWS)))
    expected = softmax(network(prepare_faces(pixels, source.spec.size, source.scale)).numpy())
    worst = float(np.abs(expected - softmax(predictor(path, source)(pixels))).max())
    if not worst <= limit:
        raise ExportError(f"ONNX Runtime and torch differ by {worst:.2g} on real faces; {limit:.0e} may.")


def sample_faces(settings: Settings, source: Source, faces: Faces) -> Tensor:
    """Training faces that show what ranges the network works in."""
    count = min(settings.export.calibration_rows, len(faces.train))
    rows = np.random.default_rng(0).choice(len(faces.train), count, replace=False)
    return prepare_faces(faces.train.read(rows), source.spec.size, source.scale)


def try_int8(
    settings: Settings, source: Source, faces: Faces, samples: NDArray[np.float32], folder: Path
) -> float | None:
    """Write the int8 file, keep it if it costs less accuracy than allowed, and return what it costs."""
    write_int8(folder / FP32, samples, folder / INT8)
    pixels, true = faces.validation.read_all(), faces.validation.targets[source.head].hard
    scores = [accuracy(predictor(folder / name, source)(pixels), true) for name in (FP32, INT8)]
    cost = scores[0] - scores[1]
    if cost <= settings.export.int8_max_loss:
        return cost
    (folder / INT8).unlink()
    print(f"int8 would cost {cost:.2%} of accuracy: not written")
    return None


def accuracy(logits: NDArray[np.float32], true: NDArray[np.int64]) -> float:
    labelled = true != NO_LABEL
    return float((logits.argmax(1) == true)[labelled].mean())


def build_card(
    settings: Settings, state: dict[str, Any], source: Source, faces: Faces, folder: Path, name: str
) -> dict[str, Any]:
    """Everything on the card but the files."""
    spec, targets = source.spec, faces.validation.targets[source.head]
    network, predict = restore_network(state), predictor(folder / FP32, source)
    pixels = faces.validation.read_all()
    logits = predict(pixels)
    temperature, abstain_below = fit_confidence(logits, targets, settings.export.abstain_coverage)
    return {
        "format": 1,
        "name": name,
        "version": f"{state['epoch']}.{state['train']['seed']}",
        "created": now(),
        "git_commit": git_commit(),
        "config": {
            "model": spec.as_dict(),
            "head": source.head,
            "parameters": count_parameters(network),
            "flops": count_flops(network),
            "epochs": state["train"]["epochs"],
            "best_epoch": state["epoch"],
            "began_with": state["train"].get("start_from") or "random weights",
            "teachers": state["train"].get("teachers", []),
            "prior_shift": settings.export.prior_shift.get(source.head, 0.0),
        },
        "labels": list(targets.labels),
        "input": {
            "size": spec.size,
            "channels": spec.channels,
            # A network of three channels that only ever met grey faces must not be handed coloured ones.
            "color": "gray" if (pixels == pixels[:, :1]).all() else "rgb",
            "scale": 255,
            "mean": list(source.scale.mean),
            "std": list(source.scale.std),
        },
        "crop": settings.export.crop.model_dump(),
        "quality": settings.export.quality.model_dump(),
        "temperature": temperature,
        "abstain_below": abstain_below,
        "metrics": measure_files(folder, source, faces),
        **data_statement(source.head, faces.train.title, faces.notes, state.get("outside", [])),
        "limits": limits(source.head, faces.train.title),
        "forbidden_uses": list(FORBIDDEN_USES),
    }


def measure_files(folder: Path, source: Source, faces: Faces) -> dict[str, Any]:
    """Every figure of each file that was written: serving may run either."""
    files = {"fp32": folder / FP32, "int8": folder / INT8}
    return {
        FIGURES[precision]: measure_file(path, source, faces)
        for precision, path in files.items()
        if path.exists()
    }


def measure_file(path: Path, source: Source, faces: Faces) -> dict[str, Any]:
    return measure(predictor(path, source), faces, source.head, "validation")


def finish_card(card: dict[str, Any], folder: Path, int8_cost: float | None) -> None:
    """Add the files and their hashes, then write card.json and README.md."""
    files = {"fp32": folder / FP32} | ({"int8": folder / INT8} if int8_cost is not None else {})
    card["files"] = {
        key: {"name": path.name, "sha256": sha256(path), "bytes": path.stat().st_size}
        for key, path in files.items()
    }
    card["sha256"] = card["files"]["fp32"]["sha256"]
    card["metrics"]["int8_accuracy_cost"] = int8_cost
    (folder / CARD_NAME).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(card_readme(card), encoding="utf-8")
    draw_confusion(
        np.array(card["metrics"][FIGURES["fp32"]]["confusion"]), card["labels"], folder / "confusion.png"
    )


def replace_folder(aside: Path, target: Path) -> None:
    """Put the new folder in place; the old one is only removed once the new one stands."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    aside.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")


def git_commit() -> str:
    """The commit the exporting code stood at; empty outside a checkout."""
    command = ["git", "-C", str(ROOT), "rev-parse", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", help="name of the run; its own config.yaml is read unless another is named")
    parser.add_argument(
        "--renew-int8",
        action="store_true",
        help="the name is a released model's: make its int8 file again from its fp32 file",
    )
    parser.add_argument("--head", help="label set to export; the first head of the run if left out")
    parser.add_argument("--name", help="name of the released model; the run's own if left out")
    add_settings_arguments(parser)
    arguments = parser.parse_args()
    if arguments.renew_int8 and (arguments.head or arguments.name):
        parser.error("--renew-int8 keeps the head and the name that the model has")
    try:
        if arguments.renew_int8:
            target = renew_int8(settings_from_arguments(arguments), arguments.run)
        else:
            settings, folder = settings_of_run(arguments)
            head = arguments.head or settings.data.heads[0]
            target = export_model(settings, folder / "best.pt", head, arguments.name or folder.name)
    except (DataError, ModelError, CheckpointError, EvaluationError, ExportError, InferenceError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"released: {target}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
