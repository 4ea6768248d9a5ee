"""The support loop in memory: takes in what happens to each live session and says who should hear what.

It never touches the database or a socket: what it finds is handed to the desk, which does. The clock is
passed in. Every public method may be called from any thread.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from backend.support.agreement import compare_pairs, is_below_floor
from backend.support.alert import Member
from backend.support.backlog import Backlog
from backend.support.rules import SupportRules
from backend.support.seat import Pair, Person, Place, Seat, Watched, open_seat
from backend.support.signal import (
    FACE_SIGNS,
    Word,
    find_face_sign,
    find_signs,
    forget_face,
    take_activity,
    take_reading,
    take_result,
)
from backend.support.state import (
    FACE_STATES,
    UNKNOWN,
    WORD_STATES,
    advance_episode,
    deny_states,
    is_help_due,
    judge_state,
    name_causes,
    name_face_state,
)
from backend.support.wellbeing import is_strain_lasting


@dataclass(frozen=True)
class Known:
    """What the database knows of somebody who sits down."""

    words: tuple[Word, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Due:
    """Somebody who should hear something now."""

    live_session_id: int
    user_id: int
    place: Place
    state: str
    causes: tuple[str, ...]
    flags: frozenset[str]


@dataclass(frozen=True)
class Observed:
    """What followed a moment: steps forward in the time that was watched."""

    row_id: int
    steps: int


@dataclass(frozen=True)
class Tallied:
    """How often one label was shown and corrected in a live session that is over."""

    user_id: int
    live_session_id: int
    model: str
    label: str
    spells: int
    corrected: int


class Engine:
    """Everybody's live sessions of this process."""

    def __init__(self, rules: SupportRules) -> None:
        self.rules = rules
        self._lock = threading.RLock()
        self._seats: dict[int, Seat] = {}
        self._people: dict[int, Person] = {}
        self._pace: dict[int, dict[int, dict[int, float]]] = {}  # lesson, item, user: seconds
        self.outcomes: Backlog[Observed] = Backlog()
        self.pairs: Backlog[Pair] = Backlog()
        self.tallies: Backlog[Tallied] = Backlog()
        self._silent_models: set[str] = set()

    def is_known(self, user_id: int) -> bool:
        """Whether somebody's words need not be read from the database."""
        return user_id in self._people

    def begin(
        self, live_session_id: int, user_id: int, place: Place, now_s: float, known: Known | None
    ) -> None:
        """Somebody sits down; one who sits already stays."""
        with self._lock:
            person = self._people.get(user_id)
            if person is None:
                person = self._people[user_id] = Person(user_id)
                if known is not None:
                    person.words.extend(known.words)
                    person.pairs.extend(known.pairs)
            person.seen_s = now_s
            self._judge_camera(person)
            if live_session_id not in self._seats:
                _reach_lesson(person, place, now_s)
                spell_s = self.rules.signals.spell_s
                self._seats[live_session_id] = open_seat(live_session_id, person, place, now_s, spell_s)

    def allow(self, live_session_id: int, camera: bool, keep: bool, tile: bool) -> None:
        """Put other rights into force: what they no longer allow is forgotten at once."""
        with self._lock:
            seat = self._seats.get(live_session_id)
            if seat is None:
                return
            if not camera:
                forget_face(seat.trace)
                seat.last_label = None
            if not keep:
                seat.tally.counts.clear()
                seat.tally.corrected.clear()
                self.pairs.drop(lambda pair: pair.user_id == seat.user_id)
            seat.camera, seat.keep, seat.tile = camera, keep, tile

    def count(self, live_session_id: int, is_counted: bool) -> None:
        """Whether alerts of the class speak of this seat, too; not where a tutor of the course sits."""
        with self._lock:
            seat = self._seats.get(live_session_id)
            if seat is not None:
                seat.is_counted = is_counted

    def see(
        self,
        live_session_id: int,
        probabilities: Sequence[float] | None,
        labels: Sequence[str],
        model: str,
        now_s: float,
    ) -> None:
        """A reading came."""
        with self._lock:
            seat = self._seats.get(live_session_id)
            if seat is None or not seat.camera:
                return
            seat.model = model
            take_reading(seat.trace, probabilities, labels, now_s, self.rules.signals.spell_s)
            if probabilities is None:
                return
            seat.last_label = labels[max(range(len(labels)), key=probabilities.__getitem__)]
            if seat.keep:
                seat.tally.add(model, seat.last_label, now_s)

    def hear(self, live_session_id: int, value: str, now_s: float) -> None:
        """The student said how it goes."""
        with self._lock:
            seat = self._seats.get(live_session_id)
            if seat is None:
                return
            self._compare(seat, value, now_s)
            seat.trace.words.append(Word(value, now_s, seat.place.live_class_id))
            seat.trace.idle_since_s = None
            seat.next_try_s = now_s
            if value == "well":
                # Nothing that was seen before this word may speak of trouble once the word has faded.
                forget_face(seat.trace)

    def act(self, live_session_id: int, kind: str, item: int | None, now_s: float) -> None:
        """The student did something with the lesson."""
        with self._lock:
            seat = self._seats.get(live_session_id)
            if seat is None:
                return
            before, is_timed = seat.trace.reached, seat.trace.reached_since_s is not None
            take_activity(seat.trace, kind, item, now_s)
            reached = seat.trace.reached
            if reached is None or reached == before:
                return
            seat.person.items[seat.place.lesson_id] = reached
            if is_timed:
                done, took_s = seat.trace.item_times[-1]
                pace = self._pace.setdefault(seat.place.lesson_id, {}).setdefault(done, {})
                pace[seat.user_id] = took_s

    def learn(self, user_id: int, lesson_id: int, wrong: int, right: int, now_s: float) -> None:
        """A quiz of a lesson was graded."""
        with self._lock:
            seats = [
                seat
                for seat in self._seats.values()
                if seat.user_id == user_id and seat.place.lesson_id == lesson_id
            ]
            for index, seat in enumerate(seats):
                # Somebody may sit in one lesson twice, alone and in a class; a step they share is one.
                take_result(seat.trace, wrong, right if index == 0 else 0, now_s)

    def finish(self, user_id: int, now_s: float) -> None:
        """A lesson was marked done."""
        with self._lock:
            person = self._people.get(user_id)
            if person is not None:
                person.steps.append(now_s)
                person.finished_s = now_s

    def deny(self, live_session_id: int, now_s: float) -> None:
        """That is not how I feel: what the camera suggested is not inferred again for long."""
        with self._lock:
            seat = self._seats.get(live_session_id)
            if seat is None:
                return
            seat.tally.correct()
            states = {FACE_STATES.get(seat.shown_group or ""), name_face_state(self._face_of(seat, now_s))}
            if not seat.view.said:
                states.add(seat.view.state)
            denied = {state for state in states if state not in (None, UNKNOWN)}
            deny_states(seat.trace, (str(state) for state in denied), now_s, self.rules)
            forget_face(seat.trace)
            self._look(seat, now_s)

    def deny_state(self, user_id: int, state: str, now_s: float) -> None:
        """A message was rated as not fitting."""
        with self._lock:
            person = self._people.get(user_id)
            if person is not None and state != UNKNOWN:
                person.denied[state] = now_s + self.rules.denial_holds_s

    def end(self, live_session_id: int) -> None:
        """Somebody leaves."""
        with self._lock:
            seat = self._seats.pop(live_session_id, None)
            if seat is None or not seat.keep:
                return
            seat.tally.close()
            self.tallies.add(
                Tallied(
                    seat.user_id, live_session_id, model, label, spells, seat.tally.corrected[model, label]
                )
                for (model, label), spells in seat.tally.counts.items()
            )

    def forget(self, user_id: int) -> None:
        """Somebody's account, or their consent to keeping, is gone: nothing of theirs is written any more."""
        with self._lock:
            gone = [seat.live_session_id for seat in self._seats.values() if seat.user_id == user_id]
            for live_session_id in gone:
                self.allow(live_session_id, camera=False, keep=False, tile=False)
            self.tallies.drop(lambda tally: tally.user_id == user_id)
            self.pairs.drop(lambda pair: pair.user_id == user_id)
            if user_id in self._people:
                self._people[user_id].pairs.clear()

    def look(self, now_s: float) -> list[Due]:
        """Look at everybody; give those for whom something is due. Each is given once in `retry_s`."""
        with self._lock:
            self._forget_absent(now_s)
            found = []
            for seat in self._seats.values():
                self._look(seat, now_s)
                due = self._find_due(seat, now_s)
                if due is not None:
                    found.append(due)
            return found

    def still_holds(self, due: Due, now_s: float) -> bool:
        """Whether it is still so; asked just before a message goes out."""
        with self._lock:
            seat = self._seats.get(due.live_session_id)
            if seat is None:
                return False
            self._look(seat, now_s)
            return due.causes == ("strain",) or seat.view.state == due.state

    def answer(self, due: Due, row_id: int, now_s: float) -> None:
        """The episode was answered, by a message or by its deliberate absence: watch what follows."""
        with self._lock:
            person = self._people.get(due.user_id)
            if person is not None:
                person.watched.append(Watched(row_id, now_s))
            seat = self._seats.get(due.live_session_id)
            if seat is not None and due.causes != ("strain",):
                seat.episode = replace(seat.episode, answered=True)

    def observe(self, now_s: float) -> None:
        """Take in what followed the moments whose time of watching is over.

        Nobody knows how it went on for who left in the midst of a lesson; who finished it, or sits in
        another by then, has an outcome.
        """
        follow_s = self.rules.study.follow_s
        with self._lock:
            present = {seat.user_id for seat in self._seats.values()}
            for person in self._people.values():
                over = [each for each in person.watched if now_s - each.at_s >= follow_s]
                person.watched = [each for each in person.watched if now_s - each.at_s < follow_s]
                for each in over:
                    has_finished = person.finished_s is not None and person.finished_s > each.at_s
                    if person.user_id in present or has_finished:
                        steps = sum(each.at_s < step_s <= each.at_s + follow_s for step_s in person.steps)
                        self.outcomes.add([Observed(each.row_id, steps)])

    def silence_models(self, models: Iterable[str]) -> None:
        """Put into force which model versions are not listened to."""
        with self._lock:
            self._silent_models = set(models)

    def members_of(self, live_class_id: int, now_s: float) -> list[Member]:
        """A class as far as an alert may know it."""
        with self._lock:
            return [
                self._describe_member(seat, now_s)
                for seat in self._seats.values()
                if seat.is_counted and seat.place.live_class_id == live_class_id
            ]

    def classes(self) -> set[int]:
        """Every live class somebody sits in."""
        with self._lock:
            found = (seat.place.live_class_id for seat in self._seats.values())
            return {live_class_id for live_class_id in found if live_class_id is not None}

    def _describe_member(self, seat: Seat, now_s: float) -> Member:
        word = seat.find_word_in_class(now_s, self.rules)
        if word is not None:
            return Member(seat.user_id, WORD_STATES[word], word, shared=True)
        if seat.view.said:
            # It was said alone or in another class, and this class's tutors were not told.
            return Member(seat.user_id, UNKNOWN, None, shared=False)
        # What a face was needed for counts for the tutor only where the student chose to be seen.
        return Member(seat.user_id, seat.view.state, None, seat.tile or not seat.view.needs_face)

    def _look(self, seat: Seat, now_s: float) -> None:
        pace = self._others_pace(seat)
        signs = find_signs(seat.trace, now_s, self.rules.signals, pace)
        if seat.person.camera_silent or seat.model in self._silent_models:
            signs -= FACE_SIGNS
        seat.signs = signs
        seat.view = judge_state(seat.trace, signs, now_s, self.rules)
        seat.episode = advance_episode(seat.episode, seat.view, seat.trace.word, now_s)

    def _find_due(self, seat: Seat, now_s: float) -> Due | None:
        if now_s < seat.next_try_s:
            return None
        if now_s >= seat.next_offer_s and is_strain_lasting(seat.trace.words, now_s, self.rules.wellbeing):
            seat.next_offer_s = now_s + self.rules.retry_s
            seat.next_try_s = now_s + 1.0
            return self._make_due(seat, ("strain",))
        if not is_help_due(seat.episode, seat.trace.last_step_s, now_s, self.rules):
            return None
        seat.next_try_s = now_s + self.rules.retry_s
        return self._make_due(seat, name_causes(seat.view, seat.signs, seat.trace.word))

    def _make_due(self, seat: Seat, causes: tuple[str, ...]) -> Due:
        word = seat.trace.word.value if seat.view.said and seat.trace.word else ""
        flags = {seat.view.state, word, "live" if seat.place.live_class_id else "solo"} | seat.signs
        return Due(
            seat.live_session_id,
            seat.user_id,
            seat.place,
            seat.view.state,
            causes,
            frozenset(flags - {""}),
        )

    def _compare(self, seat: Seat, value: str, now_s: float) -> None:
        camera = name_face_state(self._face_of(seat, now_s)) if seat.camera else UNKNOWN
        if camera == UNKNOWN or now_s - seat.person.compared_s < self.rules.signals.face_s:
            return  # what the camera saw once speaks once, or one who taps on could silence it for everybody
        seat.person.compared_s = now_s
        seat.person.pairs.append((camera, value))
        self._judge_camera(seat.person)
        if seat.keep:
            self.pairs.add([Pair(seat.user_id, seat.place.course_id, seat.model, camera, value, now_s)])

    def _judge_camera(self, person: Person) -> None:
        rules = self.rules.agreement
        agreement = compare_pairs(list(person.pairs))
        person.camera_silent = is_below_floor(agreement, rules.min_pairs, rules.floor_kappa)

    def _face_of(self, seat: Seat, now_s: float) -> str | None:
        return find_face_sign(seat.trace, now_s, self.rules.signals)

    def _others_pace(self, seat: Seat) -> dict[int, list[float]]:
        items = self._pace.get(seat.place.lesson_id, {})
        wanted = {seat.trace.item, *(item for item, _ in seat.trace.item_times)}
        return {
            item: [took_s for user_id, took_s in items[item].items() if user_id != seat.user_id]
            for item in wanted
            if item is not None and item in items
        }

    def _forget_absent(self, now_s: float) -> None:
        present = {seat.user_id for seat in self._seats.values()}
        for person in list(self._people.values()):
            if person.user_id in present:
                person.seen_s = now_s
            elif now_s - person.seen_s > self.rules.wellbeing.every_s:
                del self._people[person.user_id]
        lessons = {seat.place.lesson_id for seat in self._seats.values()}
        self._pace = {lesson: items for lesson, items in self._pace.items() if lesson in lessons}


def _reach_lesson(person: Person, place: Place, now_s: float) -> None:
    """Going on to a later lesson of a course is a step; going back, or sitting down again, is none."""
    before = person.lessons.get(place.course_id)
    if before is None or place.rank > before:
        person.lessons[place.course_id] = place.rank
        if before is not None:
            person.steps.append(now_s)
