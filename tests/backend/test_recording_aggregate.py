"""What may be said of a group: suppression, and groups that cannot be told apart by one person."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.privacy.aggregate import (
    UNSURE,
    PublishedCohort,
    choose_cohort,
    differs_safely,
    publish_count,
    publish_counts,
    publish_mean,
)

K = 5
LABELS = ("happy", "sad", "neutral", UNSURE)


def test_nothing_is_said_below_twice_the_group_size() -> None:
    assert publish_counts(["happy"] * (2 * K - 1), K, 0.1) is None


def test_a_small_group_and_a_small_rest_are_left_out() -> None:
    report = publish_counts(["happy"] * 14 + ["sad"] * 4, K, 0.1)
    assert report is not None and report.shares == {}


def test_a_class_of_one_mind_is_not_shown_for_it_tells_everybodys_mind() -> None:
    report = publish_counts(["happy"] * 20, K, 0.1)
    assert report is not None and report.shares == {}


def test_a_group_beside_a_large_rest_is_shown_rounded() -> None:
    report = publish_counts(["happy"] * 13 + ["sad"] * 9, K, 0.1)
    assert report is not None and report.shares == {"happy": 0.6, "sad": 0.4} and report.cohort == 20


def test_what_is_left_out_cannot_be_worked_out_from_the_total() -> None:
    report = publish_counts(["happy"] * 10 + ["sad"] * 6 + ["neutral"] * 2, K, 0.1)
    assert report is not None and set(report.shares) == {"happy"}


@given(st.lists(st.sampled_from(LABELS), max_size=60))
def test_every_published_group_and_every_rest_is_large(labels: list[str]) -> None:
    report = publish_counts(labels, K, 0.1)
    if report is None:
        assert len(labels) < 2 * K
        return
    shown = set(report.shares) | ({UNSURE} if report.unsure is not None else set())
    hidden = sum(label not in shown for label in labels)
    assert all(K <= labels.count(label) <= len(labels) - K for label in shown)
    assert not shown or hidden == 0 or hidden >= K


def test_a_mean_needs_twice_the_group_size() -> None:
    assert publish_mean([0.5] * 9, K, 0.1) is None
    assert publish_mean([0.52] * 10, K, 0.1) == 0.5


@pytest.mark.parametrize(
    ("count", "total", "shown"), [(4, 20, None), (5, 20, 5), (16, 20, None), (15, 20, 15)]
)
def test_a_count_is_shown_between_k_and_its_complement(count: int, total: int, shown: int | None) -> None:
    assert publish_count(count, total, K) == shown


@given(
    start=st.sets(st.integers(0, 40), max_size=30),
    moves=st.lists(st.sets(st.integers(0, 40), max_size=3), max_size=25),
    seed=st.integers(0, 9),
)
def test_no_two_published_groups_differ_by_fewer_than_k(
    start: set[int], moves: list[set[int]], seed: int
) -> None:
    """However people come and go, comparing any two windows never speaks of fewer than k of them."""
    present, published, chance = set(start), [], random.Random(seed)
    for at_s, moved in enumerate(moves):
        present ^= moved
        cohort = choose_cohort(frozenset(present), published, K, chance)
        if cohort is not None:
            assert cohort <= present and len(cohort) >= 2 * K
            published.append(PublishedCohort(cohort, float(at_s)))
    groups = [each.members for each in published]
    assert all(differs_safely(one, other, K) for one in groups for other in groups)


@given(people=st.integers(2 * K, 40), who=st.integers(0, 100), joins=st.booleans(), seed=st.integers(0, 9))
def test_one_join_or_leave_reveals_nobody(people: int, who: int, joins: bool, seed: int) -> None:
    """With everybody else standing still, the next window is the same whatever the one person felt."""
    before = frozenset(range(people))
    after = before | {people} if joins else before - {who % people}
    moved = people if joins else who % people
    seen = set()
    for feeling in LABELS:
        chance = random.Random(seed)
        cohort = choose_cohort(after, [PublishedCohort(before, 0.0)], K, chance)
        feelings = {person: "happy" if person % 2 else "sad" for person in before | after}
        feelings[moved] = feeling
        report = None if cohort is None else publish_counts([feelings[each] for each in cohort], K, 0.1)
        seen.add(repr(report))
        assert cohort is None or moved not in cohort
    assert len(seen) == 1


def test_a_class_of_any_size_goes_on_when_nobody_moves() -> None:
    group = frozenset(range(12))
    assert choose_cohort(group, [PublishedCohort(group, 0.0)], K, random.Random(1)) == group


def test_one_leaver_of_a_large_class_takes_others_along() -> None:
    before = frozenset(range(25))
    cohort = choose_cohort(before - {3}, [PublishedCohort(before, 0.0)], K, random.Random(1))
    assert cohort is not None and len(before - cohort) == K


def test_five_who_join_are_counted_four_wait() -> None:
    before = frozenset(range(20))
    published = [PublishedCohort(before, 0.0)]
    assert choose_cohort(before | set(range(20, 24)), published, K, random.Random(1)) == before
    assert choose_cohort(before | set(range(20, 25)), published, K, random.Random(1)) == before | set(
        range(20, 25)
    )
