"""The bytes of a WebSocket (RFC 6455), server side, without extensions: messages out of bytes and back.

Pure: it holds what has arrived of a message, and knows no socket. Too large is refused from the header alone.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
NORMAL, PROTOCOL_ERROR, BAD_TEXT, TOO_LARGE = 1000, 1002, 1007, 1009
CONTROL_BYTES = 125
MESSAGE_PARTS = 64  # browsers send a message whole, or in a few parts of many kilobytes


class FramingError(Exception):
    """The peer broke the protocol; the connection ends with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Control:
    """A ping, a pong or a goodbye."""

    opcode: int
    payload: bytes


@dataclass(frozen=True)
class Header:
    """The head of one frame: where its payload starts and how long it is."""

    final: bool
    opcode: int
    length: int
    start: int


class FrameReader:
    """Turns a client's bytes into whole messages."""

    def __init__(self, message_bytes: int) -> None:
        self._limit = message_bytes
        self._received = bytearray()
        self._parts: list[bytes] = []
        self._parts_bytes = 0
        self._opcode = 0

    def feed(self, data: bytes) -> list[str | bytes | Control]:
        """Take bytes in; give every message that is whole now."""
        self._received += data
        messages: list[str | bytes | Control] = []
        while (header := self._read_header()) is not None:
            end = header.start + header.length
            if len(self._received) < end:
                break
            payload = _unmask(self._received, header)
            del self._received[:end]
            message = self._take(header, payload)
            if message is not None:
                messages.append(message)
        return messages

    def _read_header(self) -> Header | None:
        data = self._received
        if len(data) < 2:
            return None
        first, second = data[0], data[1]
        if first & 0x70 or not second & 0x80:
            raise FramingError(PROTOCOL_ERROR)
        length, start = second & 0x7F, 2
        if length >= 126:
            start = 4 if length == 126 else 10
            if len(data) < start:
                return None
            length = int.from_bytes(data[2:start], "big")
        header = Header(bool(first & 0x80), first & 0x0F, length, start + 4)
        self._check(header)
        return header

    def _check(self, header: Header) -> None:
        if header.opcode >= CLOSE:
            if header.opcode > PONG or header.length > CONTROL_BYTES or not header.final:
                raise FramingError(PROTOCOL_ERROR)
            return
        if header.opcode > BINARY or (header.opcode == CONTINUATION) != bool(self._opcode):
            raise FramingError(PROTOCOL_ERROR)
        if self._opcode and not header.length and not header.final:
            raise FramingError(PROTOCOL_ERROR)  # a part that adds nothing could be sent without end
        if len(self._parts) >= MESSAGE_PARTS or self._parts_bytes + header.length > self._limit:
            raise FramingError(TOO_LARGE)

    def _take(self, header: Header, payload: bytes) -> str | bytes | Control | None:
        if header.opcode >= CLOSE:
            return Control(header.opcode, payload)
        if header.opcode != CONTINUATION:
            self._opcode = header.opcode
        self._parts.append(payload)
        self._parts_bytes += len(payload)
        if not header.final:
            return None
        whole, opcode = b"".join(self._parts), self._opcode
        self._parts, self._parts_bytes, self._opcode = [], 0, 0
        if opcode == BINARY:
            return whole
        try:
            return whole.decode()
        except UnicodeDecodeError:
            raise FramingError(BAD_TEXT) from None


def write_message(message: str | bytes) -> bytes:
    """Frame one message for a client."""
    if isinstance(message, bytes):
        return _frame(BINARY, message)
    return _frame(TEXT, message.encode())


def write_control(opcode: int, payload: bytes = b"") -> bytes:
    """Frame a ping, a pong or a goodbye."""
    return _frame(opcode, payload)


def write_goodbye(code: int) -> bytes:
    """Frame the end of the connection and its reason."""
    return _frame(CLOSE, struct.pack("!H", code))


def _frame(opcode: int, payload: bytes) -> bytes:
    length = len(payload)
    if length < 126:
        return bytes((0x80 | opcode, length)) + payload
    if length < 65536:
        return struct.pack("!BBH", 0x80 | opcode, 126, length) + payload
    return struct.pack("!BBQ", 0x80 | opcode, 127, length) + payload


def _unmask(data: bytearray, header: Header) -> bytes:
    key = bytes(data[header.start - 4 : header.start])
    payload = bytes(data[header.start : header.start + header.length])
    if not payload or key == b"\0\0\0\0":
        return payload
    repeated = (key * (header.length // 4 + 1))[: header.length]
    mixed = int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")
    return mixed.to_bytes(header.length, "big")
