"""Whether this process should get requests, and what an administrator sees of it now."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from backend.config import current_config
from backend.db.base import db
from backend.db.migrate import find_newest_revision
from backend.hooks import current_hooks
from backend.releases import find_folder_in_service
from backend.system.figures import Figures, compare_looks
from backend.system.meter import current_meter
from backend.system.sample import read_database_bytes


@dataclass(frozen=True)
class Ready:
    """What must be so before requests are sent here."""

    ready: bool
    database: bool
    migrated: bool
    workers: bool


@dataclass(frozen=True)
class System:
    """This process now."""

    version: str
    model: str
    model_version: str
    cores: int
    up_s: float
    sampled_s: float
    figures: Figures


def check_readiness() -> Ready:
    """Ask the database for its shape, and the live side for a living worker."""
    try:
        revision = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar()
        has_database, is_migrated = True, revision == find_newest_revision()
    except SQLAlchemyError:
        db.session.rollback()
        has_database = is_migrated = False
    read_gauge = current_hooks().read_gauge
    has_workers = read_gauge is None or read_gauge().workers > 0
    return Ready(has_database and is_migrated and has_workers, has_database, is_migrated, has_workers)


def read_system() -> System:
    """Compare with the look before; the first one compares with the start."""
    now = current_meter().read()
    before = current_meter().compare_look(now)
    name, version = find_model()
    return System(
        version=current_config().version,
        model=name,
        model_version=version,
        cores=now.machine.cores,
        up_s=round(time.monotonic() - current_meter().started_s, 1),
        sampled_s=round(now.at_s - before.at_s, 1),
        figures=compare_looks(before, now, read_database_bytes()),
    )


def find_model() -> tuple[str, str]:
    """Name and version of the model in service; empty where none is released."""
    file = find_folder_in_service() / "card.json"
    return _read_names(file, file.stat().st_mtime_ns) if file.is_file() else ("", "")


@lru_cache(maxsize=4)
def _read_names(file: Path, changed_ns: int) -> tuple[str, str]:
    """Read once for each release; the time of change is part of the key."""
    card = json.loads(file.read_text(encoding="utf-8"))
    return str(card.get("name", "")), str(card.get("version", ""))
