"""The timeline of `demo.py video`: what a face looked like over time, and when that could not be told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import pyplot as plt
from numpy.typing import NDArray

from training.plots import colour_of

DASHES = ("-", "--", ":", "-.")
NAMED_FROM = 0.15  # a line that never rises above this share stays unnamed: it would only be clutter
POINTS = 300  # more cannot be told apart on a page


def draw_timeline(rows: Sequence[dict[str, Any]], labels: Sequence[str], path: Path) -> None:
    """Draw one line an expression, with gaps and a strip where there was no reading."""
    seconds = np.array([row["second"] for row in rows])
    shares = np.array(
        [[np.nan if row[label] == "" else row[label] for label in labels] for row in rows], float
    )
    read = ~np.isnan(shares[:, 0])
    figure, (axes, strip) = plt.subplots(
        2, 1, figsize=(10, 4.5), sharex=True, height_ratios=(9, 1), layout="constrained"
    )
    for index, label in enumerate(labels):
        _draw_line(axes, seconds, shares[:, index], label, index)
    axes.set(ylim=(0, 1.1), yticks=np.linspace(0, 1, 6))
    axes.set_ylabel("probability")
    axes.set_title(_state_finding(shares, labels, read, seconds), loc="left", fontsize=11)
    axes.spines[["top", "right"]].set_visible(False)
    strip.fill_between(seconds, 0, ~read, step="mid", color="#b8b4ac", linewidth=0)
    strip.set(ylim=(0, 1), yticks=(), xlabel="seconds")
    strip.set_ylabel("can't\ntell", rotation=0, ha="right", va="center", fontsize=8)
    strip.spines[["top", "right", "left"]].set_visible(False)
    figure.savefig(path, dpi=120)
    plt.close(figure)


def _draw_line(axes: plt.Axes, seconds: NDArray[Any], share: NDArray[Any], label: str, index: int) -> None:
    step = max(len(seconds) // POINTS, 1)
    strong = np.nanmax(share, initial=0.0) >= NAMED_FROM
    style = {"color": colour_of(label, index), "linestyle": DASHES[index % len(DASHES)]}
    axes.plot(seconds[::step], share[::step], linewidth=1.8 if strong else 0.7, **style)
    if strong:
        peak = int(np.nanargmax(share))
        axes.annotate(
            label,
            (seconds[peak], share[peak]),
            xytext=(0, 4),
            textcoords="offset points",
            fontsize=9,
            fontweight="bold",
            color=style["color"],
        )


def _state_finding(
    shares: NDArray[Any], labels: Sequence[str], read: NDArray[Any], seconds: NDArray[Any]
) -> str:
    length = f"{seconds[-1] - seconds[0]:.0f} s"
    if not read.any():
        return f"No expression could be told in {length}"
    most = int(np.nanmean(shares, axis=0).argmax())
    often = float((np.nanargmax(shares[read], axis=1) == most).mean())
    return (
        f"Looked {labels[most]} in {often:.0%} of the readings; {read.mean():.0%} of {length} could be read"
    )
