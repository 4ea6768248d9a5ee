"""How the server fares: figures for administrators, for Prometheus and for load balancers."""

from __future__ import annotations

import random
import re
import threading
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from backend import clock
from backend.db.base import db
from backend.db.trend import SystemSample
from backend.system.history import thin_out
from backend.system.latency import BOUNDS_MS, find_percentile
from backend.system.meter import current_meter
from backend.system.sample import keep_sample, read_database_bytes
from benchmarks.postgres import wait_until
from tests.backend.conftest import Client, Clock, ServerProcess

TOKEN = "a-token-that-only-the-scraper-knows"


@pytest.fixture
def environ(environ: dict[str, str]) -> dict[str, str]:
    """Prometheus may come."""
    return {**environ, "ATTUNE_METRICS_TOKEN": TOKEN}


def test_percentiles_come_within_a_bucket_of_the_true_ones() -> None:
    chance = random.Random(4)
    times = sorted(chance.lognormvariate(3, 0.7) for _ in range(5000))
    counts = [0] * (len(BOUNDS_MS) + 1)
    for each in times:
        counts[sum(bound < each for bound in BOUNDS_MS)] += 1
    for share in (0.5, 0.95, 0.99):
        true, found = times[int(share * len(times))], find_percentile(counts, BOUNDS_MS, share)
        assert found is not None and abs(found - true) < 0.15 * true
    assert find_percentile([0] * len(counts), BOUNDS_MS, 0.5) is None


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_metrics_want_their_token(anyone: Client, header: str) -> None:
    answer = anyone.http.get("/metrics", headers={"Authorization": header})
    assert answer.status_code == 401 and answer.data == b""


def test_metrics_count_requests_and_failures(
    monkeypatch: pytest.MonkeyPatch, anyone: Client, client_as: Any
) -> None:
    client_as("student").get("/courses")
    before = read_metrics(anyone)
    anyone.get("/status")
    monkeypatch.setattr("backend.api.status.load_site", lambda: 1 / 0)
    anyone.get("/status")
    after = read_metrics(anyone)
    assert after["attune_requests_total"] - before["attune_requests_total"] == 2
    assert after["attune_request_errors_total"] - before["attune_request_errors_total"] == 1
    assert after['attune_request_seconds_bucket{le="+Inf"}'] == after["attune_requests_total"]
    assert after["attune_database_bytes"] > 0 and after["attune_memory_bytes"] > 10_000_000


def test_not_ready_while_the_database_lacks_a_migration(app: Flask, anyone: Client) -> None:
    assert anyone.get("/ready").json == {"ready": True, "database": True, "migrated": True, "workers": True}
    with app.app_context():
        newest = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar()
        db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        db.session.commit()
        answer = anyone.get("/ready")
        db.session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": newest})
        db.session.commit()
    assert answer.status_code == 503 and answer.json["database"] and not answer.json["migrated"]


def test_the_system_page_shows_rates_and_sizes(app: Flask, client_as: Any) -> None:
    admin = client_as("admin")
    for _ in range(5):
        admin.get("/courses")
    found = admin.get("/admin/system").json
    assert found["model"] and found["figures"]["requests_per_s"] > 0 and found["sampled_s"] > 0
    assert found["figures"]["request_p50_ms"] <= found["figures"]["request_p99_ms"]
    with app.app_context():
        assert found["figures"]["database_bytes"] == pytest.approx(read_database_bytes(), rel=0.2)


def test_history_is_kept_for_its_hours_in_at_most_300_steps(app: Flask, client_as: Any) -> None:
    now, admin = clock.utc_now(), client_as("admin")
    with app.app_context():
        for minute in range(0, 50 * 60, 4):
            figures = {"frames_per_s": 10.0, "frame_p95_ms": float(minute == 40) * 80 + 20}
            at = now - timedelta(minutes=minute)
            db.session.add(SystemSample(at=at, process="a", seconds=20.0, figures=figures))
            db.session.add(SystemSample(at=at, process="b", seconds=20.0, figures=figures))
        db.session.commit()
        look = current_meter().read()
        keep_sample("c", look, current_meter().read())
        kept = [row.at for row in db.session.query(SystemSample)]
    assert min(kept) > now - timedelta(hours=48, minutes=1)
    items = admin.get("/admin/system/history?hours=48").json["items"]
    assert 250 < len(items) <= 300
    assert {item["figures"]["frames_per_s"] for item in items} == {20.0}
    assert max(item["figures"]["frame_p95_ms"] for item in items) == 100.0


def test_older_samples_are_merged_once_and_charts_stay_as_they_were(app: Flask, client_as: Any) -> None:
    admin, now = client_as("admin"), clock.utc_now()
    with app.app_context():
        for step in range(1, 20 * 60):
            for process in ("a", "b"):
                figures = {"frames_per_s": 10.0, "frame_p95_ms": 90.0 if step == 700 else 20.0}
                at = now - timedelta(minutes=step)
                db.session.add(SystemSample(at=at, process=process, seconds=60.0, figures=figures))
        db.session.commit()
    before = {hours: admin.get(f"/admin/system/history?hours={hours}").json["items"] for hours in (6, 48)}
    threads = [threading.Thread(target=thin_out_at, args=(app, now)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        rows = db.session.query(SystemSample).order_by(SystemSample.at).all()
        whole_s = (now - timedelta(hours=6)).timestamp() // 288 * 288
        older = [(row.process, row.at.timestamp() // 288) for row in rows if row.at.timestamp() < whole_s]
    assert len(older) == len(set(older)) and 2 * 170 < len(older) < 2 * 180
    assert 2 * 359 <= len(rows) - len(older) < 2 * 365
    for hours, items in before.items():
        assert admin.get(f"/admin/system/history?hours={hours}").json["items"] == items


def test_the_real_server_shows_its_workers_to_who_may_know(live_server: ServerProcess) -> None:
    with urllib.request.urlopen(f"{live_server.url}/api/ready", timeout=30) as answer:
        assert b'"workers":true' in answer.read()
    headers = {"Authorization": f"Bearer {TOKEN}"}
    request = urllib.request.Request(f"{live_server.url}/metrics", headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert b"\nattune_workers 1\n" in answer.read()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{live_server.url}/metrics", timeout=30)
    assert refused.value.code == 401


def test_without_a_token_there_are_no_metrics(
    monkeypatch: pytest.MonkeyPatch, app: Flask, anyone: Client
) -> None:
    monkeypatch.setitem(app.config, "ATTUNE", replace(app.config["ATTUNE"], metrics_token=""))
    assert anyone.http.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def thin_out_at(app: Flask, now: datetime) -> None:
    """What each process does with every sample."""
    with app.app_context():
        thin_out(now)
        db.session.commit()


def read_metrics(client: Client) -> dict[str, float]:
    """Every line that is no comment."""
    answer = client.http.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200 and answer.mimetype == "text/plain"
    lines = [line.rsplit(" ", 1) for line in answer.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def test_the_log_says_when_which_part_did_what_and_names_nobody(
    frozen: Clock, client_as: Any, request: pytest.FixtureRequest, capfd: pytest.CaptureFixture[str]
) -> None:
    frozen.advance(days=-1000)
    person = client_as().person
    request.getfixturevalue("live_server")
    log = ""

    def is_said() -> bool:
        nonlocal log
        log += capfd.readouterr().err
        return "deleted what was over its time" in log

    wait_until(is_said, 30)
    pattern = (
        r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ INFO backend\.privacy\.retention: deleted .*login_sessions"
    )
    assert re.search(pattern, log, re.MULTILINE)
    assert person["email"] not in log and person["name"] not in log
