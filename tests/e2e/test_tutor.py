"""The tutor's way: write a lesson with its quiz, open a class on it, see help signals and tiles."""

from __future__ import annotations

import re

from conftest import Watched
from e2e_world import STUDENT, TUTOR, World
from playwright.sync_api import Browser, expect
from test_student import go_on_air


def test_a_tutor_builds_a_lesson(watched: Watched, browser: Browser, world: World) -> None:
    page = watched.open_as(browser, TUTOR)
    page.get_by_role("button", name="New course").click()
    page.get_by_label("Title").fill("Reading graphs")
    page.get_by_role("button", name="Make the course").click()
    page.get_by_role("textbox", name="Name of the chapter").fill("First steps")
    page.get_by_role("button", name="Add a chapter").click()
    page.get_by_role("textbox", name="Title of the lesson").fill("Axes")
    page.get_by_role("button", name="Add a lesson").click()
    page.get_by_role("link", name="Axes").click()
    page.get_by_label("Text", exact=True).fill("## Where it starts\nBars start at **zero**.")
    expect(page.get_by_role("heading", name="Where it starts")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved")).to_be_visible()
    page.get_by_role("button", name="Add a question").click()
    page.get_by_label("What you ask").fill("Where do bars start?")
    page.get_by_role("textbox", name="Choice 1").fill("At zero")
    page.get_by_role("textbox", name="Choice 2").fill("Anywhere")
    page.get_by_role("button", name="Save the quiz").click()
    page.get_by_role("link", name="See it as students do").click()
    expect(page.get_by_role("group", name="Where do bars start?")).to_be_visible()


def test_the_panel_shows_tile_help_and_coverage(watched: Watched, browser: Browser, world: World) -> None:
    world.consent(STUDENT)
    tutor = watched.open_as(browser, TUTOR, f"/lessons/{world.lesson_id}")
    tutor.get_by_role("button", name="Open a live class").click()
    tutor.get_by_role("dialog").get_by_role("button", name="Open a live class").click()
    tutor.wait_for_url("**/live/*")
    live = int(tutor.url.rsplit("/", 1)[1])
    expect(tutor.get_by_text("Nobody is here yet.")).to_be_visible()
    student = watched.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}?class={live}")
    go_on_air(student)
    student.get_by_label("Let my tutors see me in this class").check(force=True)
    expect(tutor.get_by_text("expression looked", exact=False).first).to_be_visible(timeout=30_000)
    expect(tutor.get_by_test_id("coverage")).to_contain_text("1 here")
    student.get_by_role("button", name="Ask my tutor for help").click()
    expect(tutor.get_by_text("1 asks for help.")).to_be_visible()
    student.get_by_role("button", name="Stuck").click()
    expect(tutor.get_by_role("definition").filter(has_text=re.compile("^1$"))).to_be_visible()
    tutor.get_by_role("button", name="The median").click()
    expect(student.get_by_role("heading", name="The median")).to_be_in_viewport()
    tutor.get_by_role("button", name="End the class").click()
    tutor.get_by_role("button", name="End it for everybody").click()
    expect(student.get_by_text("The class has ended")).to_be_attached()


def test_two_tutors_tabs_show_the_same_class(watched: Watched, browser: Browser, world: World) -> None:
    live = world.open_class()
    pages = [watched.open_as(browser, TUTOR, f"/live/{live}") for _ in range(2)]
    student = watched.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}?class={live}")
    student.get_by_role("button", name="Ask my tutor for help").click()
    for page in pages:
        expect(page.get_by_text("1 asks for help.")).to_be_visible()
    world.end_class(live)


def test_a_student_cannot_open_the_panel(watched: Watched, browser: Browser, world: World) -> None:
    live = world.open_class()
    page = watched.open_as(browser, STUDENT, f"/live/{live}")
    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
    world.end_class(live)


def test_the_roster_brings_in_a_list(watched: Watched, browser: Browser, world: World) -> None:
    page = watched.open_as(browser, TUTOR, f"/courses/{world.course_id}?tab=people")
    expect(page.get_by_text(world.join_code)).to_be_visible()
    csv = {
        "name": "class.csv",
        "mimeType": "text/csv",
        "buffer": b"email\nben@demo.attune\nnobody@example.org\n",
    }
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a CSV file").click()
    chooser.value.set_files(csv)  # type: ignore[arg-type]
    expect(page.get_by_text("1 person would be added.")).to_be_visible()
    expect(page.get_by_text("No account for: nobody@example.org")).to_be_visible()
