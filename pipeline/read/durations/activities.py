"""Periods that a page tells only of what the initiative does: its groups meet, its workshops are held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pipeline.document import Passage
from pipeline.read.durations.cues import cues_in, subjects_in
from pipeline.read.durations.expressions import DateMatch
from pipeline.read.durations.model import FAR, RANGE_OF, STRANGE, Candidate, make, of_the_page, own_period
from pipeline.read.durations.tokens import words
from pipeline.read.durations.told import by_sentence
from pipeline.read.scope import Scope
from pipeline.read.sentences import Sentence
from schemas.edtf import earliest, latest

_SHORTEST = timedelta(days=180)
"""What goes on for less is a course or a season of the programme."""
_LONGEST_PAUSE = timedelta(days=240)
"""Between two times that are told as one: "syksyllä 2021 ja keväällä 2022"."""


def of_activities(passage: Passage, matches: list[DateMatch], scope: Scope) -> Iterator[Candidate]:
    """Candidates from sentences about the initiative's activities, weaker than what is said of itself."""
    if passage.label is not None or not of_the_page(passage.block):
        return
    for sentence, _, inside in by_sentence(passage.text, matches):
        yield from _held(sentence, inside, passage, scope)
        yield from _paired(sentence, inside, passage, scope)


def _held(sentence: Sentence, inside: list[DateMatch], passage: Passage, scope: Scope) -> Iterator[Candidate]:
    """ "Tunteja pidetään elokuusta 2019 toukokuuhun 2021": days would be those of an event."""
    verbs = [c for c in cues_in(sentence.text) if c.role == "held"]
    subjects = subjects_in(sentence.text, scope.name, scope.kind)
    if not verbs or any(s.role in STRANGE - {"activity"} for s in subjects):
        return
    for match in inside:
        if match.shape != "range" or match.precision == "day" or not match.start or not match.end:
            continue
        begin, end = match.span[0] - sentence.start, match.span[1] - sentence.start
        near = any(0 <= begin - v.end <= FAR or 0 <= v.start - end <= FAR for v in verbs)
        if near and own_period(match) and latest(match.end) - earliest(match.start) >= _SHORTEST:
            yield make(match, RANGE_OF - 6, "durations.activity.range", sentence.text, passage.text, passage.block)


def _paired(sentence: Sentence, inside: list[DateMatch], passage: Passage, scope: Scope) -> Iterator[Candidate]:
    """Two seasons or months that follow each other: "syksyllä 2021 ja keväällä 2022"."""
    if len(inside) != 2 or any(m.shape != "at" or m.precision not in ("season", "month") for m in inside):
        return
    first, second = inside
    start, end = first.start, second.end
    if not start or not end or not first.end or not second.start or not _joined(passage.text, first, second):
        return
    pause = earliest(second.start) - latest(first.end)
    roles = {s.role for s in subjects_in(sentence.text, scope.name, scope.kind)}
    told = any(c.role in ("start", "end", "until") for c in cues_in(sentence.text))
    if timedelta() < pause <= _LONGEST_PAUSE and roles & {"own", "name"} and not roles & STRANGE and not told:
        raw = passage.text[first.span[0] : second.span[1]]
        yield Candidate(start, end, RANGE_OF - 6, "durations.activity.pair", sentence.text, raw, passage.block)


def _joined(text: str, first: DateMatch, second: DateMatch) -> bool:
    """Whether nothing but "and" stands between two dates."""
    word = words(None).get(text[first.span[1] : second.span[0]].strip().casefold())
    return word is not None and word.role == "and"
