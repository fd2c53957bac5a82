"""What the tags and class words of HTML elements say, apart from their text."""

from __future__ import annotations

import re

from lxml.etree import _Element

BLOCK_TAGS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_UNSEEN = re.compile(
    r"\b(?:visually-hidden|screen-reader-text|sr-only|hide-accessible|element-invisible|visuallyhidden)\b"
)


def attribute_words(element: _Element) -> str:
    """The class names and id of an element, lower-case, joined by spaces."""
    words = f"{element.get('class') or ''} {element.get('id') or ''}"
    return " ".join(words.split()).lower()


def is_unseen(css: str) -> bool:
    """Whether class words say that an element is for screen readers alone."""
    return bool(css) and _UNSEEN.search(css) is not None
