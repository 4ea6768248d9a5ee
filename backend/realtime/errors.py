"""What a socket event is refused with: a stable code, and when to try again."""

from __future__ import annotations


class RefusedError(Exception):
    """The event is not done. It never carries a text to the client."""

    def __init__(self, code: str, retry_after_ms: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_ms = retry_after_ms
