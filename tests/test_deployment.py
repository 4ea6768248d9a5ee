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
