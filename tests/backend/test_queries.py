"""No list asks the database once for each of its rows: ten times the rows, the same number of queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.backend.conftest import Client
from tests.backend.test_access import watch_statements


@pytest.fixture
def database_kind() -> str:
    """The number of queries does not depend on the database."""
    return "sqlite"


def grow(course: dict[str, Any], client_as: Callable[..., Client], times: int) -> None:
    """Add rows of every kind to a course."""
    tutor, student, at = course["tutor"], course["student"], f"/courses/{course['id']}"
    for number in range(times):
        module = tutor.post(f"{at}/modules", {"title": f"M{number}"}).json["id"]
        lesson = tutor.post(f"/modules/{module}/lessons", {"title": f"L{number}"}).json["id"]
        student.put(f"/lessons/{lesson}/progress", {"section": number})
        tutor.post(f"{at}/announcements", {"title": "t", "body": "b"})
        student.post(f"{at}/questions", {"body": "b"})
        thread = student.post(f"{at}/discussion", {"title": "t", "body": "b"}).json["id"]
        for _ in range(2):
            tutor.post(f"/posts/{thread}/replies", {"body": "b"})
        tutor.post(f"{at}/groups", {"name": f"G{number}"})
        student.post(f"/quizzes/{course['quiz']}/attempts", {"version": 1, "answers": []})
        live = tutor.post("/live-classes", {"lesson_id": lesson}).json["id"]
        tutor.post(f"/live-classes/{live}/end")
        newcomer = client_as()
        newcomer.post("/courses/join", {"code": course["code"]})
        other = tutor.post("/courses", {"title": f"Course {number}"}).json
        student.post("/courses/join", {"code": other["join_code"]})


def test_every_list_takes_a_fixed_number_of_queries(
    app: Flask, course: dict[str, Any], client_as: Callable[..., Client]
) -> None:
    admin, at = client_as("admin"), f"/courses/{course['id']}"
    looks = [
        (course["student"], path)
        for path in (
            "/courses", "/resume", f"{at}/modules", f"{at}/announcements", f"{at}/questions",
            f"{at}/discussion", f"{at}/groups", f"/quizzes/{course['quiz']}/attempts",
            f"/live-classes?course_id={course['id']}", f"/lessons/{course['lesson']}", at,
            "/consents", "/policy", "/me/logins",
        )
    ] + [(course["tutor"], f"{at}/roster"), (course["tutor"], f"/quizzes/{course['quiz']}/attempts/all"),
         (admin, "/admin/users"), (admin, "/admin/audit"), (admin, "/courses")]  # fmt: skip
    statements: list[str] = []
    watch_statements(app, statements)
    grow(course, client_as, 2)
    before = [count(client, path, statements) for client, path in looks]
    grow(course, client_as, 12)
    after = [count(client, path, statements) for client, path in looks]
    assert after == before
    assert max(after) <= 12


def count(client: Client, path: str, statements: list[str]) -> int:
    """How many statements one request takes."""
    statements.clear()
    assert client.get(path).status_code == 200
    return len(statements)
