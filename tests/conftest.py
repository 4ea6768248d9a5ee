"""What every test run shares: a run that lost or skipped a test does not pass where CI is set.

And the files that take longest go first, so that none of them keeps the others waiting at the end.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

import pytest

# From half a minute to some minutes each; browsers, which wait much, stand beside training, which computes.
LONG = (
    "tests/e2e/test_pages.py",
    "tests/training/test_families.py",
    "tests/e2e/test_support.py",
    "tests/training/test_train.py",
    "tests/backend/test_safeguards_equal.py",
    "tests/e2e/test_trends.py",
    "tests/backend/test_support_live.py",
    "tests/e2e/test_device_parity.py",
    "tests/backend/test_fuzz.py",
    "tests/backend/test_trends_demo.py",
)

_collected = 0
_outcomes: Counter[str] = Counter()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count what exists, in the process that collects; the tests of a file stay together."""
    global _collected
    _collected = len(items)
    places = {file: place for place, file in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.location[0], len(LONG)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(ids: list[str]) -> None:
    """Count what exists, in the process that only hands tests to workers."""
    global _collected
    _collected = len(ids)


def pytest_runtest_logreport(report: Any) -> None:
    """Count each test once, by how it ended."""
    if report.when == "call" or report.outcome != "passed":
        _outcomes[report.outcome] += 1


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a CI run in which a test was skipped or never ran."""
    ran = _outcomes["passed"] + _outcomes["failed"]
    partial = session.config.option.keyword or session.config.option.markexpr
    if not os.environ.get("CI") or hasattr(session.config, "workerinput") or partial or ran >= _collected:
        return
    print(f"\nonly {ran} of {_collected} tests ran; see the reasons with `pytest -rs`", flush=True)
    session.exitstatus = pytest.ExitCode.TESTS_FAILED
