"""Measure the path from a frame's bytes to a reading: speed, recall, threads, runtimes, peers, memory.

    python benchmarks/inference.py [--quick] [--json FILE] [--soak MINUTES] [--no-fetch]

Faces come from packages named in faces.py. Ratios come from one run; times depend on the machine.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # run by path, this file would hide the library of the same name

import cv2  # noqa: E402
import numpy as np  # noqa: E402

from benchmarks import peers, recall, soak, timing  # noqa: E402
from benchmarks.faces import Picture, load_astronaut, load_faces, load_scenes  # noqa: E402
from benchmarks.goals import print_report  # noqa: E402
from benchmarks.stress import HEIGHT, WIDTH, Frame, make_empty_frames, make_sequence  # noqa: E402
from inference.align import crop_face, measure_face, normalise_crop  # noqa: E402
from inference.batcher import Batcher  # noqa: E402
from inference.card import Card, load_card  # noqa: E402
from inference.cascade import Cascade  # noqa: E402
from inference.decode import DecodeLimits, decode_frame  # noqa: E402
from inference.detect import open_detector  # noqa: E402
from inference.engine import Engine, open_engine  # noqa: E402
from inference.errors import InferenceError  # noqa: E402
from inference.face import Detector, Face  # noqa: E402
from inference.pipeline import Pipeline, open_pipeline  # noqa: E402
from inference.quality import judge_crop  # noqa: E402
from inference.rules import PipelineRules  # noqa: E402
from settings import Settings, add_settings_arguments, settings_from_arguments  # noqa: E402

JPEG_QUALITY = 80
FRAMES_PER_SECOND = 10  # the clock of the sequences
FACES_A_SEQUENCE = 5
BATCHED_FACES, BATCHER_CAPACITY = 8, 64  # as many threads as faces in a run
GOALS = {
    "whole_mean_ms": ("<=", 3.0),
    "speedup_over_haar_cnn": (">=", 5.0),
    "two_thread_ratio": (">=", 1.8),
    "stress_recall": (">=", 0.99),
}


def main() -> int:
    """Run the parts that were asked for, print a table, write JSON."""
    arguments = _parse_arguments()
    settings = settings_from_arguments(arguments)
    cv2.setNumThreads(1)
    try:
        bench = Bench(settings, quick=arguments.quick, fetch=not arguments.no_fetch)
        report = bench.soak(arguments.soak) if arguments.soak else bench.run()
    except InferenceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print_report(report, GOALS)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


class Bench:
    """The released model, the faces and the frames that every measurement shares."""

    def __init__(self, settings: Settings, quick: bool, fetch: bool) -> None:
        serve = settings.serve
        self.quick = quick
        self.rules = PipelineRules.from_mapping(serve.pipeline.model_dump())
        self.model = ROOT / "checkpoints" / "released" / serve.model
        self.detectors = settings.environment.var_dir / "detectors"
        self.pipeline = open_pipeline(
            self.model, self.detectors, self.rules, serve.runtime, serve.precision, threads=1
        )
        self.faces, self.scenes = load_faces(fetch), load_scenes(WIDTH, HEIGHT)

    def run(self) -> dict[str, Any]:
        """Measure everything but the soak."""
        sequences = self._make_sequences()
        frames = [encode(frame) for frame in itertools.chain(*sequences)]
        report: dict[str, Any] = {"faces": len(self.faces), "frames": len(frames), "quick": self.quick}
        report |= self._measure_whole(frames)
        report |= self._measure_threads(frames)
        report |= self._measure_recall(sequences)
        report["stages_ms"] = self._measure_stages(frames[10])
        report["detectors"] = self._measure_detectors()
        report["engines_ms_per_face"] = self._measure_engines(self.pipeline.card)
        report["faces_a_second"] = self._measure_batcher(self.pipeline.card)
        return report

    def soak(self, minutes: float) -> dict[str, Any]:
        """Run two threads at full load and watch the memory."""
        frames = [encode(frame) for frame in make_sequence(self.faces[:3], self.scenes[0], seed=0)]
        return soak.run_soak(self.pipeline, frames, minutes)

    def _make_sequences(self) -> list[list[Frame]]:
        count = 2 if self.quick else 5
        starts = [(index * FACES_A_SEQUENCE) % len(self.faces) for index in range(count)]
        return [
            list(make_sequence(self.faces[start : start + FACES_A_SEQUENCE], self.scenes[index], seed=index))
            for index, start in enumerate(starts)
        ]

    def _measure_whole(self, frames: list[bytes]) -> dict[str, Any]:
        paths = {
            "attune": start_student(self.pipeline),
            "haar_cnn": peers.make_haar_path(open_engine(self.pipeline.card, "onnxruntime", "fp32", 1)),
        }
        cpu_s = time.thread_time()
        whole = timing.time_in_turns({"attune": start_student(self.pipeline)}, frames)["attune"]
        cpu_s = time.thread_time() - cpu_s
        turns = timing.time_in_turns(paths, frames[: 260 if self.quick else 1300])
        return {
            "whole_ms": whole.median_ms,
            "whole_mean_ms": whole.mean_ms,
            "whole_p95_ms": whole.p95_ms,
            "whole_cpu_mean_ms": 1000 * cpu_s / (len(frames) + timing.WARM_UP_CALLS),
            "in_turns_ms": {name: asdict(took) for name, took in turns.items()},
            "speedup_over_haar_cnn": turns["haar_cnn"].median_ms / turns["attune"].median_ms,
        }

    def _measure_threads(self, frames: list[bytes]) -> dict[str, float]:
        def start() -> Any:
            analyze, stream = start_student(self.pipeline), itertools.cycle(frames)
            return lambda: analyze(next(stream))

        rounds = 3 if self.quick else 7
        ours, ceiling = timing.measure_thread_gains([start, start_hashing], rounds, round_s=1.0)
        return {"two_thread_ratio": ours, "two_thread_ceiling": ceiling}

    def _measure_recall(self, sequences: list[list[Frame]]) -> dict[str, Any]:
        detector = self.pipeline.detector
        stress = recall.count_stress(detector, self.rules, self.faces, self.scenes)
        empty = recall.count_empty(detector, make_empty_frames(self.scenes))
        moving = [recall.count_sequence(detector, self.rules, frames) for frames in sequences]
        return {
            "stress_recall": stress.recall,
            "stress_shown": stress.shown,
            "stress_missed": dict(stress.missed),
            "stress_false_positives": empty.invented,
            "stress_empty_frames": empty.empty,
            "moving_recall": sum(count.found for count in moving) / sum(count.shown for count in moving),
            "moving_false_positives": sum(count.invented for count in moving),
            "moving_empty_frames": sum(count.empty for count in moving),
        }

    def _measure_stages(self, data: bytes) -> dict[str, float]:
        limits = DecodeLimits(self.rules.max_frame_bytes, self.rules.max_frame_pixels)
        frame, card, detector = decode_frame(data, limits), self.pipeline.card, self.pipeline.detector
        face = detector.detect(frame)[0]
        place = measure_face(face, card.crop)
        crop = crop_face(frame, place, card.crop, card.input)
        batch, engine = normalise_crop(crop, card.input), self.pipeline.slot.current.engine
        stages = {
            "decode": lambda: decode_frame(data, limits),
            "detect, whole frame": lambda: detector.detect(frame),
            "detect, beside the last face": lambda: follow_face(detector, frame, face),
            "align": lambda: crop_face(frame, measure_face(face, card.crop), card.crop, card.input),
            "quality": lambda: judge_crop(crop, card.quality),
            "normalise": lambda: normalise_crop(crop, card.input),
            "classify": lambda: engine.run(batch),
        }
        return {name: timing.time_calls(stage, 200).median_ms for name, stage in stages.items()}

    def _measure_detectors(self) -> dict[str, Any]:
        picture = cv2.resize(load_astronaut()[:384], (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
        report: dict[str, Any] = {}
        for kind in ("blazeface", "centerface", "haar"):
            try:
                detector = open_detector(kind, self.detectors, self.rules)
            except InferenceError as error:
                print(f"note: {error}", file=sys.stderr)
                continue
            report[kind] = {"ms": timing.time_calls(lambda d=detector: d.detect(picture), 30).median_ms}
            if not self.quick:
                count = recall.count_stress(detector, self.rules, self.faces, self.scenes)
                report[kind]["stress_recall"] = count.recall
        return report

    def _measure_batcher(self, card: Card) -> dict[str, float]:
        """Many threads of one process, each with a face: straight to the engine, and through the batcher."""
        engine = self.pipeline.slot.current.engine
        shape = (1, card.input.channels, card.input.size, card.input.size)
        face = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
        batcher = Batcher(engine, BATCHED_FACES, BATCHER_CAPACITY)
        ways: dict[str, Engine] = {"straight": engine, "batched": batcher}
        threads, rounds = BATCHED_FACES, 2 if self.quick else 7
        counts: dict[str, list[int]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                counts[name].append(timing.count_calls([lambda w=way: w.run(face)] * threads, 1.0))
        batcher.close()
        return {f"{name}, {threads} threads": float(np.median(done)) for name, done in counts.items()}

    def _measure_engines(self, card: Card) -> dict[str, float]:
        report = {}
        for runtime, precision in itertools.product(("onnxruntime", "openvino"), ("fp32", "int8")):
            try:
                engine = open_engine(load_card(self.model), runtime, precision, 1)
            except InferenceError as error:
                print(f"note: {error}", file=sys.stderr)
                continue
            for size in (1, 8) if self.quick else (1, 2, 4, 8, 16, 32):
                shape = (size, card.input.channels, card.input.size, card.input.size)
                batch = np.random.default_rng(0).standard_normal(shape).astype(np.float32)
                took = timing.time_calls(lambda e=engine, b=batch: e.run(b), 60)
                report[f"{runtime} {precision} x{size}"] = took.median_ms / size
        return report


def start_student(pipeline: Pipeline) -> Any:
    """Analyse frames as one student's stream, at the sequences' own clock."""
    track, ticks = pipeline.start_track(), itertools.count()
    return lambda data: pipeline.analyze(data, track, at=next(ticks) / FRAMES_PER_SECOND)


def start_hashing() -> Any:
    """Work that shares nothing at all: what two threads of it gain is what the machine has to give."""
    block = bytes(200_000)
    return lambda: hashlib.sha256(block).digest()


def follow_face(detector: Detector, frame: Picture, face: Face) -> Face | None:
    """Look beside the last face, where the detector can."""
    return detector.follow(frame, face) if isinstance(detector, Cascade) else None


def encode(frame: Frame) -> bytes:
    """Compress a frame the way a browser does."""
    return cv2.imencode(".jpg", frame.pixels, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1].tobytes()


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer frames and rounds; under 45 seconds")
    parser.add_argument("--json", metavar="FILE", help="write the numbers to a file as well")
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="only: full load, watching memory")
    parser.add_argument("--no-fetch", action="store_true", help="use only the faces that are there")
    add_settings_arguments(parser)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
