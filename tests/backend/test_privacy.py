"""The core of protection: modes, declaration, consent, audit, retention, export, erasure, registry."""

from __future__ import annotations

import ast
import csv
import io
import json
import secrets
import threading
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import JSON, select, text, update

from backend import clock
from backend.db import Base
from backend.db.account import LoginSession, User
from backend.db.base import Personal, db
from backend.db.privacy import AuditEntry, Consent, Declaration
from backend.hooks import AccessChange
from backend.privacy.audit import find_first_break, prune_audit, write_audit
from backend.privacy.consent import register_purge
from backend.privacy.facts import load_policy
from backend.privacy.notice import TEXTS, ConsentText
from backend.privacy.policy import (
    AgeGroup,
    DeclarationFacts,
    Mode,
    PolicyContext,
    Scope,
    allowed_modes,
    group_age,
)
from backend.privacy.registry import find_gaps, list_personal_tables
from backend.privacy.retention import delete_expired
from backend.privacy.trail import PRIVATE
from tests.backend.conftest import PASSWORD, Client, Clock

ROOT = Path(__file__).resolve().parents[2]
WRITERS = {"write_audit": 0, "_write_down": 1}  # and at which place they are told the action
OFF = {"off"}
SELF = {"off", "self_only"}
ALL = {"off", "self_only", "aggregate", "individual"}
SIGNED = {
    "based_on": None,
    "password": PASSWORD,
    "jurisdictions": ["other"],
    "institution": "training_provider",
    "ages": "adults",
    "mode": "individual",
    "purpose": "Teaching",
    "lawful_basis": "Consent",
    "impact_assessment": "IA-1",
    "contact": "contact@example.org",
}


def declare(app: Flask, **changes: Any) -> None:
    """Sign a declaration without going through the administrator's page."""
    fields = {name: SIGNED[name] for name in SIGNED if name not in ("based_on", "password")} | changes
    with app.app_context():
        db.session.add(Declaration(**fields, signed_at=clock.utc_now()))
        db.session.commit()


def context(place: str | None, age: str, institution: str, **facts: Any) -> PolicyContext:
    """A case of the table; everything is signed and assessed unless said otherwise."""
    declaration = DeclarationFacts(
        frozenset({"eu", "uk", "us", "us-il", "us-tx", "us-wa", "in", "other"}),
        institution,
        Mode.INDIVIDUAL,
        facts.pop("assessed", True),
        facts.pop("opinion", False),
        facts.pop("ages", "mixed"),
    )
    return PolicyContext(place, AgeGroup(age), declaration, **facts)


CASES = [
    (context("eu", "adult", "higher_education"), OFF),
    (context("eu", "adult", "school"), OFF),
    (context("eu", "adult", "training_provider"), OFF),
    (context("eu", "adult", "workplace"), OFF),
    (context("eu", "adult", "higher_education", opinion=True), SELF),
    (context("eu", "adult", "none"), SELF),
    (context("eu", "young", "none"), OFF),
    (context("eu", "minor", "none"), OFF),
    (context("eu", "minor", "none", guardian_and_child_agree=True), SELF),
    (context("eu", "minor", "school", guardian_and_child_agree=True), OFF),
    (context("uk", "adult", "higher_education"), ALL),
    (context("us", "adult", "training_provider"), ALL),
    (context("in", "adult", "higher_education"), ALL),
    (context("other", "adult", "training_provider"), ALL),
    (context("other", "adult", "training_provider", assessed=False), SELF),
    (context("other", "adult", "none"), SELF),
    (context("other", "adult", "workplace"), OFF),
    (context("us-il", "adult", "higher_education"), OFF),
    (context("us-tx", "adult", "higher_education", written_release=True), ALL),
    (context("us-wa", "adult", "none", written_release=True), SELF),
    (context("uk", "minor", "higher_education"), OFF),
    (context("uk", "minor", "school"), OFF),
    (context("uk", "minor", "school", guardian_and_child_agree=True), SELF),
    (context("uk", "young", "school"), OFF),
    (context("uk", "young", "school", guardian_and_child_agree=True), SELF),
    (context("in", "minor", "higher_education", guardian_and_child_agree=True), SELF),
    (context("uk", "minor", "school", guardian_and_child_agree=True, ages="adults"), OFF),
    (context("us", "young", "none", guardian_and_child_agree=True, ages="adults"), OFF),
    (context("us", "young", "none", guardian_and_child_agree=True, ages="minors"), SELF),
    (context("uk", "adult", "higher_education", ages="adults"), ALL),
    (context(None, "adult", "higher_education"), OFF),
    (context("mars", "adult", "higher_education"), OFF),
    (context("other", "unknown", "training_provider"), OFF),
    (context("other", "adult", "unheard_of"), OFF),
    (PolicyContext("other", AgeGroup.ADULT, None), OFF),
]


