"""What reading in the browser costs: bytes to load, time to the first reading, time a frame, the page's thread.

It runs the real server on the built pages and a real browser whose camera shows a face:
`python -m benchmarks.device [--quick]`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "e2e"
sys.path.insert(0, str(FOLDER))  # the same server, browser and clip as the tests

from camera import write_clip  # noqa: E402
from demo_server import FAKE_CAMERA, FLAGS, find_chromium, start_server  # noqa: E402
from e2e_world import STUDENT, World  # noqa: E402

LIMITS = {"payload_mb": 10.0, "first_reading_s": 3.0, "frame_ms": 50.0, "main_share": 0.05}
LOADED = (".wasm", ".onnx", "reader.worker", "/api/device")
PATIENCE_MS = 120_000


def main(options: list[str]) -> int:
    """Measure, print one line a figure, and fail when one is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a lesson of ten seconds instead of forty")
    lesson_s = 10 if parser.parse_args(options).quick else 40
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        clip = write_clip(Path(folder) / "face.y4m")
        flags = [*FLAGS, *FAKE_CAMERA, f"--use-file-for-fake-video-capture={clip}"]
        browser = play.chromium.launch(executable_path=find_chromium(), args=flags)
        with start_server(Path(folder) / "var") as address:
            world = World(play, address)
            world.consent(STUDENT)
            figures = measure_try(browser, address) | measure_lesson(browser, address, world, lesson_s)
            world.close()
        browser.close()
    return report(figures)


def measure_try(browser: Browser, address: str) -> dict[str, float]:
    """The page for trying: bytes of a first visit, then the wait of a second one."""
    page = browser.new_context(base_url=address).new_page()
    page.set_default_timeout(PATIENCE_MS)
    sizes: dict[str, float] = {}
    watch_sizes(page.context.new_cdp_session(page), sizes)
    page.on("worker", lambda worker: None)
    start_reading(page)
    page.wait_for_load_state("networkidle")
    payload = page.evaluate(SIZES, list(LOADED)) + measure_worker_files(page)
    waits = [start_reading(page) for _ in range(3)]
    frames = page.evaluate(FRAMES)
    page.context.close()
    return {"payload_mb": payload / 1e6, "first_reading_s": min(waits), **frames}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
