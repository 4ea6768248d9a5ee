"""Turns a lesson's Markdown into HTML that cannot run anything or call any other server."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "del", "code", "pre",
    "blockquote", "ul", "ol", "li", "a", "img", "table", "thead", "tbody", "tr", "th", "td", "section",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "target"},
    "img": {"src", "alt", "title"},
    "code": {"class"},
    "ol": {"start"},
    "section": {"data-section"},
}
MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
# Cells that a table's short rows leave out: the library fills in 65,536, and 2 kB cost seconds and megabytes.
vars(import_module("markdown_it.rules_block.table"))["MAX_AUTOCOMPLETED_CELLS"] = 100


@dataclass(frozen=True)
class Section:
    """A part of a lesson, from one second-level heading to the next; what a live class points at."""

    index: int
    title: str


@dataclass(frozen=True)
class Rendered:
    """A lesson's text, ready for a page."""

    html: str
    sections: tuple[Section, ...]


@lru_cache(maxsize=256)
def render_markdown(body: str) -> Rendered:
    """Render once for each text; the sections are wrapped so that a page can scroll to one."""
    tokens = MARKDOWN.parse(body)
    _open_external_links_apart(tokens)
    parts = _split_at_headings(tokens)
    sections = tuple(Section(index, _title_of(part)) for index, part in enumerate(parts))
    html = "".join(
        f'<section data-section="{index}">{MARKDOWN.renderer.render(part, MARKDOWN.options, {})}</section>'
        for index, part in enumerate(parts)
    )
    return Rendered(_clean(html), sections)


def _split_at_headings(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0 and parts[-1]:
            parts.append([])
        parts[-1].append(token)
    return parts


def _title_of(part: list[Token]) -> str:
    if len(part) > 1 and part[0].type == "heading_open":
        return part[1].content[:160]
    return ""


def _open_external_links_apart(tokens: list[Token]) -> None:
    for token in tokens:
        for child in token.children or []:
            if child.type == "link_open" and urlsplit(str(child.attrGet("href") or "")).scheme in (
                "http",
                "https",
            ):
                child.attrSet("target", "_blank")


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_keep_attribute,
        link_rel="noopener noreferrer",
        url_schemes={"http", "https", "mailto"},
    )


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    """Pictures come from this server only: another one would learn who reads the lesson."""
    if tag == "img" and name == "src":
        return value if value.startswith("/") and not value.startswith(("//", "/\\")) else None
    if tag == "a" and name == "target":
        return value if value == "_blank" else None
    return value