@pytest.mark.parametrize(("case", "modes"), CASES)
def test_the_table_of_modes(case: PolicyContext, modes: set[str]) -> None:
    assert {mode.value for mode in allowed_modes(case)} == modes


def test_a_place_that_was_not_declared_is_off() -> None:
    facts = DeclarationFacts(frozenset({"uk"}), "higher_education", Mode.INDIVIDUAL, True, False, "mixed")
    assert allowed_modes(PolicyContext("us", AgeGroup.ADULT, facts)) == {Mode.OFF}


@pytest.mark.parametrize(
    ("place", "born", "group"),
    [
        ("eu", 2010, "minor"), ("eu", 2009, "young"), ("eu", 2008, "young"), ("eu", 2007, "adult"),
        ("uk", 2013, "minor"), ("uk", 2012, "young"), ("uk", 2007, "adult"), ("us-il", 2013, "minor"),
        ("in", 2008, "minor"), ("in", 2007, "adult"), ("other", 2010, "minor"),
        (None, 1990, "unknown"), ("uk", None, "unknown"), ("mars", 1990, "unknown"),
    ],
)  # fmt: skip
def test_ages_by_region(place: str | None, born: int | None, group: str) -> None:
    now = clock.utc_now().replace(year=2026)
    assert group_age(born, place, now).value == group


def test_a_fresh_deployment_is_off(client_as: Any, anyone: Client) -> None:
    assert anyone.get("/status").json["mode"] == "off"
    policy = client_as().get("/policy").json
    assert (policy["mode"], policy["reason"], policy["allowed"]) == ("off", "no_declaration", ["off"])


def test_agreeing_raises_the_mode_step_by_step(app: Flask, client_as: Any) -> None:
    declare(app)
    client = client_as()
    assert client.get("/policy").json["mode"] == "off"
    agree(client, "camera", "own_analysis")
    assert client.get("/policy").json["mode"] == "self_only"
    agree(client, "share_aggregate")
    assert client.get("/policy").json["mode"] == "aggregate"
    agree(client, "share_tutors")
    assert client.get("/policy").json["mode"] == "aggregate"
    assert client.get("/policy?opted_in=true").json["mode"] == "individual"


def test_consents_given_in_an_eu_institution_change_nothing(app: Flask, client_as: Any) -> None:
    declare(app, jurisdictions=["eu"], institution="higher_education", mode="off")
    client = client_as(region="eu")
    agree(client, *[scope.value for scope in Scope])
    with app.app_context():
        db.session.execute(update(Declaration).values(mode="individual"))  # set by hand, around every check
        db.session.commit()
    policy = client.get("/policy?opted_in=true").json
    assert (policy["mode"], policy["allowed"]) == ("off", ["off"])


def test_a_course_may_lower_the_mode_and_never_raise_it(app: Flask, course: dict[str, Any]) -> None:
    declare(app, mode="self_only")
    student, tutor = course["student"], course["tutor"]
    agree(student, "camera", "own_analysis", "share_aggregate")
    at = f"/policy?course_id={course['id']}"
    assert student.get(at).json["mode"] == "self_only"
    tutor.patch(f"/courses/{course['id']}", {"version": 1, "mode_limit": "off"})
    policy = student.get(at).json
    assert (policy["mode"], policy["reason"]) == ("off", "course_switched_off")


