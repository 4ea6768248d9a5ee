"""Reads tables that people made with a spreadsheet, and writes tables that a spreadsheet opens safely."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backend.errors import InvalidError

EMAIL = re.compile(r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+$")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something older and breaks accents
MAX_EMAIL = 254
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class RowError:
    """What is wrong with one line of a file."""

    line: int
    message: str


def read_rows(text: str, max_rows: int) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each line that says anything, with its number; column names in lower case, `email` among them."""
    text = text.lstrip(BYTE_ORDER_MARK)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text))
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        if "email" not in columns:
            raise InvalidError("The file needs a first line with a column called email.", "no_email_column")
        for count, cells in enumerate(reader):
            if count >= max_rows:
                raise InvalidError(f"At most {max_rows} lines at once.", "too_many_rows")
            row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
            if any(row.values()):
                yield reader.line_num, row
    except csv.Error:
        raise InvalidError("This is not a CSV file.", "not_csv") from None


def is_email(text: str) -> bool:
    """Whether this could be an address of ours."""
    return bool(EMAIL.match(text)) and len(text) <= MAX_EMAIL and "\x00" not in text


def write_table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A CSV in which nothing that people wrote runs as a formula."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(list(header))
    writer.writerows([_escape_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _escape_cell(value: object) -> object:
    if isinstance(value, int | float) or value is None:
        return value
    text = str(value)
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def _find_delimiter(text: str) -> str:
    first_line = text.split("\n", 1)[0]
    return ";" if first_line.count(";") > first_line.count(",") else ","
