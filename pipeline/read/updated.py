"""The date on which the page says that it was last updated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.document import Block, Document, Zone
from pipeline.read.durations.expressions import DateMatch, dates_in
from pipeline.read.durations.tokens import may_hold_date
from pipeline.read.scope import Found
from schemas.csv_data import csv_rows
from schemas.edtf import latest

_WIDEST_GAP = 40
"""Characters between the word and its date: "Päivitetty: ke 1.2.2024", "Updated by the staff on 1.2.2024"."""
_STARTS_AFTER = frozenset("|·•–—-.;)(/,")
_LONGEST_LINE = 200
_WORD = re.compile(r"[^\W\d_]+")


def read_updated(document: Document) -> Found[str] | None:
    """The page's own date of update as EDTF, or None where the page's text states none.

    It may stand in any zone, in one block ("Sivu päivitetty 1.2.2024") or in two ("Muokattu" above
    "1.2.2024"). Dates of publication and dates in metadata do not count. Of several, the latest counts: the
    page was updated no earlier.
    """
    found = list(_stated(document))
    return max(found, key=lambda f: (f.rank, latest(f.value))) if found else None


def _stated(document: Document) -> Iterator[Found[str]]:
    previous: Block | None = None
    for block in document.blocks:
        for label, value in block.pairs:
            if _is_word(label):
                yield from _first_date(value, block, document, "updated.pair")
        for line in block.lines:
            yield from _line(line, block, document)
        if previous is not None and _is_word(previous.text):
            yield from _first_date(block.text, block, document, "updated.next_block")
        for above, below in zip(block.lines, block.lines[1:], strict=False):
            if _is_word(above):
                yield from _first_date(below, block, document, "updated.next_line")
        previous = block


def _line(line: str, block: Block, document: Document) -> Iterator[Found[str]]:
    """A line, or a part of it after a mark, that begins with the word and goes on to the date."""
    if not may_hold_date(line):
        return
    found = dates_in(line, document.language)
    for start, end in _phrases(line):
        if not _begins_part(line, start):
            continue
        after = next((d for d in found if d.span[0] >= end), None)
        if after is None or after.span[0] - end > _WIDEST_GAP or not _is_day(after):
            continue
        if "." not in line[end : after.span[0]].strip(" .:"):
            yield _found(after, line, block, "updated.line")


def _begins_part(line: str, position: int) -> bool:
    """Whether a word opens its line or a part of it; in mid-sentence it speaks of something else."""
    before = line[:position].rstrip()
    if not before:
        return True
    return len(line) <= _LONGEST_LINE and (before[-1] in _STARTS_AFTER or before[-1].isdigit())


def _first_date(text: str, block: Block, document: Document, rule: str) -> Iterator[Found[str]]:
    if len(text) > _LONGEST_LINE or not may_hold_date(text):
        return
    dates = dates_in(text, document.language)
    if dates and dates[0].span[0] <= _WIDEST_GAP and _is_day(dates[0]):
        yield _found(dates[0], text, block, rule)


def _is_day(match: DateMatch) -> bool:
    return match.shape == "at" and len(match.end or "") >= 7


def _found(match: DateMatch, quote: str, block: Block, rule: str) -> Found[str]:
    value = match.end or ""
    # the page's own line stands in its text, header or footer; a list beside it dates other pages
    rank = 0.0 if block.zone is Zone.ASIDE else 1.0
    return Found("updated", value, quote, rule, block, quote[match.span[0] : match.span[1]], rank)


@cache
def _kinds() -> dict[str, str]:
    return {row["form"]: row["kind"] for row in csv_rows("pipeline.read", "updated_words.csv")}


def _phrases(line: str) -> Iterator[tuple[int, int]]:
    """Where words of the table stand in a row, one of them naming an update: "Tätä sivua on viimeksi muokattu"."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(line):
        known = word.group().casefold() in _kinds()
        if run and (not known or line[run[-1].end() : word.start()].strip("\u00a0 .")):
            yield from _told_by(run)
            run = []
        if known:
            run.append(word)
    yield from _told_by(run)


def _told_by(run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    kinds = [_kinds()[word.group().casefold()] for word in run]
    # "Muutos 1.2.2024" may be any change; "Viimeisin muutos" is the page's
    changed = "change" in kinds and ("last" in kinds or "page" in kinds)
    if ("update" in kinds or changed) and kinds[0] not in ("auxiliary", "day"):
        yield run[0].start(), run[-1].end()


def _is_word(text: str) -> bool:
    """Whether a text is nothing but such words: "Viimeisin päivitys:"."""
    bare = text.strip(" :.\u00a0")
    return len(bare) <= _WIDEST_GAP and any(span == (0, len(bare)) for span in _phrases(bare))
