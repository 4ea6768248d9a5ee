"""Uploads and downloads of lessons' files; videos answer range requests."""

from __future__ import annotations

import errno
import io
import tempfile
from pathlib import Path
from typing import IO, Any, cast

from apiflask import APIBlueprint
from flask import Request, Response, request, send_file
from werkzeug.wsgi import wrap_file

from backend.accounts.identity import current_identity
from backend.api.lessons import FileOut
from backend.api.schema import DONE, Done
from backend.config import current_config
from backend.courses import file
from backend.courses.access import teach_lesson
from backend.errors import InvalidError, NoRoomError

bp = APIBlueprint("files", __name__, tag="files")
FORM_OVERHEAD = 1 << 20
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
SMALL_BYTES = 500_000  # stay in memory until they are read
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class UploadRequest(Request):
    """A request whose files arrive on the disk they are for; a temporary folder may be memory."""

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        folder = file.uploads_folder()
        return cast(IO[bytes], tempfile.SpooledTemporaryFile(SMALL_BYTES, dir=str(folder)))


@bp.post("/lessons/<id:lesson_id>/files")
@bp.output(FileOut, status_code=201)
@bp.doc(
    description="Send the file as the form field `file`; its type is read from its bytes.",
)
def add_file(lesson_id: int) -> FileOut:
    """Add a video, a picture or an attachment to a lesson."""
    teach_lesson(current_identity(), lesson_id)  # before a stranger's bytes fill the temporary folder
    request.max_content_length = current_config().courses.max_video_bytes + FORM_OVERHEAD
    try:
        return _take_file(lesson_id)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise NoRoomError() from None
        raise


def _take_file(lesson_id: int) -> FileOut:
    upload = request.files.get("file")
    if upload is None:
        raise InvalidError("Send the file as the form field called file.", "no_file")
    view = file.add_file(current_identity(), lesson_id, upload.filename or "", upload.stream)
    return FileOut.model_validate(view)


@bp.get("/files/<id:file_id>")
@bp.doc(responses={200: {"description": "the bytes", "content": {"application/octet-stream": {}}}})  # type: ignore[arg-type]
def read_file(file_id: int) -> Response:
    """The bytes of a file; pictures and videos are shown, everything else is saved."""
    stored = file.open_file(current_identity(), file_id)
    view = stored.view
    response = send_file(
        stored.path,
        mimetype=view.media_type,
        as_attachment=view.kind == file.ATTACHMENT,
        download_name=view.name,
        conditional=True,
        etag=view.stored_as,
    )
    found = response.content_range
    if response.status_code == 206 and found.start is not None and found.stop is not None:
        # Werkzeug reads a range by itself; a file is what the server can send without holding a thread.
        part = _Part(stored.path, found.start, found.stop)
        response.response = wrap_file(request.environ, part)
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@bp.delete("/files/<id:file_id>")
@bp.output(Done)
def delete_file(file_id: int) -> Done:
    """Delete a file."""
    file.delete_file(current_identity(), file_id)
    return DONE


class _Part(io.FileIO):
    """A file that begins and ends where a range does."""

    def __init__(self, path: Path, start: int, stop: int) -> None:
        super().__init__(path)
        self.seek(start)
        self._stop = stop

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to so many bytes, none beyond the end of the range."""
        left = max(self._stop - self.tell(), 0)
        return super().read(left if size is None or size < 0 else min(size, left)) or b""
