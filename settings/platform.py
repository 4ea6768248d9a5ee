"""Sections of config.yaml that the server reads: sockets, accounts, courses, privacy."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from pydantic import Field, ValidationInfo, field_validator

from settings.section import Section

LARGEST_FRAME_BYTES = 131_072  # a worker lets go of a connection that brings more


class EngagementSettings(Section):
    """How the engagement index is put together."""

    window_s: float = Field(gt=0)
    min_readings: int = Field(ge=2)
    min_span_s: float = Field(ge=0)
    weight_expression: float = Field(ge=0)
    weight_coverage: float = Field(ge=0)
    weight_activity: float = Field(ge=0)
    activity_memory_s: float = Field(gt=0)
    spread: float = Field(ge=0, le=0.5)
    label_values: dict[str, float]


class AggregateSettings(Section):
    """When a group is large enough to be spoken of."""

    k: int = Field(ge=5)
    window_s: int = Field(ge=5)
    round_to: float = Field(gt=0, le=0.5)
    horizon_s: float = Field(gt=0)
    trend_windows: int = Field(ge=1)


class RealtimeSettings(Section):
    """Sockets, steering, recording and the live panel."""

    frame_bytes: int = Field(gt=0, le=LARGEST_FRAME_BYTES)
    message_bytes: int = Field(gt=0)
    reading_bytes: int = Field(gt=0)
    events_per_second: float = Field(gt=0)
    event_burst: int = Field(ge=1)
    sockets_per_user: int = Field(ge=1)
    waiting_per_user: int = Field(ge=1)
    join_s: float = Field(gt=0)
    max_sockets: int = Field(ge=1)
    rate_hz: float = Field(gt=0, le=10)
    min_rate_hz: float = Field(gt=0)
    steer: bool
    workers: int = Field(ge=1)
    worker_nice: int = Field(ge=0, le=19)
    max_wait_ms: int = Field(gt=0)
    answer_timeout_ms: int = Field(gt=0)
    spell_s: int = Field(ge=5)
    flush_s: float = Field(gt=0)
    buffer_rows: int = Field(gt=0)
    grace_s: float = Field(ge=0)
    tile_max_age_s: float = Field(gt=0)
    permission_s: float = Field(gt=0, le=2)
    panel_s: float = Field(gt=0)
    panel_backlog: int = Field(ge=1)
    ping_interval_s: int = Field(ge=1)
    ping_timeout_s: int = Field(ge=1)
    send_timeout_s: float = Field(gt=0)
    chat_lines_per_minute: int = Field(ge=1, le=600)
    engagement: EngagementSettings
    aggregate: AggregateSettings

    @field_validator("message_bytes")
    @classmethod
    def _require_room_for_a_frame(cls, message_bytes: int, before: ValidationInfo) -> int:
        if message_bytes < before.data.get("frame_bytes", 0):
            raise ValueError("must not be below frame_bytes, as a frame travels in one message")
        return message_bytes

    @field_validator("min_rate_hz")
    @classmethod
    def _require_below_rate(cls, min_rate_hz: float, before: ValidationInfo) -> float:
        if min_rate_hz > before.data.get("rate_hz", min_rate_hz):
            raise ValueError("must not be above rate_hz")
        return min_rate_hz


class AccountSettings(Section):
    """How long a login lasts and how hard it is to guess one."""

    idle_minutes: int = Field(ge=5, le=1440)
    absolute_hours: int = Field(ge=1, le=168)
    seen_every_s: int = Field(ge=1, le=300)
    reset_minutes: int = Field(ge=5, le=240)
    invitation_days: int = Field(ge=1, le=90)
    failures_per_account: int = Field(ge=3, le=100)
    failures_per_address: int = Field(ge=3, le=1000)
    newcomers_per_address: int = Field(ge=10, le=100_000)
    failure_window_minutes: int = Field(ge=1, le=1440)
    mails_per_hour: int = Field(ge=1, le=100)
    proof_minutes: int = Field(ge=1, le=60)


class CourseSettings(Section):
    """How large what people upload may be."""

    max_body_bytes: int = Field(ge=65536)
    max_video_bytes: int = Field(ge=1_000_000)
    max_attachment_bytes: int = Field(ge=65536)
    max_import_rows: int = Field(ge=1, le=100_000)


class PrivacySettings(Section):
    """How long what is known about people is kept; every upper limit is the law of this house."""

    spell_hours: int = Field(ge=1, le=720)
    summary_days: int = Field(ge=1, le=180)
    window_days: int = Field(ge=1, le=180)
    audit_days: int = Field(ge=30, le=365)
    ended_login_days: int = Field(ge=0, le=90)
    invitation_days: int = Field(ge=0, le=90)
    chat_hours: int = Field(ge=1, le=720)
    retention_every_minutes: int = Field(ge=1, le=1440)


class TrendSettings(Section):
    """When groups are published, where days begin, how long the system's figures are kept."""

    time_zone: str
    rollup_every_s: int = Field(ge=5, le=3600)
    settle_s: int = Field(ge=5, le=3600)
    longest_class_hours: int = Field(ge=1, le=24)
    round_to: float = Field(gt=0, le=0.5)
    sample_s: int = Field(ge=1, le=600)
    history_hours: int = Field(ge=1, le=720)

    @field_validator("time_zone")
    @classmethod
    def _require_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError("must be the name of a time zone, as in Europe/Berlin") from None
        return name
