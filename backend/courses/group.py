"""Study groups: a few students of a course who work together."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select, update

from backend.accounts.identity import Identity
from backend.courses.access import enter_course
from backend.db.account import User
from backend.db.base import db
from backend.db.community import StudyGroup, StudyGroupMember
from backend.errors import ConflictError, ForbiddenError, NotFoundError

MAX_GROUPS = 200  # of one course; a list this long is read whole


@dataclass(frozen=True)
class GroupView:
    """A group, its members' names and whether the reader is one of them."""

    group: StudyGroup
    members: list[str]
    joined: bool


def list_groups(identity: Identity, course_id: int) -> list[GroupView]:
    """All groups of a course in two queries."""
    enter_course(identity, course_id)
    query = (
        select(StudyGroup).where(StudyGroup.course_id == course_id).order_by(StudyGroup.name, StudyGroup.id)
    )
    return _with_members(identity, list(db.session.scalars(query.limit(MAX_GROUPS))))


def create_group(identity: Identity, course_id: int, name: str, about: str, capacity: int) -> GroupView:
    """Make a group and join it."""
    enter_course(identity, course_id)
    existing = select(func.count(StudyGroup.id)).where(StudyGroup.course_id == course_id)
    if (db.session.scalar(existing) or 0) >= MAX_GROUPS:
        raise ConflictError("This course has as many groups as it can.", "too_many_groups")
    group = StudyGroup(
        course_id=course_id, name=name, about=about, capacity=capacity, created_by=identity.user_id
    )
    db.session.add(group)
    db.session.flush()
    db.session.add(StudyGroupMember(group_id=group.id, user_id=identity.user_id))
    db.session.commit()
    return _with_members(identity, [group])[0]


def join_group(identity: Identity, group_id: int) -> GroupView:
    """Join a group that has a place left; joining twice is joining once."""
    group = _find_group(identity, group_id)
    _lock_group(group.id)
    members = select(StudyGroupMember.user_id).where(StudyGroupMember.group_id == group.id)
    user_ids = list(db.session.scalars(members))
    if identity.user_id not in user_ids:
        if len(user_ids) >= group.capacity:
            raise ConflictError("This group is full.", "group_full")
        db.session.add(StudyGroupMember(group_id=group.id, user_id=identity.user_id))
    db.session.commit()
    return _with_members(identity, [group])[0]


def leave_group(identity: Identity, group_id: int) -> None:
    """Leave a group."""
    group = _find_group(identity, group_id)
    db.session.execute(
        delete(StudyGroupMember).where(
            StudyGroupMember.group_id == group.id, StudyGroupMember.user_id == identity.user_id
        )
    )
    db.session.commit()


def delete_group(identity: Identity, group_id: int) -> None:
    """Dissolve a group with its discussion; for who made it, and for tutors."""
    group = _find_group(identity, group_id)
    if group.created_by != identity.user_id and not enter_course(identity, group.course_id).teaches:
        raise ForbiddenError("Only who made the group, or a tutor, can dissolve it.")
    db.session.execute(delete(StudyGroup).where(StudyGroup.id == group.id))
    db.session.commit()


def _find_group(identity: Identity, group_id: int) -> StudyGroup:
    group = db.session.get(StudyGroup, group_id)
    if group is None:
        raise NotFoundError()
    enter_course(identity, group.course_id)
    return group


def _lock_group(group_id: int) -> None:
    # Nothing changes; the row is ours until commit, so that two cannot take the last place.
    db.session.execute(update(StudyGroup).where(StudyGroup.id == group_id).values(name=StudyGroup.name))


def _with_members(identity: Identity, groups: list[StudyGroup]) -> list[GroupView]:
    rows = db.session.execute(
        select(StudyGroupMember.group_id, User.id, User.name)
        .join(User, User.id == StudyGroupMember.user_id)
        .where(StudyGroupMember.group_id.in_([group.id for group in groups]))
        .order_by(User.name)
    ).all()
    names: dict[int, list[str]] = {group.id: [] for group in groups}
    joined: set[int] = set()
    for group_id, user_id, name in rows:
        names[group_id].append(name)
        if user_id == identity.user_id:
            joined.add(group_id)
    return [GroupView(group, names[group.id], group.id in joined) for group in groups]
