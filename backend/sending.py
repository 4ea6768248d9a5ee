"""Sends answers to clients that take them slowly: words with patience, a file without holding a thread.

It does not know what is sent, or who waits until a file's rest can go on.
"""

from __future__ import annotations

import errno
import os
import select
import socket
import struct
import time
from dataclasses import dataclass
from typing import Any

PATIENCE_S = 10  # with one request's bytes or one answer's words, either of which holds a thread
MOST_PATIENCE_S = 60  # what the kernel took of an answer at once was not taken by its client yet
STALL_S = 30  # of a file of which nothing is taken: it holds no thread, but a connection
LOWEST_BYTES_S = 16_000  # whoever is faster, as the poorest mobile line is, may take as long as it takes
TURN_BYTES = 1 << 18  # of one file before others have their turn
RESET = struct.pack("ii", 1, 0)  # closing forgets what was not taken; it would stay in memory for minutes


@dataclass
class FileRest:
    """What the client has not taken of a file yet; the descriptor is our own."""

    descriptor: int
    offset: int
    count: int
    stalls_s: float


class PatientSocket(socket.socket):
    """A connection that never waits for a client without end."""

    rest: FileRest | None = None

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Send all; a client that takes too little counts as one that went away."""
        left, patience_s = memoryview(data).cast("B"), float(PATIENCE_S)
        poll = select.poll()
        poll.register(self, select.POLLOUT)
        while left:
            since_s = time.monotonic()
            is_free = poll.poll(max(patience_s, 0) * 1000)
            patience_s -= time.monotonic() - since_s
            if not is_free:
                self.break_off()
                raise ConnectionResetError(errno.ECONNRESET, "the answer was taken too slowly")
            try:
                sent = self.send(left, flags | socket.MSG_DONTWAIT)
            except BlockingIOError:
                continue
            left = left[sent:]
            patience_s = min(patience_s + sent / LOWEST_BYTES_S, MOST_PATIENCE_S)

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        """Send what fits in at once; the rest is kept until somebody calls `send_rest`."""
        size = os.fstat(file.fileno()).st_size - offset if count is None else count
        self.rest = FileRest(os.dup(file.fileno()), offset, size, time.monotonic() + STALL_S)
        self.send_rest()
        return size

    def send_rest(self) -> bool:
        """Send what fits in without waiting; True once everything is sent."""
        rest = self.rest
        if rest is None:
            return True
        self.setblocking(False)
        try:
            sent = os.sendfile(self.fileno(), rest.descriptor, rest.offset, min(rest.count, TURN_BYTES))
        except BlockingIOError:
            return False
        if not sent and rest.count:
            raise ConnectionResetError(errno.ECONNRESET, "the file has become shorter")
        rest.offset, rest.count = rest.offset + sent, rest.count - sent
        rest.stalls_s = time.monotonic() + STALL_S
        if rest.count:
            return False
        self._drop_rest()
        self.setblocking(True)
        return True

    def break_off(self) -> None:
        """Close, and throw away what the client did not take."""
        self.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self.close()

    def close(self) -> None:
        """Close, and let go of the file."""
        self._drop_rest()
        super().close()

    def _drop_rest(self) -> None:
        if self.rest is not None:
            os.close(self.rest.descriptor)
            self.rest = None
