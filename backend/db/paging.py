"""Reads long lists page by page. A cursor names the last row seen, so that new rows never shift a page."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute
from typing_extensions import Unpack

from backend.db.base import db
from backend.errors import InvalidError

Row = TypeVar("Row")
AnySelect: TypeAlias = "Select[Unpack[tuple[Any, ...]]]"
MAX_LIMIT = 100


@dataclass(frozen=True)
class PageRequest:
    """Which page is wanted."""

    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True)
class Order:
    """What a list is sorted by; the id settles ties and makes the order total."""

    column: InstrumentedAttribute[Any]
    key: InstrumentedAttribute[Any]
    descending: bool = False


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and the cursor of the next page if there is one."""

    items: list[Row]
    next_cursor: str | None


def read_page(query: AnySelect, order: Order, request: PageRequest) -> Page[Any]:
    """Run the query for one page; each item is the row the query selects."""
    query = query.add_columns(order.column.label("page_value"), order.key.label("page_key"))
    if request.cursor:
        query = query.where(_after(order, _read_cursor(request.cursor, order)))
    directions = [c.desc() if order.descending else c.asc() for c in (order.column, order.key)]
    rows = db.session.execute(query.order_by(*directions).limit(request.limit + 1)).all()
    shown = rows[: request.limit]
    has_more = len(rows) > request.limit
    return Page([row[:-2] for row in shown], _write_cursor(shown[-1][-2:]) if has_more else None)


def _after(order: Order, position: tuple[Any, Any]) -> ColumnElement[bool]:
    here, seen = tuple_(order.column, order.key), tuple_(*position)
    return here < seen if order.descending else here > seen


def _write_cursor(position: tuple[Any, Any]) -> str:
    value, key = position
    text = value.isoformat() if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(json.dumps([text, key]).encode()).decode().rstrip("=")


def _read_cursor(cursor: str, order: Order) -> tuple[Any, Any]:
    try:
        value, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        kind = order.column.type.python_type
        value = datetime.fromisoformat(value) if kind is datetime else value
        if type(value) is not kind or type(key) is not int or not 0 <= key < 2**31 or "\x00" in str(value):
            raise ValueError("not a position in this list")
        if kind is datetime and value.tzinfo is None:
            raise ValueError("a time without a zone")
        str(value).encode()
    except (ValueError, TypeError, RecursionError, binascii.Error):
        raise InvalidError("This cursor is not one of ours; start the list again.", "bad_cursor") from None
    return value, key
