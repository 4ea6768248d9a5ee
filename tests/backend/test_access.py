"""Who may call what: one line for every operation of the API, tried by everyone it is not for.

An operation that is missing from the table fails the test, so that no route is added without a decision.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from backend.api.specification import build_document
from backend.db.base import db
from backend.db.course import Enrolment
from tests.backend.conftest import PASSWORD, QUIZ, Client

PUBLIC, OWN, MEMBER, TEACH, CREATE, ADMIN = "public", "own", "member", "teach", "create", "admin"
REFUSED = {
    PUBLIC: (),
    OWN: ("anyone",),  # says or changes only what belongs to who asks
    CREATE: ("anyone", "outsider"),  # tutors and administrators, outside any course
    MEMBER: ("anyone", "outsider", "foreign_tutor"),
    TEACH: ("anyone", "outsider", "foreign_tutor", "student"),
    ADMIN: ("anyone", "outsider", "foreign_tutor", "student", "tutor"),
}
ACCESS = {
    "GET /api/status": PUBLIC,
    "GET /api/health": PUBLIC,
    "GET /api/ready": PUBLIC,
    "GET /api/model": PUBLIC,
    "GET /api/device": PUBLIC,
    "GET /api/declaration": PUBLIC,
    "GET /api/privacy/retention": PUBLIC,
    "POST /api/auth/login": PUBLIC,
    "POST /api/auth/register": PUBLIC,
    "POST /api/auth/invitation": PUBLIC,
    "POST /api/auth/reset-request": PUBLIC,
    "POST /api/auth/reset": PUBLIC,
    "POST /api/guardian/page": PUBLIC,
    "POST /api/guardian/agree": PUBLIC,
    "POST /api/guardian/refuse": PUBLIC,
    "POST /api/auth/prove": OWN,
    "GET /api/me/second-factor": OWN,
    "POST /api/me/second-factor": OWN,
    "POST /api/me/second-factor/confirm": OWN,
    "DELETE /api/me/second-factor": OWN,
    "GET /api/guardian": OWN,
    "POST /api/guardian": OWN,
    "POST /api/guardian/assent": OWN,
    "DELETE /api/guardian": OWN,
    "GET /api/briefing": OWN,
    "POST /api/briefing/read": CREATE,
    "POST /api/auth/logout": OWN,
    "POST /api/auth/logout-everywhere": OWN,
    "POST /api/auth/password": OWN,
    "GET /api/me": OWN,
    "PATCH /api/me": OWN,
    "GET /api/me/logins": OWN,
    "DELETE /api/me/logins/{login_id}": OWN,
    "GET /api/resume": OWN,
    "GET /api/courses": OWN,
    "POST /api/courses": CREATE,
    "POST /api/courses/join": OWN,
    "POST /api/lessons/preview": CREATE,
    "GET /api/policy": OWN,
    "GET /api/consents": OWN,
    "PUT /api/consents": OWN,
    "POST /api/consents/withdraw": OWN,
    "GET /api/consents/receipts": OWN,
    "GET /api/privacy/views": OWN,
    "POST /api/privacy/export": OWN,
    "POST /api/privacy/erase": OWN,
    "GET /api/support/preferences": OWN,
    "PUT /api/support/preferences": OWN,
    "GET /api/support/messages": OWN,
    "POST /api/support/messages/{message_id}/rating": OWN,
    "GET /api/support/agreement/me": OWN,
    "GET /api/support/wellbeing": OWN,
    "GET /api/courses/{course_id}": MEMBER,
    "GET /api/courses/{course_id}/modules": MEMBER,
    "GET /api/lessons/{lesson_id}": MEMBER,
    "PUT /api/lessons/{lesson_id}/progress": MEMBER,
    "GET /api/files/{file_id}": MEMBER,
    "GET /api/quizzes/{quiz_id}": MEMBER,
    "POST /api/quizzes/{quiz_id}/attempts": MEMBER,
    "GET /api/quizzes/{quiz_id}/attempts": MEMBER,
    "GET /api/courses/{course_id}/announcements": MEMBER,
    "GET /api/courses/{course_id}/questions": MEMBER,
    "POST /api/courses/{course_id}/questions": MEMBER,
    "GET /api/courses/{course_id}/discussion": MEMBER,
    "POST /api/courses/{course_id}/discussion": MEMBER,
    "GET /api/posts/{post_id}/replies": MEMBER,
    "POST /api/posts/{post_id}/replies": MEMBER,
    "GET /api/courses/{course_id}/groups": MEMBER,
    "POST /api/courses/{course_id}/groups": MEMBER,
    "POST /api/groups/{group_id}/join": MEMBER,
    "POST /api/groups/{group_id}/leave": MEMBER,
    "GET /api/live-classes": MEMBER,
    "GET /api/live-classes/{live_class_id}": MEMBER,
    "PATCH /api/posts/{post_id}": TEACH,  # the tutor wrote the post of this test: only the author may
    "DELETE /api/posts/{post_id}": TEACH,
    "DELETE /api/groups/{group_id}": TEACH,  # the tutor made the group of this test
    "PATCH /api/courses/{course_id}": TEACH,
    "DELETE /api/courses/{course_id}": TEACH,
    "PUT /api/courses/{course_id}/order": TEACH,
    "POST /api/courses/{course_id}/modules": TEACH,
    "PATCH /api/modules/{module_id}": TEACH,
    "DELETE /api/modules/{module_id}": TEACH,
    "POST /api/modules/{module_id}/lessons": TEACH,
    "PATCH /api/lessons/{lesson_id}": TEACH,
    "DELETE /api/lessons/{lesson_id}": TEACH,
    "POST /api/lessons/{lesson_id}/files": TEACH,
    "DELETE /api/files/{file_id}": TEACH,
    "PUT /api/lessons/{lesson_id}/quiz": TEACH,
    "DELETE /api/quizzes/{quiz_id}": TEACH,
    "GET /api/quizzes/{quiz_id}/attempts/all": TEACH,
    "GET /api/trends": TEACH,
    "GET /api/trends.csv": TEACH,
    "GET /api/trends/calendar": TEACH,
    "GET /api/trends/distribution": TEACH,
    "GET /api/trends/heat-map": TEACH,
    "GET /api/trends/subjects": OWN,
    "GET /api/trends/views": OWN,
    "POST /api/trends/views": CREATE,
    "DELETE /api/trends/views/{view_id}": OWN,
    "POST /api/trends/individual": ADMIN,
    "GET /api/live-classes/{live_class_id}/report": TEACH,
    "GET /api/live-classes/{live_class_id}/report.csv": TEACH,
    "GET /api/courses/{course_id}/report": TEACH,
    "GET /api/courses/{course_id}/report.csv": TEACH,
    "GET /api/courses/{course_id}/roster": TEACH,
    "GET /api/courses/{course_id}/roster.csv": TEACH,
    "PATCH /api/courses/{course_id}/roster/{user_id}": TEACH,
    "DELETE /api/courses/{course_id}/roster/{user_id}": TEACH,
    "POST /api/courses/{course_id}/enrolments/import": TEACH,
    "POST /api/courses/{course_id}/announcements": TEACH,
    "DELETE /api/announcements/{announcement_id}": TEACH,
    "PUT /api/questions/{question_id}/answer": TEACH,
    "POST /api/live-classes": TEACH,
    "PATCH /api/live-classes/{live_class_id}/position": TEACH,
    "POST /api/live-classes/{live_class_id}/end": TEACH,
    "GET /api/courses/{course_id}/support/messages": TEACH,
    "POST /api/courses/{course_id}/support/messages": TEACH,
    "PATCH /api/courses/{course_id}/support/messages/{message_id}": TEACH,
    "DELETE /api/courses/{course_id}/support/messages/{message_id}": TEACH,
    "GET /api/courses/{course_id}/support/agreement": TEACH,
    "GET /api/support/agreement": ADMIN,
    "GET /api/support/effect": ADMIN,
    "GET /api/admin/support/contacts": ADMIN,
    "PUT /api/admin/support/contacts": ADMIN,
    "GET /api/admin/users": ADMIN,
    "POST /api/admin/users": ADMIN,
    "PATCH /api/admin/users/{user_id}": ADMIN,
    "POST /api/admin/users/import": ADMIN,
    "POST /api/admin/users/{user_id}/guardian-link": ADMIN,
    "DELETE /api/admin/users/{user_id}/second-factor": ADMIN,
    "POST /api/admin/users/{user_id}/reset-link": ADMIN,
    "POST /api/admin/users/{user_id}/erase": ADMIN,
    "GET /api/admin/invitations": ADMIN,
    "POST /api/admin/invitations": ADMIN,
    "DELETE /api/admin/invitations/{invitation_id}": ADMIN,
    "GET /api/admin/declaration": ADMIN,
    "GET /api/admin/declaration/modes": ADMIN,
    "POST /api/admin/declaration": ADMIN,
    "GET /api/admin/settings": ADMIN,
    "PUT /api/admin/settings": ADMIN,
    "GET /api/admin/audit": ADMIN,
    "GET /api/admin/audit/check": ADMIN,
    "GET /api/admin/consents": ADMIN,
    "GET /api/admin/system": ADMIN,
    "GET /api/admin/system/history": ADMIN,
    "GET /api/admin/models": ADMIN,
    "POST /api/admin/model": ADMIN,
    "POST /api/admin/model/roll-back": ADMIN,
}
OF_WHO_WROTE_IT = (
    "PATCH /api/posts/{post_id}",
    "DELETE /api/posts/{post_id}",
    "DELETE /api/groups/{group_id}",
)
DECLARATION = {
    "based_on": None,
    "password": PASSWORD,
    "jurisdictions": ["other"],
    "institution": "training_provider",
    "ages": "adults",
    "mode": "off",
    "purpose": "p",
    "lawful_basis": "b",
    "contact": "a@example.org",
}
BODIES: dict[str, dict[str, Any]] = {
    "PATCH /api/me": {"version": 1},
    "POST /api/auth/password": {"current": "x", "new": "y"},
    "POST /api/auth/prove": {"password": "x"},
    "POST /api/me/second-factor/confirm": {"code": "000000"},
    "POST /api/guardian": {"email": "g@example.org"},
    "POST /api/guardian/assent": {"text_hash": "0" * 64},
    "POST /api/briefing/read": {"version": 1},
    "POST /api/admin/users/{user_id}/guardian-link": {"email": "g@example.org"},
    "POST /api/courses": {"title": "T"},
    "POST /api/courses/join": {"code": "X"},
    "POST /api/lessons/preview": {"body": ""},
    "PUT /api/consents": {"decisions": [{"scope": "camera", "granted": False}]},
    "POST /api/privacy/export": {"password": "x"},
    "POST /api/privacy/erase": {"password": "x"},
    "PUT /api/lessons/{lesson_id}/progress": {},
    "POST /api/quizzes/{quiz_id}/attempts": {"version": 1, "answers": []},
    "POST /api/courses/{course_id}/questions": {"body": "b"},
    "POST /api/courses/{course_id}/discussion": {"title": "t", "body": "b"},
    "POST /api/posts/{post_id}/replies": {"body": "b"},
    "POST /api/courses/{course_id}/groups": {"name": "n"},
    "PATCH /api/posts/{post_id}": {"version": 1, "body": "b"},
    "PATCH /api/courses/{course_id}": {"version": 1},
    "PUT /api/courses/{course_id}/order": {"modules": []},
    "POST /api/courses/{course_id}/modules": {"title": "t"},
    "PATCH /api/modules/{module_id}": {"version": 1, "title": "t"},
    "POST /api/modules/{module_id}/lessons": {"title": "t"},
    "PATCH /api/lessons/{lesson_id}": {"version": 1},
    "PUT /api/lessons/{lesson_id}/quiz": {**QUIZ, "version": 1},
    "PATCH /api/courses/{course_id}/roster/{user_id}": {"role": "student"},
    "POST /api/courses/{course_id}/enrolments/import": {"csv": "email"},
    "POST /api/courses/{course_id}/announcements": {"title": "t", "body": "b"},
    "PUT /api/questions/{question_id}/answer": {"answer": "a", "answered_at": None},
    "PATCH /api/live-classes/{live_class_id}/position": {},
    "PUT /api/support/preferences": {"messages": "on", "tone": "warm"},
    "POST /api/support/messages/{message_id}/rating": {"value": "helped"},
    "POST /api/courses/{course_id}/support/messages": {"cause": "item", "text": "Take one small step."},
    "PATCH /api/courses/{course_id}/support/messages/{message_id}": {"version": 1},
    "PUT /api/admin/support/contacts": {"helplines": []},
    "POST /api/admin/users": {"email": "n@example.org", "name": "n", "password": PASSWORD},
    "PATCH /api/admin/users/{user_id}": {"version": 1},
    "POST /api/admin/users/import": {"csv": "email"},
    "POST /api/admin/invitations": {"email": "n@example.org"},
    "POST /api/admin/declaration": DECLARATION,
    "PUT /api/admin/settings": {"name": "n", "help_contact": "", "help_text": ""},
    "POST /api/admin/model": {"name": "attune-8"},
    "POST /api/trends/views": {"name": "n", "query": {}},
    "POST /api/trends/individual": {"user_id": 1, "reason": "a reason of ten letters"},
}
OF_A_COURSE = "?course_id={course_id}"
QUERIES = {
    "GET /api/live-classes": OF_A_COURSE,
    "GET /api/trends": OF_A_COURSE,
    "GET /api/trends.csv": OF_A_COURSE,
    "GET /api/trends/calendar": OF_A_COURSE,
    "GET /api/trends/distribution": OF_A_COURSE,
    "GET /api/trends/heat-map": "?lesson_id={lesson_id}",
}
ALSO_NEEDS_CONSENT = ("POST /api/trends/individual",)  # tried in test_trends_access.py


@pytest.fixture
def database_kind() -> str:
    """Rights do not depend on the database."""
    return "sqlite"


@pytest.fixture
def ids(course: dict[str, Any], client_as: Callable[..., Client]) -> dict[str, int]:
    """One object of every kind, all in one course, made by its tutor."""
    tutor, student = course["tutor"], course["student"]
    tutor.post("/briefing/read", {"version": 1})
    at = f"/courses/{course['id']}"
    upload = {"file": (io.BytesIO(b"some text"), "notes.txt")}
    admin, classmate = client_as("admin"), client_as("student")
    classmate.post("/courses/join", {"code": course["code"]})
    return {
        "course_id": course["id"],
        "module_id": course["module"],
        "lesson_id": course["lesson"],
        "quiz_id": course["quiz"],
        "user_id": classmate.person["id"],
        "login_id": student.get("/me/logins").json["items"][0]["id"],
        "file_id": tutor.post(f"/lessons/{course['lesson']}/files", data=upload).json["id"],
        "announcement_id": tutor.post(f"{at}/announcements", {"title": "t", "body": "b"}).json["id"],
        "question_id": student.post(f"{at}/questions", {"body": "b"}).json["id"],
        "post_id": tutor.post(f"{at}/discussion", {"title": "t", "body": "b"}).json["id"],
        "group_id": tutor.post(f"{at}/groups", {"name": "g"}).json["id"],
        "live_class_id": tutor.post("/live-classes", {"lesson_id": course["lesson"]}).json["id"],
        "message_id": tutor.post(
            f"{at}/support/messages", {"cause": "item", "text": "Take one small step."}
        ).json["id"],
        "view_id": tutor.post("/trends/views", {"name": "n", "query": {}}).json["id"],
        "invitation_id": admin.post("/admin/invitations", {"email": "i@example.org"}).json["id"],
    }


def test_every_operation_is_in_the_table(app: Flask) -> None:
    assert sorted(list_operations(app)) == sorted(ACCESS)


def test_nobody_gets_through_where_the_table_says_no(
    app: Flask, ids: dict[str, int], course: dict[str, Any], client_as: Callable[..., Client]
) -> None:
    people = {
        "anyone": Client(app),
        "outsider": client_as("student"),
        "foreign_tutor": client_as("tutor"),
        "student": course["student"],
        "tutor": course["tutor"],
    }
    holes = []
    for operation, access in ACCESS.items():
        for name in REFUSED[access]:
            status = call(people[name], operation, ids).status_code
            if status not in ((401,) if name == "anyone" else (403, 404)):
                holes.append(f"{operation} as {name}: {status}")
    assert holes == []


def test_those_for_whom_it_is_do_get_through(
    app: Flask, ids: dict[str, int], course: dict[str, Any], client_as: Callable[..., Client]
) -> None:
    """Without this the test above would pass on an API that refuses everybody."""
    people = {MEMBER: course["student"], TEACH: course["tutor"], ADMIN: client_as("admin")}
    people[ADMIN].post("/briefing/read", {"version": 1})
    wrong = []
    for operation, access in ACCESS.items():
        if access in people and not operation.startswith(("DELETE", *ALSO_NEEDS_CONSENT)):
            status = call(people[access], operation, ids).status_code
            if status in (401, 403, 404):
                wrong.append(f"{operation}: {status}")
    assert wrong == []


@pytest.mark.parametrize("stale", [False, True], ids=["in time", "by an older version"])
def test_a_tutor_who_became_a_student_teaches_nothing(
    app: Flask, ids: dict[str, int], course: dict[str, Any], client_as: Callable[..., Client], stale: bool
) -> None:
    """Also where the enrolment still says tutor, as versions left it that changed the account alone."""
    tutor = course["tutor"]
    demote(client_as("admin"), tutor)
    if stale:
        with app.app_context():
            db.session.execute(update(Enrolment).values(role="tutor"))
            db.session.commit()
    holes = []
    for operation, access in ACCESS.items():
        if access == TEACH and operation not in OF_WHO_WROTE_IT:
            status = call(tutor, operation, ids).status_code
            if status not in (403, 404):
                holes.append(f"{operation}: {status}")
    assert holes == []
    assert tutor.get(f"/courses/{course['id']}").json["role"] == "student"
    assert [row["role"] for row in tutor.get("/courses").json["items"]] == ["student"]
    assert tutor.get("/trends/subjects").json["items"] == []


def test_an_administrator_who_joins_as_a_student_keeps_every_right(
    ids: dict[str, int], course: dict[str, Any], client_as: Callable[..., Client]
) -> None:
    admin = client_as("admin")
    assert admin.post("/courses/join", {"code": course["code"]}).status_code == 200
    admin.post("/briefing/read", {"version": 1})
    refused = [
        operation
        for operation, access in ACCESS.items()
        if access == TEACH and operation.startswith("GET") and call(admin, operation, ids).status_code != 200
    ]
    assert refused == []
    assert admin.get(f"/courses/{course['id']}").json["role"] == "admin"


def test_every_unsafe_operation_wants_our_header(app: Flask, ids: dict[str, int], client_as: Any) -> None:
    admin = client_as("admin")
    passed = [
        operation
        for operation in list_operations(app)
        if not operation.startswith("GET")
        and call(admin, operation, ids, headers={"X-Attune": ""}).get_json().get("code") != "csrf"
    ]
    assert passed == []


def test_no_safe_operation_changes_anything(
    app: Flask, ids: dict[str, int], course: dict[str, Any], client_as: Any
) -> None:
    admin = client_as("admin")
    statements: list[str] = []
    watch_statements(app, statements)
    for operation in list_operations(app):
        if operation.startswith("GET"):
            call(admin, operation, ids)
            call(course["student"], operation, ids)
    assert [s for s in statements if not s.lstrip().upper().startswith(("SELECT", "PRAGMA"))] == []


def test_lists_show_only_what_one_may_see(course: dict[str, Any], client_as: Any) -> None:
    outsider = client_as("student")
    assert outsider.get("/courses").json["items"] == []
    assert outsider.get("/resume").json["items"] == []
    other = client_as("student")
    other.post("/courses/join", {"code": course["code"]})
    course["student"].post(f"/courses/{course['id']}/questions", {"body": "mine alone"})
    assert other.get(f"/courses/{course['id']}/questions").json["items"] == []


def demote(admin: Client, tutor: Client) -> None:
    """An administrator makes a student of a tutor, who logs in again."""
    at = f"/admin/users/{tutor.person['id']}"
    assert admin.patch(at, {"version": 1, "role": "student"}).status_code == 200
    assert tutor.log_in(tutor.person["email"]).json["role"] == "student"


def list_operations(app: Flask) -> list[str]:
    """`METHOD /path/{id}` of everything in the OpenAPI document."""
    paths = build_document(app)["paths"]  # type: ignore[arg-type]
    return [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]


def call(client: Client, operation: str, ids: dict[str, int], **options: Any) -> Any:
    """Carry one operation out with the ids of the prepared objects."""
    method, path = operation.split(" ", 1)
    path = path.removeprefix("/api").format(**ids)
    path += QUERIES.get(operation, "").format(**ids)
    if operation == "POST /api/live-classes":
        return client.call(method, path, {"lesson_id": ids["lesson_id"]}, **options)
    if operation == "POST /api/lessons/{lesson_id}/files":
        options["data"] = {"file": (io.BytesIO(b"some text"), "notes.txt")}
    body = BODIES.get(operation)
    return client.call(method, path, body, **options)


def watch_statements(app: Flask, statements: list[str]) -> None:
    """Write down every SQL statement from now on."""
    from sqlalchemy import event

    with app.app_context():
        engine = db.engine
    event.listen(
        engine, "before_cursor_execute", lambda c, cur, statement, *rest: statements.append(statement)
    )
