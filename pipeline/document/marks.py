"""What a site's declaration selects, marked on the elements themselves so that the walk knows no selectors.

Selectors are BeautifulSoup's (soupsieve); only pages of sites that declare some pay for its tree.
"""

from __future__ import annotations

from bs4 import BeautifulSoup
from lxml.etree import _Element

from pipeline.document.model import Hints

_ATTRIBUTE = "data-hankedata"
MAIN, RECORD, HEADING = "main", "record", "heading"


def mark(text: str, hints: Hints) -> str:
    """The markup with what ``hints`` selects marked, and what it drops left out; unchanged if it selects nothing."""
    if not (hints.main or hints.drop or hints.record or hints.heading):
        return text
    soup = BeautifulSoup(text, "lxml")
    for selector in hints.drop:
        for tag in soup.select(selector):
            tag.decompose()
    chosen = [(MAIN, soup.select(hints.main, limit=1))] if hints.main else []
    chosen += [(RECORD, soup.select(hints.record))] if hints.record else []
    chosen += [(HEADING, soup.select(selector)) for selector in hints.heading]
    for name, tags in chosen:
        for tag in tags:
            tag[_ATTRIBUTE] = f"{tag.get(_ATTRIBUTE, '')} {name}".strip()
    return str(soup)


def is_marked(element: _Element, name: str) -> bool:
    """Whether ``mark`` put this name on an element."""
    return name in (element.get(_ATTRIBUTE) or "").split()
