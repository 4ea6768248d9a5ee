"""Passwords: what is acceptable, how they are hashed. Checking one takes as long when there is no account."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backend.errors import InvalidError

MIN_LENGTH = 8
MAX_LENGTH = 200  # longer ones only cost time
COMMON = frozenset(
    [
        "password",
        "password1",
        "passw0rd",
        "12345678",
        "123456789",
        "1234567890",
        "qwertyui",
        "qwerty123",
        "11111111",
        "iloveyou",
        "letmein1",
        "welcome1",
        "sunshine",
        "princess",
        "football",
        "baseball",
        "superman",
        "trustno1",
        "abcd1234",
        "changeme",
    ]
)
# OWASP's smaller recommendation: 17 ms here, where the library's default costs 125 ms of CPU a login.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
DUMMY_HASH = HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Hash an acceptable password; refuse any other."""
    check_password_rules(password)
    return HASHER.hash(password)


def check_password_rules(password: str) -> None:
    """Length counts, and not being one that everybody tries first."""
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        raise InvalidError(f"A password has {MIN_LENGTH} to {MAX_LENGTH} characters.", "weak_password")
    if password.lower() in COMMON or len(set(password)) < 4:
        raise InvalidError("This password is among the first that anybody would try.", "weak_password")


def verify_password(password_hash: str | None, password: str) -> bool:
    """Compare; without a hash the same work is done and the answer is no."""
    if len(password) > MAX_LENGTH:
        return False
    try:
        HASHER.verify(password_hash or DUMMY_HASH, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
    return password_hash is not None
