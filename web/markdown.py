"""What editors may write: paragraphs, subheadings, lists, quotes, links, emphasis."""

from __future__ import annotations

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markupsafe import Markup

TAGS = {"p", "br", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}
RULES = ("heading", "list", "blockquote", "emphasis", "link", "escape", "newline", "entity")


def init_app(app: Flask) -> None:
    """Give the templates ``markdown``."""
    app.jinja_env.filters["markdown"] = markdown


def markdown(source: str) -> Markup:
    """``source`` as clean HTML; nothing an editor types becomes code."""
    html = READER.render(source)
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener"
    )
    return Markup(clean)  # noqa: S704 - cleaned on the line above


def level_headings(state: StateCore) -> None:
    """Keep the page's outline: the first heading is an h2, no level is skipped."""
    seen = False
    closing = "h2"
    for token in state.tokens:
        if token.type == "heading_open":
            closing = token.tag = "h3" if seen and len(token.markup) > 2 else "h2"
            seen = True
        elif token.type == "heading_close":
            token.tag = closing


def reader() -> MarkdownIt:
    """A reader of the subset; everything else stays the text it is."""
    made = MarkdownIt("zero", {"html": False, "breaks": True}).enable(list(RULES))
    made.core.ruler.push("level_headings", level_headings)
    return made


READER = reader()
