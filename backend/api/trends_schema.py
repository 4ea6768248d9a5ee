"""The shapes of trends on the wire: what is asked, and the series, calendars, maps and views that answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from backend.api.schema import Day, Id, In, NoNul, Out
from backend.trends import picture, trend
from backend.trends.calendar import By
from backend.trends.headline import HeadlineKey
from backend.trends.series import Measure

Days = Annotated[int, Field(ge=1, le=trend.MAX_DAYS, description="up to the last, without a first")]
Compare = Annotated[str, StringConstraints(pattern=r"^(previous|course:[1-9][0-9]{0,8})$")]
ValueKey = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,32}$")]


class SpanQuery(In):
    """Of what, and from when to when; both days count."""

    measure: Measure = "expressions"
    course_id: Id | None = None
    lesson_id: Id | None = None
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    days: Days | None = None

    def wanted(self) -> trend.Wanted:
        """The same, for the engine."""
        return trend.Wanted(**self.model_dump(by_alias=False))


class TrendQuery(SpanQuery):
    """In which steps, and compared with what; steps that give more than 300 points become coarser."""

    by: By = "day"
    compare: Compare | None = None


class DistributionQuery(SpanQuery):
    """Of which value; without one, of the one that stands for the measure."""

    key: ValueKey | None = None

    def wanted(self) -> trend.Wanted:
        """The same, for the engine."""
        return trend.Wanted(**self.model_dump(by_alias=False, exclude={"key"}))


class LessonQuery(In):
    """Which lesson."""

    lesson_id: Id


class PointOut(Out):
    """One step. Null values: nothing was published, `suppressed` because there were too few people."""

    start: datetime
    values: dict[str, float] | None
    main: float | None = Field(
        description="the value of `key`, or at least that beside `hidden`; null where it was not named"
    )
    suppressed: bool
    coverage: float | None = Field(description="share of those present who were counted, if it may be said")
    n_rounded: int = Field(description="people in the largest group of this step, rounded down")
    weight: float = Field(description="person-minutes, or people where minutes mean nothing")


class SeriesOut(Out):
    """One line or stack. `values` are the means over the whole time, `main` the one of `key`."""

    title: str | None
    first: date
    last: date
    values: dict[str, float] | None
    main: float | None
    points: list[PointOut]


class DifferenceOut(Out):
    """How much more than in what it is compared with, and the 95 % range, days being what varies."""

    key: str
    value: float
    low: float
    high: float
    could_be_chance: bool = Field(description="the range, widened by what was not named, reaches zero")


class HeadlineOut(Out):
    """A sentence as a key and its numbers."""

    key: HeadlineKey
    params: dict[str, float | int | str]


class TrendOut(SeriesOut):
    """A chart. `hidden` among the values are people whose share is left out, their group being too small."""

    measure: Measure
    key: str = Field(description="which value stands for the measure; `difficult` is stuck and lost together")
    unit: trend.Unit
    by: By
    time_zone: str
    previous: SeriesOut | None
    other: SeriesOut | None
    difference: DifferenceOut | None
    differences: list[DifferenceOut]
    headline: list[HeadlineOut]


class CalendarDayOut(Out):
    """One day and how many live classes it had."""

    day: date
    point: PointOut
    classes: int


class CalendarOut(Out):
    """Days in order; `key` is the value that colours them."""

    key: str
    days: list[CalendarDayOut]


class BinOut(Out):
    """How much of the class time had a value from `low` up to `high`."""

    low: float
    high: float
    share: float


class DistributionOut(Out):
    """How class hours differ from each other."""

    key: str
    hours: int
    hidden_hours: int = Field(description="class hours of which the value was not named; they are in no bin")
    bins: list[BinOut]
    quantiles: dict[str, float] | None


class MapColumnOut(Out):
    """A section of the lesson, or the minute of the class at which five minutes begin."""

    index: int
    title: str | None


class MapCellOut(Out):
    """Engagement, and the share of those present who said stuck or lost or asked for help; null: not said."""

    engagement: float | None
    signals: float | None


class MapRowOut(Out):
    """One live class; a cell for each column."""

    live_class_id: int
    started_at: datetime
    cells: list[MapCellOut]


class HeatMapOut(Out):
    """Where in a lesson its classes got lost."""

    lesson_id: int
    title: str
    axis: picture.Axis
    columns: list[MapColumnOut]
    rows: list[MapRowOut]


class SubjectOut(Out):
    """A course whose trends may be seen."""

    course_id: int
    title: str


class SubjectList(Out):
    """All of them; `all`: also everything together."""

    all: bool
    items: list[SubjectOut]


class IndividualIn(In):
    """Whose trend, and why; the student reads the reason."""

    user_id: Id
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=400), NoNul]
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    days: Days | None = None


class SittingOut(Out):
    """One live session, summed up."""

    start: datetime
    course_title: str
    lesson_title: str
    values: dict[str, float] | None
    coverage: float
    engagement: float | None
    engagement_low: float | None
    engagement_high: float | None
    corrections: int


class IndividualOut(Out):
    """What was kept of one student's live sessions, oldest first."""

    user_id: int
    name: str
    time_zone: str
    sittings: list[SittingOut]


class ViewQuery(TrendQuery):
    """What a saved view asks; `page` is the tab it was saved on."""

    page: Literal["trends", "calendar", "distribution", "heat_map"] = "trends"


class ViewIn(In):
    """A view to keep; a name that is taken is overwritten."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), NoNul]
    query: ViewQuery


class SavedViewOut(Out):
    """A kept view."""

    id: int
    name: str
    query: dict[str, str | int | None]
    created_at: datetime


class SavedViewList(Out):
    """One's own, oldest first."""

    items: list[SavedViewOut]
