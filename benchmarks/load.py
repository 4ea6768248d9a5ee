"""How many students one server holds: open-loop load over real sockets, with real faces that move.

It measures frame to answer and event to panel at the asked load, then what the server can do at most, beside
the kernel (decode, detect, classify) and a bare socket measured in the same run.

    python -m benchmarks.load --students 200 --rate 2 --seconds 30 --json FILE
    python -m benchmarks.load --students 2000 --rate 0.5 --readings      # inference in the browser
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil

from benchmarks.clips import make_clips
from benchmarks.live_world import BenchServer, LiveClassroom
from benchmarks.load_generator import Phase, Tally, run_generator
from inference.pipeline import open_pipeline
from inference.rules import PipelineRules
from settings import ROOT, load_settings

CORES = os.cpu_count() or 1
WARM_S = 3.0
STEP_S = {False: 8.0, True: 4.0}
STEPS = {
    False: (0.6, 0.8, 1.0, 1.25, 1.6, 2.0),
    True: (0.8, 1.2, 2.4),
}  # of what kernel and socket would allow
KERNEL_FRAMES = 600
ECHO = "import sys; from benchmarks.echo_server import serve; serve(int(sys.argv[1]), int(sys.argv[2]))"
ECHO_SOCKETS = 50
ECHO_RATE_HZ = 8.0


@dataclass(frozen=True)
class Costs:
    """CPU seconds used by each side over one phase, as shares of one core."""

    server: float
    workers: float
    generator: float
    others: float


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark and print what was found."""
    arguments = _parse(argv)
    clips = make_clips()
    kernel_ms = 0.0 if arguments.readings else measure_kernel(clips)
    socket_ms = 0.0 if arguments.readings else measure_socket(clips, arguments.quick)
    with tempfile.TemporaryDirectory(prefix="attune-load-") as folder:
        server = BenchServer(Path(folder), ["realtime.steer=false", "realtime.events_per_second=100"])
        rooms = server.fill(arguments.students, arguments.class_size)
        server.start()
        try:
            result = _load(arguments, server, rooms, clips, kernel_ms + socket_ms)
        finally:
            server.stop()
    result |= {"kernel_ms": round(kernel_ms, 3), "socket_ms": round(socket_ms, 3), "cores": CORES}
    _print(result)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


