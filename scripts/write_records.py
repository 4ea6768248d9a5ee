"""Writes the table of docs/governance/records-of-processing.md from what each database table declares.

It knows the declarations and the shipped retention numbers; the words around them stand in the page.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import backend.db  # noqa: E402, F401  (its import lays the tables out)
from backend.privacy.registry import PersonalTable, list_personal_tables  # noqa: E402
from settings import load_settings  # noqa: E402

FILE = ROOT / "docs" / "governance" / "records-of-processing.md"
START, END = "<!-- tables: written by scripts/write_records.py -->\n", "<!-- end of tables -->\n"
HEADER = "| Table | Purpose | Ground, as declared | Kept | On erasure |\n|---|---|---|---|---|\n"
ERASED = {"delete": "deleted", "unlink": "cut loose", "scrub": "emptied"}


def main() -> None:
    """Write the page."""
    FILE.write_text(renew(FILE.read_text(encoding="utf-8")), encoding="utf-8")


def renew(page: str) -> str:
    """The page with the table of today."""
    rules = load_settings().privacy.model_dump()
    rows = "".join(f"{_describe(entry, rules)}\n" for entry in list_personal_tables())
    before, rest = page.split(START)
    return before + START + HEADER + rows + END + rest.split(END)[1]


def _describe(entry: PersonalTable, rules: dict[str, int]) -> str:
    personal = entry.personal
    erased = ERASED[personal.erase] if personal.subject else "names nobody, or loses the name"
    kept = _describe_time(entry, rules)
    return f"| `{entry.table.name}` | {personal.purpose} | {personal.basis} | {kept} | {erased} |"


def _describe_time(entry: PersonalTable, rules: dict[str, int]) -> str:
    personal = entry.personal
    if personal.keep is None or personal.expires is None:
        return "account" if personal.subject else "as long as what it stands in"
    unit = "hours" if personal.keep.endswith("_hours") else "days"
    time = f"{rules[personal.keep]} {unit}"
    return f"account; {time} once it ran out" if entry.table.c[personal.expires].nullable else time


if __name__ == "__main__":
    main()
