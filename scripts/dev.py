"""Serve for development: the demo with reload, beside it Vite, which reloads the pages. Ctrl+C ends both."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from prepare import PrepareError, find_npm

ROOT = Path(__file__).resolve().parent.parent


def main(options: list[str]) -> int:
    """Start both, wait for the first to end, end the other."""
    npm, npm_environ = find_npm()
    environ = dict(os.environ, ATTUNE_DEPLOYMENT="demo")
    serve = [sys.executable, "-m", "backend", "serve", "--demo", "--reload", *options]
    processes = [subprocess.Popen(serve, cwd=ROOT, env=environ)]
    try:
        processes.append(subprocess.Popen([npm, "run", "dev"], cwd=ROOT / "frontend", env=npm_environ))
        with contextlib.suppress(KeyboardInterrupt):
            os.wait()
    finally:
        for process in processes:
            process.terminate()
    return max(process.wait() for process in processes)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (PrepareError, OSError) as problem:
        sys.exit(f"error: {problem}")