def test_only_an_administrator_signs_and_every_version_stays(client_as: Any, told: list[Any]) -> None:
    admin = client_as("admin")
    first = admin.post("/admin/declaration", SIGNED)
    assert first.status_code == 201 and told[-1] == "policy"
    again = admin.post("/admin/declaration", {**SIGNED, "mode": "off"})
    assert again.status_code == 412
    second = admin.post("/admin/declaration", {**SIGNED, "mode": "off", "based_on": first.json["version"]})
    assert second.status_code == 201
    assert [row["mode"] for row in admin.get("/admin/declaration").json["items"]] == ["off", "individual"]


def test_a_mode_that_is_lawful_for_nobody_cannot_be_signed(client_as: Any) -> None:
    admin = client_as("admin")
    answer = admin.post("/admin/declaration", {**SIGNED, "jurisdictions": ["eu"], "institution": "school"})
    assert (answer.status_code, answer.json["code"]) == (409, "mode_not_lawful")
    without_assessment = admin.post("/admin/declaration", {**SIGNED, "impact_assessment": " "})
    assert without_assessment.status_code == 409


@pytest.mark.parametrize(
    "place, institution, papers, modes",
    [
        ("eu", "school", False, ["off"]),
        ("eu", "higher_education", False, ["off"]),
        ("eu", "none", False, ["off", "self_only"]),
        ("eu,other", "school", True, ["off", "self_only"]),
        ("eu,other", "training_provider", True, ["off", "self_only", "aggregate", "individual"]),
    ],
)
def test_which_modes_are_open_is_told_before_one_signs(
    client_as: Any, place: str, institution: str, papers: bool, modes: list[str]
) -> None:
    query = f"places={place}&institution={institution}&impact_assessment={papers}&legal_opinion={papers}"
    admin = client_as("admin")
    open_modes = admin.get(f"/admin/declaration/modes?{query}").json["modes"]
    assert open_modes == modes
    paper = "Seen." if papers else ""
    for mode in ("self_only", "aggregate", "individual"):
        signed = {**SIGNED, "mode": mode, "jurisdictions": place.split(","), "institution": institution}
        signed |= {"impact_assessment": paper, "legal_opinion": paper}
        versions = [item["version"] for item in admin.get("/admin/declaration").json["items"]]
        answer = admin.post("/admin/declaration", {**signed, "based_on": max(versions, default=None)})
        assert (answer.status_code == 201) == (mode in modes), mode


def test_signing_needs_the_password(client_as: Any) -> None:
    answer = client_as("admin").post("/admin/declaration", {**SIGNED, "password": "wrong"})
    assert answer.json["code"] == "wrong_password"


def test_nothing_is_ticked_before_one_decides(client_as: Any) -> None:
    items = client_as().get("/consents").json["items"]
    assert {item["scope"] for item in items} == {scope.value for scope in Scope}
    assert not any(item["granted"] or item["decided"] for item in items)


@pytest.mark.parametrize(
    ("region", "is_asked"), [("us-il", True), ("us-wa", True), ("us", False), (None, False)]
)
def test_a_written_release_is_asked_for_where_the_law_wants_it(
    client_as: Any, region: str | None, is_asked: bool
) -> None:
    items = client_as(region=region).get("/consents").json["items"]
    assert {item["scope"]: item["asked"] for item in items}["biometric_release"] is is_asked
    assert all(item["asked"] for item in items if item["scope"] != "biometric_release")


def test_every_decision_gives_a_receipt_with_the_words_agreed_to(client_as: Any) -> None:
    client = client_as()
    agree(client, "camera")
    client.put("/consents", {"decisions": [{"scope": "research", "granted": False}]})
    receipts = client.get("/consents/receipts").json["items"]
    assert [(r["scope"], r["decision"]) for r in receipts] == [("research", "refused"), ("camera", "granted")]
    assert receipts[1]["text_hash"] == TEXTS[Scope.CAMERA].hash


def test_changed_words_must_be_agreed_to_again(app: Flask, client_as: Any, monkeypatch: Any) -> None:
    declare(app)
    client = client_as()
    agree(client, "camera", "own_analysis")
    old = TEXTS[Scope.CAMERA]
    changed = ConsentText(old.scope, old.version + 1, old.title, old.body + " And more.")
    monkeypatch.setitem(TEXTS, Scope.CAMERA, changed)
    assert client.get("/policy").json["mode"] == "off"
    camera = next(i for i in client.get("/consents").json["items"] if i["scope"] == "camera")
    assert (camera["granted"], camera["outdated"]) == (False, True)
    agree(client, "camera")
    assert client.get("/policy").json["mode"] == "self_only"


