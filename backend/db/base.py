"""What every table shares: names of constraints, aware times, the privacy declaration.

It does not know any single table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, ClassVar, Literal

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm import registry as orm_registry
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the database, whichever database it is."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What it is in Python; the cursors of lists ask."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time, so that no moment is ever guessed."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone, PostgreSQL answers in the session's; it was UTC when written."""
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


# The grounds on which several tables keep what they keep.
TEACHING = "to run the course the person takes part in"
CHOICE = "the person's own choice, withdrawn at any time"


@dataclass(frozen=True)
class Personal:
    """What a table declares about the person it speaks of; the privacy registry reads it.

    `subject` is the column that names the person, or the column that leads to the table `through`.
    `others` are columns naming people who merely acted; erasing them sets these to null.
    `keep` names the retention number that `expires` (a time column) is compared with; None keeps the row
    as long as the account.
    """

    purpose: str
    basis: str
    subject: str | None
    through: str | None = None
    others: tuple[str, ...] = ()
    keep: str | None = None
    expires: str | None = None
    erase: Literal["delete", "unlink", "scrub"] = "delete"
    export: bool = True
    hidden: tuple[str, ...] = ()


class Base(DeclarativeBase):
    """A table. Personal ones carry `__personal__`; the privacy tests refuse one that forgets it."""

    registry = orm_registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: UtcDateTime(), dict[str, Any]: JSON(), list[Any]: JSON()},
    )
    __personal__: ClassVar[Personal | None] = None

    def __init_subclass__(cls, **options: Any) -> None:
        """Let no table use an id twice: caches, open pages and counters know rows by their ids."""
        super().__init_subclass__(**options)
        table = getattr(cls, "__table__", None)
        if table is not None and table.autoincrement_column is not None:
            table.dialect_options["sqlite"]["autoincrement"] = True


db = SQLAlchemy(model_class=Base)
