"""The composition root: settings become an application, and the parts are told about each other."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from apiflask import APIFlask
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from backend.accounts.mail import finish_mail
from backend.api.specification import build_document
from backend.app import create_app
from backend.config import (
    AccountRules,
    AppConfig,
    CourseRules,
    DeviceConfig,
    MailRules,
    RetentionRules,
    TrendRules,
)
from backend.courses.file import remove_strays
from backend.courses.live_class import end_forgotten_classes
from backend.db.engine import is_sqlite
from backend.hooks import ClassPosition, Hooks
from backend.preflight import StartError
from backend.privacy.retention import delete_expired
from backend.realtime.assembly import LiveServer, WorkerOrder, attach_live
from backend.realtime.options import read_options
from backend.realtime.schema import describe_events
from backend.repeat import RepeatedJob
from backend.support.rules import read_rules
from backend.system.sample import Sampler
from backend.trends.moment import note_place
from backend.trends.rollup import roll_up
from settings import ROOT, Environment, Settings, load_settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")
DATABASE_DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql+psycopg")
MAIL_SCHEMES = ("smtp", "smtps", "smtp+starttls")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
VERSION = "0.1.0"
MIN_KEY_LENGTH = 32
MIN_KEY_CHARACTERS = 10  # different ones; "aaaa..." is long and weak


def build_app(settings: Settings, hooks: Hooks | None = None) -> APIFlask:
    """Make the web application that these settings describe."""
    return create_app(build_config(settings), hooks)


class Job(Protocol):
    """Something that works in the background while the process serves."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End; may be called twice."""


@dataclass(frozen=True)
class Services:
    """What lives as long as the process that serves: the live side, background jobs, unsent letters."""

    live: LiveServer
    jobs: tuple[Job, ...]
    finish_mail: Callable[[], None]

    def start(self) -> None:
        """Start all."""
        self.live.start()
        for job in self.jobs:
            job.start()

    def stop(self) -> None:
        """Stop all; may be called twice."""
        for job in self.jobs:
            job.stop()
        self.live.stop()
        self.finish_mail()


def build_server(settings: Settings) -> tuple[APIFlask, Services]:
    """Make the web application with its live side; the caller starts and stops the services."""
    hooks = Hooks()
    app = build_app(settings, hooks)
    config, serve = app.config["ATTUNE"], settings.serve
    order = WorkerOrder(
        config.release_dir, config.detectors_dir, serve.pipeline.model_dump(), serve.runtime, serve.precision
    )
    options = read_options(settings.realtime.model_dump())
    live = attach_live(app, hooks, options, order, find_origins(settings))
    hooks.position_changed = _tell_both(hooks.position_changed, note_place)
    jobs = (
        RepeatedJob(app, "retention", 60 * config.retention.retention_every_minutes, clear_out),
        RepeatedJob(app, "rollup", config.trends.rollup_every_s, keep_trends),
        RepeatedJob(app, "sampler", config.trends.sample_s, Sampler().look),
    )
    return app, Services(live, jobs, partial(finish_mail, app))


def clear_out() -> None:
    """Delete what is over its time, and uploads that nothing names any more."""
    delete_expired()
    remove_strays()


def keep_trends() -> None:
    """End forgotten classes, then publish what is over: what is published can take no more words."""
    end_forgotten_classes()
    roll_up()


def _tell_both(
    first: Callable[[ClassPosition], None], second: Callable[[ClassPosition], None]
) -> Callable[[ClassPosition], None]:
    def tell(position: ClassPosition) -> None:
        first(position)
        second(position)

    return tell


def describe_http() -> dict[str, Any]:
    """The OpenAPI document; it does not depend on where or how the server runs."""
    unopened = f"sqlite:///{ROOT / 'described.db'}"
    environment = Environment(deployment="demo", secret_key="describe", database_url=unopened)  # nosec B106
    return build_document(build_app(load_settings().model_copy(update={"environment": environment})))


def describe_live() -> dict[str, Any]:
    """The live events and their shapes."""
    return describe_events()


def find_origins(settings: Settings) -> tuple[str, ...]:
    """The pages a socket may be opened from: those named, and on loopback our own address."""
    named = [*settings.environment.allowed_origins, settings.environment.public_url]
    host, port = settings.serve.host, settings.serve.port
    if host in LOOPBACK:
        named += [f"http://{name}:{port}" for name in ("localhost", "127.0.0.1")]
    return tuple(sorted({origin.rstrip("/").lower() for origin in named if origin}))


