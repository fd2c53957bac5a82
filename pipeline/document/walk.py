"""One walk over the tree of a page, giving its blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.document import tables
from pipeline.document.elements import BLOCK_TAGS, attribute_words, is_unseen
from pipeline.document.inline import Inline, gathered, joined
from pipeline.document.marks import HEADING, MAIN, RECORD, is_marked
from pipeline.document.model import Block, BlockKind, Zone
from pipeline.document.zones import own_zone

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_TOGGLE = re.compile(r"accordion|toggle|collaps|haitari|expand|faq|panel-title|tab-title")
_LONGEST_HEADING = 320
_LONGEST_BOLD_LINE = 160
_MAIN_MINIMUM = 60
_LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is."""

    zone: Zone
    kind: BlockKind = BlockKind.PARAGRAPH
    containers: tuple[int, ...] = ()
    css: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class _Above:
    """A heading that stands above what follows."""

    level: int
    text: str
    index: int
    style: str
    """'' for a real heading, else what made it one: equal styles are equal levels."""


class Walker:
    """Turns a parsed page into blocks; made for one page and used once."""

    def __init__(self, tree: _Element, base: str) -> None:
        body = tree.find("body")
        self._root: _Element = tree if body is None else body
        self._base = base
        self._main = _find_main(self._root)
        self._kept = _around_content(self._root, self._main)
        self._hold_blocks = _holders(self._root)
        self._path: list[_Above] = []
        self._done: list[Block] = []
        self._count = 0
        self.record_roots: list[int] = []

    def blocks(self) -> list[Block]:
        """All blocks in reading order."""
        outside = Zone.ASIDE if self._main is not None else Zone.MAIN
        self._walk(self._root, _Place(outside))
        return self._done

    # -- the walk --------------------------------------------------------------------------------------------------

    def _walk(self, element: _Element, place: _Place) -> None:
        inline = Inline(self._base)
        inline.add_text(element.text)
        for child in element:
            if self._is_blocklike(child):
                self._flush(inline, place)
                inline = Inline(self._base)
                self._enter(child, place)
            else:
                inline.add(child)
            inline.add_text(child.tail)
        self._flush(inline, place)

    def _is_blocklike(self, element: _Element) -> bool:
        return element.tag in BLOCK_TAGS or element in self._hold_blocks

    def _enter(self, element: _Element, place: _Place) -> None:
        css = attribute_words(element)
        if is_unseen(css):
            return
        place = self._step(element, css, place)
        level, style = self._heading_level(element, css)
        if level:
            self._add_heading(gathered(element, self._base), level, style, place)
        elif element.tag == "button":
            return
        elif element.tag == "table" and not tables.is_layout(element):
            self._table(element, place)
        elif element.tag == "dl":
            self._definitions(element, place)
        else:
            self._walk(element, place)

    def _step(self, element: _Element, css: str, place: _Place) -> _Place:
        self._count += 1
        if is_marked(element, RECORD):
            self.record_roots.append(self._count)
        language = element.get("lang")
        return _Place(
            zone=self._zone(element, css, place.zone),
            kind=_kind(element.tag, place.kind),
            containers=(*place.containers, self._count),
            css=(css, *place.css)[:3],
            language=language[:2].lower() if language and element.tag != "body" else place.language,
        )

    def _zone(self, element: _Element, css: str, current: Zone) -> Zone:
        if element is self._main:
            return Zone.MAIN
        if element in self._kept or element.tag == "body":
            return current
        opened = own_zone(element, css, in_main=current is Zone.MAIN and self._main is not None)
        if opened is None:
            return current
        if opened is Zone.HEADER and current is Zone.MAIN and (self._main is not None or _holds_title(element)):
            return current  # the header of an article
        return opened

    def _heading_level(self, element: _Element, css: str) -> tuple[int, str]:
        """Level and style of a heading; level 0 for what is none."""
        if element.tag in _HEADINGS:
            return _HEADINGS[element.tag], ""
        if element.get("role") == "heading":
            level = element.get("aria-level") or ""
            return (int(level), "") if level in ("1", "2", "3", "4", "5", "6") else self._styled("role")
        if element.tag == "summary" or is_marked(element, HEADING):
            return self._styled(f"{element.tag} {css}")
        if element.tag == "button" and _opens_something(element, css):
            return self._styled("button")
        return 0, ""

    def _styled(self, style: str) -> tuple[int, str]:
        """Level of a heading that is none by its tag: that of the last of its style, else below the last heading."""
        for above in self._path:
            if above.style == style:
                return above.level, style
        return min((self._path[-1].level if self._path else 1) + 1, 7), style

    # -- blocks ----------------------------------------------------------------------------------------------------

    def _add_heading(self, inline: Inline, level: int, style: str, place: _Place) -> None:
        text = inline.text.replace("\n", " ")
        if text and len(text) <= _LONGEST_HEADING:
            in_main = place.zone is Zone.MAIN
            while in_main and self._path and self._path[-1].level >= level:
                self._path.pop()
            block = self._block(BlockKind.HEADING, text, inline, place, level=level)
            if in_main:
                self._path.append(_Above(level, text, block.index, style))
        elif text:
            self._block(BlockKind.PARAGRAPH, text, inline, place)
        self._images(inline, place)

    def _flush(self, inline: Inline, place: _Place) -> None:
        text = inline.text if inline.parts else ""
        if inline.strong and place.kind is BlockKind.PARAGRAPH and _is_bold_line(text, inline.strong):
            self._add_heading(inline, *self._styled("bold"), place)
            return
        if text:
            self._block(place.kind, text, inline, place)
        self._images(inline, place)

    def _images(self, inline: Inline, place: _Place) -> None:
        for alt in inline.images:
            self._block(BlockKind.IMAGE, alt, Inline(self._base), place)

    def _block(
        self,
        kind: BlockKind,
        text: str,
        inline: Inline,
        place: _Place,
        level: int = 0,
        cells: Sequence[str] = (),
        columns: Sequence[str] = (),
        pairs: Sequence[tuple[str, str]] = (),
    ) -> Block:
        headings = self._path if place.zone is Zone.MAIN else []
        block = Block(
            index=len(self._done),
            kind=kind,
            text=text,
            zone=place.zone,
            headings=tuple(h.text for h in headings),
            heading_indexes=tuple(h.index for h in headings),
            level=level,
            links=tuple(inline.links),
            strong=tuple(s for s in inline.strong if s),
            cells=tuple(cells),
            columns=tuple(columns),
            containers=place.containers,
            css=" ".join(c for c in place.css if c),
            language=place.language if place.language in _LANGUAGES else None,
            pairs=tuple(pairs),
        )
        self._done.append(block)
        return block

    # -- tables and definition lists -------------------------------------------------------------------------------

    def _table(self, table: _Element, place: _Place) -> None:
        for caption in table.iterchildren("caption"):
            self._enter(caption, place)
        for row in tables.rows(table, self._base):
            self._row(row, place)

    def _row(self, row: tables.Row, place: _Place) -> None:
        texts = row.texts
        filled = [text for text in texts if text]
        whole = joined(row.cells, self._base)
        place = self._step(row.element, attribute_words(row.element), place)
        if len(filled) == 1:
            whole.parts = filled
            self._flush(whole, place)
            return
        if filled:
            pairs = [(texts[0], texts[1])] if len(texts) == 2 == len(filled) and not row.columns else []
            columns = row.columns if len(row.columns) == len(texts) else ()
            self._block(BlockKind.ROW, " | ".join(filled), whole, place, cells=texts, columns=columns, pairs=pairs)
        self._images(whole, place)

    def _definitions(self, element: _Element, place: _Place) -> None:
        """A <dl>: each term with its values is one block; anything unusual inside is walked as usual."""
        entries = tables.definitions(element, self._base)
        if entries is None:
            self._walk(element, place)
            return
        for entry in entries:
            term, value = entry.texts[0].replace("\n", " "), tables.value_of(entry)
            whole = joined(entry.cells[1:], self._base)
            if term or value:
                text = f"{term}\n{value}" if term and value else (term or value)
                pairs = [(term, value)] if term and value else []
                self._block(BlockKind.ROW, text, whole, place, pairs=pairs, cells=(term, value))
            self._images(whole, place)


