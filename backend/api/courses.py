"""Courses over HTTP: list, make, change, join, and the table of contents."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from apiflask import APIBlueprint
from pydantic import Field, StringConstraints

from backend.accounts.identity import current_identity
from backend.api.schema import DONE, Done, Id, In, Line, NoNul, Out, SearchQuery, Versioned
from backend.courses import catalog, outline, progress
from backend.privacy.policy import Mode

bp = APIBlueprint("courses", __name__, tag="courses")
Summary = Annotated[str, StringConstraints(max_length=2000), NoNul]
Language = Literal["en", "es", "hi"]
PLAIN_FIELDS = (
    *("id", "title", "summary", "language", "mode_limit"),
    *("join_open", "created_at", "updated_at", "version"),
)


class CourseIn(In):
    """What a course is made of."""

    title: Line
    summary: Summary = ""
    language: Language = "en"
    mode_limit: Mode = Mode.INDIVIDUAL


class CourseEdit(Versioned):
    """What may change about a course."""

    title: Line | None = None
    summary: Summary | None = None
    language: Language | None = None
    mode_limit: Mode | None = None
    join_open: bool | None = None
    archived: bool | None = None
    new_join_code: bool = False


class CourseOut(Out):
    """A course, and the asker's part in it. Only those who teach see the join code."""

    id: int
    title: str
    summary: str
    language: str
    mode_limit: Mode
    role: Literal["student", "tutor", "admin"]
    lessons: int
    completed: int
    students: int
    join_code: str | None
    join_open: bool
    archived: bool
    created_at: datetime
    updated_at: datetime
    version: int


class CoursePage(Out):
    """One page of courses."""

    items: list[CourseOut]
    next_cursor: str | None


class CourseQuery(SearchQuery):
    """Which courses, in which order."""

    archived: bool = False
    sort: Literal["title", "-title", "created_at", "-created_at"] = "title"


class JoinIn(In):
    """A course's code, as a tutor reads it out."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=40), NoNul]


class OutlineLessonOut(Out):
    """One line of the table of contents."""

    id: int
    title: str
    minutes: int
    version: int
    has_quiz: bool
    started: bool
    completed: bool


class OutlineModuleOut(Out):
    """One chapter."""

    id: int
    title: str
    version: int
    lessons: list[OutlineLessonOut]


class Outline(Out):
    """The table of contents."""

    items: list[OutlineModuleOut]


class OrderModule(In):
    """A chapter and its lessons in their new order."""

    module_id: Id
    lesson_ids: list[Id] = Field(max_length=500)


class OrderIn(In):
    """The whole course in its new order."""

    modules: list[OrderModule] = Field(max_length=200)


class ModuleIn(In):
    """A chapter."""

    title: Line


class ModuleEdit(Versioned):
    """A chapter's new name."""

    title: Line


class ModuleOut(Out):
    """A chapter."""

    id: int
    course_id: int
    title: str
    version: int


class ResumeOut(Out):
    """Where someone left off."""

    course_id: int
    course_title: str
    lesson_id: int
    lesson_title: str
    section: int
    video_seconds: float
    updated_at: datetime


class ResumeList(Out):
    """The last few, newest first."""

    items: list[ResumeOut]


@bp.get("/courses")
@bp.input(CourseQuery, location="query")
@bp.output(CoursePage)
def list_courses(query_data: CourseQuery) -> CoursePage:
    """My courses; an administrator sees all."""
    page = catalog.list_courses(
        current_identity(), query_data.search, query_data.archived, query_data.sort, query_data.request()
    )
    return CoursePage(items=[describe_course(line) for line in page.items], next_cursor=page.next_cursor)


@bp.post("/courses")
@bp.input(CourseIn)
@bp.output(CourseOut, status_code=201)
def create_course(json_data: CourseIn) -> CourseOut:
    """Make a course."""
    course = catalog.create_course(current_identity(), json_data.model_dump(mode="json"))
    return describe_course(catalog.describe_course(current_identity(), course.id))


@bp.get("/courses/<id:course_id>")
@bp.output(CourseOut)
def read_course(course_id: int) -> CourseOut:
    """One course."""
    return describe_course(catalog.describe_course(current_identity(), course_id))


@bp.patch("/courses/<id:course_id>")
@bp.input(CourseEdit)
@bp.output(CourseOut)
def edit_course(course_id: int, json_data: CourseEdit) -> CourseOut:
    """Change a course."""
    changes = json_data.model_dump(mode="json", exclude_none=True, exclude={"version"})
    catalog.edit_course(current_identity(), course_id, json_data.version, changes)
    return describe_course(catalog.describe_course(current_identity(), course_id))


@bp.delete("/courses/<id:course_id>")
@bp.output(Done)
def delete_course(course_id: int) -> Done:
    """Delete an archived course."""
    catalog.delete_course(current_identity(), course_id)
    return DONE


@bp.post("/courses/join")
@bp.input(JoinIn)
@bp.output(CourseOut)
def join_course(json_data: JoinIn) -> CourseOut:
    """Join a course by its code."""
    course = catalog.join_course(current_identity(), json_data.code)
    return describe_course(catalog.describe_course(current_identity(), course.id))


@bp.get("/courses/<id:course_id>/modules")
@bp.output(Outline)
def read_outline(course_id: int) -> Outline:
    """The table of contents."""
    modules = outline.load_outline(current_identity(), course_id)
    return Outline(items=[OutlineModuleOut.model_validate(module) for module in modules])


@bp.put("/courses/<id:course_id>/order")
@bp.input(OrderIn)
@bp.output(Done)
def reorder_course(course_id: int, json_data: OrderIn) -> Done:
    """Put modules and lessons in another order."""
    order = [(module.module_id, module.lesson_ids) for module in json_data.modules]
    outline.reorder_course(current_identity(), course_id, order)
    return DONE


@bp.post("/courses/<id:course_id>/modules")
@bp.input(ModuleIn)
@bp.output(ModuleOut, status_code=201)
def add_module(course_id: int, json_data: ModuleIn) -> ModuleOut:
    """Add a chapter."""
    return ModuleOut.model_validate(outline.add_module(current_identity(), course_id, json_data.title))


@bp.patch("/modules/<id:module_id>")
@bp.input(ModuleEdit)
@bp.output(ModuleOut)
def edit_module(module_id: int, json_data: ModuleEdit) -> ModuleOut:
    """Rename a chapter."""
    module = outline.edit_module(current_identity(), module_id, json_data.version, json_data.title)
    return ModuleOut.model_validate(module)


@bp.delete("/modules/<id:module_id>")
@bp.output(Done)
def delete_module(module_id: int) -> Done:
    """Delete an empty chapter."""
    outline.delete_module(current_identity(), module_id)
    return DONE


@bp.get("/resume")
@bp.output(ResumeList)
def list_resume_points() -> ResumeList:
    """Where I left off."""
    points = progress.list_resume_points(current_identity())
    return ResumeList(items=[ResumeOut.model_validate(point) for point in points])


def describe_course(line: catalog.CourseListing) -> CourseOut:
    """The wire shape of a course."""
    course, role = line.course, line.role
    fields: dict[str, Any] = {name: getattr(course, name) for name in PLAIN_FIELDS} | {"role": role}
    return CourseOut(
        **fields,
        lessons=line.lessons,
        completed=line.completed,
        students=line.students,
        join_code=course.join_code if role != "student" else None,
        archived=course.archived_at is not None,
    )
