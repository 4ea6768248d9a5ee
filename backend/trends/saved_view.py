"""Views that somebody saved to come back to. A view holds a question, never an answer."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from backend.accounts.identity import Identity
from backend.db.base import db
from backend.db.trend import SavedView
from backend.errors import ConflictError, NotFoundError

MOST_VIEWS = 50


def list_saved_views(identity: Identity) -> list[SavedView]:
    """One's own, oldest first."""
    query = select(SavedView).where(SavedView.user_id == identity.user_id).order_by(SavedView.id)
    return list(db.session.scalars(query))


def save_view(identity: Identity, name: str, query: dict[str, Any]) -> SavedView:
    """Keep one; the same name is overwritten."""
    mine = SavedView.user_id == identity.user_id
    view = db.session.scalar(select(SavedView).where(mine, SavedView.name == name))
    if view is None:
        if (db.session.scalar(select(func.count(SavedView.id)).where(mine)) or 0) >= MOST_VIEWS:
            raise ConflictError(f"At most {MOST_VIEWS} views; delete one first.", "too_many_views")
        view = SavedView(user_id=identity.user_id, name=name)
        db.session.add(view)
    view.query = query
    db.session.commit()
    return view


def delete_saved_view(identity: Identity, view_id: int) -> None:
    """Forget one of one's own."""
    view = db.session.get(SavedView, view_id)
    if view is None or view.user_id != identity.user_id:
        raise NotFoundError()
    db.session.delete(view)
    db.session.commit()
