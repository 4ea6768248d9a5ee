"""What somebody does on a page before its picture is taken, and what the server is made to say."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
from camera import HEIGHT, WIDTH, write_frames
from e2e_world import ADMIN, STUDENT, TUTOR
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect
from production_server import ADMIN as FIRST_ADMIN
from production_server import PASSWORD as FIRST_PASSWORD

Places = dict[str, int]
Act = Callable[[Page, Places], None]
FIRST_LOOK_MS = 120_000  # the browser may fetch and start the model first
CLIP_FRAMES, FRAME_MS = 24, 66
PHONE_UP_TO = 980  # below, the rail of a lesson is a bar that opens
READ_DRAWING = "canvas => canvas.toDataURL('image/png')"


def record_drawn_face(browser: Browser, address: str, clip: Path) -> None:
    """Let the product draw its smiling face and keep it as the clip of the pretended camera."""
    page = browser.new_page(base_url=address)
    load_reader(page, {})
    page.get_by_role("button", name="Smile", exact=True).click()
    canvas = page.locator("canvas").first
    frames = []
    for _ in range(CLIP_FRAMES):
        picture = base64.b64decode(canvas.evaluate(READ_DRAWING).split(",")[1])
        frames.append(
            np.asarray(Image.open(io.BytesIO(picture)).convert("RGB").resize((WIDTH, HEIGHT))) / 255
        )
        page.wait_for_timeout(FRAME_MS)
    write_frames(clip, frames)
    page.close()


def go_on_air(page: Page, places: Places) -> None:
    """In a live class, camera on, seen by the tutor, stuck and asking for help."""
    page.goto("/lessons/{lesson}?class={live}".format(**places))
    _open_rail(page)
    page.get_by_role("button", name="Turn on the camera").click()
    page.get_by_role("button", name="Go on air").click(timeout=FIRST_LOOK_MS)
    page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_label("Let my tutors see me in this class").check(force=True)
    page.get_by_test_id("expression").last.wait_for(timeout=FIRST_LOOK_MS)
    page.get_by_role("button", name="Stuck").click()
    page.wait_for_timeout(12_000)  # so that the timeline has its first mark


def check_camera(page: Page, places: Places) -> None:
    page.goto("/lessons/{lesson}".format(**places))
    _open_rail(page)
    page.get_by_role("button", name="Turn on the camera").click()
    expect(page.get_by_role("button", name="Go on air")).to_be_enabled(timeout=FIRST_LOOK_MS)


def read_consent(page: Page, places: Places) -> None:
    def nothing_agreed(route: Route) -> None:
        answer = route.fetch()
        policy = answer.json()
        route.fulfill(response=answer, json=policy | {"mode": "off", "missing": ["camera", "own_analysis"]})

    page.route("**/api/policy?*", nothing_agreed)
    page.context.request.post("/api/consents/withdraw", data={}, headers={"X-Attune": "1"})
    page.goto("/lessons/{lesson}".format(**places))
    _open_rail(page)
    page.get_by_role("button", name="Read what it does").click()
    page.get_by_role("dialog").get_by_role("checkbox").first.wait_for()


def hand_in_quiz(page: Page, places: Places) -> None:
    page.goto("/lessons/{lesson}".format(**places))
    page.get_by_placeholder("A number").first.wait_for()
    for field, value in zip(page.get_by_placeholder("A number").all(), ("5", "3"), strict=False):
        field.fill(value)
    page.get_by_role("radio", name="The median").check()
    page.get_by_role("button", name="Hand in").click()
    page.get_by_text("points").last.scroll_into_view_if_needed()


def _on_lesson(name: str) -> Act:
    def act(page: Page, places: Places) -> None:
        page.goto("/lessons/{lesson}".format(**places))
        _open_rail(page)
        page.get_by_role("button", name=name).click()
        page.get_by_role("dialog").wait_for()

    return act


def _press(path: str, name: str) -> Act:
    def act(page: Page, places: Places) -> None:
        page.goto(path.format(**places))
        page.get_by_role("button", name=name, exact=True).first.click()

    return act


def load_reader(page: Page, places: Places) -> None:
    """The page without an account, with the model at work."""
    page.goto("/try")
    page.get_by_label("I am 18 or older").check()
    page.get_by_role("button", name="Load the model").click()
    page.locator("canvas").first.wait_for(timeout=FIRST_LOOK_MS)


def run_proof(page: Page, places: Places) -> None:
    page.goto("/prove")
    page.get_by_role("button", name="Run the clip").click()
    page.get_by_test_id("count-read").wait_for(timeout=FIRST_LOOK_MS)
    page.wait_for_timeout(4_000)


def open_menu(page: Page, places: Places) -> None:
    page.goto("/courses")
    page.get_by_role("button", name="Open the menu").or_(
        page.get_by_role("button", name="Account of")
    ).first.click()


def open_state(page: Page, path: str, kind: str) -> None:
    """Make every question to the API fail, wait for ever or find nothing; who I am stays known."""

    def answer(route: Route) -> None:
        known = ("/api/me", "/api/status", "/api/briefing")
        if route.request.method != "GET" or route.request.url.split("?")[0].endswith(known):
            route.continue_()
        elif kind == "fails":
            route.fulfill(status=500, json={"code": "internal_error", "message": "Something went wrong."})
        elif kind == "empty":
            given = route.fetch()
            is_list = "json" in given.headers.get("content-type", "") and "items" in given.json()
            route.fulfill(response=given, json=given.json() | {"items": []} if is_list else None)

    page.route("**/api/**", answer)
    page.goto(path)
    if kind == "fails":
        page.get_by_role("alert").first.wait_for(timeout=30_000)


def _open_rail(page: Page) -> None:
    if page.viewport_size and page.viewport_size["width"] <= PHONE_UP_TO:
        page.get_by_role("button", name="Open the side panel").click()


def _log_in_first(page: Page) -> None:
    page.goto("/login")
    page.get_by_label("E-mail").fill(FIRST_ADMIN)
    page.get_by_label("Password", exact=True).fill(FIRST_PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Welcome back").wait_for(state="detached")


def _set_up_step(page: Page) -> None:
    page.goto("/security")
    page.get_by_role("button", name="Set it up").click()


SCENES: dict[str, tuple[str | None, Act]] = {
    "try": (None, load_reader),
    "prove": (None, run_proof),
    "menu": (ADMIN, open_menu),
    "invite": (ADMIN, _press("/", "Invite somebody")),
    "new-course": (TUTOR, _press("/", "New course")),
    "join": (STUDENT, _press("/", "Join a course")),
    "quiz": (STUDENT, hand_in_quiz),
    "breath": (STUDENT, _on_lesson("Take a breath")),
    "talk": (STUDENT, _on_lesson("Talk to someone")),
    "export": (STUDENT, _press("/my-data", "Export my data")),
    "camera-check": (STUDENT, check_camera),
    "on-air": (STUDENT, go_on_air),
    "consent": (STUDENT, read_consent),
}

STATES = {
    f"{name}-{kind}": (email, path, kind)
    for name, (email, path) in {
        "home": (STUDENT, "/"),
        "course": (STUDENT, "/courses/{course}"),
        "lesson": (STUDENT, "/lessons/{lesson}"),
        "my-data": (STUDENT, "/my-data"),
        "trends": (TUTOR, "/trends"),
        "report": (TUTOR, "/courses/{course}/report"),
        "people": (TUTOR, "/courses/{course}?tab=people"),
        "users": (ADMIN, "/"),
        "system": (ADMIN, "/admin/system"),
        "audit": (ADMIN, "/admin/audit"),
    }.items()
    for kind in ("fails", "waits", "empty")
}

FIRST_RUN: dict[str, Callable[[Page], None]] = {"log-in": _log_in_first, "second-step": _set_up_step}
