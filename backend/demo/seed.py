"""Fills a demo with accounts, a declaration and courses. Running it again changes nothing."""

from __future__ import annotations

from sqlalchemy import select

from backend import clock
from backend.accounts.creation import NewAccount, add_account, find_user
from backend.db.account import Role, User
from backend.db.base import db
from backend.db.course import Course, Enrolment
from backend.db.privacy import Declaration
from backend.demo.content import add_courses

PASSWORD = "attune-demo"  # nosec B105: known to everyone; a demo listens to this computer only
CLASSMATES = ("Asha Rao", "Ben Okoro", "Chloe Martin", "Diego Alvarez", "Elif Kaya", "Farid Haddad",
              "Grace Lim", "Hugo Weber", "Ines Costa", "Jonas Berg", "Kavya Iyer", "Liam Byrne")  # fmt: skip
FIRST_CLASSMATE = 3  # in ACCOUNTS, after the student, the tutor and the administrator
BORN = 1998
REGION = "other"
ACCOUNTS = (
    NewAccount("student@demo.attune", "Sam Student", PASSWORD, Role.STUDENT, REGION, BORN),
    NewAccount("tutor@demo.attune", "Toni Tutor", PASSWORD, Role.TUTOR, REGION, BORN),
    NewAccount("admin@demo.attune", "Alex Admin", PASSWORD, Role.ADMIN, REGION, BORN),
    *(
        NewAccount(f"{name.split()[0].lower()}@demo.attune", name, PASSWORD, Role.STUDENT, REGION, BORN)
        for name in CLASSMATES
    ),
)


def seed_demo() -> None:
    """Add what is missing."""
    people = {account.email: find_user(account.email) or add_account(account) for account in ACCOUNTS}
    _declare(people["admin@demo.attune"])
    for course in add_courses(people["tutor@demo.attune"]):
        _enrol(course, [user for user in people.values() if user.role == Role.STUDENT.value])
    db.session.commit()


def _enrol(course: Course, students: list[User]) -> None:
    enrolled = set(db.session.scalars(select(Enrolment.user_id).where(Enrolment.course_id == course.id)))
    missing = [user for user in students if user.id not in enrolled]
    db.session.add_all(Enrolment(course_id=course.id, user_id=user.id) for user in missing)


def _declare(admin: User) -> None:
    if db.session.scalar(select(Declaration).limit(1)) is not None:
        return
    db.session.add(
        Declaration(
            jurisdictions=[REGION],
            institution="training_provider",
            ages="mixed",
            mode="individual",
            purpose="A demonstration with an invented class; nobody real learns here.",
            lawful_basis="Consent of the adults who try it on their own computer.",
            impact_assessment="DEMO: synthetic class, no real students",
            contact="admin@demo.attune",
            signed_by=admin.id,
            signed_at=clock.utc_now(),
        )
    )
