"""Slows down guessing: counts failures by account and by address, never successes; newcomers apart.

Addresses and e-mails are kept only as keyed hashes, in memory or in Redis, for the length of the window.
While Redis is away each process counts for itself: nobody is locked out, nobody guesses without a limit.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, current_app
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.errors import ConfigurationError, StorageError
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from backend.accounts.token import hash_token
from backend.config import AccountRules, current_config
from backend.errors import AttuneError, TooManyError

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)

REDIS_PATIENCE_S = 1  # a login waits for that; longer would look like a server that is down


@dataclass(frozen=True)
class Counters:
    """Where failures are counted, and where they are while that cannot be reached."""

    shared: MovingWindowRateLimiter
    own: MovingWindowRateLimiter


class ThrottleError(AttuneError):
    """Failures cannot be counted; the message says what to do."""

    code = "cannot_count"


def start_throttle(app: Flask, redis_url: str) -> None:
    """Give the application its counters; several processes share them through Redis."""
    own = MovingWindowRateLimiter(MemoryStorage())
    app.extensions["attune_throttle"] = Counters(_reach(redis_url) if redis_url else own, own)


def require_attempt_allowed(account: str, address: str) -> None:
    """Refuse before any work is done when this account or address failed too often."""
    rules = current_config().accounts
    for item, key in _failure_limits(rules, account, address):
        if not _ask(MovingWindowRateLimiter.test, item, key):
            _refuse(item, key, "Too many wrong attempts. Wait a little, then try again.")


def count_failure(account: str, address: str) -> None:
    """Remember one wrong password or token."""
    for item, key in _failure_limits(current_config().accounts, account, address):
        _ask(MovingWindowRateLimiter.hit, item, key)


def forget_failures(account: str) -> None:
    """A right password clears the account's own count; the address keeps its."""
    item = _per_account(current_config().accounts)
    _ask(MovingWindowRateLimiter.clear, item, hash_token(f"account:{account}"))


def count_newcomer(address: str) -> None:
    """Remember one wish for an account, and refuse too many; logging in from there goes on."""
    item = RateLimitItemPerHour(current_config().accounts.newcomers_per_address)
    key = hash_token(f"newcomers:{address}")
    if not _ask(MovingWindowRateLimiter.hit, item, key):
        _refuse(item, key, "Too many new accounts were asked for from here. Wait a little, then try again.",
                "too_many_newcomers")  # fmt: skip


def count_mail(account: str) -> bool:
    """Whether one more letter may go to this address within the hour."""
    item = RateLimitItemPerHour(current_config().accounts.mails_per_hour)
    return _ask(MovingWindowRateLimiter.hit, item, hash_token(f"mail:{account}"))


def _failure_limits(rules: AccountRules, account: str, address: str) -> list[tuple[RateLimitItem, str]]:
    per_address = RateLimitItemPerMinute(rules.failures_per_address, rules.failure_window_minutes)
    return [
        (_per_account(rules), hash_token(f"account:{account}")),
        (per_address, hash_token(f"address:{address}")),
    ]


def _per_account(rules: AccountRules) -> RateLimitItem:
    return RateLimitItemPerMinute(rules.failures_per_account, rules.failure_window_minutes)


def _refuse(item: RateLimitItem, key: str, message: str, code: str | None = None) -> None:
    reset_at = _ask(MovingWindowRateLimiter.get_window_stats, item, key).reset_time
    raise TooManyError(message, max(1, int(reset_at - time.time())), code)


def _reach(redis_url: str) -> MovingWindowRateLimiter:
    options = {"socket_connect_timeout": REDIS_PATIENCE_S, "socket_timeout": REDIS_PATIENCE_S}
    try:
        storage = storage_from_string(redis_url, wrap_exceptions=True, **options)
        return MovingWindowRateLimiter(storage)
    except (ConfigurationError, ValueError):
        raise ThrottleError("ATTUNE_REDIS_URL cannot be used; write redis://:PASSWORD@HOST:PORT.") from None


def _ask(question: Callable[..., Answer], *about: RateLimitItem | str) -> Answer:
    counters: Counters = current_app.extensions["attune_throttle"]
    try:
        return question(counters.shared, *about)
    except StorageError as error:
        log.warning("Redis does not answer, so this process counts failures alone: %s", error)
        return question(counters.own, *about)
