"""Reading in the browser: what a whole lesson sends, trying it without an account, counting what leaves."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import pytest
from conftest import Watched
from device_frames import load_portrait
from e2e_world import STUDENT, World
from playwright.sync_api import Browser, Page, expect
from test_pages import AXE, TAGS
from traffic import Traffic

EXPRESSIONS = ("calm", "happy", "surprised", "sad", "fearful", "angry", "disgusted", "contemptuous")
SLOW_MS = 60_000  # loading the model on two busy cores
READING_KEYS = {"number", "model", "probabilities", "label", "abstained"}
ONLY_ME = ("camera", "own_analysis")


@pytest.fixture
def alone(world: World) -> Iterator[World]:
    """The student agrees to see the own expression and to nothing else."""
    world.consent(STUDENT, granted=False)
    decisions = [{"scope": scope, "granted": True} for scope in ONLY_ME]
    world.call(STUDENT, "put", "/api/consents", {"decisions": decisions})
    yield world
    world.consent(STUDENT, granted=False)


@pytest.fixture
def in_group(world: World) -> Iterator[World]:
    """The student agrees to be counted in the mood of the class."""
    world.consent(STUDENT)
    yield world
    world.consent(STUDENT, granted=False)


def test_alone_nothing_about_the_expression_leaves(watched: Watched, browser: Browser, alone: World) -> None:
    page, traffic = open_lesson(watched, browser, alone)
    live_through(page, alone, "Nothing about it is sent")
    assert {"join", "check_in", "help"} <= {
        name for name in ("join", "check_in", "help") if traffic.events(name)
    }
    assert traffic.find_pictures() == []
    assert traffic.find_keys() == []
    assert not any(word.encode() in traffic.everything for word in ("happy", "surprise", "neutral", "angry"))
    assert traffic.binary == 0


def test_with_the_group_only_numbers_leave(watched: Watched, browser: Browser, in_group: World) -> None:
    page, traffic = open_lesson(watched, browser, in_group)
    live_through(page, in_group, "Only the reading is sent")
    readings = traffic.events("reading")
    assert readings and all(set(each) == READING_KEYS for each in readings)
    numbers = [each["number"] for each in readings]
    assert numbers == sorted(set(numbers))
    assert traffic.events("frame") == traffic.events("crop") == []
    assert traffic.find_pictures() == []
    assert traffic.binary == 0


def test_a_student_may_still_choose_the_server(watched: Watched, browser: Browser, in_group: World) -> None:
    page, traffic = open_lesson(watched, browser, in_group)
    page.get_by_role("button", name="Turn on the camera").click()
    page.get_by_label("On the server").check()
    page.get_by_role("button", name="Go on air").click()
    expect(page.get_by_test_id("expression").last).to_be_visible(timeout=SLOW_MS)
    expect(page.get_by_text("Read on the server")).to_be_visible()
    assert traffic.find_pictures() == [b"\xff\xd8\xff"], "the recorder would not have seen a picture"
    assert traffic.events("reading") == []


def test_the_server_refuses_readings_of_who_is_read_alone(
    watched: Watched, browser: Browser, alone: World
) -> None:
    page, _ = open_lesson(watched, browser, alone)
    expect(page.get_by_role("button", name="Turn on the camera")).to_be_visible()
    reading = {"number": 1, "model": "attune-8@1", "probabilities": None, "abstained": "no_face"}
    for event in ("reading", "correct"):
        payload = reading if event == "reading" else {"label": None}
        answer = page.evaluate(SEND_RAW, [alone.lesson_id, event, payload])
        assert "not_allowed" in answer, answer


def test_anyone_can_try_it_and_nothing_is_sent(watched: Watched, browser: Browser) -> None:
    page = watched.open(browser, "/try")
    page.context.clear_cookies()
    load_model(page)
    traffic = Traffic.of(page)
    for look, word in (("Smile", "happy"), ("Surprise", "surprised"), ("Too dark", "Can't tell")):
        page.get_by_role("button", name=look).click()
        expect(page.get_by_test_id("try-word")).to_have_text(word, timeout=SLOW_MS)
    expect(page.get_by_text("It is too dark to see.")).to_be_visible()
    page.get_by_text("Camera", exact=True).click()
    page.get_by_role("button", name="Turn on the camera").click()
    expect(page.get_by_test_id("face-box")).to_be_visible(timeout=SLOW_MS)
    page.get_by_text("A picture", exact=True).click()
    picture = cv2.imencode(".png", load_portrait())[1].tobytes()
    page.locator("input[type=file]").set_input_files(
        {"name": "face.png", "mimeType": "image/png", "buffer": picture}
    )
    expect(page.get_by_test_id("try-word")).to_have_text("happy", timeout=SLOW_MS)
    expect(page.get_by_test_id("face-box")).to_be_visible()
    assert traffic.everything == b""
    assert page.evaluate("Object.keys(localStorage).filter((key) => !key.includes('mantine')).length") == 0


def test_no_camera_is_asked_for_before_the_notice(watched: Watched, browser: Browser) -> None:
    page = watched.open(browser)
    page.context.add_init_script(
        "window.asked = 0; navigator.mediaDevices.getUserMedia = () => Promise.reject(Error(window.asked++))"
    )
    page.goto("/try")
    expect(page.get_by_role("button", name="Load the model")).to_be_disabled()
    loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert not any(".wasm" in name or ".onnx" in name for name in loaded)
    assert page.evaluate("window.asked") == 0


def test_the_proof_counts_what_leaves(watched: Watched, browser: Browser) -> None:
    page = watched.open(browser, "/prove")
    page.get_by_role("button", name="Run the clip").click()
    read = page.get_by_test_id("count-read")
    expect(read).not_to_have_text("0", timeout=SLOW_MS)
    traffic = Traffic.of(page)
    seen = int(read.inner_text())
    expect(read).not_to_have_text(str(seen), timeout=SLOW_MS)
    for count in ("messages", "pictures"):
        expect(page.get_by_test_id(f"count-{count}")).to_have_text("0")
    expect(page.get_by_test_id("count-bytes")).to_have_text("0 bytes")
    assert traffic.everything == b""
    expect(page.get_by_text("The browser's own list shows 0 requests")).to_be_visible()
    page.evaluate("fetch('/api/health').then((answer) => answer.text())")
    expect(page.get_by_text("The browser's own list shows 1 request by this page")).to_be_visible()


def test_the_proof_lists_what_a_lesson_sent(watched: Watched, browser: Browser, in_group: World) -> None:
    page, _ = open_lesson(watched, browser, in_group)
    go_on_air(page)
    expect(page.get_by_test_id("expression").last).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("link", name="See what leaves").click()
    expect(page.get_by_role("cell", name="reading", exact=True).first).to_be_visible()
    expect(page.get_by_test_id("since-start")).to_contain_text("0 of them were pictures")


def test_reading_goes_on_without_a_network(watched: Watched, browser: Browser) -> None:
    page = watched.open(browser, "/try")
    load_model(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Surprise").click()
    expect(page.get_by_test_id("try-word")).to_have_text("surprised", timeout=SLOW_MS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "language"), [(1440, "en-US"), (390, "es-ES")])
def test_the_pages_fit_and_can_be_read_by_all(
    watched: Watched, browser: Browser, scheme: str, width: int, language: str
) -> None:
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 844}, "bypass_csp": True}
    page = watched.open(browser, "/prove", locale=language, **options)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert find_flaws(page, width) == []
    page.goto("/try")
    load_model(page)
    assert find_flaws(page, width) == []


SEND_RAW = """async ([lesson, event, payload]) => {
  const origin = location.origin.replace("http", "ws");
  const socket = new WebSocket(`${origin}/socket.io/?EIO=4&transport=websocket`);
  const next = () => new Promise((resolve) => { socket.onmessage = ({ data }) => resolve(data); });
  const say = async (number, name, data) => {
    socket.send(`42/live,${number}` + JSON.stringify([name, data]));
    let text = await next();
    while (!text.startsWith(`43/live,${number}`)) text = await next();
    return text;
  };
  await next();
  socket.send("40/live,");
  await next();
  await say(1, "join", { lesson_id: lesson, live_class_id: null, opt_in: false });
  const answer = await say(2, event, payload);
  socket.close();
  return answer;
}"""


def open_lesson(watched: Watched, browser: Browser, world: World) -> tuple[Page, Traffic]:
    """The student's page in the live class, with everything it sends recorded from the login on."""
    live = world.open_class()
    page = watched.open_as(browser, STUDENT)
    traffic = Traffic.of(page)
    page.goto(f"/lessons/{world.lesson_id}?class={live}")
    return page, traffic


