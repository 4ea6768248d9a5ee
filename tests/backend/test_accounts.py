"""Getting an account and keeping it in order: registration, invitations, passwords, administration."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from backend.accounts.mail import Letter
from backend.db.account import Invitation
from backend.db.base import db
from backend.hooks import AccessChange
from backend.privacy.audit import SYSTEM, write_audit
from tests.backend.conftest import PASSWORD, Client, Clock

NEW = {
    "email": "New@Example.org ",
    "name": "New",
    "password": PASSWORD,
    "region": "other",
    "birth_year": 1995,
}


def secret_of(letter: Letter) -> str:
    """The secret part of a letter's link."""
    return re.search(r"#\w+=([\w-]+)", letter.body)[1]  # type: ignore[index]


def test_registering_by_code_logs_in_and_enrols(anyone: Client, course: dict[str, Any]) -> None:
    answer = anyone.post("/auth/register", {**NEW, "join_code": course["code"]})
    assert (answer.status_code, answer.json["email"], answer.json["role"]) == (
        201,
        "new@example.org",
        "student",
    )
    assert [c["id"] for c in anyone.get("/courses").json["items"]] == [course["id"]]


def test_without_a_valid_code_nobody_learns_which_addresses_exist(app: Flask, course: dict[str, Any]) -> None:
    taken = {**NEW, "email": course["student"].person["email"], "join_code": "WRONGONE"}
    free = {**NEW, "join_code": "WRONGONE"}
    assert Client(app).post("/auth/register", taken).data == Client(app).post("/auth/register", free).data


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "password", "x" * 300])
def test_a_weak_password_is_refused(anyone: Client, course: dict[str, Any], password: str) -> None:
    answer = anyone.post("/auth/register", {**NEW, "password": password, "join_code": course["code"]})
    assert answer.status_code == 422


def test_an_invitation_makes_one_account_of_its_role(
    app: Flask, client_as: Any, letters: list[Letter], course: dict[str, Any]
) -> None:
    admin = client_as("admin")
    invited = {"email": "teach@example.org", "role": "tutor", "course_id": course["id"]}
    assert admin.post("/admin/invitations", invited).status_code == 201
    token, body = secret_of(letters[-1]), {"name": "T", "password": PASSWORD}
    assert Client(app).post("/auth/invitation", {"token": token}).json["role"] == "tutor"
    newcomer = Client(app)
    assert newcomer.post("/auth/register", {**body, "invitation": token}).json["role"] == "tutor"
    assert newcomer.get(f"/courses/{course['id']}").json["role"] == "tutor"
    assert Client(app).post("/auth/register", {**body, "invitation": token}).status_code == 404


