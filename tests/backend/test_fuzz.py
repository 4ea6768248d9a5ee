"""schemathesis over the whole API: whatever is sent, the answer is ours and never a 5xx."""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings

from backend.api.specification import build_document
from tests.backend.conftest import Client
from tests.backend.test_privacy import SIGNED

EXAMPLES = int(os.environ.get("ATTUNE_FUZZ_EXAMPLES", "6"))  # of every operation; more by hand
UNTOUCHED = (
    "/api/auth/logout",
    "/api/privacy/erase",
    "/api/auth/password",
)  # they would end the fuzzing login


@pytest.fixture
def world(app: Flask, course: dict[str, Any], client_as: Any, letters: list[Any]) -> Client:
    """An administrator, who gets past every guard, and one object of every kind."""
    admin: Client = client_as("admin")
    admin.post("/admin/declaration", SIGNED)
    admin.post("/briefing/read", {"version": 1})
    at = f"/courses/{course['id']}"
    course["tutor"].post(f"{at}/discussion", {"title": "t", "body": "b"})
    course["tutor"].post(f"{at}/announcements", {"title": "t", "body": "b"})
    course["tutor"].post(f"{at}/groups", {"name": "g"})
    course["student"].post(f"{at}/questions", {"body": "b"})
    course["tutor"].post("/live-classes", {"lesson_id": course["lesson"]})
    return admin


def test_nothing_that_is_sent_makes_a_5xx(app: Flask, world: Client) -> None:
    schema = schemathesis.openapi.from_dict(build_document(app))  # type: ignore[arg-type]
    failures: list[str] = []
    for result in schema.get_all_operations():
        operation = result.ok()
        if not operation.path.startswith(UNTOUCHED):
            failures += fuzz(operation, world)
    assert failures == []


def fuzz(operation: Any, client: Client) -> list[str]:
    """Send many made-up requests of one operation; say which came back as a failure of ours."""
    failures: list[str] = []

    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        body = {} if case.body is None or not isinstance(case.body, dict | list) else {"json": case.body}
        path = case.formatted_path
        answer = client.http.open(
            path, method=operation.method.upper(), query_string=case.query, headers={"X-Attune": "1"}, **body
        )
        if answer.status_code >= 500:
            failures.append(f"{operation.method} {path} {case.query} {case.body!r:.200}: {answer.text[:80]}")

    send()
    return failures
