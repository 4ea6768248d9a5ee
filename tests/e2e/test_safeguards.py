"""Safeguards as people meet them: the first run, words before a camera, guardian, limits, retention."""

from __future__ import annotations

import base64
import re
import sqlite3
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from conftest import Watched
from demo_server import NotReadyError
from e2e_world import ADMIN, STUDENT, World
from e2e_world import PASSWORD as DEMO_PASSWORD
from playwright.sync_api import Browser, Page, expect
from production_server import ADMIN as FIRST
from production_server import PASSWORD, start_production
from routes import read_addresses
from test_student import TURN_ON, go_on_air, take_quiz

from backend.accounts.one_time_code import STEP_S, make_code

ASKS = "window.asked = 0; const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
COUNT_ASKS = ASKS + "navigator.mediaDevices.getUserMedia = (...a) => { window.asked++; return own(...a); };"
DENY = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));"
# On the first day there is no model to fetch, and what needs a second step or the password is refused.
REFUSALS = ("404 (NOT FOUND)", "403 (FORBIDDEN)", "409 (CONFLICT)")
FIRST_WORDS = "Before anybody can use a camera here"
EXPRESSION_KEYS = ("probabilities", "abstained", '"label"', "confidence")


# A fresh server migrates first, and a browser fetches the whole model before it reads alone.
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def production_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("production") / "var"


@pytest.fixture(scope="module")
def production(production_folder: Path, chromium: str) -> Iterator[str]:
    """A deployment on its first day."""
    try:
        with start_production(production_folder) as address:
            yield address
    except NotReadyError as error:
        pytest.fail(str(error))


@pytest.fixture
def first_day(production: str) -> Iterator[Watched]:
    pages = Watched(production)
    yield pages
    for context in pages.contexts:
        context.close()
    assert [wrong for wrong in pages.wrongs if not any(refusal in wrong for refusal in REFUSALS)] == []


def test_a_fresh_deployment_never_asks_for_the_camera(first_day: Watched, browser: Browser) -> None:
    """Every address there is, before anybody signed anything."""
    page = first_day.open(browser, "/login")
    page.context.add_init_script(COUNT_ASKS)
    visit_every_page(page)


def visit_every_page(page: Page) -> None:
    """Whoever is logged in: no page asks for the camera, and none might."""
    for path in read_addresses():
        answer = page.goto(re.sub(r":\w+", "1", path))
        assert answer is not None and answer.headers["permissions-policy"].startswith("camera=()"), path
        page.locator("h1, [role=alert]").first.wait_for()
        assert page.evaluate("window.asked") == 0, path


def test_the_first_administrator_is_led_through(
    first_day: Watched, browser: Browser, production_folder: Path
) -> None:
    page = first_day.open(browser, "/login")
    page.context.add_init_script(COUNT_ASKS)
    log_in(page, FIRST, PASSWORD)
    expect(page.get_by_role("heading", name="Protect your account")).to_be_visible()
    page.get_by_role("button", name="Set it up").click()
    secret = read_square(page)
    page.get_by_label("The code it shows now").fill(code_of(secret))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Codes on paper")).to_be_visible()
    lines = page.get_by_role("listitem").all_inner_texts()
    papers = [line for line in lines if re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", line)]
    assert len(set(papers)) == 8
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("heading", name=FIRST_WORDS)).to_be_visible()
    visit_every_page(page)
    page.goto("/setup")
    walk_through_declaration(page)
    expect(page.get_by_role("heading", name="People")).to_be_visible()
    assert page.request.get("/api/status").json()["mode"] == "self_only"
    prove_again_to_invite(page, production_folder)
    log_in_with_paper(first_day, browser, papers[-1])


def test_before_one_decides_nothing_is_ticked_and_no_is_as_large_as_yes(
    watched: Watched, browser: Browser, world: World
) -> None:
    world.consent(STUDENT, granted=False)
    page = watched.open_as(browser, STUDENT)
    page.context.add_init_script(COUNT_ASKS)
    page.goto(f"/lessons/{world.lesson_id}")
    page.get_by_role("button", name="Read what it does").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("never says what you feel")).to_be_visible()
    boxes = dialog.get_by_role("checkbox")
    expect(boxes.first).to_be_visible()
    assert boxes.count() >= 7 and not any(box.is_checked() for box in boxes.all())
    no = dialog.get_by_role("button", name="No, thank you").bounding_box()
    yes = dialog.get_by_role("button", name="Agree to what I ticked").bounding_box()
    assert no and yes and (no["width"], no["height"]) == (yes["width"], yes["height"])
    assert page.evaluate("window.asked") == 0