def measure_kernel(clips: list[list[bytes]]) -> float:
    """CPU milliseconds of decode, detect and classify for one frame, all cores at it as under full load."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(CORES) as pool:
        return statistics.mean(pool.map(time_kernel, [clips] * CORES, chunksize=1))


def time_kernel(clips: list[list[bytes]]) -> float:
    """The same in one thread of one process, faces followed as in a class."""
    serve = load_settings(environ={}).serve
    pipeline = open_pipeline(
        ROOT / "checkpoints" / "released" / serve.model,
        ROOT / "var" / "detectors",
        PipelineRules.from_mapping(serve.pipeline.model_dump()),
        serve.runtime,
        serve.precision,
    )
    tracks = [pipeline.start_track() for _ in clips]
    for warm in range(2):
        pipeline.analyze(clips[0][warm])
    started_s = time.process_time()
    for index in range(KERNEL_FRAMES):
        which = index % len(clips)
        clip = clips[which]
        pipeline.analyze(clip[index // len(clips) % len(clip)], tracks[which], at=index / len(clips) / 2)
    return 1000 * (time.process_time() - started_s) / KERNEL_FRAMES


def measure_socket(clips: list[list[bytes]], quick: bool) -> float:
    """CPU milliseconds of one frame and its answer over our transport, with nothing behind it."""
    with tempfile.TemporaryDirectory(prefix="attune-echo-") as folder:
        port = BenchServer(Path(folder), []).port
    process = subprocess.Popen([sys.executable, "-c", ECHO, str(port), str(ECHO_SOCKETS + 5)], cwd=ROOT)
    try:
        time.sleep(2.5)
        room = LiveClassroom(port, 1, 1, ("x=1",) * ECHO_SOCKETS, "x=1")
        generator = Generator([room], clips)
        before_s = _cpu_of(process.pid)
        tally = generator.play(Phase("frame", ECHO_RATE_HZ, 3.0 if quick else 6.0))
        used_s = _cpu_of(process.pid) - before_s
        generator.stop()
        return 1000 * used_s / max(1, tally.answered)
    finally:
        process.terminate()
        process.wait()


class Generator:
    """The generator's process, driven through a pipe."""

    def __init__(self, rooms: list[LiveClassroom], clips: list[list[bytes]]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self.process = context.Process(target=run_generator, args=(theirs, rooms, clips), daemon=True)
        self.process.start()
        self.ramp_s: float = self._receive()

    def play(self, phase: Phase) -> Tally:
        """Play one phase and wait for its report."""
        self._pipe.send(phase)
        tally: Tally = self._receive()
        return tally

    def stop(self) -> None:
        """Let everybody go."""
        self._pipe.send(None)
        self.process.join(20)

    def _receive(self) -> Any:
        while not self._pipe.poll(1.0):
            if not self.process.is_alive():
                raise SystemExit("error: the load generator ended early; its reason stands above.")
        return self._pipe.recv()


def _load(
    arguments: argparse.Namespace,
    server: BenchServer,
    rooms: list[LiveClassroom],
    clips: list[list[bytes]],
    frame_ms: float,
) -> dict[str, Any]:
    generator = Generator(rooms, clips)
    assert server.process is not None
    kind = "reading" if arguments.readings else "frame"
    asked = Phase(kind, arguments.rate, arguments.seconds)
    generator.play(replace(asked, seconds=WARM_S + len(rooms)))
    tally, costs = _play(generator, server, asked)
    rss_mb = _rss_mb(server.process.pid)
    result = _describe(tally, costs, arguments) | {
        "ramp_s": round(generator.ramp_s, 1),
        "server_rss_mb": round(rss_mb),
    }
    if kind == "frame" and not arguments.no_saturation:
        result |= _saturate(generator, server, arguments, frame_ms)
    generator.stop()
    return result


def _saturate(
    generator: Generator, server: BenchServer, arguments: argparse.Namespace, frame_ms: float
) -> dict[str, Any]:
    """Raise the load until more no longer brings more, and on to twice that."""
    ideal_fps = 1000 * CORES / frame_ms
    steps = []
    for share in STEPS[arguments.quick]:
        offered_fps = share * ideal_fps
        phase = Phase("frame", offered_fps / arguments.students, STEP_S[arguments.quick])
        tally, costs = _play(generator, server, phase)
        goodput = (tally.answered - tally.late) / phase.seconds
        free = CORES - costs.generator - costs.others
        steps.append(
            {
                "offered_fps": round(tally.offered / phase.seconds, 1),
                "goodput_fps": round(goodput, 1),
                "p95_ms": _quantile(tally.answer_ms, 95),
                "refused": sum(tally.refused.values()),
                "cpu_efficiency": round(goodput * frame_ms / 1000 / free, 3),
                "server_cpu": round(costs.server, 2),
                "worker_cpu": round(costs.workers, 2),
                "generator_cpu": round(costs.generator, 2),
                "other_cpu": round(costs.others, 2),
            }
        )
    peak = max(steps, key=lambda step: step["goodput_fps"])
    enough = next(step for step in steps if step["goodput_fps"] >= 0.95 * peak["goodput_fps"])
    twice = [step for step in steps if step["offered_fps"] >= 1.9 * enough["offered_fps"]]
    return {
        "steps": steps,
        "peak_fps": peak["goodput_fps"],
        "cpu_efficiency": peak["cpu_efficiency"],
        "goodput_at_twice": round(twice[0]["goodput_fps"] / peak["goodput_fps"], 3) if twice else None,
    }


def _play(generator: Generator, server: BenchServer, phase: Phase) -> tuple[Tally, Costs]:
    assert server.process is not None and generator.process.pid is not None
    before = _usage(server.process.pid, generator.process.pid)
    tally = generator.play(phase)
    after = _usage(server.process.pid, generator.process.pid)
    wall_s = after["wall"] - before["wall"]
    used = {key: (after[key] - before[key]) / phase.seconds for key in ("server", "workers", "generator")}
    others = (after["all"] - before["all"]) / wall_s - sum(used.values()) * phase.seconds / wall_s
    return tally, Costs(used["server"], used["workers"], used["generator"], max(0.0, others))


def _usage(server_pid: int, generator_pid: int) -> dict[str, float]:
    server = workers = 0.0
    for process in [psutil.Process(server_pid), *psutil.Process(server_pid).children(recursive=True)]:
        used = process.cpu_times()
        if "inference.worker" in " ".join(process.cmdline()):
            workers += used.user + used.system
        else:
            server += used.user + used.system
    whole = psutil.cpu_times()
    busy = sum(whole[:8]) - whole.idle - getattr(whole, "iowait", 0.0)
    return {
        "server": server,
        "workers": workers,
        "generator": _cpu_of(generator_pid),
        "all": busy,
        "wall": time.monotonic(),
    }


def _cpu_of(pid: int) -> float:
    tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(sum(process.cpu_times()[:2]) for process in tree)


def _rss_mb(pid: int) -> float:
    tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(process.memory_info().rss for process in tree) / 1e6


def _describe(tally: Tally, costs: Costs, arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        "students": arguments.students,
        "rate_hz": arguments.rate,
        "seconds": arguments.seconds,
        "offered": tally.offered,
        "answered": tally.answered,
        "late": tally.late,
        "refused": sum(tally.refused.values()),
        "refusals": dict(tally.refused),
        "goodput_fps": round((tally.answered - tally.late) / arguments.seconds, 1),
        "offered_fps": round(tally.offered / arguments.seconds, 1),
        "answer_p50_ms": _quantile(tally.answer_ms, 50),
        "answer_p95_ms": _quantile(tally.answer_ms, 95),
        "answer_p99_ms": _quantile(tally.answer_ms, 99),
        "panel_p50_ms": _quantile(tally.tile_ms + tally.help_ms, 50),
        "panel_p95_ms": _quantile(tally.tile_ms + tally.help_ms, 95),
        "tile_p95_ms": _quantile(tally.tile_ms, 95),
        "help_p95_ms": _quantile(tally.help_ms, 95),
        "panels": tally.panels,
        "server_cpu": round(costs.server, 2),
        "worker_cpu": round(costs.workers, 2),
        "generator_cpu": round(costs.generator, 2),
        "other_cpu": round(costs.others, 2),
    }


def _quantile(values: list[float], percent: int) -> float | None:
    if len(values) < 2:
        return None
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 1)


def _print(result: dict[str, Any]) -> None:
    for key, value in result.items():
        if key != "steps":
            print(f"{key:<18} {value}")
    for step in result.get("steps", []):
        print("  " + "  ".join(f"{key} {value}" for key, value in step.items()))


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument(
        "--class-size", type=int, default=200, help="students of one class, each with its tutor"
    )
    parser.add_argument("--rate", type=float, default=2.0, help="events a second from each student")
    parser.add_argument("--seconds", type=float, default=None, help="of steady state (30; with --quick 8)")
    parser.add_argument("--readings", action="store_true", help="numbers from the browser instead of frames")
    parser.add_argument("--no-saturation", action="store_true", help="leave out the search for the most")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter steps, the same size")
    parser.add_argument("--json", metavar="FILE")
    arguments = parser.parse_args(argv)
    if arguments.seconds is None:
        arguments.seconds = 8.0 if arguments.quick else 30.0
    return arguments


if __name__ == "__main__":
    sys.exit(main())
