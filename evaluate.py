"""Measure models: one report a run or release, and the table that compares the zoo.

Figures come from the exported network where there is one, run as serving runs it. Thresholds and temperatures
are chosen on validation alone; the private test is only touched by --split private.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dataset import Faces, open_faces
from inference.card import FIGURES, Card, figures_for, load_card
from inference.engine import Engine, open_engine
from inference.errors import InferenceError
from models.checkpoint import CheckpointError, load_checkpoint, restore_network
from models.registry import FaceNetwork, ModelError
from settings import ROOT, SettingsError, add_settings_arguments, load_settings, settings_from_arguments
from training.batches import InputScale, prepare_faces
from training.comparison import compare_zoo
from training.corruptions import CORRUPTIONS, corrupt
from training.faces import TEST, VALIDATION, DataError, FaceTable, Pixels
from training.judge import fit_confidence, judge, judge_answers
from training.labels import NO_LABEL
from training.metrics import risk_coverage, softmax
from training.plots import draw_confusion, draw_risk_coverage
from training.predict import predict_logits
from training.report import describe_report

BATCH = 256
TOLERANCE = 1e-3  # figures of another processor may differ by a face or two
SPLITS = {"validation": VALIDATION, "private": TEST}
CHECKED = ("accuracy", "balanced_accuracy", "macro_f1", "ece", "accuracy_at_70_coverage")

Predictor = Callable[[Pixels], NDArray[np.float32]]  # uint8 faces (n, C, H, W) to logits (n, K)


class EvaluationError(Exception):
    """The model cannot be measured on this data; the text says why."""


def measure(
    predict: Predictor, faces: Faces, head: str, split: str, temperature: float | None = None
) -> dict[str, Any]:
    """All figures of a model on one part of the data; without a temperature it is cross-fitted there."""
    table = part_of(faces, split)
    pixels = table.read_all()
    copies = faces.validation_copies if split == "validation" else np.zeros(len(table), dtype=bool)
    logits = predict(pixels)
    figures = judge(logits, table.targets[head], copies, table.title, split, temperature)
    mirrored = predict(np.ascontiguousarray(pixels[..., ::-1]))
    both = (softmax(logits) + softmax(mirrored)) / 2
    figures["with_mirrored_face"] = judge_answers(both, table.targets[head])
    return figures


def part_of(faces: Faces, split: str) -> FaceTable:
    table = faces.test if SPLITS[split] == TEST else faces.validation
    if not len(table):
        raise EvaluationError(
            f"this data has no {split} rows; the private test needs the official fer2013.csv (data.kind=csv)."
        )
    return table


def engine_predictor(engine: Engine, size: int, scale: InputScale) -> Predictor:
    """Ask an exported network as serving does."""

    def predict(pixels: Pixels) -> NDArray[np.float32]:
        starts = range(0, len(pixels), BATCH)
        parts = [prepare_faces(pixels[start : start + BATCH], size, scale).numpy() for start in starts]
        return np.concatenate([engine.run(part) for part in parts])

    return predict


def measure_corruptions(predict: Predictor, faces: Faces, head: str, split: str) -> dict[str, float]:
    """Accuracy under each fault."""
    table = part_of(faces, split)
    true = table.targets[head].hard
    rows = np.flatnonzero(true != NO_LABEL)
    pixels = table.read(rows)
    return {
        name: float((predict(corrupt(pixels, name)).argmax(1) == true[rows]).mean()) for name in CORRUPTIONS
    }


def evaluate_released(arguments: argparse.Namespace) -> int:
    """Compute a released model's figures anew and compare them with its card."""
    settings = settings_from_arguments(arguments)
    card = load_card(ROOT / settings.export.released / arguments.name)
    head = str(card.document["config"]["head"])
    faces = open_faces(settings.data.model_copy(update={"heads": (head,)}))
    check_labels(card, faces, head)
    engine = open_engine(card, precision=arguments.precision)
    predict = engine_predictor(engine, card.input.size, InputScale(card.input.mean, card.input.std))
    own = None if arguments.split == "validation" else card.temperature
    report = {
        "name": card.name,
        "sha256": card.file(arguments.precision).sha256,
        "precision": arguments.precision,
        "split": arguments.split,
        "metrics": {arguments.split: measure(predict, faces, head, arguments.split, own)},
    }
    if arguments.corruptions:
        report["corruptions"] = measure_corruptions(predict, faces, head, arguments.split)
    print(describe_report(report, arguments.split))
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    if arguments.split != "validation":
        return 0
    return compare_with_card(figures_for(card.document, arguments.precision), report["metrics"]["validation"])


def check_labels(card: Card, faces: Faces, head: str) -> None:
    labels = faces.validation.targets[head].labels if head in faces.validation.targets else ()
    if tuple(labels) != card.labels:
        raise EvaluationError(
            f"the card's labels are {', '.join(card.labels)};"
            f" the data's are {', '.join(labels) or 'missing'}."
        )


