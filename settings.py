"""Turn config.yaml, `--set` overrides and the environment into one frozen, typed object.

It knows nothing of what reads it: no torch, no Flask. An unknown key or a wrong type is an error that
names the key, so that a spelling mistake can never silently train or serve something else.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

ROOT = Path(__file__).resolve().parent
DEFAULT_CONFIG = ROOT / "config.yaml"
LISTS = ("allowed_origins", "trusted_hosts")  # comma-separated in the environment


class SettingsError(Exception):
    """The configuration cannot be used; the text says which key and what to do."""


class Section(BaseModel):
    """A part of config.yaml: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())


class DataSettings(Section):
    """Where faces come from and how they are split."""

    kind: Literal["sheets", "csv", "folders", "affectnet", "drawn"]
    path: str
    votes_path: str
    heads: tuple[Literal["fer", "ferplus", "folders"], ...] = Field(min_length=1)
    split: Literal["official", "stratified"]
    validation_share: float = Field(gt=0, lt=1)
    size: int = Field(ge=24, le=224)
    channels: Literal[1, 3]
    drop_copies: bool
    near_correlation: float = Field(gt=0.9, le=1)
    drawn_per_class: int = Field(ge=10)


class ModelSettings(Section):
    """Which network, and its shape."""

    name: str
    variant: str
    attention: Literal["default", "none", "se", "cbam"]
    dropout: float = Field(ge=0, lt=1)
    pretrained: bool


class AugmentSettings(Section):
    """How training faces, and only those, are disturbed; probabilities unless said otherwise."""

    flip: float = Field(ge=0, le=1)
    rotate_degrees: float = Field(ge=0, le=45)
    scale: float = Field(ge=0, lt=0.5)
    shift: float = Field(ge=0, lt=0.5)
    shear: float = Field(ge=0, lt=0.5)
    contrast: float = Field(ge=0, lt=1)
    brightness: float = Field(ge=0, lt=1)
    blur: float = Field(ge=0, le=1)
    low_resolution: float = Field(ge=0, le=1)
    noise: float = Field(ge=0, le=1)
    cutout: float = Field(ge=0, le=1)


class TrainSettings(Section):
    """The training loop's numbers."""

    run: str = Field(pattern=r"^[A-Za-z0-9._-]+$")
    folder: str
    seed: int
    threads: int = Field(ge=0)
    device: Literal["auto", "cpu", "cuda"]
    epochs: int = Field(ge=1)
    batch_size: int = Field(ge=2)
    optimizer: Literal["sgd", "adamw"]
    lr: float = Field(gt=0)
    weight_decay: float = Field(ge=0)
    loss: Literal["cross_entropy", "focal"]
    schedule: Literal["cosine", "onecycle", "trapezoid"]
    warmup: float = Field(ge=0, lt=1)
    decay: float = Field(gt=0, le=1)
    small_size: int = Field(ge=0)
    small_until: float = Field(ge=0, le=1)
    label_smoothing: float = Field(ge=0, lt=1)
    vote_smoothing: float = Field(ge=0, lt=1)
    balance: Literal["none", "weights", "sampling"]
    balance_power: float = Field(ge=0, le=1)
    mixup: float = Field(ge=0)
    cutmix: float = Field(ge=0)
    mix_probability: float = Field(ge=0, le=1)
    ema_decay: float = Field(ge=0, lt=1)
    bf16: bool
    channels_last: bool
    patience: int = Field(ge=0)
    select_by: Literal["accuracy", "balanced_accuracy", "mean"]
    wandb_mode: Literal["offline", "online", "disabled"]
    wandb_project: str
    wandb_run: str
    augment: AugmentSettings


class CropSettings(Section):
    """Where the eyes stand in a crop, as shares of its side."""

    rule: Literal["eyes"]
    eye_distance: float = Field(gt=0, lt=1)
    eye_y: float = Field(gt=0, lt=1)
    eye_to_mouth: float = Field(gt=0, lt=1)


class QualitySettings(Section):
    """Below or beyond these a face gets no reading."""

    min_face_px: float = Field(ge=1)
    min_brightness: float = Field(ge=0, le=255)
    min_sharpness: float = Field(ge=0)
    max_yaw: float = Field(gt=0)


class ExportSettings(Section):
    """What goes on the card beside an exported model."""

    released: str
    prior_shift: dict[str, float]
    abstain_coverage: float = Field(gt=0, le=1)
    int8_calibration_rows: int = Field(ge=1)
    int8_max_loss: float = Field(ge=0, lt=0.1)
    parity: float = Field(gt=0)
    crop: CropSettings
    quality: QualitySettings


class DetectorFile(Section):
    """One detector network: its file name, the content it must have, and where it ships."""

    file: str
    sha256: str
    source: str


class PipelineSettings(Section):
    """How a frame becomes a reading; the inference library takes these as its rules."""

    detector: Literal["blazeface", "centerface", "haar"]
    max_frame_bytes: int = Field(ge=1024)
    max_frame_pixels: int = Field(ge=4096)
    face_score: float = Field(gt=0, lt=1)
    tracked_score: float = Field(gt=0, lt=1)
    region_scale: float = Field(ge=1)
    full_scan_every: int = Field(ge=1)
    empty_search_every: int = Field(ge=1)
    other_face_ratio: float = Field(gt=0, le=1)
    same_face_iou: float = Field(ge=0, le=1)
    smoothing_s: float = Field(ge=0)
    label_margin: float = Field(ge=0, lt=1)
    absence_s: float = Field(ge=0)
    max_batch: int = Field(ge=1)
    queue_capacity: int = Field(ge=1)


