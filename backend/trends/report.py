"""A tutor's report after a live class, and for a course over some time.

Quiz results stand beside what was published of the class; they are joined with it for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from backend.accounts.identity import Identity
from backend.config import current_config
from backend.courses.access import CourseAccess, teach_course
from backend.courses.markdown import Section, render_markdown
from backend.db.account import User
from backend.db.base import db
from backend.db.course import Lesson, LiveClass, Module
from backend.errors import NotFoundError
from backend.privacy.briefing import require_briefed
from backend.trends import class_facts as facts
from backend.trends.calendar import DAY, start_of_day
from backend.trends.class_facts import Asked, Help, Minute, Noted, Viewer
from backend.trends.gather import read_signals
from backend.trends.group import SHARING
from backend.trends.moment import Moment, find_moments, read_places
from backend.trends.reception import (
    Poll,
    QuizResult,
    Reception,
    find_classes_of,
    read_polls,
    read_quiz_results,
    read_reception,
)
from backend.trends.rollup import Sum
from backend.trends.series import (
    Measure,
    Period,
    find_total,
    find_values,
    institution_zone,
    read_lesson_totals,
)
from backend.trends.trend import Wanted, find_period

QUIZ_DAYS = timedelta(days=7)  # a quiz taken within the week after a class counts beside it
MOST_CLASSES = 200
LESSON_MEASURES: tuple[Measure, ...] = ("engagement", "check_ins", "coverage")


@dataclass(frozen=True)
class ReportMoment:
    """A moment worth opening again; `people` is null where it may not be said."""

    start: datetime
    minute: int
    people: int | None
    dip: float | None
    section: int | None
    section_title: str | None
    video_seconds: float | None


@dataclass(frozen=True)
class ClassReport:
    """Everything about one live class. Not final: its groups are not published yet.

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
    timeline: list[Minute]
    moments: list[ReportMoment]
    check_ins: dict[str, int] | None
    check_in_shares: dict[str, float] | None
    help: Help | None
    questions: list[Asked]
    polls: list[Poll]
    messages: Reception
    alerts: list[Noted]
    interventions: list[Noted]
    quiz: QuizResult | None


@dataclass(frozen=True)
class ClassLine:
    """One live class of a course in one line."""

    live_class_id: int
    lesson_id: int
    lesson_title: str
    started_at: datetime
    ended_at: datetime | None
    present: int | None
    sharing: float | None
    engagement: float | None


@dataclass(frozen=True)
class LessonLine:
    """One lesson of a course: what was published of it, and its quiz beside that."""

    lesson_id: int
    title: str
    engagement: float | None
    check_ins: dict[str, float] | None
    sharing: float | None
    quiz: QuizResult | None


@dataclass(frozen=True)
class CourseReport:
    """A course over some time; check-ins and calls are counted for its tutors alone."""

    course_id: int
    title: str
    first: date
    last: date
    time_zone: str
    classes: list[ClassLine]
    lessons: list[LessonLine]
    check_ins: dict[str, int] | None
    help: Help | None
    messages: Reception


def read_class_report(identity: Identity, live_class_id: int) -> ClassReport:
    """Put the report of one class together."""
    live_class, lesson, access = _find_class(identity, live_class_id)
    require_briefed(identity.user_id)
    viewer = facts.make_viewer(access, current_config().min_group)
    ids = [live_class_id]
    present = facts.count_present(ids).get(live_class_id, 0)
    moods = facts.read_minutes(live_class_id, "expressions")
    minutes = facts.read_minutes(live_class_id, "engagement")
    timeline = facts.describe_minutes(live_class.started_at, moods, minutes)
    cells = facts.read_cells(ids)[live_class_id]
    mood, mean = find_total(moods), find_total(minutes)
    quiz_end = live_class.started_at + QUIZ_DAYS
    quizzes = read_quiz_results(Lesson.id == lesson.id, live_class.started_at, quiz_end, viewer.k)
    return ClassReport(
        live_class_id=live_class_id,
        course_id=live_class.course_id,
        course_title=access.course.title,
        lesson_id=lesson.id,
        lesson_title=lesson.title,
        tutor=db.session.scalar(select(User.name).where(User.id == live_class.tutor_id)),
        started_at=live_class.started_at,
        ended_at=live_class.ended_at,
        final=bool(cells),
        present=viewer.round_down(present),
        sharing=facts.find_sharing(cells),
        cohort=mood.people,
        engagement=find_values("engagement", mean)["engagement"] if mean.weight else None,
        values=find_values("expressions", mood) if mood.weight else None,
        timeline=timeline,
        moments=_list_moments(viewer, live_class, lesson, timeline),
        check_ins=facts.count_check_ins(viewer, ids),
        check_in_shares=facts.find_check_in_shares(cells),
        help=facts.describe_help(viewer, ids),
        questions=facts.list_questions(viewer, live_class),
        polls=read_polls(ids, viewer.k),
        messages=read_reception(ids, viewer.k),
        alerts=facts.list_alerts(live_class_id),
        interventions=facts.list_interventions(live_class_id),
        quiz=quizzes[0] if quizzes else None,
    )


