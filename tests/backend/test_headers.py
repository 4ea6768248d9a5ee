"""The headers of every answer: what a page may load and open, what is kept, and the pages themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.backend.conftest import Client
from tests.backend.test_privacy import declare

CSP = {
    "default-src": "'self'",
    "worker-src": "'self' blob:",
    "connect-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.fixture
def database_kind() -> str:
    """Headers do not depend on the database."""
    return "sqlite"


@pytest.fixture
def pages(app: Flask, tmp_path: Path) -> Path:
    """A built front end: one page, one script."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(
        '<!doctype html><script nonce="__CSP_NONCE__" src="/assets/a.js"></script>'
    )
    (folder / "assets" / "a.js").write_text("let a")
    app.config["ATTUNE"] = replace(app.config["ATTUNE"], pages_dir=folder)
    return folder


@pytest.mark.parametrize(
    "path", ["/", "/courses/7", "/api/status", "/api/nothing", "/assets/a.js", "/models/released/x.onnx"]
)
def test_every_answer_is_guarded(app: Flask, pages: Path, path: str) -> None:
    headers = app.test_client().get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert {name: policy[name] for name in CSP} == CSP
    assert re.fullmatch(r"'self' 'nonce-[\w-]{20,}' 'wasm-unsafe-eval'", policy["script-src"])
    assert re.fullmatch(r"'self' 'nonce-[\w-]{20,}'", policy["style-src"])
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_page_carries_the_nonce_of_its_own_header_and_no_other(app: Flask, pages: Path) -> None:
    client = app.test_client()
    seen = set()
    for _ in range(2):
        answer = client.get("/")
        nonce = re.search(r'nonce="([\w-]+)"', answer.text)[1]  # type: ignore[index]
        assert f"'nonce-{nonce}'" in answer.headers["Content-Security-Policy"]
        seen.add(nonce)
    assert len(seen) == 2


def test_unknown_paths_are_the_pages_business_but_not_the_apis(app: Flask, pages: Path) -> None:
    client = app.test_client()
    assert client.get("/lesson/3").mimetype == "text/html"
    assert client.get("/api/lesson/3").status_code == 404
    assert client.get("/assets/none.js").status_code == 404
    assert client.get("/missing.png").status_code == 404
    assert client.get("/../settings/__init__.py").status_code in (200, 404)
    assert "class Settings" not in client.get("/%2e%2e/settings/__init__.py").text


def test_hashed_files_are_kept_for_a_year_and_the_page_never(app: Flask, pages: Path) -> None:
    client = app.test_client()
    assert client.get("/assets/a.js").headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_personal_data_is_never_kept_by_a_browser(client_as: Any) -> None:
    client = client_as()
    for path in ("/me", "/courses", "/consents", "/policy"):
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_without_a_declaration_no_page_may_ask_for_the_camera(app: Flask, pages: Path) -> None:
    assert app.test_client().get("/").headers["Permissions-Policy"].startswith("camera=(), microphone=()")


@pytest.mark.parametrize(("mode", "camera"), [("off", "camera=()"), ("individual", "camera=(self)")])
def test_the_camera_follows_the_declared_mode(app: Flask, pages: Path, mode: str, camera: str) -> None:
    declare(app, mode=mode)
    assert app.test_client().get("/").headers["Permissions-Policy"].split(", ")[0] == camera


def test_reported_addresses_count_only_behind_a_configured_proxy(
    environ: dict[str, str], overrides: list[str], request: Any
) -> None:
    overrides.append("accounts.failures_per_address=3")
    client: Client = request.getfixturevalue("anyone")
    for i in range(3):
        client.call("POST", "/auth/login", {"email": f"n{i}@example.org", "password": "x"},
                    headers={"X-Forwarded-For": f"203.0.113.{i}"})  # fmt: skip
    answer = client.call("POST", "/auth/login", {"email": "n9@example.org", "password": "x"},
                         headers={"X-Forwarded-For": "203.0.113.99"})  # fmt: skip
    assert answer.status_code == 429


def test_a_foreign_host_name_is_refused_where_hosts_are_named(environ: dict[str, str], request: Any) -> None:
    environ["ATTUNE_TRUSTED_HOSTS"] = "school.example"
    client = request.getfixturevalue("app").test_client()
    for path in ("/api/status", "/api/health/more", "/", "/no/such/page"):
        refused = client.get(path, headers={"Host": "evil.example"})
        assert (refused.status_code, refused.json["code"]) == (400, "foreign_host")
    assert client.get("/api/status", headers={"Host": "school.example"}).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1:5000", "10.0.0.7:5000", "attune:5000"])
def test_whoever_asks_by_address_learns_whether_the_server_is_well_and_nothing_else(
    environ: dict[str, str], request: Any, host: str
) -> None:
    environ["ATTUNE_TRUSTED_HOSTS"], environ["ATTUNE_METRICS_TOKEN"] = "school.example", "token"
    client = request.getfixturevalue("app").test_client()
    assert client.get("/api/health", headers={"Host": host}).status_code == 200
    assert "ready" in client.get("/api/ready", headers={"Host": host}).json
    assert client.get("/metrics", headers={"Host": host}).status_code == 401
    assert client.get("/metrics", headers={"Host": host, "Authorization": "Bearer token"}).status_code == 200
    assert client.get("/api/status", headers={"Host": host}).status_code == 400


def test_an_unexpected_failure_tells_the_client_nothing(app: Flask, client_as: Any, monkeypatch: Any) -> None:
    client = client_as()
    monkeypatch.setattr("backend.api.me.profile.load_user", lambda user_id: 1 / 0)
    answer = client.get("/me")
    assert (answer.status_code, answer.json["code"]) == (500, "internal_error")
    assert "division" not in answer.text and "Traceback" not in answer.text


def test_security_contact_comes_from_the_declaration(app: Flask, pages: Path) -> None:
    assert app.test_client().get("/.well-known/security.txt").status_code == 404
    declare(app)
    assert "Contact: mailto:contact@example.org" in app.test_client().get("/.well-known/security.txt").text


def test_the_api_guide_loads_nothing_and_runs_nothing(anyone: Client) -> None:
    answer = anyone.get("/docs")
    assert answer.status_code == 200 and "/api/courses" in answer.text
    assert "<script" not in answer.text and "http://" not in answer.text.replace("http://localhost", "")
