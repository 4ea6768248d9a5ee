"""Run every benchmark of this folder one after the other: `python -m benchmarks [--quick]`."""

import argparse
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main() -> int:
    """Run each module that has a command line; go on after a failure and report it in the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="each in its quick form")
    options = ["--quick"] if parser.parse_args().quick else []
    modules = sorted(file.stem for file in FOLDER.glob("[a-z]*.py") if "__main__" in file.read_text("utf-8"))
    failed = []
    for module in modules:
        print(f"\n== {module}", flush=True)
        command = [sys.executable, "-m", f"benchmarks.{module}", *options]
        if subprocess.run(command, cwd=FOLDER.parent, check=False).returncode:
            failed.append(module)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
