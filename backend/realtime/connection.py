"""The server's own record of every open socket: who it is, what it joined or watches, its worker link.

Nothing in it comes from the client but through a checked event.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from backend.accounts.identity import Identity
from backend.realtime.errors import RefusedError
from backend.realtime.hall import Ticket

if TYPE_CHECKING:
    from backend.realtime.presence import Attendance


class Link(Protocol):
    """The way to an inference worker."""

    def analyze(self, data: bytes, kind: int) -> dict[str, Any]:
        """Read one picture: a reading, or a stable error code."""

    def forget(self) -> None:
        """Another sitting begins."""

    def close(self) -> None:
        """Give the way back."""


@dataclass(eq=False)
class Connection:
    """One open socket."""

    sid: str
    identity: Identity
    link: Link
    ticket: Ticket
    attendance: Attendance | None = None
    watching: int | None = None
    locale: str = "en"  # of the tutor whose panel it is
    in_flight: threading.Lock = field(default_factory=threading.Lock)
    frames: int = 0
    _seat_lock: threading.Lock = field(default_factory=threading.Lock)

    def take_seat(self, attendance: Attendance | None) -> Attendance | None:
        """Sit here from now on, or nowhere; give the sitting before."""
        with self._seat_lock:
            before, self.attendance = self.attendance, attendance
            return before

    def lose_seat(self, attendance: Attendance) -> None:
        """This sitting is over; one that was joined meanwhile stays."""
        with self._seat_lock:
            if self.attendance is attendance:
                self.attendance = None


class Registry:
    """All open sockets of this process."""

    def __init__(self, sockets_per_user: int, max_sockets: int) -> None:
        self._sockets_per_user = sockets_per_user
        self._max_sockets = max_sockets
        self._lock = threading.Lock()
        self._by_sid: dict[str, Connection] = {}
        self._by_user: dict[int, list[Connection]] = defaultdict(list)
        self._by_class: dict[int, list[Connection]] = defaultdict(list)

    def add(self, connection: Connection) -> None:
        """Take a socket in, unless its user or the server has too many."""
        with self._lock:
            mine = self._by_user[connection.identity.user_id]
            if len(mine) >= self._sockets_per_user or len(self._by_sid) >= self._max_sockets:
                raise RefusedError("too_many_sockets")
            mine.append(connection)
            self._by_sid[connection.sid] = connection

    def remove(self, sid: str) -> Connection | None:
        """Let a socket go."""
        with self._lock:
            connection = self._by_sid.pop(sid, None)
            if connection is None:
                return None
            mine = self._by_user[connection.identity.user_id]
            mine.remove(connection)
            if not mine:
                del self._by_user[connection.identity.user_id]
            self._unwatch(connection)
            return connection

    def get(self, sid: str) -> Connection | None:
        """Find a socket by its id."""
        return self._by_sid.get(sid)

    def watch(self, connection: Connection, live_class_id: int) -> bool:
        """Subscribe a socket to one class's panel, in place of any other; False when it is gone."""
        with self._lock:
            if self._by_sid.get(connection.sid) is not connection:
                return False
            self._unwatch(connection)
            connection.watching = live_class_id
            self._by_class[live_class_id].append(connection)
            return True

    def unwatch(self, connection: Connection) -> None:
        """End a socket's subscription."""
        with self._lock:
            self._unwatch(connection)

    def watchers(self, live_class_id: int) -> list[Connection]:
        """Every socket that watches this class."""
        with self._lock:
            return list(self._by_class.get(live_class_id, ()))

    def of_user(self, user_id: int) -> list[Connection]:
        """Every socket of this user."""
        with self._lock:
            return list(self._by_user.get(user_id, ()))

    def all(self) -> list[Connection]:
        """Every socket."""
        with self._lock:
            return list(self._by_sid.values())

    def __len__(self) -> int:
        return len(self._by_sid)

    def _unwatch(self, connection: Connection) -> None:
        if connection.watching is None:
            return
        watchers = self._by_class[connection.watching]
        watchers.remove(connection)
        if not watchers:
            del self._by_class[connection.watching]
        connection.watching = None
