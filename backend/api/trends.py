"""Trends over HTTP: series, calendar, distribution, map of a lesson, one student's own, saved views."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from apiflask import APIBlueprint
from flask import Response
from pydantic import Field, StringConstraints

from backend.accounts.identity import current_identity
from backend.api.guard import requires
from backend.api.schema import DONE, Day, Done, Id, In, NoNul, Out
from backend.db.account import Role
from backend.trends import access, individual, picture, saved_view, trend
from backend.trends.calendar import By
from backend.trends.headline import HeadlineKey
from backend.trends.series import Measure

bp = APIBlueprint("trends", __name__, tag="trends")
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


@bp.get("/trends")
@bp.input(TrendQuery, location="query")
@bp.output(TrendOut)
def read_trend(query_data: TrendQuery) -> TrendOut:
    """One measure over time, perhaps compared."""
    found = trend.read_trend(current_identity(), query_data.wanted())
    return TrendOut.model_validate({**vars(found), **vars(found.main)})


@bp.get("/trends.csv")
@bp.input(TrendQuery, location="query")
@bp.doc(responses={200: {"description": "the same numbers", "content": {"text/csv": {}}}})  # type: ignore[arg-type]
def export_trend(query_data: TrendQuery) -> Response:
    """The same numbers for a spreadsheet."""
    text = trend.export_trend(current_identity(), query_data.wanted())
    headers = {"Content-Disposition": f'attachment; filename="trend-{query_data.measure}.csv"'}
    return Response(text, mimetype="text/csv", headers=headers)


@bp.get("/trends/subjects")
@bp.output(SubjectList)
def list_subjects() -> SubjectList:
    """Which courses' trends I may see."""
    identity = current_identity()
    rows = access.list_subjects(identity)
    return SubjectList(all=identity.is_admin, items=[SubjectOut.model_validate(row) for row in rows])


@bp.get("/trends/calendar")
@bp.input(SpanQuery, location="query")
@bp.output(CalendarOut)
def read_calendar(query_data: SpanQuery) -> CalendarOut:
    """A day a square."""
    return CalendarOut.model_validate(picture.read_calendar(current_identity(), query_data.wanted()))


@bp.get("/trends/distribution")
@bp.input(DistributionQuery, location="query")
@bp.output(DistributionOut)
def read_distribution(query_data: DistributionQuery) -> DistributionOut:
    """How class hours differ, not only their mean."""
    found = picture.read_distribution(current_identity(), query_data.wanted(), query_data.key)
    return DistributionOut.model_validate(found)


@bp.get("/trends/heat-map")
@bp.input(LessonQuery, location="query")
@bp.output(HeatMapOut)
def read_heat_map(query_data: LessonQuery) -> HeatMapOut:
    """Where in a lesson its classes got lost."""
    return HeatMapOut.model_validate(picture.read_heat_map(current_identity(), query_data.lesson_id))


@bp.post("/trends/individual")
@bp.input(IndividualIn)
@bp.output(IndividualOut)
@requires(Role.ADMIN)
def read_individual(json_data: IndividualIn) -> IndividualOut:
    """One student's own trend; the look and its reason are written down for the student."""
    wanted = trend.Wanted("expressions", first=json_data.first, last=json_data.last, days=json_data.days)
    found = individual.read_individual(current_identity(), json_data.user_id, json_data.reason, wanted)
    return IndividualOut.model_validate(found)


@bp.get("/trends/views")
@bp.output(SavedViewList)
def list_saved_views() -> SavedViewList:
    """The views I saved."""
    rows = saved_view.list_saved_views(current_identity())
    return SavedViewList(items=[SavedViewOut.model_validate(row) for row in rows])


@bp.post("/trends/views")
@bp.input(ViewIn)
@bp.output(SavedViewOut, status_code=201)
@requires(Role.ADMIN, Role.TUTOR)
def save_view(json_data: ViewIn) -> SavedViewOut:
    """Save a view."""
    query = json_data.query.model_dump(mode="json", by_alias=True)
    return SavedViewOut.model_validate(saved_view.save_view(current_identity(), json_data.name, query))


@bp.delete("/trends/views/<id:view_id>")
@bp.output(Done)
def delete_saved_view(view_id: int) -> Done:
    """Delete a view of mine."""
    saved_view.delete_saved_view(current_identity(), view_id)
    return DONE
