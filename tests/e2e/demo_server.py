"""Starts the real server as a demo in a folder of its own, for tests and for screenshots."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 240  # an invented term is written first, and both cores may be busy
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FAKE_CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


class NotReadyError(Exception):
    """The server cannot be started; the text says what is missing."""


def find_chromium() -> str | None:
    """The system's own browser, whatever it is called."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


@contextmanager
def start_server(var: Path, origins: str = "", overrides: Sequence[str] = ()) -> Iterator[str]:
    """Serve a demo out of `var`, also to pages from those other origins, with other numbers; its address."""
    detectors = ROOT / "var" / "detectors"
    for needed in (ROOT / "frontend" / "dist" / "index.html", detectors):
        if not needed.exists():
            raise NotReadyError(f"{needed.relative_to(ROOT)} is missing: build the front end first")
    shutil.copytree(detectors, var / "detectors")
    port = _find_free_port()
    command = [sys.executable, "-m", "backend", "serve", "--demo"]
    for each in (f"serve.port={port}", *overrides):
        command += ["--set", each]
    environment = {**os.environ, "ATTUNE_DEPLOYMENT": "demo", "ATTUNE_VAR_DIR": str(var)}
    if origins:
        environment["ATTUNE_ALLOWED_ORIGINS"] = origins
    address = f"http://localhost:{port}"
    with (var / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_up(address, process, var / "server.log")
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/api/health", timeout=2):
                return
        except OSError:  # refused, reset, or too busy to answer yet
            time.sleep(0.2)
    raise NotReadyError(f"the server did not start:\n{log.read_text()[-2000:]}")
