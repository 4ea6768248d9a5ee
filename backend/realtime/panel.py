"""Puts a tutor's panel together, with only those tiles whose look has been written down already."""

from __future__ import annotations

from typing import Any

from backend.clock import steady_s
from backend.realtime.connection import Connection
from backend.realtime.room import Room, describe_tile
from backend.realtime.service import Live


def build_panel(live: Live, room: Room, connection: Connection) -> dict[str, Any]:
    """Everything this tutor may see of this class now."""
    now_s, tutor_id = steady_s(), connection.identity.user_id
    attendances = live.presence.of_class(room.live_class_id)
    tiles = []
    for attendance in sorted(attendances, key=lambda each: (each.name, each.live_session_id)):
        if attendance.shown is None or not attendance.permission.tile:
            continue
        if not live.looks.is_written(tutor_id, attendance):
            live.looks.ask(tutor_id, attendance)
            live.writer_wanted.set()
            continue
        tile = describe_tile(attendance, live.options.tile_max_age_s, now_s)
        if tile is not None:
            tiles.append(tile)
    panel = room.build_panel(now_s, attendances, tiles)
    panel["alerts"] = [_translate(alert, connection.locale) for alert in panel["alerts"]]
    return panel


def _translate(alert: dict[str, Any], locale: str) -> dict[str, Any]:
    text: dict[str, str] = alert["text"]
    return {**alert, "text": text.get(locale) or text["en"]}
