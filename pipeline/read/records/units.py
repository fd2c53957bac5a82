"""Pieces of a page that may each be one initiative: sections, boxes, rows, list items, bold-led paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Block, BlockKind, Document
from pipeline.lexicon import topic_of, topics_of
from pipeline.read.records.boxes import repeated
from pipeline.read.records.phrases import names_in
from pipeline.read.records.words import divides, has_record_word, is_generic, phrase

_LONGEST_NAME = 160
_LETTERS = re.compile(r"[^\W\d_]{2}")
_OF_INITIATIVES = frozenset(("duration", "start", "end", "funders", "budget", "grant_sum", "coordinator"))


@dataclass(frozen=True)
class Unit:
    """A candidate: what would be its name, and the blocks that would be its own."""

    heading: str
    """The words that would be its name, as the page writes them."""
    blocks: tuple[Block, ...]
    style: str
    """Which kind of piece: section, box, row, term, table, lead, card, item, grant or told."""
    group: tuple[object, ...]
    """Units of one listing share this: their style and the heading above."""

    @property
    def text(self) -> str:
        """All its text."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def direct(self) -> tuple[Block, ...]:
        """Its blocks up to the first heading inside it that may itself be the name of something."""
        for position, block in enumerate(self.blocks[1:], start=1):
            if block.level and not topics_of(block.text) and not block.text.startswith(self.heading):
                return self.blocks[:position]
        return self.blocks


def sections(document: Document) -> Iterator[Unit]:
    """A unit for each heading that is neither a label nor generic, with everything below it."""
    main = document.main
    for position, block in enumerate(main):
        if not block.level or is_generic(block.text) or topics_of(block.text):
            continue
        own = [block]
        for later in main[position + 1 :]:
            if later.level and (later.level <= block.level or divides(later.text)):
                break
            own.append(later)
        if len(own) > 1:
            for head in _two_in_one(block):
                yield Unit(head.text, (head, *own[1:]), "section", ("section", block.level))


def boxes(document: Document) -> Iterator[Unit]:
    """A unit for each of several like elements side by side, each with a title: the cards of a listing.

    The title need not come first ("Käynnissä" may stand above it), nor be a heading.
    """
    for parent, box, title in repeated(document.main):
        name = title.text.split("\n")[0]
        if not is_generic(name) and not topics_of(name) and len(name) <= _LONGEST_NAME:
            yield Unit(name, box, "box", ("box", parent))


_TWO = re.compile(rf"^(?P<one>.{{3,80}}\(\d[^)]{{3,30}}\)) {phrase('and')} (?P<two>.{{3,80}}\(\d[^)]{{3,30}}\))$")


def _two_in_one(block: Block) -> list[Block]:
    """A heading that names two initiatives, each with its years, as two: "Laturi (2017–2018) ja Raitti (2019)"."""
    both = _TWO.match(block.text)
    return [replace(block, text=both["one"]), replace(block, text=both["two"])] if both else [block]


def tables(document: Document) -> Iterator[Unit]:
    """A unit for each of several small label/value tables that stand under the same heading, one an initiative.

    Its name is the image or line at its top, else the words before the verb of its description.
    """
    found: dict[int, list[Block]] = {}
    for block in document.main:
        table = _table_of(block)
        if table is not None:
            found.setdefault(table, []).append(block)
    kept = {key: own for key, own in found.items() if sum(bool(b.pairs) for b in own) >= 1 and not own[0].pairs}
    if len(kept) >= 2:
        for own in kept.values():
            yield Unit(own[0].text.split("\n")[0], tuple(own), "table", ("table", own[0].headings))


def _table_of(block: Block) -> int | None:
    """Number of the table around a row without columns, or around the single cell at its top."""
    if block.columns or len(block.containers) < 2 or block.level:
        return None
    if block.kind is BlockKind.ROW and block.pairs and len(block.cells) == 2:
        return block.containers[-2]
    return block.containers[-2] if block.kind in (BlockKind.IMAGE, BlockKind.PARAGRAPH) else None


def rows(document: Document) -> Iterator[Unit]:
    """A unit for each row of a table whose columns say that its rows are projects."""
    for block in document.main:
        name_at = _name_column(block)
        if name_at is not None and block.cells[name_at].strip():
            heading = block.cells[name_at].split("\n")[0]
            yield Unit(heading, (block,), "row", ("row", block.columns, block.containers[:-2]))


def _name_column(block: Block) -> int | None:
    """Which cell of a row names the initiative: that of a column for names, else the first of unknown columns."""
    if block.kind is not BlockKind.ROW or not block.columns or len(block.columns) != len(block.cells):
        return None
    topics = [topic_of(c) for c in block.columns]
    if not _OF_INITIATIVES.intersection(filter(None, topics)):
        return None
    if "name" in topics:
        return topics.index("name")
    named = [i for i, column in enumerate(block.columns) if has_record_word(column) and topics[i] is None]
    unknown = [i for i, topic in enumerate(topics) if topic is None and _LETTERS.search(block.cells[i])]
    return next(iter([*named, *unknown]), None)


