"""Proofs beside the password: the second step, the password once more, and what waits behind them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from backend import clock
from backend.accounts.one_time_code import STEP_S, find_step, make_code
from backend.db.account import RecoveryCode, SecondFactor
from backend.db.base import db
from tests.backend.conftest import PASSWORD, Client, Clock
from tests.backend.test_privacy import SIGNED

RFC_SECRET = b"12345678901234567890"


@pytest.fixture
def database_kind() -> str:
    """Proofs do not depend on the database."""
    return "sqlite"


@pytest.mark.parametrize(
    ("at_s", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(at_s: int, code: str) -> None:
    """The test vectors of RFC 6238, appendix B, in six digits."""
    assert make_code(RFC_SECRET, at_s // STEP_S) == code


def test_a_code_counts_for_its_moment_and_once() -> None:
    step = 1_000_000
    now_s = step * STEP_S + 1.0
    code = make_code(RFC_SECRET, step)
    assert find_step(RFC_SECRET, code, now_s, after=0) == step
    assert find_step(RFC_SECRET, code, now_s + STEP_S, after=0) == step
    assert find_step(RFC_SECRET, code, now_s + 2 * STEP_S, after=0) is None
    assert find_step(RFC_SECRET, code, now_s, after=step) is None


def test_with_a_second_step_the_password_alone_opens_nothing(
    client_as: Any, app: Flask, frozen: Clock
) -> None:
    tutor = client_as("tutor")
    secret, _ = enrol(tutor, frozen)
    again, email = Client(app), tutor.person["email"]
    assert again.log_in(email).json["code"] == "code_needed"
    wrong = again.post("/auth/login", {"email": email, "password": PASSWORD, "code": "000000"})
    assert (wrong.status_code, wrong.json["code"]) == (401, "wrong_code")
    frozen.advance(seconds=STEP_S)
    code = make_code(secret, int(frozen.now.timestamp()) // STEP_S)
    given = {"email": email, "password": PASSWORD, "code": code}
    assert again.post("/auth/login", {**given, "password": "wrong"}).json["code"] == "wrong_login"
    assert again.post("/auth/login", given).status_code == 200
    assert Client(app).post("/auth/login", given).json["code"] == "wrong_code"  # each code opens one login


def test_a_paper_code_opens_one_login(client_as: Any, app: Flask, frozen: Clock) -> None:
    tutor = client_as("tutor")
    _, papers = enrol(tutor, frozen)
    given = {"email": tutor.person["email"], "password": PASSWORD, "code": papers[0].lower()}
    assert Client(app).post("/auth/login", given).status_code == 200
    assert Client(app).post("/auth/login", given).json["code"] == "wrong_code"
    assert tutor.get("/me/second-factor").json == {"state": "on", "required": False, "paper_codes": 7}


def test_guessing_codes_is_slowed_down(client_as: Any, app: Flask, frozen: Clock) -> None:
    tutor = client_as("tutor")
    enrol(tutor, frozen)
    given = {"email": tutor.person["email"], "password": PASSWORD, "code": "000000"}
    answers = [Client(app).post("/auth/login", given).status_code for _ in range(12)]
    assert answers[0] == 401 and answers[-1] == 429


def test_the_database_holds_neither_secret_nor_paper_code(client_as: Any, app: Flask, frozen: Clock) -> None:
    tutor = client_as("tutor")
    secret, papers = enrol(tutor, frozen)
    with app.app_context():
        kept = str([vars(row) for row in db.session.scalars(select(SecondFactor)).all()])
        kept += str([vars(row) for row in db.session.scalars(select(RecoveryCode)).all()])
    assert base64.b32encode(secret).decode() not in kept and secret.hex() not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in papers)


def test_in_production_an_administrator_does_nothing_before_the_second_step(
    environ: dict[str, str], request: Any
) -> None:
    environ["ATTUNE_DEPLOYMENT"] = "production"
    admin = log_in_securely(request.getfixturevalue("app"), request.getfixturevalue("add_person")("admin"))
    for method, path in (("GET", "/admin/users"), ("GET", "/courses"), ("POST", "/admin/model/roll-back")):
        answer = admin.call(method, path)
        assert (answer.status_code, answer.json["code"]) == (403, "second_factor_required")
    assert admin.get("/me").status_code == 200
    enrol(admin, request.getfixturevalue("frozen"))
    assert admin.get("/admin/users").status_code == 200
    assert admin.delete("/me/second-factor").json["code"] == "second_factor_required"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/admin/users/{other}", {"version": 1, "role": "tutor"}),
        ("PATCH", "/admin/users/{other}", {"version": 1, "disabled": True}),
        (
            "POST",
            "/admin/users",
            {"email": "n@example.org", "name": "n", "password": PASSWORD, "role": "admin"},
        ),
        ("POST", "/admin/invitations", {"email": "n@example.org", "role": "tutor"}),
        ("POST", "/admin/users/import", {"csv": "email,role\nn@example.org,admin", "dry_run": False}),
        ("POST", "/admin/users/{other}/reset-link", None),
        ("POST", "/admin/users/{other}/erase", None),
        ("POST", "/admin/model", {"name": "attune-8"}),
        ("POST", "/admin/model/roll-back", None),
        ("POST", "/me/second-factor", None),
        ("DELETE", "/me/second-factor", None),
        ("PATCH", "/courses/{course}/roster/{other}", {"role": "tutor"}),
        ("GET", "/courses/{course}/roster.csv", None),
    ],
)
def test_far_reaching_things_ask_for_the_password_again(
    client_as: Callable[..., Client], frozen: Clock, method: str, path: str, body: Any
) -> None:
    admin, other = client_as("admin"), client_as("student")
    course = admin.post("/courses", {"title": "Statistics"}).json
    frozen.advance(minutes=11)
    path = path.format(other=other.person["id"], course=course["id"])
    assert admin.call(method, path, body).json["code"] == "proof_needed"
    assert admin.post("/auth/prove", {"password": "wrong"}).json["code"] == "wrong_password"
    assert admin.call(method, path, body).json["code"] == "proof_needed"
    assert admin.post("/auth/prove", {"password": PASSWORD}).status_code == 200
    answer = admin.call(method, path, body)
    assert not answer.is_json or answer.json.get("code") != "proof_needed"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/privacy/export", {}),
        ("/privacy/erase", {}),
        ("/admin/declaration", {key: value for key, value in SIGNED.items() if key != "password"}),
    ],
)
def test_export_erasure_and_policy_take_the_password_with_them(client_as: Any, path: str, body: Any) -> None:
    admin = client_as("admin")
    assert admin.post(path, {**body, "password": "wrong"}).json["code"] == "wrong_password"
    assert admin.post(path, body).status_code == 422


def test_an_administrator_helps_somebody_who_lost_everything(
    client_as: Any, app: Flask, frozen: Clock
) -> None:
    admin, tutor = client_as("admin"), client_as("tutor")
    enrol(tutor, frozen)
    assert admin.delete(f"/admin/users/{tutor.person['id']}/second-factor").status_code == 200
    assert Client(app).log_in(tutor.person["email"]).status_code == 200
    assert ("account.second_factor_reset") in [v["action"] for v in tutor.get("/privacy/views").json["items"]]


def test_no_panel_before_the_limits_were_read(client_as: Any) -> None:
    tutor, student = client_as("tutor"), client_as("student")
    page = tutor.get("/briefing").json
    assert page["is_read"] is False and len(page["points"]) >= 5
    assert tutor.post("/briefing/read", {"version": page["version"] + 1}).json["code"] == "words_changed"
    assert tutor.post("/briefing/read", {"version": page["version"]}).json["is_read"] is True
    assert student.post("/briefing/read", {"version": page["version"]}).status_code == 403


def test_a_new_version_of_the_limits_is_read_anew(client_as: Any, monkeypatch: Any) -> None:
    from backend.privacy.notice import WORDS

    tutor = client_as("tutor")
    tutor.post("/briefing/read", {"version": tutor.get("/briefing").json["version"]})
    monkeypatch.setitem(WORDS["en"], "briefing", {**WORDS["en"]["briefing"], "version": 99})
    assert tutor.get("/briefing").json["is_read"] is False


def enrol(client: Client, frozen: Clock) -> tuple[bytes, list[str]]:
    """Set a second step up as an app would: read the link, give the code of now."""
    link = client.post("/me/second-factor").json["link"]
    typed = parse_qs(urlsplit(link).query)["secret"][0]
    secret = base64.b32decode(typed + "=" * (-len(typed) % 8))
    code = make_code(secret, int(clock.utc_now().timestamp()) // STEP_S)
    answer = client.post("/me/second-factor/confirm", {"code": code})
    assert answer.status_code == 200, answer.text
    return secret, answer.json["codes"]


def log_in_securely(app: Flask, person: dict[str, Any]) -> Client:
    """Log in over HTTPS, without which a production cookie is not sent back."""
    client = Client(app, person)
    original = client.call
    client.call = lambda method, path, json=None, **options: original(  # type: ignore[method-assign]
        method, path, json, base_url="https://localhost", **options
    )
    assert client.log_in(person["email"]).status_code == 200
    return client


@pytest.mark.parametrize(
    "path",
    [
        "/trends?course_id={course}",
        "/trends.csv?course_id={course}",
        "/trends/calendar?course_id={course}",
        "/trends/heat-map?lesson_id={lesson}",
        "/trends/distribution?course_id={course}&measure=engagement",
        "/courses/{course}/report",
        "/courses/{course}/report.csv",
        "/live-classes/{live}/report",
        "/live-classes/{live}/report.csv",
    ],
)
def test_no_trend_and_no_report_before_the_limits_were_read(course: dict[str, Any], path: str) -> None:
    tutor = course["tutor"]
    live = tutor.post("/live-classes", {"lesson_id": course["lesson"]}).json["id"]
    tutor.post(f"/live-classes/{live}/end")
    path = path.format(course=course["id"], lesson=course["lesson"], live=live)
    answer = tutor.get(path)
    assert (answer.status_code, answer.json["code"]) == (403, "briefing_unread")
    tutor.post("/briefing/read", {"version": tutor.get("/briefing").json["version"]})
    assert tutor.get(path).status_code == 200


def test_a_first_code_may_be_typed_in_groups(client_as: Any, frozen: Clock) -> None:
    tutor = client_as("tutor")
    typed = parse_qs(urlsplit(tutor.post("/me/second-factor").json["link"]).query)["secret"][0]
    secret = base64.b32decode(typed + "=" * (-len(typed) % 8))
    code = make_code(secret, int(frozen.now.timestamp()) // STEP_S)
    answer = tutor.post("/me/second-factor/confirm", {"code": f"{code[:3]} {code[3:]}"})
    assert answer.status_code == 200, answer.text
