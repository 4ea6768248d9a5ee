"""The few bytes around every message between the web process and an inference worker.

Both ends are ours and live on one machine, joined by a Unix socket; it knows neither pictures nor labels.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

REQUEST = struct.Struct("!IBd")  # length of the picture, kind, deadline on the machine's monotonic clock
ANSWER = struct.Struct("!I")  # length of the JSON text
FRAME, CROP, FORGET = 0, 1, 2  # FORGET: another sitting begins on this connection; nothing is carried over
SWAP = 3  # the data is the folder of the model to serve from now on; answered when it serves


class PeerGone(Exception):
    """The other end closed the connection in the middle of a message."""


def write_request(sock: socket.socket, kind: int, deadline_s: float, data: bytes) -> None:
    """Send one picture with the moment after which nobody waits for its answer."""
    sock.sendall(REQUEST.pack(len(data), kind, deadline_s) + data)


def read_answer(sock: socket.socket) -> dict[str, Any]:
    """Wait for the answer to the one request under way."""
    (length,) = ANSWER.unpack(_read_exactly(sock, ANSWER.size))
    answer: dict[str, Any] = json.loads(_read_exactly(sock, length))
    return answer


def pack_answer(answer: dict[str, Any]) -> bytes:
    """Encode one answer."""
    text = json.dumps(answer, separators=(",", ":")).encode()
    return ANSWER.pack(len(text)) + text


def _read_exactly(sock: socket.socket, length: int) -> bytes:
    data = sock.recv(length)
    while len(data) < length:
        more = sock.recv(length - len(data))
        if not more:
            raise PeerGone
        data += more
    return data
