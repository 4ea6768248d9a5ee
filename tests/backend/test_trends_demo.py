"""The invented term: every chart tells a story at the first start, the same one every time."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from backend.db.base import db
from backend.db.recording import ClassWindow
from backend.db.trend import TrendRollup
from backend.demo.seed import PASSWORD, seed_demo
from backend.demo.term import add_term
from backend.realtime.options import read_options
from inference.card import load_card
from settings import load_settings
from tests.backend.conftest import Client
from tests.backend.trends_world import brief


@pytest.fixture
def database_kind() -> str:
    """The demo runs on SQLite."""
    return "sqlite"


def test_every_chart_has_something_to_say_and_a_second_start_adds_nothing(app: Flask) -> None:
    rule = read_options(load_settings().realtime.model_dump()).aggregate
    with app.app_context():
        seed_demo()
        card = load_card(app.config["ATTUNE"].release_dir)
        assert add_term(rule, card)
        before = count_rows()
        assert not add_term(rule, card) and count_rows() == before
    admin = Client(app)
    admin.log_in("admin@demo.attune", PASSWORD)
    brief(admin)
    for measure in ("expressions", "engagement", "check_ins", "coverage", "abstention", "agreement"):
        chart = admin.get(f"/trends?measure={measure}&by=week").json
        assert sum(point["values"] is not None for point in chart["points"]) >= 4, measure
    assert tells_of_a_hard_section(admin) and admin.get("/trends?compare=previous").json["difference"]


def tells_of_a_hard_section(admin: Client) -> bool:
    """Statistics was hardest where the second section of its second lesson passes into the third."""
    courses = {c["title"]: c["id"] for c in admin.get("/courses").json["items"]}
    modules = admin.get(f"/courses/{courses['Statistics you can use']}/modules").json["items"]
    lesson: dict[str, Any] = modules[0]["lessons"][1]
    found = admin.get(f"/trends/heat-map?lesson_id={lesson['id']}").json
    rows = [[cell["engagement"] for cell in row["cells"]] for row in found["rows"]]
    return bool(rows) and all(min(row) in row[1:3] and row[0] > row[1] < row[3] for row in rows)


def count_rows() -> list[int | None]:
    """How much there is."""
    return [
        db.session.scalar(select(func.count()).select_from(table)) for table in (ClassWindow, TrendRollup)
    ]
