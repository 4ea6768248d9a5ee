"""Letters on their way to a mail server that refuses, waits, breaks off or is away for a while."""

from __future__ import annotations

import json
import logging
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.postgres import wait_until
from tests.backend.conftest import Client, ServerProcess
from tests.backend.mail_server import MailServer


@pytest.fixture
def database_kind() -> str:
    """Nothing here asks the database for anything special."""
    return "sqlite"


@pytest.fixture
def mail_server(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """Where the application sends its letters; what it puts off comes again soon."""
    monkeypatch.setattr("backend.accounts.delivery.WAITS_S", (0.1, 0.2, 0.4))
    server = MailServer()
    environ["ATTUNE_SMTP_URL"], environ["ATTUNE_MAIL_FROM"] = server.url, "attune@example.org"
    yield server
    server.close()


@pytest.fixture
def admin(mail_server: MailServer, request: pytest.FixtureRequest) -> Client:
    """Somebody who may invite."""
    client: Client = request.getfixturevalue("client_as")("admin")
    return client


def test_many_letters_leave_over_one_connection(admin: Client, mail_server: MailServer) -> None:
    mail_server.most_connections = 1
    people = invite(admin, 120)
    wait_until(lambda: len(mail_server.taken) == 120, 20)
    assert mail_server.taken == people


def test_a_server_that_takes_only_so_many_over_one_connection_gets_all(
    admin: Client, mail_server: MailServer
) -> None:
    mail_server.most_letters = 1
    people = invite(admin, 30)
    wait_until(lambda: len(mail_server.taken) == 30, 20)
    assert mail_server.taken == people


@pytest.mark.parametrize("answer", ["450 later", "421 later"])
def test_what_has_to_wait_comes_again_and_holds_up_nobody(
    admin: Client, mail_server: MailServer, answer: str
) -> None:
    mail_server.answer = lambda address, times: answer if address == "n0@example.org" and times <= 3 else None
    people = invite(admin, 5)
    wait_until(lambda: len(mail_server.taken) == 5, 20)
    assert mail_server.taken == [*people[1:], people[0]]


def test_what_is_refused_for_good_is_logged_without_the_address(
    admin: Client, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    mail_server.answer = lambda address, times: "550 nobody" if address == "n0@example.org" else None
    people = invite(admin, 3)
    wait_until(lambda: len(mail_server.taken) == 2, 20)
    assert mail_server.taken == people[1:] and mail_server.tried[people[0]] == 1
    assert [each.getMessage() for each in caplog.records if each.name == "backend.accounts.delivery"] == [
        "a letter could not be sent: SMTPRecipientsRefused"
    ]


def test_a_letter_is_given_up_after_a_few_tries(
    admin: Client, mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    mail_server.answer = lambda address, times: "450 later"
    invite(admin, 1)
    wait_until(lambda: any(each.levelno == logging.ERROR for each in caplog.records), 20)
    assert mail_server.tried == {"n0@example.org": 4}
    assert "example.org" not in caplog.text


def test_letters_outlive_a_server_that_is_away(admin: Client, mail_server: MailServer) -> None:
    mail_server.close()
    people = invite(admin, 10)
    back = MailServer(mail_server.port)
    wait_until(lambda: len(back.taken) == 10, 20)
    assert sorted(back.taken) == people
    back.close()


def test_a_server_that_stops_sends_what_waits(
    mail_server: MailServer, add_person: Any, request: pytest.FixtureRequest
) -> None:
    mail_server.takes_s = 0.1
    people = [add_person()["email"] for _ in range(10)]
    live: ServerProcess = request.getfixturevalue("live_server")
    for email in people:
        ask_for_reset(live, email)
    live.stop()
    assert mail_server.taken == people


def test_a_server_that_stops_waits_for_no_dead_mail_server(
    mail_server: MailServer, add_person: Any, request: pytest.FixtureRequest
) -> None:
    live: ServerProcess = request.getfixturevalue("live_server")
    mail_server.close()
    ask_for_reset(live, add_person()["email"])
    begun_s = time.monotonic()
    live.stop()
    assert time.monotonic() - begun_s < 10


def ask_for_reset(live: ServerProcess, email: str) -> None:
    """What makes a real server write a letter to somebody with an account."""
    body, headers = (
        json.dumps({"email": email}).encode(),
        {"X-Attune": "1", "Content-Type": "application/json"},
    )
    asked = urllib.request.Request(f"{live.url}/api/auth/reset-request", body, headers)
    with urllib.request.urlopen(asked, timeout=30) as answer:
        assert answer.status == 200


def invite(admin: Client, count: int) -> list[str]:
    """Invite so many people at once; their addresses."""
    people = [f"n{number}@example.org" for number in range(count)]
    sheet = "\n".join(["email", *people])
    answer = admin.post("/admin/users/import", {"csv": sheet, "dry_run": False})
    assert answer.json["invited"] == people
    return people
