"""A tutor's reports over HTTP: of one live class, of a course; each also as a table."""

from __future__ import annotations

from datetime import date, datetime

from apiflask import APIBlueprint
from flask import Response
from pydantic import Field

from backend.accounts.identity import current_identity
from backend.api.schema import Day, In, Out
from backend.trends import report
from backend.trends.report_table import write_report
from backend.trends.trend import Wanted

bp = APIBlueprint("reports", __name__, tag="reports")
TABLE = {200: {"description": "the same numbers", "content": {"text/csv": {}}}}


class ReportQuery(In):
    """From when to when; both days count. Without them the last thirty."""

    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")

    def wanted(self) -> Wanted:
        """The same, for the engine."""
        return Wanted("engagement", first=self.first, last=self.last)


class MinuteOut(Out):
    """One minute of the class, as published; null: not published."""

    start: datetime
    minute: int
    engagement: float | None
    values: dict[str, float] | None


class MomentOut(Out):
    """A moment worth opening again: how many signalled, and how far engagement lay below its mean."""

    start: datetime
    minute: int
    people: int | None
    dip: float | None
    section: int | None
    section_title: str | None
    video_seconds: float | None


class HelpOut(Out):
    """Silent calls."""

    people: int
    calls: int
    median_wait_s: float | None


class AskedOut(Out):
    """A question that came in during the class or just after."""

    at: datetime
    body: str
    answered: bool


class ReportPollOut(Out):
    """A pulse poll; counts in the order of the choices, null while too few answered."""

    at: datetime
    question: str
    choices: list[str]
    answers: int | None
    counts: list[int] | None


class ReceptionOut(Out):
    """How many at least were shown messages and what they said, null: too few; how often the tutor wrote."""

    people: int | None
    helped: int | None
    not_helped: int | None
    not_me: int | None
    words: int


class NotedOut(Out):
    """An alert, or a mark "I helped" with the class before and after."""

    at: datetime
    cause: str | None
    before: float | None
    after: float | None
    could_be_chance: bool | None


class QuizResultOut(Out):
    """How a lesson's quiz went; stands beside expressions and is joined with them for nobody."""

    lesson_id: int
    lesson_title: str
    title: str
    people: int
    mean_percent: float
    passed_share: float


class ClassReportOut(Out):
    """Everything about one live class. Not final: its groups are published when it has ended.

    Check-ins and calls are counted for its tutors alone; of check-ins the shares were published.
    """

    live_class_id: int
    course_id: int
    course_title: str
    lesson_id: int
    lesson_title: str
    tutor: str | None
    started_at: datetime
    ended_at: datetime | None
    final: bool
    present: int | None
    sharing: float | None
    cohort: int
    engagement: float | None
    values: dict[str, float] | None
    timeline: list[MinuteOut]
    moments: list[MomentOut]
    check_ins: dict[str, int] | None
    check_in_shares: dict[str, float] | None
    help: HelpOut | None
    questions: list[AskedOut]
    polls: list[ReportPollOut]
    messages: ReceptionOut
    alerts: list[NotedOut]
    interventions: list[NotedOut]
    quiz: QuizResultOut | None


class ClassLineOut(Out):
    """One live class in one line."""

    live_class_id: int
    lesson_id: int
    lesson_title: str
    started_at: datetime
    ended_at: datetime | None
    present: int | None
    sharing: float | None
    engagement: float | None


class LessonLineOut(Out):
    """One lesson, and its quiz beside it."""

    lesson_id: int
    title: str
    engagement: float | None
    check_ins: dict[str, float] | None
    sharing: float | None
    quiz: QuizResultOut | None


class CourseReportOut(Out):
    """A course over some time; check-ins and calls are counted for its tutors alone."""

    course_id: int
    title: str
    first: date
    last: date
    time_zone: str
    classes: list[ClassLineOut]
    lessons: list[LessonLineOut]
    check_ins: dict[str, int] | None
    help: HelpOut | None
    messages: ReceptionOut


@bp.get("/live-classes/<id:live_class_id>/report")
@bp.output(ClassReportOut)
def read_class_report(live_class_id: int) -> ClassReportOut:
    """One live class, for its tutors."""
    return ClassReportOut.model_validate(report.read_class_report(current_identity(), live_class_id))


@bp.get("/live-classes/<id:live_class_id>/report.csv")
@bp.doc(responses=TABLE)  # type: ignore[arg-type]
def export_class_report(live_class_id: int) -> Response:
    """The same as a table."""
    text = write_report(report.read_class_report(current_identity(), live_class_id))
    return _send_table(text, f"class-{live_class_id}.csv")


@bp.get("/courses/<id:course_id>/report")
@bp.input(ReportQuery, location="query")
@bp.output(CourseReportOut)
def read_course_report(course_id: int, query_data: ReportQuery) -> CourseReportOut:
    """A course over some time, for its tutors."""
    found = report.read_course_report(current_identity(), course_id, query_data.wanted())
    return CourseReportOut.model_validate(found)


@bp.get("/courses/<id:course_id>/report.csv")
@bp.input(ReportQuery, location="query")
@bp.doc(responses=TABLE)  # type: ignore[arg-type]
def export_course_report(course_id: int, query_data: ReportQuery) -> Response:
    """The same as a table."""
    text = write_report(report.read_course_report(current_identity(), course_id, query_data.wanted()))
    return _send_table(text, f"course-{course_id}.csv")


def _send_table(text: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, mimetype="text/csv", headers=headers)
