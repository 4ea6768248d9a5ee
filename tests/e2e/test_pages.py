"""Every route in both schemes: no barrier that axe knows, nothing wider than a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Watched
from e2e_world import ADMIN, STUDENT, TUTOR, World
from playwright.sync_api import Browser, Page, expect

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The dark scheme changes colours and nothing else.
CHECKS = {"light": TAGS, "dark": {"type": "rule", "values": ["color-contrast"]}}
ROUTES = {
    None: ("/login", "/register", "/reset", "/model"),
    STUDENT: (
        "/",
        "/courses/{course}",
        "/courses/{course}?tab=discussion",
        "/courses/{course}?tab=groups",
        "/courses/{course}?tab=questions",
        "/lessons/{lesson}",
        "/my-data",
        "/nowhere",
    ),
    TUTOR: (
        "/",
        "/courses/{course}?tab=people",
        "/courses/{course}?tab=announcements",
        "/courses/{course}/build",
        "/lessons/{lesson}/edit",
        "/live/{live}",
    ),
    ADMIN: ("/", "/courses", "/admin/policy", "/admin/consents", "/admin/audit"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("email", ROUTES)
def test_routes_have_no_barrier(
    watched: Watched, browser: Browser, world: World, email: str | None, scheme: str
) -> None:
    places = {"course": world.course_id, "lesson": world.lesson_id, "live": world.open_class()}
    options = {"color_scheme": scheme, "viewport": {"width": 390, "height": 844}, "bypass_csp": True}
    page = watched.open_as(browser, email, **options) if email else watched.open(browser, "/login", **options)
    barriers = [
        barrier for path in ROUTES[email] for barrier in find_barriers(page, path.format(**places), scheme)
    ]
    world.end_class(places["live"])
    assert barriers == []


def find_barriers(page: Page, path: str, scheme: str) -> list[str]:
    page.goto(path)
    page.get_by_role("heading", level=1).first.wait_for()
    expect(page.get_by_role("status", name="Loading")).to_have_count(0)
    page.add_script_tag(path=AXE)
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", CHECKS[scheme])
    barriers = [
        f"{path}: {violation['id']} at {violation['nodes'][0]['target']}" for violation in found["violations"]
    ]
    width = page.evaluate("document.documentElement.scrollWidth")
    return barriers + ([f"{path}: {width} px wide"] if width > 390 else [])
