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
from pydantic import Field, ValidationError, field_validator

from settings.platform import (
    AccountSettings,
    AggregateSettings,
    CourseSettings,
    EngagementSettings,
    PrivacySettings,
    RealtimeSettings,
    TrendSettings,
)
from settings.section import Section
from settings.serving import DetectorFile, PipelineSettings, ServeSettings
from settings.support import SupportSettings
from settings.training import (
    AugmentSettings,
    CropSettings,
    DataSettings,
    ExportSettings,
    ModelSettings,
    QualitySettings,
    TrainSettings,
)

try:  # ten times as fast, where PyYAML was built with it
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]

__all__ = [
    "DEFAULT_CONFIG",
    "ROOT",
    "AccountSettings",
    "AggregateSettings",
    "AugmentSettings",
    "CourseSettings",
    "CropSettings",
    "DataSettings",
    "DetectorFile",
    "EngagementSettings",
    "Environment",
    "ExportSettings",
    "ModelSettings",
    "PipelineSettings",
    "PrivacySettings",
    "QualitySettings",
    "RealtimeSettings",
    "Section",
    "ServeSettings",
    "Settings",
    "SettingsError",
    "SupportSettings",
    "TrainSettings",
    "TrendSettings",
    "add_settings_arguments",
    "load_settings",
    "settings_from_arguments",
]

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_CONFIG = ROOT / "config.yaml"
LISTS = ("allowed_origins", "trusted_hosts")  # comma-separated in the environment


class SettingsError(Exception):
    """The configuration cannot be used; the text says which key and what to do."""


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
    metrics_token: str = Field(default="", repr=False)
    mail_from: str = ""
    public_url: str = ""

    @field_validator("var_dir")
    @classmethod
    def _make_absolute(cls, folder: Path) -> Path:
        """Readers resolve a relative path differently: Flask-SQLAlchemy in its own instance folder."""
        return folder.absolute()


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
    support: SupportSettings
    trends: TrendSettings
    environment: Environment = Environment()


def load_settings(
    path: Path | str | None = None,
    overrides: Sequence[str] = (),
    environ: Mapping[str, str] = os.environ,
) -> Settings:
    """Read config.yaml, what other files change in it, overrides and environment; check every key."""
    config_path = Path(path) if path else DEFAULT_CONFIG
    document = _read_layers(config_path)
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


def _read_layers(path: Path, above: tuple[Path, ...] = ()) -> dict[str, Any]:
    """A file laid over the one beside it that it `changes`; config.yaml is below them all."""
    path = path.resolve()
    if path in above:
        raise SettingsError(f"{above[-1].name} says that it changes {path.name}, which already builds on it.")
    document = _read_yaml(path)
    if path == DEFAULT_CONFIG:
        return document
    changed = document.pop("changes", None)
    if not isinstance(changed, str | None):
        raise SettingsError(f"{path.name}: `changes` wants the name of one file, not {changed!r}.")
    below = path.with_name(changed) if changed else DEFAULT_CONFIG
    if changed and not below.exists():
        raise SettingsError(f"{path.name} says that it changes {changed}, which is not beside it.")
    merged: dict[str, Any] = _merge(_read_layers(below, (*above, path)), document)
    return merged


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=SafeLoader)
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
            values[name] = _split_list(text) if name in LISTS else text
    return values


def _split_list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


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
