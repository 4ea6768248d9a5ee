"""The browser's worker and the server's pipeline read the same pictures with the same file: do they agree?

The worker is the one that ships, in a real browser. The pictures are a public portrait and our own drawn
faces, each changed in many ways; none is of FER2013.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from demo_server import ROOT
from device_frames import Frame, fit_frame, load_portrait, make_frames
from playwright.sync_api import Browser, Page

from inference.array import Pixels
from inference.pipeline import open_pipeline
from inference.reading import Reading
from inference.rules import PipelineRules
from settings import load_settings

SAME_PROBABILITY = 1e-2
AGREEMENT = 0.99
LOOKS = ("Calm", "Smile", "Surprise", "Frown")
AT_ONCE = 6  # pictures handed to the browser in one call
OPEN = """async ([worker, order]) => {
  window.reader = new Worker(worker, { type: "module" });
  window.ask = (message, transfer = []) => new Promise((resolve) => {
    window.reader.onmessage = (event) => resolve(event.data);
    window.reader.postMessage(message, transfer);
  });
  return window.ask({ id: 0, kind: "open", order });
}"""
READ = """async ([frames, width, height, kind]) => {
  const answers = [];
  for (const text of frames) {
    const pixels = Uint8ClampedArray.from(atob(text), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new ImageData(pixels, width, height));
    answers.push(await window.ask({ id: 1, kind, bitmap }, [bitmap]));
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def frames(server: str, browser: Browser) -> list[Frame]:
    """The portrait and what the page for trying draws."""
    page = browser.new_context(base_url=server).new_page()
    page.set_default_timeout(60_000)
    page.goto("/try")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Load the model").click()
    pictures = {"portrait": load_portrait()} | {look: take_drawing(page, look) for look in LOOKS}
    page.context.close()
    return [frame for name, picture in pictures.items() for frame in make_frames(name, picture)]


@pytest.fixture(scope="module")
def on_server(frames: list[Frame]) -> list[Reading]:
    """What the server's own pipeline says of every frame."""
    serve = load_settings().serve
    rules = PipelineRules.from_mapping(serve.pipeline.model_dump())
    release = ROOT / "checkpoints" / "released" / serve.model
    pipeline = open_pipeline(release, ROOT / "var" / "detectors", rules, serve.runtime, serve.precision)
    return [pipeline.analyze_pixels(frame.pixels) for frame in frames]


@pytest.fixture(scope="module")
def reader(server: str, browser: Browser) -> Iterator[Page]:
    """A page with the shipped worker, opened with what the server tells every browser."""
    page = browser.new_context(base_url=server).new_page()
    page.goto("/login")
    order = page.request.get("/api/device").json()
    answer = page.evaluate(OPEN, [f"/assets/{find_worker().name}", order])
    assert answer["kind"] == "opened", answer
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def on_device(reader: Page, frames: list[Frame]) -> list[dict[str, Any]]:
    """What the browser says of every frame."""
    return read_all(reader, frames, "still")


def test_probabilities_and_labels_agree(
    frames: list[Frame], on_server: list[Reading], on_device: list[dict[str, Any]]
) -> None:
    """Most drawn looks lie beside a threshold of any model, where a single grey level would tell."""
    rows = list(zip(frames, on_server, on_device, strict=True))
    differing = [(frame.name, theirs, ours) for frame, theirs, ours in rows if not is_same(theirs, ours)]
    for row in differing:
        print(*row)
    said = [theirs.label for theirs in on_server if theirs.label]
    print(f"{len(rows) - len(differing)} of {len(rows)} agree, {len(said)} of them with a label")
    assert len(rows) >= 200
    assert len(said) >= len(rows) / 4 and len(set(said)) >= 2, "too little was said to compare"
    assert len(differing) <= (1 - AGREEMENT) * len(rows)


def test_a_photograph_is_read_alike(
    frames: list[Frame], on_server: list[Reading], on_device: list[dict[str, Any]]
) -> None:
    rows = zip(frames, on_server, on_device, strict=True)
    alike = [is_same(theirs, ours) for frame, theirs, ours in rows if frame.name.startswith("portrait")]
    assert len(alike) >= 40
    assert sum(alike) >= AGREEMENT * len(alike)


def test_boxes_agree(on_server: list[Reading], on_device: list[dict[str, Any]]) -> None:
    pairs = [
        (theirs.box, ours["box"])
        for theirs, ours in zip(on_server, on_device, strict=True)
        if theirs.box is not None and ours["box"] is not None
    ]
    assert len(pairs) >= AGREEMENT * len(on_server)
    assert np.abs(np.subtract(*zip(*pairs, strict=True))).max() < 0.01


def test_a_transparent_picture_shows_nothing_of_the_one_before(reader: Page, frames: list[Frame]) -> None:
    height, width = frames[0].pixels.shape[:2]
    transparent = base64.b64encode(bytes(4 * height * width)).decode()
    before, after = reader.evaluate(READ, [[frames[0].rgba, transparent], width, height, "still"])
    assert before["reading"]["box"] is not None
    assert after["reading"]["abstained"] == "no_face"


def test_the_worker_has_given_up_the_network(reader: Page) -> None:
    """Once it is open, there is nothing left in it that could send a picture."""
    worker = reader.workers[0]
    for way in ("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "caches", "Worker"):
        assert worker.evaluate(f"typeof self.{way}") == "undefined", way


def is_same(theirs: Reading, ours: dict[str, Any]) -> bool:
    """The same label or the same reason for none, every probability within a hundredth."""
    if (theirs.label, theirs.abstained) != (ours["label"], ours["abstained"]):
        return False
    if theirs.probabilities is None:
        return abs(theirs.confidence - ours["confidence"]) <= SAME_PROBABILITY
    return float(np.abs(np.subtract(theirs.probabilities, ours["probabilities"])).max()) <= SAME_PROBABILITY


def take_drawing(page: Page, look: str) -> Pixels:
    """One of our drawn faces, as the page holds it."""
    page.get_by_role("button", name=look).click()
    address = page.locator("canvas").evaluate("canvas => canvas.toDataURL()")
    data = np.frombuffer(base64.b64decode(address.split(",")[1]), np.uint8)
    return fit_frame(np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR)))


def read_all(page: Page, frames: list[Frame], kind: str) -> list[dict[str, Any]]:
    height, width = frames[0].pixels.shape[:2]
    answers: list[dict[str, Any]] = []
    for start in range(0, len(frames), AT_ONCE):
        batch = [frame.rgba for frame in frames[start : start + AT_ONCE]]
        answers += page.evaluate(READ, [batch, width, height, kind])
    return [answer["reading"] for answer in answers]


def find_worker() -> Path:
    """The reading worker as it was built."""
    return next((ROOT / "frontend" / "dist" / "assets").glob("reader.worker-*.js"))
