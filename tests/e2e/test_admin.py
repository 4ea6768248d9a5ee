"""The admin's way: invite, switch an account off, change the policy and see the class's camera stop."""

from __future__ import annotations

from conftest import Watched
from e2e_world import ADMIN, PASSWORD, STUDENT, World
from playwright.sync_api import Browser, Page, expect
from test_student import go_on_air


def test_an_admin_invites_and_switches_off(watched: Watched, browser: Browser, world: World) -> None:
    page = watched.open_as(browser, ADMIN)
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_role("dialog").get_by_label("E-mail").fill("guest@example.org")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("cell", name="guest@example.org", exact=True)).to_be_visible()
    page.get_by_role("button", name="Switch off the account of Liam Byrne").click()
    expect(page.get_by_role("button", name="Switch on the account of Liam Byrne")).to_be_visible()
    page.goto("/admin/audit")
    expect(page.get_by_text("The log is whole")).to_be_visible()
    expect(page.get_by_role("cell", name="invited someone").first).to_be_visible()


def test_policy_off_stops_the_cameras(watched: Watched, browser: Browser, world: World) -> None:
    world.consent(STUDENT)
    student = watched.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}")
    go_on_air(student)
    expect(student.get_by_test_id("expression").last).to_be_visible(timeout=30_000)
    admin = watched.open_as(browser, ADMIN, "/admin/policy")
    try:
        sign_mode(admin, "off")
        expect(student.get_by_text("Camera off")).to_be_visible()
        expect(student.get_by_text("Camera on")).to_have_count(0)
    finally:
        sign_mode(admin, "individual")


def sign_mode(page: Page, mode: str) -> None:
    page.get_by_label("The most a camera may be used for").select_option(mode)
    page.get_by_label("Your password, as a signature").fill(PASSWORD)
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.get_by_role("button", name="Sign").click()
    expect(page.get_by_label("Your password, as a signature")).to_have_value("")
