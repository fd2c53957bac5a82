"""Dates that the page labels as duration, start or end."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.document import Passage
from pipeline.read.durations.cues import cues_in
from pipeline.read.durations.expressions import DateMatch
from pipeline.read.durations.model import (
    DAY_LETTERS,
    LABEL,
    LABEL_ONE,
    LABEL_SLACK,
    RANGE_OF,
    Candidate,
    line_of,
    long_enough,
    make,
)
from pipeline.read.durations.told import always_own, told_in
from schemas.edtf import earliest, latest

_SHORT_LABELLED = 160


def of_label(passage: Passage, matches: list[DateMatch]) -> Iterator[Candidate]:
    """A passage that the page labels as duration, start or end."""
    text, block = passage.text, passage.block
    if passage.topic == "start":
        yield from _one(matches[0].start, None, "start", matches[0], passage)
        for match in matches[1:2]:
            between = text[matches[0].span[1] : match.span[0]]
            if any(c.role == "end" for c in cues_in(between)):
                yield from _one(None, match.end, "end", match, passage)
        return
    if passage.topic == "end":
        yield from _one(None, matches[-1].end, "end", matches[-1], passage)
        return
    if len(text) > _SHORT_LABELLED:
        ranges = [m for m in matches if m.shape == "range" and long_enough(m)]
        for match in ranges[:1]:
            yield make(match, LABEL - 4, "durations.label.text", line_of(text, match), text, block)
        yield from told_in(passage, matches, always_own)
        return
    yield from _short_label(passage, matches)


def _one(start: str | None, end: str | None, what: str, match: DateMatch, passage: Passage) -> Iterator[Candidate]:
    if start or end:
        raw = passage.text[match.span[0] : match.span[1]]
        yield Candidate(
            start,
            end,
            LABEL_ONE,
            f"durations.label.{what}",
            line_of(passage.text, match),
            raw,
            passage.block,
        )


def _short_label(passage: Passage, matches: list[DateMatch]) -> Iterator[Candidate]:
    """A short text under a duration label: its range, its phases as one, or what its verbs tell."""
    text, block = passage.text, passage.block
    told = list(told_in(passage, matches, always_own))
    yield from (c for c in told if c.extends)
    ranges = [m for m in matches if m.shape == "range"]
    if ranges:
        start = min((m.start for m in ranges if m.start), key=earliest)
        end = max((m.end for m in ranges if m.end), key=latest)
        raw = text[ranges[0].span[0] : ranges[-1].span[1]]
        yield Candidate(start, end, LABEL, "durations.label.range", text, raw, block)
        return
    if told:
        yield from (_raised(c) for c in told)
        yield from _open_sides(passage, matches, told)
        return
    first, last = matches[0], matches[-1]
    if len(matches) == 2 and first.start and last.end and earliest(first.start) <= latest(last.end):
        raw = text[first.span[0] : last.span[1]]
        yield Candidate(first.start, last.end, LABEL - 2, "durations.label.two", text, raw, block)
    elif len(matches) == 1:
        if first.shape == "at" and len(first.end or "") == DAY_LETTERS:
            return  # one day is an event
        raw = text[first.span[0] : first.span[1]]
        # a date with much around it is a milestone of a timetable
        rank = LABEL - 1 if first.shape != "at" or len(text) - len(raw) <= LABEL_SLACK else RANGE_OF
        yield Candidate(first.start, first.end, rank, f"durations.label.{first.shape}", text, raw, block)


def _open_sides(passage: Passage, matches: list[DateMatch], told: list[Candidate]) -> Iterator[Candidate]:
    """The side that no verb tells: "1.11.2021 alkaen, päättyy 31.10.2023"."""
    for match in matches:
        if match.shape == "from" and not any(c.start for c in told):
            yield from _one(match.start, None, "start", match, passage)
        elif match.shape == "until" and not any(c.end for c in told):
            yield from _one(None, match.end, "end", match, passage)


def _raised(c: Candidate) -> Candidate:
    return Candidate(c.start, c.end, LABEL_ONE, c.rule.replace("cue", "label"), c.quote, c.raw, c.block, c.extends)
