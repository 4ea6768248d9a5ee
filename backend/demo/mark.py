"""Tells a demo's database from one with real people by the addresses of its accounts, at any revision."""

from __future__ import annotations

from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import NullPool

from backend.preflight import StartError

DEMO_DOMAIN = "@demo.attune"


def require_no_demo(url: str) -> None:
    """In production nobody may log in with a password that everybody knows."""
    demo_accounts, _ = _count_accounts(url)
    if demo_accounts:
        raise StartError(
            "This database was a demo's: its accounts have known passwords and its declaration is invented. "
            "Name another with ATTUNE_DATABASE_URL or ATTUNE_VAR_DIR, then run `python -m backend migrate`."
        )


def require_no_people(url: str) -> None:
    """A demo must not give real people's database accounts that everybody can use."""
    demo_accounts, accounts = _count_accounts(url)
    if accounts and not demo_accounts:
        raise StartError(
            "This database has real accounts, so no demo is made of it; unset ATTUNE_DATABASE_URL, or name "
            "an empty folder with ATTUNE_VAR_DIR."
        )


def _count_accounts(url: str) -> tuple[int, int]:
    """Those of a demo, and all."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        if not inspect(connection).has_table("users"):
            return 0, 0
        of_demo = text("SELECT count(*) FROM users WHERE email LIKE :ending")
        demo_accounts = connection.scalar(of_demo, {"ending": f"%{DEMO_DOMAIN}"}) or 0
        return demo_accounts, connection.scalar(text("SELECT count(*) FROM users")) or 0