def test_withdrawing_purges_what_rests_on_it_and_tells_the_live_side(
    app: Flask, client_as: Any, told: list[Any]
) -> None:
    client = client_as()
    purged: list[int] = []
    register_purge(app, [Scope.SHARE_TUTORS], lambda user_id: purged.append(user_id) or {"spells": 3})
    agree(client, "camera", "share_tutors")
    told.clear()
    receipts = client.post("/consents/withdraw").json["items"]
    withdrawn = {r["scope"]: r for r in receipts if r["decision"] == "withdrawn"}
    assert set(withdrawn) == {"camera", "share_tutors"}
    assert withdrawn["share_tutors"]["purged"] == {"spells": 3} and set(purged) == {client.person["id"]}
    assert [(c.user_id, c.reason) for c in told] == [(client.person["id"], "consent")]


def test_administrators_see_counts_of_large_groups_only(app: Flask, client_as: Any) -> None:
    admin = client_as("admin")
    students = [client_as() for _ in range(4)]
    for student in students:
        agree(student, "camera")
    counts = {row["scope"]: row["granted"] for row in admin.get("/admin/consents").json["items"]}
    assert set(counts.values()) == {None}
    for student in [client_as() for _ in range(9)][:3]:
        agree(student, "camera")
    counts = {row["scope"]: row["granted"] for row in admin.get("/admin/consents").json["items"]}
    assert counts["camera"] == 5  # 7 of 14, in steps of five
    assert counts["research"] is None


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "tutor"}])
def test_no_administrator_takes_one_person_out_of_the_counts(client_as: Any, change: Any) -> None:
    admin = client_as("admin")
    people = [client_as() for _ in range(12)]
    for person in people[:5]:
        agree(person, "camera")
    before = admin.get("/admin/consents").json
    assert {row["scope"]: row["granted"] for row in before["items"]}["camera"] == 5
    path = f"/admin/users/{people[0].person['id']}"
    assert admin.patch(path, {"version": 1, **change}).status_code == 200
    assert admin.get("/admin/consents").json == before


def test_refusing_withdrawing_and_never_deciding_look_the_same_to_tutor_and_admin(
    app: Flask, course: dict[str, Any], client_as: Any
) -> None:
    admin, tutor = client_as("admin"), course["tutor"]

    def look() -> list[str]:
        paths = (f"/courses/{course['id']}/roster", "/admin/users?role=student", "/admin/consents")
        return [(tutor if "roster" in path else admin).get(path).text for path in paths]

    never = look()
    course["student"].put("/consents", {"decisions": [{"scope": "camera", "granted": False}]})
    refused = look()
    agree(course["student"], "camera")
    course["student"].post("/consents/withdraw")
    assert never == refused == look()


def test_the_audit_chain_breaks_when_a_row_is_changed_removed_or_cut_off(app: Flask) -> None:
    with app.app_context():
        for number in range(5):
            write_audit("test.done", "a" * 32, details={"n": number})
        db.session.commit()
        assert find_first_break() is None
        for damage in (
            update(AuditEntry).where(AuditEntry.id == 3).values(actor="b" * 32),
            update(AuditEntry).where(AuditEntry.id == 3).values(details={"n": 9}),
            text("DELETE FROM audit_entries WHERE id = 3"),
            text("DELETE FROM audit_entries WHERE id = 5"),
        ):
            db.session.execute(damage)
            assert find_first_break() in (3, 4, 5, 6)
            db.session.rollback()
        assert find_first_break() is None


def test_audit_entries_of_many_threads_form_one_chain(app: Flask) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def write(number: int) -> None:
        with app.app_context():
            write_audit("test.done", None, details={"n": number})
            db.session.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    with app.app_context():
        assert len(db.session.scalars(select(AuditEntry)).all()) == 40
        assert find_first_break() is None


