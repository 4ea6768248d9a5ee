"""The HTTP side: one module a resource. It knows nothing of the socket."""

from __future__ import annotations

from apiflask import APIFlask

from backend.api import (
    auth,
    briefing,
    bulletins,
    courses,
    device,
    discussions,
    files,
    governance,
    guardian,
    lessons,
    live_classes,
    me,
    model,
    privacy,
    quizzes,
    releases,
    reports,
    roster,
    security,
    status,
    support,
    support_course,
    system,
    trends,
    users,
)

PROTECTION = (security, guardian, briefing)
TEACHING = (courses, lessons, files, quizzes, roster, live_classes)
MODEL = (model, device, releases)
SUPPORT = (support, support_course)
TRENDS = (trends, reports, system)
RESOURCES = (
    status,
    *MODEL,
    auth,
    me,
    *TEACHING,
    bulletins,
    discussions,
    privacy,
    users,
    governance,
    *SUPPORT,
    *TRENDS,
    *PROTECTION,
)


def register_api(app: APIFlask) -> None:
    """Hang every resource under /api, and the model's files under /models."""
    for resource in RESOURCES:
        app.register_blueprint(resource.bp, url_prefix="/api")
    app.register_blueprint(model.files)
    app.register_blueprint(system.metrics)
