"""The HTTP side: one module a resource. It knows nothing of the socket."""

from __future__ import annotations

from apiflask import APIFlask

from backend.api import (
    auth,
    bulletins,
    courses,
    discussions,
    files,
    lessons,
    live_classes,
    me,
    privacy,
    quizzes,
    roster,
    status,
)

RESOURCES = (
    status, auth, me, courses, lessons, files, quizzes, roster, bulletins, discussions, live_classes, privacy,
)  # fmt: skip


def register_api(app: APIFlask) -> None:
    """Hang every resource under /api."""
    for resource in RESOURCES:
        app.register_blueprint(resource.bp, url_prefix="/api")
