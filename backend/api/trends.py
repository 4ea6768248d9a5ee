"""Trends over HTTP: series, calendar, distribution, map of a lesson, one student's own, saved views."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from backend.accounts.identity import current_identity
from backend.api.guard import requires
from backend.api.schema import DONE, Done
from backend.api.trends_schema import (
    CalendarOut,
    DistributionOut,
    DistributionQuery,
    HeatMapOut,
    IndividualIn,
    IndividualOut,
    LessonQuery,
    SavedViewList,
    SavedViewOut,
    SpanQuery,
    SubjectList,
    SubjectOut,
    TrendOut,
    TrendQuery,
    ViewIn,
)
from backend.db.account import Role
from backend.trends import access, individual, picture, saved_view, trend

bp = APIBlueprint("trends", __name__, tag="trends")


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
