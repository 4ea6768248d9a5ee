"""Try a model from the command line: on pictures, on a video, or live in front of a webcam.

    python demo.py image FILE...     an annotated picture and the readings as JSON for each
    python demo.py video FILE        a CSV of readings, an annotated video and a timeline
    python demo.py webcam            a live window; space pauses, q quits

Nothing leaves this computer, and the webcam's pictures are never written to disk.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from tqdm import tqdm

from demo_timeline import draw_timeline
from inference.annotate import UNKNOWN, draw_readings, draw_words
from inference.array import Pixels
from inference.decode import FILE_LIMITS, decode_frame
from inference.errors import InferenceError
from inference.pipeline import Pipeline, open_pipeline
from inference.reading import Reading
from inference.rules import PipelineRules
from settings import ROOT, Settings, add_settings_arguments, settings_from_arguments
from training.plots import colour_of

WINDOW = "Attune: space pauses, q quits"
QUIT_KEYS = (ord("q"), 27)
PAUSE_KEY = ord(" ")
USUAL_FPS = 25.0  # for files that do not say


class DemoError(Exception):
    """Something a person can put right; the text says how."""


def main(arguments: list[str] | None = None) -> int:
    """Run the chosen command; every foreseeable problem is one sentence and exit code 1."""
    chosen = _parse_arguments(arguments)
    try:
        pipeline = _open_pipeline(chosen, settings_from_arguments(chosen))
        return int(chosen.run(pipeline, chosen))
    except (InferenceError, DemoError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run_image(pipeline: Pipeline, chosen: argparse.Namespace) -> int:
    """Read every face of every picture."""
    _make_folder(chosen.out)
    report, failed = [], 0
    for path, target in zip(chosen.files, _name_targets(chosen.files, chosen.out), strict=True):
        try:
            picture = decode_frame(_read_file(path), FILE_LIMITS)
        except (InferenceError, DemoError) as error:
            print(f"error: {path}: {error}", file=sys.stderr)
            failed += 1
            continue
        readings = pipeline.analyze_faces(picture)
        report.append({"file": str(path), "faces": [_describe(pipeline, reading) for reading in readings]})
        if not cv2.imwrite(str(target), _annotate(pipeline, picture, readings)):
            raise DemoError(f"{target} cannot be written; is the folder writable, the disk full?")
        print(f"{path}: {_summarise(readings)}; annotated in {target}", file=sys.stderr)
    text = json.dumps({"model": pipeline.card.model_id, "pictures": report}, indent=2)
    (chosen.out / "readings.json").write_text(text + "\n", encoding="utf-8")
    print(text)
    return 1 if failed else 0


def run_video(pipeline: Pipeline, chosen: argparse.Namespace) -> int:
    """Follow one face through a video."""
    capture = cv2.VideoCapture(str(chosen.file))
    if not chosen.file.is_file() or not capture.isOpened():
        raise DemoError(f"{chosen.file} is not a video this OpenCV can read.")
    _make_folder(chosen.out)
    seconds = _read_seconds(cv2.VideoCapture(str(chosen.file)))
    stem = chosen.out / chosen.file.stem
    writer, rows = None, []
    track = pipeline.start_track()
    for second, frame in zip(seconds, _read_frames(capture, len(seconds)), strict=False):
        reading = pipeline.analyze_pixels(frame, track, at=second)
        rows.append(_make_row(pipeline, len(rows), second, reading))
        writer = writer or _open_writer(Path(f"{stem}_attune.mp4"), _mean_rate(seconds), frame)
        writer.write(_annotate(pipeline, frame, [reading]))
    if writer is None:
        raise DemoError(f"{chosen.file} holds no frame that can be decoded.")
    writer.release()
    _write_csv(Path(f"{stem}_readings.csv"), rows)
    draw_timeline(rows, pipeline.card.labels, Path(f"{stem}_timeline.png"))
    print(f"wrote {stem}_readings.csv, {stem}_attune.mp4 and {stem}_timeline.png", file=sys.stderr)
    return 0


def run_webcam(pipeline: Pipeline, chosen: argparse.Namespace) -> int:
    """Show the camera live until q is pressed or the window is closed."""
    _require_window()
    camera = cv2.VideoCapture(chosen.camera)
    if not camera.isOpened():
        raise DemoError(f"Camera {chosen.camera} cannot be opened; is it connected and free?")
    try:
        _show_live(pipeline, camera)
    finally:
        camera.release()
        cv2.destroyAllWindows()
    return 0


def _show_live(pipeline: Pipeline, camera: Any) -> None:
    track, paused, picture, fps, last = pipeline.start_track(), False, None, 0.0, time.monotonic()
    while cv2.getWindowProperty(WINDOW, cv2.WND_PROP_VISIBLE) >= 1:
        if not paused:
            grabbed, frame = camera.read()
            if not grabbed:
                raise DemoError("The camera stopped sending pictures.")
            picture = _annotate(pipeline, frame, [pipeline.analyze_pixels(frame, track)])
            now = time.monotonic()
            fps, last = 0.9 * fps + 0.1 / max(now - last, 1e-3), now
            draw_words(picture, f"{fps:.0f} pictures a second", 0, picture.shape[0], UNKNOWN)
            cv2.imshow(WINDOW, picture)
        key = cv2.waitKey(30 if paused else 1) & 0xFF
        if key in QUIT_KEYS:
            return
        paused = not paused if key == PAUSE_KEY else paused


def _require_window() -> None:
    """Refuse in words where OpenCV would abort the process or has no windows at all."""
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not display:
        raise DemoError("There is no display here; use `demo.py image` or `demo.py video`.")
    try:
        cv2.namedWindow(WINDOW, cv2.WINDOW_AUTOSIZE)
    except cv2.error:
        raise DemoError("This OpenCV has no windows; README.md says how to install one that has.") from None


def _annotate(pipeline: Pipeline, picture: Pixels, readings: list[Reading]) -> Pixels:
    labels, drawn = pipeline.card.labels, picture.copy()
    draw_readings(drawn, [(reading, _choose_colour(labels, reading)) for reading in readings])
    return drawn


def _choose_colour(labels: Sequence[str], reading: Reading) -> tuple[int, int, int]:
    place = labels.index(reading.label) if reading.label else 0
    red, green, blue = (int(colour_of(labels[place], place)[i : i + 2], 16) for i in (1, 3, 5))
    return blue, green, red


def _describe(pipeline: Pipeline, reading: Reading) -> dict[str, Any]:
    values = zip(pipeline.card.labels, reading.probabilities or (), strict=False)
    return {
        "label": reading.label,
        "confidence": round(reading.confidence, 4),
        "abstained": reading.abstained,
        "box": [round(value, 4) for value in reading.box or ()],
        "probabilities": {label: round(value, 4) for label, value in values},
    }


def _make_row(pipeline: Pipeline, number: int, second: float, reading: Reading) -> dict[str, Any]:
    described = _describe(pipeline, reading)
    box = dict(zip(("x", "y", "width", "height"), described["box"], strict=False))
    return {
        "frame": number,
        "second": round(second, 3),
        "label": reading.label or "",
        "confidence": described["confidence"],
        "abstained": reading.abstained or "",
        "held": int(reading.held),
        **{name: box.get(name, "") for name in ("x", "y", "width", "height")},
        **{label: described["probabilities"].get(label, "") for label in pipeline.card.labels},
    }


def _summarise(readings: list[Reading]) -> str:
    if not readings:
        return "no face found"
    return ", ".join(reading.label or f"can't tell ({reading.abstained})" for reading in readings)


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DemoError(f"{path} cannot be made a folder ({error.strerror}); choose another --out.") from None


def _name_targets(files: Sequence[Path], out: Path) -> list[Path]:
    """One picture for each file; those of the same name are numbered, or one would replace the other."""
    targets: list[Path] = []
    for path in files:
        number, target = 1, out / f"{path.stem}_attune.png"
        while target in targets:
            number += 1
            target = out / f"{path.stem}_{number}_attune.png"
        targets.append(target)
    return targets


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(FILE_LIMITS.max_bytes + 1)
    except OSError:
        raise DemoError("cannot be read; check the name.") from None


def _read_seconds(capture: Any) -> list[float]:
    """When each frame is shown; phones and browsers film at a varying rate, so its number does not tell."""
    step = 1 / (capture.get(cv2.CAP_PROP_FPS) or USUAL_FPS)
    seconds: list[float] = []
    while capture.grab():
        told = float(capture.get(cv2.CAP_PROP_POS_MSEC)) / 1000
        seconds.append(told if not seconds or told > seconds[-1] else seconds[-1] + step)
    return seconds


def _mean_rate(seconds: Sequence[float]) -> float:
    """Frames a second; MPEG-4 keeps no more than two decimals of usual rates."""
    if len(seconds) < 2:
        return USUAL_FPS
    return round((len(seconds) - 1) / (seconds[-1] - seconds[0]), 2)


def _read_frames(capture: Any, total: int) -> Iterator[Pixels]:
    with tqdm(total=total, unit="frame") as bar:
        while True:
            grabbed, frame = capture.read()
            if not grabbed:
                return
            bar.update()
            yield np.asarray(frame, np.uint8)


def _open_writer(path: Path, fps: float, frame: Pixels) -> Any:
    height, width = frame.shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"mp4v"), fps, (width, height))
    if not writer.isOpened():
        raise DemoError(f"{path} cannot be written; is the folder writable?")
    return writer


def _write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _open_pipeline(chosen: argparse.Namespace, settings: Settings) -> Pipeline:
    serve = settings.serve
    model = chosen.model or ROOT / "checkpoints" / "released" / serve.model
    numbers = serve.pipeline.model_dump() | ({"detector": chosen.detector} if chosen.detector else {})
    rules = PipelineRules.from_mapping(numbers)
    detectors = settings.environment.var_dir / "detectors"
    return open_pipeline(model, detectors, rules, serve.runtime, serve.precision)


def _parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--model", type=Path, metavar="DIR", help="a folder with card.json and model.onnx")
    shared.add_argument("--detector", choices=("blazeface", "centerface", "haar"))
    add_settings_arguments(shared)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="image | video | webcam")
    image = commands.add_parser("image", parents=[shared], help="read the faces of pictures")
    image.add_argument("files", nargs="+", type=Path, metavar="FILE")
    video = commands.add_parser("video", parents=[shared], help="follow a face through a video")
    video.add_argument("file", type=Path, metavar="FILE")
    for command in (image, video):
        command.add_argument("--out", type=Path, default=ROOT / "var" / "demo", metavar="DIR")
    webcam = commands.add_parser("webcam", parents=[shared], help="read your own face live")
    webcam.add_argument("--camera", type=int, default=0, metavar="NUMBER")
    for command, run in ((image, run_image), (video, run_video), (webcam, run_webcam)):
        command.set_defaults(run=run)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
