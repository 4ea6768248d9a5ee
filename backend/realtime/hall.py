"""Counts the connections of each user that are open but have no place in our namespace.

They are ended after a while; until then somebody could open any number of them. It knows no socket.
"""

from __future__ import annotations

import threading
from collections import defaultdict

TICKET_KEY = "attune.ticket"  # where the WSGI environment carries a connection's ticket


class Ticket:
    """One connection's stay in the hall. Every step may be taken twice, and none after it has left."""

    def __init__(self, hall: Hall, user_id: int) -> None:
        self._hall = hall
        self._user_id = user_id
        self._gone = False
        self.is_used = False  # whether a WebSocket came of the request

    def wait(self) -> None:
        """It has no place, or has lost it."""
        if not self._gone:
            self._hall.put(self._user_id, self)

    def take_place(self) -> None:
        """It has joined and counts as a socket from now on."""
        self._hall.take(self._user_id, self)

    def leave(self) -> None:
        """The connection has ended."""
        self._gone = True
        self._hall.take(self._user_id, self)


class Hall:
    """Everybody who waits."""

    def __init__(self, waiting_per_user: int) -> None:
        self._waiting_per_user = waiting_per_user
        self._lock = threading.Lock()
        self._waiting: dict[int, set[Ticket]] = defaultdict(set)

    def enter(self, user_id: int) -> Ticket | None:
        """A ticket for one more connection of this user; None when too many of theirs wait."""
        with self._lock:
            mine = self._waiting.get(user_id, ())
            if len(mine) >= self._waiting_per_user:
                return None
            ticket = Ticket(self, user_id)
            self._waiting[user_id].add(ticket)
            return ticket

    def put(self, user_id: int, ticket: Ticket) -> None:
        """Count a ticket among those who wait."""
        with self._lock:
            self._waiting[user_id].add(ticket)

    def take(self, user_id: int, ticket: Ticket) -> None:
        """Count it no more."""
        with self._lock:
            mine = self._waiting[user_id]
            mine.discard(ticket)
            if not mine:
                del self._waiting[user_id]
