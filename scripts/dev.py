"""Serve for development: the demo with reload, beside it Vite, which reloads the pages. Ctrl+C ends both."""

import argparse
import contextlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from prepare import PrepareError, find_npm  # noqa: E402

from settings import add_settings_arguments, settings_from_arguments  # noqa: E402

PAGES = ("http://localhost:5173", "http://127.0.0.1:5173")


def main(options: list[str]) -> int:
    """Start both, wait for the first to end, end the other."""
    npm, npm_environ = find_npm()
    parser = argparse.ArgumentParser(description=__doc__)
    add_settings_arguments(parser)
    settings = settings_from_arguments(parser.parse_args(options))
    # The pages ask Vite, which passes on to the server; only their socket names where they came from.
    origins = ",".join((*settings.environment.allowed_origins, *PAGES))
    environ = dict(os.environ, ATTUNE_DEPLOYMENT="demo", ATTUNE_ALLOWED_ORIGINS=origins)
    npm_environ["ATTUNE_BACKEND"] = f"http://localhost:{settings.serve.port}"
    serve = [sys.executable, "-m", "backend", "serve", "--demo", "--reload", *options]
    processes = [subprocess.Popen(serve, cwd=ROOT, env=environ)]
    try:
        vite = [npm, "run", "dev", "--", "--strictPort"]  # on another port the socket would be refused
        processes.append(subprocess.Popen(vite, cwd=ROOT / "frontend", env=npm_environ))
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
