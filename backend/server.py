"""Runs the application for a network. It does not know what the application does."""

from __future__ import annotations

from flask import Flask
from werkzeug.serving import run_simple


def run_server(app: Flask, host: str, port: int, reload: bool = False) -> None:
    """Serve until interrupted."""
    run_simple(host, port, app, threaded=True, use_reloader=reload)
