"""The blocks of a record as lines to be read one by one, each with the label and heading it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.document import Block
from pipeline.document.model import BlockKind, Zone
from pipeline.read.contacts import emails, names, organisations, phones, roles
from pipeline.read.contacts.tables import cues_in, ends_with_cue, has_cue, is_cue
from pipeline.read.sentences import sentences

_LABEL = re.compile(r"[ \u00a0]{0,3}([^:@\d\n]{1,70}?)[ \u00a0]?:(?:[ \u00a0\n]+|$)(.*)", re.DOTALL)
_END = re.compile(r"[.!?…][\"”’»)\]]{0,2}\s")
_PROSE_WORDS = 22
_HEADING_WORDS = 10
_SENTENCE_WORDS = 5


@dataclass(slots=True, eq=False)
class Line:
    """A line of a block, a cell of a row, or a sentence of running text."""

    text: str
    """What is read: the value without its label, addresses of links put in."""
    raw: str
    """The same stretch as the page shows it."""
    block: Block
    label: str | None = None
    cue: str | None = None
    """What the label or the headings above make of it: person, contact, team, excluded, or None."""
    cue_text: str = ""
    """The label or heading that does."""
    prose: bool = False
    """Whether it is a sentence of running text."""
    starts_row: bool = False
    starts_block: bool = False


def cue_of(text: str, *, heading: bool = False) -> str | None:
    """What a label or heading announces: person, contact, team or excluded; None if nothing of contacts."""
    kinds = cues_in(text)
    if not kinds or (heading and len(text.split()) > _HEADING_WORDS):
        return None
    if "excluded" in kinds and "person" not in kinds:
        return "excluded"
    found = next((kind for kind in ("person", "contact", "team") if kind in kinds), None)
    # "Varaukset ja tiedustelut" is a contact, "Ilmoittautumiset" alone is none
    return found or ("excluded" if "booking" in kinds else None)


def heading_cue(block: Block) -> tuple[str | None, str]:
    """The cue of the innermost heading above a block that has one, and that heading."""
    return _innermost(block.headings)


@lru_cache(maxsize=2048)
def _innermost(headings: tuple[str, ...]) -> tuple[str | None, str]:
    for heading in reversed(headings):
        cue = cue_of(heading, heading=True)
        if cue is not None:
            return cue, heading
    return None, ""


def of_blocks(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines of some blocks, in order.

    A label alone on a line ("Lisätietoja:") holds until a heading or until running text follows.
    """
    pending: tuple[str | None, str] = (None, "")
    section: tuple[str | None, str] = (None, "")
    for block in blocks:
        if block.kind in (BlockKind.IMAGE, BlockKind.CAPTION) or block.zone in (Zone.NAV, Zone.NOTICE):
            continue
        if block.kind is BlockKind.HEADING:
            pending = (None, "")
            section = (cue_of(block.text, heading=True), block.text)
        first = True
        for line in _lines(block):
            bare, pending = _give_cue(line, pending, section)
            if not bare:
                line.starts_block = first
                yield line
                first = False


def _give_cue(
    line: Line, pending: tuple[str | None, str], section: tuple[str | None, str]
) -> tuple[bool, tuple[str | None, str]]:
    """Give the line the cue that holds for it; whether it is a bare label, and what holds after it."""
    own = cue_of(line.label) if line.label else None
    if line.label and own and not line.text:
        return True, (own, line.label)
    if line.prose and pending[0] and not own:
        pending = (None, "")
    cue: str | None
    if own:
        cue, text = own, line.label or ""
    elif pending[0]:
        cue, text = pending
    else:
        # asides have their headings only as the blocks before them
        cue, text = heading_cue(line.block) if line.block.headings else section
    if cue == "excluded" and line.prose and cue_of(line.raw) != "excluded":
        # "Who can take part?" above, but the sentence itself says how to reach someone
        said = cue_of(line.raw)
        cue, text = (said, line.raw) if said else (cue, text)
    line.cue, line.cue_text = cue, text
    return False, pending


def _lines(block: Block) -> Iterator[Line]:
    if block.cells and len(block.cells) > 1:
        yield from _row(block)
        return
    waiting: str | None = None
    for raw in block.lines:
        if _labels_next(raw):
            waiting = raw.rstrip(" :\u00a0")
        elif waiting is not None:
            yield Line(_with_links(raw, block), raw, block, waiting)
            # a postal address takes several lines, any other value one
            waiting = waiting if is_of_another(waiting) else None
        else:
            yield from _split(raw, block)


def _labels_next(raw: str) -> bool:
    """A line that is nothing but the label of a detail ("Sähköposti:"), its value on the next line."""
    label = raw.rstrip(" :\u00a0")
    if not raw.endswith(":") or len(label.split()) > 5:
        return False
    return (
        is_of_another(label)
        or any(is_cue(label, kind) for kind in ("name", "role", "organisation"))
        or (ends_with_cue(label, "name") and has_cue(label, "person"))
    )


def _split(raw: str, block: Block) -> Iterator[Line]:
    if block.kind is not BlockKind.HEADING and _is_prose(raw):
        for sentence in sentences(raw):
            label, value = _labelled(sentence.text)
            yield Line(_with_links(value, block), sentence.text, block, label, prose=True)
        return
    label, value = _labelled(raw)
    if label is None and _is_bare_label(raw, block):
        label, value = raw, ""
    yield Line(_with_links(value, block), raw, block, label)


