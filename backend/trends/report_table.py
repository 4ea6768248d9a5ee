"""Writes a report as one long table: what, of when or whom, which number. The same numbers as the page's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from backend.sheet import write_table
from backend.trends.series import institution_zone

HEADER = ("section", "row", "name", "value")


def write_report(report: Any) -> str:
    """Every field of a report, lists row by row."""
    return write_table(HEADER, _list_rows(report))


def _list_rows(report: Any) -> Iterator[tuple[object, ...]]:
    for field in fields(report):
        value = getattr(report, field.name)
        if isinstance(value, list):
            for number, entry in enumerate(value, start=1):
                yield from _list_cells(field.name, number, "", entry)
        else:
            yield from _list_cells(field.name, None, "", value)


def _list_cells(section: str, row: int | None, name: str, value: Any) -> Iterator[tuple[object, ...]]:
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _list_cells(section, row, f"{name}.{key}" if name else str(key), inner)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value, start=1):
            yield from _list_cells(section, row, f"{name}.{number}", inner)
    else:
        yield section, row, name, _write_value(value)


def _write_value(value: Any) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        value = value.astimezone(institution_zone())
    return value.isoformat() if isinstance(value, date) else value
