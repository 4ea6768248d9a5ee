"""Every route in both schemes: no barrier that axe knows, nothing wider than a phone."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from conftest import Watched
from e2e_world import ADMIN, STUDENT, TUTOR, World
from playwright.sync_api import Browser, Page, Response, expect

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
DIST = AXE.parents[2] / "dist" / "assets"
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


def test_the_first_load_is_small(watched: Watched, browser: Browser, world: World) -> None:
    """The heaviest page of a student, opened cold: what a phone must fetch before it can start."""
    page = watched.open_as(browser, STUDENT)
    login = page.context.cookies()
    cold = watched.open(browser, "/login")
    cold.context.add_cookies(login)  # type: ignore[arg-type]
    cold.goto("about:blank")
    answers: list[Response] = []
    cold.on("response", lambda answer: answers.append(answer))
    cold.goto(f"/lessons/{world.lesson_id}")
    expect(cold.get_by_role("heading", name="Mean or median", level=1)).to_be_visible()
    names = {answer.url for answer in answers if answer.url.endswith(".js")}
    kilobytes = sum(len(gzip.compress((DIST / Path(name).name).read_bytes())) for name in names) / 1024
    print(f"first load: {kilobytes:.0f} KB of JavaScript, gzip, in {len(names)} files")
    assert 50 < kilobytes <= 300