def test_a_chain_that_is_written_and_pruned_meanwhile_is_sound(app: Flask) -> None:
    from concurrent.futures import ThreadPoolExecutor

    over = threading.Event()

    def go_on(step: Callable[[], object]) -> None:
        with app.app_context():
            while not over.is_set():
                step()
                db.session.commit()

    def write() -> None:
        write_audit("test.done", None)

    def prune() -> None:
        assert prune_audit(clock.utc_now() - timedelta(milliseconds=100)) >= 0

    with ThreadPoolExecutor(4) as pool:
        working = [pool.submit(go_on, step) for step in (write, write, prune, prune)]
        with app.app_context():
            breaks = {find_first_break() for _ in range(100)}
        over.set()
    assert breaks == {None} and all(each.exception() is None for each in working)


def test_one_sees_who_did_what_with_ones_own_data(client_as: Any) -> None:
    admin, student, other = client_as("admin", name="Ada"), client_as(), client_as()
    version = student.get("/me").json["version"]
    admin.patch(f"/admin/users/{student.person['id']}", {"version": version, "name": "New"})
    assert list_looks(student) == [("person", "Ada", "user.changed")]
    assert other.get("/privacy/views").json["items"] == []


def test_who_did_it_is_told_without_words_of_one_language(app: Flask, client_as: Any) -> None:
    student = client_as()
    with app.app_context():
        token = db.session.get_one(User, student.person["id"]).audit_token
        for actor in (token, "f" * 32, None):
            write_audit("test.done", actor, token)
        db.session.commit()
    assert list_looks(student) == [(by, None, "test.done") for by in ("system", "gone", "me")]


def test_no_look_is_left_out_however_many_there_were(app: Flask, client_as: Any) -> None:
    student = client_as()
    with app.app_context():
        token = db.session.get_one(User, student.person["id"]).audit_token
        for number in range(1100):
            write_audit("tile.seen", "f" * 32, token, {"number": number})
        db.session.commit()
    seen, cursor = 0, ""
    while cursor is not None:
        page = student.get(f"/privacy/views?limit=100{cursor and '&cursor=' + cursor}").json
        seen, cursor = seen + len(page["items"]), page["next_cursor"]
    answer = student.post("/privacy/export", {"password": PASSWORD})
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    exported = json.loads(archive.read("who_looked_at_my_data.json"))
    assert (seen, len(exported)) == (1100, 1101)  # the export stands in it itself


def list_looks(client: Client) -> list[tuple[Any, ...]]:
    views = client.get("/privacy/views").json["items"]
    return [(view["by"], view["who"], view["action"]) for view in views]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_action_that_is_written_down_has_words(language: str) -> None:
    words = json.loads((ROOT / f"frontend/src/locales/{language}/data.json").read_text(encoding="utf-8"))
    actions = {*find_written_actions(), *PRIVATE}
    assert {action for action in actions if action.replace(".", "_") not in words["audit"]} == set()


def find_written_actions() -> set[str]:
    """Every action that the code writes into the log; a call that only passes one on is a writer itself."""
    calls = [
        node
        for path in (ROOT / "backend").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WRITERS
    ]
    actions = [call.args[WRITERS[call.func.id]] for call in calls if isinstance(call.func, ast.Name)]
    literal = [action.value for action in actions if isinstance(action, ast.Constant)]
    assert len(actions) - len(literal) == len(WRITERS) - 1, "a call hides the action it writes"
    return {str(action) for action in literal}


def test_every_table_about_people_declares_itself() -> None:
    assert find_gaps() == []


def test_a_table_that_forgets_to_declare_is_found(monkeypatch: Any) -> None:
    monkeypatch.setattr(LoginSession, "__personal__", None)
    assert any("login_sessions.user_id" in gap for gap in find_gaps())


def test_an_undeclared_second_person_in_a_table_is_found(monkeypatch: Any) -> None:
    from backend.db.community import Question

    declared = Personal(purpose="p", basis="b", subject="student_id")
    monkeypatch.setattr(Question, "__personal__", declared)
    assert find_gaps() == ["questions.answered_by leads to users, and the table does not say why"]


