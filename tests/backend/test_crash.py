"""The server dies while it writes: nothing that it acknowledged is lost, nothing is corrupt.

Two kills each; `python -m benchmarks.crash` does fifty.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.crash import run_kills


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killing_the_server_loses_no_acknowledged_write(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if kind == "postgresql":
        request.getfixturevalue("postgres")  # says so where PostgreSQL is missing
    outcome = run_kills(kind, tmp_path, kills=2)
    assert outcome.kills == 2 and outcome.acknowledged > 0
    assert (outcome.lost, outcome.corruptions) == ([], [])
