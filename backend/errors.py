"""The backend's error family. Each kind has a stable code; the HTTP envelope is made from it in `api`."""

from __future__ import annotations

from typing import Any


class AttuneError(Exception):
    """Something a client can be told: a stable code, a plain sentence, perhaps details."""

    status = 400
    code = "bad_request"

    def __init__(self, message: str, code: str | None = None, details: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.details = details


class NotLoggedInError(AttuneError):
    """Nobody is logged in."""

    status = 401
    code = "not_logged_in"

    def __init__(self, message: str = "Log in first.") -> None:
        super().__init__(message)


class ForbiddenError(AttuneError):
    """Logged in, but this is not allowed."""

    status = 403
    code = "forbidden"


class NotFoundError(AttuneError):
    """It does not exist, or this person may not know that it does."""

    status = 404
    code = "not_found"

    def __init__(self, message: str = "There is nothing here.") -> None:
        super().__init__(message)


class ConflictError(AttuneError):
    """It contradicts what is stored."""

    status = 409
    code = "conflict"


class ChangedMeanwhileError(AttuneError):
    """Someone else changed it since it was read."""

    status = 412
    code = "changed_meanwhile"

    def __init__(self) -> None:
        super().__init__("Someone changed this since you opened it. Load it again, then repeat your change.")


class InvalidError(AttuneError):
    """The values cannot be used."""

    status = 422
    code = "invalid"


class TooLargeError(AttuneError):
    """More bytes than are taken."""

    status = 413
    code = "too_large"


class NoRoomError(AttuneError):
    """The disk is full."""

    status = 507
    code = "no_room"

    def __init__(self) -> None:
        super().__init__(
            "The server's disk is full, so nothing was stored. Tell whoever runs it, then try again."
        )


class TooManyError(AttuneError):
    """Tried too often; `retry_after_s` says when it may work again."""

    status = 429
    code = "too_many_attempts"

    def __init__(self, message: str, retry_after_s: int, code: str | None = None) -> None:
        super().__init__(message, code, {"retry_after_s": retry_after_s})
        self.retry_after_s = retry_after_s
