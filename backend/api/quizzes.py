"""Quizzes over HTTP. Right answers leave only towards those who teach."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from apiflask import APIBlueprint
from pydantic import Field, StringConstraints, model_validator

from backend.accounts.identity import current_identity
from backend.api.schema import DONE, MAX_ID, Done, Id, In, Line, NoNul, Out, PageQuery, Versioned
from backend.courses import quiz
from backend.courses.grading import Answer, Kind
from backend.courses.markdown import render_markdown
from backend.db.course import QuizItem
from backend.db.learning import QuizAttempt

bp = APIBlueprint("quizzes", __name__, tag="quizzes")
Short = Annotated[str, StringConstraints(max_length=2000), NoNul]
Prompt = Annotated[str, StringConstraints(min_length=1, max_length=4000), NoNul]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
Place = Annotated[int, Field(ge=0, le=19)]


class ChoiceIn(In):
    """One choice, and what is said to whom ticks it."""

    text: Prompt
    feedback: Short = ""


class SolutionIn(In):
    """What is right; only the part that belongs to the question's kind is looked at."""

    choice: Place | None = None
    choices: list[Place] = Field(default_factory=list, max_length=20)
    value: Number | None = None
    tolerance: Annotated[float, Field(allow_inf_nan=False, ge=0, le=1e15)] = 0
    accepted: list[Prompt] = Field(default_factory=list, max_length=50)


class QuizItemIn(In):
    """A question; with its old id it stays the same question."""

    id: Id | None = None
    kind: Kind
    prompt: Prompt
    choices: list[ChoiceIn] = Field(default_factory=list, max_length=20)
    answer: SolutionIn
    feedback: Short = ""
    points: int = Field(default=1, ge=1, le=100)

    @model_validator(mode="after")
    def check_solution(self) -> QuizItemIn:
        """A question that nobody could answer right is refused."""
        places = [self.answer.choice] if self.kind == "single" else self.answer.choices
        if self.kind in ("single", "multiple") and len(self.choices) < 2:
            raise ValueError("a question with choices has at least two")
        if self.kind in ("single", "multiple") and any(p is None or p >= len(self.choices) for p in places):
            raise ValueError("the right answer must be one of the choices")
        if self.kind == "multiple" and len(set(places)) != len(places):
            raise ValueError("a right choice stands there twice")
        if self.kind == "numeric" and self.answer.value is None:
            raise ValueError("a numeric question needs a value")
        if self.kind == "text" and not self.answer.accepted:
            raise ValueError("a text question needs at least one accepted answer")
        return self


class QuizIn(In):
    """A lesson's whole quiz. `version` is null for a new one."""

    version: Annotated[int, Field(ge=1, le=MAX_ID)] | None = None
    title: Line
    pass_percent: int = Field(default=60, ge=0, le=100)
    max_attempts: Annotated[int, Field(ge=1, le=100)] | None = None
    items: list[QuizItemIn] = Field(min_length=1, max_length=100)


class ChoiceOut(Out):
    """One choice; what is said about it stays hidden until the quiz is submitted."""

    text: str
    html: str
    feedback: str | None = None


class SolutionOut(Out):
    """What is right."""

    choice: int | None = None
    choices: list[int] = Field(default_factory=list)
    value: float | None = None
    tolerance: float = 0
    accepted: list[str] = Field(default_factory=list)


class QuizItemOut(Out):
    """A question."""

    id: int
    kind: Kind
    prompt: str
    prompt_html: str
    choices: list[ChoiceOut]
    points: int
    answer: SolutionOut | None = Field(description="for those who teach")
    feedback: str | None = Field(description="for those who teach")


class QuizOut(Out):
    """A quiz, ready to take."""

    id: int
    lesson_id: int
    title: str
    pass_percent: int
    max_attempts: int | None
    attempts_used: int
    items: list[QuizItemOut]
    version: int


class AnswerIn(In):
    """My answer to one question."""

    item_id: Id
    choices: list[Place] = Field(default_factory=list, max_length=20)
    number: Number | None = None
    text: Annotated[str, StringConstraints(max_length=2000), NoNul] | None = None


class AttemptIn(Versioned):
    """All my answers to the quiz as it was shown."""

    answers: list[AnswerIn] = Field(max_length=100)


class ItemResultOut(Out):
    """What grading says about one answer."""

    item_id: int
    correct: bool
    points: float
    points_possible: int
    feedback: str


