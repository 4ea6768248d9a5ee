"""Every page of the product and who may look at it: what the tests walk through and the sheet photographs."""

from __future__ import annotations

import re
from pathlib import Path

from e2e_world import ADMIN, STUDENT, TUTOR

PAGES = Path(__file__).resolve().parents[2] / "frontend" / "src" / "app" / "pages.ts"

ROUTES: dict[str | None, tuple[str, ...]] = {
    None: ("/login", "/register", "/reset", "/model", "/try", "/prove", "/retention", "/guardian"),
    STUDENT: (
        "/",
        "/courses/{course}",
        "/courses/{course}?tab=announcements",
        "/courses/{course}?tab=discussion",
        "/courses/{course}?tab=groups",
        "/courses/{course}?tab=questions",
        "/lessons/{lesson}",
        "/my-data",
        "/limits",
        "/nowhere",
    ),
    TUTOR: (
        "/",
        "/courses/{course}?tab=people",
        "/courses/{course}?tab=announcements",
        "/courses/{course}?tab=support",
        "/courses/{course}/build",
        "/courses/{course}/report",
        "/lessons/{lesson}/edit",
        "/live/{live}",
        "/live/{live}/report",
        "/trends",
        "/security",
    ),
    ADMIN: (
        "/",
        "/courses",
        "/setup",
        "/admin/trends",
        "/admin/system",
        "/admin/support",
        "/admin/policy",
        "/admin/consents",
        "/admin/audit",
    ),
}


def read_addresses() -> list[str]:
    """Every address the front end knows, as its own table writes them."""
    found = re.findall(r'path: "(/[^"]*)"', PAGES.read_text())
    assert len(found) > 15
    return found
