"""Make support.ipynb: whether messages helped, from a study export. Every cell is run and its output kept.

Without --export it lives through an invented school day with a planted effect, so that the notebook in the
repository shows nobody. It needs no Jupyter to run, only to be opened.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))
sys.path.insert(0, str(FOLDER.parent))

from make_explore import make_notebook  # noqa: E402 (the project's own folders must be on the path first)

from benchmarks.support_day import Day, Scene  # noqa: E402

SETUP = """import csv
import io
import sys
import zipfile
from collections import Counter
from pathlib import Path

from matplotlib import pyplot as plt

sys.path.insert(0, str(Path.cwd().parent))  # the project, when this is opened in Jupyter

from backend.support.effect import Trial, estimate_effect

with zipfile.ZipFile({file!r}) as archive:
    tables = {{name: list(csv.DictReader(io.StringIO(archive.read(name).decode('utf-8-sig'))))
              for name in archive.namelist()}}
moments = tables["moments.csv"]
for row in tables["study.csv"]:
    print(f"{{row['what']:<20}} {{row['value']}}")
print(f"{{len(moments)}} moments of {{len({{row['person'] for row in moments}})}} people")"""

CELLS: tuple[tuple[str, str], ...] = (
    (
        "markdown",
        "# Did a message help?\n\n"
        "Made by `python notebooks/make_support.py`; change that file, not this one. The data in the "
        "repository are an invented day with an effect that was planted: a message adds 25 points to the "
        "chance of a step forward within five minutes, for those in trouble, and nothing for those who get "
        "on anyway.",
    ),
    ("code", SETUP),
    ("markdown", "## What each column means"),
    (
        "code",
        "for row in tables['codebook.csv']:\n"
        "    print(f\"{row['table']:<14} {row['column']:<11} {row['meaning']}\")",
    ),
    (
        "markdown",
        "## Who was seen\n\nA moment without an outcome belongs to somebody who left. If the two arms differ "
        "here, nothing below can be trusted.",
    ),
    (
        "code",
        "for arm in ('message', 'control'):\n"
        "    rows = [row for row in moments if row['arm'] == arm]\n"
        "    unseen = sum(row['progressed'] == '' for row in rows)\n"
        "    print(f'{arm:<8} {len(rows):>4} moments, {unseen} without an outcome')",
    ),
    ("markdown", "## The effect, in all and by cause\n\nEvery line is shown, also those that include zero."),
    (
        "code",
        "people = {name: number for number, name in enumerate(sorted({row['person'] for row in moments}))}\n"
        "trials = [Trial(people[row['person']], row['message'], row['cause'], row['arm'] == 'message',\n"
        "                None if row['progressed'] == '' else row['progressed'] == '1',\n"
        "                row['rating'] or None)\n"
        "          for row in moments]\n"
        "groups = {'in trouble': [t for t in trials if t.cause != 'progress']}\n"
        "for cause in sorted({t.cause for t in trials}):\n"
        "    groups[cause] = [t for t in trials if t.cause == cause]\n"
        "effects = {name: estimate_effect(found, 5) for name, found in groups.items()}\n"
        "for name, effect in effects.items():\n"
        "    if effect.difference is None:\n"
        "        print(f'{name:<12} {effect.shown:>4} shown {effect.controls:>3} withheld   too few')\n"
        "    else:\n"
        "        print(f'{name:<12} {effect.shown:>4} shown {effect.controls:>3} withheld   '\n"
        "              f'{effect.difference:+.2f}  from {effect.low:+.2f} to {effect.high:+.2f}')",
    ),
    (
        "code",
        "known = [(name, effect) for name, effect in effects.items() if effect.difference is not None]\n"
        "figure, axes = plt.subplots(figsize=(7, 0.5 * len(known) + 1))\n"
        "for place, (name, effect) in enumerate(reversed(known)):\n"
        "    axes.plot([effect.low, effect.high], [place, place], color='#0072b2')\n"
        "    axes.plot(effect.difference, place, 'o', color='#0072b2')\n"
        "axes.axvline(0, color='#888888', linewidth=1)\n"
        "axes.set_yticks(range(len(known)), [name for name, _ in reversed(known)])\n"
        "axes.set_title('Steps forward with a message, against none (95 % intervals)', loc='left')",
    ),
    (
        "markdown",
        "## The same within people\n\nEach person's own share with a message minus without. It guards "
        "against a few who have many moments.",
    ),
    (
        "code",
        "differences = []\n"
        "for person in people.values():\n"
        "    arms = {arm: [t.progressed for t in groups['in trouble'] if t.user_id == person\n"
        "                  and t.shown is arm and t.progressed is not None] for arm in (True, False)}\n"
        "    if all(arms.values()):\n"
        "        shares = {arm: sum(found) / len(found) for arm, found in arms.items()}\n"
        "        differences.append(shares[True] - shares[False])\n"
        "print(f'{len(differences)} people with both; their mean difference is '\n"
        "      f'{sum(differences) / max(1, len(differences)):+.2f}')",
    ),
    ("markdown", "## What people said of the messages"),
    (
        "code",
        "ratings = Counter((row['cause'], row['rating']) for row in moments if row['rating'])\n"
        "for (cause, rating), count in sorted(ratings.items()):\n"
        "    print(f'{cause:<12} {rating:<11} {count}')",
    ),
)


def main() -> int:
    """Make the notebook."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--export", type=Path, help="a file of `python -m backend export-study`")
    parser.add_argument("--hours", type=float, default=6.0, help="of the invented day")
    parser.add_argument("--out", type=Path, default=FOLDER / "support.ipynb", help="file to write")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = arguments.export or Path(folder) / "study.zip"
        if arguments.export is None:
            day = Day(Scene(hours=arguments.hours), seed=7)
            day.run()
            file.write_bytes(day.export)
        setup = SETUP.format(file=str(file))
        notebook = make_notebook([(kind, setup if text == SETUP else text) for kind, text in CELLS])
    shown = SETUP.format(file=arguments.export.name if arguments.export else "study.zip")
    notebook["cells"][1]["source"] = shown  # a path of this computer is nobody's business
    arguments.out.write_text(json.dumps(notebook, indent=1) + "\n", encoding="utf-8")
    print(f"written: {arguments.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
