"""Discussion and study groups over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from apiflask import APIBlueprint
from pydantic import Field, StringConstraints

from backend.accounts.identity import current_identity
from backend.api.schema import (
    DONE,
    Done,
    Id,
    In,
    Line,
    Name,
    NoNul,
    Out,
    PageQuery,
    SearchQuery,
    Text,
    Versioned,
)
from backend.courses import discussion, group
from backend.courses.markdown import render_markdown

bp = APIBlueprint("discussions", __name__, tag="together")


class ThreadIn(In):
    """A new thread, in the course or in one of its groups."""

    title: Line
    body: Text
    group_id: Id | None = None


class ReplyIn(In):
    """A reply."""

    body: Text


class PostEdit(Versioned):
    """Other words."""

    body: Text


class PostOut(Out):
    """A contribution; `deleted` ones keep their place without words."""

    id: int
    course_id: int
    group_id: int | None
    parent_id: int | None
    title: str
    body: str
    html: str
    author: str | None
    mine: bool
    replies: int
    deleted: bool
    created_at: datetime
    edited_at: datetime | None
    version: int


class PostPage(Out):
    """One page of contributions."""

    items: list[PostOut]
    next_cursor: str | None


class ThreadQuery(SearchQuery):
    """Which threads."""

    group_id: Id | None = None


class GroupIn(In):
    """A new study group."""

    name: Name
    about: Annotated[str, StringConstraints(max_length=1000), NoNul] = ""
    capacity: int = Field(default=6, ge=2, le=30)


class GroupOut(Out):
    """A study group; `mine` is the one I made."""

    id: int
    name: str
    about: str
    capacity: int
    members: list[str]
    joined: bool
    mine: bool
    created_at: datetime


class GroupList(Out):
    """All groups of a course."""

    items: list[GroupOut]


@bp.get("/courses/<id:course_id>/discussion")
@bp.input(ThreadQuery, location="query")
@bp.output(PostPage)
def list_threads(course_id: int, query_data: ThreadQuery) -> PostPage:
    """The threads, newest first."""
    page = discussion.list_threads(
        current_identity(), course_id, query_data.group_id, query_data.search, query_data.request()
    )
    return PostPage(items=[_describe_post(view) for view in page.items], next_cursor=page.next_cursor)


@bp.post("/courses/<id:course_id>/discussion")
@bp.input(ThreadIn)
@bp.output(PostOut, status_code=201)
def start_thread(course_id: int, json_data: ThreadIn) -> PostOut:
    """Open a thread."""
    view = discussion.start_thread(
        current_identity(), course_id, json_data.group_id, json_data.title, json_data.body
    )
    return _describe_post(view)


@bp.get("/posts/<id:post_id>/replies")
@bp.input(PageQuery, location="query")
@bp.output(PostPage)
def list_replies(post_id: int, query_data: PageQuery) -> PostPage:
    """The replies to a thread, oldest first."""
    page = discussion.list_replies(current_identity(), post_id, query_data.request())
    return PostPage(items=[_describe_post(view) for view in page.items], next_cursor=page.next_cursor)


@bp.post("/posts/<id:post_id>/replies")
@bp.input(ReplyIn)
@bp.output(PostOut, status_code=201)
def reply_to(post_id: int, json_data: ReplyIn) -> PostOut:
    """Reply."""
    return _describe_post(discussion.reply_to(current_identity(), post_id, json_data.body))


@bp.patch("/posts/<id:post_id>")
@bp.input(PostEdit)
@bp.output(PostOut)
def edit_post(post_id: int, json_data: PostEdit) -> PostOut:
    """Change my own words."""
    view = discussion.edit_post(current_identity(), post_id, json_data.version, json_data.body)
    return _describe_post(view)


@bp.delete("/posts/<id:post_id>")
@bp.output(Done)
def delete_post(post_id: int) -> Done:
    """Take my words back."""
    discussion.delete_post(current_identity(), post_id)
    return DONE


@bp.get("/courses/<id:course_id>/groups")
@bp.output(GroupList)
def list_groups(course_id: int) -> GroupList:
    """The study groups of a course."""
    views = group.list_groups(current_identity(), course_id)
    return GroupList(items=[_describe_group(view) for view in views])


@bp.post("/courses/<id:course_id>/groups")
@bp.input(GroupIn)
@bp.output(GroupOut, status_code=201)
def create_group(course_id: int, json_data: GroupIn) -> GroupOut:
    """Make a study group."""
    view = group.create_group(
        current_identity(), course_id, json_data.name, json_data.about, json_data.capacity
    )
    return _describe_group(view)


@bp.post("/groups/<id:group_id>/join")
@bp.output(GroupOut)
def join_group(group_id: int) -> GroupOut:
    """Join a study group."""
    return _describe_group(group.join_group(current_identity(), group_id))


@bp.post("/groups/<id:group_id>/leave")
@bp.output(Done)
def leave_group(group_id: int) -> Done:
    """Leave a study group."""
    group.leave_group(current_identity(), group_id)
    return DONE


@bp.delete("/groups/<id:group_id>")
@bp.output(Done)
def delete_group(group_id: int) -> Done:
    """Dissolve a study group."""
    group.delete_group(current_identity(), group_id)
    return DONE


def _describe_post(view: discussion.PostView) -> PostOut:
    post = view.post
    names = (
        "id",
        "course_id",
        "group_id",
        "parent_id",
        "title",
        "body",
        "created_at",
        "edited_at",
        "version",
    )
    return PostOut(
        **{name: getattr(post, name) for name in names},
        html=render_markdown(post.body).html,
        author=view.author,
        mine=post.author_id == current_identity().user_id,
        replies=view.replies,
        deleted=post.deleted_at is not None,
    )


def _describe_group(view: group.GroupView) -> GroupOut:
    names = ("id", "name", "about", "capacity", "created_at")
    fields = {name: getattr(view.group, name) for name in names}
    mine = view.group.created_by == current_identity().user_id
    return GroupOut(**fields, members=view.members, joined=view.joined, mine=mine)
