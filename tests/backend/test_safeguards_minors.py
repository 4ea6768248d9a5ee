"""Minors: nothing before a guardian and the child have both agreed, nothing after either takes it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from backend.accounts.mail import Letter
from backend.db.account import User
from backend.db.base import db
from backend.hooks import AccessChange
from backend.privacy.audit import write_audit
from backend.privacy.notice import WORDS, find_text, find_words, is_current
from backend.privacy.policy import MINOR_BELOW, Scope
from backend.privacy.retention import delete_expired
from backend.privacy.trail import PRIVATE
from tests.backend.conftest import PASSWORD, Client, Clock
from tests.backend.test_privacy import agree, declare

PLACES = sorted(MINOR_BELOW)
CHILD_BORN, TEEN_BORN, ADULT_BORN = 12, 17, 30  # years ago


@pytest.fixture
def database_kind() -> str:
    """The flow does not depend on the database."""
    return "sqlite"


@pytest.fixture
def child(app: Flask, client_as: Callable[..., Client], frozen: Clock) -> Client:
    """A pupil too young to decide alone, at a declared school in the United Kingdom."""
    declare(app, jurisdictions=["uk"], institution="school", ages="minors", mode="self_only")
    return client_as("student", region="uk", birth_year=frozen.now.year - CHILD_BORN)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("years", [CHILD_BORN, TEEN_BORN, ADULT_BORN])
def test_ages_and_regions(app: Flask, client_as: Any, frozen: Clock, letters: list[Letter], place: str,
                          years: int) -> None:  # fmt: skip
    """At a school nobody is on without two agreements, grown pupils included; in the EU nobody at all."""
    declare(app, jurisdictions=PLACES, institution="school", ages="mixed", mode="self_only")
    client = client_as("student", region=place, birth_year=frozen.now.year - years)
    agree(client, *(scope.value for scope in Scope))
    assert client.get("/policy").json["mode"] == "off"
    if place == "eu":
        assert client.post("/guardian", {"email": "parent@example.org"}).json["code"] == "guardian_not_needed"
        return
    both_agree(app, client, letters)
    assert client.get("/policy").json["mode"] == "self_only"


def test_one_of_the_two_is_not_enough(app: Flask, child: Client, letters: list[Letter]) -> None:
    agree(child, "camera", "own_analysis")
    token = ask(child, letters)
    answer_as_guardian(Client(app), token)
    assert child.get("/policy").json["mode"] == "off"
    state = assent(child)
    assert (state["guardian_agreed"], state["child_assented"]) == (True, True)
    assert child.get("/policy").json["mode"] == "self_only"


@pytest.mark.parametrize("who", ["guardian", "child"])
def test_either_takes_it_back_at_once(
    app: Flask, child: Client, letters: list[Letter], told: list[Any], who: str
) -> None:
    agree(child, "camera", "own_analysis")
    token = both_agree(app, child, letters)
    told.clear()
    if who == "guardian":
        assert Client(app).post("/guardian/refuse", {"token": token}).status_code == 200
    else:
        assert child.delete("/guardian").status_code == 200
    assert child.get("/policy").json["mode"] == "off"
    assert AccessChange(child.person["id"], "consent") in told
    assert Client(app).post("/guardian/page", {"token": token}).status_code == 404
    receipts = [(r["scope"], r["decision"]) for r in child.get("/consents/receipts").json["items"]]
    assert receipts[0] == ("guardian" if who == "guardian" else "assent", "withdrawn")
    assert ("guardian", "granted") in receipts and ("assent", "granted") in receipts


def test_the_link_goes_to_the_guardian_alone_and_runs_out(
    app: Flask, child: Client, letters: list[Letter], frozen: Clock
) -> None:
    own = child.post("/guardian", {"email": child.person["email"]})
    assert own.json["code"] == "own_address"
    token = ask(child, letters)
    assert letters[-1].to == "parent@example.org" and token not in str(child.get("/guardian").json)
    frozen.advance(days=15)
    assert Client(app).post("/guardian/page", {"token": token}).status_code == 404


def test_nobodys_guardian_is_flooded(child: Client, letters: list[Letter]) -> None:
    answers = [child.post("/guardian", {"email": "parent@example.org"}).status_code for _ in range(8)]
    assert answers[-1] == 429 and len(letters) <= 5


def test_changed_words_are_agreed_to_again(
    app: Flask, child: Client, letters: list[Letter], monkeypatch: Any
) -> None:
    agree(child, "camera", "own_analysis")
    token = both_agree(app, child, letters)
    for language in WORDS:
        changed = {**WORDS[language]["guardian"], "version": 2, "body": "Other words."}
        monkeypatch.setitem(WORDS[language], "guardian", changed)
    assert child.get("/policy").json["mode"] == "off"
    page = Client(app).post("/guardian/page", {"token": token}).json
    assert (page["agreed"], page["outdated"]) == (False, True)
    answer_as_guardian(Client(app), token)
    assert child.get("/policy").json["mode"] == "self_only"


def test_the_child_agrees_again_when_its_own_words_have_changed(
    app: Flask, child: Client, letters: list[Letter], monkeypatch: Any
) -> None:
    agree(child, "camera", "own_analysis")
    both_agree(app, child, letters)
    for language in WORDS:
        changed = {**WORDS[language]["assent"], "version": 2, "body": "Other words."}
        monkeypatch.setitem(WORDS[language], "assent", changed)
    assert child.get("/policy").json["mode"] == "off"
    state = child.get("/guardian").json
    assert (state["guardian_agreed"], state["child_assented"]) == (True, False)
    assert state["words"]["body"] == "Other words."
    assert assent(child)["child_assented"] is True
    assert child.get("/policy").json["mode"] == "self_only"


def test_a_link_may_be_handed_over_by_an_administrator(app: Flask, child: Client, client_as: Any) -> None:
    admin = client_as("admin")
    path = f"/admin/users/{child.person['id']}/guardian-link"
    link = admin.post(path, {"email": "parent@example.org"}).json["link"]
    answer_as_guardian(Client(app), link.split("token=")[1])
    agree(child, "camera", "own_analysis")
    assent(child)
    assert child.get("/policy").json["mode"] == "self_only"
    assert "guardian.link_made" in [v["action"] for v in child.get("/privacy/views").json["items"]]


def test_no_administrator_takes_the_guardians_link_while_their_yes_holds(
    app: Flask, child: Client, client_as: Any, letters: list[Letter]
) -> None:
    agree(child, "camera", "own_analysis")
    own = both_agree(app, child, letters)
    path = f"/admin/users/{child.person['id']}/guardian-link"
    refused = client_as("admin").post(path, {"email": "other@example.org"})
    assert (refused.status_code, refused.json["code"]) == (409, "guardian_decides")
    assert child.post("/guardian", {"email": "other@example.org"}).json["code"] == "guardian_agreed"
    assert Client(app).post("/guardian/refuse", {"token": own}).status_code == 200
    assert child.get("/policy").json["mode"] == "off"


def test_a_link_made_after_the_words_changed_does_not_name_who_agreed_before(
    app: Flask, child: Client, client_as: Any, letters: list[Letter], monkeypatch: Any
) -> None:
    both_agree(app, child, letters)
    for language in WORDS:
        changed = {**WORDS[language]["guardian"], "version": 2, "body": "Other words."}
        monkeypatch.setitem(WORDS[language], "guardian", changed)
    path = f"/admin/users/{child.person['id']}/guardian-link"
    link = client_as("admin").post(path, {"email": "other@example.org"}).json["link"]
    page = Client(app).post("/guardian/page", {"token": link.split("token=")[1]}).json
    assert (page["agreed"], page["outdated"], page["guardian_name"]) == (False, False, "")


@pytest.mark.parametrize("decided", ["nobody asked", "unanswered", "both", "guardian", "child"])
def test_no_administrator_reads_who_agreed_or_refused(
    app: Flask, child: Client, client_as: Any, letters: list[Letter], decided: str
) -> None:
    if decided != "nobody asked":
        token = ask(child, letters)
    if decided == "both":
        answer_as_guardian(Client(app), token)
        assent(child)
    elif decided == "guardian":
        assert Client(app).post("/guardian/refuse", {"token": token}).status_code == 200
    elif decided == "child":
        assert child.delete("/guardian").status_code == 200
    lines = client_as("admin").get("/admin/audit").json["items"]
    assert child.person["name"] not in str(lines) and "guardian" not in str(lines)
    assert "guardian" not in str(child.get("/privacy/views").json)  # not merely hidden: not written


def test_what_earlier_versions_wrote_of_it_still_verifies_and_is_for_the_child_alone(
    app: Flask, child: Client, client_as: Any
) -> None:
    admin = client_as("admin")
    with app.app_context():
        subject = db.session.get_one(User, child.person["id"]).audit_token
        for action in PRIVATE:
            write_audit(action, subject, subject)
        write_audit("guardian.link_made", None, subject)
        db.session.commit()
    shown = admin.get("/admin/audit?action=guardian").json["items"]
    assert [line["action"] for line in shown] == ["guardian.link_made"]
    assert admin.get("/admin/audit/check").json["sound"] is True
    own = {view["action"] for view in child.get("/privacy/views").json["items"]}
    assert own == {*PRIVATE, "guardian.link_made"}


def test_an_adult_is_not_asked_for_a_guardian(app: Flask, client_as: Any) -> None:
    declare(app)
    adult = client_as("student")
    assert adult.get("/guardian").json["needed"] is False
    assert adult.post("/guardian", {"email": "p@example.org"}).json["code"] == "guardian_not_needed"


def test_after_erasure_the_guardian_is_forgotten_too(
    app: Flask, child: Client, letters: list[Letter]
) -> None:
    token = both_agree(app, child, letters)
    assert child.post("/privacy/erase", {"password": PASSWORD}).status_code == 200
    assert Client(app).post("/guardian/page", {"token": token}).status_code == 404


@pytest.mark.parametrize("scope", list(Scope))
def test_every_language_says_the_newest_version_of_each_text(scope: Scope) -> None:
    versions = {WORDS[language]["scopes"][scope.value]["version"] for language in WORDS}
    hashes = {find_text(scope, language).hash for language in WORDS}
    assert len(versions) == 1 and len(hashes) == len(WORDS) >= 2
    assert all(is_current(scope, each) for each in hashes)


def test_consent_is_given_in_the_words_that_were_read(app: Flask, client_as: Any) -> None:
    declare(app)
    client = client_as()
    spanish = {"Accept-Language": "es-ES,es;q=0.9"}
    items = client.get("/consents", headers=spanish).json["items"]
    camera = next(item for item in items if item["scope"] == "camera")
    assert camera["title"] == "Usar mi cámara en las lecciones"
    decision = {"scope": "camera", "granted": True, "text_hash": camera["text_hash"]}
    receipt = client.put("/consents", {"decisions": [decision]}).json["items"][0]
    assert receipt["text_hash"] == find_text(Scope.CAMERA, "es").hash
    own = next(item for item in items if item["scope"] == "own_analysis")
    agree(client, own["scope"])
    assert client.get("/policy").json["mode"] == "self_only"
    stale = {**decision, "text_hash": "0" * 64}
    assert client.put("/consents", {"decisions": [stale]}).json["code"] == "words_changed"


def test_a_translation_that_lags_behind_no_longer_counts(
    app: Flask, client_as: Any, monkeypatch: Any
) -> None:
    from backend.privacy.notice import TEXTS, ConsentText

    old = TEXTS[Scope.CAMERA]
    was = find_text(Scope.CAMERA, "es").hash
    monkeypatch.setitem(TEXTS, Scope.CAMERA, ConsentText(old.scope, old.version + 1, old.title, "New."))
    assert not is_current(Scope.CAMERA, was) and find_text(Scope.CAMERA, "es").body == "New."


def ask(child: Client, letters: list[Letter]) -> str:
    """Ask a parent, and take the secret out of the letter."""
    assert child.post("/guardian", {"email": "parent@example.org"}).status_code == 200
    found = re.search(r"token=(\S+)", letters[-1].body)
    assert found is not None
    return found[1]


def answer_as_guardian(client: Client, token: str) -> None:
    """Read the page and agree to its words."""
    page = client.post("/guardian/page", {"token": token}).json
    body = {"token": token, "name": "Pat Parent", "text_hash": page["words"]["text_hash"]}
    assert client.post("/guardian/agree", body).json["agreed"] is True


def assent(child: Client) -> dict[str, Any]:
    """The child's own yes."""
    words = child.get("/guardian").json["words"]
    assert words["text_hash"] == find_words("assent", "en").hash
    return child.post("/guardian/assent", {"text_hash": words["text_hash"]}).json


