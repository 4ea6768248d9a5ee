"""Chooses the few sentences that stand above a chart, as keys and numbers; the page has the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from backend.trends.compare import DIFFICULT, Difference, find_main
from backend.trends.gather import DIFFICULT_WORDS
from backend.trends.group import ABSTAINED, AGREES, SHARING
from backend.trends.series import HIDDEN, Measure, Point

HeadlineKey = Literal[
    "nothing_yet", "too_few", "level", "most_often", "difficult_share", "sharing_share", "highest", "lowest",
    "more", "less", "no_clear_change", "not_enough_to_compare", "mostly_hidden",
]  # fmt: skip
NOT_MOODS = frozenset({HIDDEN, "unsure"})
MOSTLY = 0.5
FIXED: dict[Measure, str] = {
    "engagement": "engagement",
    "coverage": SHARING,
    "abstention": ABSTAINED,
    "agreement": AGREES,
    "check_ins": DIFFICULT,
}


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
        share = sum(values.get(word, 0.0) for word in DIFFICULT_WORDS)
        return Headline("difficult_share", {"share": round(share, 4)})
    if measure == "coverage":
        return Headline("sharing_share", {"share": values.get(SHARING, 0.0)})
    if measure == "expressions":
        moods = {name: share for name, share in values.items() if name not in NOT_MOODS}
        if not moods:
            return Headline("mostly_hidden", {"share": values.get(HIDDEN, 1.0)})
        name = max(moods, key=lambda each: (moods[each], each))
        return Headline("most_often", {"name": name, "share": moods[name]})
    name = find_main_key(measure, values)
    return Headline("level", {"name": name, "value": values.get(name, 0.0)})


def find_main_key(measure: Measure, values: dict[str, float]) -> str:
    """Which value stands for the measure where only one can."""
    if measure in FIXED:
        return FIXED[measure]
    moods = {name: share for name, share in values.items() if name not in NOT_MOODS}
    return max(moods, key=lambda each: (moods[each], each), default=HIDDEN)


def read_value(key: str, values: dict[str, float]) -> float:
    """One value; `difficult` is stuck and lost together."""
    if key == DIFFICULT:
        return round(sum(values.get(word, 0.0) for word in DIFFICULT_WORDS), 4)
    return values.get(key, 0.0)


def _describe_extremes(measure: Measure, values: dict[str, float], points: Sequence[Point]) -> list[Headline]:
    key = find_main_key(measure, values)
    known = [(read_value(key, point.values), point.start) for point in points if point.values is not None]
    if len(known) < 3:
        return []
    highest, lowest = max(known), min(known)
    if highest[0] == lowest[0]:
        return []
    chosen: list[tuple[HeadlineKey, tuple[float, object]]] = [("highest", highest), ("lowest", lowest)]
    return [
        Headline(name, {"name": key, "value": value, "start": str(at.isoformat())})  # type: ignore[attr-defined]
        for name, (value, at) in chosen
    ]


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
