"""What the web application must be told. It does not know where the values come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from flask import current_app

from backend.support.rules import SupportRules


@dataclass(frozen=True)
class AccountRules:
    """How long logins last and how often one may fail."""

    idle_minutes: int
    absolute_hours: int
    seen_every_s: int
    reset_minutes: int
    invitation_days: int
    failures_per_account: int
    failures_per_address: int
    newcomers_per_address: int
    failure_window_minutes: int
    mails_per_hour: int
    proof_minutes: int


@dataclass(frozen=True)
class CourseRules:
    """How large uploads may be."""

    max_body_bytes: int
    max_video_bytes: int
    max_attachment_bytes: int
    max_import_rows: int


@dataclass(frozen=True)
class RetentionRules:
    """How long rows about people are kept."""

    spell_hours: int
    summary_days: int
    window_days: int
    audit_days: int
    ended_login_days: int
    invitation_days: int
    chat_hours: int
    retention_every_minutes: int


@dataclass(frozen=True)
class TrendRules:
    """When groups are published, where days begin, how long the system's figures are kept."""

    time_zone: str
    rollup_every_s: int
    settle_s: int
    longest_class_hours: int
    round_to: float
    sample_s: int
    history_hours: int


@dataclass(frozen=True)
class MailRules:
    """How letters leave: through `smtp_url`, or printed when it is empty and this is the demo."""

    smtp_url: str
    sender: str
    public_url: str


@dataclass(frozen=True)
class DeviceConfig:
    """What a browser is told that reads faces itself: the pipeline's numbers, and each detector's sha256."""

    pipeline: Mapping[str, Any]
    precision: str
    detectors: Mapping[str, str]


@dataclass(frozen=True)
class AppConfig:
    """Everything the application is built from."""

    deployment: Literal["demo", "production"]
    version: str
    secret_key: str
    database_url: str
    redis_url: str
    var_dir: Path
    pages_dir: Path
    release_dir: Path
    detectors_dir: Path
    device: DeviceConfig
    trusted_proxies: int
    trusted_hosts: tuple[str, ...]
    accounts: AccountRules
    courses: CourseRules
    retention: RetentionRules
    trends: TrendRules
    min_group: int
    metrics_token: str
    support: SupportRules
    mail: MailRules

    @property
    def is_demo(self) -> bool:
        """Whether this is the demonstration that declares itself one."""
        return self.deployment == "demo"


def current_config() -> AppConfig:
    """The configuration of the application that serves this request."""
    config = current_app.config["ATTUNE"]
    assert isinstance(config, AppConfig)  # nosec B101: a type for the reader, not a check
    return config