def terms(document: Document) -> Iterator[Unit]:
    """A unit for each term of a definition list, or first cell of a table without headers, that is no label.

    "<dt>Kylätaide</dt><dd>Hanke 2020–2022 ...</dd>"; "Kylätaide | 2020–2022 | Taike".
    """
    for block in document.main:
        if block.kind is not BlockKind.ROW or block.columns or len(block.cells) < 2:
            continue
        term = block.cells[0].split("\n")[0].strip()
        if _LETTERS.search(term) and len(term) <= _LONGEST_NAME and not topics_of(term) and not is_generic(term):
            yield Unit(term, (block,), "term", ("term", len(block.cells), block.containers[:-1]))


def leads(document: Document) -> Iterator[Unit]:
    """A unit for each paragraph or list item that starts with words in bold, with the paragraphs that go on from it."""
    main = document.main
    for position, block in enumerate(main):
        lead = _lead(block)
        if lead is None:
            continue
        own = [block]
        for later in main[position + 1 :]:
            if later.level or _lead(later) is not None or later.kind is not block.kind:
                break
            if block.kind is BlockKind.ITEM or later.headings != block.headings:
                break
            own.append(later)
        yield Unit(lead, tuple(own), "lead", ("lead", block.kind))


def _lead(block: Block) -> str | None:
    if block.level or block.kind in (BlockKind.ROW, BlockKind.IMAGE, BlockKind.CAPTION):
        return None
    first = next(iter(block.strong), "") or _linked_line(block)
    first = first.split("\n")[0].strip()
    if not block.text.startswith(first) or len(block.text) <= len(first) + 3 or not 2 < len(first) <= _LONGEST_NAME:
        return None
    if topics_of(first) or first.endswith(":") or is_generic(first):
        return None
    return first


def _linked_line(block: Block) -> str:
    """A link that is the first of several lines: the title of an entry."""
    linked = block.links[0].text if block.links else ""
    return linked if len(block.lines) > 1 and linked == block.lines[0] else ""


def cards(document: Document) -> Iterator[Unit]:
    """A unit for each element that the site's declaration calls a record."""
    for root in document.record_roots:
        own = tuple(b for b in document.blocks if root in b.containers)
        named = next((b for b in own if b.level), own[0] if own else None)
        if named is not None:
            yield Unit(named.text.split("\n")[0], own, "card", ("card",))


_ITEM = re.compile(r"^(?P<name>[^,.:;()]{4,90}?)\s*(?:\((?P<years>[^)]*\d{4}[^)]*)\)|,\s|:\s|\s[–-]\s)")


def items(document: Document) -> Iterator[Unit]:
    """A unit for each list item or line that starts with a name: "Kulttuurihuone 2020 (2019–2021), Taike"."""
    for block in document.main:
        if block.kind is not BlockKind.ITEM or _lead(block) is not None:
            continue
        found = _ITEM.match(block.text)
        if found and not topics_of(found["name"]):
            yield Unit(found["name"], (block,), "item", ("item", block.containers[:-1]))


_SUM_AT_END = re.compile(rf"[\s,.:–-]{{1,4}}\d[\d .]{{1,10}}(?:,\d\d)?\s?{phrase('euro')}\.?$", re.IGNORECASE)
_GRANTEE_ENDS = re.compile(r"(?<![A-ZÅÄÖ])[.:] (?=[\"”“#A-ZÅÄÖ])")


def grants(document: Document) -> Iterator[Unit]:
    """A unit for each line of a funder's list: "Mallilan teatteri ry, Mallila. Muistojen näyttämö, 24 000 €"."""
    for block in document.main:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        amount = _SUM_AT_END.search(block.text)
        parts = _GRANTEE_ENDS.split(block.text[: amount.start()], maxsplit=1) if amount else []
        if len(parts) == 2 and len(parts[0].split()) <= 12:
            yield Unit(parts[1], (block,), "grant", ("grant", block.headings))


_SUM = re.compile(rf"\d[\d .]{{2,9}} ?{phrase('euro')}", re.IGNORECASE)


def told(document: Document) -> Iterator[Unit]:
    """A unit for each paragraph that names an initiative and a sum: a news item on grants tells one in each."""
    for block in document.main:
        if block.kind is BlockKind.PARAGRAPH and _SUM.search(block.text):
            names = names_in(block.text.replace("\n", " "))
            if len(set(names)) == 1:
                yield Unit(names[0], (block,), "told", ("told",))


# "Toiminta-avustukset": money for running an organisation is no project (RULES.md of the evaluation)
_OPERATING = re.compile(phrase("operating"), re.IGNORECASE)


def candidates(document: Document) -> Sequence[Unit]:
    """All candidates of a page; they overlap."""
    if document.record_roots:
        return list(cards(document))
    found = [f(document) for f in (sections, boxes, rows, terms, tables, leads, items, grants, told)]
    return [u for units in found for u in units if not _OPERATING.search(" ".join(u.blocks[0].headings[-1:]))]
