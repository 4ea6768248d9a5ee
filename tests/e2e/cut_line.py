"""A line between browser and server that a test can cut and mend. It passes bytes on and reads none."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

CHUNK = 65_536


class Line:
    """Listens on a port of its own; whoever connects reaches the server, as long as the line is whole."""

    def __init__(self) -> None:
        self._server_port = 0
        self._ends: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._entry = self._listen(0)
        self._port = int(self._entry.getsockname()[1])
        self.address = f"http://localhost:{self._port}"

    def lead_to(self, address: str) -> None:
        """Say where the line ends."""
        self._server_port = urlsplit(address).port or 0

    def cut(self) -> None:
        """Drop every connection and refuse new ones."""
        _close(self._entry)
        with self._guard:
            ends, self._ends = self._ends, set()
        for end in ends:
            _close(end)

    def mend(self) -> None:
        """Let connections through again, on the same port."""
        self._entry = self._listen(self._port)

    def _listen(self, port: int) -> socket.socket:
        entry = socket.create_server(("127.0.0.1", port), backlog=64)
        threading.Thread(target=self._accept, args=(entry,), daemon=True).start()
        return entry

    def _accept(self, entry: socket.socket) -> None:
        with suppress(OSError):  # the entry was closed: the line is cut
            while True:
                near, _ = entry.accept()
                far = socket.create_connection(("localhost", self._server_port))
                with self._guard:
                    self._ends |= {near, far}
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=_pass_on, args=(source, target), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(CHUNK):
            target.sendall(chunk)
    _close(source)
    _close(target)


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)  # wakes whoever waits on it, which closing alone does not
    end.close()
