"""What may stand in the repository: no build output, machine path or download address, nothing oversized."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LARGEST_FILE_MB = 10
BUILD_OUTPUT = re.compile(r"(^|/)(node_modules|dist|\.venv[^/]*|var|__pycache__|\.pytest_cache|wandb)/")
MACHINE_PATH = re.compile(rb"(?<![\w.@$}])/(?:home|root|Users|work)/[A-Za-z0-9_.-]+")
DOWNLOAD_ADDRESS = re.compile(rb'"resolved": "http|--(?:extra-)?index-url|--find-links')
UNFINISHED = re.compile(rb"\b(?:TO" + rb"DO|FIX" + rb"ME|XX" + rb"X)\b")
TEXT_ENDINGS = (
    ".py",
    ".ts",
    ".tsx",
    ".css",
    ".md",
    ".yaml",
    ".yml",
    ".json",
    ".toml",
    ".txt",
    ".html",
    ".cfg",
)


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listing.decode().split("\0") if name and (ROOT / name).is_file()]


def text_files_with(pattern: re.Pattern[bytes]) -> list[str]:
    texts = (file for file in tracked_files() if file.suffix in TEXT_ENDINGS or not file.suffix)
    return [file.relative_to(ROOT).as_posix() for file in texts if pattern.search(file.read_bytes())]


def test_there_are_files_to_look_at() -> None:
    assert len(tracked_files()) > 20


def test_no_build_output_is_tracked() -> None:
    paths = [file.relative_to(ROOT).as_posix() for file in tracked_files()]
    assert [path for path in paths if BUILD_OUTPUT.search(path)] == []


def test_no_file_is_oversized() -> None:
    sizes = {file.name: file.stat().st_size for file in tracked_files()}
    assert {name: size for name, size in sizes.items() if size > LARGEST_FILE_MB * 2**20} == {}


@pytest.mark.parametrize(
    ("what", "pattern"),
    [("machine path", MACHINE_PATH), ("download address", DOWNLOAD_ADDRESS), ("unfinished mark", UNFINISHED)],
)
def test_no_text_holds(what: str, pattern: re.Pattern[bytes]) -> None:
    found = text_files_with(pattern)
    assert [path for path in found if path != "tests/test_repository.py"] == [], what


def test_every_python_file_says_what_it_is_for() -> None:
    sources = [file for file in tracked_files() if file.suffix == ".py" and file.stat().st_size]
    silent = [file for file in sources if not re.match(r'(#!.*\n)?(r?"""|# )', file.read_text("utf-8"))]
    assert [file.relative_to(ROOT).as_posix() for file in silent] == []


def test_the_architecture_page_stays_short() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()) < 120


ERRORS = {"ConflictError", "ForbiddenError", "InvalidError", "NotFoundError", "TooLargeError"}
# Nobody meets these on a page, or the server's own sentence names a file that must be named.
FOR_PROGRAMS = {"bad_cursor", "bad_order", "csrf", "no_file", "other_labels"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_refusal_has_words_in_every_language(language: str) -> None:
    words = json.loads((ROOT / f"frontend/src/locales/{language}/shell.json").read_text(encoding="utf-8"))
    codes = set().union(*map(find_codes, (ROOT / "backend").rglob("*.py")))
    assert len(codes) > 40
    assert codes - FOR_PROGRAMS - set(words["problem"]) == set()


def find_codes(file: Path) -> set[str]:
    """The codes of one module's own errors, given as the second argument or by name."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    ours = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) in ERRORS]
    given = [call.args[1:2] + [word.value for word in call.keywords if word.arg == "code"] for call in ours]
    return {code.value for codes in given for code in codes if isinstance(code, ast.Constant)}
