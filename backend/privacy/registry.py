"""Every table that speaks of a person, with its declaration. Export, erasure and retention walk this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select

from backend.db.base import Base, Personal

PEOPLE = "users"


@dataclass(frozen=True)
class PersonalTable:
    """One table and its declaration."""

    table: Table
    personal: Personal


class RegistryError(Exception):
    """A table says less about people than it must."""


def list_personal_tables() -> list[PersonalTable]:
    """All declared tables, by name."""
    declared = [(mapper.local_table, mapper.class_.__personal__) for mapper in Base.registry.mappers]
    tables = [PersonalTable(t, p) for t, p in declared if isinstance(t, Table) and p is not None]
    return sorted(tables, key=lambda entry: entry.table.name)


def find_gaps() -> list[str]:
    """What is missing from the declarations, one sentence each; the tests want this list empty."""
    declared = {entry.table.name: entry for entry in list_personal_tables()}
    owned = {name for name, entry in declared.items() if entry.personal.subject is not None}
    gaps = [
        f"{table.name}.{column.name} leads to {key.column.table.name}, and the table does not say why"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in owned and not _speaks_of(declared.get(table.name), column.name)
    ]
    for entry in declared.values():
        gaps += _check_declaration(entry)
    return gaps


def select_rows_of(entry: PersonalTable, user_id: int) -> Select[Any]:
    """One person's rows of a table."""
    return select(entry.table).where(is_about(entry, user_id))


def is_about(entry: PersonalTable, user_id: int) -> ColumnElement[bool]:
    """The condition that a row of this table is about one person."""
    subject = entry.personal.subject
    if subject is None:
        raise RegistryError(f"{entry.table.name} is about nobody")
    column = entry.table.c[subject]
    if entry.personal.through is None:
        return column == user_id
    owner = next(other for other in list_personal_tables() if other.table.name == entry.personal.through)
    return column.in_(select(owner.table.c.id).where(is_about(owner, user_id)))


def _speaks_of(entry: PersonalTable | None, column: str) -> bool:
    """A column is covered when it is the subject, an actor, or stands beside a subject of the same person."""
    if entry is None:
        return False
    personal = entry.personal
    leads_aside = column not in (personal.subject, *personal.others) and _leads_to_people(entry.table, column)
    return not leads_aside


def _leads_to_people(table: Table, column: str) -> bool:
    return any(key.column.table.name == PEOPLE for key in table.c[column].foreign_keys)


def _check_declaration(entry: PersonalTable) -> list[str]:
    personal, name = entry.personal, entry.table.name
    named = [
        column
        for column in (personal.subject, personal.expires, *personal.others, *personal.hidden)
        if column
    ]
    gaps = [
        f"{name} declares a column {column} that it lacks" for column in named if column not in entry.table.c
    ]
    if not personal.purpose or not personal.basis:
        gaps.append(f"{name} declares no purpose or no basis")
    if (personal.keep is None) != (personal.expires is None):
        gaps.append(f"{name} declares a time without a column, or a column without a time")
    return gaps
