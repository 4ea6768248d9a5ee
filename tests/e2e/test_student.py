"""The student's way: join by code, read, consent, see one's own expression, ask for help, take the quiz."""

from __future__ import annotations

import re
import uuid

import pytest
from conftest import Watched
from e2e_world import PASSWORD, STUDENT, TUTOR, World
from playwright.sync_api import Browser, Page, expect

EXPRESSIONS = {"calm", "happy", "surprised", "sad", "fearful", "angry", "disgusted", "contemptuous"}
SCOPES = (
    "Use my camera in lessons",
    "Show me my own expression",
    "Count me in the mood of the class",
    "Let my tutors see me",
)
TURN_ON = "Turn on the camera"


def go_on_air(page: Page) -> None:
    page.get_by_role("button", name=TURN_ON).click()
    page.get_by_role("button", name="Go on air").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_newcomer_joins_with_a_code(watched: Watched, browser: Browser, world: World) -> None:
    page = watched.open(browser, "/register")
    page.get_by_label("Course code").fill(world.join_code)
    page.get_by_label("E-mail").fill(f"new-{uuid.uuid4().hex[:8]}@example.org")
    page.get_by_label("Your name").fill("Nia Newcomer")
    page.get_by_label("Password", exact=True).fill("a quiet long sentence")
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", name="Good to see you, Nia")).to_be_visible()
    page.get_by_role("link", name="Statistics from zero").click()
    expect(page.get_by_role("link", name="Mean or median")).to_be_visible()


def test_the_login_leads_to_where_one_wanted(watched: Watched, browser: Browser, world: World) -> None:
    page = watched.open(browser, f"/login?next=/lessons/{world.lesson_id}")
    page.get_by_label("E-mail").fill(STUDENT)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Mean or median", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Welcome back")).to_have_count(0)


def test_a_student_consents_and_sees_the_expression(watched: Watched, browser: Browser, world: World) -> None:
    world.consent(STUDENT, granted=False)
    page = watched.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}")
    page.get_by_role("button", name="Read what it does").click()
    dialog = page.get_by_role("dialog")
    for box in dialog.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()
    for scope in SCOPES:
        dialog.get_by_label(scope, exact=True).check()
    dialog.get_by_role("button", name="Agree to what I ticked").click()
    go_on_air(page)
    word = page.get_by_test_id("expression").last
    expect(word).to_be_visible(timeout=30_000)
    assert word.inner_text() in EXPRESSIONS
    page.get_by_role("button", name="Hand in").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Stop")).to_be_in_viewport()
    page.get_by_role("button", name="That's not it").click()
    page.get_by_text("calm", exact=True).click()
    expect(page.get_by_text("Noted. Your word counts.")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name=TURN_ON)).to_be_visible()


def test_refusing_is_as_easy_and_keeps_the_camera_off(
    watched: Watched, browser: Browser, world: World
) -> None:
    world.consent(STUDENT, granted=False)
    page = watched.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}")
    page.get_by_role("button", name="Read what it does").click()
    page.get_by_role("button", name="No, thank you").click()
    expect(page.get_by_text("Camera off")).to_be_visible()
    expect(page.get_by_role("button", name=TURN_ON)).to_have_count(0)


def test_everything_but_the_readout_works_without_a_camera(
    watched: Watched, browser_without_camera: Browser, world: World
) -> None:
    world.consent(STUDENT)
    page = watched.open_as(browser_without_camera, STUDENT, f"/lessons/{world.lesson_id}")
    page.get_by_role("button", name=TURN_ON).click()
    expect(page.get_by_role("alert")).to_contain_text("No camera was found")
    page.get_by_role("button", name="Not now").click()
    page.get_by_role("button", name="Going well").click()
    expect(page.get_by_role("button", name="Going well")).to_have_attribute("aria-pressed", "true")
    take_quiz(page)


def test_a_denied_camera_says_what_to_do(watched: Watched, browser: Browser, world: World) -> None:
    world.consent(STUDENT)
    page = watched.open_as(browser, STUDENT)
    page.context.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    page.goto(f"/lessons/{world.lesson_id}")
    page.get_by_role("button", name=TURN_ON).click()
    expect(page.get_by_role("alert")).to_contain_text("told not to give this page the camera")


def test_withdrawing_elsewhere_stops_the_camera(watched: Watched, browser: Browser, world: World) -> None:
    world.consent(STUDENT)
    page = watched.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}")
    go_on_air(page)
    expect(page.get_by_test_id("expression").last).to_be_visible(timeout=30_000)
    world.consent(STUDENT, granted=False)
    expect(page.get_by_text("Camera off")).to_be_visible()
    expect(page.get_by_text("Camera on")).to_have_count(0)
    page.goto("/my-data")
    page.get_by_text(re.compile(r"\d+ receipts?$")).click()
    expect(page.get_by_text(re.compile(r"took back, \d+ stored rows? deleted")).first).to_be_visible()


def test_a_lesson_fits_a_phone(watched: Watched, browser: Browser, world: World) -> None:
    world.consent(STUDENT)
    page = watched.open_as(
        browser, STUDENT, f"/lessons/{world.lesson_id}", viewport={"width": 390, "height": 844}
    )
    expect(page.get_by_role("heading", name="Mean or median", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Open the side panel").click()
    expect(page.get_by_role("button", name="Tired")).to_be_visible()


def test_a_student_follows_the_class_and_its_end(watched: Watched, browser: Browser, world: World) -> None:
    live = world.open_class()
    page = watched.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}")
    page.get_by_role("link", name="Join the class").click()
    expect(page.get_by_label("Follow the tutor")).to_be_checked()
    world.call(TUTOR, "patch", f"/api/live-classes/{live}/position", {"section": 3})
    expect(page.get_by_role("heading", name="When they differ")).to_be_in_viewport()
    world.end_class(live)
    expect(page.get_by_text("The class has ended")).to_be_attached()
    say_tired(page)
    page.reload()  # the address still names the class
    expect(page.get_by_text("The class has ended")).to_be_attached()
    say_tired(page)


def say_tired(page: Page) -> None:
    """Tell how it goes; what the server refuses is taken back and said."""
    tired = page.get_by_role("button", name="Tired")
    expect(tired).to_have_attribute("aria-pressed", "false")
    expect(tired).to_be_enabled()
    tired.click()
    page.wait_for_timeout(500)
    expect(tired).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_logging_out_in_another_tab_lets_go_of_lesson_and_camera(
    watched: Watched, browser: Browser, world: World
) -> None:
    world.consent(STUDENT)
    page = watched.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}")
    go_on_air(page)
    expect(page.get_by_text("Camera on")).to_have_count(1)
    other = page.context.new_page()
    other.goto("/courses")
    other.get_by_role("button", name="Account of").click()
    other.get_by_role("menuitem", name="Log out", exact=True).click()
    expect(other.get_by_role("heading", name="Welcome back")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"/login\?next=%2Flessons%2F{world.lesson_id}$"))
    expect(page.get_by_text("Camera on")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_spanish_is_chosen_and_kept(watched: Watched, browser: Browser, world: World, scheme: str) -> None:
    page = watched.open_as(browser, STUDENT, color_scheme=scheme)
    page.get_by_role("button", name="Light and dark, Language").click()
    page.get_by_role("menuitem", name="Español").click()
    expect(page.get_by_role("heading", name="Cursos")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Cursos")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "es"


def take_quiz(page: Page) -> None:
    page.get_by_role("radio", name="The mean").check()
    page.get_by_role("textbox", name="What is the mean of 2, 4 and 9?").fill("5")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Passed: 2 of 2 points.")).to_be_visible()