def test_each_kept_table_lives_to_its_last_second_and_not_beyond(
    app: Flask, frozen: Clock, add_person: Any
) -> None:
    """Every declaration with a time is tried with a row one second inside and one second beyond it."""
    # Some tables hold one row a person; a guardian's goes with childhood, whatever its age.
    user_id, other_id = (add_person(birth_year=frozen.now.year - 10)["id"] for _ in range(2))
    rules = app.config["ATTUNE"].retention
    for entry in list_personal_tables():
        if entry.personal.keep is None:
            continue
        amount = getattr(rules, entry.personal.keep)
        age = timedelta(hours=amount) if entry.personal.keep.endswith("_hours") else timedelta(days=amount)
        second = timedelta(seconds=1)
        with app.app_context():
            inside = add_row(entry.table, user_id, entry.personal.expires, frozen.now - age + second)
            beyond = add_row(entry.table, other_id, entry.personal.expires, frozen.now - age - second)
            db.session.commit()
            delete_expired()
            left = set(db.session.scalars(select(entry.table.c.id)))
            assert inside in left and beyond not in left, entry.table.name
            frozen.advance(seconds=2)
            delete_expired()
            assert inside not in set(db.session.scalars(select(entry.table.c.id))), entry.table.name


def test_old_audit_entries_go_and_the_rest_still_verifies(app: Flask, frozen: Clock) -> None:
    with app.app_context():
        write_audit("old", None)
        db.session.commit()
        frozen.advance(days=366)
        write_audit("new", None)
        db.session.commit()
        delete_expired()
        assert [entry.action for entry in db.session.scalars(select(AuditEntry))] == ["new"]
        assert find_first_break() is None


@pytest.mark.parametrize(
    "change", ["spell_hours=721", "summary_days=181", "window_days=181", "audit_days=366", "chat_hours=721"]
)
def test_a_time_above_its_cap_refuses_to_start(change: str) -> None:
    from settings import SettingsError, load_settings

    with pytest.raises(SettingsError, match=change.split("=")[0]):
        load_settings(overrides=[f"privacy.{change}"])


def test_the_public_page_states_the_configured_times(
    overrides: list[str], database_url: str, request: Any
) -> None:
    overrides.append("privacy.spell_hours=6")
    assert request.getfixturevalue("anyone").get("/privacy/retention").json["spell_hours"] == 6


def test_my_export_holds_every_table_about_me(course: dict[str, Any]) -> None:
    student = course["student"]
    leave_traces(course)
    answer = student.post("/privacy/export", {"password": PASSWORD})
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    expected = {e.table.name for e in list_personal_tables() if e.personal.subject and e.personal.export}
    tables = {name.removesuffix(".json") for name in archive.namelist() if name.endswith(".json")}
    assert tables == expected | {"about", "who_looked_at_my_data"}
    rows = {name: json.loads(archive.read(f"{name}.json")) for name in expected}
    assert rows["users"][0]["email"] == student.person["email"] and "password_hash" not in rows["users"][0]
    assert all(rows[name] for name in ("posts", "questions", "quiz_attempts", "lesson_progress", "consents"))
    posts = csv.DictReader(io.StringIO(archive.read("posts.csv").decode("utf-8-sig")))
    assert next(posts)["body"] == "'=HYPERLINK(1)"


def test_nobody_else_is_in_my_export(course: dict[str, Any]) -> None:
    leave_traces(course)
    answer = course["student"].post("/privacy/export", {"password": PASSWORD})
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert course["tutor"].person["email"] not in everything


def test_after_erasure_a_dump_holds_no_trace(
    app: Flask, course: dict[str, Any], told: list[Any], client_as: Callable[..., Client]
) -> None:
    student = course["student"]
    leave_traces(course)
    with app.app_context():
        token = db.session.get(User, student.person["id"]).audit_token
    assert student.post("/privacy/erase", {"password": "wrong"}).status_code == 401
    assert student.post("/privacy/erase", {"password": PASSWORD}).status_code == 200
    assert student.get("/me").status_code == 401
    assert AccessChange(student.person["id"], "erased") in told
    with app.app_context():
        dump = {
            t.name: [dict(r) for r in db.session.execute(select(t)).mappings()]
            for t in Base.metadata.sorted_tables
        }
        assert student.person["email"] not in str(dump) and student.person["name"] not in str(dump)
        assert "=HYPERLINK" not in str(dump)
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if any(key.column.table.name == "users" for key in column.foreign_keys):
                    assert student.person["id"] not in [row[column.name] for row in dump[table.name]]
        assert token not in str(dump["users"])
        assert find_first_break() is None


