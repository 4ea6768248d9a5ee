"""Logging in and staying logged in: cookies, fixation, limits, enumeration, throttling."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import update

from backend.accounts import login
from backend.db.account import User
from backend.db.base import db
from backend.hooks import AccessChange
from tests.backend.conftest import PASSWORD, Client, Clock


def test_login_sets_a_cookie_that_scripts_and_other_sites_cannot_use(add_person: Any, anyone: Client) -> None:
    cookie = anyone.log_in(add_person()["email"]).headers["Set-Cookie"]
    assert cookie.startswith("attune_session=")
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie


def test_in_production_the_cookie_is_bound_to_https_and_this_host(
    environ: dict[str, str], request: Any
) -> None:
    environ["ATTUNE_DEPLOYMENT"] = "production"
    person = request.getfixturevalue("add_person")()
    answer = request.getfixturevalue("anyone").log_in(person["email"])
    assert answer.headers["Set-Cookie"].startswith("__Host-attune_session=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" in answer.headers


def test_a_planted_session_id_is_never_adopted(app: Flask, add_person: Any) -> None:
    person, client = add_person(), Client(app)
    client.http.set_cookie("attune_session", "planted")
    assert client.get("/me").status_code == 401
    client.log_in(person["email"])
    first = client.http.get_cookie("attune_session").value
    client.log_in(person["email"])
    second = client.http.get_cookie("attune_session").value
    assert len({"planted", first, second}) == 3


def test_the_database_holds_no_usable_token(app: Flask, client_as: Any) -> None:
    client = client_as()
    token = client.http.get_cookie("attune_session").value
    with app.app_context():
        from backend.db.account import LoginSession
        from backend.db.base import db

        stored = db.session.query(LoginSession.token_hash).all()
    assert stored and all(token not in row[0] for row in stored)


def test_wrong_password_unknown_address_and_disabled_account_answer_alike(
    app: Flask, add_person: Any, client_as: Any
) -> None:
    admin, person = client_as("admin"), add_person()
    gone = add_person()
    user = next(u for u in admin.get("/admin/users").json["items"] if u["id"] == gone["id"])
    admin.patch(f"/admin/users/{gone['id']}", {"version": user["version"], "disabled": True})
    answers = [
        Client(app).log_in(person["email"], "not the password"),
        Client(app).log_in("nobody@example.org"),
        Client(app).log_in(gone["email"]),
    ]
    assert {(a.status_code, a.get_data()) for a in answers} == {(401, answers[0].get_data())}


@pytest.mark.usefixtures("shipped_hashes")
def test_every_login_costs_one_hash_and_an_unknown_address_as_much(
    app: Flask, add_person: Any, monkeypatch: Any
) -> None:
    person, done = add_person(), []
    for work in ("hash", "verify"):
        real = getattr(PasswordHasher, work)
        monkeypatch.setattr(
            PasswordHasher, work, lambda *given, real=real, work=work: done.append(work) or real(*given)
        )
    Client(app).log_in(person["email"])
    Client(app).log_in(person["email"], "not the password")
    Client(app).log_in("nobody@example.org", "not the password")
    assert done == ["verify"] * 3


@pytest.mark.usefixtures("shipped_hashes")
def test_passwords_are_hashed_with_argon2id_and_the_chosen_cost(app: Flask, add_person: Any) -> None:
    from backend.db.account import User
    from backend.db.base import db

    person = add_person()
    with app.app_context():
        assert db.session.get(User, person["id"]).password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_login_ends_after_idling(client_as: Callable[..., Client], frozen: Clock) -> None:
    client = client_as()
    frozen.advance(minutes=480, seconds=-1)
    assert client.get("/me").status_code == 200
    frozen.advance(minutes=480)
    assert client.get("/me").status_code == 401


def test_a_login_ends_after_its_longest_time_however_busy(
    client_as: Callable[..., Client], frozen: Clock
) -> None:
    client = client_as()
    for _ in range(11):
        frozen.advance(hours=6)
        assert client.get("/me").status_code == 200
    frozen.advance(hours=6)
    assert client.get("/me").status_code == 401


def test_logout_ends_this_login_and_tells_the_live_side(client_as: Any, told: list[Any]) -> None:
    client = client_as()
    token = client.http.get_cookie("attune_session").value
    assert client.post("/auth/logout").status_code == 200
    client.http.set_cookie("attune_session", token)
    assert client.get("/me").status_code == 401
    assert [(c.user_id, c.reason) for c in told] == [(client.person["id"], "logout")]
    assert told[0].login_session_id is not None


def test_logout_everywhere_ends_every_login(app: Flask, client_as: Any, told: list[Any]) -> None:
    first = client_as()
    second = Client(app)
    second.log_in(first.person["email"])
    first.post("/auth/logout-everywhere")
    assert second.get("/me").status_code == 401
    assert AccessChange(first.person["id"], "logout") in told


def test_logins_are_listed_and_ended_one_by_one(app: Flask, client_as: Any) -> None:
    first = client_as()
    second = Client(app)
    second.log_in(first.person["email"])
    other = next(item for item in first.get("/me/logins").json["items"] if not item["current"])
    assert first.delete(f"/me/logins/{other['id']}").status_code == 200
    assert second.get("/me").status_code == 401
    assert first.get("/me").status_code == 200


def test_nobody_ends_somebody_elses_login(client_as: Any) -> None:
    mine, theirs = client_as(), client_as()
    login = theirs.get("/me/logins").json["items"][0]["id"]
    assert mine.delete(f"/me/logins/{login}").status_code == 404
    assert theirs.get("/me").status_code == 200


def test_a_login_on_its_way_does_not_outlive_the_password_it_gave(
    app: Flask, client_as: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, thief = client_as(), Client(app)
    verify = login.verify_password

    def change_meanwhile(*_: Any) -> bool:
        monkeypatch.setattr(login, "verify_password", verify)
        changed = {"current": PASSWORD, "new": "another-password"}
        assert owner.post("/auth/password", changed).status_code == 200
        return True

    monkeypatch.setattr(login, "verify_password", change_meanwhile)
    late = thief.log_in(owner.person["email"])
    assert (late.status_code, late.json["code"]) == (401, "wrong_login")
    assert [item["current"] for item in owner.get("/me/logins").json["items"]] == [True]


@pytest.mark.parametrize("is_outdated", [False, True])
def test_one_person_logs_in_on_five_devices_at_once(app: Flask, add_person: Any, is_outdated: bool) -> None:
    email = add_person()["email"]
    if is_outdated:  # each of them would hash the password anew
        with app.app_context():
            db.session.execute(update(User).values(password_hash=PasswordHasher(1, 16, 1).hash(PASSWORD)))
            db.session.commit()
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda client: client.log_in(email), [Client(app) for _ in range(5)]))
    assert [answer.status_code for answer in answers] == [200] * 5


def test_guessing_at_one_account_is_slowed_down(app: Flask, add_person: Any) -> None:
    person, client = add_person(), Client(app)
    answers = [client.log_in(person["email"], f"guess number {i}").status_code for i in range(12)]
    assert answers == [401] * 10 + [429] * 2
    refused = client.log_in(person["email"])
    assert refused.status_code == 429 and int(refused.headers["Retry-After"]) > 0


def test_guessing_at_many_accounts_from_one_address_is_slowed_down(
    overrides: list[str], database_url: str, request: Any
) -> None:
    overrides.append("accounts.failures_per_address=5")
    client = request.getfixturevalue("anyone")
    answers = [client.log_in(f"n{i}@example.org", "guess").status_code for i in range(6)]
    assert answers == [401] * 5 + [429]


def test_a_right_password_clears_the_accounts_failures(app: Flask, add_person: Any) -> None:
    person, client = add_person(), Client(app)
    for _ in range(3):
        for i in range(5):
            client.log_in(person["email"], f"guess {i}")
        assert client.log_in(person["email"], PASSWORD).status_code == 200
