"""Discussion in a course and inside its study groups: threads, replies, edits."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from backend import clock
from backend.accounts.identity import Identity
from backend.courses.access import CourseAccess, enter_course
from backend.db.account import User
from backend.db.base import db
from backend.db.community import Post, StudyGroup, StudyGroupMember
from backend.db.paging import Order, Page, PageRequest, read_page
from backend.errors import ChangedMeanwhileError, ForbiddenError, InvalidError, NotFoundError


@dataclass(frozen=True)
class PostView:
    """A contribution with its author's name; a deleted one keeps its place without words."""

    post: Post
    author: str | None
    replies: int


def list_threads(
    identity: Identity, course_id: int, group_id: int | None, search: str, request: PageRequest
) -> Page[PostView]:
    """The threads of a course or a group, newest first."""
    access = enter_course(identity, course_id)
    _require_group(identity, access, group_id)
    reply = aliased(Post)
    replies = select(func.count(reply.id)).where(reply.parent_id == Post.id).correlate(Post).scalar_subquery()
    query = (
        select(Post, User.name, replies)
        .outerjoin(User, User.id == Post.author_id)
        .where(
            Post.course_id == course_id,
            Post.parent_id.is_(None),
            Post.group_id.is_not_distinct_from(group_id),
        )
    )
    if search:
        query = query.where(
            Post.deleted_at.is_(None),
            Post.title.icontains(search, autoescape=True) | Post.body.icontains(search, autoescape=True),
        )
    page = read_page(query, Order(Post.id, Post.id, descending=True), request)
    return Page([PostView(*row) for row in page.items], page.next_cursor)


def list_replies(identity: Identity, post_id: int, request: PageRequest) -> Page[PostView]:
    """The replies to a thread, oldest first."""
    thread = _find_post(identity, post_id)
    query = (
        select(Post, User.name).outerjoin(User, User.id == Post.author_id).where(Post.parent_id == thread.id)
    )
    page = read_page(query, Order(Post.id, Post.id), request)
    return Page([PostView(row[0], row[1], 0) for row in page.items], page.next_cursor)


def start_thread(identity: Identity, course_id: int, group_id: int | None, title: str, body: str) -> PostView:
    """Open a thread."""
    access = enter_course(identity, course_id)
    _require_group(identity, access, group_id)
    post = Post(course_id=course_id, group_id=group_id, author_id=identity.user_id, title=title, body=body)
    return _save(identity, post)


def reply_to(identity: Identity, post_id: int, body: str) -> PostView:
    """Reply to a thread; replies to replies go to the thread, one level is enough."""
    thread = _find_post(identity, post_id)
    if thread.deleted_at is not None:
        raise InvalidError("This thread was deleted.", "deleted")
    post = Post(
        course_id=thread.course_id,
        group_id=thread.group_id,
        parent_id=thread.parent_id or thread.id,
        author_id=identity.user_id,
        body=body,
    )
    return _save(identity, post)


def edit_post(identity: Identity, post_id: int, version: int, body: str) -> PostView:
    """Change one's own words."""
    post = _find_post(identity, post_id)
    if post.author_id != identity.user_id or post.deleted_at is not None:
        raise ForbiddenError("Only your own contributions can be changed.")
    if post.version != version:
        raise ChangedMeanwhileError()
    post.body, post.edited_at = body, clock.utc_now()
    db.session.commit()
    return PostView(post, identity.name, 0)


def delete_post(identity: Identity, post_id: int) -> None:
    """Take back one's own words, or a tutor somebody's; the place in the thread stays."""
    post = _find_post(identity, post_id)
    if post.author_id != identity.user_id and not enter_course(identity, post.course_id).teaches:
        raise ForbiddenError("Only your own contributions can be deleted.")
    post.title, post.body, post.deleted_at = "", "", clock.utc_now()
    db.session.commit()


def _find_post(identity: Identity, post_id: int) -> Post:
    post = db.session.get(Post, post_id)
    if post is None:
        raise NotFoundError()
    access = enter_course(identity, post.course_id)
    _require_group(identity, access, post.group_id)
    return post


def _require_group(identity: Identity, access: CourseAccess, group_id: int | None) -> None:
    """A group's discussion is its members' and the tutors'."""
    if group_id is None:
        return
    from_this_course = _group_course(group_id) == access.course.id
    member = select(StudyGroupMember.id).where(
        StudyGroupMember.group_id == group_id, StudyGroupMember.user_id == identity.user_id
    )
    if not from_this_course or (not access.teaches and db.session.scalar(member) is None):
        raise NotFoundError()


def _group_course(group_id: int) -> int | None:
    return db.session.scalar(select(StudyGroup.course_id).where(StudyGroup.id == group_id))


def _save(identity: Identity, post: Post) -> PostView:
    db.session.add(post)
    db.session.commit()
    return PostView(post, identity.name, 0)
