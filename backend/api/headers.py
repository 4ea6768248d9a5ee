"""The headers every answer carries: what the page may load, what the browser may open, what is kept."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

from backend.config import current_config
from backend.privacy.facts import describe_declaration, load_declaration
from backend.privacy.on_device import may_anyone_read

CSP = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; "
    "style-src 'self' 'nonce-{nonce}'; worker-src 'self' blob:; "
    "connect-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "font-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
NO_CAMERA = "camera=(), microphone=(), geolocation=(), display-capture=()"
OWN_CAMERA = "camera=(self), microphone=(), geolocation=(), display-capture=()"
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"


def register_headers(app: Flask) -> None:
    """Add the headers to each answer, failures included."""
    app.after_request(_add_headers)


def page_nonce() -> str:
    """This answer's nonce; the same one stands in the page and in its header."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(18)
    return str(g.nonce)


def _add_headers(response: Response) -> Response:
    response.headers.update(FIXED)
    response.headers.setdefault("Content-Security-Policy", CSP.format(nonce=page_nonce()))
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")
    if response.mimetype == "text/html":
        response.headers["Permissions-Policy"] = OWN_CAMERA if _camera_may_be_asked() else NO_CAMERA
    else:
        response.headers["Permissions-Policy"] = NO_CAMERA
    if not current_config().is_demo:
        response.headers["Strict-Transport-Security"] = HSTS
    return response


def _camera_may_be_asked() -> bool:
    return may_anyone_read(describe_declaration(load_declaration()))
