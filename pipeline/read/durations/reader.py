"""Read when an initiative starts and ends."""

from __future__ import annotations

from pipeline.read.durations.candidates import candidates
from pipeline.read.durations.model import TRUSTED, Candidate
from pipeline.read.durations.tokens import may_hold_date
from pipeline.read.scope import Found, Scope
from schemas.edtf import earliest, latest

_LONGEST_QUOTE = 300


def read(scope: Scope) -> list[Found[str]]:
    """The start and the end of the initiative of a scope, at most one each, as EDTF values.

    An open or unstated side is left out. Of contending statements the strongest rule wins (a label before a
    heading before a sentence), the earlier one of equals; a finer one within the winner's period replaces
    it, and a later end that the page calls an extension replaces the end. Never raises.
    """
    if not any(may_hold_date(b.text) for b in (*scope.blocks, *scope.shared)):
        return []
    ranked = sorted(candidates(scope), key=lambda c: -c.rank)
    start, end = _choose(ranked)
    found = []
    if start and start.start:
        found.append(_found("start", start.start, start))
    if end and end.end:
        found.append(_found("end", end.end, end))
    return found


def _choose(ranked: list[Candidate]) -> tuple[Candidate | None, Candidate | None]:
    """The candidates for start and end, out of all, strongest first."""
    start = next((c for c in ranked if c.start), None)
    end = next((c for c in ranked if c.end), None)
    start, end = _agree(start, end)
    if start:
        start = _finer(start, ranked, "start")
    if end:
        end = _finer(end, ranked, "end")
        end = _extended(end, ranked)
    return _agree(start, end)


def _agree(start: Candidate | None, end: Candidate | None) -> tuple[Candidate | None, Candidate | None]:
    """Drop the weaker side where the two contradict each other, or where one is far weaker than the other."""
    if start is None or end is None or start is end or not start.start or not end.end:
        return start, end
    if earliest(start.start) > latest(end.end):
        return (start, None) if start.rank >= end.rank else (None, end)
    weaker, stronger = sorted((start, end), key=lambda c: c.rank)
    if weaker.rank < TRUSTED <= stronger.rank:
        return (start, None) if stronger is start else (None, end)
    return start, end


def _finer(chosen: Candidate, ranked: list[Candidate], side: str) -> Candidate:
    """A statement to the month or day inside the chosen year or season is the same date, told better."""
    value = getattr(chosen, side)
    for other in ranked:
        finer = getattr(other, side)
        if finer is None or other.rank < TRUSTED or len(finer) <= len(value):
            continue
        if earliest(value) <= earliest(finer) and latest(finer) <= latest(value):
            return other
    return chosen


def _extended(end: Candidate, ranked: list[Candidate]) -> Candidate:
    """The latest end that the page calls an extension, if it is later."""
    later = [c for c in ranked if c.extends and c.end and end.end and latest(c.end) > latest(end.end)]
    return max(later, key=lambda c: latest(c.end or "")) if later else end


def _found(field: str, value: str, candidate: Candidate) -> Found[str]:
    return Found(
        field=field,
        value=value,
        quote=_quote(candidate),
        rule=candidate.rule,
        block=candidate.block,
        raw=candidate.raw,
        rank=candidate.rank,
    )


def _quote(candidate: Candidate) -> str:
    """The candidate's words, with the rest of their line: a value is best quoted with its label."""
    if "\n" in candidate.quote:
        return candidate.quote
    whole = (line for line in candidate.block.lines if candidate.quote in line)
    line = next(whole, candidate.quote)
    return line if len(line) <= _LONGEST_QUOTE else candidate.quote
