"""docs/safeguards.md names, for every safeguard, tests that exist. A row without one fails."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "safeguards.md"
PARTS = {"backend": "tests/backend", "inference": "tests/inference", "e2e": "tests/e2e"}
PRIVACY = (1, 2, 3, 4, *range(6, 11), *range(12, 31), 32)  # the numbers in between were given up
SECURITY = (*range(1, 17), 18, 19, 21, 22, 24)
IDS = [f"L-{number:02}" for number in PRIVACY] + [f"S-{number:02}" for number in SECURITY]
ROW = re.compile(r"^\| ([LS]-\d\d) \| ([012]) \| (.+?) \| (.*) \|$", re.MULTILINE)


def test_every_safeguard_names_tests_that_exist() -> None:
    assert find_faults(PAGE.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("| L-07 |", "| L-77 |", "L-07 is missing"),
        (
            "backend/safeguards_live::test_no_picture_is_left_after_a_live_session",
            "backend/none::test_x",
            "gone",
        ),
        ("test_the_table_of_modes", "test_of_another_name", "gone"),
        ("never say what a person feels", "say whatever they like", "gone"),
    ],
)
def test_a_hole_in_the_map_is_found(before: str, after: str, fault: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert before in text
    assert any(fault in each for each in find_faults(text.replace(before, after)))


def test_a_row_without_a_test_is_found() -> None:
    text = re.sub(r"(\| S-24 \| 1 \| [^|]+ \|)[^\n]+", r"\1  |", PAGE.read_text(encoding="utf-8"))
    assert "S-24 names no test" in find_faults(text)


def find_faults(text: str) -> list[str]:
    """What is wrong with the map, one sentence each."""
    rows = read_rows(text)
    faults = [f"{each} is missing" for each in IDS if each not in rows]
    faults += [f"{each} is on no list" for each in rows if each not in IDS]
    for each, tests in rows.items():
        faults += [] if tests else [f"{each} names no test"]
        faults += [f"{each} names {test}, which is gone" for test in tests if not exists(test)]
    return faults


def read_rows(text: str) -> dict[str, list[str]]:
    """Each row's id and the tests it names."""
    return {
        row[1]: [name.strip() for name in row[4].split(",") if name.strip()] for row in ROW.finditer(text)
    }


def exists(test: str) -> bool:
    """Whether there is such a test; `backend/login::test_x` is short for its file."""
    place, _, name = test.partition("::")
    file = find_file(place)
    if not file.is_file():
        return False
    if file.suffix != ".py":
        return f'it("{name}"' in file.read_text(encoding="utf-8")
    return name in list_functions(file)


def find_file(place: str) -> Path:
    """The file behind a name in the map."""
    part, _, rest = place.partition("/")
    if part == "pages":
        return ROOT / "frontend" / "src" / rest
    return ROOT / PARTS[part] / f"test_{rest}.py" if part in PARTS else ROOT / place


@cache
def list_functions(file: Path) -> frozenset[str]:
    """The tests of a file that are neither skipped nor expected to fail."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return frozenset(node.name for node in found if not any(map(_is_set_aside, node.decorator_list)))


def _is_set_aside(decorator: ast.expr) -> bool:
    return any(word in ast.unparse(decorator) for word in ("mark.skip", "mark.xfail"))
