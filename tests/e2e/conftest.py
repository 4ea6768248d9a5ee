"""The real server on the built front end with the released model, and browsers that look at it.

Every page is watched: a console error, a breach of the content policy or a request to another origin
fails the test that opened it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from camera import write_clip
from cut_line import Line
from demo_server import FAKE_CAMERA, FLAGS, NotReadyError, find_chromium, start_server
from e2e_world import PASSWORD, World
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

# A class is in the trends some seconds after its end, not within a minute.
QUICK = ("trends.settle_s=5", "trends.rollup_every_s=5")
expect.set_options(timeout=20_000)  # two busy cores make everything late, not wrong
# A browser asks for these by itself when a login has ended; the page shows the login, not an error.
EXPECTED_NOISE = ("401 (UNAUTHORIZED)",)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> str:
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    return path


@pytest.fixture(scope="session")
def whole_line() -> Iterator[Line]:
    """A second way to the server, which a test may cut and must mend."""
    line = Line()
    yield line
    line.cut()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, chromium: str, whole_line: Line) -> Iterator[str]:
    """A demo server in a folder of its own; its address."""
    try:
        var = tmp_path_factory.mktemp("server") / "var"
        with start_server(var, whole_line.address, QUICK) as address:
            whole_line.lead_to(address)
            yield address
    except NotReadyError as error:
        pytest.fail(str(error))


@pytest.fixture(scope="session")
def play() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def world(play: Playwright, server: str) -> Iterator[World]:
    """A course with lessons and a quiz, made over the API by the demo's tutor."""
    made = World(play, server)
    yield made
    made.close()


@pytest.fixture(scope="session")
def browser(play: Playwright, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera shows a face."""
    clip = write_clip(tmp_path_factory.mktemp("camera") / "face.y4m")
    yield from _launch(play, chromium, (*FAKE_CAMERA, f"--use-file-for-fake-video-capture={clip}"))


@pytest.fixture
def browser_without_camera(play: Playwright, chromium: str) -> Iterator[Browser]:
    yield from _launch(play, chromium, ("--use-fake-ui-for-media-stream",))


@dataclass
class Watched:
    """Opens pages and remembers what should not have happened on them."""

    address: str
    contexts: list[BrowserContext] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)

    def open(self, browser: Browser, path: str = "/", **options: object) -> Page:
        page = self._add_page(browser, **options)
        page.goto(path)
        return page

    def open_as(self, browser: Browser, email: str, path: str = "/", **options: object) -> Page:
        """Logged in over the API; the page that does it has tests of its own."""
        page = self._add_page(browser, **options)
        login = {"email": email, "password": PASSWORD}
        answer = page.request.post("/api/auth/login", headers={"X-Attune": "1"}, data=login)
        assert answer.ok, answer.text()
        page.goto(path)
        return page

    def _add_page(self, browser: Browser, **options: object) -> Page:
        context = browser.new_context(base_url=self.address, **options)  # type: ignore[arg-type]
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self._note("error", str(error)))
        page.on("request", lambda request: self._check_origin(request.url))
        return page

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and not any(noise in text for noise in EXPECTED_NOISE):
            self.wrongs.append(text)

    def _check_origin(self, url: str) -> None:
        own = (self.address, self.address.replace("http", "ws"), "data:", f"blob:{self.address}")
        if not url.startswith(own):
            self.wrongs.append(f"request to another origin: {url}")


@pytest.fixture
def watched(server: str) -> Iterator[Watched]:
    pages = Watched(server)
    yield pages
    for context in pages.contexts:
        context.close()
    assert pages.wrongs == []


def _launch(play: Playwright, path: str, flags: tuple[str, ...]) -> Iterator[Browser]:
    browser = play.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
    yield browser
    browser.close()
