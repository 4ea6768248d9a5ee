"""An hour of an invented class against the real loop: what must never happen would be noticed."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from backend.support import choice
from benchmarks.support_day import Day, DayReport, Scene
from settings import ROOT

NEVER = ("on_abstention", "on_denied", "on_resolved", "repeats_in_a_day")
CAP = 3


@pytest.fixture(scope="module")
def day() -> DayReport:
    return Day(Scene(students=30, hours=1.0), seed=3).run()


def test_the_day_holds_what_the_rules_are_about(day: DayReport) -> None:
    assert day.shown > 20 and day.quick_confusions > 5 and day.denials > 5 and day.alerts > 0


def test_nobody_is_interrupted_more_often_than_the_cap(day: DayReport) -> None:
    assert day.most_in_an_hour <= CAP and day.per_student_hour <= CAP


@pytest.mark.parametrize("what", NEVER)
def test_what_must_never_happen_does_not(day: DayReport, what: str) -> None:
    assert getattr(day, what) == 0


def test_a_tutor_is_interrupted_within_the_budget(day: DayReport) -> None:
    assert day.most_alerts_in_15_min <= 3


def test_with_the_camera_off_messages_and_alerts_still_come() -> None:
    day = Day(Scene(students=30, hours=0.7, camera=False), seed=3).run()
    assert day.shown > 10 and day.check_ins > 10 and day.alerts > 0 and day.denials == 0
    assert [getattr(day, what) for what in NEVER] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("broken", "noticed"),
    [
        (["support.grace_s=0"], "on_resolved"),
        (["support.denial_holds_s=1", "support.grace_s=20", "support.sustain_s=5"], "on_denied"),
    ],
)
def test_a_broken_rule_would_be_noticed(broken: list[str], noticed: str) -> None:
    assert getattr(Day(Scene(students=30, hours=0.7), seed=3, overrides=broken).run(), noticed) > 0


def test_a_message_that_comes_again_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "DAY", timedelta())
    assert Day(Scene(students=30, hours=0.7), seed=3).run().repeats_in_a_day > 0


def test_the_notebook_is_made_and_every_cell_answers(tmp_path: Path) -> None:
    out = tmp_path / "support.ipynb"
    command = [sys.executable, "notebooks/make_support.py", "--hours", "0.3", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=150)
    made, kept = (json.loads(file.read_text()) for file in (out, ROOT / "notebooks" / "support.ipynb"))
    assert all(
        cell["outputs"] for cell in made["cells"] if cell["cell_type"] == "code" and "print" in cell["source"]
    )
    assert [cell["source"] for cell in kept["cells"]] == [cell["source"] for cell in made["cells"]]