def both_agree(app: Flask, child: Client, letters: list[Letter]) -> str:
    """Guardian and child agree."""
    token = ask(child, letters)
    answer_as_guardian(Client(app), token)
    assent(child)
    return token


def test_where_only_adults_learn_no_agreement_opens_anything(
    app: Flask, client_as: Any, letters: list[Letter], frozen: Clock
) -> None:
    declare(app, jurisdictions=["us"], institution="none", ages="adults", mode="self_only")
    teen = client_as("student", region="us", birth_year=frozen.now.year - TEEN_BORN)
    agree(teen, "camera", "own_analysis")
    assert teen.get("/guardian").json["needed"] is False
    assert teen.get("/policy").json["reason"] == "adults_only"
    refused = teen.post("/guardian", {"email": "parent@example.org"})
    assert (refused.status_code, refused.json["code"], letters) == (409, "adults_only", [])
    handed = client_as("admin").post(
        f"/admin/users/{teen.person['id']}/guardian-link", {"email": "p@example.org"}
    )
    assert handed.json["code"] == "adults_only"


@pytest.mark.parametrize(("institution", "is_over"), [("none", True), ("school", False)])
def test_a_guardians_link_ends_with_childhood(
    app: Flask, client_as: Any, letters: list[Letter], frozen: Clock, institution: str, is_over: bool
) -> None:
    declare(app, jurisdictions=["us"], institution=institution, ages="mixed", mode="self_only")
    born = frozen.now.year - TEEN_BORN
    teen = client_as("student", region="us", birth_year=born)
    agree(teen, "camera", "own_analysis")
    token = both_agree(app, teen, letters)
    frozen.advance(days=2 * 366 + 1)
    for path in ("page", "refuse") if is_over else ("page",):
        answer = Client(app).post(f"/guardian/{path}", {"token": token})
        assert answer.status_code == (404 if is_over else 200)
    assert teen.log_in(teen.person["email"]).status_code == 200
    assert teen.get("/policy").json["mode"] == "self_only"
    with app.app_context():
        assert delete_expired().get("guardian_consents", 0) == int(is_over)
    assert (teen.get("/guardian").json["asked"] is None) == is_over
