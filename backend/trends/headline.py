"""Chooses the few sentences that stand above a chart, as keys and numbers; the page has the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from backend.trends.compare import Difference, find_main
from backend.trends.gather import DIFFICULT_WORDS
from backend.trends.series import HIDDEN, Measure, Point, find_bounds, find_main_key, read_value

HeadlineKey = Literal[
    "nothing_yet", "too_few", "not_named", "level", "most_often", "difficult_share", "at_least_difficult",
    "difficult_hidden", "sharing_share", "highest", "lowest", "more", "less", "no_clear_change",
    "not_enough_to_compare", "mostly_hidden",
]  # fmt: skip
MOSTLY = 0.5
MIN_POINTS = 3  # of two, one is always the highest


@dataclass(frozen=True)
class Headline:
    """One sentence."""

    key: HeadlineKey
    params: dict[str, float | int | str] = field(default_factory=dict)


def write_headlines(
    measure: Measure,
    values: dict[str, float] | None,
    points: Sequence[Point],
    differences: Sequence[Difference] | None,
) -> list[Headline]:
    """At most four; `differences` is None when nothing is compared."""
    if values is None:
        too_few = any(point.suppressed for point in points)
        return [Headline("too_few" if too_few else "nothing_yet")]
    lines = [_describe_level(measure, values)]
    lines += _describe_extremes(measure, values, points)
    if values.get(HIDDEN, 0) > MOSTLY:
        lines.append(Headline("mostly_hidden", {"share": values[HIDDEN]}))
    if differences is not None:
        lines.append(_describe_change(differences))
    return lines


def _describe_level(measure: Measure, values: dict[str, float]) -> Headline:
    if measure == "check_ins":
        return _describe_difficult(values)
    name = find_main_key(measure, values)
    if name == HIDDEN:
        return Headline("mostly_hidden", {"share": values.get(HIDDEN, 1.0)})
    value = read_value(measure, name, values)
    if value is None:
        return Headline("not_named")
    if measure == "coverage":
        return Headline("sharing_share", {"share": value})
    if measure == "expressions":
        return Headline("most_often", {"name": name, "share": value})
    return Headline("level", {"name": name, "value": value})


def _describe_difficult(values: dict[str, float]) -> Headline:
    """What is not named may hide more of it."""
    named = [values[word] for word in DIFFICULT_WORDS if word in values]
    if HIDDEN not in values:
        return Headline("difficult_share", {"share": round(sum(named), 4)})
    if not named:
        return Headline("difficult_hidden")
    return Headline("at_least_difficult", {"share": round(sum(named), 4)})


def _describe_extremes(measure: Measure, values: dict[str, float], points: Sequence[Point]) -> list[Headline]:
    """The highest and the lowest, unless what was not named could make another point more extreme."""
    key = find_main_key(measure, values)
    found = [
        (*find_bounds(measure, key, each.values), each.start) for each in points if each.values is not None
    ]
    if len(found) < MIN_POINTS:
        return []
    (highest, _, at), (_, lowest, low_at) = max(found), min(found, key=lambda each: (each[1], each[2]))
    if highest == lowest:
        return []
    lines: list[Headline] = []
    if all(most <= highest for _, most, start in found if start != at):
        lines.append(Headline("highest", {"name": key, "value": highest, "start": at.isoformat()}))
    if all(least >= lowest for least, _, start in found if start != low_at):
        lines.append(Headline("lowest", {"name": key, "value": lowest, "start": low_at.isoformat()}))
    return lines


def _describe_change(differences: Sequence[Difference]) -> Headline:
    main = find_main(differences)
    if main is None:
        return Headline("not_enough_to_compare")
    params: dict[str, float | int | str] = {
        "name": main.key, "value": abs(main.value), "low": main.low, "high": main.high,
    }  # fmt: skip
    if main.could_be_chance:
        return Headline("no_clear_change", params)
    return Headline("more" if main.value > 0 else "less", params)
