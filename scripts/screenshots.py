"""Takes the picture of every page and its states: light and dark, phone and desk, and those of the README.

It starts a demo server of its own in a temporary folder, fills a live class with the demo's invented
students and pretends a camera with the product's own drawn face. The sheet goes into var/screenshots, which
git ignores. `make screenshots` runs it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "e2e")]

from demo_server import FAKE_CAMERA, FLAGS, find_chromium, start_server  # noqa: E402
from e2e_world import ADMIN, PASSWORD, STUDENT, TUTOR, World  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from production_server import start_production  # noqa: E402
from routes import ROUTES  # noqa: E402
from screenshot_scenes import FIRST_RUN, SCENES, STATES, go_on_air, open_state, record_drawn_face  # noqa: E402

from backend.demo.simulate import Actor, play_class  # noqa: E402

SHEET = ROOT / "var" / "screenshots"
README_PICTURES = ROOT / "docs" / "pictures"
WIDTHS = {"phone": 390, "desk": 1440}
SPANISH_WIDTHS = {"es-phone": 390, "es-860": 860, "es-1000": 1000}
SPANISH_ROUTES = {
    STUDENT: ("/", "/lessons/{lesson}", "/my-data"),
    TUTOR: ("/", "/live/{live}", "/trends"),
    ADMIN: ("/", "/admin/trends", "/admin/system", "/admin/policy"),
}
SCHEMES = ("light", "dark")
SHOWN_COURSE = "Statistics you can use"
CLASSMATES = 26
CLASS_S = 3600.0  # longer than the sheet takes
SETTLE_MS, REPAINT_MS = 900, 250
MOOD_MS = 100_000  # the mood needs a few closed windows before its chart says something
README_HEIGHTS = {"lesson": 900, "panel": 1240, "trends": 1240}
README_COLOURS = 255  # keeps each of the README's pictures well under 150 KB


def main() -> None:
    """Take them all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only-readme", action="store_true", help="take the README's pictures only")
    arguments.add_argument("--only", default="", help="take only what has this in its name")
    options = arguments.parse_args()
    SHEET.mkdir(parents=True, exist_ok=True)
    README_PICTURES.mkdir(parents=True, exist_ok=True)
    with _open_stage() as (browser, world, address):
        places = _fill_class(world, address)
        sheet = _Sheet(browser, address, places, options.only)
        sheet.take_readme(world)
        if not options.only_readme:
            sheet.take_routes(ROUTES, WIDTHS, "en-GB")
            sheet.take_routes(SPANISH_ROUTES, SPANISH_WIDTHS, "es-ES", SCHEMES[:1])
            sheet.take_scenes(world)
            _take_first_run(browser)
    print(f"Wrote {SHEET.relative_to(ROOT)} and {README_PICTURES.relative_to(ROOT)}")


@contextmanager
def _open_stage() -> Iterator[tuple[Browser, World, str]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        start_server(Path(folder) / "var") as address,
        sync_playwright() as play,
    ):
        clip = Path(folder) / "face.y4m"
        plain = play.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        record_drawn_face(plain, address, clip)
        plain.close()
        flags = [*FLAGS, *FAKE_CAMERA, f"--use-file-for-fake-video-capture={clip}"]
        browser = play.chromium.launch(executable_path=find_chromium(), args=flags)
        world = World(play, address)
        yield browser, world, address
        world.close()
        browser.close()


def _fill_class(world: World, address: str) -> dict[str, int]:
    """Open a class on the demo's first lesson and let the invented students in."""
    courses = world.call(STUDENT, "get", "/api/courses")["items"]
    world.course_id = next(course["id"] for course in courses if course["title"] == SHOWN_COURSE)
    outline = world.call(STUDENT, "get", f"/api/courses/{world.course_id}/modules")["items"]
    world.lesson_id = outline[0]["lessons"][0]["id"]
    live = world.open_class()
    roster = world.call(TUTOR, "get", f"/api/courses/{world.course_id}/roster?limit=100")["items"]
    classmates = [each["email"] for each in roster if each["role"] == "student" and each["email"] != STUDENT]
    actors = [Actor(email, PASSWORD) for email in classmates[:CLASSMATES]]
    playing = (address, Actor(TUTOR, PASSWORD), actors, CLASS_S)
    multiprocessing.get_context("spawn").Process(target=play_class, args=playing, daemon=True).start()
    world.consent(STUDENT)
    return {"course": world.course_id, "lesson": world.lesson_id, "live": live}


