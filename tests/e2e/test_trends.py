"""Trends, reports and the system's page on the real server: every number drawn is the API's and the CSV's."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from conftest import Watched
from e2e_world import ADMIN, STUDENT, TUTOR, World
from playwright.sync_api import Browser, Locator, Page, expect
from test_pages import find_barriers

LONG_MS = 90_000  # the groups of a class are published some seconds after its end, then the page asks again
SHARED = ("neutral", "happy", "surprise", "sad", "fear", "angry", "disgust", "contempt", "unsure", "hidden")


def percent(value: float) -> str:
    """As the English page writes a share; half a per cent goes away from zero, as in the browser."""
    return f"{int(value * 100 + 0.5 + 1e-9)}%"


def count_to_hundred(value: float) -> str:
    return str(int(value * 100 + 0.5 + 1e-9))


def find_drawing(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def read_points(drawing: Locator) -> list[str]:
    """What each point says when it is read out, without where it stands."""
    expect(drawing.locator("[data-point]").first).to_be_attached()
    names = drawing.locator("[data-point]").evaluate_all("all => all.map(p => p.getAttribute('aria-label'))")
    return [name.split(": ", 1)[1] for name in names]


def read_sheet(world: World, email: str, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(world.download(email, path).lstrip("\ufeff"))))


def describe_line(point: dict[str, Any], key: str, write: Any) -> str:
    """What a line says of one point of the API."""
    values = point["values"]
    if values is None:
        return "too few to show" if point["suppressed"] else "nothing was recorded"
    return write(values[key]) if key in values else "too few to show"


@pytest.mark.parametrize(
    ("measure", "label", "key", "write"),
    [
        ("engagement", "Engagement", "engagement", count_to_hundred),
        ("coverage", "Sharing", "sharing", percent),
        ("agreement", "Agreement", "agrees", percent),
    ],
)
def test_a_line_says_what_the_api_and_the_table_say(
    watched: Watched, browser: Browser, world: World, measure: str, label: str, key: str, write: Any
) -> None:
    query = f"measure={measure}&by=day"
    trend = world.call(ADMIN, "get", f"/api/trends?{query}")
    assert any(point["values"] for point in trend["points"]), "the demo's term is missing"
    page = watched.open_as(browser, ADMIN, "/admin/trends")
    page.goto(f"/admin/trends?measure={measure}&compare=none")
    assert read_points(find_drawing(page, label)) == [describe_line(p, key, write) for p in trend["points"]]
    rows = read_sheet(world, ADMIN, f"/api/trends.csv?{query}")
    drawn = [point["values"].get(key) if point["values"] else None for point in trend["points"]]
    assert [float(row[key]) if row[key] else None for row in rows] == drawn


def test_stacked_shares_say_what_the_api_and_the_table_say(
    watched: Watched, browser: Browser, world: World
) -> None:
    trend = world.call(ADMIN, "get", "/api/trends?measure=expressions&by=week")
    page = watched.open_as(browser, ADMIN, "/admin/trends")
    page.goto("/admin/trends?measure=expressions&by=week&compare=none")
    said = read_points(find_drawing(page, "Expressions"))
    for text, point in zip(said, trend["points"], strict=True):
        shares = sorted((point["values"] or {}).values(), reverse=True)
        assert [part.rsplit(" ", 1)[1] for part in text.split(", ") if part.endswith("%")] == [
            percent(share) for share in shares
        ]
    rows = read_sheet(world, ADMIN, "/api/trends.csv?measure=expressions&by=week")
    keys = [key for key in SHARED if key in rows[0]]
    for row, point in zip(rows, trend["points"], strict=True):
        assert {key: float(row[key]) for key in keys if row[key]} == (point["values"] or {})


def test_the_table_behind_a_chart_repeats_it(watched: Watched, browser: Browser, world: World) -> None:
    trend = world.call(ADMIN, "get", "/api/trends?measure=coverage&by=day")
    page = watched.open_as(browser, ADMIN, "/admin/trends")
    page.goto("/admin/trends?measure=coverage&compare=none")
    figure = page.get_by_role("figure").filter(has=find_drawing(page, "Sharing"))
    figure.get_by_text("As a table").click()
    rows = figure.get_by_role("row")
    expect(rows).to_have_count(len(trend["points"]) + 1)
    texts = rows.all_inner_texts()[1:]
    for text, point in zip(texts, trend["points"], strict=True):
        assert describe_line(point, "sharing", percent) in text


def test_a_class_just_held_is_in_the_trends_and_in_the_report(
    watched: Watched, browser: Browser, world: World
) -> None:
    before = world.call(TUTOR, "get", f"/api/courses/{world.course_id}/report")["classes"]
    live = world.open_class()
    student = watched.open_as(browser, STUDENT, f"/lessons/{world.lesson_id}?class={live}")
    student.get_by_role("button", name="Stuck").click()
    student.get_by_role("button", name="Ask my tutor for help").click()
    tutor = watched.open_as(browser, TUTOR, f"/live/{live}")
    expect(tutor.get_by_text("1 asks for help.")).to_be_visible()
    tutor.get_by_role("button", name="End the class").click()
    tutor.get_by_role("button", name="End it for everybody").click()
    tutor.wait_for_url(f"**/live/{live}/report")
    expect(tutor.get_by_role("heading", name="Report: Mean or median")).to_be_visible()
    expect(tutor.get_by_role("img", name="Stuck: 1")).to_be_visible()
    expect(tutor.get_by_text("1 person asked for help")).to_be_visible()
    expect(tutor.get_by_text("being published")).to_be_hidden(timeout=LONG_MS)
    report = world.call(TUTOR, "get", f"/api/live-classes/{live}/report")
    assert report["check_ins"] == {"stuck": 1} and report["help"]["people"] == 1
    tutor.get_by_role("link", name="Statistics from zero").click()
    expect(tutor.locator(f'a[href="/live/{live}/report"]')).to_be_visible()
    assert (
        len(world.call(TUTOR, "get", f"/api/courses/{world.course_id}/report")["classes"]) == len(before) + 1
    )
    tutor.goto(f"/trends?course={world.course_id}&measure=coverage&compare=none")
    assert read_points(find_drawing(tutor, "Sharing"))[-1] == "too few to show"
    today = datetime.now(timezone.utc).strftime("%B %-d")
    day = find_drawing(tutor, "Calendar").get_by_role("img", name=today)
    assert "live class" in str(day.get_attribute("aria-label"))


def test_choices_stand_in_the_address_and_can_be_kept(
    watched: Watched, browser: Browser, world: World
) -> None:
    page = watched.open_as(browser, ADMIN, "/admin/trends")
    page.get_by_label("Course", exact=True).select_option(label="Statistics you can use")
    page.get_by_label("Steps").select_option("week")
    page.get_by_role("navigation", name="Measures").get_by_role("link", name="Engagement").click()
    page.wait_for_url("**measure=engagement&by=week&course=**")
    asked = page.url
    page.get_by_role("button", name="Save this view").click()
    page.get_by_label("Name of the view").fill("Statistics by week")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Statistics by week").wait_for()
    page.goto("/admin/trends")
    page.get_by_role("link", name="Statistics by week").click()
    expect(page.get_by_label("Steps")).to_have_value("week")
    assert sorted(page.url.split("?")[1].split("&")) == sorted(asked.split("?")[1].split("&"))
    page.get_by_role("button", name="Remove the view “Statistics by week”").click()
    expect(page.get_by_role("link", name="Statistics by week")).to_have_count(0)


def test_a_moment_opens_its_place_in_the_lesson(watched: Watched, browser: Browser, world: World) -> None:
    course = next(
        each
        for each in world.call(TUTOR, "get", "/api/trends/subjects")["items"]
        if "Python" in each["title"]
    )
    first = (datetime.now(timezone.utc) - timedelta(days=80)).date()
    classes = world.call(TUTOR, "get", f"/api/courses/{course['course_id']}/report?from={first}")["classes"]
    reports = [
        world.call(TUTOR, "get", f"/api/live-classes/{each['live_class_id']}/report") for each in classes
    ]
    report = next(each for each in reports if any(moment["section"] for moment in each["moments"]))
    moment = next(each for each in report["moments"] if each["section"])
    page = watched.open_as(browser, TUTOR, f"/live/{report['live_class_id']}/report")
    page.get_by_role("link", name=f"Open “{moment['section_title']}”").first.click()
    expect(page.get_by_role("heading", name=moment["section_title"])).to_be_in_viewport()


def test_the_system_page_says_what_the_api_says(watched: Watched, browser: Browser, world: World) -> None:
    page = watched.open_as(browser, ADMIN, "/admin/system")
    expect(page.get_by_text("The server is up")).to_be_visible()
    workers = world.call(ADMIN, "get", "/api/admin/system")["figures"]["workers"]
    expect(page.locator('[data-figure="workers"] dd')).to_have_text(str(int(workers)))
    expect(find_drawing(page, "Memory")).to_be_visible(timeout=LONG_MS)
    history = world.call(ADMIN, "get", "/api/admin/system/history?hours=6")["items"]
    said = read_points(find_drawing(page, "Memory"))[0]
    figure = next(item["figures"]["memory_bytes"] for item in history if item["figures"]["memory_bytes"])
    assert said == f"{int(figure / 1_000_000 + 0.5)} MB"


@pytest.mark.parametrize("email", [ADMIN, TUTOR])
def test_pages_have_no_barrier(watched: Watched, browser: Browser, world: World, email: str) -> None:
    options = {"viewport": {"width": 390, "height": 844}, "bypass_csp": True}
    page = watched.open_as(browser, email, **options)
    subjects = world.call(TUTOR, "get", "/api/trends/subjects")["items"]
    reports = (world.call(TUTOR, "get", f"/api/courses/{item['course_id']}/report") for item in subjects)
    report = next(report for report in reports if report["classes"])  # a course of today has held none yet
    subject = report["course_id"]
    live, lesson = report["classes"][0]["live_class_id"], report["classes"][0]["lesson_id"]
    own = {
        ADMIN: ("/admin/trends", "/admin/trends?measure=expressions&by=week", "/admin/system"),
        TUTOR: (
            f"/trends?course={subject}&lesson={lesson}&measure=engagement",
            f"/courses/{subject}/report",
            f"/live/{live}/report",
        ),
    }
    barriers = [barrier for path in own[email] for barrier in find_barriers(page, path)]
    assert barriers == []
