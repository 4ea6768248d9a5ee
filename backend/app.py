"""Builds the web application out of its configuration and callbacks. It reads no settings itself."""

from __future__ import annotations

from apiflask import APIFlask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

import backend.db as tables
from backend.accounts.mail import start_mail
from backend.accounts.throttle import start_throttle
from backend.api import register_api
from backend.api.envelope import register_error_handlers
from backend.api.files import UploadRequest
from backend.api.guard import register_guard
from backend.api.headers import register_headers
from backend.api.pages import register_pages
from backend.api.schema import MAX_ID
from backend.api.specification import describe_api
from backend.config import AppConfig
from backend.db.engine import engine_options
from backend.hooks import Hooks
from backend.support.publication import start_publication
from backend.system.meter import start_meter


class IdConverter(IntegerConverter):
    """A row's id in an address; anything a key column cannot hold is simply not found."""

    def __init__(self, map: object) -> None:
        super().__init__(map, min=1, max=MAX_ID)  # type: ignore[arg-type]


def create_app(config: AppConfig, hooks: Hooks | None = None) -> APIFlask:
    """Make the application; nothing is read from or written to the database yet."""
    app = APIFlask(__name__, title="Attune", version=config.version, docs_path=None, spec_path=None)
    app.url_map.converters["id"] = IdConverter
    app.request_class = UploadRequest
    app.config.update(
        ATTUNE=config,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(config.database_url),
        MAX_CONTENT_LENGTH=config.courses.max_body_bytes,
    )
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.extensions["attune_hooks"] = hooks or Hooks()
    tables.db.init_app(app)
    start_meter(app)
    start_publication(app)
    start_throttle(app, config.redis_url)
    start_mail(app, config)
    register_error_handlers(app)
    register_guard(app)
    register_headers(app)
    register_api(app)
    register_pages(app)
    describe_api(app)
    return app
