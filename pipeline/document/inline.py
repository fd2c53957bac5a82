"""The text inside a block-level element, with what its markup says: line breaks, links, bold words, images."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml.etree import _Element

from pipeline.document.elements import BLOCK_TAGS, attribute_words, is_unseen
from pipeline.document.model import Link
from pipeline.document.text import clean

_BOLD = frozenset(("strong", "b"))
_LABEL_CLASS = re.compile(r"(?:^|[\s_-])(?:label|otsikko|rubrik)(?:$|[\s_-])")
_AT_SIGNS = frozenset(("@", "at", "(at)", "ät-merkki", "at-merkki", "snabel-a"))
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Inline:
    """Text being gathered until the next block-level element."""

    base: str
    """Address that links are resolved against."""
    parts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    strong: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What was gathered, cleaned."""
        return clean("".join(self.parts))

    def add_text(self, text: str | None) -> None:
        """Add text of a node: line ends in the source are only spaces."""
        if text:
            self.parts.append(_SPACES.sub(" ", text))

    def add(self, element: _Element, bold: bool = False) -> None:
        """Add an element and all inside it, without what follows it; ``bold`` if something bold is around it."""
        css = attribute_words(element)
        if is_unseen(css):
            return
        if _stands_apart(element, self.parts):
            self.parts.append("\n")
        if element.tag == "br":
            self.parts.append("\n")
        elif element.tag == "img":
            self._add_image(element)
        elif element.get("data-cfemail"):
            self.parts.append(decode_cfemail(element.get("data-cfemail")))
        else:
            self._add_children(element, css, bold)

    def _add_children(self, element: _Element, css: str, bold: bool) -> None:
        opens_bold = not bold and (element.tag in _BOLD or bool(css and _LABEL_CLASS.search(css)))
        start = len(self.parts)
        self.add_text(element.text)
        for child in element:
            if child.tag in BLOCK_TAGS:
                self.parts.append("\n")
                self.add(child, bold or opens_bold)
                self.parts.append("\n")
            else:
                self.add(child, bold or opens_bold)
            self.add_text(child.tail)
        link = element.tag == "a" and element.get("href")
        if not (opens_bold or link):
            return
        text = clean("".join(self.parts[start:]))
        if opens_bold:
            self.strong.append(text)
        if link:
            self.links.append(Link(text.replace("\n", " "), _address(self.base, link)))

    def _add_image(self, image: _Element) -> None:
        alt = clean(image.get("alt") or "").replace("\n", " ")
        if alt.casefold() in _AT_SIGNS:
            self.parts.append("@")
        elif alt:
            self.images.append(alt)


def gathered(element: _Element, base: str) -> Inline:
    """The text of one element."""
    inline = Inline(base)
    inline.add(element)
    return inline


def joined(inlines: Iterable[Inline], base: str) -> Inline:
    """Links, bold words and images of several, in order, without their text."""
    whole = Inline(base)
    for inline in inlines:
        whole.links += inline.links
        whole.strong += inline.strong
        whole.images += inline.images
    return whole


def _stands_apart(element: _Element, before: list[str]) -> bool:
    """Whether styling alone sets an element off from the one that it touches.

    ``<span class="name">Maija Malli</span><span class="title">Tuottaja</span>``: a capital or digit after a letter.
    """
    sibling = element.getprevious()
    if sibling is None or sibling.tail or not (element.tag == sibling.tag == "span" and element.get("class")):
        return False
    text, last = "".join(element.itertext()), before[-1][-1:] if before else ""
    return last.isalnum() and (text[:1].isupper() or text[:1].isdigit() or "@" in text)


def _address(base: str, href: str) -> str:
    href = href.strip()
    if href.lower().startswith(("mailto:", "tel:", "javascript:")):
        return href
    try:
        return urljoin(base, href)
    except ValueError:  # "http://[": not an address
        return href


def decode_cfemail(code: str) -> str:
    """The address in Cloudflare's ``data-cfemail``: hexadecimal, each byte XORed with the first. '' if malformed."""
    try:
        data = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(b ^ data[0] for b in data[1:]).decode("utf-8", errors="replace") if data else ""
