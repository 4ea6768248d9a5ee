"""The numbers that real time runs on, as the composition root hands them in.

Their values and reasons stand in config.yaml, section `realtime`; nothing here has a default.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class EngagementRule:
    """How the engagement index is put together."""

    window_s: float
    min_readings: int
    min_span_s: float
    weight_expression: float
    weight_coverage: float
    weight_activity: float
    activity_memory_s: float
    spread: float
    label_values: dict[str, float]


@dataclass(frozen=True)
class AggregateRule:
    """When a group is large enough to say something about it."""

    k: int
    window_s: int
    round_to: float
    horizon_s: float
    trend_windows: int


@dataclass(frozen=True)
class LiveOptions:
    """Everything the live side can be told."""

    frame_bytes: int
    message_bytes: int
    reading_bytes: int
    events_per_second: float
    event_burst: int
    sockets_per_user: int
    waiting_per_user: int
    max_sockets: int
    join_s: float
    rate_hz: float
    min_rate_hz: float
    steer: bool
    workers: int
    worker_nice: int
    max_wait_ms: int
    answer_timeout_ms: int
    spell_s: int
    flush_s: float
    buffer_rows: int
    grace_s: float
    tile_max_age_s: float
    permission_s: float
    panel_s: float
    panel_backlog: int
    ping_interval_s: int
    ping_timeout_s: int
    send_timeout_s: float
    chat_lines_per_minute: int
    engagement: EngagementRule
    aggregate: AggregateRule


def read_options(section: dict[str, Any]) -> LiveOptions:
    """Turn the resolved `realtime` section into typed options; an unknown key is an error."""
    plain = dict(section)
    engagement = EngagementRule(**plain.pop("engagement"))
    aggregate = AggregateRule(**plain.pop("aggregate"))
    return LiveOptions(engagement=engagement, aggregate=aggregate, **plain)
