"""A lean Socket.IO client on asyncio: invented students need nothing installed, and a thousand cost little.

It speaks the real protocol (RFC 6455, Engine.IO 4, Socket.IO 5). The tests use the reference client instead.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import struct
from collections.abc import Callable
from typing import Any

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
MASK = b"\0\0\0\0"  # a valid key that costs the generator nothing; the server does its usual work
Listener = Callable[[str, Any], None]


class SocketClient(asyncio.Protocol):
    """One connection to the /live namespace."""

    def __init__(self, host: str, port: int, cookie: str) -> None:
        self._host, self._port, self._cookie = host, port, cookie
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._upgraded = False
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._answers: dict[int, Callable[[dict[str, Any]], None]] = {}
        self._number = 0
        self.listener: Listener | None = None
        self.alive = False

    async def open(self) -> None:
        """Connect, upgrade, enter the namespace."""
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self, self._host, self._port)
        await asyncio.wait_for(self._ready, 30)

    def send(self, event: str, data: Any, answered: Callable[[dict[str, Any]], None]) -> None:
        """Send an event; `answered` is called with its answer."""
        self._number += 1
        self._answers[self._number] = answered
        if isinstance(data, bytes):
            header = f'451-/live,{self._number}["{event}",{{"_placeholder":true,"num":0}}]'.encode()
            self._write(_frame(TEXT, header) + _frame(BINARY, data))
        else:
            text = json.dumps([event] if data is None else [event, data], separators=(",", ":"))
            self._write(_frame(TEXT, f"42/live,{self._number}{text}".encode()))

    async def call(self, event: str, data: Any = None) -> dict[str, Any]:
        """Send an event and wait for its answer."""
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self.send(event, data, lambda said: None if answer.done() else answer.set_result(said))
        return await asyncio.wait_for(answer, 30)

    def close(self) -> None:
        """Close the connection."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n"
            f"Origin: http://{self._host}:{self._port}\r\nCookie: {self._cookie}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def connection_lost(self, error: Exception | None) -> None:
        """Remember that it is over."""
        self.alive = False
        if not self._ready.done():
            self._ready.set_exception(error or ConnectionError("closed during the handshake"))

    def data_received(self, data: bytes) -> None:
        """Take bytes in and handle every whole message."""
        self._received += data
        if not self._upgraded and not self._read_handshake():
            return
        while (found := _parse(self._received)) is not None:
            opcode, payload, used = found
            del self._received[:used]
            self._handle(opcode, payload)

    def _read_handshake(self) -> bool:
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return False
        status = bytes(self._received[:15])
        del self._received[: end + 4]
        self._upgraded = b" 101" in status
        if not self._upgraded and not self._ready.done():
            self._ready.set_exception(ConnectionError(status.decode(errors="replace")))
            self.close()
        return self._upgraded

    def _handle(self, opcode: int, payload: bytes) -> None:
        if opcode == CLOSE:
            self.close()
        elif opcode == TEXT:
            self._handle_text(payload.decode())

    def _handle_text(self, text: str) -> None:
        if text.startswith("0"):
            self._write(_frame(TEXT, b"40/live,"))
        elif text == "2":
            self._write(_frame(TEXT, b"3"))
        elif text.startswith("40/live"):
            self.alive = True
            self._ready.set_result(None)
        elif text.startswith("43/live,"):
            number, _, rest = text[8:].partition("[")
            answered = self._answers.pop(int(number), None)
            if answered is not None:
                answered(json.loads("[" + rest)[0])
        elif text.startswith("42/live,") and self.listener is not None:
            event, *data = json.loads(text[8:])
            self.listener(event, data[0] if data else None)

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)


def _frame(opcode: int, payload: bytes) -> bytes:
    length = len(payload)
    if length < 126:
        return struct.pack("!BB", 0x80 | opcode, 0x80 | length) + MASK + payload
    return struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, length) + MASK + payload


def _parse(data: bytearray) -> tuple[int, bytes, int] | None:
    if len(data) < 2:
        return None
    opcode, length, start = data[0] & 15, data[1] & 127, 2
    if length == 126:
        start = 4
        length = int.from_bytes(data[2:4], "big")
    elif length == 127:
        start = 10
        length = int.from_bytes(data[2:10], "big")
    if len(data) < start + length:
        return None
    return opcode, bytes(data[start : start + length]), start + length
