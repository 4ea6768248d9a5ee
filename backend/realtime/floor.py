"""Who in a live class wants to say something, and what was called out just now. In memory alone.

It knows neither sockets nor the database, and nothing about anybody's expression.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field

REACTION_S = 30.0  # "slower" means now; half a minute is time to see it
PACE_S = 60.0  # a minute, as in `chat_lines_per_minute`


@dataclass
class Floor:
    """Raised hands and reactions of one class, and how much each wrote lately."""

    _hands: dict[int, tuple[float, str]] = field(default_factory=dict)
    _reactions: dict[int, tuple[float, str]] = field(default_factory=dict)
    _written: dict[int, list[float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def raise_hand(self, user_id: int, name: str, now_s: float) -> bool:
        """Somebody wants to say something; False when their hand is up already."""
        with self._lock:
            if user_id in self._hands:
                return False
            self._hands[user_id] = (now_s, name)
            return True

    def lower_hand(self, user_id: int) -> bool:
        """It was said, or is not meant any more; False when no hand was up."""
        with self._lock:
            return self._hands.pop(user_id, None) is not None

    def is_up(self, user_id: int) -> bool:
        """Whether somebody's hand is up."""
        return user_id in self._hands

    def react(self, user_id: int, kind: str, now_s: float) -> None:
        """Take somebody's reaction; only their latest counts."""
        with self._lock:
            self._reactions[user_id] = (now_s, kind)

    def take_turn(self, user_id: int, now_s: float, per_minute: int) -> float:
        """Let somebody write a line, or say in how many seconds they may; one taken down counts as well."""
        with self._lock:
            lately = [at_s for at_s in self._written.get(user_id, ()) if now_s - at_s < PACE_S]
            if len(lately) >= per_minute:
                return PACE_S - (now_s - lately[0])
            self._written[user_id] = [*lately, now_s]
            return 0.0

    def leave(self, user_id: int) -> None:
        """Somebody is no longer in the class."""
        with self._lock:
            self._hands.pop(user_id, None)
            self._reactions.pop(user_id, None)

    def list_hands(self) -> list[tuple[int, str, float]]:
        """Whose hands are up since when, the longest first."""
        with self._lock:
            return sorted(
                ((user_id, name, since_s) for user_id, (since_s, name) in self._hands.items()),
                key=lambda hand: hand[2],
            )

    def count_reactions(self, now_s: float) -> dict[str, int]:
        """How many called out what in the last half a minute."""
        with self._lock:
            self._reactions = {
                user_id: (at_s, kind)
                for user_id, (at_s, kind) in self._reactions.items()
                if now_s - at_s < REACTION_S
            }
            return dict(Counter(kind for _, kind in self._reactions.values()))
