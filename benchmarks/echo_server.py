"""Our transport with nothing behind it: every frame gets the same answer. It shows what a socket costs."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response
from flask_socketio import SocketIO

from backend.realtime.transport import Limits, install_transport
from backend.server import run_server

ANSWER = {
    "ok": True,
    "reading": {
        "probabilities": [0.1234, 0.0123, 0.0456, 0.5678, 0.0891, 0.0432, 0.1186],
        "label": "happy",
        "confidence": 0.5678,
        "abstained": None,
        "box": [0.3364, 0.1916, 0.2086, 0.2781],
        "model": "attune-8@1",
        "held": False,
    },
    "rate_hz": 2.0,
}


class Nothing:
    """A live side that has nothing to start."""

    def start(self) -> None:
        """Nothing to do."""

    def stop(self) -> None:
        """Nothing to do."""


def serve(port: int, sockets: int) -> None:
    """Serve until killed."""
    run_server(_load, "127.0.0.1", port, sockets)


def _load() -> tuple[Flask, Nothing]:
    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="threading", async_handlers=False, transports=["websocket"],
                        cors_allowed_origins="*")  # fmt: skip
    install_transport(socketio.server.eio, Limits(65536, 10.0, 60.0, 10.0))
    joined: dict[str, Any] = {"ok": True, "live_session_id": 0, "labels": [""] * 7}
    server = socketio.server
    server.on("connect", lambda sid, environ, auth=None: None, namespace="/live")
    server.on("join", lambda sid, data: joined, namespace="/live")
    server.on("watch", lambda sid, data: {"ok": True}, namespace="/live")
    server.on("help", lambda sid, data: {"ok": True}, namespace="/live")
    server.on("frame", lambda sid, data: ANSWER, namespace="/live")
    app.add_url_rule("/api/health", view_func=lambda: Response("ok"))
    return app, Nothing()