def go_on_air(page: Page) -> None:
    page.get_by_role("button", name="Turn on the camera").click()
    page.get_by_role("button", name="Go on air").click(timeout=SLOW_MS)
    expect(page.get_by_role("dialog")).to_have_count(0)


def live_through(page: Page, world: World, note: str) -> None:
    """A whole lesson: on air, reading, a check-in, help, a correction, the quiz, off air, away."""
    go_on_air(page)
    word = page.get_by_test_id("expression").last
    expect(word).to_be_visible(timeout=SLOW_MS)
    assert word.inner_text() in EXPRESSIONS
    expect(page.get_by_test_id("where")).to_contain_text(note)
    page.get_by_role("button", name="Going well").click()
    page.get_by_role("button", name="Ask my tutor for help").click()
    page.get_by_role("button", name="That's not it").click()
    page.get_by_text("calm", exact=True).click()
    expect(page.get_by_text("Noted. Your word counts.")).to_be_visible()
    page.get_by_role("radio", name="The mean").check()
    page.get_by_role("textbox", name="What is the mean of 2, 4 and 9?").fill("5")
    page.get_by_role("button", name="Hand in").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Turn on the camera")).to_be_visible()
    page.goto("/")


def load_model(page: Page) -> None:
    page.get_by_role("checkbox").check()
    page.locator("main button").last.click()
    expect(page.get_by_test_id("try-word")).to_be_visible(timeout=SLOW_MS)


def find_flaws(page: Page, width: int) -> list[str]:
    """What axe knows, and what sticks out."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("tags => axe.run(document, { runOnly: tags })", TAGS)
    flaws = [f"{each['id']} at {each['nodes'][0]['target']}" for each in found["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*flaws, f"{wide} px wide"] if wide > width else flaws