def compare_with_card(written: Mapping[str, Any], measured: dict[str, Any]) -> int:
    apart = [name for name in CHECKED if abs(written[name] - measured[name]) > TOLERANCE]
    for name in apart:
        print(f"differs from the card: {name} {measured[name]:.4f}, the card says {written[name]:.4f}")
    if not apart:
        print("agrees with the card")
    return 1 if apart else 0


def evaluate_run(arguments: argparse.Namespace) -> int:
    """Write the report of a run beside its weights: report.json, report.md, pictures.

    The private test has a folder of its own, and the temperature that validation asks for.
    """
    settings = settings_from_arguments(arguments)
    folder = ROOT / settings.train.folder / arguments.name
    if not (folder / "best.pt").exists():
        raise EvaluationError(f"{folder} holds no finished epoch of a run; name one that does.")
    settings = load_settings(folder / "config.yaml", arguments.overrides)
    state = load_checkpoint(folder / "best.pt")
    network = restore_network(state)
    scale = InputScale.of(state)
    faces = open_faces(settings.data)
    table = part_of(faces, arguments.split)
    private = arguments.split != "validation"
    report_folder = folder / (f"report_{arguments.split}" if private else "report")
    report_folder.mkdir(exist_ok=True)
    report: dict[str, Any] = {
        "name": arguments.name,
        "split": arguments.split,
        "spec": state["spec"],
        "recipe": describe_recipe(state),
        "heads": {},
    }
    curves = {}
    temperatures = fit_temperatures(network, faces, scale) if private else {}
    copies = np.zeros(len(table), dtype=bool) if private else faces.validation_copies
    for head, logits in predict_logits(network, table, scale).items():
        figures = judge(
            logits, table.targets[head], copies, table.title, arguments.split, temperatures.get(head)
        )
        report["heads"][head] = figures
        labelled = table.targets[head].hard != NO_LABEL
        curves[head] = risk_coverage(softmax(logits[labelled]), table.targets[head].hard[labelled])
        matrix = np.array(figures["confusion"])
        draw_confusion(matrix, state["labels"][head], report_folder / f"confusion_{head}.png")
    draw_risk_coverage(curves, report_folder / "risk_coverage.png")
    text = "\n\n".join(
        describe_report(
            {"name": f"{arguments.name}, {head}", "metrics": {arguments.split: own}}, arguments.split
        )
        for head, own in report["heads"].items()
    )
    (report_folder / "report.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    (report_folder / "report.md").write_text(text + "\n", encoding="utf-8")
    print(text)
    return 0


def describe_recipe(state: Mapping[str, Any]) -> dict[str, Any]:
    """What runs have in common that differ in their seed alone."""
    own = ("run", "folder", "wandb_run", "seed")
    return {
        "data": state["data"],
        "train": {key: value for key, value in state["train"].items() if key not in own},
    }


def fit_temperatures(network: FaceNetwork, faces: Faces, scale: InputScale) -> dict[str, float]:
    """What a card would say of this network, by label set: fitted on validation alone."""
    table = part_of(faces, "validation")
    return {
        head: fit_confidence(logits, table.targets[head], coverage=1.0)[0]
        for head, logits in predict_logits(network, table, scale).items()
    }


def compare(arguments: argparse.Namespace) -> int:
    """Print (and write) the zoo's table from released cards and local runs."""
    settings = settings_from_arguments(arguments)
    table = compare_zoo(
        ROOT / settings.export.released, ROOT / settings.train.folder, not arguments.no_latency
    )
    print(table)
    if arguments.out:
        arguments.out.write_text(table + "\n", encoding="utf-8")
    return 0


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True)
    released = commands.add_parser("released", help="recompute a released model's figures")
    released.add_argument("name", help="folder under checkpoints/released/")
    released.add_argument("--json", type=Path, help="write the figures to this file")
    released.add_argument("--precision", choices=tuple(FIGURES), default="fp32")
    released.add_argument("--corruptions", action="store_true", help="measure each webcam fault as well")
    released.set_defaults(command=evaluate_released)
    run = commands.add_parser("run", help="report of a training run")
    run.add_argument("name", help="folder under checkpoints/")
    run.set_defaults(command=evaluate_run)
    for command in (released, run):
        command.add_argument("--split", choices=tuple(SPLITS), default="validation")
    table = commands.add_parser("compare", help="the table of the zoo")
    table.add_argument("--out", type=Path, help="write the Markdown table to this file")
    table.add_argument("--no-latency", action="store_true", help="leave the timings out")
    table.set_defaults(command=compare)
    for command in (released, run, table):
        add_settings_arguments(command)
    return parser


def main() -> int:
    arguments = build_parser().parse_args()
    try:
        return int(arguments.command(arguments))
    except (DataError, ModelError, CheckpointError, EvaluationError, InferenceError, SettingsError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
