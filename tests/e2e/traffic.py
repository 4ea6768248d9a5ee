"""Records everything a page sends, over HTTP and over the socket, and looks for what must not be there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, Request, WebSocket

# The first bytes of JPEG, PNG and WebP files, and how the same begin in base64.
RAW_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"WEBPVP8")
TEXT_PICTURES = (b"/9j/", b"iVBORw0KGgo", b"UklGR", b"data:image/")
EXPRESSION_KEYS = (
    "probabilities",
    "label",
    "labels",
    "confidence",
    "abstained",
    "reading",
    "expression",
    "box",
)
# A message of the live connection; one with a picture counts its attachments first.
SENDING = re.compile(rb'^4(?:2|5\d+-)/live,\d*\["(\w+)"(?:,(.*))?\]$', re.DOTALL)


@dataclass
class Traffic:
    """What left a page: bodies of requests, addresses, and messages of its sockets."""

    bodies: list[bytes] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)
    binary: int = 0

    @classmethod
    def of(cls, page: Page) -> Traffic:
        """Listen to a page, its workers included, before it opens anything."""
        traffic = cls()
        page.context.on("request", traffic._note_request)
        page.on("websocket", traffic._note_socket)
        return traffic

    @property
    def everything(self) -> bytes:
        """All of it, one after the other."""
        return b"\n".join([*self.bodies, *self.messages, *(address.encode() for address in self.addresses)])

    def events(self, name: str) -> list[dict[str, Any]]:
        """What was sent with one event of the live connection."""
        found = (SENDING.match(message) for message in self.messages)
        return [
            json.loads(match[2] or b"null")
            for match in found
            if match is not None and match[1].decode() == name
        ]

    def find_pictures(self) -> list[bytes]:
        """Every beginning of a picture."""
        return [mark for mark in (*RAW_PICTURES, *TEXT_PICTURES) if mark in self.everything]

    def find_keys(self) -> list[str]:
        """Every word under which something about an expression would travel."""
        return [key for key in EXPRESSION_KEYS if f'"{key}'.encode() in self.everything]

    def _note_request(self, request: Request) -> None:
        self.addresses.append(request.url)
        if request.post_data_buffer:
            self.bodies.append(request.post_data_buffer)

    def _note_socket(self, socket: WebSocket) -> None:
        socket.on("framesent", self._note_message)

    def _note_message(self, payload: str | bytes) -> None:
        self.binary += isinstance(payload, bytes)
        self.messages.append(payload if isinstance(payload, bytes) else payload.encode())