@pytest.mark.parametrize("why", ["denied", "off"])
def test_the_same_way_through_a_lesson_without_a_camera(
    watched: Watched, browser: Browser, world: World, why: str
) -> None:
    """Check in, take the quiz, see one's own data: the same steps, whatever keeps the camera off."""
    world.consent(STUDENT)
    if why == "off":
        world.call("tutor@demo.attune", "patch", f"/api/courses/{world.course_id}", limit(world, "off"))
    try:
        page = watched.open_as(browser, STUDENT)
        page.context.add_init_script(DENY if why == "denied" else COUNT_ASKS)
        page.goto(f"/lessons/{world.lesson_id}")
        if why == "denied":
            page.get_by_role("button", name=TURN_ON).click()
            page.get_by_role("button", name="Not now").click()
        page.get_by_role("button", name="Going well").click()
        expect(page.get_by_role("button", name="Going well")).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("button", name=TURN_ON)).to_have_count(1 if why == "denied" else 0)
        take_quiz(page)
        page.goto("/my-data")
        expect(page.get_by_role("heading", name="What I agreed to")).to_be_visible()
        assert why == "denied" or page.evaluate("window.asked") == 0
    finally:
        world.call(
            "tutor@demo.attune", "patch", f"/api/courses/{world.course_id}", limit(world, "individual")
        )


def test_alone_nothing_about_expression_leaves_the_browser(
    watched: Watched, browser: Browser, world: World
) -> None:
    """A lesson with the camera on in `self_only`: all that is sent, by HTTP and socket, is searched."""
    scopes = {"camera", "own_analysis"}
    everything = ("camera", "own_analysis", "keep_summaries", "share_aggregate", "share_tutors")
    decisions = [{"scope": scope, "granted": scope in scopes} for scope in everything]
    world.call(STUDENT, "put", "/api/consents", {"decisions": decisions})
    page = watched.open_as(browser, STUDENT)
    sent: list[bytes] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(as_bytes(frame))))
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    page.goto(f"/lessons/{world.lesson_id}")
    page.set_default_timeout(120_000)
    go_on_air(page)
    expect(page.get_by_test_id("expression").last).to_be_visible(timeout=120_000)
    page.get_by_role("button", name="Going well").click()
    expect(page.get_by_role("button", name="Going well")).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(3_000)
    said = b"\n".join(sent)
    assert b"check_in" in said  # what is meant to leave does, so the ear is open
    for start in (b"\xff\xd8\xff", b"RIFF", b"\x89PNG", b"/9j/", b"iVBORw0K", b"UklGR"):
        assert start not in said
    assert not any(key.encode() in said for key in EXPRESSION_KEYS)
    world.consent(STUDENT)


def test_a_new_tutor_reads_the_limits_before_the_panel(
    watched: Watched, browser: Browser, world: World
) -> None:
    live = world.open_class()
    email = add_person(world, "tutor", "Tara Tutor")
    world.call("tutor@demo.attune", "post", f"/api/courses/{world.course_id}/enrolments/import",
               {"csv": f"email,role\n{email},tutor", "dry_run": False})  # fmt: skip
    page = watched.open_as(browser, email, f"/live/{live}")
    expect(page.get_by_role("heading", name="What this cannot tell you")).to_be_visible()
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_role("heading", name="Mean or median")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Mean or median")).to_be_visible()
    world.end_class(live)


def test_guardian_and_child_agree_and_the_guardian_takes_it_back(
    watched: Watched, browser: Browser, world: World
) -> None:
    email = add_person(world, "student", "Kim Kidd", region="other", birth_year=time.gmtime().tm_year - 12)
    child = watched.open_as(browser, email, "/my-data")
    child.get_by_label("E-mail of your parent or guardian").fill("parent@example.org")
    child.get_by_role("button", name="Write to them").click()
    expect(child.get_by_text("has not answered yet")).to_be_visible()
    user = world.call(ADMIN, "get", f"/api/admin/users?search={email}")["items"][0]
    path = f"/api/admin/users/{user['id']}/guardian-link"
    link = world.call(ADMIN, "post", path, {"email": "parent@example.org"})["link"]
    parent = watched.open(browser, "/guardian#" + link.split("#")[1])
    expect(parent.get_by_text("Kim Kidd learns with")).to_be_visible()
    parent.get_by_label("Your name, as a signature").fill("Pat Kidd")
    parent.get_by_role("button", name="I agree").click()
    expect(parent.get_by_text("You agreed as Pat Kidd")).to_be_visible()
    child.reload()
    child.get_by_role("button", name="Yes, I want this too").click()
    expect(child.get_by_text("You said yes.")).to_be_visible()
    assert "self_only" in child.request.get("/api/policy").json()["allowed"]
    parent.get_by_role("button", name="Take my agreement back").click()
    expect(parent.get_by_text("nothing is switched on")).to_be_visible()
    assert child.request.get("/api/policy").json()["allowed"] == ["off"]


