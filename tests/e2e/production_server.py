"""Starts the real server as a fresh production deployment with one administrator and nothing declared."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from demo_server import ROOT, _find_free_port, _wait_until_up

PASSWORD = "a quiet and long sentence"
ADMIN = "first@example.org"
TUTOR = "teacher@example.org"
KEY = "only-for-tests-0123456789-abcdefghij"


@contextmanager
def start_production(var: Path) -> Iterator[str]:
    """Serve out of `var`; the address. Browsers take a Secure cookie from localhost without HTTPS."""
    shutil.copytree(ROOT / "var" / "detectors", var / "detectors")
    port = _find_free_port()
    environment = {
        **os.environ,
        "ATTUNE_DEPLOYMENT": "production",
        "ATTUNE_SMTP_URL": "smtp://127.0.0.1:9",  # nobody listens: letters are handed over and lost
        "ATTUNE_MAIL_FROM": "attune@example.org",
        "ATTUNE_SECRET_KEY": KEY,
        "ATTUNE_VAR_DIR": str(var),
        "ATTUNE_PUBLIC_URL": f"http://localhost:{port}",
    }

    def run(*words: str, given: str = "") -> None:
        command = [sys.executable, "-m", "backend", *words]
        subprocess.run(command, cwd=ROOT, env=environment, input=given.encode(), check=True)

    run("migrate")
    run("create-admin", ADMIN, "--password-stdin", given=PASSWORD + "\n")
    serve = [sys.executable, "-m", "backend", "serve", "--set", f"serve.port={port}"]
    with (var / "server.log").open("w") as log:
        process = subprocess.Popen(serve, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_up(f"http://localhost:{port}", process, var / "server.log")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
