"""The table of the zoo: released models from cards, other runs from their reports, the rest as untrained.

Figures of quality are read, never measured here; timings are measured on the machine that prints the table.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from models.registry import FAMILIES, ModelSpec, count_flops, count_parameters, create_model, default_spec
from training.latency import time_onnxruntime, time_openvino, time_torch

HEADER = (
    "| Model | Labels | Parameters | MFLOPs | MB fp32 / int8 | Accuracy | Balanced | Macro-F1 | ECE |"
    " torch 1 / 8 | ORT 1 / 8 | ORT int8 1 / 8 | OpenVINO 1 / 8 |"
)
NOTE = "Times: ms a face at batch 1 / 8, one thread. Accuracy: validation, 95 % interval in brackets."
BATCHES = (1, 8)


@dataclass(frozen=True)
class Entry:
    """One line: what is known about a model."""

    title: str
    spec: ModelSpec
    head: str
    figures: dict[str, Any] | None  # none for a family that was not trained
    files: dict[str, Path]


class Run(NamedTuple):
    """What a run's report says of one label set."""

    name: str
    spec: dict[str, Any]
    head: str
    figures: dict[str, Any]


def compare_zoo(released: Path, runs: Path, with_latency: bool) -> str:
    """A Markdown table over everything that can be found, and every family that was not trained."""
    entries = [*_released_entries(released), *_run_entries(runs)]
    trained = {entry.spec.name for entry in entries}
    entries += [
        Entry(name, default_spec(name, {"fer": 7}), "fer", None, {})
        for name in FAMILIES
        if name not in trained
    ]
    lines = [HEADER, "|" + "---|" * (HEADER.count("|") - 1)]
    lines += [_line(entry, with_latency) for entry in entries]
    return "\n".join([*lines, "", NOTE])


def _released_entries(folder: Path) -> list[Entry]:
    entries = []
    for path in sorted(folder.glob("*/card.json")):
        card = json.loads(path.read_text(encoding="utf-8"))
        files = {key: path.parent / entry["name"] for key, entry in card["files"].items()}
        spec = ModelSpec.from_dict({**card["config"]["model"], "pretrained": False})
        head = card["config"]["head"]
        entries.append(Entry(card["name"], spec, head, card["metrics"]["validation"], files))
    return entries


def _run_entries(folder: Path) -> list[Entry]:
    """Runs that were evaluated, a line each; those that differ in nothing but their seed share one."""
    groups: dict[str, list[Run]] = {}
    for path in sorted(folder.glob("*/report/report.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        if report["split"] != "validation":
            continue
        recipe = report.get("recipe", report["name"])  # an older report has none: its run stands alone
        for head, figures in report["heads"].items():
            same = json.dumps([report["spec"], recipe, head, figures["dataset"], figures["rows"]])
            groups.setdefault(same, []).append(Run(report["name"], report["spec"], head, figures))
    titles = Counter((_title(seeds), seeds[0].head) for seeds in groups.values())
    return [
        Entry(
            _title(seeds, by_name=titles[_title(seeds), seeds[0].head] > 1),
            ModelSpec.from_dict({**seeds[0].spec, "pretrained": False}),  # no weights are fetched for a table
            seeds[0].head,
            _merge_seeds([seed.figures for seed in seeds]),
            {},
        )
        for seeds in groups.values()
    ]


def _title(seeds: list[Run], by_name: bool = False) -> str:
    """The family, the variant where one was asked for, and how many runs the line stands for, or which."""
    spec, count = seeds[0].spec, len(seeds)
    runs = ", ".join(seed.name for seed in seeds) if by_name else f"{count} run{'s' * (count > 1)}"
    return f"{spec['name']} {spec['variant']}".strip() + f" ({runs})"


def _merge_seeds(seeds: list[dict[str, Any]]) -> dict[str, Any]:
    """The mean of runs that differ in their seed, with the interval of that mean; one run keeps its own."""
    if len(seeds) == 1:
        return seeds[0]
    names = ("accuracy", "balanced_accuracy", "macro_f1", "ece")
    merged: dict[str, Any] = {name: float(np.mean([seed[name] for seed in seeds])) for name in names}
    values = [seed["accuracy"] for seed in seeds]
    half = 1.96 * float(np.std(values, ddof=1)) / len(values) ** 0.5
    interval = [merged["accuracy"] - half, merged["accuracy"] + half]
    return {**merged, "dataset": seeds[0]["dataset"], "intervals": {"accuracy": interval}}


def _line(entry: Entry, with_latency: bool) -> str:
    network = create_model(entry.spec).eval()
    sizes = " / ".join(f"{entry.files[key].stat().st_size / 1e6:.2f}" for key in entry.files) or "-"
    cells = [
        entry.title,
        entry.head,
        f"{count_parameters(network):,}",
        f"{count_flops(network) / 1e6:,.0f}",
        sizes,
        *_figures(entry.figures),
    ]
    shapes = [(batch, entry.spec.channels, entry.spec.size, entry.spec.size) for batch in BATCHES]
    if not with_latency:
        return f"| {' | '.join([*cells, '-', '-', '-', '-'])} |"
    cells.append(_times([time_torch(network, shape) for shape in shapes]))
    for timer, key in ((time_onnxruntime, "fp32"), (time_onnxruntime, "int8"), (time_openvino, "fp32")):
        path = entry.files.get(key)
        cells.append(_times([timer(path, shape) for shape in shapes]) if path else "-")
    return f"| {' | '.join(cells)} |"


def _figures(figures: dict[str, Any] | None) -> list[str]:
    if figures is None:
        return ["not trained", "-", "-", "-"]
    low, high = figures["intervals"]["accuracy"]
    faces = "" if figures["dataset"].startswith("FER2013") else f", {figures['dataset']}"
    return [
        f"{figures['accuracy']:.1%} ({low:.1%} to {high:.1%}){faces}",
        f"{figures['balanced_accuracy']:.1%}",
        f"{figures['macro_f1']:.1%}",
        f"{figures['ece']:.3f}",
    ]


def _times(values: list[float | None]) -> str:
    return " / ".join("-" if value is None else f"{value:.2f}" for value in values)
