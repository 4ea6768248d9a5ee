"""Switches each P0 control off in a copy of the tree, one by one, and expects its named test to fail.

The working tree is never touched. Exit code 1 when a test passes although its control is off.
"""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.controls import CONTROLS, Control  # noqa: E402
from tests.test_safeguards_map import find_file, read_rows  # noqa: E402

LINKED = (
    ".venv-dev",
    "frontend/node_modules",
    "frontend/dist",
    "var/detectors",
)  # large, and not changed here
TREES = 2  # copies that are worked on side by side; a test mostly waits for the server it started
FAILED, PASSED = 1, 0  # pytest's own exit codes; any other means that the test did not run
NOT_RUN = -1
LIMIT_S = 3600
SHOWN_CHARACTERS = 2000
SHOWN_WRONG = 100


def main(arguments: Sequence[str]) -> int:
    """Prove all controls, or those whose rows are named."""
    chosen = [each for each in CONTROLS if not arguments or each.row in arguments]
    gaps = find_gaps() if not arguments else []
    with tempfile.TemporaryDirectory(prefix="attune-prove-") as folder:
        trees = [Path(folder) / f"tree{number}" for number in range(TREES)]
        for tree in trees:
            copy_tree(tree)
        sound, said = run_tests(trees[0], {each.test for each in chosen})
        print(said[-SHOWN_CHARACTERS:])
        if sound != PASSED:
            print("The tests do not pass with every control on; mend that first.")
            return 1
        proved = prove_all(trees, chosen)
    for gap in gaps:
        print(gap)
    print(f"{sum(proved)} of {len(chosen)} controls are proved by a test that fails without them.")
    return 0 if all(proved) and not gaps else 1


def find_gaps() -> list[str]:
    """P0 rows that no control stands for, and controls whose test their row does not name."""
    page = (ROOT / "docs" / "safeguards.md").read_text(encoding="utf-8")
    rows = read_rows(page)
    urgent = {row for row in rows if f"| {row} | 0 |" in page}
    gaps = [f"{row} has no control here" for row in sorted(urgent - {each.row for each in CONTROLS})]
    return gaps + [
        f"{each.row} does not name {each.test}"
        for each in CONTROLS
        if each.test not in rows.get(each.row, [])
    ]


def copy_tree(tree: Path) -> None:
    """Every file that git knows or would know, as it stands; the large folders as links."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.decode().split("\0")):
        source, target = ROOT / name, tree / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    for name in LINKED:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).symlink_to(ROOT / name)
    subprocess.run(["git", "init", "-q"], cwd=tree, check=True)


def prove_all(trees: Sequence[Path], controls: Sequence[Control]) -> list[bool]:
    """One control after the other in each copy."""
    free: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for tree in trees:
        free.put(tree)

    def prove_next(control: Control) -> bool:
        tree = free.get()
        try:
            return prove(tree, control)
        finally:
            free.put(tree)

    with ThreadPoolExecutor(len(trees)) as pool:
        return list(pool.map(prove_next, controls))


def prove(tree: Path, control: Control) -> bool:
    """Switch one control off, run its test, put the file back; say whether the test noticed."""
    file = tree / control.file
    before = file.read_text(encoding="utf-8")
    started_s = time.monotonic()
    if before.count(control.old) != 1:
        return _say(control, "MOVED: the control is not where this script looks", started_s)
    file.write_text(before.replace(control.old, control.new), encoding="utf-8")
    try:
        code, said = run_tests(tree, [control.test])
    finally:
        file.write_text(before, encoding="utf-8")
    verdicts = {FAILED: "noticed", PASSED: "NOT NOTICED: the test passes without the control"}
    return _say(control, verdicts.get(code, f"the test could not be run (exit {code})"), started_s, said)


def run_tests(tree: Path, tests: Iterable[str]) -> tuple[int, str]:
    """Run these tests in the copy, on SQLite; pytest's exit code and what it said."""
    names = [f"{find_file(test.split('::')[0])}::{test.split('::')[1]}" for test in sorted(tests)]
    command = [str(ROOT / ".venv-dev/bin/python"), "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    local = [
        str(tree / Path(name.split("::")[0]).relative_to(ROOT)) + "::" + name.split("::")[1] for name in names
    ]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*command, "-k", "not postgresql", *local],
        cwd=tree, env=environment, capture_output=True, text=True, timeout=LIMIT_S, check=False,
    )  # fmt: skip
    return (NOT_RUN if "ERROR" in done.stdout else done.returncode), done.stdout


def _say(control: Control, verdict: str, started_s: float, said: str = "") -> bool:
    """One line, and below it the first thing the test found wrong: it should be the missing control."""
    seconds = time.monotonic() - started_s
    wrong = next((line for line in said.splitlines() if line.startswith("E ")), "")
    print(f"{control.row}  {verdict:<10}  {control.what}  ({seconds:.0f} s)", flush=True)
    if wrong:
        print(f"      {wrong[1:].strip()[:SHOWN_WRONG]}", flush=True)
    return verdict == "noticed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
