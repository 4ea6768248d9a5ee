"""Videos, pictures and attachments of lessons: what they really are, how large, where the bytes lie.

The type is read from the first bytes, never believed from the name; names given by people never become
file names on disk.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO

from sqlalchemy import delete, select

from backend import clock
from backend.accounts.identity import Identity
from backend.config import current_config
from backend.courses.access import enter_lesson, teach_lesson
from backend.db.base import db
from backend.db.course import Lesson, LessonFile, Module
from backend.errors import InvalidError, NotFoundError, TooLargeError

CHUNK = 1 << 18
HEAD_BYTES = 512
MAX_FILES = 50  # of one lesson
STRAY_AFTER = timedelta(days=1)
CONTROLS = frozenset({*range(32), 127}) - frozenset(b"\t\n\r\f")  # what text does not contain
VIDEO, IMAGE, ATTACHMENT = "video", "image", "attachment"


@dataclass(frozen=True)
class FileView:
    """A stored file, as a page names it."""

    id: int
    kind: str
    name: str
    media_type: str
    bytes: int
    stored_as: str

    @property
    def url(self) -> str:
        """Where its bytes are served."""
        return f"/api/files/{self.id}"


@dataclass(frozen=True)
class StoredFile:
    """A file on disk, ready to be sent."""

    path: Path
    view: FileView


def add_file(identity: Identity, lesson_id: int, name: str, stream: IO[bytes]) -> FileView:
    """Store an upload beside a lesson; a new video replaces the old one."""
    teach_lesson(identity, lesson_id)
    existing = list_files(lesson_id)
    head = stream.read(HEAD_BYTES)
    kind, media_type = sniff_type(head)
    if len(existing) >= MAX_FILES:
        raise InvalidError("A lesson holds 50 files at most.", "too_many_files")
    stored_as, size = _store(head, stream, _max_bytes(kind))
    replaced = [file for file in existing if kind == VIDEO and file.kind == VIDEO]
    db.session.execute(delete(LessonFile).where(LessonFile.id.in_([file.id for file in replaced])))
    row = LessonFile(
        lesson_id=lesson_id,
        kind=kind,
        name=clean_name(name),
        media_type=media_type,
        bytes=size,
        stored_as=stored_as,
        uploaded_by=identity.user_id,
    )
    db.session.add(row)
    db.session.commit()
    for file in replaced:
        remove_stored(file.stored_as)
    return _view(row)


def store_picture(lesson_id: int, name: str, svg: str) -> FileView:
    """Store a drawing of our own beside a lesson; uploads can never be SVG. The caller commits."""
    stored_as = secrets.token_hex(16)
    path = uploads_folder() / stored_as
    path.write_text(svg, encoding="utf-8")
    row = LessonFile(lesson_id=lesson_id, kind=IMAGE, name=name, media_type="image/svg+xml",
                     bytes=path.stat().st_size, stored_as=stored_as)  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return _view(row)


def open_file(identity: Identity, file_id: int) -> StoredFile:
    """A file, for those who may read its lesson."""
    row = db.session.get(LessonFile, file_id)
    if row is None:
        raise NotFoundError()
    enter_lesson(identity, row.lesson_id)
    path = uploads_folder() / row.stored_as
    if not path.is_file():
        raise NotFoundError("This file is missing on the server.")
    return StoredFile(path, _view(row))


def delete_file(identity: Identity, file_id: int) -> None:
    """Delete a file."""
    row = db.session.get(LessonFile, file_id)
    if row is None:
        raise NotFoundError()
    teach_lesson(identity, row.lesson_id)
    stored_as = row.stored_as
    db.session.execute(delete(LessonFile).where(LessonFile.id == file_id))
    db.session.commit()
    remove_stored(stored_as)


def list_files(lesson_id: int) -> list[FileView]:
    """All files of a lesson."""
    rows = db.session.scalars(
        select(LessonFile).where(LessonFile.lesson_id == lesson_id).order_by(LessonFile.id)
    )
    return [_view(row) for row in rows]


def list_stored(course_id: int) -> list[str]:
    """Under which names all files of a course lie on disk."""
    query = select(LessonFile.stored_as).join(Lesson, Lesson.id == LessonFile.lesson_id)
    in_course = Module.course_id == course_id
    return list(db.session.scalars(query.join(Module, Module.id == Lesson.module_id).where(in_course)))


def remove_strays() -> int:
    """Remove bytes that no row has named for a day, such as an upload that a crash cut off; say how many."""
    limit = (clock.utc_now() - STRAY_AFTER).timestamp()
    # The time of the last change of the name or place counts too, so that a restored folder is not old.
    stored = [(path, path.stat()) for path in uploads_folder().iterdir()]
    old = [path for path, stat in stored if max(stat.st_mtime, stat.st_ctime) < limit]
    known = set(db.session.scalars(select(LessonFile.stored_as)))
    strays = [path for path in old if path.name not in known]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def remove_stored(stored_as: str) -> None:
    """Remove bytes that no row names any more."""
    (uploads_folder() / stored_as).unlink(missing_ok=True)


def uploads_folder() -> Path:
    """Where bytes lie, made if need be."""
    folder = current_config().var_dir / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sniff_type(head: bytes) -> tuple[str, str]:
    """Say what the bytes are, or refuse them."""
    if head[4:8] == b"ftyp" and head[8:11] != b"hei":
        return VIDEO, "video/mp4"
    for start, kind, media_type in _SIGNATURES:
        if head.startswith(start):
            return kind, media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return IMAGE, "image/webp"
    if _is_text(head):
        return ATTACHMENT, "text/plain"
    raise InvalidError(
        "This kind of file is not taken. Videos: MP4, WebM; pictures: PNG, JPEG, WebP, GIF; PDF, ZIP, text.",
        "unknown_type",
    )


def clean_name(name: str) -> str:
    """A name to show and to save under: no folders, no control characters."""
    base = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[\x00-\x1f\x7f\"<>|:*?]", "", base).strip(" .")[:160] or "file"


_SIGNATURES = (
    (b"\x1a\x45\xdf\xa3", VIDEO, "video/webm"),
    (b"\x89PNG\r\n\x1a\n", IMAGE, "image/png"),
    (b"\xff\xd8\xff", IMAGE, "image/jpeg"),
    (b"GIF8", IMAGE, "image/gif"),
    (b"%PDF-", ATTACHMENT, "application/pdf"),
    (b"PK\x03\x04", ATTACHMENT, "application/zip"),
)


def _is_text(head: bytes) -> bool:
    if not head or any(byte in CONTROLS for byte in head):
        return False
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:  # not just a character cut off at the end
            return False
        text = head[: error.start].decode("utf-8")
    return not text.lstrip("\ufeff \t\r\n").startswith("<")


def _max_bytes(kind: str) -> int:
    rules = current_config().courses
    return rules.max_video_bytes if kind == VIDEO else rules.max_attachment_bytes


def _store(head: bytes, stream: IO[bytes], max_bytes: int) -> tuple[str, int]:
    stored_as = secrets.token_hex(16)
    part = uploads_folder() / f"{stored_as}.part"
    size = 0
    try:
        with part.open("wb") as out:
            chunk = head
            while chunk:
                size += len(chunk)
                if size > max_bytes:
                    raise TooLargeError(f"This file is larger than {max_bytes // 1_000_000} MB.")
                out.write(chunk)
                chunk = stream.read(CHUNK)
        part.rename(uploads_folder() / stored_as)
    finally:
        part.unlink(missing_ok=True)
    return stored_as, size


def _view(row: LessonFile) -> FileView:
    return FileView(row.id, row.kind, row.name, row.media_type, row.bytes, row.stored_as)