class AttemptOut(Out):
    """A submitted quiz."""

    id: int
    quiz_id: int
    points: float
    points_possible: float
    passed: bool
    results: list[ItemResultOut]
    submitted_at: datetime
    student: str | None = None


class AttemptPage(Out):
    """One page of attempts."""

    items: list[AttemptOut]
    next_cursor: str | None


@bp.put("/lessons/<id:lesson_id>/quiz")
@bp.input(QuizIn)
@bp.output(QuizOut)
def save_quiz(lesson_id: int, json_data: QuizIn) -> QuizOut:
    """Write a lesson's quiz."""
    fields = json_data.model_dump(exclude={"version", "items"})
    items = [item.model_dump() for item in json_data.items]
    return _describe_quiz(quiz.save_quiz(current_identity(), lesson_id, json_data.version, fields, items))


@bp.get("/quizzes/<id:quiz_id>")
@bp.output(QuizOut)
def read_quiz(quiz_id: int) -> QuizOut:
    """A quiz to take, or for its tutors with the answers."""
    return _describe_quiz(quiz.load_quiz(current_identity(), quiz_id))


@bp.delete("/quizzes/<id:quiz_id>")
@bp.output(Done)
def delete_quiz(quiz_id: int) -> Done:
    """Delete a quiz with its attempts."""
    quiz.delete_quiz(current_identity(), quiz_id)
    return DONE


@bp.post("/quizzes/<id:quiz_id>/attempts")
@bp.input(AttemptIn)
@bp.output(AttemptOut, status_code=201)
def submit_attempt(quiz_id: int, json_data: AttemptIn) -> AttemptOut:
    """Hand in my answers and read the feedback."""
    answers = {a.item_id: Answer(tuple(a.choices), a.number, a.text) for a in json_data.answers}
    return _describe_attempt(quiz.submit_attempt(current_identity(), quiz_id, json_data.version, answers))


@bp.get("/quizzes/<id:quiz_id>/attempts")
@bp.input(PageQuery, location="query")
@bp.output(AttemptPage)
def list_own_attempts(quiz_id: int, query_data: PageQuery) -> AttemptPage:
    """My attempts."""
    page = quiz.list_own_attempts(current_identity(), quiz_id, query_data.request())
    return AttemptPage(items=[_describe_attempt(row) for row in page.items], next_cursor=page.next_cursor)


@bp.get("/quizzes/<id:quiz_id>/attempts/all")
@bp.input(PageQuery, location="query")
@bp.output(AttemptPage)
def list_all_attempts(quiz_id: int, query_data: PageQuery) -> AttemptPage:
    """Everybody's attempts, for those who teach."""
    page = quiz.list_all_attempts(current_identity(), quiz_id, query_data.request())
    items = [_describe_attempt(row, name) for row, name in page.items]
    return AttemptPage(items=items, next_cursor=page.next_cursor)


def _describe_quiz(view: quiz.QuizView) -> QuizOut:
    fields = {
        n: getattr(view.quiz, n)
        for n in ("id", "lesson_id", "title", "pass_percent", "max_attempts", "version")
    }
    items = [_describe_item(item, view.access.teaches) for item in view.items]
    return QuizOut(**fields, attempts_used=view.attempts_used, items=items)


def _describe_item(item: QuizItem, teaches: bool) -> QuizItemOut:
    choices = [_describe_choice(choice, teaches) for choice in item.choices]
    fields: dict[str, Any] = {name: getattr(item, name) for name in ("id", "kind", "prompt", "points")}
    return QuizItemOut(
        **fields,
        prompt_html=render_markdown(item.prompt).html,
        choices=choices,
        answer=SolutionOut.model_validate(item.answer) if teaches else None,
        feedback=item.feedback if teaches else None,
    )


def _describe_choice(choice: dict[str, str], teaches: bool) -> ChoiceOut:
    text = choice["text"]
    feedback = choice.get("feedback") if teaches else None
    return ChoiceOut(text=text, html=render_markdown(text).html, feedback=feedback)


def _describe_attempt(row: QuizAttempt, student: str | None = None) -> AttemptOut:
    fields = {
        n: getattr(row, n) for n in ("id", "quiz_id", "points", "points_possible", "passed", "submitted_at")
    }
    return AttemptOut(
        **fields, results=[ItemResultOut.model_validate(r) for r in row.results], student=student
    )
