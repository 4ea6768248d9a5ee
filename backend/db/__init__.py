"""Tables and the engine that holds them. It knows nobody above it."""

from backend.db import account, chat, community, course, learning, poll, privacy, recording, support, trend
from backend.db.base import Base, db

__all__ = [
    "Base",
    "account",
    "chat",
    "community",
    "course",
    "db",
    "learning",
    "poll",
    "privacy",
    "recording",
    "support",
    "trend",
]
