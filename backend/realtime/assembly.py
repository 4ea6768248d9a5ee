"""Puts the live side together and hangs it on the web application. The composition root calls it."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as SocketRefusal

from backend.clock import steady_s
from backend.db.base import db
from backend.db.recording import close_unfinished
from backend.hooks import Hooks
from backend.realtime.chat import ChatHandlers
from backend.realtime.dispatch import register_handlers
from backend.realtime.events import Handlers
from backend.realtime.gauge import read_gauge
from backend.realtime.guard import Guard
from backend.realtime.hall import Hall
from backend.realtime.handshake import SocketGate, register_handshake
from backend.realtime.hub import Hub
from backend.realtime.message import NAMESPACE
from backend.realtime.model_switch import ModelSwitch
from backend.realtime.notify import Notifier
from backend.realtime.options import LiveOptions
from backend.realtime.service import Live, ServedModel
from backend.realtime.support import SupportSide
from backend.realtime.timekeeper import Timekeeper
from backend.realtime.transport import Limits, install_transport
from backend.realtime.words import WordHandlers
from backend.recording.recorder import Batch, Recorder
from backend.recording.store import write_batch
from backend.support.loop import SupportLoop
from inference.card import load_card
from inference.worker_pool import WorkerPool

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WorkerOrder:
    """What an inference worker opens."""

    model_directory: Path
    detector_directory: Path
    rules: dict[str, Any]
    runtime: str
    precision: str


@dataclass
class LiveServer:
    """The live side, ready to be started in the process that serves."""

    app: Flask
    socketio: SocketIO
    live: Live
    hub: Hub
    pool: WorkerPool
    timekeeper: Timekeeper
    support: SupportSide
    stopped: bool = field(default=False)

    def start(self) -> None:
        """Start the workers, close what a stopped server left open, start keeping time."""
        self.pool.start()
        with self.app.app_context():
            closed = close_unfinished(db.session())
            db.session.commit()
        if closed:
            log.warning("%d unfinished live sessions were closed", closed)
        self.timekeeper.start()
        self.support.start()

    def stop(self) -> None:
        """End every socket, write what is in memory, stop the workers. A second call does nothing."""
        if self.stopped:
            return
        self.stopped = True
        for connection in self.live.registry.all():
            self.live.notifier.disconnect(connection.sid)
        self.timekeeper.stop()
        self.support.stop()
        self.hub.stop()
        self.pool.stop()


def attach_live(
    app: Flask, hooks: Hooks, options: LiveOptions, order: WorkerOrder, origins: Iterable[str]
) -> LiveServer:
    """Hang the live side on the application; nothing runs before `start`."""
    card = load_card(order.model_directory)
    socketio = SocketIO(
        app,
        async_mode="threading",
        async_handlers=False,
        transports=["websocket"],
        manage_session=False,
        cors_allowed_origins=sorted(origins),
        max_http_buffer_size=options.message_bytes,
        ping_interval=options.ping_interval_s,
        ping_timeout=options.ping_timeout_s,
    )
    silence_s = float(options.ping_interval_s + options.ping_timeout_s)
    limits = Limits(
        options.message_bytes, options.ping_interval_s, silence_s, options.send_timeout_s, options.join_s
    )
    manager = socketio.server.manager
    hub = install_transport(
        socketio.server.eio, limits, lambda sid: manager.sid_from_eio_sid(sid, NAMESPACE) is not None
    )
    pool = WorkerPool(
        _write_order(order, options), options.workers, options.max_wait_ms, options.answer_timeout_ms
    )
    recorder = Recorder(_make_store(app), options.engagement, options.spell_s, options.buffer_rows, steady_s)
    notifier = Notifier(socketio.server, options.panel_backlog)
    live = Live(options, ServedModel(card.model_id, card.labels), pool, recorder, notifier)
    guard = Guard(app, live)
    guard.register_purges()
    support = _attach_support(app, hooks, live)
    register_handshake(app, socketio.server, live, SocketRefusal)
    handlers = {
        **Handlers(app, live).as_map(),
        **WordHandlers(app, live).as_map(),
        **ChatHandlers(app, live).as_map(),
        **support.as_map(),
    }
    register_handlers(socketio.server, live, handlers)
    app.wsgi_app = SocketGate(app, app.wsgi_app, frozenset(origins), Hall(options.waiting_per_user))  # type: ignore[method-assign]
    hooks.access_changed = guard.access_changed
    hooks.policy_changed = guard.policy_changed
    hooks.position_changed = live.position_changed
    hooks.live_class_ended = live.live_class_ended
    hooks.lesson_deleted = live.lesson_deleted
    hooks.model_host = ModelSwitch(pool, live)
    hooks.read_gauge = lambda: read_gauge(live, pool)
    return LiveServer(app, socketio, live, hub, pool, Timekeeper(app, live, guard), support)


def _attach_support(app: Flask, hooks: Hooks, live: Live) -> SupportSide:
    config = app.config["ATTUNE"]
    loop = SupportLoop(config.support, config.min_group, config.is_demo, random.SystemRandom())
    support = SupportSide(app, live, loop)
    support.register_purges()
    live.listeners.append(support)
    hooks.learnt = support.learnt
    hooks.lesson_finished = support.finished
    hooks.message_rated = support.rated
    return support


def _make_store(app: Flask) -> Any:
    def store(batch: Batch) -> None:
        with app.app_context():
            write_batch(db.session(), batch)

    return store


def _write_order(order: WorkerOrder, options: LiveOptions) -> dict[str, Any]:
    return {
        "model_directory": str(order.model_directory),
        "detector_directory": str(order.detector_directory),
        "rules": order.rules,
        "runtime": order.runtime,
        "precision": order.precision,
        "nice": options.worker_nice,
    }