class ServeSettings(Section):
    """The server's numbers. Secrets and addresses come from the environment, never from here."""

    host: str
    port: int = Field(ge=1, le=65535)
    model: str
    precision: Literal["fp32", "int8"]
    runtime: Literal["onnxruntime", "openvino"]
    pipeline: PipelineSettings
    detectors: dict[str, DetectorFile]


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

    frame_bytes: int = Field(gt=0)
    message_bytes: int = Field(gt=0)
    reading_bytes: int = Field(gt=0)
    events_per_second: float = Field(gt=0)
    event_burst: int = Field(ge=1)
    sockets_per_user: int = Field(ge=1)
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
    engagement: EngagementSettings
    aggregate: AggregateSettings


class AccountSettings(Section):
    """How long a login lasts and how hard it is to guess one."""

    idle_minutes: int = Field(ge=5, le=1440)
    absolute_hours: int = Field(ge=1, le=168)
    seen_every_s: int = Field(ge=1, le=300)
    reset_minutes: int = Field(ge=5, le=240)
    invitation_days: int = Field(ge=1, le=90)
    failures_per_account: int = Field(ge=3, le=100)
    failures_per_address: int = Field(ge=3, le=1000)
    failure_window_minutes: int = Field(ge=1, le=1440)
    mails_per_hour: int = Field(ge=1, le=100)


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
    retention_every_minutes: int = Field(ge=1, le=1440)


class Environment(Section):
    """What only the environment may say. Unset means the safe choice."""

    deployment: Literal["demo", "production"] = "production"
    secret_key: str = Field(default="", repr=False)
    database_url: str = ""
    redis_url: str = Field(default="", repr=False)
    var_dir: Path = ROOT / "var"
    allowed_origins: tuple[str, ...] = ()
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    trusted_hosts: tuple[str, ...] = ()
    smtp_url: str = Field(default="", repr=False)
    mail_from: str = ""
    public_url: str = ""


class Settings(Section):
    """Everything that can be configured, one attribute a section."""

    data: DataSettings
    model: ModelSettings
    train: TrainSettings
    export: ExportSettings
    serve: ServeSettings
    realtime: RealtimeSettings
    accounts: AccountSettings
    courses: CourseSettings
    privacy: PrivacySettings
    environment: Environment = Environment()


def load_settings(
    path: Path | str | None = None,
    overrides: Sequence[str] = (),
    environ: Mapping[str, str] = os.environ,
) -> Settings:
    """Read config.yaml, what another file changes in it, overrides and environment; check every key."""
    config_path = Path(path) if path else DEFAULT_CONFIG
    document = _read_yaml(config_path)
    if config_path != DEFAULT_CONFIG:
        document = _merge(_read_yaml(DEFAULT_CONFIG), document)
    for override in overrides:
        _apply_override(document, override)
    if "environment" in document:
        raise SettingsError(f"{config_path.name}: environment values are set as ATTUNE_... variables only.")
    document["environment"] = _read_environment(environ)
    try:
        return Settings.model_validate(document)
    except ValidationError as error:
        raise SettingsError(_first_problem(config_path, error)) from None


def add_settings_arguments(parser: argparse.ArgumentParser) -> None:
    """Give a command line the two options every program of the project shares."""
    parser.add_argument("--config", metavar="FILE", help="a file that changes part of config.yaml")
    option = parser.add_argument("--set", action="append", default=[], dest="overrides")
    option.metavar, option.help = "SECTION.KEY=VALUE", "override one value, repeatable"


def settings_from_arguments(arguments: argparse.Namespace) -> Settings:
    """Load the settings a command line asked for, or say what is wrong in one line and exit 2."""
    try:
        return load_settings(arguments.config, arguments.overrides)
    except SettingsError as error:
        print(f"error: {error}", file=sys.stderr)
        raise SystemExit(2) from None


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"{path} does not exist; name another file with --config.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" near line {mark.line + 1}" if mark else ""
        raise SettingsError(f"{path.name} is not valid YAML{where}; mend it and start again.") from None
    if not isinstance(document, dict):
        raise SettingsError(f"{path.name} must hold sections such as `serve:`.")
    return document


def _merge(base: Any, change: Any) -> Any:
    """What `change` says, and `base` where it says nothing."""
    if not (isinstance(base, dict) and isinstance(change, dict)):
        return change
    return {**base, **{key: _merge(base.get(key), value) for key, value in change.items()}}


def _apply_override(document: dict[str, Any], override: str) -> None:
    dotted, equals, text = override.partition("=")
    *sections, key = dotted.strip().split(".")
    if not equals or not sections or not key:
        raise SettingsError(f"--set wants section.key=value, not '{override}'.")
    target = document
    for section in sections:
        target = target.setdefault(section, {})
        if not isinstance(target, dict):
            raise SettingsError(f"--set {dotted}: '{section}' is a value, not a section.")
    try:
        target[key] = yaml.safe_load(text)
    except yaml.YAMLError:
        raise SettingsError(f"--set {dotted}: '{text}' is not a YAML value.") from None


def _read_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in Environment.model_fields:
        text = environ.get(f"ATTUNE_{name.upper()}")
        if text:
            values[name] = tuple(text.split(",")) if name in LISTS else text
    return values


def _first_problem(path: Path, error: ValidationError) -> str:
    problem = error.errors()[0]
    key = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        reason = "is not a known key; check its spelling"
    elif problem["type"] == "missing":
        reason = "is missing"
    else:
        reason = f"cannot be {problem['input']!r}: {problem['msg'].lower()}"
    where = f"ATTUNE_{key.split('.', 1)[1].upper()}" if key.startswith("environment.") else key
    return f"{path.name}: {where} {reason}."