def _find_main(root: _Element) -> _Element | None:
    """The element that holds the page's own content: what the site's declaration says, <main>, role=main."""
    marked = next((e for e in root.iter() if is_marked(e, MAIN)), None)
    if marked is not None:
        return marked
    for found in (*root.iter("main"), *root.xpath(".//*[@role='main']")):
        if len("".join("".join(found.itertext()).split())) >= _MAIN_MINIMUM:
            return found
    return None


def _around_content(root: _Element, main: _Element | None) -> set[_Element]:
    """Elements around the main element, or the page's headings: class words never take these out of MAIN."""
    inner = [main] if main is not None else [h for h, _ in zip(root.iter("h1"), range(3), strict=False)]
    return {parent for element in inner for parent in element.iterancestors()}


def _holders(root: _Element) -> set[_Element]:
    """Elements that are no blocks by their tag but are walked like blocks: they hold one, open or are a heading."""
    found: set[_Element] = set()
    for element in root.iter():
        special = element.tag == "button" or element.get("role") == "heading" or is_marked(element, HEADING)
        if special or is_marked(element, RECORD):
            found.add(element)
        elif element.tag not in BLOCK_TAGS:
            continue
        parent = element.getparent()
        while parent is not None and parent not in found and parent.tag not in BLOCK_TAGS:
            found.add(parent)
            parent = parent.getparent()
    return found


def _kind(tag: str, current: BlockKind) -> BlockKind:
    if tag == "li":
        return BlockKind.ITEM
    if tag in ("figcaption", "caption"):
        return BlockKind.CAPTION
    if tag in ("td", "div", "section", "article"):
        return BlockKind.ITEM if current is BlockKind.ITEM else BlockKind.PARAGRAPH
    return current


def _holds_title(element: _Element) -> bool:
    return next(element.iterdescendants("h1"), None) is not None


def _opens_something(button: _Element, css: str) -> bool:
    """Whether a button is the title of an accordion's panel."""
    return any(name in button.attrib for name in ("aria-expanded", "aria-controls")) or bool(_TOGGLE.search(css))


def _is_bold_line(text: str, strong: list[str]) -> bool:
    """Whether a paragraph is one bold line, which many editors use instead of a heading."""
    if len(strong) != 1 or "\n" in text or not 2 < len(text) <= _LONGEST_BOLD_LINE:
        return False
    return strong[0].strip(" :") == text.strip(" :") and text[-1] not in ".,;@" and "@" not in text
