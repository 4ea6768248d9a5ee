"""Takes the picture of every route: light and dark, phone and desk, and the one the README shows.

It starts a demo server of its own in a temporary folder and pretends a camera with the face out of
scikit-image. The sheet goes into var/screenshots, which git ignores. `make screenshots` runs it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from camera import write_clip  # noqa: E402
from demo_server import FAKE_CAMERA, FLAGS, find_chromium, start_server  # noqa: E402
from e2e_world import PASSWORD, STUDENT, World  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from routes import ROUTES  # noqa: E402

SHEET = ROOT / "var" / "screenshots"
README_PICTURE = ROOT / "docs" / "screenshot.png"
WIDTHS = {"phone": 390, "desk": 1440}
SHOWN_COURSE = "Statistics you can use"
SETTLE_MS = 700
FIRST_LOOK_MS = 120_000  # the browser may fetch and start the model first
COLOURS = 128  # of the README's picture: keeps it under 400 KB


def main() -> None:
    """Take them all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only-readme", action="store_true", help="take the README's picture only")
    options = arguments.parse_args()
    SHEET.mkdir(parents=True, exist_ok=True)
    with _open_stage() as (browser, world, address):
        world.course_id, world.lesson_id = _find_demo_lesson(world)
        live = world.open_class()
        student = _show_lesson(browser, world, address, live)
        if not options.only_readme:
            student.screenshot(path=SHEET / "student-on-air-desk-light.png")
            _take_sheet(browser, world, address, live)
    print(f"Wrote {SHEET.relative_to(ROOT)} and {README_PICTURE.relative_to(ROOT)}")


@contextmanager
def _open_stage() -> Iterator[tuple[Browser, World, str]]:
    with tempfile.TemporaryDirectory() as folder, start_server(Path(folder) / "var") as address:
        clip = write_clip(Path(folder) / "face.y4m")
        with sync_playwright() as play:
            flags = [*FLAGS, *FAKE_CAMERA, f"--use-file-for-fake-video-capture={clip}"]
            browser = play.chromium.launch(executable_path=find_chromium(), args=flags)
            world = World(play, address)
            yield browser, world, address
            world.close()
            browser.close()


def _find_demo_lesson(world: World) -> tuple[int, int]:
    """The first lesson of the demo's course that has pictures."""
    courses = world.call(STUDENT, "get", "/api/courses")["items"]
    course_id = next(course["id"] for course in courses if course["title"] == SHOWN_COURSE)
    outline = world.call(STUDENT, "get", f"/api/courses/{course_id}/modules")["items"]
    return course_id, outline[0]["lessons"][0]["id"]


def _show_lesson(browser: Browser, world: World, address: str, live: int) -> Page:
    """A student on air in a class: the README's picture."""
    world.consent(STUDENT)
    page = _log_in(browser, address, STUDENT, width=1440, scheme="light")
    page.goto(f"/lessons/{world.lesson_id}?class={live}")
    page.get_by_role("button", name="Turn on the camera").click()
    page.get_by_role("button", name="Go on air").click(timeout=FIRST_LOOK_MS)
    page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_label("Let my tutors see me in this class").check(force=True)
    page.get_by_test_id("expression").last.wait_for(timeout=FIRST_LOOK_MS)
    page.get_by_role("button", name="Stuck").click()
    page.get_by_role("button", name="I'm lost").click()
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_timeout(12_000)  # so that the timeline has its first mark
    page.screenshot(path=README_PICTURE)
    Image.open(README_PICTURE).convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS).save(
        README_PICTURE, optimize=True
    )
    return page


def _take_sheet(browser: Browser, world: World, address: str, live: int) -> None:
    places = {"course": world.course_id, "lesson": world.lesson_id, "live": live}
    for size, width in WIDTHS.items():
        for scheme in ("light", "dark"):
            for email, routes in ROUTES.items():
                page = _log_in(browser, address, email, width, scheme)
                for route in routes:
                    page.goto(route.format(**places))
                    page.wait_for_timeout(SETTLE_MS)
                    page.screenshot(path=SHEET / f"{_name(email, route)}-{size}-{scheme}.png", full_page=True)
                page.context.close()


def _log_in(browser: Browser, address: str, email: str | None, width: int, scheme: str) -> Page:
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto("/login")
    if email is None:
        return page
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Welcome back").wait_for(state="detached")
    return page


def _name(email: str | None, route: str) -> str:
    role = email.split("@")[0] if email else "anyone"
    words = [word for word in route.replace("?tab=", "/").split("/") if word and not word.startswith("{")]
    return "-".join([role, *words])


if __name__ == "__main__":
    main()
