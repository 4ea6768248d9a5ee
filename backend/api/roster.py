"""Who takes part in a course, over HTTP."""

from __future__ import annotations

from typing import Annotated, Literal

from apiflask import APIBlueprint
from flask import Response
from pydantic import StringConstraints

from backend.accounts.identity import current_identity
from backend.api.guard import proves
from backend.api.schema import DONE, Done, In, NoNul, Out, SearchQuery
from backend.courses import roster

bp = APIBlueprint("roster", __name__, tag="roster")


class MemberOut(Out):
    """One member of a course."""

    user_id: int
    name: str
    email: str
    role: Literal["student", "tutor"]
    completed: int


class MemberPage(Out):
    """One page of the roster."""

    items: list[MemberOut]
    next_cursor: str | None


class MemberEdit(In):
    """A member's new part in the course."""

    role: Literal["student", "tutor"]


class ImportIn(In):
    """A CSV with a column `email`; try it with `dry_run` first."""

    csv: Annotated[str, StringConstraints(min_length=1, max_length=800_000), NoNul]
    dry_run: bool = True


class RowErrorOut(Out):
    """What is wrong with one line."""

    line: int
    message: str


class ImportReportOut(Out):
    """What was done, or would be. With an error in any line nothing is written."""

    dry_run: bool
    enrolled: list[str]
    already: list[str]
    unknown: list[str]
    errors: list[RowErrorOut]


@bp.get("/courses/<id:course_id>/roster")
@bp.input(SearchQuery, location="query")
@bp.output(MemberPage)
def list_members(course_id: int, query_data: SearchQuery) -> MemberPage:
    """The roster, for those who teach."""
    page = roster.list_members(current_identity(), course_id, query_data.search, query_data.request())
    return MemberPage(items=[MemberOut.model_validate(m) for m in page.items], next_cursor=page.next_cursor)


@bp.get("/courses/<id:course_id>/roster.csv")
@bp.doc(responses={200: {"description": "the roster", "content": {"text/csv": {}}}})  # type: ignore[arg-type]
@proves
def export_members(course_id: int) -> Response:
    """The roster as a file for a spreadsheet."""
    text = roster.export_members(current_identity(), course_id)
    headers = {"Content-Disposition": f'attachment; filename="roster-{course_id}.csv"'}
    return Response(text, mimetype="text/csv", headers=headers)


@bp.patch("/courses/<id:course_id>/roster/<id:user_id>")
@bp.input(MemberEdit)
@bp.output(Done)
@proves
def change_member_role(course_id: int, user_id: int, json_data: MemberEdit) -> Done:
    """Let a member teach, or no longer."""
    roster.change_member_role(current_identity(), course_id, user_id, json_data.role)
    return DONE


@bp.delete("/courses/<id:course_id>/roster/<id:user_id>")
@bp.output(Done)
def remove_member(course_id: int, user_id: int) -> Done:
    """Take a member out, or leave the course oneself."""
    roster.remove_member(current_identity(), course_id, user_id)
    return DONE


@bp.post("/courses/<id:course_id>/enrolments/import")
@bp.input(ImportIn)
@bp.output(ImportReportOut)
def import_members(course_id: int, json_data: ImportIn) -> ImportReportOut:
    """Enrol many people by a CSV."""
    report = roster.import_members(current_identity(), course_id, json_data.csv, json_data.dry_run)
    return ImportReportOut.model_validate(report)
