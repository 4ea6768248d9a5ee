"""Everything about one person in one zip: JSON for programs, CSV for people."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from backend import clock
from backend.db.account import User
from backend.db.base import db
from backend.privacy.audit import write_audit
from backend.privacy.registry import PersonalTable, list_personal_tables, select_rows_of
from backend.privacy.views import list_views
from backend.sheet import write_table

ABOUT = "about.json"


def export_person(user: User, by: str | None) -> bytes:
    """Write the zip, and that it was written and by whom."""
    write_audit("privacy.exported", by, user.audit_token)
    db.session.commit()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        tables = [
            entry for entry in list_personal_tables() if entry.personal.export and entry.personal.subject
        ]
        for entry in tables:
            _write(archive, entry.table.name, _read_rows(entry, user.id))
        _write(archive, "who_looked_at_my_data", [vars(view) for view in list_views(user.audit_token)])
        archive.writestr(ABOUT, _dump(_describe(tables)))
    return out.getvalue()


def _read_rows(entry: PersonalTable, user_id: int) -> list[dict[str, Any]]:
    rows = db.session.execute(select_rows_of(entry, user_id)).mappings()
    hidden = set(entry.personal.hidden)
    return [{name: value for name, value in row.items() if name not in hidden} for row in rows]


def _write(archive: zipfile.ZipFile, name: str, rows: list[dict[str, Any]]) -> None:
    archive.writestr(f"{name}.json", _dump(rows))
    header = list(rows[0]) if rows else []
    cells = [[_to_cell(value) for value in row.values()] for row in rows]
    archive.writestr(f"{name}.csv", write_table(header, cells))


def _describe(tables: list[PersonalTable]) -> dict[str, Any]:
    return {
        "written_at": clock.utc_now().isoformat(),
        "files": {
            entry.table.name: {"purpose": entry.personal.purpose, "basis": entry.personal.basis}
            for entry in tables
        },
    }


def _dump(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, default=_to_cell)


def _to_cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
