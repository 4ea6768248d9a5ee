"""Fills a database with a school's year for the benchmark of trends: 500 students, everything that is kept.

Nobody in it is real. What retention would have deleted is there on purpose: a year of summaries and sums is
twice what the product keeps, spells lie up to the longest time that may be configured.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, func, insert, select, text

from backend import clock
from backend.db import Base
from backend.db.base import db
from backend.privacy.notice import TEXTS
from backend.privacy.policy import Scope
from backend.system.history import thin_out
from backend.trends.rollup import roll_up

STUDENTS, COURSES, LESSONS, COURSES_EACH = 500, 20, 12, 3
YEAR_DAYS, SPELL_DAYS = 365, 30  # a year of summaries; spells up to the cap of config.yaml
CLASSES_A_WEEK, CLASS_MINUTES, WINDOW_S = 1, 50, 10
ALONE_A_DAY = 0.6  # of the students sit down alone on a day, for twenty minutes
ALONE_MINUTES = 20
SAMPLES = 48 * 120  # of the system's figures: two days, one every thirty seconds, as far as they are kept
MODEL = "attune-8@1.0"
AGREED = (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.SHARE_AGGREGATE, Scope.KEEP_SUMMARIES, Scope.SHARE_ADMINS)
WORDS = ("well", "well", "well", "stuck", "lost", "tired", "bored")
BODY = "\n\n".join(f"## Part {number}\n\nA sentence about the mean." for number in range(5))
BATCH = 5000


def fill_school(seed: int = 11) -> None:
    """Write the year, then let the product publish and add it up. Takes minutes."""
    chance, now = random.Random(seed), clock.utc_now().replace(microsecond=0)
    _insert("users", _make_users(now))
    for name, rows in _make_courses(now):
        _insert(name, rows)
    classes = list(_make_classes(now))
    _insert("live_classes", classes)
    _insert("class_windows", _make_windows(classes, chance))
    _insert("live_sessions", _make_sessions(classes, now, chance))
    _insert("live_session_summaries", _make_summaries(chance))
    _insert("check_ins", _make_check_ins(chance))
    _insert("quiz_attempts", _make_attempts(now, chance))
    _insert("lesson_places", _make_places(classes))
    _insert("system_samples", _make_samples(now, chance))
    thin_out(now)
    _fill_spells(now)
    db.session.commit()
    roll_up()
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))  # it would do so itself, beside the questions


def count_rows() -> dict[str, int]:
    """How many rows each table holds that has any."""
    counts = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }
    return {name: count for name, count in sorted(counts.items()) if count}


def courses_of(user_id: int) -> list[int]:
    """The courses of one student."""
    return [(user_id * 7 + step * 6) % COURSES + 1 for step in range(COURSES_EACH)]


def _first_student() -> int:
    return COURSES + 2  # after the administrator and one tutor a course


def _make_users(now: datetime) -> Iterator[dict[str, Any]]:
    for number in range(1, STUDENTS + _first_student()):
        role = "admin" if number == 1 else "tutor" if number < _first_student() else "student"
        yield {
            "id": number, "email": f"person{number}@example.org", "name": f"Person {number}", "role": role,
            "password_hash": "none", "region": "other", "birth_year": 1995, "audit_token": f"{number:032x}",
            "created_at": now, "updated_at": now,
        }  # fmt: skip


def _make_courses(now: datetime) -> Iterator[tuple[str, Any]]:
    numbers, students = range(1, COURSES + 1), range(_first_student(), STUDENTS + _first_student())
    yield "courses", [{"id": c, "title": f"Course {c}", "join_code": f"TREND{c:03}"} for c in numbers]
    yield "modules", [{"id": c, "course_id": c, "title": "Module"} for c in numbers]
    lessons = range(COURSES * LESSONS)
    yield (
        "lessons",
        [{"id": n + 1, "module_id": n // LESSONS + 1, "title": f"Lesson {n}", "body": BODY} for n in lessons],
    )
    yield "quizzes", [{"id": n + 1, "lesson_id": n + 1, "title": f"Quiz {n}"} for n in lessons]
    taught = [{"course_id": c, "user_id": c + 1, "role": "tutor"} for c in numbers]
    taken = [{"course_id": c, "user_id": u, "role": "student"} for u in students for c in courses_of(u)]
    yield "enrolments", taught + taken
    yield (
        "declarations",
        [
            {
                "version": 1, "jurisdictions": ["other"], "institution": "training_provider",
                "ages": "adults", "mode": "individual", "purpose": "benchmark", "lawful_basis": "nobody real",
                "impact_assessment": "nobody real", "contact": "nobody@example.org", "signed_at": now,
            }
        ],
    )  # fmt: skip
    yield (
        "consents",
        [
            {"user_id": u, "scope": s.value, "granted": True, "text_version": TEXTS[s].version,
             "text_hash": TEXTS[s].hash}
            for u in students if u % 6 for s in AGREED
        ],
    )  # fmt: skip


def _make_classes(now: datetime) -> Iterator[dict[str, Any]]:
    number = 0
    for week in range(YEAR_DAYS // 7):
        for course in range(1, COURSES + 1):
            number += 1
            start = now - timedelta(days=7 * week + course % 5 + 1, hours=course % 6)
            yield {
                "id": number, "course_id": course, "tutor_id": course + 1, "started_at": start,
                "lesson_id": (course - 1) * LESSONS + week % LESSONS + 1,
                "ended_at": start + timedelta(minutes=CLASS_MINUTES), "position_at": start,
            }  # fmt: skip


def _make_windows(classes: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    for each in classes:
        base = chance.uniform(0.4, 0.8)
        for step in range(CLASS_MINUTES * 60 // WINDOW_S):
            happy = round(chance.uniform(0.1, 0.4), 1)
            yield {
                "live_class_id": each["id"], "start": each["started_at"] + timedelta(seconds=WINDOW_S * step),
                "seconds": WINDOW_S, "cohort": 60, "unsure": 0.1, "engagement": round(base, 1),
                "shares": {"happy": happy, "neutral": round(0.7 - happy, 1), "sad": 0.2},
            }  # fmt: skip


def _make_sessions(
    classes: list[dict[str, Any]], now: datetime, chance: random.Random
) -> Iterator[dict[str, Any]]:
    students = range(_first_student(), STUDENTS + _first_student())
    by_course = {c: [u for u in students if c in courses_of(u)] for c in range(1, COURSES + 1)}
    for each in classes:
        for user in by_course[each["course_id"]]:
            yield {
                "user_id": user, "lesson_id": each["lesson_id"], "live_class_id": each["id"],
                "started_at": each["started_at"], "ended_at": each["ended_at"], "end_reason": "class_ended",
            }  # fmt: skip
    for day in range(1, YEAR_DAYS):
        for user in students:
            if chance.random() < ALONE_A_DAY:
                course = courses_of(user)[day % COURSES_EACH]
                start = now - timedelta(days=day, minutes=chance.randint(0, 600))
                yield {
                    "user_id": user, "lesson_id": (course - 1) * LESSONS + day // 31 + 1,
                    "live_class_id": None, "started_at": start, "end_reason": "left",
                    "ended_at": start + timedelta(minutes=ALONE_MINUTES),
                }  # fmt: skip


def _make_summaries(chance: random.Random) -> Iterator[dict[str, Any]]:
    for session_id, ended_at, user_id in _list_sessions():
        if user_id % 6:
            yield {
                "live_session_id": session_id, "model": MODEL, "readings": 600, "seen": 540,
                "abstentions": {"no_face": 40, "unsure": 20}, "corrections": 0, "created_at": ended_at,
                "probabilities": [0.05, 0.02, 0.05, 0.3, 0.4, 0.1, 0.05, 0.03],
                "engagement": round(chance.uniform(0.4, 0.8), 3), "engagement_low": 0.3,
                "engagement_high": 0.9,
            }  # fmt: skip


def _make_check_ins(chance: random.Random) -> Iterator[dict[str, Any]]:
    sessions = Base.metadata.tables["live_sessions"]
    query = select(sessions.c.user_id, sessions.c.lesson_id, sessions.c.live_class_id, sessions.c.started_at)
    for user_id, lesson_id, live_class_id, started_at in db.session.execute(query).all():
        yield {
            "user_id": user_id, "lesson_id": lesson_id, "live_class_id": live_class_id,
            "value": chance.choice(WORDS), "at": started_at + timedelta(minutes=chance.randint(1, 15)),
        }  # fmt: skip


def _make_attempts(now: datetime, chance: random.Random) -> Iterator[dict[str, Any]]:
    for user in range(_first_student(), STUDENTS + _first_student()):
        for course in courses_of(user):
            for lesson in range(LESSONS):
                yield {
                    "user_id": user, "quiz_id": (course - 1) * LESSONS + lesson + 1, "answers": {},
                    "results": [], "points": float(chance.randint(1, 5)), "points_possible": 5.0,
                    "passed": True, "submitted_at": now - timedelta(days=chance.randint(1, YEAR_DAYS)),
                }  # fmt: skip


def _make_places(classes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in classes:
        for section in range(5):
            at = each["started_at"] + timedelta(minutes=10 * section)
            yield {
                "live_class_id": each["id"], "at": at, "section": section, "video_seconds": 0.0,
                "playing": False,
            }  # fmt: skip


def _make_samples(now: datetime, chance: random.Random) -> Iterator[dict[str, Any]]:
    names = (
        "frames_per_s", "frame_p50_ms", "frame_p95_ms", "frame_p99_ms", "waiting", "refused_per_s",
        "requests_per_s", "request_p50_ms", "request_p95_ms", "request_p99_ms", "errors_per_s", "sockets",
        "sittings", "classes", "rate_hz", "workers", "restarts", "dropped_rows", "failed_flushes",
        "cpu_percent", "memory_bytes", "database_bytes",
    )  # fmt: skip
    for number in range(SAMPLES):
        figures = {name: round(chance.uniform(0, 100), 2) for name in names}
        at = now - timedelta(seconds=30 * number)
        yield {"at": at, "process": "benchmark", "seconds": 30.0, "figures": figures}


def _list_sessions() -> list[Any]:
    sessions = Base.metadata.tables["live_sessions"]
    return list(db.session.execute(select(sessions.c.id, sessions.c.ended_at, sessions.c.user_id)).all())


def _fill_spells(now: datetime) -> None:
    """Every ten seconds of every sitting of the last days, written by the database itself."""
    since = now - timedelta(days=SPELL_DAYS)
    if db.engine.dialect.name == "sqlite":
        start = (
            "strftime('%Y-%m-%d %H:%M:%S', s.started_at, '+' || (10 * n.value) || ' seconds') || '.000000'"
        )
        numbers = "WITH RECURSIVE n(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < 299)"
        fits = "10 * n.value < (julianday(s.ended_at) - julianday(s.started_at)) * 86400 - 1"
        bound = since.strftime("%Y-%m-%d %H:%M:%S.%f")
    else:
        start = "s.started_at + n.value * interval '10 seconds'"
        numbers = "WITH n(value) AS (SELECT generate_series(0, 299))"
        fits = "n.value * interval '10 seconds' < s.ended_at - s.started_at"
        bound = since.isoformat()
    columns = "live_session_id, start, model, seen, abstentions, probabilities, confidence"
    values = (
        f"s.id, {start}, '{MODEL}', 19, '{{\"no_face\": 1}}', '[0.05,0.02,0.05,0.3,0.4,0.1,0.05,0.03]', 0.7"
    )
    source = f"FROM live_sessions s JOIN n ON {fits} WHERE s.started_at >= '{bound}' AND s.user_id % 6 <> 0"
    statement = f"INSERT INTO spells ({columns}) {numbers} SELECT {values} {source}"
    db.session.execute(text(statement.replace(":", "\\:")))


def _insert(name: str, rows: Any) -> None:
    table: Table = Base.metadata.tables[name]
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            db.session.execute(insert(table), batch)
            batch = []
    if batch:
        db.session.execute(insert(table), batch)
    db.session.commit()
