"""Cuts blocks into labelled passages: the view that most readers work on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.document.model import Block, BlockKind, Passage
from pipeline.lexicon import topics_of

_COLON = re.compile(r"([^:\n]{2,70}?)\s?:(?=\s|$)\s*")
_MOST_LABEL_WORDS = 7
_OF_PEOPLE = frozenset(("contacts", "partners"))
# a bare line of these is part of a contact's card: "Projektikoordinaattori" under a name, "Puhelin" above a number
_OF_CARDS = frozenset(("contacts", "email", "phone", "role", "organisation", "address", "name"))


def passages(blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """The passages of some blocks, in order; headings and images give none of their own.

    A label comes from markup pairs, a colon, a known label in bold or alone on its line, a block that is nothing but
    a known label (it labels what follows it in the same container), or the nearest heading above that is a known
    label. Text after an unknown label keeps the label in its text, for it may be no label at all.
    """
    result: list[Passage] = []
    pending: tuple[str, Block] | None = None
    for block in blocks:
        if block.level or block.kind is BlockKind.IMAGE:
            pending = None
            continue
        if _is_label(block):
            pending = (block.text.strip(" :"), block)
            continue
        inherited = _pending_label(pending, block) or _heading_label(block)
        result.extend(_of_block(block, inherited))
    return tuple(result)


def _is_label(block: Block) -> bool:
    return len(block.lines) == 1 and not block.pairs and not block.links and _is_known(block.text)


def _is_known(text: str) -> bool:
    """Whether words that stand alone are a known label; "Hanke alkoi." is a sentence."""
    return not text.endswith(".") and bool(topics_of(text))


def _pending_label(pending: tuple[str, Block] | None, block: Block) -> str | None:
    """A label-only block holds for blocks beside it: its siblings and what is inside them."""
    if pending is None:
        return None
    label, source = pending
    around = source.containers[:-1]
    return label if block.containers[: len(around)] == around else None


def _heading_label(block: Block) -> str | None:
    """The nearest heading above, if it is a known label.

    People's names are often headings under "Yhteystiedot": labels of people hold through such sub-headings.
    """
    for distance, heading in enumerate(reversed(block.headings)):
        topics = topics_of(heading)
        if topics and (distance == 0 or _OF_PEOPLE.issuperset(topics)):
            return heading
    return None


def _of_block(block: Block, inherited: str | None) -> Iterator[Passage]:
    if block.pairs:
        for label, value in block.pairs:
            yield from _labelled(value, block, label)
        return
    if block.columns and len(block.cells) == len(block.columns):
        for label, value in zip(block.columns, block.cells, strict=True):
            if value:
                yield from _labelled(value, block, label)
        return
    for heading, text in _split_lines(block, inherited):
        if heading is None:
            yield Passage(text, block)
        else:
            yield from _labelled(text, block, heading)


def _labelled(text: str, block: Block, label: str) -> Iterator[Passage]:
    label = label.strip(" :")
    topics = topics_of(label)
    if not topics:
        yield Passage(text, block, label)
    for topic in topics:
        yield Passage(text, block, label, topic)


def _split_lines(block: Block, inherited: str | None) -> Iterator[tuple[str | None, str]]:
    """Label and text of runs of lines: a line that starts with a label opens a run."""
    label: str | None = inherited
    run: list[str] = []
    for line in block.lines:
        found = _line_label(line, block.strong)
        if found is None:
            run.append(line)
            continue
        if run:
            yield label, "\n".join(run)
        label, rest = found
        run = [rest] if rest else []
    if run:
        yield label, "\n".join(run)


def _line_label(line: str, strong: Iterable[str]) -> tuple[str, str] | None:
    """The known label that a line starts with, and the rest of the line."""
    colon = _COLON.match(line)
    if colon and len(colon[1].split()) <= _MOST_LABEL_WORDS and topics_of(colon[1]):
        return colon[1], line[colon.end() :]
    if _is_known(line) and not _OF_CARDS.intersection(topics_of(line)):
        return line, ""
    for bold in strong:
        first = bold.split("\n")[0]
        if first and line.startswith(first) and topics_of(first):
            return first, line[len(first) :].lstrip(" :–-")
    return None


def unknown_labels(blocks: Sequence[Block]) -> list[str]:
    """Words that stand like labels (before a colon at a line's start, paired by markup) but are not in the lexicon."""
    found: dict[str, None] = {}
    for block in blocks:
        candidates = [label for label, _ in block.pairs] + list(block.columns)
        for line in block.lines:
            colon = _COLON.match(line)
            if colon and len(colon[1].split()) <= 3:
                candidates.append(colon[1])
        found.update((c.strip(" :"), None) for c in candidates if c.strip(" :") and not topics_of(c))
    return list(found)
