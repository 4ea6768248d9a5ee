"""Serves the built front end: the page with a fresh nonce for every path, its hashed files for a year.

The build lays compressed copies beside the large files; a browser that reads them gets those.
"""

from __future__ import annotations

import mimetypes
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request, send_from_directory
from werkzeug.security import safe_join

from backend.api.headers import page_nonce
from backend.config import current_config
from backend.privacy.facts import describe_declaration, load_declaration
from backend.privacy.on_device import may_strangers_read

PLACEHOLDER = "__CSP_NONCE__"
A_YEAR_S = 31_536_000
VALID_DAYS = 365  # RFC 9116 asks for less than a year or about one
PACKED = (("br", ".br"), ("gzip", ".gz"))  # the smallest first
TRY_PAGE = "try"  # there only where an adult without an account may try it
NOT_PAGES = ("api", "socket.io", "models", "assets")


def register_pages(app: Flask) -> None:
    """Take every path that nothing else takes."""
    pages = Blueprint("pages", __name__)  # a plain blueprint stays out of the OpenAPI document
    pages.add_url_rule("/assets/<path:name>", view_func=_send_asset, methods=["GET"])
    pages.add_url_rule("/.well-known/security.txt", view_func=_send_security_text, methods=["GET"])
    pages.add_url_rule("/", view_func=_send_page, methods=["GET"])
    pages.add_url_rule("/<path:path>", view_func=_send_page, methods=["GET"])
    app.register_blueprint(pages)


def _send_asset(name: str) -> Response:
    """Files whose names carry the hash of their content never change."""
    folder = current_config().pages_dir / "assets"
    encoding, suffix = _choose_packing(folder, name)
    kind = mimetypes.guess_type(name)[0]
    response = send_from_directory(folder, name + suffix, mimetype=kind, max_age=A_YEAR_S)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR_S}, immutable"
    return response


def _choose_packing(folder: Path, name: str) -> tuple[str, str]:
    """The encoding and suffix of the smallest copy this browser can read; empty for the file itself."""
    for encoding, suffix in PACKED:
        copy = safe_join(str(folder), name + suffix)
        if request.accept_encodings[encoding] > 0 and copy is not None and Path(copy).is_file():
            return encoding, suffix
    return "", ""


def _send_security_text() -> Response:
    """Where to report a hole; the contact of the signed declaration, as somebody reads that."""
    declaration = load_declaration()
    if declaration is None:
        abort(404)
    expires = (declaration.signed_at + timedelta(days=VALID_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = f"Contact: mailto:{declaration.contact}\nExpires: {expires}\nPreferred-Languages: en\n"
    return Response(text, mimetype="text/plain")


def _send_page(path: str = "") -> Response:
    if path.split("/", 1)[0] in NOT_PAGES:
        abort(404)
    folder = current_config().pages_dir
    if path and "." in path.rsplit("/", 1)[-1]:
        return send_from_directory(folder, path, max_age=3600)
    index = folder / "index.html"
    if not index.is_file():
        abort(404)
    response = Response(_read_page(index, index.stat().st_mtime_ns).replace(PLACEHOLDER, page_nonce()))
    response.headers["Cache-Control"] = "no-store"
    response.mimetype = "text/html"
    if path == TRY_PAGE and not may_strangers_read(describe_declaration(load_declaration())):
        response.status_code = 404
    return response


@lru_cache(maxsize=2)
def _read_page(index: Path, changed_ns: int) -> str:
    """Read once for each build; the time of change is part of the key."""
    return index.read_text(encoding="utf-8")
