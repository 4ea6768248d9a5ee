"""Make explore.ipynb: run each cell below in order and keep what it printed and drew.

Without options it looks at drawn faces, so that the notebook in the repository shows nobody; name your own
data with --set data.path=... and write elsewhere with --out. It needs no Jupyter to run, only to be opened.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

import matplotlib  # noqa: E402 (the project's own folder must be on the path first)

matplotlib.use("Agg")

from matplotlib import pyplot as plt  # noqa: E402

from settings import add_settings_arguments, settings_from_arguments  # noqa: E402

DRAWN = ("data.kind=drawn", "data.heads=[fer]")
SETUP = """import sys
from pathlib import Path

import numpy as np
import torch
from matplotlib import pyplot as plt

sys.path.insert(0, str(Path.cwd().parent))  # the project, when this is opened in Jupyter

from settings import ROOT, load_settings

settings = load_settings({config!r}, {overrides!r})
print("data:", settings.data.kind)"""

CELLS: tuple[tuple[str, str], ...] = (
    (
        "markdown",
        "# What is in the data, and how the models do on it\n\n"
        "Made by `python notebooks/make_explore.py`; change that file, not this one.",
    ),
    ("code", SETUP),
    ("markdown", "## What was read\n\nEvery row that was dropped is accounted for."),
    (
        "code",
        "from dataset import open_faces\n\n"
        "faces = open_faces(settings.data)\n"
        "for note in faces.notes:\n"
        "    print(note)",
    ),
    ("markdown", "## How often each expression occurs"),
    (
        "code",
        "from training.plots import colour_of\n\n"
        "for head, target in faces.train.targets.items():\n"
        "    counts = [int((target.hard == index).sum()) for index in range(len(target.labels))]\n"
        "    figure, axes = plt.subplots(figsize=(7, 2.5))\n"
        "    colours = [colour_of(label, index) for index, label in enumerate(target.labels)]\n"
        "    axes.bar(target.labels, counts, color=colours)\n"
        "    axes.set_title(f'{head}: {sum(counts):,} labelled training faces', loc='left')",
    ),
    ("markdown", "## Some faces, and what training does to them"),
    (
        "code",
        "from training.augment import Augmentation\n\n"
        "pixels = faces.train.read(np.arange(10))\n"
        "disturbed = Augmentation(settings.train.augment).apply(\n"
        "    torch.from_numpy(pixels), settings.data.size, torch.Generator().manual_seed(1)\n"
        ")\n"
        "figure, grid = plt.subplots(2, 10, figsize=(10, 2.2))\n"
        "for column in range(10):\n"
        "    grid[0, column].imshow(pixels[column, 0], cmap='gray', vmin=0, vmax=255)\n"
        "    grid[1, column].imshow(disturbed[column, 0], cmap='gray', vmin=0, vmax=1)\n"
        "for axes in grid.ravel():\n"
        "    axes.axis('off')",
    ),
    ("markdown", "## How light or dark the faces are"),
    (
        "code",
        "means = faces.train.read_all().mean((1, 2, 3))\n"
        "figure, axes = plt.subplots(figsize=(7, 2.5))\n"
        "axes.hist(means, bins=40, color='#0072b2')\n"
        "axes.set_title(f'Mean grey: half of the faces between {np.percentile(means, 25):.0f}'\n"
        "               f' and {np.percentile(means, 75):.0f}', loc='left')",
    ),
    (
        "markdown",
        "## The models\n\nFigures from released cards; timings are left to `evaluate.py compare`.",
    ),
    (
        "code",
        "from training.comparison import compare_zoo\n\n"
        "print(compare_zoo(ROOT / settings.export.released, ROOT / settings.train.folder, False))",
    ),
)


def fill_cells(config: str | None, overrides: list[str]) -> list[tuple[str, str]]:
    """The cells for one data set."""
    setup = SETUP.format(config=config, overrides=overrides)
    return [(kind, setup if source == SETUP else source) for kind, source in CELLS]


def make_notebook(sources: list[tuple[str, str]]) -> dict[str, Any]:
    """Run all cells in one namespace and return the notebook as a document."""
    namespace: dict[str, Any] = {}
    cells = [_run_cell(kind, source, number, namespace) for number, (kind, source) in enumerate(sources)]
    return {
        "cells": cells,
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _run_cell(kind: str, source: str, number: int, namespace: dict[str, Any]) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": source}
    if kind == "markdown":
        return cell
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(source, f"cell {number}", "exec"), namespace)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": printed.getvalue()})
    outputs += [_take_picture(figure) for figure in plt.get_fignums()]
    return {**cell, "execution_count": number, "outputs": outputs}


def _take_picture(number: int) -> dict[str, Any]:
    file = io.BytesIO()
    figure = plt.figure(number)
    figure.savefig(file, format="png", dpi=80, bbox_inches="tight")
    plt.close(figure)
    picture = base64.b64encode(file.getvalue()).decode("ascii")
    return {"output_type": "display_data", "metadata": {}, "data": {"image/png": picture}}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER / "explore.ipynb", help="file to write")
    add_settings_arguments(parser)
    arguments = parser.parse_args()
    if not settings_from_arguments(arguments).data.path:
        arguments.overrides = [*DRAWN, *arguments.overrides]
    notebook = make_notebook(fill_cells(arguments.config, list(arguments.overrides)))
    arguments.out.write_text(json.dumps(notebook, indent=1) + "\n", encoding="utf-8")
    print(f"written: {arguments.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
