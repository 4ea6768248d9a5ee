"""Every route in both schemes: no barrier that axe knows, nothing wider than a phone."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from conftest import Watched
from e2e_world import ADMIN, STUDENT, World
from playwright.sync_api import Browser, Page, Response, expect
from routes import ROUTES, read_addresses

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
DIST = AXE.parents[2] / "dist" / "assets"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The dark scheme changes colours and nothing else.
CHECKS = {"light": TAGS, "dark": {"type": "rule", "values": ["color-contrast"]}}
SETTLED = (
    "Promise.allSettled(document.getAnimations().map(each => each instanceof CSSTransition && each.finished))"
)
PHONE_PX, TABLET_PX = 390, 900


def test_the_list_of_routes_is_whole() -> None:
    """A page that nobody lists would be looked at by nobody."""
    pattern = re.compile(r"\{\w+\}|:\w+")
    listed = {pattern.sub(":", path.split("?")[0]) for paths in ROUTES.values() for path in paths}
    assert {pattern.sub(":", path) for path in read_addresses()} <= listed


@pytest.mark.parametrize("email", ROUTES)
def test_routes_have_no_barrier(watched: Watched, browser: Browser, world: World, email: str | None) -> None:
    places = {"course": world.course_id, "lesson": world.lesson_id, "live": world.open_class()}
    options = {"viewport": {"width": PHONE_PX, "height": 844}, "bypass_csp": True}
    page = watched.open_as(browser, email, **options) if email else watched.open(browser, "/login", **options)
    barriers = [barrier for path in ROUTES[email] for barrier in find_barriers(page, path.format(**places))]
    world.end_class(places["live"])
    assert barriers == []


def find_barriers(page: Page, path: str) -> list[str]:
    """What axe finds in the light, what the dark changes, and what is too wide."""
    page.emulate_media(color_scheme="light")
    page.goto(path)
    page.get_by_role("heading", level=1).first.wait_for()
    expect(page.get_by_role("status", name="Loading")).to_have_count(0)
    page.add_script_tag(path=AXE)
    barriers = []
    for scheme, checks in CHECKS.items():
        page.emulate_media(color_scheme=scheme)
        page.locator(f"html[data-mantine-color-scheme={scheme}]").wait_for()
        page.evaluate(SETTLED)
        found = page.evaluate("checks => axe.run(document, { runOnly: checks })", checks)
        barriers += [
            f"{path}, {scheme}: {each['id']} at {each['nodes'][0]['target']}" for each in found["violations"]
        ]
    return barriers + [f"{path}: {flaw}" for flaw in find_flaws(page)]


def find_flaws(page: Page) -> list[str]:
    """No title of its own, wider than a phone, or broken when the words run from right to left."""
    title = page.title()
    flaws = [] if title.endswith(" · Attune") else [f"is called “{title}”"]
    for direction in ("ltr", "rtl"):
        page.evaluate("dir => { document.documentElement.dir = dir; }", direction)
        width = page.evaluate("document.documentElement.scrollWidth")
        flaws += [f"{width} px wide in {direction}"] if width > PHONE_PX else []
    return flaws


def test_a_change_of_page_moves_title_and_focus(watched: Watched, browser: Browser, world: World) -> None:
    page = watched.open_as(browser, STUDENT)
    expect(page.get_by_role("heading", name="Courses")).to_be_visible()
    before = page.title()
    page.get_by_role("navigation").get_by_role("link", name="My data").click()
    expect(page.get_by_role("heading", name="My data", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_be_focused()
    assert page.title() != before


def test_links_that_find_no_room_share_a_menu(watched: Watched, browser: Browser, world: World) -> None:
    page = watched.open_as(browser, ADMIN, "/", viewport={"width": TABLET_PX, "height": 844})
    menu = page.get_by_role("navigation")
    expect(menu.get_by_role("link", name="Audit")).to_be_hidden()
    menu.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Audit").click()
    expect(page.get_by_role("heading", name="Audit", level=1)).to_be_visible()
    expect(menu.get_by_role("button", name="Audit")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= TABLET_PX


def test_going_back_finds_the_place_where_one_was(watched: Watched, browser: Browser, world: World) -> None:
    options = {"viewport": {"width": PHONE_PX, "height": 844}}
    page = watched.open_as(browser, STUDENT, "/my-data", **options)
    proof = page.get_by_role("main").get_by_role("link", name="What leaves this device")
    proof.scroll_into_view_if_needed()
    assert page.evaluate("window.scrollY") > 300
    proof.click()
    expect(page.get_by_role("heading", name="What leaves this device", level=1)).to_be_visible()
    assert page.evaluate("window.scrollY") == 0
    page.go_back()
    expect(page.get_by_role("heading", name="My data", level=1)).to_be_visible()
    expect(proof).to_be_in_viewport()
    assert page.evaluate("window.scrollY") > 300


@pytest.mark.parametrize(
    "path, own", [("/", ("/api/courses?limit=50", "/api/resume")), ("/lessons/{0}", ("/api/lessons/{0}",))]
)
def test_what_is_asked_early_is_asked_once(
    watched: Watched, browser: Browser, world: World, path: str, own: tuple[str, ...]
) -> None:
    """The page takes the answers that were on their way before it had come."""
    page = watched.open_as(browser, STUDENT).context.new_page()  # where one logged in may still be asking
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(watched.address)))
    page.goto(path.format(world.lesson_id))
    expect(page.get_by_role("button", name="Account of")).to_be_visible()
    expect(page.get_by_role("status", name="Loading")).to_have_count(0)
    early = ["/api/me", "/api/status", *(each.format(world.lesson_id) for each in own)]
    assert {each: asked.count(each) for each in early} == dict.fromkeys(early, 1)


def test_a_dialog_that_came_late_leads_back(watched: Watched, browser: Browser) -> None:
    page = watched.open_as(browser, STUDENT)
    opener = page.get_by_role("button", name="Join a course")
    opener.press("Enter")
    expect(page.get_by_label("Course code")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


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
    expect(cold.get_by_role("complementary", name="How it is going")).to_be_visible()
    expect(cold.get_by_role("button", name="Account of")).to_be_visible()
    names = {answer.url for answer in answers if answer.url.endswith(".js")}
    kilobytes = sum(len(gzip.compress((DIST / Path(name).name).read_bytes())) for name in names) / 1024
    print(f"first load: {kilobytes:.0f} KB of JavaScript, gzip, in {len(names)} files")
    assert 50 < kilobytes <= 300
