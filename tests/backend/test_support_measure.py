"""What is measured and counted: alerts in their budget, before and after, effect, agreement, our words."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from backend.support.agreement import compare_pairs, estimate_rate, is_below_floor
from backend.support.alert import (
    INFERRED_CAUSES,
    Candidate,
    Change,
    Member,
    PastAlert,
    choose_alert,
    compare_class,
    find_candidates,
    sign_test,
    snap_trouble,
)
from backend.support.catalogue import CAUSES, list_faults, load_catalogue, load_moves
from backend.support.effect import Trial, count_outcomes, draw_message, estimate_effect, group_trials
from backend.support.lint import FOLDER, find_faults
from backend.support.rules import read_rules
from benchmarks.support_trials import measure_errors
from settings import ROOT, load_settings

RULES = read_rules(load_settings(environ={}).support.model_dump())
ALERTS = RULES.alerts
K = 5


def member(number: int, state: str = "engaged", word: str | None = None, shared: bool = True) -> Member:
    return Member(number, state, word, shared)


def klass(trouble: int, of: int, state: str = "confused", word: str | None = None) -> list[Member]:
    return [member(each, state, word) if each < trouble else member(each) for each in range(of)]


# Alerts


def test_what_students_said_makes_an_alert_from_three_on_and_a_share() -> None:
    assert find_candidates(klass(2, 10, word="lost"), [], 0.0, ALERTS, K) == []
    assert find_candidates(klass(3, 10, word="lost"), [], 0.0, ALERTS, K) == [Candidate("lost", 3)]
    assert find_candidates(klass(3, 30, word="lost"), [], 0.0, ALERTS, K) == []


@pytest.mark.parametrize(("trouble", "of", "count"), [(4, 20, None), (5, 20, 5), (9, 20, 5), (16, 20, None)])
def test_what_was_inferred_is_counted_only_where_it_hides_each(
    trouble: int, of: int, count: int | None
) -> None:
    found = find_candidates(klass(trouble, of), [], 0.0, ALERTS, K)
    assert found == ([] if count is None else [Candidate("confused", count)])


def test_who_did_not_choose_to_be_seen_is_not_counted() -> None:
    hidden = [member(each, "confused", shared=False) for each in range(6)]
    assert find_candidates([*hidden, *klass(0, 20)], [], 0.0, ALERTS, K) == []


def test_a_call_for_help_becomes_an_alert_when_nobody_answers() -> None:
    assert find_candidates(klass(0, 10), [0.0], ALERTS.help_waits_s - 1, ALERTS, K) == []
    waiting = find_candidates(klass(0, 10), [0.0], ALERTS.help_waits_s, ALERTS, K)
    assert waiting == [Candidate("help_waiting", 1)]


def test_three_alerts_in_a_quarter_of_an_hour_are_all() -> None:
    past = [PastAlert(cause, 0.0) for cause in ("lost", "tired", "bored")]
    assert choose_alert([Candidate("frustrated", 5)], past, ALERTS.budget_s - 1, ALERTS) is None
    assert choose_alert([Candidate("frustrated", 5)], past, ALERTS.budget_s, ALERTS) is not None
    assert choose_alert([Candidate("frustrated", 5)], past[:2], 1.0, ALERTS) is not None


def test_one_alert_of_a_cause_and_none_while_it_is_put_aside() -> None:
    again = [Candidate("lost", 4)]
    assert choose_alert(again, [PastAlert("lost", 0.0)], ALERTS.per_cause_s - 1, ALERTS) is None
    assert choose_alert(again, [PastAlert("lost", 0.0)], ALERTS.per_cause_s, ALERTS) is not None
    snoozed = PastAlert("lost", 0.0, quiet_until_s=5000.0)
    assert choose_alert(again, [snoozed], 4999.0, ALERTS) is None
    assert choose_alert(again, [snoozed], 5000.0, ALERTS) is not None


def test_the_most_urgent_comes_first_and_every_cause_has_a_move() -> None:
    chosen = choose_alert([Candidate("bored", 5), Candidate("help_waiting", 1)], [], 0.0, ALERTS)
    assert chosen == Candidate("help_waiting", 1)
    moves = load_moves()
    assert set(moves) == {"lost", "confused", "frustrated", "tired", "bored", "help_waiting"}
    assert all(move.text["en"] and move.text["es"] for move in moves.values())
    for cause in INFERRED_CAUSES.values():  # nobody need have said anything
        assert not re.search(r"\b(say|said|look|dicen|dijeron|parec)", " ".join(moves[cause].text.values()))


def test_before_and_after_are_the_same_people_and_never_a_few() -> None:
    before = {each: each < 16 for each in range(22)}
    after = {each: each < 7 for each in range(2, 22)}
    change = compare_class(before, after, K, ALERTS.chance_p)
    assert (change.before, change.after, change.could_be_chance) == (0.7, 0.2, False)
    few = {each: each < 7 for each in range(2, 11)}
    assert compare_class(before, few, K, ALERTS.chance_p) == Change(None, None, True)


@pytest.mark.parametrize(("trouble", "later"), [(1, 1), (6, 0), (6, 4), (7, 6), (11, 6)])
def test_no_share_before_or_after_rests_on_a_few(trouble: int, later: int) -> None:
    before = {each: each < trouble for each in range(11)}
    after = {each: each < later for each in range(11)}
    assert compare_class(before, after, K, ALERTS.chance_p) == Change(None, None, True)


def test_a_small_change_could_be_chance() -> None:
    before = {each: each < 8 for each in range(20)}
    after = {each: each < 5 for each in range(20)}
    assert compare_class(before, after, K, ALERTS.chance_p).could_be_chance
    assert sign_test(3, 0) == pytest.approx(0.25) and sign_test(8, 0) == pytest.approx(2 / 256)
    assert sign_test(0, 0) == 1.0


def test_chance_alone_rarely_passes_for_an_effect() -> None:
    chance = random.Random(1)
    passed = 0
    for _ in range(1000):
        before = {each: chance.random() < 0.4 for each in range(20)}
        after = {each: chance.random() < 0.4 for each in range(20)}
        passed += not compare_class(before, after, K, ALERTS.chance_p).could_be_chance
    assert passed / 1000 <= ALERTS.chance_p


def test_trouble_is_counted_of_those_who_may_be_counted() -> None:
    members = [member(1, "confused"), member(2, "tired", "tired", False), member(3, "confused", None, False)]
    assert snap_trouble(members) == {1: True, 2: True}


# Whether messages help


def trials(shown: int, progressed: int, is_shown: bool, rating: str | None = None) -> list[Trial]:
    return [Trial(each, "m", "item", is_shown, each < progressed, rating) for each in range(shown)]


def test_the_effect_is_a_difference_with_its_interval() -> None:
    effect = estimate_effect([*trials(200, 120, True), *trials(50, 20, False)], 20)
    assert (effect.shown_share, effect.control_share, effect.difference) == (0.6, 0.4, 0.2)
    assert effect.low is not None and effect.high is not None and effect.low < 0.2 < effect.high


def test_messages_that_help_some_people_alone_are_less_certain_than_as_many_moments() -> None:
    moments = [
        (person, shown, progressed)
        for person in range(12)
        for shown, progressed in [(True, person % 2 == 0), (False, False)]
        for _ in range(20)
    ]
    of_few = estimate_effect([Trial(person, "m", "item", *rest) for person, *rest in moments], 20)
    of_many = estimate_effect(
        [Trial(each, "m", "item", *rest) for each, (_, *rest) in enumerate(moments)], 20
    )
    assert of_few.difference == of_many.difference == 0.5
    assert (of_many.low, of_many.high) == (0.432, 0.559)  # Agresti and Caffo's
    assert (of_few.low, of_few.high) == (0.164, 0.827)  # over twelve people: 2.2 * 0.151 to each side
    of_one = estimate_effect([Trial(1, "m", "item", *rest) for _, *rest in moments], 20)
    assert (of_one.low, of_one.high) == (-1, 1)


def test_too_few_moments_have_no_effect_and_what_was_not_seen_is_counted() -> None:
    unseen = [Trial(1, "m", "item", True, None)]
    effect = estimate_effect([*trials(200, 120, True), *trials(19, 8, False), *unseen], 20)
    assert effect.difference is None and effect.unobserved == 1 and effect.controls == 19


def test_controls_are_compared_with_the_message_they_stood_for() -> None:
    groups = group_trials([Trial(1, "a", "item", True, True), Trial(1, "b", "ask", False, False)])
    assert sorted(groups) == ["all", "cause:ask", "cause:item", "message:a", "message:b"]


def test_a_rating_outranks_progress_and_controls_teach_nothing_about_a_message() -> None:
    helped, not_me = trials(4, 0, True, "helped"), trials(4, 4, True, "not_me")
    assert count_outcomes(helped) == {"m": (4, 0)} and count_outcomes(not_me) == {"m": (0, 4)}
    assert count_outcomes(trials(5, 3, True)) == {"m": (3, 2)}
    assert count_outcomes(trials(5, 3, False)) == {}


def test_without_data_every_message_has_the_same_chance() -> None:
    chance = random.Random(1)
    drawn = [draw_message(["a", "b"], {"a": (9, 0)}, 20, chance) for _ in range(1000)]
    assert 430 < drawn.count("a") < 570


@pytest.mark.parametrize("planted", [0.0, 0.25])
def test_a_planted_effect_is_recovered_and_none_is_not_invented(planted: float) -> None:
    errors = measure_errors(planted, studies=150, moments=300, seed=3)
    assert errors.covered >= 0.89 and errors.mean_difference == pytest.approx(planted, abs=0.03)
    if planted:
        assert errors.excluded_zero > 0.8
    else:
        assert errors.excluded_zero <= 0.11


# Agreement


def test_kappa_is_what_the_textbook_says() -> None:
    pairs = [("engaged", "well")] * 40 + [("confused", "lost")] * 30
    pairs += [("engaged", "tired")] * 10 + [("frustrated", "well")] * 20
    agreement = compare_pairs(pairs)
    assert agreement.n == 100 and agreement.kappa == pytest.approx(0.4)
    assert agreement.low is not None and agreement.high is not None
    assert agreement.low < 0.4 < agreement.high
    assert sum(cell.count for cell in agreement.confusion) == 100


def test_where_nothing_varies_there_is_no_verdict() -> None:
    assert compare_pairs([("engaged", "well")] * 50).kappa is None
    assert compare_pairs([]).n == 0 and compare_pairs([("unknown", "well")]).n == 0
    assert not is_below_floor(compare_pairs([("engaged", "well")] * 50), 12, 0.2)


def test_the_floor_needs_enough_pairs() -> None:
    wrong = [("engaged", "lost"), ("confused", "well")]
    assert not is_below_floor(compare_pairs(wrong * 5), 12, 0.2)
    assert is_below_floor(compare_pairs(wrong * 6), 12, 0.2)
    assert not is_below_floor(compare_pairs([("engaged", "well"), ("confused", "lost")] * 6), 12, 0.2)


def test_a_rate_has_an_interval_that_fits_small_numbers() -> None:
    rate = estimate_rate(0, 10)
    assert rate is not None and rate.low == 0.0 and rate.high == pytest.approx(0.278, abs=0.001)
    assert estimate_rate(0, 0) is None


# Words


def test_the_catalogue_is_large_clean_and_whole() -> None:
    catalogue = load_catalogue()
    assert len(catalogue) >= 60 and list_faults() == []
    assert {message.cause for message in catalogue} == set(CAUSES)
    assert all(set(message.text) == {"en", "es"} for message in catalogue)
    assert all(message.evidence and message.evidence.source for message in catalogue)


@pytest.mark.parametrize(
    ("locale", "text", "kind"),
    [
        ("en", "You may have an anxiety disorder.", "diagnosis"),
        ("en", "You are sad. Take a break.", "feeling as fact"),
        ("en", "Your face says you need a break.", "feeling as fact"),
        ("en", "You should try harder.", "guilt"),
        ("en", "You will fall behind the class.", "loss"),
        ("en", "You are so smart.", "flattery"),
        ("es", "Quizá tienes ansiedad.", "diagnosis"),
        ("es", "Estás triste. Haz una pausa.", "feeling as fact"),
        ("es", "Deberías hacer más.", "guilt"),
        ("es", "Vas a perder el hilo.", "loss"),
        ("es", "Eres muy inteligente.", "flattery"),
    ],
)
def test_words_that_may_not_be_said_are_found(locale: str, text: str, kind: str) -> None:
    assert any(kind in fault for fault in find_faults(text, locale))


@pytest.mark.parametrize(
    ("locale", "text", "fault"),
    [
        ("en", "Well done!", "exclamation"),
        ("en", "Take one small step. " * 12, "characters"),
        ("en", "Take one step and one more and one more and one more and one more and rest.", "sentence of"),
        ("en", "Consideration of alternative perspectives facilitates comprehension.", "school"),
        ("es", "La consideración de alternativas facilita considerablemente la comprensión.", "reading ease"),
        ("en", "...", "nothing"),
        ("hi", "ठीक है", "no list"),
    ],
)  # fmt: skip
def test_hard_loud_and_long_words_are_found(locale: str, text: str, fault: str) -> None:
    assert any(fault in found for found in find_faults(text, locale))


def test_plain_words_pass_and_parts_of_words_are_no_match() -> None:
    assert find_faults("Take one small step. The mustard waits.", "en") == []


def test_the_linter_finds_what_is_planted_in_a_catalogue(tmp_path: Path) -> None:
    for file in FOLDER.glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    file = tmp_path / "item.yaml"
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    del document["messages"][0]["es"]
    document["messages"][1]["en"] = "You must try harder."
    document["messages"][2]["tone"] = "loud"
    document["messages"][3]["id"] = document["messages"][4]["id"]
    file.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    faults = "\n".join(list_faults(tmp_path))
    for expected in ("lacks the language es", "guilt", "unknown tone", "is there twice"):
        assert expected in faults


def test_the_command_says_that_the_catalogue_is_clean() -> None:
    command = [sys.executable, "-m", "backend", "lint-messages"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert answer.returncode == 0 and "72 messages" in answer.stdout
