"""A class that begins within a minute of the clock: each of its minutes has a number of its own."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from backend.trends.class_facts import describe_minutes
from backend.trends.rollup import Sum

FIRST = datetime(2026, 3, 2, 10, 9, tzinfo=timezone.utc)


def test_no_two_minutes_of_a_class_have_the_same_number() -> None:
    published = {FIRST + timedelta(minutes=index): Sum(weight=10.0, people=10) for index in range(4)}
    minutes = describe_minutes(FIRST + timedelta(seconds=50), published, {})
    assert [each.minute for each in minutes] == [0, 1, 2, 3]
