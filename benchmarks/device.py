"""What reading in the browser costs: bytes to load, the first reading, time a frame, the page's own thread.

It runs the real server on the built pages and a real browser whose camera shows a face:
`python -m benchmarks.device [--quick] [--json FILE]`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "e2e"
sys.path.insert(0, str(FOLDER))  # the same server, browser and clip as the tests

from camera import write_clip  # noqa: E402
from demo_server import FAKE_CAMERA, FLAGS, find_chromium, start_server  # noqa: E402
from e2e_world import PASSWORD, STUDENT, World  # noqa: E402

LIMITS = {"payload_mb": 10.0, "first_reading_s": 3.0, "frame_ms": 50.0, "main_thread_percent": 5.0}
PATIENCE_MS = 120_000
WARM_VISITS = 3
# The page keeps how long the worker took for each frame.
LISTEN = """
const Plain = Worker;
window.took = [];
window.Worker = class extends Plain {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => data.kind === "read" && window.took.push(data.tookMs));
  }
};
"""
SIZES = "performance.getEntriesByType('resource').map((each) => [each.name, each.encodedBodySize])"


def main(options: list[str]) -> int:
    """Measure, print one line a figure, and fail when one is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="ten seconds of a lesson instead of forty")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    arguments = parser.parse_args(options)
    lesson_s = 10 if arguments.quick else 40
    with tempfile.TemporaryDirectory() as folder, open_browser(Path(folder)) as (world, browser, address):
        figures = measure_visits(browser, address) | measure_lesson(browser, address, world, lesson_s)
    for name, value in figures.items():
        limit = LIMITS.get(name)
        print(f"{name:22} {value:9.2f}" + (f"   at most {limit:g}" if limit else ""))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return int(any(figures[name] > limit for name, limit in LIMITS.items()))


@contextmanager
def open_browser(folder: Path) -> Iterator[tuple[World, Browser, str]]:
    """A demo server with a consenting student, and a browser whose camera shows a face."""
    flags = [*FLAGS, *FAKE_CAMERA, f"--use-file-for-fake-video-capture={write_clip(folder / 'face.y4m')}"]
    with sync_playwright() as play, start_server(folder / "var") as address:
        browser = play.chromium.launch(executable_path=find_chromium(), args=flags)
        world = World(play, address)
        world.consent(STUDENT)
        yield world, browser, address
        world.close()
        browser.close()


def measure_visits(browser: Browser, address: str) -> dict[str, float]:
    """The page for trying: the bytes of a first visit, then the wait of later ones."""
    page = open_page(browser, address)
    cold_s = start_reading(page)
    worker = sum(size for name, size in page.evaluate(SIZES) if "reader.worker" in name)
    loaded = sum(size for _, size in page.workers[0].evaluate(SIZES))
    warm_s = [start_reading(page) for _ in range(WARM_VISITS)]
    page.context.close()
    return {
        "payload_mb": (worker + loaded) / 1e6,
        "cold_reading_s": cold_s,
        "first_reading_s": float(np.median(warm_s)),
    }


def start_reading(page: Page) -> float:
    """Open the page, load the model, wait for the first reading; seconds from the click on."""
    page.goto("/try")
    page.get_by_role("checkbox").check()
    started_at = time.perf_counter()
    page.get_by_role("button", name="Load the model").click()
    page.get_by_test_id("try-word").wait_for()
    return time.perf_counter() - started_at


def measure_lesson(browser: Browser, address: str, world: World, lesson_s: float) -> dict[str, float]:
    """A lesson on air, read on the device: time a frame, and how busy the page's thread is beside it."""
    page = open_page(browser, address)
    page.request.post(
        "/api/auth/login", headers={"X-Attune": "1"}, data={"email": STUDENT, "password": PASSWORD}
    )
    page.goto(f"/lessons/{world.lesson_id}")
    page.get_by_role("button", name="Turn on the camera").click()
    page.get_by_role("button", name="Go on air").click()
    page.get_by_test_id("expression").last.wait_for()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    busy_s, started_s = read_busy_s(devtools), time.perf_counter()
    page.evaluate("window.took.length = 0")
    page.wait_for_timeout(lesson_s * 1000)
    share = (read_busy_s(devtools) - busy_s) / (time.perf_counter() - started_s)
    took = page.evaluate("window.took")
    page.context.close()
    return {
        "frames": len(took),
        "frame_ms": float(np.median(took)),
        "frame_p95_ms": float(np.percentile(took, 95)),
        "main_thread_percent": 100 * share,
    }


def read_busy_s(devtools: CDPSession) -> float:
    """Seconds that the page's own thread has worked since it was opened."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def open_page(browser: Browser, address: str) -> Page:
    """A page of a fresh visitor."""
    page = browser.new_context(base_url=address).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.add_init_script(LISTEN)
    return page


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
