"""Print what a benchmark measured, with what is meant beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Goals = Mapping[str, tuple[str, float]]


def print_report(report: dict[str, Any], goals: Goals, indent: str = "") -> None:
    """Print one line a number, with its goal where there is one."""
    for name, value in report.items():
        if isinstance(value, dict):
            print(f"{indent}{name}")
            print_report(value, goals, indent + "  ")
            continue
        shown = f"{value:.4g}" if isinstance(value, float) else value
        goal = "" if indent else _describe_goal(name, value, goals)
        print(f"{indent}{name:32s} {shown}{goal}")


def _describe_goal(name: str, value: Any, goals: Goals) -> str:
    if name not in goals:
        return ""
    sign, goal = goals[name]
    met = value <= goal if sign == "<=" else value >= goal
    return f"   (goal {sign} {goal}: {'met' if met else 'MISSED'})"
