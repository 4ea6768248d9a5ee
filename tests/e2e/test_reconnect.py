"""The connection breaks in the middle of a class and comes back: nothing that was said or written is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from conftest import Watched
from cut_line import Line
from e2e_world import STUDENT, TUTOR, World
from playwright.sync_api import Browser, Page, expect
from test_student import go_on_air

NETWORK_NOISE = (
    "Failed to load resource",
    "WebSocket connection to",
    "Error: Unable to preload CSS",
    "TypeError: Failed to fetch dynamically imported module",
)
LOOKED = re.compile("look(s|ed) ")
SLOW_MS = 45_000  # socket.io waits up to five seconds between tries, a lost answer is noticed after five


@pytest.fixture
def line(server: str, whole_line: Line) -> Iterator[Line]:
    yield whole_line
    whole_line.cut()
    whole_line.mend()


@pytest.fixture
def beyond(line: Line) -> Iterator[Watched]:
    """Pages that reach the server over the line; a broken network is no error of the page."""
    pages = Watched(line.address)
    yield pages
    for context in pages.contexts:
        context.close()
    assert [wrong for wrong in pages.wrongs if not wrong.startswith(NETWORK_NOISE)] == []


def test_a_class_survives_a_broken_connection(
    beyond: Watched, watched: Watched, line: Line, browser: Browser, world: World
) -> None:
    world.consent(STUDENT)
    live = world.open_class()
    tutor = watched.open_as(browser, TUTOR, f"/live/{live}")
    page = beyond.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}?class={live}")
    go_on_air(page)
    page.get_by_label("Let my tutors see me in this class").check(force=True)
    expect(tutor.get_by_text(LOOKED).first).to_be_visible(timeout=SLOW_MS)
    say_things(page)
    line.cut()
    expect(page.get_by_text("Joining again by itself")).to_be_visible(timeout=SLOW_MS)
    expect(tutor.get_by_text("away for a moment")).to_be_visible(timeout=SLOW_MS)
    fail_to_hand_in(page)
    line.mend()
    expect(page.get_by_text("Joining again by itself")).to_have_count(0, timeout=SLOW_MS)
    expect(page.get_by_text("Camera on")).to_be_visible()
    expect(tutor.get_by_text("away for a moment")).to_have_count(0, timeout=SLOW_MS)
    expect(tutor.get_by_text(LOOKED).first).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_role("button", name="Stuck")).to_have_attribute("aria-pressed", "true")
    expect(tutor.get_by_text("1 asks for help.")).to_be_visible()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Passed: 2 of 2 points.")).to_be_visible(timeout=SLOW_MS)
    world.end_class(live)


def test_a_place_in_a_lesson_is_kept_over_a_broken_connection(
    beyond: Watched, line: Line, browser: Browser, world: World
) -> None:
    page = beyond.open_as(browser, STUDENT, f"/lessons/{world.second_lesson_id}")
    expect(page.get_by_role("heading", name="Spread", level=1)).to_be_visible()
    line.cut()
    page.get_by_role("button", name="Mark as done").click()
    expect(page.get_by_text("Done", exact=True)).to_be_visible()
    line.mend()
    with page.expect_response(lambda answer: answer.url.endswith("/progress") and answer.ok, timeout=SLOW_MS):
        pass
    lesson = world.call(STUDENT, "get", f"/api/lessons/{world.second_lesson_id}")
    assert lesson["progress"]["completed"]


def test_answers_survive_a_reload(watched: Watched, browser: Browser, world: World) -> None:
    page = watched.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}")
    page.get_by_role("radio", name="The median").check()
    page.reload()
    expect(page.get_by_role("radio", name="The median")).to_be_checked()


def test_a_lesson_is_read_on_when_its_other_parts_do_not_come(
    beyond: Watched, browser: Browser, world: World
) -> None:
    page = beyond.open_as(browser, STUDENT)
    page.route("**/assets/{lesson-live,quiz}-*.js", lambda route: route.fulfill(status=404))
    page.goto(f"/lessons/{world.lesson_id}")
    expect(page.get_by_role("alert").filter(has_text="could not be loaded")).to_have_count(2)
    expect(page.get_by_role("heading", name="Mean or median", level=1)).to_be_visible()


def test_a_page_says_that_it_is_offline(beyond: Watched, browser: Browser, world: World) -> None:
    page = beyond.open_as(browser, STUDENT)
    expect(page.get_by_role("heading", name="Courses")).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("You are offline.")).to_have_count(0)


def say_things(page: Page) -> None:
    page.get_by_role("button", name="Stuck").click()
    page.get_by_role("button", name="Ask my tutor for help").click()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    page.get_by_role("radio", name="The mean").check()


def fail_to_hand_in(page: Page) -> None:
    """The answers stay on the page, and it says what to do."""
    page.get_by_role("textbox", name="What is the mean of 2, 4 and 9?").fill("5")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no connection. Check the network")
    expect(page.get_by_role("radio", name="The mean")).to_be_checked()
