"""One turn of the support loop: engine and classrooms look, the desk decides and writes, somebody delivers.

It needs an application context and a clock; who delivers, and how, is passed in. What fails for one sitting
or class fails for that one alone.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from sqlalchemy.exc import OperationalError

from backend.db.base import db
from backend.support.classroom import Classrooms
from backend.support.desk import Desk, withdraw, write_outcomes, write_pairs, write_tallies
from backend.support.engine import Due, Engine
from backend.support.rules import SupportRules

MODELS_EVERY_S = 60.0

log = logging.getLogger(__name__)


class Audience(Protocol):
    """Who carries out what the loop decides."""

    def is_present(self, live_session_id: int) -> bool:
        """Whether a message would reach a browser now."""

    def deliver(self, live_session_id: int, message: dict[str, Any]) -> None:
        """Send a message to a student."""

    def calls(self, live_class_id: int) -> list[float]:
        """Since when each call for help of a class stands."""


class SupportLoop:
    """The parts of the loop, and the order they work in."""

    def __init__(self, rules: SupportRules, k: int, is_demo: bool, chance: random.Random) -> None:
        self.engine = Engine(rules)
        self.desk = Desk(rules, is_demo, chance)
        self.classrooms = Classrooms(rules.alerts, k)
        self._models_at_s = 0.0
        self._failing: set[str] = set()
        self._keeping = threading.Lock()

    def turn(self, now_s: float, audience: Audience) -> None:
        """Do what is due."""
        self._listen_again(now_s)
        for due in self.engine.look(now_s):
            with self._go_on_after(_name_session(due.live_session_id)):
                self._answer(due, now_s, audience)
        with self._go_on_after("what was learnt"):
            self.keep(now_s)
        for live_class_id in self.engine.classes():
            with self._go_on_after(_name_class(live_class_id)):
                members = self.engine.members_of(live_class_id, now_s)
                self.classrooms.consider(live_class_id, members, audience.calls(live_class_id), now_s)

    def leave(self, live_session_id: int) -> None:
        """A live session is over."""
        self.engine.end(live_session_id)
        self._failing.discard(_name_session(live_session_id))

    def close(self, live_class_id: int) -> None:
        """A live class is over."""
        self.classrooms.forget(live_class_id)
        self._failing.discard(_name_class(live_class_id))

    def keep(self, now_s: float) -> None:
        """Write what was learnt since the last time."""
        self.engine.observe(now_s)
        with self._keeping:  # a turn that is late and the end of the server would write the same rows
            self.engine.outcomes.write(lambda rows: write_outcomes(rows, now_s))
            self.engine.pairs.write(write_pairs)
            self.engine.tallies.write(lambda rows: write_tallies(rows, now_s))

    def _answer(self, due: Due, now_s: float, audience: Audience) -> None:
        if not audience.is_present(due.live_session_id):
            return
        decided = self.desk.consider(due, now_s)
        if decided is None:
            return
        if not self.engine.still_holds(due, now_s):
            withdraw(decided.row_id)
            return
        self.engine.answer(due, decided.row_id, now_s)
        if decided.message is not None:
            audience.deliver(due.live_session_id, decided.message)

    @contextmanager
    def _go_on_after(self, what: str) -> Iterator[None]:
        """Whatever fails for one must not silence the rest; it is logged once, until it works again."""
        try:
            yield
            self._failing.discard(what)
        except OperationalError:
            raise  # the database is away for everybody, and waiting for it again and again helps nobody
        except Exception:
            db.session.rollback()
            if what not in self._failing:
                self._failing.add(what)
                log.exception("support failed for %s and goes on with the rest", what)

    def _listen_again(self, now_s: float) -> None:
        if now_s - self._models_at_s >= MODELS_EVERY_S:
            self._models_at_s = now_s
            self.engine.silence_models(self.desk.read_silent_models())


def _name_session(live_session_id: int) -> str:
    return f"live session {live_session_id}"


def _name_class(live_class_id: int) -> str:
    return f"live class {live_class_id}"
