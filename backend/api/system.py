"""How the server fares, over HTTP: for administrators, for load balancers, and for Prometheus."""

from __future__ import annotations

import hmac
from datetime import datetime

from apiflask import APIBlueprint
from flask import Blueprint, Response, abort, request
from pydantic import Field

from backend.api.guard import public, requires
from backend.api.schema import In, Out
from backend.config import current_config
from backend.db.account import Role
from backend.system import history, readiness, sample
from backend.system.exposition import write_metrics
from backend.system.meter import current_meter

bp = APIBlueprint("system", __name__, tag="admin")
metrics = Blueprint("metrics", __name__)  # a plain blueprint stays out of the OpenAPI document
EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"


class FiguresOut(Out):
    """Since the last look. Null: nothing was measured, or this process has no live side."""

    frames_per_s: float | None
    frame_p50_ms: float | None
    frame_p95_ms: float | None
    frame_p99_ms: float | None
    waiting: float | None
    refused_per_s: float | None
    requests_per_s: float | None
    request_p50_ms: float | None
    request_p95_ms: float | None
    request_p99_ms: float | None
    errors_per_s: float | None
    sockets: float | None
    sittings: float | None
    classes: float | None
    rate_hz: float | None
    workers: float | None
    restarts: float | None
    dropped_rows: float | None
    failed_flushes: float | None
    cpu_percent: float | None = Field(description="of one core: two full cores are 200")
    memory_bytes: float | None
    database_bytes: float | None


class SystemOut(Out):
    """Now. `sampled_s` is the time the rates and percentiles speak of."""

    version: str
    model: str
    model_version: str
    cores: int
    up_s: float
    sampled_s: float
    figures: FiguresOut


class HistoryQuery(In):
    """How far back."""

    hours: int = Field(default=6, ge=1, le=720)


class HistoryPointOut(Out):
    """One step: rates and sizes on average, percentiles at their worst."""

    at: datetime
    figures: FiguresOut


class HistoryOut(Out):
    """At most 300 steps, oldest first; a gap: the server did not run."""

    hours: int
    items: list[HistoryPointOut]


class Readiness(Out):
    """Whether requests should be sent here, and what is missing if not."""

    ready: bool
    database: bool
    migrated: bool
    workers: bool


@bp.get("/admin/system")
@bp.output(SystemOut)
@requires(Role.ADMIN)
def read_system() -> SystemOut:
    """How this process fares now."""
    return SystemOut.model_validate(readiness.read_system())


@bp.get("/admin/system/history")
@bp.input(HistoryQuery, location="query")
@bp.output(HistoryOut)
@requires(Role.ADMIN)
def read_history(query_data: HistoryQuery) -> HistoryOut:
    """The last hours, all processes together."""
    points = history.read_history(query_data.hours)
    return HistoryOut(hours=query_data.hours, items=[HistoryPointOut.model_validate(p) for p in points])


@bp.get("/ready")
@bp.output(Readiness)
@public
def read_readiness() -> tuple[Readiness, int]:
    """For load balancers: 503 while this process should get no requests."""
    found = Readiness.model_validate(readiness.check_readiness())
    return found, 200 if found.ready else 503


@metrics.get("/metrics")
def read_metrics() -> Response:
    """For Prometheus, which must bring the token; without one configured there is nothing here."""
    token = current_config().metrics_token
    if not token:
        abort(404)
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return Response("", 401, {"WWW-Authenticate": "Bearer"})
    name, version = readiness.find_model()
    text = write_metrics(
        current_meter().read(), sample.read_database_bytes(), current_config().version, f"{name}@{version}"
    )
    return Response(text, content_type=EXPOSITION)