def test_a_new_account_never_gets_an_erased_ones_id(client_as: Any, add_person: Any) -> None:
    client = client_as()
    client.post("/privacy/erase", {"password": PASSWORD})
    assert add_person()["id"] > client.person["id"]


def test_the_last_administrator_cannot_vanish(client_as: Any) -> None:
    admin = client_as("admin")
    assert admin.post("/privacy/erase", {"password": PASSWORD}).json["code"] == "last_admin"


def test_who_cannot_log_in_is_erased_by_an_administrator(app: Flask, client_as: Any, told: list[Any]) -> None:
    admin, person = client_as("admin", name="Ada"), client_as(name="Sam")
    path = f"/admin/users/{person.person['id']}"
    admin.patch(path, {"version": 1, "disabled": True})
    assert admin.post(f"{path}/erase").json["rows"]["login_sessions"] == 0
    assert AccessChange(person.person["id"], "erased") in told
    assert admin.post(f"{path}/erase").status_code == 404
    line = admin.get("/admin/audit").json["items"][0]
    assert (line["action"], line["actor"], line["subject"]) == ("privacy.erased", "Ada", None)
    assert admin.get("/admin/audit/check").json["sound"] is True
    assert admin.post(f"/admin/users/{admin.person['id']}/erase").json["code"] == "own_erasure"


def test_the_policy_of_somebody_unknown_is_off(app: Flask) -> None:
    declare(app)
    with app.app_context():
        assert load_policy(999).mode is Mode.OFF
        assert load_policy(999, course_id=999).mode is Mode.OFF


def test_consent_rows_with_unknown_scopes_or_hand_made_hashes_do_not_count(
    app: Flask, add_person: Any
) -> None:
    declare(app)
    user_id = add_person()["id"]
    with app.app_context():
        for scope in ("camera", "own_analysis", "made_up"):
            db.session.add(
                Consent(user_id=user_id, scope=scope, granted=True, text_version=1, text_hash="0" * 64)
            )
        db.session.commit()
        assert load_policy(user_id).mode is Mode.OFF


def agree(client: Client, *scopes: str) -> None:
    """Agree to these scopes."""
    decisions = [{"scope": scope, "granted": True} for scope in scopes]
    assert client.put("/consents", {"decisions": decisions}).status_code == 200


def leave_traces(course: dict[str, Any]) -> None:
    """Let the student do something of every kind."""
    student, at = course["student"], f"/courses/{course['id']}"
    student.put(f"/lessons/{course['lesson']}/progress", {"section": 1})
    student.post(f"/quizzes/{course['quiz']}/attempts", {"version": 1, "answers": []})
    student.post(f"{at}/discussion", {"title": "t", "body": "=HYPERLINK(1)"})
    student.post(f"{at}/questions", {"body": "why"})
    student.post(f"{at}/groups", {"name": "g"})
    agree(student, "camera")
    course["tutor"].post(f"{at}/announcements", {"title": "t", "body": "b"})


def add_row(table: Any, user_id: int, time_column: str, moment: Any) -> int:
    """A row of any declared table about one person, with its time set."""
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.primary_key:
            continue
        if column.foreign_keys:
            values[column.name] = _parent(column, user_id)
        elif column.name == time_column:
            values[column.name] = moment
        elif not column.nullable and column.default is None:
            values[column.name] = _filler(column)
    return int(db.session.execute(table.insert().values(values).returning(table.c.id)).scalar_one())


def _parent(column: Any, user_id: int) -> int | None:
    parent = next(iter(column.foreign_keys)).column.table
    if parent.name == "users":
        return user_id
    if column.nullable:
        return None
    return add_row(parent, user_id, "", None)


def _filler(column: Any) -> Any:
    kind = column.type.python_type
    if kind is str:
        return f"{secrets.token_hex(32)}"[: column.type.length or 20]
    if isinstance(column.type, JSON):
        return {}
    return clock.utc_now() if kind is datetime else kind(1)
