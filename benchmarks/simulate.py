"""An invented class on a real server: real logins, sockets and events; moods, leavers, bad networks.

python -m benchmarks.simulate --students 30 --seconds 60 --json FILE
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from backend.demo.simulate import Actor, play_class
from benchmarks.live_world import HOST, PASSWORD, BenchServer


def main(argv: Sequence[str] | None = None) -> int:
    """Play one class and say what happened."""
    arguments = _parse(argv)
    with tempfile.TemporaryDirectory(prefix="attune-simulate-") as folder:
        server = BenchServer(Path(folder), [])
        server.fill(arguments.students, arguments.students)
        server.start()
        try:
            students = [
                Actor(f"student0-{index}@example.org", PASSWORD) for index in range(arguments.students)
            ]
            tutor = Actor("tutor0@example.org", PASSWORD)
            report = play_class(f"http://{HOST}:{server.port}", tutor, students, arguments.seconds)
        finally:
            server.stop()
    result = asdict(report)
    for key, value in result.items():
        print(f"{key:<12} {value}")
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return int(report.lost > 0 or report.panels == 0)


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=None, help="of class (60; with --quick 25)")
    parser.add_argument("--quick", action="store_true", help="a shorter class of the same size")
    parser.add_argument("--json", metavar="FILE")
    arguments = parser.parse_args(argv)
    if arguments.seconds is None:
        arguments.seconds = 25.0 if arguments.quick else 60.0
    return arguments


if __name__ == "__main__":
    sys.exit(main())