def test_nobody_is_invited_while_no_letter_can_be_sent(
    app: Flask, client_as: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_production = replace(app.config["ATTUNE"], deployment="production")
    monkeypatch.setattr("backend.accounts.mail.current_config", lambda: in_production)
    admin = client_as("admin")
    answer = admin.post("/admin/invitations", {"email": "a@example.org"})
    assert (answer.status_code, answer.json["code"]) == (409, "mail_not_configured")
    assert admin.get("/admin/invitations").json["items"] == []


def test_an_invitation_runs_out_and_can_be_taken_back(
    app: Flask, client_as: Any, letters: list[Letter], frozen: Clock
) -> None:
    admin = client_as("admin")
    first = admin.post("/admin/invitations", {"email": "a@example.org"}).json
    admin.post("/admin/invitations", {"email": "b@example.org"})
    assert admin.delete(f"/admin/invitations/{first['id']}").status_code == 200
    assert Client(app).post("/auth/invitation", {"token": secret_of(letters[0])}).status_code == 404
    assert Client(app).post("/auth/invitation", {"token": secret_of(letters[1])}).status_code == 200
    assert [row["email"] for row in admin.get("/admin/invitations").json["items"]] == ["b@example.org"]
    frozen.advance(days=14)
    assert Client(app).post("/auth/invitation", {"token": secret_of(letters[1])}).status_code == 404
    admin.log_in(admin.person["email"])
    assert admin.get("/admin/invitations").json["items"] == []


def test_an_invitation_takes_nothing_from_an_earlier_one(
    app: Flask, client_as: Any, letters: list[Letter], course: dict[str, Any]
) -> None:
    admin, second = client_as("admin"), course["tutor"].post("/courses", {"title": "Second"}).json["id"]
    invite(admin, course["id"], second)
    for letter in letters:
        assert Client(app).post("/auth/invitation", {"token": secret_of(letter)}).status_code == 200
    newcomer = accept(app, letters[0])
    assert {row["id"] for row in newcomer.get("/courses").json["items"]} == {course["id"], second}
    assert admin.get("/admin/invitations").json["items"] == []
    again = {"invitation": secret_of(letters[1]), "name": "N", "password": PASSWORD}
    assert Client(app).post("/auth/register", again).status_code == 404


def test_an_invitation_says_which_course_it_leads_into(
    client_as: Any, letters: list[Letter], course: dict[str, Any]
) -> None:
    admin = client_as("admin")
    invite(admin, None, course["id"])
    shown = admin.get("/admin/invitations").json["items"]
    assert [row["course_title"] for row in shown] == ["Statistics", None]


def test_only_the_same_invitation_is_replaced(
    app: Flask, client_as: Any, letters: list[Letter], course: dict[str, Any]
) -> None:
    admin = client_as("admin")
    invite(admin, None, course["id"], course["id"])
    answers = [Client(app).post("/auth/invitation", {"token": secret_of(each)}) for each in letters]
    assert [answer.status_code for answer in answers] == [200, 404, 200]


def test_what_ran_out_or_was_taken_back_is_not_kept(
    app: Flask, client_as: Any, letters: list[Letter], course: dict[str, Any], frozen: Clock
) -> None:
    admin, second = client_as("admin"), course["tutor"].post("/courses", {"title": "Second"}).json["id"]
    invite(admin, second)
    frozen.advance(days=13)
    admin.log_in(admin.person["email"])
    invite(admin, course["id"])
    as_tutor = admin.post("/admin/invitations", {"email": "n@example.org", "role": "tutor"}).json
    admin.delete(f"/admin/invitations/{as_tutor['id']}")
    frozen.advance(days=1)
    newcomer = accept(app, letters[1])
    assert newcomer.get("/me").json["role"] == "student"
    assert [row["id"] for row in newcomer.get("/courses").json["items"]] == [course["id"]]


def test_an_import_of_students_leaves_a_tutor_invited(
    app: Flask, client_as: Any, letters: list[Letter], course: dict[str, Any]
) -> None:
    admin = client_as("admin")
    admin.post("/admin/invitations", {"email": "n@example.org", "role": "tutor", "course_id": course["id"]})
    admin.post("/admin/users/import", {"csv": "email\nn@example.org\n", "dry_run": False})
    newcomer = accept(app, letters[1])
    assert newcomer.get("/me").json["role"] == "tutor"
    assert newcomer.get(f"/courses/{course['id']}").json["role"] == "tutor"


def test_a_code_raises_no_role_and_costs_no_invitation(environ: dict[str, str], request: Any) -> None:
    environ["ATTUNE_SMTP_URL"] = "smtp://localhost:1"
    app, course = request.getfixturevalue("app"), request.getfixturevalue("course")
    letters: list[Letter] = request.getfixturevalue("letters")
    admin = request.getfixturevalue("client_as")("admin")
    second = course["tutor"].post("/courses", {"title": "Second"}).json["id"]
    invite(admin, course["id"])
    admin.post("/admin/invitations", {"email": "n@example.org", "role": "tutor", "course_id": second})
    form = {"join_code": course["code"], "name": "N", "password": PASSWORD}
    for _ in range(2):
        asked = Client(app).post("/auth/register", {**form, "email": "n@example.org"})
        assert asked.json["code"] == "letter_sent"
    answers = [Client(app).post("/auth/invitation", {"token": secret_of(each)}) for each in letters]
    assert [answer.status_code for answer in answers] == [200, 200, 404, 200]
    newcomer = accept(app, letters[3])
    assert newcomer.get("/me").json["role"] == "tutor"
    roles = {each: newcomer.get(f"/courses/{each}").json["role"] for each in (course["id"], second)}
    assert roles == {course["id"]: "student", second: "tutor"}


def test_an_address_that_proved_nothing_gets_nothing_of_its_invitations(
    app: Flask, client_as: Any, letters: list[Letter], course: dict[str, Any]
) -> None:
    client_as("admin").post("/admin/invitations", {"email": "new@example.org", "role": "tutor"})
    stranger = Client(app).post("/auth/register", {**NEW, "join_code": course["code"]})
    assert stranger.json["role"] == "student"


def invite(admin: Client, *course_ids: int | None) -> None:
    """Invite one and the same student into each of these courses."""
    for course_id in course_ids:
        body = {"email": "n@example.org", "course_id": course_id}
        assert admin.post("/admin/invitations", body).status_code == 201


def accept(app: Flask, letter: Letter) -> Client:
    """Follow a letter's link and make the account."""
    newcomer = Client(app)
    body = {"invitation": secret_of(letter), "name": "New", "password": PASSWORD}
    assert newcomer.post("/auth/register", body).status_code == 201
    return newcomer


def test_asking_for_a_reset_never_tells_whether_the_address_is_known(
    anyone: Client, add_person: Any, letters: list[Letter]
) -> None:
    known = anyone.post("/auth/reset-request", {"email": add_person()["email"]})
    unknown = anyone.post("/auth/reset-request", {"email": "nobody@example.org"})
    assert (known.status_code, known.data) == (unknown.status_code, unknown.data)
    assert len(letters) == 1


def test_a_reset_link_works_once_within_its_time_and_ends_every_login(
    app: Flask, client_as: Any, letters: list[Letter], frozen: Clock, told: list[Any]
) -> None:
    client = client_as()
    client.post("/auth/reset-request", {"email": client.person["email"]})
    reset = {"token": secret_of(letters[0]), "password": "a-new-long-password"}
    assert Client(app).post("/auth/reset", reset).status_code == 200
    assert client.get("/me").status_code == 401
    assert AccessChange(client.person["id"], "password") in told
    assert Client(app).post("/auth/reset", reset).status_code == 404
    assert Client(app).log_in(client.person["email"], "a-new-long-password").status_code == 200
    client.post("/auth/reset-request", {"email": client.person["email"]})
    frozen.advance(minutes=60)
    late = {"token": secret_of(letters[1]), "password": "a-new-long-password"}
    assert Client(app).post("/auth/reset", late).status_code == 404


@pytest.mark.parametrize("how", ["by another link", "by its owner"])
def test_a_new_password_ends_every_reset_link(
    app: Flask, client_as: Any, letters: list[Letter], how: str
) -> None:
    client = client_as()
    for _ in range(2):
        client.post("/auth/reset-request", {"email": client.person["email"]})
    if how == "by another link":
        used = {"token": secret_of(letters[1]), "password": "a-new-long-password"}
        assert Client(app).post("/auth/reset", used).status_code == 200
    else:
        changed = {"current": PASSWORD, "new": "a-new-long-password"}
        assert client.post("/auth/password", changed).status_code == 200
    left = {"token": secret_of(letters[0]), "password": "somebody-elses-password"}
    assert Client(app).post("/auth/reset", left).status_code == 404


def test_nobodys_inbox_is_flooded(anyone: Client, add_person: Any, letters: list[Letter]) -> None:
    person = add_person()
    for _ in range(8):
        anyone.post("/auth/reset-request", {"email": person["email"]})
    assert len(letters) == 5


def test_changing_the_password_ends_the_other_logins_and_renews_this_one(app: Flask, client_as: Any) -> None:
    client = client_as()
    other = Client(app)
    other.log_in(client.person["email"])
    before = client.http.get_cookie("attune_session").value
    wrong = client.post("/auth/password", {"current": "wrong", "new": "another-password"})
    assert wrong.json["code"] == "wrong_password"
    assert client.post("/auth/password", {"current": PASSWORD, "new": "another-password"}).status_code == 200
    assert client.http.get_cookie("attune_session").value != before
    assert client.get("/me").status_code == 200 and other.get("/me").status_code == 401


def test_another_role_ends_the_old_login(app: Flask, client_as: Any, told: list[Any]) -> None:
    admin, person = client_as("admin"), client_as()
    at = f"/admin/users/{person.person['id']}"
    assert admin.patch(at, {"version": 1, "role": "tutor"}).status_code == 200
    assert AccessChange(person.person["id"], "role") in told
    assert person.get("/me").status_code == 401
    assert person.log_in(person.person["email"]).json["role"] == "tutor"


@pytest.mark.parametrize("has_colleague", [False, True])
def test_who_becomes_a_student_takes_part_where_they_taught(
    course: dict[str, Any], client_as: Any, told: list[Any], has_colleague: bool
) -> None:
    """The class they lead goes on with another tutor of the course, and ends where there is none."""
    admin, tutor, colleague = client_as("admin"), course["tutor"], client_as("tutor")
    at = f"/courses/{course['id']}"
    if has_colleague:
        colleague.post("/courses/join", {"code": course["code"]})
        tutor.patch(f"{at}/roster/{colleague.person['id']}", {"role": "tutor"})
    live_class = tutor.post("/live-classes", {"lesson_id": course["lesson"]}).json["id"]
    told.clear()
    change = {"version": 1, "role": "student"}
    assert admin.patch(f"/admin/users/{tutor.person['id']}", change).status_code == 200
    assert told == [AccessChange(tutor.person["id"], "role")] + ([] if has_colleague else [live_class])
    roles = {row["email"]: row["role"] for row in admin.get(f"{at}/roster").json["items"]}
    assert roles[tutor.person["email"]] == "student"
    tutor.log_in(tutor.person["email"])
    ended_at = tutor.get(f"/live-classes/{live_class}").json["ended_at"]
    assert (ended_at is None) is has_colleague


def test_disabling_bites_at_once_and_can_be_undone(client_as: Any, told: list[Any]) -> None:
    admin, person = client_as("admin"), client_as()
    at = f"/admin/users/{person.person['id']}"
    disabled = admin.patch(at, {"version": 1, "disabled": True}).json
    assert AccessChange(person.person["id"], "disabled") in told
    assert person.get("/me").status_code == 401
    assert person.log_in(person.person["email"]).status_code == 401
    admin.patch(at, {"version": disabled["version"], "disabled": False})
    assert person.log_in(person.person["email"]).status_code == 200


def test_administrators_cannot_lock_themselves_out(client_as: Any) -> None:
    admin = client_as("admin")
    at = f"/admin/users/{admin.person['id']}"
    assert admin.patch(at, {"version": 1, "role": "student"}).json["code"] == "own_account"
    assert admin.patch(at, {"version": 1, "disabled": True}).json["code"] == "own_account"


def test_every_change_by_an_administrator_is_audited(client_as: Any, letters: list[Letter]) -> None:
    admin, person = client_as("admin", name="Ada"), client_as(name="Sam")
    admin.patch(f"/admin/users/{person.person['id']}", {"version": 1, "name": "Samuel"})
    admin.post("/admin/users", {"email": "x@example.org", "name": "X", "password": PASSWORD})
    admin.post("/admin/invitations", {"email": "y@example.org"})
    admin.post("/admin/users/import", {"csv": "email\nz@example.org", "dry_run": False})
    admin.put("/admin/settings", {"name": "School", "help_contact": "", "help_text": "t"})
    lines = admin.get("/admin/audit").json["items"]
    assert [line["action"] for line in lines][::-1] == [
        "user.changed", "user.created", "user.invited", "user.imported", "settings.changed",
    ]  # fmt: skip
    assert (lines[-1]["actor"], lines[-1]["subject"]) == ("Ada", "Samuel")
    assert admin.get("/admin/audit/check").json == {"sound": True, "first_break": None}


def test_the_audit_log_tells_an_erased_person_from_the_system(app: Flask, client_as: Any) -> None:
    admin, gone = client_as("admin", name="Ada"), client_as("admin")
    admin.put("/admin/settings", {"name": "School", "help_contact": "", "help_text": "t"})
    gone.put("/admin/settings", {"name": "Hill School", "help_contact": "", "help_text": "t"})
    with app.app_context():
        write_audit("model.changed", SYSTEM)
        db.session.commit()
    assert gone.post("/privacy/erase", {"password": PASSWORD}).status_code == 200
    lines = {(line["action"], line["by"], line["actor"]) for line in admin.get("/admin/audit").json["items"]}
    assert lines >= {
        ("settings.changed", "person", "Ada"),
        ("settings.changed", "gone", None),
        ("model.changed", "system", None),
    }


def test_people_are_imported_by_csv_only_when_every_line_is_right(
    client_as: Any, letters: list[Letter]
) -> None:
    admin = client_as("admin")
    text = "email,role\na@example.org,tutor\nb@example.org,\n"
    dry = admin.post("/admin/users/import", {"csv": text}).json
    assert dry["invited"] == ["a@example.org", "b@example.org"] and letters == []
    wrong = admin.post("/admin/users/import", {"csv": text + "c@example.org,king\n", "dry_run": False}).json
    assert wrong["errors"] == [{"line": 4, "message": "'king' is no role; use student, tutor or admin."}]
    assert letters == []
    admin.post("/admin/users/import", {"csv": text, "dry_run": False})
    assert [letter.to for letter in letters] == ["a@example.org", "b@example.org"]


def test_people_are_found_by_name_address_role_and_state(client_as: Any) -> None:
    admin = client_as("admin", name="Zoe")
    client_as("tutor", name="Amir")
    client_as("student", name="Amira")
    names = lambda query: [u["name"] for u in admin.get(f"/admin/users?{query}").json["items"]]  # noqa: E731
    assert names("search=AMIR") == ["Amir", "Amira"]
    assert names("role=tutor") == ["Amir"]
    assert names("sort=-name&limit=1") == ["Zoe"]
    assert names("disabled=true") == []
    client_as("student", name="Álvaro Núñez")
    assert names("search=álvaro") == names("search=NÚÑEZ") == ["Álvaro Núñez"]


def test_a_birth_year_once_given_is_not_changed_by_its_owner(client_as: Any) -> None:
    client = client_as(birth_year=2012)
    assert client.patch("/me", {"version": 1, "birth_year": 1990}).json["code"] == "birth_year_fixed"
    assert client.patch("/me", {"version": 1, "name": "Other"}).json["name"] == "Other"


def test_settings_are_shown_before_login(client_as: Any, anyone: Client) -> None:
    new = {"name": "Hill School", "help_contact": "help@example.org", "help_text": "Room 4"}
    client_as("admin").put("/admin/settings", new)
    status = anyone.get("/status").json
    assert (status["name"], status["help_contact"], status["demo"]) == (
        "Hill School",
        "help@example.org",
        True,
    )


def test_where_mail_is_sent_registering_never_tells_whether_an_address_is_known(
    environ: dict[str, str], request: Any
) -> None:
    environ["ATTUNE_SMTP_URL"] = "smtp://localhost:1"
    app, course = request.getfixturevalue("app"), request.getfixturevalue("course")
    letters: list[Letter] = request.getfixturevalue("letters")
    known = request.getfixturevalue("add_person")()["email"]
    form = {"join_code": course["code"], "name": "N", "password": PASSWORD}
    answers = [
        Client(app).post("/auth/register", {**form, "email": email}) for email in (known, "new@example.org")
    ]
    known_answer, new_answer = [(each.status_code, each.json) for each in answers]
    assert known_answer == new_answer
    assert answers[0].json["code"] == "letter_sent"
    assert [letter.to for letter in letters] == [known, "new@example.org"]
    token = letters[1].body.split("invitation=")[1].split()[0]
    made = Client(app)
    body = {"invitation": token, "name": "New", "password": PASSWORD}
    assert made.post("/auth/register", body).status_code == 201
    assert [c["id"] for c in made.get("/courses").json["items"]] == [course["id"]]


def test_a_school_that_joins_from_one_address_locks_nobody_out(
    environ: dict[str, str], overrides: list[str], request: Any
) -> None:
    environ["ATTUNE_SMTP_URL"] = "smtp://localhost:1"
    overrides.append("accounts.newcomers_per_address=120")
    app, course = request.getfixturevalue("app"), request.getfixturevalue("course")
    request.getfixturevalue("letters")
    form = {"join_code": course["code"], "name": "N", "password": PASSWORD}
    answers = [
        Client(app).post("/auth/register", {**form, "email": f"new{n}@example.org"}) for n in range(121)
    ]
    assert {answer.json["code"] for answer in answers[:120]} == {"letter_sent"}
    assert (answers[120].status_code, answers[120].json["code"]) == (429, "too_many_newcomers")
    assert Client(app).log_in(course["student"].person["email"]).status_code == 200


def test_a_new_password_opens_the_account_that_wrong_ones_closed(
    app: Flask, add_person: Any, letters: list[Letter]
) -> None:
    email = add_person()["email"]
    for _ in range(11):
        Client(app).log_in(email, "not the password")
    assert Client(app).log_in(email).status_code == 429
    Client(app).post("/auth/reset-request", {"email": email})
    reset = {"token": secret_of(letters[0]), "password": "a-new-long-password"}
    assert Client(app).post("/auth/reset", reset).status_code == 200
    assert Client(app).log_in(email, "a-new-long-password").status_code == 200


@pytest.mark.parametrize("field", ["name", "locale"])
def test_nobody_is_left_without_a_name_or_a_language(client_as: Any, field: str) -> None:
    client = client_as()
    assert client.patch("/me", {"version": 1, field: None}).status_code == 422
    assert client.patch("/me", {"version": 1, "region": None}).json["region"] is None


def test_where_no_letter_leaves_nobody_waits_for_one(
    app: Flask, add_person: Any, client_as: Any, letters: list[Letter], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_production = replace(app.config["ATTUNE"], deployment="production")
    monkeypatch.setattr("backend.accounts.mail.current_config", lambda: in_production)
    asked = [add_person()["email"], "nobody@example.org"]
    answers = [Client(app).post("/auth/reset-request", {"email": email}) for email in asked]
    assert {(answer.status_code, answer.json["code"]) for answer in answers} == {(409, "mail_not_configured")}
    assert answers[0].data == answers[1].data and letters == []
    guardian = client_as().post("/guardian", {"email": "parent@example.org"})
    assert guardian.json["code"] == "mail_not_configured"


@pytest.mark.parametrize("is_mail_sent", [True, False])
def test_an_administrator_hands_over_a_link_for_a_new_password(
    app: Flask, client_as: Any, letters: list[Letter], monkeypatch: pytest.MonkeyPatch, is_mail_sent: bool
) -> None:
    admin, client = client_as("admin"), client_as()
    if not is_mail_sent:
        in_production = replace(app.config["ATTUNE"], deployment="production")
        monkeypatch.setattr("backend.accounts.mail.current_config", lambda: in_production)
    path = f"/admin/users/{client.person['id']}/reset-link"
    link = admin.post(path).json["link"]
    reset = {"token": link.split("token=")[1], "password": "a-new-long-password"}
    assert Client(app).post("/auth/reset", reset).status_code == 200
    assert client.log_in(client.person["email"], "a-new-long-password").status_code == 200
    assert [view["action"] for view in client.get("/privacy/views").json["items"]] == ["user.reset_link_made"]
    assert [letter.to for letter in letters] == ([client.person["email"]] if is_mail_sent else [])
    assert all(link not in letter.body for letter in letters)
    (user,) = admin.get(f"/admin/users?search={client.person['email']}").json["items"]
    admin.patch(f"/admin/users/{user['id']}", {"version": user["version"], "disabled": True})
    assert admin.post(path).json["code"] == "account_disabled"


def test_an_administrator_takes_a_wrong_year_back(client_as: Any) -> None:
    admin, person = client_as("admin"), client_as(birth_year=2012)
    path = f"/admin/users/{person.person['id']}"
    changed = admin.patch(path, {"version": 1, "birth_year": None, "name": None}).json
    assert (changed["birth_year"], changed["name"]) == (None, person.person["name"])
    assert person.patch("/me", {"version": 2, "birth_year": 1990}).json["birth_year"] == 1990


def test_a_large_import_takes_few_statements_and_writes_letters_once_it_is_kept(
    app: Flask, client_as: Any, letters: list[Letter]
) -> None:
    admin = client_as("admin")
    text = "email\n" + "".join(f"s{number}@example.org\n" for number in range(1200))
    statements: list[str] = []
    with app.app_context():
        engine = db.engine
    count = lambda _c, _k, statement, *_: statements.append(statement)  # noqa: E731
    open_ones: list[int] = []
    app.extensions["attune_mailer"] = lambda letter: (
        open_ones.append(len(statements)) or letters.append(letter)
    )
    event.listen(engine, "before_cursor_execute", count)
    try:
        assert len(admin.post("/admin/users/import", {"csv": text, "dry_run": False}).json["invited"]) == 1200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert len(statements) < 40 and len(letters) == 1200
    assert set(open_ones) == {len(statements)}  # nothing is written any more
    admin.post("/admin/users/import", {"csv": text, "dry_run": False})
    with app.app_context():
        assert db.session.query(Invitation).count() == 1200
