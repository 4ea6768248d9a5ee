"""Ten weeks of three courses for the demo, so that every chart tells a story at the first start.

Invented people, declared as invented; the same every time. It is written once and never touched again.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from backend import clock
from backend.config import current_config
from backend.courses.grading import Answer, Item, grade_quiz
from backend.courses.markdown import render_markdown
from backend.db.account import Role, User
from backend.db.base import db
from backend.db.community import Question
from backend.db.course import Course, Enrolment, Lesson, Module, Quiz, QuizItem
from backend.db.learning import QuizAttempt
from backend.db.privacy import Consent
from backend.demo import play
from backend.demo.seed import ACCOUNTS, BORN, REGION
from backend.demo.story import PEOPLE, STORIES, WEEKS, CourseStory
from backend.privacy.notice import TEXTS
from backend.privacy.policy import Scope
from backend.realtime.options import AggregateRule
from backend.trends.calendar import day_of, start_of_day
from backend.trends.rollup import roll_up
from inference.card import Card

SEED = 20
AGREED = (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.SHARE_AGGREGATE, Scope.KEEP_SUMMARIES, Scope.SHARE_ADMINS)
NO_CAMERA_EVERY = 6  # one in six has none, or said no: the product works the same for them
COMES = 0.93
STUDIES_ALONE = 0.55
TAKES_QUIZ = 0.8
HOURS = (10, 14, 17)  # of the three courses' classes
QUESTIONS = {
    "STATS234": "Why do we divide by one less when the numbers are only a sample?",
    "PYTHN567": "When is a loop with a condition better than one over a range?",
    "STUDY789": "How long should I wait before I test myself again?",
}


def add_term(rule: AggregateRule, card: Card) -> bool:
    """Write the term unless it is there; say whether it was written."""
    if db.session.scalar(select(User.id).where(User.email == _mail_of(PEOPLE[0]))) is not None:
        return False
    chance = random.Random(SEED)
    stage = play.Stage(rule, card.labels, card.model_id, chance)
    people = _add_people()
    today = start_of_day(day_of(clock.utc_now(), _zone()), _zone())
    for number, (code, story) in enumerate(STORIES.items()):
        course = db.session.scalar(select(Course).where(Course.join_code == code))
        if course is not None:
            _play_course(stage, course, story, people, today - timedelta(days=number), HOURS[number])
    db.session.commit()
    roll_up()
    return True


def _add_people() -> list[play.Person]:
    known = db.session.scalar(select(User).where(User.email == ACCOUNTS[0].email))
    assert known is not None  # nosec B101: the seed has just made it
    users = [
        User(
            email=_mail_of(name),
            name=name,
            password_hash=known.password_hash,
            role=Role.STUDENT.value,
            region=REGION,
            birth_year=BORN,
        )
        for name in PEOPLE
    ]
    db.session.add_all(users)
    db.session.flush()
    people = [
        play.Person(user.id, number % NO_CAMERA_EVERY != NO_CAMERA_EVERY - 1)
        for number, user in enumerate(users)
    ]
    db.session.add_all(
        Consent(
            user_id=person.user_id,
            scope=scope.value,
            granted=True,
            text_version=TEXTS[scope].version,
            text_hash=TEXTS[scope].hash,
        )
        for person in people
        if person.has_camera
        for scope in AGREED
    )
    return people


def _play_course(
    stage: play.Stage,
    course: Course,
    story: CourseStory,
    people: list[play.Person],
    today: datetime,
    hour: int,
) -> None:
    db.session.add_all(Enrolment(course_id=course.id, user_id=person.user_id) for person in people)
    lessons = list(
        db.session.scalars(
            select(Lesson)
            .join(Module, Module.id == Lesson.module_id)
            .where(Module.course_id == course.id)
            .order_by(Module.position, Lesson.position)
        )
    )
    for week in range(WEEKS):
        day = today - timedelta(weeks=WEEKS - 1 - week, days=1)
        lesson = lessons[week * len(lessons) // WEEKS]
        held = _describe_class(course, lesson, story, week, day + timedelta(hours=hour))
        play.play_class(stage, held, [each for each in people if stage.chance.random() < COMES])
        _study_at_home(stage, held, people)
        share = story.quiz_start + (story.quiz_end - story.quiz_start) * week / (WEEKS - 1)
        _take_quiz(stage, lesson, people, held.starts_at + timedelta(hours=3), share)
        _ask(course, lesson, people[week], held.starts_at + timedelta(minutes=20))


def _describe_class(
    course: Course, lesson: Lesson, story: CourseStory, week: int, starts_at: datetime
) -> play.Lesson:
    return play.Lesson(
        course_id=course.id,
        lesson_id=lesson.id,
        tutor_id=course.created_by or 0,
        sections=len(render_markdown(lesson.body).sections),
        starts_at=starts_at,
        trouble=story.trouble[week],
        story=story,
    )


def _study_at_home(stage: play.Stage, held: play.Lesson, people: list[play.Person]) -> None:
    """One evening in the days before the next class, never in the future."""
    evening = held.starts_at.replace(hour=18) - timedelta(days=1)
    for person in people:
        if stage.chance.random() < STUDIES_ALONE:
            at = evening + timedelta(minutes=stage.chance.randint(0, 150))
            play.study_alone(stage, play.Lesson(**{**vars(held), "starts_at": at}), person)


def _take_quiz(
    stage: play.Stage, lesson: Lesson, people: list[play.Person], at: datetime, share: float
) -> None:
    quiz = db.session.scalar(select(Quiz).where(Quiz.lesson_id == lesson.id))
    if quiz is None or at > clock.utc_now():
        return
    rows = db.session.scalars(select(QuizItem).where(QuizItem.quiz_id == quiz.id).order_by(QuizItem.position))
    items = [Item(row.id, row.kind, row.choices, row.answer, row.feedback, row.points) for row in rows]
    for person in people:
        if stage.chance.random() < TAKES_QUIZ:
            right = {item.id: _answer_right(item) for item in items if stage.chance.random() < share}
            graded = grade_quiz(items, right, quiz.pass_percent)
            attempt = QuizAttempt(
                quiz_id=quiz.id,
                user_id=person.user_id,
                results=[vars(result) for result in graded.items],
                points=graded.points,
                points_possible=graded.points_possible,
                passed=graded.passed,
                submitted_at=at + timedelta(minutes=stage.chance.randint(0, 50)),
            )
            db.session.add(attempt)


def _answer_right(item: Item) -> Answer:
    answer = item.answer
    choices = tuple(answer["choices"]) if "choices" in answer else (answer.get("choice", 0),)
    text = answer["accepted"][0] if "accepted" in answer else None
    return Answer(choices, answer.get("value"), text)


def _ask(course: Course, lesson: Lesson, person: play.Person, at: datetime) -> None:
    db.session.add(
        Question(
            course_id=course.id,
            lesson_id=lesson.id,
            student_id=person.user_id,
            body=QUESTIONS[course.join_code],
            created_at=at,
        )
    )


def _mail_of(name: str) -> str:
    return f"{name.split()[0].lower()}@demo.attune"


def _zone() -> ZoneInfo:
    return ZoneInfo(current_config().trends.time_zone)
