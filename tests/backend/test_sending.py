"""Files on their way to clients that take them slowly, or not at all: nobody else waits for them."""

from __future__ import annotations

import contextlib
import http.client
import io
import multiprocessing
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, send_file

from backend import sending, server
from backend.accounts.identity import cookie_name
from backend.sending import LOWEST_BYTES_S, PatientSocket
from backend.server import THREADS
from benchmarks.postgres import find_port, wait_until
from tests.backend.conftest import Client, ServerProcess

VIDEO = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * (24 << 12)  # more than any buffer between takes


@pytest.fixture
def database_kind() -> str:
    """Nothing here asks the database for anything special."""
    return "sqlite"


@pytest.fixture
def video(course: dict[str, Any]) -> str:
    """The path of a lesson's video."""
    upload = {"file": (io.BytesIO(VIDEO), "lesson.mp4")}
    made = course["tutor"].post(f"/lessons/{course['lesson']}/files", data=upload)
    assert made.status_code == 201
    return str(made.json["url"])


@pytest.fixture
def cookie(app: Flask, course: dict[str, Any]) -> str:
    """The login of a student of that course."""
    client: Client = course["student"]
    with app.app_context():
        name = cookie_name()
    found = client.http.get_cookie(name)
    assert found is not None
    return f"{name}={found.value}"


@pytest.mark.parametrize("wanted", ["Range: bytes=0-\r\n", ""])
def test_players_that_stop_reading_hold_up_nobody(
    video: str, cookie: str, live_server: ServerProcess, wanted: str
) -> None:
    request = f"GET {video} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n{wanted}\r\n".encode()
    with contextlib.ExitStack() as held:
        for _ in range(THREADS + 10):
            player = held.enter_context(socket.create_connection(("127.0.0.1", live_server.port)))
            player.sendall(request)
            assert player.recv(12).startswith(b"HTTP/1.1 20")
        assert live_server.answers()


@pytest.mark.parametrize(("wanted", "first"), [(None, 0), ("bytes=0-", 0), ("bytes=1000-", 1000)])
def test_a_slow_reader_gets_every_byte_and_may_ask_again(
    video: str, cookie: str, live_server: ServerProcess, wanted: str | None, first: int
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", live_server.port, timeout=20)
    connection.request("GET", video, headers={"Cookie": cookie, **({"Range": wanted} if wanted else {})})
    answer = connection.getresponse()
    assert answer.status == (206 if wanted else 200)
    if wanted:
        assert answer.headers["Content-Range"] == f"bytes {first}-{len(VIDEO) - 1}/{len(VIDEO)}"
    time.sleep(1)
    assert answer.read() == VIDEO[first:]
    connection.request("GET", "/api/health")
    assert connection.getresponse().status == 200
    connection.close()


def test_a_range_ends_where_it_should(video: str, course: dict[str, Any]) -> None:
    got = course["student"].get(video.removeprefix("/api"), headers={"Range": "bytes=5-104"})
    assert got.status_code == 206 and got.data == VIDEO[5:105]
    assert got.headers["Content-Length"] == "100"
    assert got.headers["Content-Range"] == f"bytes 5-104/{len(VIDEO)}"


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[int]:
    """The port of a server of one large file, which waits for nobody longer than a second."""
    (tmp_path / "large").write_bytes(VIDEO)
    port = find_port()
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(tmp_path / "large", port))
    process.start()
    wait_until(lambda: _connects(port), 20)
    yield port
    process.terminate()
    process.join(20)


@pytest.mark.parametrize("path", ["/file", "/words"])
def test_who_takes_nothing_is_let_go(impatient: int, path: str) -> None:
    with socket.create_connection(("127.0.0.1", impatient), timeout=20) as idle:
        idle.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(4)
        with pytest.raises(ConnectionResetError):
            while idle.recv(1 << 20):
                pass


def test_an_answer_is_waited_for_as_long_as_enough_of_it_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PATIENCE_S", 0.1)
    near, far = socket.socketpair()
    with PatientSocket(fileno=near.detach()) as ours, far:
        ours.sendall(bytes(LOWEST_BYTES_S))
        assert len(far.recv(LOWEST_BYTES_S)) > 0
        with pytest.raises(ConnectionResetError):
            while True:
                ours.sendall(bytes(1000))


def _serve(file: Path, port: int) -> None:
    sending.STALL_S = sending.PATIENCE_S = sending.MOST_PATIENCE_S = 1
    app = Flask(__name__)
    app.add_url_rule("/file", "file", lambda: send_file(file))
    app.add_url_rule("/words", "words", lambda: bytes(len(VIDEO)))
    server.run_server(lambda: (app, _Nothing()), "127.0.0.1", port, 100)


class _Nothing:
    """A service with nothing to do."""

    def start(self) -> None:
        """Nothing to start."""

    def stop(self) -> None:
        """Nothing to stop."""


def _connects(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
