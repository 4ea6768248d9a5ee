"""The command line: pictures, a video and a live window, and one sentence where something is missing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from inference_samples import LABELS, encode, make_model

import demo
from inference.annotate import describe_reading, draw_readings
from inference.reading import Reading

HAPPY = Reading((1.0,), "happy", 0.87, None, (0.4, 0.4, 0.2, 0.2), "m@1")
UNSURE = Reading(None, None, 0.0, "too_dark", (0.4, 0.4, 0.2, 0.2), "m@1")
AMBER = (0, 159, 230)


@pytest.fixture
def model(tmp_path: Path) -> list[str]:
    return ["--model", str(make_model(tmp_path / "model")), "--out", str(tmp_path / "out")]


@pytest.fixture
def film(tmp_path: Path, astronaut: np.ndarray, empty_room: np.ndarray) -> Path:
    path = tmp_path / "film.mp4"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"mp4v"), 10, (320, 240))
    for frame in [astronaut] * 12 + [empty_room] * 12:
        writer.write(frame)
    writer.release()
    return path


def test_pictures_are_read_and_annotated(
    model: list[str], tmp_path: Path, astronaut: np.ndarray, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(encode(astronaut))
    assert demo.main(["image", str(photo), *model]) == 0
    (picture,) = json.loads(capsys.readouterr().out)["pictures"]
    assert list(picture["faces"][0]["probabilities"]) == list(LABELS)
    drawn = cv2.imread(str(tmp_path / "out" / "photo_attune.png"))
    assert drawn.shape == astronaut.shape
    assert (drawn != cv2.imread(str(photo))).any()


def test_pictures_of_one_name_replace_each_other_nowhere(
    model: list[str], tmp_path: Path, astronaut: np.ndarray
) -> None:
    photos = [tmp_path / "a" / "face.jpg", tmp_path / "b" / "face.jpg", tmp_path / "face_2.jpg"]
    for photo in photos:
        photo.parent.mkdir(exist_ok=True)
        photo.write_bytes(encode(astronaut))
    assert demo.main(["image", *map(str, photos), *model]) == 0
    drawn = sorted(path.name for path in (tmp_path / "out").glob("*.png"))
    assert drawn == ["face_2_2_attune.png", "face_2_attune.png", "face_attune.png"]


def test_a_folder_that_cannot_be_is_named(
    model: list[str], tmp_path: Path, astronaut: np.ndarray, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(encode(astronaut))
    assert demo.main(["image", str(photo), *model, "--out", str(photo)]) == 1
    assert "choose another --out" in capsys.readouterr().err


def test_a_bad_picture_does_not_stop_the_others(
    model: list[str], tmp_path: Path, astronaut: np.ndarray, capsys: pytest.CaptureFixture[str]
) -> None:
    photo, text = tmp_path / "photo.jpg", tmp_path / "text.jpg"
    photo.write_bytes(encode(astronaut))
    text.write_text("not a picture")
    assert demo.main(["image", str(text), str(tmp_path / "missing.png"), str(photo), *model]) == 1
    said = capsys.readouterr()
    assert len(json.loads(said.out)["pictures"]) == 1
    assert "text.jpg: These bytes are not" in said.err
    assert "missing.png: cannot be read" in said.err


def test_a_video_gives_csv_video_and_timeline(model: list[str], film: Path, tmp_path: Path) -> None:
    assert demo.main(["video", str(film), *model]) == 0
    with (tmp_path / "out" / "film_readings.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 24
    assert rows[3]["label"] in LABELS and rows[13]["held"] == "1" and rows[23]["abstained"] == "no_face"
    annotated = cv2.VideoCapture(str(tmp_path / "out" / "film_attune.mp4"))
    assert annotated.get(cv2.CAP_PROP_FRAME_COUNT) == 24
    assert cv2.imread(str(tmp_path / "out" / "film_timeline.png")).std() > 5


def test_a_video_of_varying_rate_keeps_its_own_times(
    model: list[str], film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Uneven:
        """The film with its last twelve frames a second apart; of the very last it tells no time."""

        def __init__(self, path: str) -> None:
            self.film, self.number = real(path), -1

        def grab(self) -> bool:
            self.number += 1
            return bool(self.film.grab())

        def read(self) -> tuple[bool, np.ndarray | None]:
            return self.film.retrieve() if self.grab() else (False, None)

        def get(self, what: int) -> float:
            if what != cv2.CAP_PROP_POS_MSEC:
                return float(self.film.get(what))
            return (
                0.0 if self.number == 23 else 100.0 * min(self.number, 12) + 1000 * max(self.number - 12, 0)
            )

        def isOpened(self) -> bool:
            return True

    real = cv2.VideoCapture
    monkeypatch.setattr(cv2, "VideoCapture", Uneven)
    assert demo.main(["video", str(film), *model]) == 0
    with (tmp_path / "out" / "film_readings.csv").open(encoding="utf-8") as file:
        seconds = [float(row["second"]) for row in csv.DictReader(file)]
    assert seconds == pytest.approx([*np.arange(12) / 10, *np.arange(1.2, 11.3), 11.3])
    annotated = real(str(tmp_path / "out" / "film_attune.mp4"))
    assert annotated.get(cv2.CAP_PROP_FPS) == pytest.approx(23 / 11.3, abs=0.01)


def test_a_video_without_a_face_still_gets_its_timeline(
    model: list[str], tmp_path: Path, empty_room: np.ndarray
) -> None:
    path = tmp_path / "empty.mp4"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"mp4v"), 10, (320, 240))
    for _ in range(3):
        writer.write(empty_room)
    writer.release()
    assert demo.main(["video", str(path), *model]) == 0
    assert (tmp_path / "out" / "empty_timeline.png").is_file()


@pytest.mark.parametrize("content", [b"", b"not a film", None])
def test_what_is_no_video_is_said(
    model: list[str], tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "film.mp4"
    if content is not None:
        path.write_bytes(content)
    assert demo.main(["video", str(path), *model]) == 1
    assert "not a video" in capsys.readouterr().err


def test_no_display_is_said(
    model: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert demo.main(["webcam", *model[:2]]) == 1
    assert "no display" in capsys.readouterr().err


def test_no_camera_is_said(
    model: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "_require_window", lambda: None)
    assert demo.main(["webcam", *model[:2], "--camera", "99"]) == 1
    assert "Camera 99 cannot be opened" in capsys.readouterr().err


def test_the_live_window_pauses_and_quits(
    model: list[str], monkeypatch: pytest.MonkeyPatch, astronaut: np.ndarray
) -> None:
    class Camera:
        grabbed = 0

        def __init__(self, number: int) -> None: ...
        def isOpened(self) -> bool:
            return True

        def read(self) -> tuple[bool, np.ndarray]:
            Camera.grabbed += 1
            return True, astronaut.copy()

        def release(self) -> None: ...

    keys = iter([255, ord(" "), 255, 255, ord(" "), ord("q")])
    shown: list[np.ndarray] = []
    monkeypatch.setattr(demo, "_require_window", lambda: None)
    monkeypatch.setattr(cv2, "VideoCapture", Camera)
    for name, stand_in in (
        ("getWindowProperty", lambda *_: 1.0),
        ("imshow", lambda _, picture: shown.append(picture)),
        ("waitKey", lambda _: next(keys)),
        ("destroyAllWindows", lambda: None),
    ):
        monkeypatch.setattr(cv2, name, stand_in)
    assert demo.main(["webcam", *model[:2]]) == 0
    assert Camera.grabbed == len(shown) == 3


def test_a_model_of_ones_own_may_be_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert demo.main(["image", "x.jpg", "--model", str(tmp_path)]) == 1
    assert "export a model" in capsys.readouterr().err


def test_words_say_how_a_face_looks() -> None:
    assert describe_reading(HAPPY) == "looks happy, 87%"
    assert describe_reading(UNSURE) == "can't tell: too dark"


def test_what_cannot_be_told_has_no_colour() -> None:
    sure, unsure = (np.zeros((300, 400, 3), np.uint8) for _ in range(2))
    draw_readings(sure, [(HAPPY, AMBER)])
    draw_readings(unsure, [(UNSURE, AMBER)])
    assert (sure == AMBER).all(2).any() and not (unsure == AMBER).all(2).any()


@pytest.mark.parametrize("shape", [(1, 1), (20, 900), (60, 60), (2000, 1500)])
def test_any_picture_can_be_drawn_on(shape: tuple[int, int]) -> None:
    picture = np.zeros((*shape, 3), np.uint8)
    draw_readings(picture, [(HAPPY, AMBER), (UNSURE, AMBER)] * 3)
    assert picture.any()
