"""The OpenAPI document as a page for people: plain HTML, no script, nothing loaded from anywhere."""

from __future__ import annotations

import json
from html import escape
from typing import Any

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
code, pre { font: 0.9em ui-monospace, monospace; }
pre { overflow: auto; padding: 0.75rem; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
summary { cursor: pointer; padding: 0.25rem 0; }
summary b { display: inline-block; min-width: 4.5rem; }
"""
METHODS = ("get", "post", "put", "patch", "delete")


def render_guide(document: dict[str, Any], nonce: str) -> str:
    """One section a tag, one fold an operation, every schema at the end."""
    operations = [
        (operation["tags"][0], method, path, operation)
        for path, methods in sorted(document["paths"].items())
        for method, operation in methods.items()
        if method in METHODS
    ]
    tags = sorted({tag for tag, *_ in operations})
    sections = "".join(_render_tag(tag, [o[1:] for o in operations if o[0] == tag]) for tag in tags)
    shapes = document["components"]["schemas"].items()
    schemas = "".join(_render_fold(f"<code>{escape(name)}</code>", schema) for name, schema in shapes)
    title = escape(document["info"]["title"])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} API</title>'
        f'<style nonce="{nonce}">{STYLE}</style></head><body><h1>{title} API</h1>'
        "<p>Every unsafe request carries the header <code>X-Attune: 1</code>. Every error is "
        '<code>{code, message, details?}</code>. The same as <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>'
        f"{sections}<h2>Shapes</h2>{schemas}</body></html>"
    )


def _render_tag(tag: str, operations: list[tuple[str, str, dict[str, Any]]]) -> str:
    folds = "".join(_render_operation(method, path, operation) for method, path, operation in operations)
    return f"<h2>{escape(tag)}</h2>{folds}"


def _render_operation(method: str, path: str, operation: dict[str, Any]) -> str:
    parts = ("parameters", "requestBody", "responses")
    who = "logged in" if operation.get("security") else "anyone"
    title = f"<b>{method.upper()}</b> <code>{escape(path)}</code> {escape(operation.get('summary', ''))}"
    return _render_fold(
        f"{title} <small>({who})</small>", {p: operation[p] for p in parts if operation.get(p)}
    )


def _render_fold(title: str, value: Any) -> str:
    text = escape(json.dumps(value, indent=2, ensure_ascii=False))
    return f"<details><summary>{title}</summary><pre>{text}</pre></details>"