class _Sheet:
    """Opens pages as somebody and writes what they look like."""

    def __init__(self, browser: Browser, address: str, places: dict[str, int], only: str) -> None:
        self._browser, self._address, self._places, self._only = browser, address, places, only

    def take_readme(self, world: World) -> None:
        """The lesson, the panel and the trends."""
        student = self.open(STUDENT, 1440)
        go_on_air(student, self._places)
        tutor = self.open(TUTOR, 1440)
        tutor.goto("/live/{live}".format(**self._places))
        tutor.wait_for_timeout(MOOD_MS)
        admin = self.open(ADMIN, 1440)
        admin.goto("/admin/trends")
        admin.wait_for_timeout(3 * SETTLE_MS)
        for (name, height), page in zip(README_HEIGHTS.items(), (student, tutor, admin), strict=True):
            page.set_viewport_size({"width": 1440, "height": height})
            page.evaluate("window.scrollTo(0, 0)")
            for scheme in SCHEMES:
                _take(page, README_PICTURES / f"{name}-{scheme}.png", scheme, is_whole=False)
                _shrink(README_PICTURES / f"{name}-{scheme}.png")
            page.context.close()

    def take_routes(
        self,
        routes: dict[str | None, tuple[str, ...]] | dict[str, tuple[str, ...]],
        widths: dict[str, int],
        locale: str,
        schemes: tuple[str, ...] = SCHEMES,
    ) -> None:
        """Every page as it stands."""
        for size, width in widths.items():
            for email, paths in routes.items():
                wanted = [path for path in paths if self._only in _name(email, path)]
                page = self.open(email, width, locale) if wanted else None
                for path in wanted if page else ():
                    page.goto(path.format(**self._places))
                    page.wait_for_timeout(SETTLE_MS)
                    self._keep(page, _name(email, path), size, schemes)
                if page:
                    page.context.close()

    def take_scenes(self, world: World) -> None:
        """What stands on a page only after somebody did something, or when something is missing."""
        for size, width in WIDTHS.items():
            world.consent(STUDENT)
            for name, (email, act) in SCENES.items():
                if self._only in name:
                    page = self.open(email, width)
                    act(page, self._places)
                    page.wait_for_timeout(SETTLE_MS)
                    self._keep(page, f"scene-{name}", size, SCHEMES, is_whole=False)
                    page.context.close()
            for name, (email, path, kind) in STATES.items():
                if self._only in name:
                    page = self.open(email, width)
                    open_state(page, path.format(**self._places), kind)
                    page.wait_for_timeout(SETTLE_MS)
                    self._keep(page, f"state-{name}", size, SCHEMES)
                    page.unroute_all(behavior="ignoreErrors")  # what still waits for an answer
                    page.context.close()

    def open(self, email: str | None, width: int, locale: str = "en-GB") -> Page:
        """A page of somebody who is logged in; of nobody without a name."""
        context = self._browser.new_context(
            base_url=self._address, viewport={"width": width, "height": 900}, locale=locale
        )
        if email:
            login = {"email": email, "password": PASSWORD}
            context.request.post("/api/auth/login", data=login, headers={"X-Attune": "1"})
        return context.new_page()

    def _keep(
        self, page: Page, name: str, size: str, schemes: tuple[str, ...], is_whole: bool = True
    ) -> None:
        for scheme in schemes:
            _take(page, SHEET / f"{name}-{size}-{scheme}.png", scheme, is_whole)


def _take_first_run(browser: Browser) -> None:
    """A new deployment: its only administrator sets up the second step and the declaration."""
    with tempfile.TemporaryDirectory() as folder, start_production(Path(folder) / "var") as address:
        for size, width in WIDTHS.items():
            context = browser.new_context(base_url=address, viewport={"width": width, "height": 900})
            page = context.new_page()
            for step, act in FIRST_RUN.items():
                act(page)
                page.wait_for_timeout(SETTLE_MS)
                for scheme in SCHEMES:
                    _take(page, SHEET / f"first-run-{step}-{size}-{scheme}.png", scheme)
            context.close()


def _take(page: Page, path: Path, scheme: str, is_whole: bool = True) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.wait_for_timeout(REPAINT_MS)
    page.screenshot(path=path, full_page=is_whole)


def _shrink(path: Path) -> None:
    """Few colours are enough for a page, and keep the repository small."""
    picture = Image.open(path).convert("RGB")
    picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=README_COLOURS).save(path, optimize=True)


def _name(email: str | None, route: str) -> str:
    role = email.split("@")[0] if email else "anyone"
    words = [word for word in route.replace("?tab=", "/").split("/") if word and not word.startswith("{")]
    return "-".join([role, *words])


if __name__ == "__main__":
    main()
