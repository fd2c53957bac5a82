"""Which part of the page an element belongs to, from its tag, role and class words."""

from __future__ import annotations

import re
from functools import cache

from lxml.etree import _Element

from pipeline.document.model import Zone
from schemas.csv_data import csv_rows

_TAGS = {
    "nav": Zone.NAV,
    "aside": Zone.ASIDE,
    "footer": Zone.FOOTER,
    "header": Zone.HEADER,
    "dialog": Zone.NOTICE,
}
_ROLES = {
    "navigation": Zone.NAV,
    "menu": Zone.NAV,
    "search": Zone.NAV,
    "complementary": Zone.ASIDE,
    "contentinfo": Zone.FOOTER,
    "banner": Zone.HEADER,
    "dialog": Zone.NOTICE,
    "alertdialog": Zone.NOTICE,
}
# inside the main element a page builder's word for a column, elsewhere a sidebar's box
_COLUMN_WORD = "widget"
_WORDS = re.compile(r"[a-zåäö]+")
# Elementor builds whole pages of "widgets"; only its word for where a template goes tells a zone
_BUILDER_WORDS = re.compile(r"\belementor-(?!location)[\w-]*")
# an element that says it is content is content, whatever else its classes say ("entry-header", "card-footer")
_INNER_PARTS = {
    "entry",
    "article",
    "post",
    "card",
    "accordion",
    "panel",
    "content",
    "section",
    "node",
    "item",
}


@cache
def _zone_words() -> dict[str, Zone]:
    return {row["word"]: Zone(row["zone"]) for row in csv_rows("pipeline.document", "zones.csv")}


def own_zone(element: _Element, css: str, in_main: bool) -> Zone | None:
    """The zone that an element opens, or None if it stays in that of its parent.

    ``css`` is ``attribute_words(element)``. Inside the main element a "widget" is a page builder's word for a column.
    """
    role = (element.get("role") or "").lower()
    if role in _ROLES:
        return _ROLES[role]
    if element.tag in _TAGS:
        return _TAGS[element.tag]
    if not css:
        return None
    words = _WORDS.findall(_BUILDER_WORDS.sub(" ", css))
    if not words or (_INNER_PARTS.intersection(words) and not {"related", "cookie", "consent"}.intersection(words)):
        return None
    table = _zone_words()
    return next((table[w] for w in words if w in table and not (in_main and w == _COLUMN_WORD)), None)
