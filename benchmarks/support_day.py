"""A school day of invented pupils against the real support loop and a real database, in fast time.

It counts what must never happen: a message beyond the cap, on an abstention, for a denied state, or for
confusion that resolved within the grace.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from backend import wsgi
from backend.config import AppConfig
from backend.db.account import Role, User
from backend.db.base import db
from backend.db.course import Course, Enrolment, Lesson, LiveClass, Module
from backend.db.migrate import upgrade_database
from backend.db.privacy import Consent
from backend.db.recording import CheckInRow, LiveSession
from backend.db.support import ClassAlert, SupportMessage
from backend.privacy.notice import TEXTS
from backend.privacy.policy import Scope
from backend.support.desk import to_moment
from backend.support.effect import Effect, estimate_effect
from backend.support.history import CAUSE_STATES, SHOWN, rate_message
from backend.support.loop import SupportLoop
from backend.support.report import read_trials
from backend.support.research import export_study
from backend.support.seat import Place
from benchmarks.support_pupils import FOLLOW_S, Pupil, make_pupils
from settings import load_settings

LABELS = ("neutral", "happy", "sad", "surprise", "fear", "disgust", "angry", "contempt")
BEGINS_S = 1_700_000_000.0 // 86400 * 86400 + 8 * 3600  # some morning at eight
STEP_S = 5.0
RATE_EVERY = 3  # one in so many rates a message
WORD_HOLDS_S = 600.0
HOUR_S = 3600.0


@dataclass(frozen=True)
class Scene:
    """How large, how long, with cameras or without, and what a message does to the chance of a step."""

    students: int = 30
    hours: float = 6.0
    camera: bool = True
    effect: float = 0.25


@dataclass
class DayReport:
    """What happened, and what must be zero."""

    students: int
    hours: float
    camera: bool
    shown: int = 0
    withheld: int = 0
    per_student_hour: float = 0.0
    most_in_an_hour: int = 0
    on_abstention: int = 0
    on_denied: int = 0
    on_resolved: int = 0
    quick_confusions: int = 0
    denials: int = 0
    check_ins: int = 0
    alerts: int = 0
    most_alerts_in_15_min: int = 0
    repeats_in_a_day: int = 0
    causes: dict[str, int] = field(default_factory=dict)
    effect: Effect | None = None


class Day:
    """One class, one day."""

    def __init__(self, scene: Scene, seed: int, overrides: Sequence[str] = ()) -> None:
        students, hours, camera, effect = scene.students, scene.hours, scene.camera, scene.effect
        chance = random.Random(seed)
        self.report = DayReport(students, hours, camera)
        self._effect = effect
        self._hours = hours
        self._overrides = overrides
        self.export = b""  # the study as a researcher gets it
        self._pupils = make_pupils(students, camera, chance)
        self._chance = chance
        self._now_s = BEGINS_S
        self._denied: dict[int, dict[str, float]] = {}
        self._words: dict[int, float] = {}
        self._faces_seen: dict[int, str | None] = {}

    def run(self) -> DayReport:
        """Live through it."""
        with tempfile.TemporaryDirectory(prefix="attune-day-") as folder:
            url = f"sqlite:///{Path(folder) / 'day.db'}"
            environ = {
                "ATTUNE_DEPLOYMENT": "demo",
                "ATTUNE_DATABASE_URL": url,
                "ATTUNE_VAR_DIR": folder,
                "ATTUNE_SECRET_KEY": "of-a-simulation-that-nobody-reaches-1",
            }
            upgrade_database(url)
            app = wsgi.build_app(load_settings(overrides=self._overrides, environ=environ))
            with app.app_context():
                self._fill(app.config["ATTUNE"])
                while self._now_s < BEGINS_S + self._hours * HOUR_S:
                    self._live_through()
                    self._now_s += STEP_S
                self.loop.turn(self._now_s + FOLLOW_S, self)
                self._count()
                self.export = export_study(self._config.support.study, is_demo=True)
                db.engine.dispose()
        return self.report

    def is_present(self, live_session_id: int) -> bool:
        """Everybody is there all day."""
        return True

    def deliver(self, live_session_id: int, message: dict[str, Any]) -> None:
        """A message arrives: note what it must not be, and let it help."""
        pupil, now_s = self._pupils[live_session_id - 1], self._now_s
        state = CAUSE_STATES.get(message["cause"], "")
        said = now_s - self._words.get(pupil.number, -1e9) <= WORD_HOLDS_S
        silent = not said and not pupil.habit.clicks and message["cause"] not in ("progress", "strain")
        self.report.on_abstention += silent and self._faces_seen.get(pupil.number, "") is None
        denied_s = self._denied.get(pupil.number, {}).get(state, -1e9)
        self.report.on_denied += not said and now_s - denied_s < HOUR_S
        trouble = pupil.trouble
        resolved = trouble is not None and trouble.resolves and state == "confused" and not said
        self.report.on_resolved += resolved
        if pupil.trouble is not None:
            pupil.helped_until_s = now_s + FOLLOW_S
        if self._chance.randrange(RATE_EVERY) == 0:
            rate_message(pupil.number + 1, message["id"], "helped" if pupil.trouble else "not_helped")

    def calls(self, live_class_id: int) -> list[float]:
        """Nobody raises the silent signal here; the alerts come from words and signs."""
        return []

    def _live_through(self) -> None:
        for pupil in self._pupils:
            self._change_mood(pupil)
            self._work(pupil)
            if pupil.habit.has_camera:
                self._look(pupil)
        self.loop.turn(self._now_s, self)

    def _change_mood(self, pupil: Pupil) -> None:
        now_s = self._now_s
        if pupil.trouble is None and now_s >= pupil.calm_until_s:
            trouble = pupil.begin_trouble(now_s)
            self.report.quick_confusions += trouble.resolves
            if trouble.said:
                self._speak(pupil, pupil.choose_word())
        elif pupil.trouble is not None and now_s >= pupil.trouble.ends_s and not pupil.trouble.resolves:
            pupil.end_trouble(now_s)
            if pupil.chance.random() < pupil.habit.speaks:
                self._speak(pupil, "well")

    def _work(self, pupil: Pupil) -> None:
        now_s, engine, seat = self._now_s, self.loop.engine, pupil.number + 1
        if pupil.gets_on(STEP_S, now_s, self._effect):
            pupil.item += 1
            engine.act(seat, "item", pupil.item, now_s)
            if pupil.trouble is not None:
                pupil.end_trouble(now_s)
        elif pupil.trouble is not None and pupil.habit.clicks and pupil.chance.random() < 0.04:
            kind = pupil.chance.choice(("rewind", "retry", "error"))
            if kind == "error":
                engine.learn(seat, 1, 1, 0, now_s)
            else:
                engine.act(seat, kind, None, now_s)

    def _look(self, pupil: Pupil) -> None:
        engine, seat = self.loop.engine, pupil.number + 1
        for part in (0.0, STEP_S / 2):
            label = pupil.show_face(self._now_s + part)
            shares = None if label is None else [0.79 if each == label else 0.03 for each in LABELS]
            engine.see(seat, shares, LABELS, "invented@1", self._now_s + part)
            self._faces_seen[pupil.number] = label
        is_wrong = pupil.trouble is None and pupil.contradicted_s < self._now_s < pupil.wrong_until_s
        if is_wrong and pupil.chance.random() < 0.05 * pupil.habit.corrects:
            self._deny(pupil)

    def _deny(self, pupil: Pupil) -> None:
        state = "confused" if pupil.wrong_face == "surprise" else "frustrated"
        self.loop.engine.deny(pupil.number + 1, self._now_s)
        self._denied.setdefault(pupil.number, {})[state] = self._now_s
        pupil.contradicted_s = pupil.wrong_until_s  # once; the face may go on as it is
        self.report.denials += 1

    def _speak(self, pupil: Pupil, word: str) -> None:
        self.loop.engine.hear(pupil.number + 1, word, self._now_s)
        db.session.add(
            CheckInRow(
                user_id=pupil.number + 1, lesson_id=1, live_class_id=1, value=word, at=to_moment(self._now_s)
            )
        )
        db.session.commit()
        self._words[pupil.number] = self._now_s
        self.report.check_ins += 1

    def _fill(self, config: AppConfig) -> None:
        self._config = config
        self.loop = SupportLoop(config.support, config.min_group, True, random.Random(self._chance.random()))
        db.session.add(Course(id=1, title="Invented", join_code="INVENTED"))
        db.session.flush()
        db.session.add(Module(id=1, course_id=1, title="Invented"))
        db.session.flush()
        db.session.add(Lesson(id=1, module_id=1, title="Invented"))
        db.session.flush()
        db.session.add(LiveClass(id=1, lesson_id=1, course_id=1))
        db.session.flush()
        text = TEXTS[Scope.RESEARCH]
        for pupil in self._pupils:
            number = pupil.number + 1
            db.session.add(_make_user(number))
            db.session.flush()
            db.session.add(Enrolment(course_id=1, user_id=number))
            db.session.add(LiveSession(id=number, user_id=number, lesson_id=1, live_class_id=1))
            agreed = {"granted": True, "text_version": text.version, "text_hash": text.hash}
            db.session.add(Consent(user_id=number, scope=text.scope.value, **agreed))
        db.session.commit()
        for pupil in self._pupils:
            self.loop.engine.begin(pupil.number + 1, pupil.number + 1, Place(1, 1, 1), BEGINS_S, None)
            camera = pupil.habit.has_camera
            self.loop.engine.allow(pupil.number + 1, camera=camera, keep=camera, tile=camera)

    def _count(self) -> None:
        report = self.report
        rows = list(db.session.scalars(select(SupportMessage).order_by(SupportMessage.at)))
        shown = [row for row in rows if row.arm == SHOWN]
        report.shown, report.withheld = len(shown), len(rows) - len(shown)
        report.per_student_hour = round(len(shown) / report.students / report.hours, 2)
        report.causes = dict(Counter(row.cause for row in shown))
        keys = Counter((row.user_id, row.message_key) for row in shown)
        report.repeats_in_a_day = sum(count - 1 for count in keys.values())
        times: dict[int, list[float]] = {}
        for row in shown:
            times.setdefault(row.user_id, []).append(row.at.timestamp())
        report.most_in_an_hour = max((_most_within(each, HOUR_S) for each in times.values()), default=0)
        alerts = [
            row.at.timestamp() for row in db.session.scalars(select(ClassAlert).order_by(ClassAlert.at))
        ]
        report.alerts, report.most_alerts_in_15_min = len(alerts), _most_within(alerts, 900.0)
        # Nothing was planted for those who get on anyway.
        trials = [trial for trial in read_trials() if trial.cause != "progress"]
        report.effect = estimate_effect(trials, self._config.support.study.min_per_arm)


def _make_user(number: int) -> User:
    return User(
        id=number,
        email=f"pupil{number}@example.org",
        name=f"Pupil {number}",
        password_hash="-",
        role=Role.STUDENT.value,
        region="other",
        birth_year=1990,
    )


def _most_within(times: list[float], window_s: float) -> int:
    return max((sum(0 <= other - at_s < window_s for other in times) for at_s in times), default=0)
