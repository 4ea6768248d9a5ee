"""Runs the application for a network: one process of many threads, sockets included.

It does not know what the application does, only that a live side may have to be started and stopped with it.
"""

from __future__ import annotations

import errno
import gc
import logging
import select
import selectors
import threading
import time
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any, Protocol

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http import get_parser
from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import ThreadWorker

from backend.sending import LOWEST_BYTES_S, PATIENCE_S, PatientSocket

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"  # what is said in it names no person
THREADS = 50  # for HTTP requests and handshakes; an open socket holds none
STOP_S = 5

log = logging.getLogger(__name__)


class Service(Protocol):
    """Something that lives as long as the process that serves."""

    def start(self) -> None:
        """Begin; called in the process that serves."""

    def stop(self) -> None:
        """End everything that keeps a connection open; may be called twice."""


class PatientReader(SocketUnreader):  # type: ignore[misc]
    """Waits for a request's bytes while it has patience; each byte that comes restores a little."""

    patience_s: float = PATIENCE_S

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next bytes; a client that is too slow counts as one that went away."""
        since_s = time.monotonic()
        poll = select.poll()
        poll.register(self.sock, select.POLLIN)
        is_there = poll.poll(max(self.patience_s, 0) * 1000)
        self.patience_s -= time.monotonic() - since_s
        if not is_there:
            raise ConnectionResetError(errno.ECONNRESET, "the request came too slowly")
        data: bytes = super().chunk(size_hint)
        self.patience_s += len(data) / LOWEST_BYTES_S
        return data


class ServingWorker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's threaded worker; told to stop, it first ends the sockets, which never end by themselves."""

    service: Service | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sending: set[Any] = set()  # connections whose clients still take a file

    def handle(self, conn: Any) -> Any:
        """Read each request with new patience; do not linger where it ran out."""
        if conn.parser is None:
            conn.sock = PatientSocket(fileno=conn.sock.detach())
            conn.parser = get_parser(self.cfg, conn.sock, conn.client)
            conn.parser.unreader = PatientReader(conn.sock)
        conn.parser.unreader.patience_s = PATIENCE_S
        answer = super().handle(conn)
        if conn.parser.unreader.patience_s <= 0:
            conn.sock.close()  # gunicorn would linger on the thread that accepts everybody else
        return answer

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop politely."""
        super().handle_exit(sig, frame)
        _stop_aside()

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C: the same, since what is in memory must be written."""
        self.handle_exit(sig, frame)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Let go of a connection that became a socket; send the rest of a file from here, by and by."""
        if conn.sock.fileno() < 0:
            self.nr_conns -= 1
        elif conn.sock.rest is not None:
            self._sending.add(conn)
            self.poller.register(conn.sock, selectors.EVENT_WRITE, partial(self._send_rest, conn, fs))
        else:
            super().finish_request(conn, fs)

    def murder_pending(self) -> None:
        """Called every second: end also those who take nothing of their file."""
        super().murder_pending()
        now_s = time.monotonic()
        for conn in [conn for conn in self._sending if conn.sock.rest.stalls_s < now_s]:
            self._break_off(conn)

    def _send_rest(self, conn: Any, fs: Any, sock: PatientSocket) -> None:
        try:
            is_done = sock.send_rest()
        except OSError:
            self._break_off(conn)
            return
        if is_done:
            self._sending.remove(conn)
            self.poller.unregister(sock)
            super().finish_request(conn, fs)

    def _break_off(self, conn: Any) -> None:
        self._sending.remove(conn)
        self.poller.unregister(conn.sock)
        conn.sock.break_off()
        self.nr_conns -= 1


class ServedApplication(BaseApplication):  # type: ignore[misc]
    """Gunicorn without its command line."""

    def __init__(self, load: Callable[[], tuple[Flask, Service]], options: dict[str, Any]) -> None:
        self._load = load
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Take our options instead of a file's or the environment's."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Build the application in the process that serves; a forked one would share its connections."""
        app, service = self._load()
        ServingWorker.service = service
        service.start()
        set_aside_what_stays()
        return app


def run_server(
    load: Callable[[], tuple[Flask, Service]], host: str, port: int, sockets: int, reload: bool = False
) -> None:
    """Serve until interrupted; for development, start anew whenever a file changes."""
    logging.basicConfig(format=LINE)  # others' lines from warnings on
    logging.getLogger(__package__).setLevel(logging.INFO)
    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": 1,  # a second one would know nothing of the first one's classes
        "worker_class": ServingWorker,
        "threads": THREADS,
        "worker_connections": sockets + 4 * THREADS,
        "backlog": 2048,
        "keepalive": 5,  # longer than the proxy keeps an idle connection (Caddyfile)
        "timeout": 60,
        "graceful_timeout": STOP_S,
        "loglevel": "warning",
        "worker_exit": lambda arbiter, worker: _stop(),
        "control_socket_disable": True,
        "reload": reload,
    }
    ServedApplication(load, options).run()


def set_aside_what_stays() -> None:
    """Never again search what lives as long as the process: that held up one answer in twenty for 0.1 s."""
    gc.collect()
    gc.freeze()


def _stop() -> None:
    if ServingWorker.service is not None:
        ServingWorker.service.stop()


def _stop_aside() -> None:
    threading.Thread(target=_stop, name="stop").start()  # a signal handler must not wait
