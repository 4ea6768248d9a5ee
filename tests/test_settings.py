"""The configuration's public door: what a wrong key, type or override gets to hear."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from inference.worker import MAX_REQUEST
from settings import ROOT, SettingsError, load_settings
from settings.platform import LARGEST_FRAME_BYTES
from settings.serving import PipelineSettings


def test_the_shipped_configuration_is_complete() -> None:
    assert load_settings(environ={}).serve.port == 5000


def test_an_override_wins_over_the_file() -> None:
    assert load_settings(overrides=["serve.port=8123"], environ={}).serve.port == 8123


@pytest.mark.parametrize("key", PipelineSettings.model_fields)
def test_every_rule_of_the_pipeline_is_used_where_frames_are_read(key: str) -> None:
    files = [path for part in ("inference", "backend") for path in (ROOT / part).rglob("*.py")]
    assert any(re.search(rf"\.{key}\b", path.read_text("utf-8")) for path in files)


def test_settings_cannot_be_changed_after_loading() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load_settings(environ={}).serve.port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("serve.prot=1", "serve.prot is not a known key"),
        ("serve.port=many", "serve.port cannot be 'many'"),
        ("serve.port=70000", "serve.port cannot be 70000"),
        ("nosuch.key=1", "nosuch"),
        ("serve.port", "wants section.key=value"),
        ("port=1", "wants section.key=value"),
        ("serve.port.deep=1", "'port' is a value, not a section"),
        ("serve.host=[", "is not a YAML value"),
        ("support.study.expires='2027-13-45'", "support.study.expires cannot be '2027-13-45'"),
        (
            "realtime.min_rate_hz=9",
            "realtime.min_rate_hz cannot be 9: value error, must not be above rate_hz",
        ),
        ("realtime.frame_bytes=131073", "realtime.frame_bytes cannot be 131073"),
        ("realtime.frame_bytes=65537", "must not be below frame_bytes"),
        ("environment.secret_key=x", "ATTUNE_... variables only"),
    ],
)
def test_a_wrong_override_is_named_in_one_sentence(override: str, said: str) -> None:
    with pytest.raises(SettingsError, match=r"^[^\n]*$") as caught:
        load_settings(overrides=[override], environ={})
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("serve: [", "is not valid YAML near line"),
        ("just words", "must hold sections"),
        ("serve: {detectors: {another: {}}}", "is missing"),
        ("changes: [second.yaml]", "config.yaml: `changes` wants the name of one file"),
        ("changes: none.yaml", "which is not beside it"),
    ],
)
def test_a_broken_file_is_named_in_one_sentence(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "config.yaml").write_text(content)
    with pytest.raises(SettingsError, match=said):
        load_settings(tmp_path / "config.yaml", environ={})


def test_a_missing_file_says_how_to_name_another(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--config"):
        load_settings(tmp_path / "none.yaml", environ={})


def test_a_file_may_change_another_one_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "first.yaml").write_text("train: {epochs: 7, lr: 0.5}")
    (tmp_path / "second.yaml").write_text("{changes: first.yaml, train: {lr: 0.25}}")
    train = load_settings(tmp_path / "second.yaml", environ={}).train
    assert (train.epochs, train.lr) == (7, 0.25)
    assert train.batch_size == load_settings(environ={}).train.batch_size


def test_files_that_change_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "first.yaml").write_text("changes: second.yaml")
    (tmp_path / "second.yaml").write_text("changes: first.yaml")
    said = r"second\.yaml says that it changes first\.yaml, which already builds on it"
    with pytest.raises(SettingsError, match=said):
        load_settings(tmp_path / "first.yaml", environ={})


@pytest.mark.parametrize("config", sorted((ROOT / "configs").iterdir()), ids=lambda path: path.stem)
def test_every_shipped_variation_can_be_read(config: Path) -> None:
    assert load_settings(config, environ={}).train.run != load_settings(environ={}).train.run


def test_the_environment_is_production_unless_told() -> None:
    assert load_settings(environ={}).environment.deployment == "production"
    assert load_settings(environ={"ATTUNE_DEPLOYMENT": "demo"}).environment.deployment == "demo"


def test_a_wrong_environment_value_names_its_variable() -> None:
    with pytest.raises(SettingsError, match="ATTUNE_DEPLOYMENT"):
        load_settings(environ={"ATTUNE_DEPLOYMENT": "prod"})


@pytest.mark.parametrize("name", ["allowed_origins", "trusted_hosts"])
def test_a_list_may_be_written_with_spaces_and_a_last_comma(name: str) -> None:
    environment = load_settings(environ={f"ATTUNE_{name.upper()}": "one.example, two.example ,"}).environment
    assert getattr(environment, name) == ("one.example", "two.example")


def test_every_frame_that_may_be_configured_reaches_a_worker() -> None:
    assert LARGEST_FRAME_BYTES <= MAX_REQUEST


def test_secrets_are_not_printed() -> None:
    settings = load_settings(environ={"ATTUNE_SECRET_KEY": "do-not-show-this"})
    assert "do-not-show-this" not in repr(settings)


def test_a_program_stops_with_exit_code_2_and_no_traceback() -> None:
    command = [sys.executable, "train.py", "--set", "train.no_such_key=1"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "train.no_such_key" in run.stderr
    assert "Traceback" not in run.stderr
