"""The notebook is made anew from its script, every cell run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from settings import ROOT


def test_the_notebook_is_made_and_every_cell_answers(tmp_path: Path) -> None:
    out = tmp_path / "explore.ipynb"
    options = ["--out", str(out), "--set", "data.drawn_per_class=10"]
    subprocess.run([sys.executable, "notebooks/make_explore.py", *options], cwd=ROOT, check=True, timeout=150)
    notebook = json.loads(out.read_text())
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert notebook["nbformat"] == 4
    assert all(cell["outputs"] for cell in code)
    assert "56 train, 14 validation" in code[1]["outputs"][0]["text"]
    assert sum("image/png" in output.get("data", {}) for cell in code for output in cell["outputs"]) == 3


def test_the_notebook_in_the_repository_holds_the_cells_of_its_script() -> None:
    sys.path.insert(0, str(ROOT / "notebooks"))
    try:
        from make_explore import DRAWN, fill_cells
    finally:
        sys.path.pop(0)
    notebook = json.loads((ROOT / "notebooks" / "explore.ipynb").read_text())
    held = [(cell["cell_type"], cell["source"]) for cell in notebook["cells"]]
    assert held == fill_cells(None, list(DRAWN))
