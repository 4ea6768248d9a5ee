"""Keeps the server's figures for some hours, the older ones in wider steps, and reads them back for charts.

Several processes may keep samples at a time; what they say adds up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from sqlalchemy import delete, insert, select

from backend import clock
from backend.config import current_config
from backend.db.base import db
from backend.db.trend import SystemSample
from backend.system.figures import ADDED_UP, Figures

MAX_POINTS = 300
FINE = timedelta(hours=6)  # each sample stays this long: the chart that is looked at most shows them all
NAMES = tuple(Figures.__dataclass_fields__)
Sampled = Mapping[str, float | None]


@dataclass(frozen=True)
class HistoryPoint:
    """One step of the last hours."""

    at: datetime
    figures: Sampled


def thin_out(now: datetime) -> None:
    """Forget samples that are over their time and merge those of some hours ago. The caller commits.

    Deleting first takes SQLite's lock, the first row PostgreSQL's: of two processes one merges.
    """
    oldest = now - timedelta(hours=current_config().trends.history_hours)
    db.session.execute(delete(SystemSample).where(SystemSample.at <= oldest))
    width_s = _find_width_s()
    whole = _start_of(_number_of(now - FINE, width_s), width_s)
    narrow = (SystemSample.at < whole) & (SystemSample.seconds < width_s)
    query = select(SystemSample.process, SystemSample.at, SystemSample.figures).where(narrow)
    merged: dict[tuple[str, int], list[Sampled]] = defaultdict(list)
    starts: dict[tuple[str, int], datetime] = {}
    for process, at, figures in db.session.execute(query.order_by(SystemSample.at).with_for_update()):
        key = process, _number_of(at, width_s)
        merged[key].append(figures)
        starts.setdefault(key, at)
    if merged:
        db.session.execute(delete(SystemSample).where(narrow))
        wide = [_describe(key[0], starts[key], width_s, samples) for key, samples in merged.items()]
        db.session.execute(insert(SystemSample), wide)


def read_history(hours: int) -> list[HistoryPoint]:
    """The last hours in at most 300 steps: rates and sizes on average, percentiles at their worst.

    Steps begin where the clock says, so that a chart asked for again shows the same ones.
    """
    step_s = _find_step_s(hours)
    newest = _number_of(clock.utc_now(), step_s)
    oldest = newest - hours * 3600 // step_s + 1
    query = select(SystemSample.at, SystemSample.process, SystemSample.figures)
    steps: dict[int, dict[str, list[Sampled]]] = defaultdict(lambda: defaultdict(list))
    for at, process, figures in db.session.execute(
        query.where(SystemSample.at >= _start_of(oldest, step_s)).order_by(SystemSample.at)
    ):
        steps[min(newest, _number_of(at, step_s))][process].append(figures)
    return [
        HistoryPoint(_start_of(number, step_s), _add_up(list(by_process.values())))
        for number, by_process in sorted(steps.items())
    ]


def _describe(process: str, at: datetime, seconds: int, samples: Sequence[Sampled]) -> dict[str, object]:
    return {"process": process, "at": at, "seconds": seconds, "figures": _average(samples)}


def _find_width_s() -> int:
    """Of a merged sample: half a step of the longest chart, so that this one and one half as long fit."""
    return current_config().trends.history_hours * 3600 // (2 * MAX_POINTS)


def _find_step_s(hours: int) -> int:
    """Charts that reach back to merged samples have steps of whole ones, or some would stay empty."""
    step_s = max(current_config().trends.sample_s, hours * 3600 // MAX_POINTS)
    if timedelta(hours=hours) <= FINE:
        return step_s
    width_s = _find_width_s()
    return -(-step_s // width_s) * width_s


def _number_of(at: datetime, step_s: int) -> int:
    return int(at.timestamp() // step_s)


def _start_of(number: int, step_s: int) -> datetime:
    return datetime.fromtimestamp(number * step_s, timezone.utc)


def _add_up(processes: Sequence[Sequence[Sampled]]) -> Sampled:
    """Several processes at a time add up, but for percentiles and what they share."""
    averages = [_average(samples) for samples in processes]
    return _combine(averages, sum) if len(averages) > 1 else averages[0]


def _average(samples: Sequence[Sampled]) -> Sampled:
    """One process over some time: percentiles, and sizes of what is shared, at their worst."""
    return _combine(samples, _find_mean)


def _combine(samples: Sequence[Sampled], of: Callable[[list[float]], float]) -> Sampled:
    columns = zip(*(map(sample.get, NAMES) for sample in samples), strict=True)
    return {name: _pick(name, values, of) for name, values in zip(NAMES, columns, strict=True)}


def _pick(name: str, values: Iterable[float | None], of: Callable[[list[float]], float]) -> float | None:
    """Samples of an older version may lack a figure."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    return round(of(known), 3) if name in ADDED_UP else max(known)


def _find_mean(values: list[float]) -> float:
    return sum(values) / len(values)  # statistics.fmean takes four times as long for a few values