def test_the_retention_page_states_the_configured_numbers(
    watched: Watched, browser: Browser, world: World
) -> None:
    """Without a login; each number of the server stands in a row of the page."""
    page = watched.open(browser, "/retention")
    expect(page.get_by_role("heading", name="What is kept, and how long")).to_be_visible()
    rules = page.request.get("/api/privacy/retention").json()
    every = rules.pop("retention_every_minutes")
    expect(page.get_by_text(f"every {every} minutes")).to_be_visible()
    cells = page.get_by_role("cell").all_inner_texts()
    for name, number in rules.items():
        unit = "hour" if name.endswith("_hours") else "day"
        assert any(cell in (f"{number} {unit}", f"{number} {unit}s") for cell in cells), name


def log_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()


def read_square(page: Page) -> bytes:
    """Read the square picture from the screen as a telephone would."""
    square = page.get_by_role("img", name="Square picture for an authenticator app")
    picture = cv2.imdecode(np.frombuffer(square.screenshot(scale="device"), np.uint8), cv2.IMREAD_COLOR)
    text, *_ = cv2.QRCodeDetector().detectAndDecode(cv2.resize(picture, None, fx=3, fy=3))
    assert text.startswith("otpauth://totp/"), text
    typed = re.search(r"secret=([A-Z2-7]+)", text)
    assert typed is not None
    return base64.b32decode(typed[1] + "=" * (-len(typed[1]) % 8))


def code_of(secret: bytes) -> str:
    return make_code(secret, int(time.time()) // STEP_S)


def walk_through_declaration(page: Page) -> None:
    expect(page.get_by_role("heading", name=FIRST_WORDS)).to_be_visible()
    page.get_by_label("Somewhere else").check()
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_label("What it is for").fill("Teaching")
    page.get_by_label("Lawful basis").fill("Consent")
    page.get_by_label("Whom to ask").fill("contact@example.org")
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_label("The most a camera may be used for").select_option("self_only")
    page.get_by_role("button", name="Next", exact=True).click()
    assert page.request.get("/api/status").json()["mode"] == "off"
    expect(page.get_by_text("contact@example.org")).to_be_visible()
    page.get_by_label("Your password, as a signature").fill(PASSWORD)
    page.get_by_role("button", name="Sign", exact=True).click()


def prove_again_to_invite(page: Page, folder: Path) -> None:
    """As if the password had been given long ago: the page asks for it and goes on by itself."""
    with sqlite3.connect(folder / "attune.db", timeout=15) as connection:
        connection.execute("update login_sessions set proved_at = '2020-01-01 00:00:00'")
    page.get_by_role("button", name="Invite somebody").click()
    invitation = page.get_by_role("dialog", name="Invite somebody")
    invitation.get_by_label("E-mail").fill("tutor@example.org")
    invitation.get_by_label("Part").select_option("tutor")
    invitation.get_by_role("button", name="Send the invitation").click()
    asked = page.get_by_role("dialog", name="Your password once more")
    password = asked.get_by_label("Password", exact=True)
    expect(password).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(asked.locator(":focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    expect(invitation.get_by_role("alert")).to_be_visible()
    expect(invitation.locator(":focus")).to_have_count(1)
    invitation.get_by_role("button", name="Send the invitation").click()
    password.fill(PASSWORD)
    asked.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("cell", name="tutor@example.org", exact=True)).to_be_visible()


def log_in_with_paper(first_day: Watched, browser: Browser, paper: str) -> None:
    page = first_day.open(browser, "/login")
    log_in(page, FIRST, PASSWORD)
    page.get_by_label("Code from your app").fill(paper)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()


def limit(world: World, mode: str) -> dict[str, Any]:
    version = world.call("tutor@demo.attune", "get", f"/api/courses/{world.course_id}")["version"]
    return {"version": version, "mode_limit": mode}


def add_person(world: World, role: str, name: str, **fields: Any) -> str:
    email = f"{uuid.uuid4().hex[:8]}@example.org"
    body = {"email": email, "name": name, "password": DEMO_PASSWORD, "role": role, **fields}
    world.call(ADMIN, "post", "/api/admin/users", body)
    return email


def as_bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame
