"""Whether, in which tone and from when on somebody wants messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backend import clock
from backend.db.base import db
from backend.db.support import SupportPreference
from backend.db.upsert import upsert_row


@dataclass(frozen=True)
class Preference:
    """What a person chose; the defaults until they do."""

    messages: bool = True
    tone: str = "warm"
    muted_until: datetime | None = None

    def allows(self, now: datetime) -> bool:
        """Whether a message may come at this moment."""
        return self.messages and (self.muted_until is None or self.muted_until <= now)


def load_preference(user_id: int) -> Preference:
    """What one person chose."""
    row = db.session.get(SupportPreference, user_id, populate_existing=True)
    return Preference(row.messages, row.tone, row.muted_until) if row else Preference()


def save_preference(user_id: int, preference: Preference) -> Preference:
    """Change it; it holds from the next message on."""
    values = {
        "messages": preference.messages,
        "tone": preference.tone,
        "muted_until": preference.muted_until,
        "updated_at": clock.utc_now(),
    }
    upsert_row(SupportPreference, {"user_id": user_id}, values)
    db.session.commit()
    return load_preference(user_id)