def _is_bare_label(raw: str, block: Block) -> bool:
    """A short line that only announces contacts: "Yhteyshenkilöt" above the names in one paragraph."""
    words = len(raw.split())
    if block.kind is BlockKind.HEADING or words > 5 or not cues_in(raw):
        return False
    announces = any(is_cue(raw, kind) for kind in ("person", "contact", "team", "excluded")) or (
        words <= 3 and ends_with_cue(raw, "person") and raw != block.text
    )
    return announces and not emails.find(raw) and not phones.find(raw)


def _is_prose(raw: str) -> bool:
    words = raw.split()
    if len(words) < _HEADING_WORDS:
        return False
    if len(words) > _PROSE_WORDS and len(words) - sum(map(_is_figure, words)) > _PROSE_WORDS:
        return True
    # no sentence ends before the last of these marks
    if _END.search(raw) is None:
        return False
    found = sentences(raw)
    return len(found) > 1 and any(len(s.text.split()) > _SENTENCE_WORDS for s in found)


def _is_figure(word: str) -> bool:
    """Whether a word is an address, or has digits in it, which tell nothing of prose."""
    return "@" in word or (not word.isalpha() and any(map(str.isdigit, word)))


def _labelled(raw: str) -> tuple[str | None, str]:
    """Label and value of "Lisätietoja: Maija Malli"; (None, raw) where there is no label."""
    if ":" not in raw:
        return None, raw
    match = _LABEL.fullmatch(raw)
    if match is None or len(match[1].split()) > 12:
        return None, raw
    label = match[1].strip(" \u00a0•–—-*>")
    if not label or is_cue(label, "phone") or is_cue(label, "email") or names.find(label):
        return None, raw
    return label, match[2].strip()


def _row(block: Block) -> Iterator[Line]:
    """The cells of a row; its column's header labels each, or the first of two labels the second."""
    if len(block.cells) == 2 and not block.columns:
        label = block.cells[0].strip(" :\u00a0\n")
        if _is_label_cell(label):
            value = block.cells[1]
            whole = value if "\n" not in value else None
            if whole is not None:
                yield Line(_with_links(value, block), value, block, label, starts_row=True)
                return
            for part in value.split("\n"):
                yield Line(_with_links(part, block), part, block, label, starts_row=True)
            return
    name, name_columns = _split_name(block)
    if name:
        yield Line(name, block.cells[min(name_columns)].strip(), block, starts_row=True)
    for position, cell in enumerate(block.cells):
        if position in name_columns:
            continue
        header = block.columns[position] if position < len(block.columns) else None
        for number, part in enumerate(p for p in cell.split("\n") if p.strip()):
            own, value = _labelled(part.strip())
            if own is None or not cue_of(own):
                own, value = header or None, part.strip()
            first = not name and position + number == 0
            yield Line(_with_links(value, block), part, block, own, starts_row=first)


def _split_name(block: Block) -> tuple[str, frozenset[int]]:
    """Given name and surname from columns of their own, and the positions of these columns."""
    places: dict[str, int] = {}
    for position, column in enumerate(block.columns[: len(block.cells)]):
        for kind in ("given", "surname"):
            if is_cue(column, kind) and block.cells[position].strip():
                places.setdefault(kind, position)
    if len(places) < 2:
        return "", frozenset()
    name = f"{block.cells[places['given']].strip()} {block.cells[places['surname']].strip()}"
    return name, frozenset(places.values())


def _is_label_cell(text: str) -> bool:
    """Whether the first of two cells labels the second; a person's card in it does not."""
    if "\n" in text or not text or len(text.split()) > 6 or emails.find(text) or phones.find(text):
        return False
    name = names.whole(text)
    return name is None or not name.known


def _with_links(text: str, block: Block) -> str:
    """The text with the addresses of mail and phone links put after words that do not show them."""
    for link in block.links:
        address, number = emails.of_link(link.url), phones.of_link(link.url)
        if address is not None and address not in {a.value for a in emails.find(block.text)}:
            text = _put_in(text, link.text, address)
        elif number is not None and number not in {n.value for n in phones.find(block.text)}:
            text = _put_in(text, link.text, number)
    return text


def _put_in(text: str, words: str, value: str) -> str:
    words = words.strip()
    if not words or words not in text or emails.find(words) or phones.find(words):
        return text
    # "Maija Malli Lähetä viesti": the words of the link are no part of the name before them
    apart = "" if names.whole(words) or names.find(words) else ", "
    return text.replace(words, f"{apart}{words}, {value} ,", 1)


def is_of_another(label: str) -> bool:
    """Whether a label speaks of the number or address of someone else: "Kirjaston puhelin"."""
    if has_cue(label, "address"):
        return True
    if (
        not (ends_with_cue(label, "phone") or ends_with_cue(label, "email"))
        or is_cue(label, "phone")
        or is_cue(label, "email")
    ):
        return False
    owner = label.split()[0]
    return not (has_cue(owner, "person") or cue_of(owner) or roles.is_head(owner) or _is_person_word(owner))


def _is_person_word(owner: str) -> bool:
    stem = re.sub(r"(?:n|s)$", "", owner.lower())
    return (
        roles.is_head(stem)
        or has_cue(stem, "person")
        or has_cue(owner, "initiative")
        or (not organisations.is_word(stem) and len(owner) < 4)
    )
