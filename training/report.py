"""Figures as Markdown for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NAMES = {
    "accuracy": "Accuracy",
    "balanced_accuracy": "Balanced accuracy",
    "macro_f1": "Macro-F1",
    "ece": "Calibration error",
}


def describe_report(report: Mapping[str, Any], split: str) -> str:
    """One model's figures on one part of the data, intervals beside them."""
    figures = report["metrics"][split]
    lines = [
        f"## {report['name']} on {figures['rows']:,} {split} faces ({figures['dataset']})",
        "",
        "| Figure | Value | 95 % interval |",
        "|---|---|---|",
    ]
    for key, name in NAMES.items():
        low, high = figures["intervals"][key]
        lines.append(f"| {name} | {figures[key]:.4f} | {low:.4f} to {high:.4f} |")
    lines.append(f"| Brier score | {figures['brier']:.4f} | |")
    lines.append(f"| Accuracy on the surest 70 % | {figures['accuracy_at_70_coverage']:.4f} | |")
    lines += [_other(figures, key, text) for key, text in OTHERS.items() if key in figures]
    lines += ["", "| Expression | Recall | 95 % interval | Faces |", "|---|---|---|---|"]
    lines += [_recall_line(figures, label) for label in figures["recall"]]
    if "corruptions" in report:
        lines += ["", "| Fault | Accuracy | Change |", "|---|---|---|"]
        lines += [
            f"| {name} | {value:.4f} | {value - figures['accuracy']:+.4f} |"
            for name, value in report["corruptions"].items()
        ]
    return "\n".join(lines)


OTHERS = {
    "with_mirrored_face": "with the mirrored face averaged in",
    "without_duplicates": "without rows that had a copy in training",
    "unique_plurality": "where any emotion leads alone",
}


def _other(figures: Mapping[str, Any], key: str, text: str) -> str:
    other = figures[key]
    return f"| Accuracy {text} ({other['rows']:,} rows) | {other['accuracy']:.4f} | |"


def _recall_line(figures: Mapping[str, Any], label: str) -> str:
    value = figures["recall"][label]
    if value is None:
        return f"| {label} | no faces | | 0 |"
    low, high = figures["intervals"]["recall"][label]
    return f"| {label} | {value:.3f} | {low:.3f} to {high:.3f} | {figures['counts'][label]} |"
