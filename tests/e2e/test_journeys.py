"""Whole ways through the product, measured on the pages themselves: a class as both sides live it."""

from __future__ import annotations

import re
import uuid

from conftest import Watched
from e2e_world import ADMIN, STUDENT, TUTOR, World
from playwright.sync_api import Browser, Page, expect
from test_student import EXPRESSIONS, SCOPES, TURN_ON, go_on_air, take_quiz

from tests.in_time import in_time, require_in_time

SECOND_TUTOR, CLASSMATE = "hugo@demo.attune", "ines@demo.attune"
NOTE_CLICK = """label => document.addEventListener(
    "click",
    event => {
        if (event.target.closest("button")?.textContent.includes(label)) window.clickedAt = Date.now();
    },
    { capture: true },
)"""
NOTE_TEXT = """words => {
    const look = () => { if (document.body.innerText.includes(words)) window.seenAt ??= Date.now(); };
    window.seenAt = undefined;
    const everything = { subtree: true, childList: true, characterData: true };
    new MutationObserver(look).observe(document.body, everything);
}"""
KEEP_STREAM = """
const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async wanted => (window.keptStream = await open(wanted));
"""
HIDE = """hidden => {
    Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_student_from_the_code_to_the_quiz(watched: Watched, browser: Browser, world: World) -> None:
    live = world.open_class()
    page = watched.open(browser, f"/register?code={world.join_code}")
    make_account(page, world.join_code)
    page.goto(f"/lessons/{world.lesson_id}?class={live}")
    page.get_by_role("button", name="Read what it does").click()
    for scope in SCOPES:
        page.get_by_role("dialog").get_by_label(scope, exact=True).check()
    page.get_by_role("button", name="Agree to what I ticked").click()
    go_on_air(page)
    word = page.get_by_test_id("expression").last
    expect(word).to_have_text(re.compile("|".join(EXPRESSIONS)), timeout=30_000)
    world.call(TUTOR, "patch", f"/api/live-classes/{live}/position", {"section": 3})
    expect(page.get_by_role("heading", name="When they differ")).to_be_in_viewport()
    world.end_class(live)
    expect(page.get_by_text("The class has ended")).to_be_attached()
    expect(page.get_by_text("Camera on")).to_have_count(0)
    take_quiz(page)


@in_time
def test_help_and_a_corrected_tile_reach_the_tutor_within_a_second(
    watched: Watched, browser: Browser, world: World
) -> None:
    world.consent(STUDENT)
    live = world.open_class()
    tutor = watched.open_as(browser, TUTOR, f"/live/{live}")
    student = watched.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}?class={live}")
    go_on_air(student)
    student.get_by_label("Let my tutors see me in this class").check(force=True)
    expect(tutor.get_by_text(re.compile("look(s|ed) "))).to_have_count(1, timeout=30_000)
    delays = {
        "help": time_between(student, "Ask my tutor for help", tutor, "1 asks for help."),
        "tile": time_between(student, "That's not it", tutor, "own word"),
    }
    world.end_class(live)
    print(f"from the student's tap to the tutor's page: {delays} ms")
    require_in_time(max(delays.values()) / 1000, 1.0)


def test_two_tutors_see_only_their_own_classes(watched: Watched, browser: Browser, world: World) -> None:
    make_tutor(world, SECOND_TUTOR)
    course = world.call(
        SECOND_TUTOR, "post", "/api/courses", {"title": "Another room", "summary": "Next door."}
    )
    path = f"/api/courses/{course['id']}/modules"
    chapter = world.call(SECOND_TUTOR, "post", path, {"title": "Start"})
    body = {"title": "Elsewhere", "body": "Words."}
    lesson = world.call(SECOND_TUTOR, "post", f"/api/modules/{chapter['id']}/lessons", body)
    other = world.call(SECOND_TUTOR, "post", "/api/live-classes", {"lesson_id": lesson["id"]})
    world.call(CLASSMATE, "post", "/api/courses/join", {"code": course["join_code"]})
    live = world.open_class()
    first = watched.open_as(browser, TUTOR, f"/live/{live}")
    second = watched.open_as(browser, SECOND_TUTOR, f"/live/{other['id']}")
    second.get_by_role("button", name="I have read this").click()
    student = watched.open_as(browser, CLASSMATE, f"/lessons/{lesson['id']}?class={other['id']}")
    student.get_by_role("button", name="Ask my tutor for help").click()
    expect(second.get_by_text("1 asks for help.")).to_be_visible()
    expect(first.get_by_text("Nobody is here yet.")).to_be_visible()
    assert first.request.get(f"/api/live-classes/{other['id']}").status == 404
    world.end_class(live)


def test_a_camera_used_elsewhere_says_what_to_do(watched: Watched, browser: Browser, world: World) -> None:
    world.consent(STUDENT)
    page = watched.open_as(browser, STUDENT)
    page.context.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'))"
    )
    page.goto(f"/lessons/{world.lesson_id}")
    page.get_by_role("button", name=TURN_ON).click()
    expect(page.get_by_role("alert")).to_contain_text("Another program, perhaps a video call")


def test_frames_rest_while_hidden_and_the_camera_stops_on_leaving(
    watched: Watched, browser: Browser, world: World
) -> None:
    world.consent(STUDENT)
    page = watched.open_as(browser, STUDENT)
    page.context.add_init_script(KEEP_STREAM)
    sent: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda data: sent.append(data)))
    live = world.open_class()
    page.goto(f"/lessons/{world.lesson_id}?class={live}")
    go_on_air(page)
    expect(page.get_by_test_id("expression").last).to_be_visible(timeout=30_000)
    assert page.workers  # frames are made off the page's thread
    page.evaluate(HIDE, True)
    let_pass(page, 1_500)  # one frame may be under way
    before = count_events(sent)
    let_pass(page, 3_000)
    assert count_events(sent) == before
    page.evaluate(HIDE, False)
    let_pass(page, 3_000)
    assert count_events(sent) > before
    page.get_by_role("link", name="Statistics from zero").click()
    expect(page.get_by_role("heading", name="Statistics from zero", level=1)).to_be_visible()
    assert page.evaluate("window.keptStream.getTracks().map(track => track.readyState)") == ["ended"]
    assert page.workers == []
    world.end_class(live)


def test_a_lesson_is_dragged_into_another_chapter(watched: Watched, browser: Browser, world: World) -> None:
    course = world.call(TUTOR, "post", "/api/courses", {"title": "Order", "summary": ""})
    for chapter in ("First", "Second"):
        path = f"/api/courses/{course['id']}/modules"
        module = world.call(TUTOR, "post", path, {"title": chapter})
        world.add_lesson(module["id"], f"Lesson of {chapter}", "")
    page = watched.open_as(browser, TUTOR, f"/courses/{course['id']}/build")
    page.get_by_role("button", name="Move “Lesson of First”", exact=True).hover()
    page.mouse.down()
    below = page.get_by_role("link", name="Lesson of Second").bounding_box()
    assert below
    page.mouse.move(below["x"], below["y"] + below["height"] - 2, steps=8)
    with page.expect_response(lambda answer: answer.url.endswith("/order") and answer.ok):
        page.mouse.up()
    page.reload()
    second = page.get_by_role("region", name="Second")
    expect(second.get_by_role("link")).to_have_text(["Lesson of Second", "Lesson of First"])


def test_the_first_steps_are_walked_by_keyboard_and_come_back_on_demand(
    watched: Watched, browser: Browser, world: World
) -> None:
    page = watched.open_as(browser, TUTOR, reduced_motion="reduce")
    steps = page.get_by_role("region", name="First steps")
    steps.get_by_role("button", name="Next").focus()
    for _ in range(4):
        page.keyboard.press("Enter")
    expect(steps).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="New course")).to_be_visible()
    expect(steps).to_have_count(0)
    page.get_by_role("button", name="Account of Toni Tutor").click()
    page.get_by_role("menuitem", name="Show the first steps again").click()
    expect(steps).to_be_visible()


def make_account(page: Page, code: str) -> None:
    page.get_by_label("Course code").fill(code)
    page.get_by_label("E-mail").fill(f"new-{uuid.uuid4().hex[:8]}@example.org")
    page.get_by_label("Your name").fill("Nia Newcomer")
    page.get_by_label("Password", exact=True).fill("a quiet long sentence")
    page.get_by_label("Year of birth").fill("1998")
    page.get_by_label("Where you live").select_option("other")
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", name="Good to see you, Nia")).to_be_visible()


def time_between(student: Page, button: str, tutor: Page, words: str) -> int:
    """Milliseconds from a student's tap to the words on the tutor's page, by the clock both pages share."""
    tutor.evaluate(NOTE_TEXT, words)
    student.evaluate(NOTE_CLICK, button)
    student.get_by_role("button", name=button).click()
    tutor.wait_for_function("() => window.seenAt !== undefined")
    return int(tutor.evaluate("window.seenAt") - student.evaluate("window.clickedAt"))


def make_tutor(world: World, email: str) -> None:
    found = world.call(ADMIN, "get", f"/api/admin/users?search={email}")["items"][0]
    world.call(
        ADMIN, "patch", f"/api/admin/users/{found['id']}", {"version": found["version"], "role": "tutor"}
    )


def let_pass(page: Page, wait_ms: int) -> None:
    """Nothing is expected to happen, so there is nothing to wait for but the clock."""
    page.wait_for_function(f"at => Date.now() - at > {wait_ms}", arg=page.evaluate("Date.now()"))


def count_events(sent: list[object]) -> int:
    """Without the heartbeat, which a hidden page keeps up."""
    return len([data for data in sent if data != "3"])
