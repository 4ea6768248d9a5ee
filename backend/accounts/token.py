"""Random secrets handed to people, and the keyed hashes that the database holds instead of them."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from backend.config import current_config

TOKEN_BYTES = 32


def create_token() -> str:
    """A secret nobody can guess, safe in a cookie and a link."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """What is stored: without the server's key a stolen database opens no account."""
    key = current_config().secret_key.encode()
    return hmac.new(key, token.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
