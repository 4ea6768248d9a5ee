"""Failed logins of several processes are counted together in a real Redis, and apart while it is away."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Client
from flask import Flask

from backend import wsgi
from benchmarks.postgres import find_port, wait_until
from settings import load_settings

SECRET = "a-secret-of-the-tests"


class RedisProcess:
    """A Redis of our own on loopback that keeps nothing; it can be stopped and started again."""

    def __init__(self, binary: str, folder: Path) -> None:
        self.binary, self.folder, self.port = binary, folder, find_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://:{SECRET}@127.0.0.1:{self.port}"

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--requirepass", SECRET, "--save", ""]
        self.process = subprocess.Popen(
            [self.binary, *options, "--dir", str(self.folder)], stdout=subprocess.DEVNULL
        )
        wait_until(self.answers, 30)

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(timeout=30)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisProcess]:
    binary = shutil.which("redis-server")
    if binary is None:
        pytest.skip("no Redis here: apt-get install redis-server")
    server = RedisProcess(binary, tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def environ(environ: dict[str, str], redis: RedisProcess) -> dict[str, str]:
    return {**environ, "ATTUNE_REDIS_URL": redis.url}


@pytest.fixture
def second(app: Flask, environ: dict[str, str], overrides: list[str]) -> Flask:
    """Another process's application on the same database and counters."""
    del app
    return wsgi.build_app(load_settings(overrides=overrides, environ=environ))


@pytest.fixture(autouse=True)
def three_tries(overrides: list[str]) -> None:
    overrides.append("accounts.failures_per_account=3")


def guess(app: Flask, person: dict[str, Any], password: str = "wrong") -> int:
    return Client(app).log_in(person["email"], password).status_code


def test_what_one_process_counted_another_knows(app: Flask, second: Flask, add_person: Any) -> None:
    person = add_person()
    assert [guess(app, person), guess(second, person), guess(app, person)] == [401, 401, 401]
    refused = Client(second).log_in(person["email"])
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0


def test_without_redis_people_log_in_and_guesses_still_have_a_limit(
    app: Flask, redis: RedisProcess, add_person: Any
) -> None:
    person = add_person()
    assert guess(app, person) == 401
    redis.stop()
    assert Client(app).log_in(person["email"]).status_code == 200
    assert [guess(app, person) for _ in range(4)] == [401, 401, 401, 429]
    redis.start()
    assert Client(app).log_in(person["email"]).status_code == 200


def test_nothing_in_redis_names_a_person(app: Flask, redis: RedisProcess, add_person: Any) -> None:
    from redis import Redis

    person = add_person()
    guess(app, person)
    keys = [key.decode() for key in Redis.from_url(redis.url).scan_iter()]
    assert keys
    assert not [key for key in keys if person["email"] in key or "127.0.0.1" in key]
