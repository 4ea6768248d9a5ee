"""The only place that emits. A reader too slow for its panels misses some, and in the end its connection."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from backend.realtime.message import NAMESPACE
from backend.realtime.schema import SERVER_EVENTS

log = logging.getLogger(__name__)


class Notifier:
    """Sends server events to sockets by their id."""

    def __init__(self, server: Any, backlog: int) -> None:
        self._server = server
        self._backlog = backlog

    def send_panel(self, sid: str, panel: dict[str, Any]) -> None:
        """Send a panel, unless this reader still owes too many."""
        owed = self._count_owed(sid)
        if owed > self._backlog:
            log.warning("a slow reader of panels is disconnected")
            self.disconnect(sid)
        elif owed <= 1:
            self._send("panel", panel, sid)

    def send_rate(self, sids: Iterable[str], rate_hz: float) -> None:
        """Ask browsers for another frame rate."""
        for sid in sids:
            self._send("rate", {"rate_hz": round(rate_hz, 2)}, sid)

    def send_policy(self, sids: Iterable[str], change: dict[str, Any]) -> None:
        """Tell a student's browsers that something else is allowed now."""
        for sid in sids:
            self._send("policy", change, sid)

    def send_position(self, sids: Iterable[str], position: dict[str, Any]) -> None:
        """Tell a class where the tutor is."""
        for sid in sids:
            self._send("class_position", position, sid)

    def send_message(self, sids: Iterable[str], message: dict[str, Any]) -> None:
        """Show a student one message of support."""
        for sid in sids:
            self._send("message", message, sid)

    def send_ended(self, sids: Iterable[str], live_class_id: int) -> None:
        """Tell a class that it is over."""
        for sid in sids:
            self._send("ended", {"live_class_id": live_class_id}, sid)

    def send_poll(self, sids: Iterable[str], poll: dict[str, Any] | None) -> None:
        """Show one student what the tutor asks."""
        for sid in sids if poll is not None else ():
            self._send("poll", poll or {}, sid)

    def send_poll_closed(self, sids: Iterable[str], poll_id: int) -> None:
        """Tell a class that no more answers are taken."""
        for sid in sids:
            self._send("poll_closed", {"poll_id": poll_id}, sid)

    def send_words(self, sids: Iterable[str], words: dict[str, Any]) -> None:
        """Show a student what the tutor wrote."""
        for sid in sids:
            self._send("tutor_words", words, sid)

    def send_chat(self, sid: str, line: dict[str, Any]) -> None:
        """Show somebody a line of the chat."""
        self._send("chat", line, sid)

    def send_taken_down(self, sids: Iterable[str], line_id: int) -> None:
        """Tell a class that a line is gone."""
        for sid in sids:
            self._send("chat_taken_down", {"line_id": line_id}, sid)

    def send_chat_opened(self, sids: Iterable[str], on: bool) -> None:
        """Tell a class whether students may write."""
        for sid in sids:
            self._send("chat_opened", {"on": on}, sid)

    def send_hand(self, sids: Iterable[str], on: bool) -> None:
        """Tell a student's browsers whether their hand is up."""
        for sid in sids:
            self._send("hand", {"on": on}, sid)

    def disconnect(self, sid: str) -> None:
        """End a socket, whatever it is doing; what was sent before still goes out where it can."""
        socket = self._find_socket(sid)
        if socket is not None:
            socket.close(wait=False, reason=self._server.reason.SERVER_DISCONNECT)

    def _send(self, event: str, message: dict[str, Any], sid: str) -> None:
        assert event in SERVER_EVENTS  # nosec B101: a spelling mistake of ours, caught by every test
        self._server.emit(event, message, to=sid, namespace=NAMESPACE)

    def _count_owed(self, sid: str) -> int:
        socket = self._find_socket(sid)
        return 0 if socket is None else int(socket.queue.qsize())

    def _find_socket(self, sid: str) -> Any:
        return self._server.eio.sockets.get(self._server.manager.eio_sid_from_sid(sid, NAMESPACE))
