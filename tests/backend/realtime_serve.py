"""The real server for tests of the live side: the process of `python -m backend serve`, without its pages."""

from __future__ import annotations

import sys

from backend import wsgi
from backend.server import run_server
from settings import load_settings

if __name__ == "__main__":
    settings = load_settings(overrides=sys.argv[1:])
    serve = settings.serve
    run_server(lambda: wsgi.build_server(settings), serve.host, serve.port, settings.realtime.max_sockets)
