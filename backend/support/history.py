"""One person's own messages: what was shown and how it was received. Withheld ones are not listed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from backend import clock
from backend.db.base import db
from backend.db.paging import Order, Page, PageRequest, read_page
from backend.db.support import SupportMessage
from backend.errors import NotFoundError
from backend.hooks import MessageRating, current_hooks
from backend.support.effect import NOT_ME
from backend.support.state import BORED, CONFUSED, ENGAGED, FRUSTRATED, TIRED

SHOWN, CONTROL = "message", "control"
CAUSE_STATES = {  # what a message took to be so; "this is not me" denies it
    "item": CONFUSED,
    "explanation": CONFUSED,
    "ask": CONFUSED,
    "worry": CONFUSED,
    "setback": FRUSTRATED,
    "fatigue": TIRED,
    "boredom": BORED,
    "progress": ENGAGED,
}
NEWEST_FIRST = Order(SupportMessage.id, SupportMessage.id, descending=True)


def list_messages(user_id: int, request: PageRequest) -> Page[Any]:
    """The messages one person was shown, newest first."""
    query = select(SupportMessage).where(SupportMessage.user_id == user_id, SupportMessage.arm == SHOWN)
    return read_page(query, NEWEST_FIRST, request)


def rate_message(user_id: int, message_id: int, value: str) -> SupportMessage:
    """Keep what one person thinks of a message; a second rating replaces the first."""
    row = db.session.get(SupportMessage, message_id)
    if row is None or row.user_id != user_id or row.arm != SHOWN:
        raise NotFoundError()
    row.rating, row.rated_at = value, clock.utc_now()
    db.session.commit()
    if value == NOT_ME and row.cause in CAUSE_STATES:
        current_hooks().message_rated(MessageRating(user_id, CAUSE_STATES[row.cause]))
    return row


def list_since(user_id: int, since: datetime) -> list[SupportMessage]:
    """Every moment of one person since then, shown or withheld, oldest first."""
    query = select(SupportMessage).where(SupportMessage.user_id == user_id, SupportMessage.at >= since)
    return list(db.session.scalars(query.order_by(SupportMessage.at, SupportMessage.id)))
