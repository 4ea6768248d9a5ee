"""Cuts time into hours, days and weeks as the institution's wall clock shows them. Pure; times stay UTC.

A day lasts 23 or 25 hours when the clocks change; no moment is in two buckets or in none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal
from zoneinfo import ZoneInfo

By = Literal["hour", "day", "week"]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MAX_POINTS = 300  # what a chart can show and a person can follow


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """The local date of a moment."""
    return at.astimezone(zone).date()


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """When a local day begins; where midnight is skipped, at the moment of the change."""
    return datetime.combine(day, time(), zone).astimezone(timezone.utc)


def start_of_hour(at: datetime, zone: ZoneInfo) -> datetime:
    """When the wall clock last showed a full hour; an hour that comes twice is two hours."""
    offset = at.astimezone(zone).utcoffset() or timedelta()
    shifted = at.astimezone(timezone.utc) + offset
    return shifted.replace(minute=0, second=0, microsecond=0) - offset


def start_of_minute(at: datetime) -> datetime:
    """When this minute began."""
    return at.astimezone(timezone.utc).replace(second=0, microsecond=0)


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def list_days(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def fit_step(by: By, first: date, last: date) -> By:
    """The wanted step, or the next coarser one that gives no more than MAX_POINTS."""
    days = (last - first).days + 1
    if by == "hour" and days * 24 + 1 > MAX_POINTS:  # an autumn day has 25
        by = "day"
    return "week" if by == "day" and days > MAX_POINTS else by


def list_buckets(by: By, first: date, last: date, zone: ZoneInfo) -> list[datetime]:
    """When each hour, day or week between two days begins."""
    if by == "hour":
        return list(_list_hours(first, last, zone))
    days = list_days(first, last) if by == "day" else sorted({week_of(day) for day in list_days(first, last)})
    return [start_of_day(day, zone) for day in days]


def _list_hours(first: date, last: date, zone: ZoneInfo) -> Iterator[datetime]:
    at, end = start_of_day(first, zone), start_of_day(last + DAY, zone)
    while at < end:
        yield at
        at = start_of_hour(at + HOUR, zone)