def read_course_report(identity: Identity, course_id: int, wanted: Wanted) -> CourseReport:
    """Put the report of a course together."""
    access = teach_course(identity, course_id)
    require_briefed(identity.user_id)
    viewer = facts.make_viewer(access, current_config().min_group)
    period, zone = find_period(wanted), institution_zone()
    start, end = start_of_day(period.first, zone), start_of_day(period.last + DAY, zone)
    classes = find_classes_of(course_id, start, end)[:MOST_CLASSES]
    ids = [each.id for each in classes]
    present = facts.count_present(ids)
    quizzes = read_quiz_results(Module.course_id == course_id, start, end, viewer.k)
    return CourseReport(
        course_id=course_id,
        title=access.course.title,
        first=period.first,
        last=period.last,
        time_zone=zone.key,
        classes=_list_classes(viewer, classes, present),
        lessons=list(_list_lessons(course_id, period, {quiz.lesson_id: quiz for quiz in quizzes})),
        check_ins=facts.count_check_ins(viewer, ids),
        help=facts.describe_help(viewer, ids),
        messages=read_reception(ids, viewer.k),
    )


def _find_class(identity: Identity, live_class_id: int) -> tuple[LiveClass, Lesson, CourseAccess]:
    row = db.session.execute(
        select(LiveClass, Lesson)
        .join(Lesson, Lesson.id == LiveClass.lesson_id)
        .where(LiveClass.id == live_class_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError()
    return row[0], row[1], teach_course(identity, row[0].course_id)


def _list_moments(
    viewer: Viewer, live_class: LiveClass, lesson: Lesson, timeline: list[Minute]
) -> list[ReportMoment]:
    """Signals of a few people are for the tutor alone, who saw them; dips were published to all."""
    signals = read_signals(live_class.id) if viewer.exact else []
    engagement = [(each.start, each.engagement) for each in timeline if each.engagement is not None]
    places = read_places([live_class.id])[live_class.id]
    sections = render_markdown(lesson.body).sections
    moments = find_moments(signals, engagement, places)
    return [_describe_moment(each, live_class.started_at, sections) for each in moments]


def _describe_moment(moment: Moment, started_at: datetime, sections: tuple[Section, ...]) -> ReportMoment:
    place = moment.place
    known = place is not None and place.section < len(sections)
    return ReportMoment(
        start=moment.start,
        minute=facts.count_minutes(started_at, moment.start),
        people=moment.people or None,
        dip=moment.dip,
        section=place.section if place else None,
        section_title=sections[place.section].title if place and known else None,
        video_seconds=place.video_seconds if place else None,
    )


def _list_classes(viewer: Viewer, classes: list[LiveClass], present: dict[int, int]) -> list[ClassLine]:
    ids = [each.id for each in classes]
    cells = facts.read_cells(ids)
    titles = dict(
        db.session.execute(
            select(Lesson.id, Lesson.title).where(Lesson.id.in_({each.lesson_id for each in classes}))
        ).all()
    )
    means = facts.read_class_means(ids, "engagement")
    return [
        ClassLine(
            live_class_id=each.id,
            lesson_id=each.lesson_id,
            lesson_title=titles[each.lesson_id],
            started_at=each.started_at,
            ended_at=each.ended_at,
            present=viewer.round_down(present.get(each.id, 0)),
            sharing=facts.find_sharing(cells[each.id]),
            engagement=means.get(each.id),
        )
        for each in classes
    ]


def _list_lessons(course_id: int, period: Period, quizzes: dict[int, QuizResult]) -> Iterator[LessonLine]:
    rows = db.session.execute(
        select(Lesson.id, Lesson.title)
        .join(Module, Module.id == Lesson.module_id)
        .where(Module.course_id == course_id)
        .order_by(Module.position, Module.id, Lesson.position, Lesson.id)
    ).all()
    totals = read_lesson_totals(course_id, period, LESSON_MEASURES)
    for lesson_id, title in rows:
        own = {name: totals.get((lesson_id, name), Sum()) for name in LESSON_MEASURES}
        values = {name: find_values(name, total) if total.weight else {} for name, total in own.items()}
        yield LessonLine(
            lesson_id=lesson_id,
            title=title,
            engagement=values["engagement"].get("engagement"),
            check_ins=values["check_ins"] or None,
            sharing=values["coverage"].get(SHARING),
            quiz=quizzes.get(lesson_id),
        )
