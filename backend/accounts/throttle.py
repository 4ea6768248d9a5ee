"""Slows down guessing: counts failures by account and by address, never successes.

Addresses and e-mails are kept only as keyed hashes, in memory or in Redis, for the length of the window.
"""

from __future__ import annotations

import time
from typing import Any

from flask import Flask, current_app
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.errors import ConfigurationError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from backend.accounts.token import hash_token
from backend.config import AccountRules, current_config
from backend.errors import AttuneError, TooManyError


class ThrottleError(AttuneError):
    """Failures cannot be counted; the message says what to do."""

    code = "cannot_count"


def start_throttle(app: Flask, redis_url: str) -> None:
    """Give the application its counters; several processes share them through Redis."""
    try:
        storage = storage_from_string(redis_url or "memory://")
    except ConfigurationError:
        raise ThrottleError(
            "ATTUNE_REDIS_URL cannot be used; write redis://:PASSWORD@HOST:PORT; install the package redis."
        ) from None
    app.extensions["attune_throttle"] = MovingWindowRateLimiter(storage)


def require_attempt_allowed(account: str, address: str) -> None:
    """Refuse before any work is done when this account or address failed too often."""
    rules = current_config().accounts
    for item, key in _failure_limits(rules, account, address):
        if not _limiter().test(item, key):
            _refuse(item, key)


def count_failure(account: str, address: str) -> None:
    """Remember one wrong password or token."""
    for item, key in _failure_limits(current_config().accounts, account, address):
        _limiter().hit(item, key)


def forget_failures(account: str) -> None:
    """A right password clears the account's own count; the address keeps its."""
    item = _per_account(current_config().accounts)
    _limiter().clear(item, hash_token(f"account:{account}"))


def count_mail(account: str) -> bool:
    """Whether one more letter may go to this address within the hour."""
    item = RateLimitItemPerHour(current_config().accounts.mails_per_hour)
    return bool(_limiter().hit(item, hash_token(f"mail:{account}")))


def _failure_limits(rules: AccountRules, account: str, address: str) -> list[tuple[RateLimitItem, str]]:
    per_address = RateLimitItemPerMinute(rules.failures_per_address, rules.failure_window_minutes)
    return [
        (_per_account(rules), hash_token(f"account:{account}")),
        (per_address, hash_token(f"address:{address}")),
    ]


def _per_account(rules: AccountRules) -> RateLimitItem:
    return RateLimitItemPerMinute(rules.failures_per_account, rules.failure_window_minutes)


def _refuse(item: RateLimitItem, key: str) -> None:
    reset_at = _limiter().get_window_stats(item, key).reset_time
    wait_s = max(1, int(reset_at - time.time()))
    raise TooManyError("Too many wrong attempts. Wait a little, then try again.", wait_s)


def _limiter() -> Any:
    return current_app.extensions["attune_throttle"]