def build_config(settings: Settings) -> AppConfig:
    """Sort the settings into what the application asks for."""
    environment = settings.environment
    return AppConfig(
        deployment=environment.deployment,
        version=VERSION,
        secret_key=find_secret_key(settings),
        database_url=find_database_url(settings),
        redis_url=find_redis_url(settings),
        var_dir=environment.var_dir,
        pages_dir=ROOT / "frontend" / "dist",
        release_dir=ROOT / "checkpoints" / "released" / settings.serve.model,
        detectors_dir=environment.var_dir / "detectors",
        device=DeviceConfig(
            pipeline=settings.serve.pipeline.model_dump(),
            precision=settings.serve.precision,
            detectors={entry.file: entry.sha256 for entry in settings.serve.detectors.values()},
        ),
        trusted_proxies=environment.trusted_proxies,
        trusted_hosts=environment.trusted_hosts,
        accounts=AccountRules(**settings.accounts.model_dump()),
        courses=CourseRules(**settings.courses.model_dump()),
        retention=RetentionRules(**settings.privacy.model_dump()),
        trends=TrendRules(**settings.trends.model_dump()),
        min_group=settings.realtime.aggregate.k,
        metrics_token=environment.metrics_token,
        support=read_rules(settings.support.model_dump()),
        mail=find_mail_rules(environment),
    )


def find_database_url(settings: Settings) -> str:
    """The configured database, or the SQLite file in the data folder."""
    url = settings.environment.database_url
    if not url:
        return f"sqlite:///{settings.environment.var_dir / 'attune.db'}"
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    parsed = _parse_database_url(url)
    return _make_file_absolute(parsed) if is_sqlite(url) else url


def _parse_database_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the second for a port that is no number
        parsed = None
    if parsed is None or parsed.drivername not in DATABASE_DRIVERS:
        raise StartError(
            "ATTUNE_DATABASE_URL cannot be used; write sqlite:///FILE or postgresql://NAME:PASSWORD@HOST/DATABASE."
        )
    return parsed


def _make_file_absolute(url: URL) -> str:
    """Flask-SQLAlchemy looks for a relative file in its instance folder, everything else where we are."""
    file = url.database or ":memory:"
    if not file.startswith((":memory:", "file:")):
        url = url.set(database=str(Path(file).absolute()))
    return url.render_as_string(hide_password=False)


def find_redis_url(settings: Settings) -> str:
    """The shared counters; in production whoever reaches the port must not be able to reset them."""
    url, is_production = settings.environment.redis_url, settings.environment.deployment == "production"
    if url and is_production and not urlsplit(url).password:
        raise StartError(
            "ATTUNE_REDIS_URL names no password; give Redis one and write redis://:password@host."
        )
    return url


def find_mail_rules(environment: Environment) -> MailRules:
    """Where letters go; in production everything a letter needs must be there, since nobody sees one fail."""
    url, sender, public_url = environment.smtp_url, environment.mail_from, environment.public_url
    if url and environment.deployment == "production":
        if not _names_host(url, MAIL_SCHEMES):
            raise StartError(
                "ATTUNE_SMTP_URL cannot be used; write smtp+starttls://NAME:PASSWORD@HOST:587, smtps:// or smtp://."
            )
        if not ADDRESS.fullmatch(parseaddr(sender)[1]):
            raise StartError(
                "ATTUNE_MAIL_FROM is no e-mail address; set it to the sender of letters, attune@example.org."
            )
        is_here = _names_host(public_url, ("http",)) and urlsplit(public_url).hostname in LOOPBACK
        if not (is_here or _names_host(public_url, ("https",))):
            raise StartError(
                "ATTUNE_PUBLIC_URL is missing or no https:// address; links in letters begin with it, so set "
                "it to the one people type, https://learn.example.org."
            )
    return MailRules(url, sender, public_url)


def _names_host(url: str, schemes: tuple[str, ...]) -> bool:
    """Whether this is an address of such a kind, with a host and, if it names a port, a possible one."""
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # the port is no number, or the host no address
        return False


def find_secret_key(settings: Settings) -> str:
    """The key from the environment; only the demo may make one up, and then keeps it."""
    key = settings.environment.secret_key
    if settings.environment.deployment == "production":
        _require_strong_key(key)
    return key or _read_or_make_demo_key(settings.environment.var_dir / "demo_secret_key")


def _require_strong_key(key: str) -> None:
    if len(key) >= MIN_KEY_LENGTH and len(set(key)) >= MIN_KEY_CHARACTERS:
        return
    raise StartError(
        f"ATTUNE_SECRET_KEY is missing or weak: set it to {MIN_KEY_LENGTH} or more random characters "
        'from `python -c "import secrets; print(secrets.token_urlsafe(48))"`.'
    )


def _read_or_make_demo_key(file: Path) -> str:
    if file.exists():
        return file.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(48)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(key)
    return key
