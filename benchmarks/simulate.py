"""An invented class on a real server: real logins, sockets and events; moods, leavers, bad networks.

python -m benchmarks.simulate --students 30 --seconds 60 --json FILE
python -m benchmarks.simulate --day            a school day of the support loop in fast time
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
from benchmarks.support_day import Day, Scene
from benchmarks.support_trials import measure_errors

DAY_HOURS = 6.0
PLANTED = 0.25  # what a message adds to the chance of a step within five minutes
STUDIES, MOMENTS = 1000, 300
LONG_MOMENTS, VARIED = 1200, 0.2  # a study of weeks, with people whom messages help by 5 to 45 points
NEVER = ("on_abstention", "on_denied", "on_resolved", "repeats_in_a_day")


def main(argv: Sequence[str] | None = None) -> int:
    """Play one class and say what happened."""
    arguments = _parse(argv)
    if arguments.day:
        return live_through_day(arguments.students, 1.0 if arguments.quick else DAY_HOURS, arguments.json)
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


def live_through_day(students: int, hours: float, file: str | None) -> int:
    """A day with the camera and one without, and how often the effect report errs; 1 when a rule broke."""
    days = [asdict(Day(Scene(students, hours, camera, PLANTED), seed=7).run()) for camera in (True, False)]
    for day in days:
        print(f"\n== {students} students, {hours:g} hours, camera {'on' if day['camera'] else 'off'}")
        for key, value in day.items():
            print(f"{key:<22} {value}")
    errors = [asdict(measure_errors(planted, STUDIES, MOMENTS, seed=7)) for planted in (0.0, PLANTED)]
    errors.append(asdict(measure_errors(PLANTED, STUDIES, LONG_MOMENTS, seed=7, varied=VARIED)))
    print("\n== the effect report over many studies")
    for each in errors:
        print("  ".join(f"{key} {value}" for key, value in each.items()))
    if file:
        result = {"days": days, "effect_report": errors}
        Path(file).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return int(any(day[name] for day in days for name in NEVER))


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=None, help="of class (60; with --quick 25)")
    parser.add_argument("--quick", action="store_true", help="a shorter class of the same size")
    parser.add_argument("--day", action="store_true", help="a day of the support loop, camera on and off")
    parser.add_argument("--json", metavar="FILE")
    arguments = parser.parse_args(argv)
    if arguments.seconds is None:
        arguments.seconds = 25.0 if arguments.quick else 60.0
    return arguments


if __name__ == "__main__":
    sys.exit(main())
