"""Run every benchmark of this folder one after the other: `python -m benchmarks [--quick]`."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main(options: list[str]) -> int:
    """Run each module that has a command line; go on after a failure and report it in the exit code."""
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
    sys.exit(main(sys.argv[1:]))
