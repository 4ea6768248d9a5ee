"""The files an operator deploys with: every variable passed on and explained, every tool in the image."""

from __future__ import annotations

import re

import pytest
import yaml

from settings import ROOT, Environment

VARIABLES = sorted(f"ATTUNE_{name.upper()}" for name in Environment.model_fields)
FIXED_BY_IMAGE = {"ATTUNE_VAR_DIR"}


@pytest.mark.parametrize("variable", VARIABLES)
def test_every_variable_is_explained(variable: str) -> None:
    table = (ROOT / "SECURITY.md").read_text("utf-8").split("## Environment")[1]
    assert re.search(rf"^\|.*`{variable}`.*\|.+\|$", table, re.MULTILINE)


@pytest.mark.parametrize("variable", sorted(set(VARIABLES) - FIXED_BY_IMAGE))
def test_every_variable_reaches_the_container(variable: str) -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    assert variable in compose["services"]["attune"]["environment"]


def test_the_image_can_back_up_postgresql() -> None:
    served = (ROOT / "Dockerfile").read_text("utf-8").split("\nFROM ")[-1]
    before_user = served.split("\nUSER ")[0]
    assert re.search(r"apt-get install [^\n]*--no-install-recommends postgresql-client", before_user)


def test_a_long_migration_does_not_count_as_a_server_that_is_not_well() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    found = re.search(r"^HEALTHCHECK .*--start-period=(\d+)m ", text, re.MULTILINE)
    assert found is not None and int(found[1]) >= 10


def test_types_are_checked_on_commit_wherever_they_are_checked_at_all() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    files = next(hook["files"] for hook in hooks if hook["id"] == "mypy")
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = re.search(r"^\[tool\.mypy\]\n(?:.+\n)*?files = \[(.+)\]$", project, re.MULTILINE)
    assert listed is not None
    folders = re.findall(r'"(.+?)"', listed[1])
    assert "settings" in folders
    assert [folder for folder in folders if not re.search(files, f"{folder}/__init__.py")] == []
