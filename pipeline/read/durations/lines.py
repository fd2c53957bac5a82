"""Dates in headings, after the initiative's name, alone on a line, or after a label that is in no table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.document import Block, Passage
from pipeline.read.durations.cues import Cue, cues_in, subjects_in
from pipeline.read.durations.expressions import DateMatch, dates_in
from pipeline.read.durations.model import (
    BRACKET,
    COLON,
    FAR,
    LABEL_SLACK,
    LINE,
    LINE_SLACK,
    NAME_DATE,
    NAME_YEAR,
    PERIOD_GAP,
    SPAN,
    STRANGE,
    Candidate,
    line_of,
    long_enough,
    make,
    of_the_page,
    own_period,
)
from pipeline.read.durations.tokens import may_hold_date
from pipeline.read.scope import Scope

_NAME_TO_DATE = 24
_LONGEST_LABEL = 40
# "Kesto: 2020–2021", "Milloin? 2020–2021"
_LABEL_MARK = re.compile("[:?]")

# what may stand between a name and its years: the rest of a compound, a numeral, a bracket or comma
_AFTER_NAME = re.compile(
    r"!?[\"”’]?(?: ?-?[^\W\d_]{0,25}| [IVX\d.+]{1,5})?[\"”’]? ?[,:(–—-]?(?: in| from| åren| år)? ?"
)


def of_heading(block: Block, scope: Scope) -> Iterator[Candidate]:
    """Dates in a heading that names the initiative: "Virta (2019–2021)"."""
    if not block.level or not may_hold_date(block.text):
        return
    matches = dates_in(block.text, scope.document.language)
    own = any(s.role == "name" for s in subjects_in(block.text, scope.name))
    if not own and block is not scope.blocks[0]:
        return
    for match in matches:
        inside = scope.sole and block.text[match.span[0] : match.span[1]].strip("() ") in scope.name
        if match.shape != "at" and not inside and _nearest_is_own(block.text, match, scope):
            yield make(match, NAME_DATE, "durations.heading.range", block.text, block.text, block)
        elif match.shape == "at" and not inside and match is matches[-1] and _closes(block.text, match):
            yield make(match, NAME_YEAR, "durations.heading.year", block.text, block.text, block)


def _nearest_is_own(text: str, match: DateMatch, scope: Scope) -> bool:
    """Two projects may share a heading: a date belongs to the name just before it."""
    if scope.sole:
        return True
    names = [s for s in subjects_in(text, scope.name) if s.role == "name" and s.end <= match.span[0]]
    matches = dates_in(text, scope.document.language)
    if len(matches) < 2 or not names:
        return len(matches) < 2
    return not any(names[-1].end <= m.span[0] and m.span[1] <= match.span[0] for m in matches)


def _closes(text: str, match: DateMatch) -> bool:
    return not text[match.span[1] :].strip(" ).")


def of_line(passage: Passage, matches: list[DateMatch], scope: Scope) -> Iterator[Candidate]:
    """A line that is nothing but a range, or a name and a range."""
    text = passage.text
    for match in matches:
        line = line_of(text, match)
        raw = text[match.span[0] : match.span[1]]
        if match.shape != "range" or not long_enough(match):
            continue
        if passage.label is not None or not of_the_page(passage.block):
            continue
        if len(line) - len(raw) <= LINE_SLACK:
            yield make(match, LINE, "durations.line.range", line, text, passage.block)
        elif _after_kind(line, match, text, scope):
            yield make(match, COLON + 2, "durations.line.kind", line, text, passage.block)
    yield from after_name(passage, matches, scope)


def after_name(passage: Passage, matches: list[DateMatch], scope: Scope) -> Iterator[Candidate]:
    """A date straight after the name, in brackets or not: "Virta-hanke 2019–2021: ..."."""
    text = passage.text
    for match in matches:
        line = line_of(text, match)
        begin = text.rfind("\n", 0, match.span[0]) + 1
        before = text[begin : match.span[0]]
        if len(before) > FAR * 2:
            continue
        names = [s for s in subjects_in(before, scope.name, scope.kind) if s.role == "name"]
        if not names or len(before) - names[-1].end > _NAME_TO_DATE or cues_in(before[names[-1].end :]):
            continue
        if not _AFTER_NAME.fullmatch(before, names[-1].end):
            continue
        if match.shape == "range" and long_enough(match):
            bracket = before.rstrip().endswith("(")
            rank, rule = (BRACKET, "durations.bracket") if bracket else (NAME_DATE - 2, "durations.name.range")
            yield make(match, rank, rule, line, text, passage.block)
        elif match.shape == "at" and match.precision == "year" and _year_word(text, match):
            yield make(match, NAME_YEAR, "durations.name.year", line, text, passage.block)


def _year_word(text: str, match: DateMatch) -> bool:
    return match.span[1] - match.span[0] > 4 or text[match.span[0] - 1 : match.span[0]] == "("


def _after_kind(line: str, match: DateMatch, text: str, scope: Scope) -> bool:
    """A line of facts that opens with what the page is about: "Projekti 1.1.2023 – 31.12.2026, laitos"."""
    begin = text.rfind("\n", 0, match.span[0]) + 1
    before = text[begin : match.span[0]]
    subjects = subjects_in(before, scope.name, scope.kind)
    opening = len(subjects) == 1 and subjects[0].role == "own" and subjects[0].start == 0
    return opening and len(before) - subjects[0].end <= PERIOD_GAP and line[-1:] not in ".!?"


def of_colon(passage: Passage, matches: list[DateMatch], scope: Scope) -> Iterator[Candidate]:
    """A label that the lexicon does not know, with nothing but dates after it."""
    for line, label, begin in _labelled_lines(passage, scope):
        inside = [m for m in matches if begin <= m.span[0] < begin + len(line)]
        around = len(line.strip()) - sum(m.span[1] - m.span[0] for m in inside)
        if not inside or around > LABEL_SLACK:
            continue
        if any(s.role in STRANGE for s in subjects_in(label, scope.name, scope.kind)):
            continue
        cue = _cue_of_label(label, line)
        match = inside[0]
        start, end = match.start, match.end
        if cue and cue.role != "span":
            start, end = (start, None) if cue.role == "start" else (None, end)
        elif (
            match.shape == "at"
            or not long_enough(match)
            or not own_period(match)
            or (cue is None and around > LINE_SLACK)
        ):
            continue
        if start or end:
            raw = passage.text[match.span[0] : match.span[1]]
            rank = SPAN + 2 if cue else COLON
            rule = "durations.colon.cue" if cue else "durations.colon.range"
            yield Candidate(start, end, rank, rule, line.strip(), raw, passage.block)


def _cue_of_label(label: str, value: str) -> Cue | None:
    """The cue of a label, or of the value of one that announces a state: "Tila: päättynyt 12/2022"."""
    cues = cues_in(label)
    own = next((c for c in cues if c.role in ("start", "end", "span")), None)
    status = next((c for c in cues if c.role == "status"), None)
    if own or status is None:
        return own
    said = next((c for c in cues_in(value) if c.role in ("start", "end")), None)
    return said or replace(status, role="span")


def _labelled_lines(passage: Passage, scope: Scope) -> Iterator[tuple[str, str, int]]:
    """Value, label and position of the value, of each line that is a label and a value.

    The label may also be the block before, if that is short and holds a word that we know.
    """
    if passage.label is not None and "\n" not in passage.text:
        yield passage.text, passage.label, 0
        return
    above = _block_before(passage.block, scope)
    if above is not None and _is_label_above(above):
        yield passage.text, above.text, 0
    begin = 0
    for line in passage.text.split("\n"):
        mark = _LABEL_MARK.search(line, 0, _LONGEST_LABEL + 1)
        if mark:
            yield line[mark.end() :], line[: mark.start()], begin + mark.end()
        begin += len(line) + 1


def _is_label_above(block: Block) -> bool:
    """A few words without a date or full stop, one of them a cue; a heading labels by itself."""
    text = block.text.rstrip()
    short = not block.level and len(text) <= _LONGEST_LABEL and text[-1:] not in ".!"
    return short and not may_hold_date(text) and bool(cues_in(text))


def _block_before(block: Block, scope: Scope) -> Block | None:
    position = block.index - 1
    blocks = scope.document.blocks
    return blocks[position] if 0 <= position < len(blocks) and blocks[position].index == position else None
