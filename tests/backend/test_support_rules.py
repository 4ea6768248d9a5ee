"""The rules of the support loop one by one: signs, states, grace, denial, choice, strain. No clock runs."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any
from unittest.mock import Mock

import pytest
from sqlalchemy.exc import OperationalError

from backend.support import loop
from backend.support.alert import Member
from backend.support.backlog import ROWS_KEPT, Backlog
from backend.support.catalogue import CatalogueMessage, load_catalogue
from backend.support.choice import Moment, Past, decide_message, find_bar, list_fitting
from backend.support.engine import Due, Engine, Known, Observed, Tallied
from backend.support.loop import SupportLoop
from backend.support.preference import Preference
from backend.support.rules import SupportRules, read_rules
from backend.support.seat import Pair, Place
from backend.support.signal import (
    Trace,
    Word,
    find_face_sign,
    find_signs,
    take_activity,
    take_reading,
    take_result,
)
from backend.support.state import (
    UNKNOWN,
    Episode,
    View,
    advance_episode,
    deny_states,
    is_help_due,
    judge_state,
)
from backend.support.wellbeing import is_strain_lasting, may_offer
from settings import load_settings

RULES: SupportRules = read_rules(load_settings(environ={}).support.model_dump())
LABELS = ("neutral", "happy", "sad", "surprise", "fear", "disgust", "angry", "contempt")
NOW = datetime(2026, 5, 4, 10, tzinfo=timezone.utc)
SEAT = 1


def shares(label: str) -> list[float]:
    return [0.79 if each == label else 0.03 for each in LABELS]


def show(trace: Trace, label: str | None, from_s: float, seconds: float) -> float:
    """Two readings a second; the moment after the last one."""
    for index in range(int(2 * seconds)):
        take_reading(trace, None if label is None else shares(label), LABELS, from_s + index / 2, 10.0)
    return from_s + seconds


def judge(trace: Trace, now_s: float, rules: SupportRules = RULES) -> View:
    return judge_state(trace, find_signs(trace, now_s, rules.signals, {}), now_s, rules)


# Signs and states


def test_only_a_face_that_stays_so_is_a_sign() -> None:
    trace = Trace(0.0)
    assert find_face_sign(trace, show(trace, "surprise", 0, 30), RULES.signals) is None
    assert find_face_sign(trace, show(trace, "surprise", 30, 21), RULES.signals) == "face_puzzled"


@pytest.mark.parametrize("pause", [None, "neutral"])
def test_a_face_that_flickers_or_goes_is_no_sign(pause: str | None) -> None:
    trace = Trace(0.0)
    show(trace, "surprise", 0, 20)
    show(trace, pause, 20, 10)
    assert find_face_sign(trace, show(trace, "surprise", 30, 21), RULES.signals) is None


def test_a_model_that_cannot_tell_now_is_not_acted_on() -> None:
    trace = Trace(0.0)
    now_s = show(trace, "surprise", 0, 61)
    assert judge(trace, now_s).state == "confused"
    take_reading(trace, None, LABELS, now_s, 10.0)
    assert judge(trace, now_s).state == UNKNOWN


def test_an_old_face_is_no_sign() -> None:
    trace = Trace(0.0)
    now_s = show(trace, "surprise", 0, 61)
    assert find_face_sign(trace, now_s + 60, RULES.signals) is None


def test_each_state_names_its_reasons_and_how_unsure_it_is() -> None:
    trace = Trace(0.0)
    take_result(trace, wrong=2, right=0, now_s=10.0)
    for second in (20.0, 30.0, 40.0):
        take_activity(trace, "rewind", None, second)
    view = judge(trace, 50.0)
    assert (view.state, view.reasons) == ("confused", ("errors", "rewinds"))
    assert view.certainty == pytest.approx(0.7) and view.uncertainty == pytest.approx(0.3)


def test_one_sign_alone_is_not_enough_and_two_states_alike_are_unknown() -> None:
    trace = Trace(0.0)
    take_result(trace, wrong=2, right=0, now_s=10.0)
    assert judge(trace, 20.0).state == UNKNOWN
    tied = replace(RULES, weights={"errors": {"confused": 0.6, "frustrated": 0.55}})
    assert judge(trace, 20.0, tied).state == UNKNOWN


def test_what_happened_long_ago_has_no_say() -> None:
    trace = Trace(0.0)
    take_result(trace, wrong=3, right=0, now_s=0.0)
    assert "errors" in find_signs(trace, RULES.signals.memory_s, RULES.signals, {})
    assert "errors" not in find_signs(trace, RULES.signals.memory_s + 1, RULES.signals, {})


def test_slow_and_fast_are_against_enough_others() -> None:
    trace = Trace(0.0)
    take_activity(trace, "item", 1, 0.0)
    others = {1: [60.0] * RULES.signals.pace_group}
    assert "slow" in find_signs(trace, 300.0, RULES.signals, others)
    assert "slow" not in find_signs(trace, 200.0, RULES.signals, others)  # on short items nobody is slow
    assert "slow" not in find_signs(trace, 300.0, RULES.signals, {1: [60.0] * (RULES.signals.pace_group - 1)})
    for item in (2, 3, 4):
        take_activity(trace, "item", item, 300.0 + item)
    quick = {item: [60.0] * 5 for item in (1, 2, 3)}
    assert "fast" not in find_signs(trace, 305.0, RULES.signals, quick)  # the first item took 302 seconds
    take_activity(trace, "item", 5, 305.0)
    assert "fast" in find_signs(trace, 305.0, RULES.signals, {**quick, 4: [60.0] * 5})


def test_idle_is_no_thinking_pause_and_coming_back_ends_it() -> None:
    trace = Trace(0.0)
    take_activity(trace, "idle", None, 0.0)
    assert "idle" not in find_signs(trace, RULES.signals.idle_s - 1, RULES.signals, {})
    assert "idle" in find_signs(trace, RULES.signals.idle_s, RULES.signals, {})
    take_activity(trace, "resume", None, 200.0)
    assert "idle" not in find_signs(trace, 500.0, RULES.signals, {})


def test_the_students_word_outranks_every_sign_while_it_holds() -> None:
    trace = Trace(0.0)
    trace.words.append(Word("well", 50.0))
    now_s = show(trace, "angry", 0, 61)
    assert judge(trace, now_s).state == "engaged" and judge(trace, now_s).said
    later = show(trace, "angry", 640, 61)
    assert judge(trace, later).state == "frustrated"


def test_a_denied_state_is_not_inferred_and_nothing_takes_its_place() -> None:
    trace = Trace(0.0)
    now_s = show(trace, "surprise", 0, 61)
    deny_states(trace, ["confused"], now_s, RULES)
    assert judge(trace, now_s).state == UNKNOWN
    weights = {**RULES.weights, "face_puzzled": {"confused": 0.9, "frustrated": 0.6}}
    assert judge(trace, now_s, replace(RULES, weights=weights)).state == UNKNOWN
    again = show(trace, "surprise", now_s + RULES.denial_holds_s, 61)
    assert judge(trace, again).state == "confused"


def test_a_word_is_believed_even_about_a_denied_state() -> None:
    trace = Trace(0.0)
    deny_states(trace, ["confused"], 0.0, RULES)
    trace.words.append(Word("lost", 5.0))
    assert judge(trace, 6.0).state == "confused"


# When help is due


def test_confusion_is_given_its_grace_and_every_step_starts_it_anew() -> None:
    episode = Episode("confused", 100.0)
    assert not is_help_due(episode, None, 100.0 + RULES.grace_s - 1, RULES)
    assert is_help_due(episode, None, 100.0 + RULES.grace_s, RULES)
    assert not is_help_due(episode, 150.0, 150.0 + RULES.grace_s - 1, RULES)


def test_confusion_that_resolves_begins_another_grace() -> None:
    episode = advance_episode(Episode(), View("confused"), None, 0.0)
    episode = advance_episode(episode, View(UNKNOWN), None, 60.0)
    episode = advance_episode(episode, View("confused"), None, 70.0)
    assert not is_help_due(episode, None, 0.0 + RULES.grace_s + 1, RULES)


def test_a_word_needs_no_grace() -> None:
    view = View("confused", said=True)
    episode = advance_episode(Episode(), view, Word("lost", 5.0), 5.0)
    assert is_help_due(episode, None, 5.0, RULES)


def test_an_episode_is_answered_once_until_another_word() -> None:
    view = View("confused", said=True)
    episode = replace(advance_episode(Episode(), view, Word("stuck", 5.0), 5.0), answered=True)
    episode = advance_episode(episode, view, Word("stuck", 5.0), 500.0)
    assert not is_help_due(episode, None, 500.0, RULES)
    assert is_help_due(advance_episode(episode, view, Word("lost", 510.0), 510.0), None, 510.0, RULES)


@pytest.mark.parametrize("state", ["frustrated", "bored", "tired"])
def test_other_states_must_last(state: str) -> None:
    assert not is_help_due(Episode(state, 0.0), None, RULES.sustain_s - 1, RULES)
    assert is_help_due(Episode(state, 0.0), None, RULES.sustain_s, RULES)


def test_who_gets_on_is_left_alone_but_for_a_natural_pause() -> None:
    episode = Episode("engaged", 0.0)
    assert not is_help_due(episode, None, RULES.engaged_s + 1, RULES)
    assert not is_help_due(episode, 100.0, 100.0, RULES)
    assert is_help_due(episode, RULES.engaged_s, RULES.engaged_s + 5, RULES)
    assert not is_help_due(episode, RULES.engaged_s, RULES.engaged_s + 60, RULES)


def test_nobody_acts_on_an_unknown_state() -> None:
    assert not is_help_due(Episode(UNKNOWN, 0.0), None, 1e6, RULES)


# The engine in memory


@pytest.fixture
def engine() -> Engine:
    engine = Engine(RULES)
    engine.begin(SEAT, 7, Place(1, 1, None), 0.0, None)
    engine.allow(SEAT, camera=True, keep=True, tile=True)
    return engine


def watch(engine: Engine, label: str | None, from_s: float, to_s: float) -> list[Due]:
    """Show a face, and look every second."""
    found: list[Due] = []
    for second in range(int(from_s), int(to_s)):
        for part in (0.0, 0.5):
            engine.see(SEAT, None if label is None else shares(label), LABELS, "m@1", second + part)
        found += engine.look(second + 0.9)
    return found


def test_a_puzzled_face_is_due_after_its_grace_and_not_before(engine: Engine) -> None:
    assert watch(engine, "surprise", 0, 120) == []
    due = watch(engine, "surprise", 120, 160)
    assert due[0].state == "confused" and set(due[0].causes) <= {"item", "explanation"}


def test_without_the_right_to_the_camera_a_face_is_not_even_remembered(engine: Engine) -> None:
    engine.allow(SEAT, camera=False, keep=False, tile=False)
    assert watch(engine, "surprise", 0, 300) == []
    engine.allow(SEAT, camera=True, keep=True, tile=True)
    assert engine.look(301.0) == []


def test_a_denial_bites_between_looking_and_sending(engine: Engine) -> None:
    due = watch(engine, "surprise", 0, 160)[0]
    assert engine.still_holds(due, 160.0)
    engine.deny(SEAT, 160.0)
    assert not engine.still_holds(due, 160.1)
    assert watch(engine, "surprise", 161, 700) == []


def test_well_ends_what_was_due(engine: Engine) -> None:
    due = watch(engine, "surprise", 0, 160)[0]
    engine.hear(SEAT, "well", 160.0)
    assert not engine.still_holds(due, 160.1)


def test_a_denial_outlives_the_sitting(engine: Engine) -> None:
    watch(engine, "surprise", 0, 60)
    engine.deny(SEAT, 60.0)
    engine.end(SEAT)
    engine.begin(SEAT, 7, Place(1, 2, None), 70.0, None)
    engine.allow(SEAT, camera=True, keep=True, tile=True)
    assert watch(engine, "surprise", 71, 400) == []


def test_a_camera_that_disagrees_too_often_is_not_listened_to(engine: Engine) -> None:
    now_s = 0.0
    for index in range(RULES.agreement.min_pairs):
        watch(engine, "surprise" if index % 2 else "happy", now_s, now_s + 60)
        engine.hear(SEAT, "well" if index % 2 else "lost", now_s + 60)
        now_s += RULES.word_holds_s + 100
    assert [due for due in watch(engine, "surprise", now_s, now_s + 300) if due.state == "confused"] == []


def test_the_same_look_speaks_once_however_often_a_word_is_said(engine: Engine) -> None:
    watch(engine, "happy", 0, 60)
    for tap in range(60):
        engine.hear(SEAT, ("stuck", "lost")[tap % 2], 60.0 + tap / 10)
    assert [(pair.camera, pair.said) for pair in engine.pairs.waiting()] == [("engaged", "stuck")]
    later_s = 60 + RULES.signals.face_s
    watch(engine, "happy", 66, later_s)
    engine.hear(SEAT, "lost", later_s)
    assert [pair.said for pair in engine.pairs.waiting()] == ["stuck", "lost"]


def test_a_model_below_the_floor_is_silent_for_everybody(engine: Engine) -> None:
    engine.silence_models({"m@1"})
    assert watch(engine, "surprise", 0, 300) == []
    engine.silence_models(())
    assert watch(engine, "surprise", 300, 500) != []


def test_steps_that_follow_are_counted_for_five_minutes(engine: Engine) -> None:
    engine.hear(SEAT, "stuck", 0.0)
    due = engine.look(1.0)[0]
    engine.answer(due, 42, 1.0)
    engine.act(SEAT, "item", 1, 10.0)
    for item, second in ((2, 20.0), (3, 200.0), (4, 400.0)):
        engine.act(SEAT, "item", item, second)
    engine.observe(200.0)
    assert engine.outcomes.waiting() == []
    engine.observe(1.0 + RULES.study.follow_s)
    assert engine.outcomes.waiting() == [Observed(42, 2)]


def outcome_of(engine: Engine, moments: Callable[[], None]) -> list[int]:
    """The steps that are seen five minutes after a message, when this happened meanwhile."""
    engine.act(SEAT, "item", 5, 0.0)
    engine.hear(SEAT, "stuck", 0.0)
    engine.answer(engine.look(1.0)[0], 42, 1.0)
    moments()
    engine.observe(1.0 + RULES.study.follow_s)
    return [each.steps for each in engine.outcomes.waiting()]


def test_reading_again_is_no_step_and_no_pace(engine: Engine) -> None:
    def scroll() -> None:
        for second, (kind, item) in enumerate(
            [("rewind", 4), ("rewind", 3), ("item", 4), ("item", 5), ("item", 6), ("rewind", 5), ("item", 6)]
        ):
            engine.act(SEAT, kind, item, 10.0 + 10 * second)

    assert outcome_of(engine, scroll) == [1]


def test_a_lesson_opened_again_is_no_step(engine: Engine) -> None:
    def come_back() -> None:
        engine.end(SEAT)
        engine.begin(SEAT + 1, 7, Place(1, 1, None), 20.0, None)
        for second, item in enumerate((2, 3, 4, 5)):
            engine.act(SEAT + 1, "item", item, 30.0 + second)

    assert outcome_of(engine, come_back) == [0]


def test_going_on_to_a_later_lesson_is_a_step_once(engine: Engine) -> None:
    def go_on() -> None:
        for number, rank in enumerate((1, 0, 1), start=1):
            engine.end(SEAT + number - 1)
            engine.begin(SEAT + number, 7, Place(1, 1 + rank, None, rank), 20.0 * number, None)

    assert outcome_of(engine, go_on) == [1]


def test_who_leaves_has_an_outcome_only_with_the_lesson_done(engine: Engine) -> None:
    assert outcome_of(engine, lambda: engine.end(SEAT)) == []


def test_a_lesson_marked_done_is_a_step_also_when_its_reader_leaves(engine: Engine) -> None:
    def finish() -> None:
        engine.finish(7, 50.0)
        engine.end(SEAT)

    assert outcome_of(engine, finish) == [1]


def test_nothing_is_kept_without_the_consent_to_keeping(engine: Engine) -> None:
    engine.allow(SEAT, camera=True, keep=False, tile=True)
    watch(engine, "happy", 0, 60)
    engine.hear(SEAT, "well", 60.0)
    engine.end(SEAT)
    assert engine.pairs.waiting() == [] and engine.tallies.waiting() == []


def test_what_waits_to_be_kept_of_who_left_is_forgotten_with_them(engine: Engine) -> None:
    watch(engine, "happy", 0, 30)
    engine.end(SEAT)
    engine.forget(7)
    assert engine.tallies.waiting() == []


def test_what_was_learnt_waits_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    learnt = SupportLoop(RULES, 5, True, random.Random(1))
    learnt.engine.outcomes.add([Observed(42, 2)])
    learnt.engine.pairs.add([Pair(7, 1, "m@1", "engaged", "well", 60.0)])
    learnt.engine.tallies.add([Tallied(7, SEAT, "m@1", "happy", 3, 0)])
    written: list[object] = []
    for write in ("write_outcomes", "write_pairs", "write_tallies"):
        monkeypatch.setattr(loop, write, lambda rows, *now_s: written.extend(rows))
    monkeypatch.setattr(loop, "write_outcomes", Mock(side_effect=OperationalError("", None, Exception())))
    with pytest.raises(OperationalError):
        learnt.keep(70.0)
    monkeypatch.setattr(loop, "write_outcomes", lambda rows, now_s: written.extend(rows))
    for _ in range(2):
        learnt.keep(71.0)
    assert [type(each) for each in written] == [Observed, Pair, Tallied]


def test_what_waits_is_bounded_and_the_oldest_gives_way() -> None:
    backlog: Backlog[int] = Backlog()
    backlog.add(range(ROWS_KEPT))
    backlog.add([ROWS_KEPT])
    assert backlog.waiting() == list(range(1, ROWS_KEPT + 1))


def test_labels_and_their_corrections_are_tallied_by_spell(engine: Engine) -> None:
    watch(engine, "angry", 0, 30)
    engine.deny(SEAT, 29.5)
    engine.deny(SEAT, 29.6)  # twice in one spell is one correction
    engine.end(SEAT)
    tally = engine.tallies.waiting()[0]
    assert (tally.model, tally.label, tally.spells, tally.corrected) == ("m@1", "angry", 3, 1)


def sit_in_class(engine: Engine, live_class_id: int, known: Known | None = None) -> list[Due]:
    """Sit down in a class of another course, after the lesson alone."""
    engine.end(SEAT)
    engine.begin(SEAT + 1, 7, Place(2, 2, live_class_id), 20.0, known)
    return engine.look(21.0)


def test_a_word_said_elsewhere_is_nothing_for_a_classs_tutor_and_still_brings_a_message(
    engine: Engine,
) -> None:
    engine.hear(SEAT, "lost", 10.0)
    assert [due.state for due in sit_in_class(engine, 5)] == ["confused"]
    assert engine.members_of(5, 21.0) == [Member(7, UNKNOWN, None, shared=False)]
    engine.hear(SEAT + 1, "tired", 30.0)
    assert engine.members_of(5, 31.0) == [Member(7, "tired", "tired", shared=True)]


def test_a_restart_does_not_carry_words_into_another_class() -> None:
    engine = Engine(RULES)
    known = Known((Word("lost", 10.0, 5), Word("tired", 12.0), Word("tired", 15.0, 6)))
    assert sit_in_class(engine, 5, known) != []
    assert engine.members_of(5, 21.0) == [Member(7, "confused", "lost", shared=True)]


# Strain


def test_strain_comes_from_words_and_never_from_a_face(engine: Engine) -> None:
    causes = [due.causes for due in watch(engine, "sad", 0, 900)]
    assert ("strain",) not in causes
    for index, word in enumerate(("stuck", "lost", "tired")):
        engine.hear(SEAT, word, 900.0 + index)
    assert ("strain",) in [due.causes for due in engine.look(903.0)]


def test_well_in_between_and_long_ago_are_no_strain() -> None:
    rules = RULES.wellbeing
    hard = [Word(value, 10.0 * index) for index, value in enumerate(("stuck", "lost", "tired"))]
    assert is_strain_lasting(hard, 100.0, rules)
    assert not is_strain_lasting([*hard[:2], Word("well", 15.0), hard[2]], 100.0, rules)
    assert not is_strain_lasting(hard, rules.within_s + 15.0, rules)
    assert not is_strain_lasting([*hard[:2], Word("bored", 25.0)], 100.0, rules)


def test_the_same_word_pressed_again_and_again_is_one_word() -> None:
    rules = RULES.wellbeing
    assert not is_strain_lasting([Word("lost", 5.0 * index) for index in range(20)], 100.0, rules)
    apart = [Word("lost", rules.same_word_s * index) for index in range(3)]
    assert is_strain_lasting(apart, 2 * rules.same_word_s, rules)
    assert is_strain_lasting([Word("lost", 0.0), Word("stuck", 5.0), Word("tired", 9.0)], 10.0, rules)


def test_an_offer_is_not_repeated_soon() -> None:
    assert may_offer(None, 0.0, RULES.wellbeing)
    assert not may_offer(0.0, RULES.wellbeing.every_s - 1, RULES.wellbeing)
    assert may_offer(0.0, RULES.wellbeing.every_s, RULES.wellbeing)


# The choice of a message


def moment(**changes: Any) -> Moment:
    plain = Moment(NOW, ("item",), frozenset({"confused", "solo"}), "en", Preference(), (), in_study=False)
    return replace(plain, **changes)


def past(minutes: float, key: str = "other", shown: bool = True) -> Past:
    return Past(NOW - timedelta(minutes=minutes), key, shown)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"preference": Preference(messages=False)}, "switched_off"),
        ({"preference": Preference(muted_until=NOW + timedelta(minutes=1))}, "muted"),
        ({"preference": Preference(muted_until=NOW)}, ""),
        ({"past": (past(9.9),)}, "cool_down"),
        ({"past": (past(9.9, shown=False),)}, "cool_down"),  # a control must not shorten the way to the next
        ({"past": (past(12), past(24), past(50))}, "hourly_cap"),
        ({"past": (past(12), past(24), past(61))}, ""),
    ],
)
def test_what_bars_a_message(changes: dict[str, Any], why: str) -> None:
    assert find_bar(moment(**changes), RULES) == why


def test_no_message_comes_twice_in_a_day() -> None:
    catalogue = [message for message in load_catalogue() if message.key == "item-smaller"]
    assert list_fitting(moment(past=(past(24 * 60 + 1, "item-smaller"),)), catalogue)
    assert not list_fitting(moment(past=(past(23 * 60, "item-smaller"),)), catalogue)


def test_a_message_fits_cause_tone_language_and_what_it_never_goes_with() -> None:
    found = list_fitting(moment(preference=Preference(tone="brief")), load_catalogue())
    assert found and all(message.cause == "item" and message.tone == "brief" for message in found)
    assert not list_fitting(moment(locale="xx"), load_catalogue())
    tired = list_fitting(moment(flags=frozenset({"tired"})), load_catalogue())
    assert tired and all("tired" not in message.never_with for message in tired)
    assert len(tired) < len(list_fitting(moment(), load_catalogue()))


def test_the_first_cause_that_has_a_message_counts_and_the_tone_gives_way() -> None:
    only = replace(load_catalogue()[0], cause="ask", tone="plain")
    assert list_fitting(moment(causes=("item", "ask")), [only]) == [only]


def test_a_tutors_own_message_comes_before_ours() -> None:
    own = CatalogueMessage(
        "course:1", "item", "tutor", "warm", None, frozenset(), (), {"en": "Look at page two."}
    )
    decision = decide_message(moment(), [*load_catalogue(), own], RULES, random.Random(1))
    assert decision.message is own


def test_a_share_is_withheld_in_the_study_and_nothing_outside_it() -> None:
    chance = random.Random(1)

    def withheld(in_study: bool) -> float:
        decisions = [
            decide_message(moment(in_study=in_study), load_catalogue(), RULES, chance) for _ in range(2000)
        ]
        return sum(decision.withheld for decision in decisions) / len(decisions)

    assert withheld(in_study=True) == pytest.approx(RULES.study.controls, abs=0.03)
    assert withheld(in_study=False) == 0.0


def test_once_there_is_data_what_helped_is_chosen_more_often() -> None:
    keys = [message.key for message in list_fitting(moment(), load_catalogue())]
    outcomes = {keys[0]: (30, 2), **{key: (2, 30) for key in keys[1:]}}
    chance = random.Random(1)
    known = moment(in_study=True, outcomes=outcomes)
    chosen = [decide_message(known, load_catalogue(), RULES, chance).message for _ in range(200)]
    assert sum(message is not None and message.key == keys[0] for message in chosen) > 190
    few = moment(in_study=True, outcomes={keys[0]: (3, 0)})
    chosen = [decide_message(few, load_catalogue(), RULES, chance).message for _ in range(200)]
    assert sum(message is not None and message.key == keys[0] for message in chosen) < 120
