"""Dates whose meaning a verb or noun of their sentence tells."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.document import Passage
from pipeline.read.durations.cues import Cue, Subject, cues_in, subject_of, subjects_in
from pipeline.read.durations.expressions import DateMatch
from pipeline.read.durations.model import (
    BRACKET,
    CUE_OF,
    DAY_LETTERS,
    FAR,
    MOST_DATES,
    PERIOD_GAP,
    RANGE_OF,
    SPAN,
    STRANGE,
    Candidate,
    long_enough,
    make,
    of_the_page,
    own_period,
)
from pipeline.read.scope import Scope
from pipeline.read.sentences import Sentence, sentences
from schemas.edtf import earliest, latest

_NEAR_AFTER = 25
_FAR_CLAUSE = 60
_OPENING = 15
"""Letters before a date that opens its sentence: "In September 2020, the project started"."""
_NO_VERBS = frozenset(("period", "phase", "held", "status"))
"""Roles of cues that do not tell by themselves what a date means."""
_PRONOUNS = ("se ", "sitä ", "sen ", "ne ", "den ", "det ", "it ", "they ")

SubjectFor = Callable[[Cue, str, str], str | None]
"""Of a cue, its sentence and the sentence before: what it speaks of (a key of ``CUE_OF``) or None."""


def of_text(passage: Passage, matches: list[DateMatch], scope: Scope) -> Iterator[Candidate]:
    """What the sentences of running text say of the initiative."""
    if not of_the_page(passage.block):
        return

    def subject(cue: Cue, sentence: str, previous: str) -> str | None:
        role = subject_of(cue, subjects_in(sentence, scope.name, scope.kind), sentence)
        if role is None and sentence.casefold().startswith(_PRONOUNS):
            return _referent(previous, scope)
        if role is None:
            return None if scope.sole else "section"
        return role

    told = list(told_in(passage, matches, subject))
    yield from told
    for sentence, _, inside in by_sentence(passage.text, matches):
        yield from _phases(sentence, inside, told, passage, scope)
        yield from _bare(sentence, inside, passage)
        yield from _bracketed(sentence, inside, passage, scope)
        yield from _during(sentence, inside, passage, scope)


def _phases(
    sentence: Sentence, inside: list[DateMatch], told: list[Candidate], passage: Passage, scope: Scope
) -> Iterator[Candidate]:
    """Several periods of one sentence that calls them phases are one period together."""
    ranges = [m for m in inside if m.shape == "range"]
    phases = [c for c in cues_in(sentence.text) if c.role == "phase"]
    if len(ranges) < 2 or not phases:
        return
    first = next((c for c in told if c.quote == sentence.text and c.start and c.end), None)
    if first is None:
        roles = [s.role for s in subjects_in(sentence.text, scope.name, scope.kind)]
        if len(phases) < 2 or roles[:1] not in (["own"], ["name"]) or any(r in STRANGE for r in roles):
            return
        first = make(ranges[0], RANGE_OF, "durations.cue.phases", sentence.text, passage.text, passage.block)
    start = min((m.start for m in ranges if m.start), key=earliest)
    end = max((m.end for m in ranges if m.end), key=latest)
    yield replace(first, start=start, end=end, rank=first.rank + 1, rule="durations.cue.phases")


def _bare(sentence: Sentence, inside: list[DateMatch], passage: Passage) -> Iterator[Candidate]:
    """A line that is nothing but a verb and its date: "Päättynyt 31.12.2022"."""
    if len(inside) != 1 or passage.label is not None or _under_another(passage):
        return
    match = inside[0]
    begin, end = match.span[0] - sentence.start, match.span[1] - sentence.start
    cues = [c for c in cues_in(sentence.text) if c.role not in _NO_VERBS and not begin <= c.start < end]
    if len(cues) != 1:
        return
    cue = cues[0]
    spans = sorted(((begin, end), (cue.start, cue.end)))
    rest = sentence.text[: spans[0][0]] + sentence.text[spans[0][1] : spans[1][0]] + sentence.text[spans[1][1] :]
    start, stop = meaning(cue, match)
    if (start or stop) and not any(letter.isalnum() for letter in rest):
        raw = passage.text[match.span[0] : match.span[1]]
        rule = f"durations.bare.{cue.role}"
        yield Candidate(start, stop, CUE_OF["pronoun"], rule, sentence.text, raw, passage.block)


def _under_another(passage: Passage) -> bool:
    """Whether the heading above speaks of an application, event or another initiative."""
    heading = next(iter(passage.block.headings[::-1]), "")
    return any(s.role in STRANGE for s in subjects_in(heading, ""))


def _referent(previous: str, scope: Scope) -> str | None:
    """What "it" at the head of a sentence speaks of: what the sentence before began with."""
    subjects = subjects_in(previous, scope.name, scope.kind)
    if not subjects:
        return "pronoun"
    role = subjects[0].role
    return "own" if role in ("own", "name") else "pronoun" if role == "weak" else None


def always_own(cue: Cue, sentence: str, previous: str) -> str | None:  # noqa: ARG001
    """Under the label of the duration every sentence speaks of the initiative."""
    return "own"


def told_in(passage: Passage, matches: list[DateMatch], subject_for: SubjectFor) -> Iterator[Candidate]:
    """Dates whose meaning a verb or noun in the sentence tells, if it speaks of this initiative."""
    for sentence, previous, inside in by_sentence(passage.text, matches):
        cues = cues_in(sentence.text)
        for match in inside:
            cue = _cue_for(match, cues, inside, sentence)
            if cue is None or _too_far(cue, match, sentence) or _of_next_clause(cue, match, sentence):
                continue
            role = subject_for(cue, sentence.text, previous)
            start, end = meaning(cue, match) if own_period(match) else (None, None)
            if (role in CUE_OF or (cue.role == "span" and role is None)) and (start or end):
                rank = float(SPAN) if cue.role == "span" else CUE_OF[role or "own"]
                raw = passage.text[match.span[0] : match.span[1]]
                rule, extends = f"durations.cue.{cue.role}", cue.role == "extend"
                yield Candidate(start, end, rank, rule, sentence.text, raw, passage.block, extends)


def by_sentence(text: str, matches: Iterable[DateMatch]) -> Iterator[tuple[Sentence, str, list[DateMatch]]]:
    """Sentences that hold dates, each with the one before it and its dates.

    A date across two sentences counts to the first.
    """
    remaining = deque(matches)
    previous = ""
    for sentence in sentences(text):
        inside = []
        while remaining and remaining[0].span[0] < sentence.end:
            inside.append(remaining.popleft())
        if 0 < len(inside) <= MOST_DATES:
            yield sentence, previous, inside
        previous = sentence.text


def _cue_for(match: DateMatch, cues: Sequence[Cue], matches: list[DateMatch], sentence: Sentence) -> Cue | None:
    """The cue that explains a date: the nearest before or after it, with no other date or clause between."""
    begin, end = match.span[0] - sentence.start, match.span[1] - sentence.start
    spans = [(m.span[0] - sentence.start, m.span[1] - sentence.start) for m in matches if m is not match]

    cues = [c for c in cues if c.role not in _NO_VERBS]
    bracketed = [s for s, _ in spans if sentence.text[:s].rstrip()[-1:] == "("]
    spans = [(s, e) for s, e in spans if s not in bracketed]

    def free(left: int, right: int) -> bool:
        return not any(left <= s and e <= right for s, e in spans)

    back = [c for c in cues if c.end <= begin and begin - c.end <= FAR and free(c.end, begin)]
    forward = [c for c in cues if c.start >= end and c.start - end <= FAR and free(end, c.start)]
    before, after = (back[-1] if back else None), (forward[0] if forward else None)
    if before is None or after is None:
        return before or after
    if after.subject == "after" and after.start - end <= _NEAR_AFTER:
        return after
    parted = _clause_between(sentence.text[before.end : begin])
    return after if parted and not _clause_between(sentence.text[end : after.start]) else before


def _too_far(cue: Cue, match: DateMatch, sentence: Sentence) -> bool:
    """A verb of an earlier clause says nothing of a date much later in the sentence."""
    begin, end = match.span[0] - sentence.start, match.span[1] - sentence.start
    if cue.start >= end:
        between = sentence.text[end : cue.start]
        parted = "," in between and begin > _OPENING
        return cue.subject != "after" and (parted or len(between) > _FAR_CLAUSE)
    between = sentence.text[cue.end : begin]
    return len(between) > _FAR_CLAUSE and "," in between


def _of_next_clause(cue: Cue, match: DateMatch, sentence: Sentence) -> bool:
    """Between verb and date a new clause speaks of something else: "..., joka julkaistaan 2024"."""
    begin, end = match.span[0] - sentence.start, match.span[1] - sentence.start
    _, comma, clause = sentence.text[cue.end : max(begin, cue.end)].partition(", ")
    if comma and any(s.role in STRANGE for s in subjects_in(clause, "")):
        return True
    # "tehtiin vuonna 2022 kysely": what was done stands after its year
    object_ = subjects_in(sentence.text[end : end + _NEAR_AFTER].partition(",")[0], "")
    return cue.role == "during" and match.shape == "at" and any(s.role in STRANGE for s in object_[:1])


def _clause_between(text: str) -> bool:
    return any(mark in text for mark in (",", ";", " ja ", " och ", " and "))


def meaning(cue: Cue, match: DateMatch) -> tuple[str | None, str | None]:
    """Which of a date's values the cue makes start and end."""
    if match.shape == "range":
        return (None, None) if cue.role == "founded" else (match.start, match.end)
    if match.shape == "from":
        return (None, None) if cue.role in ("end", "until", "extend") else (match.start, None)
    if match.shape == "until":
        return (None, None) if cue.role in ("start", "founded") else (None, match.end)
    return _meaning_of_one(cue, match)


def _meaning_of_one(cue: Cue, match: DateMatch) -> tuple[str | None, str | None]:
    if cue.role in ("start", "founded"):
        return match.start, None
    if cue.role == "end":
        return None, match.end
    if cue.role in ("during", "span") and len(match.end or "") < DAY_LETTERS:
        return match.start, match.end
    return None, None


def _bracketed(sentence: Sentence, inside: list[DateMatch], passage: Passage, scope: Scope) -> Iterator[Candidate]:
    """A range in brackets after the initiative's name or after "the project"."""
    for match in inside:
        begin = match.span[0] - sentence.start
        before = sentence.text[:begin]
        if match.shape not in ("range", "from") or before.rstrip()[-1:] not in ("(", "[") or not long_enough(match):
            continue
        subjects = subjects_in(before, scope.name, scope.kind)
        if subjects and subjects[-1].role in ("name", "own") and begin - subjects[-1].end <= FAR // 2:
            yield make(match, BRACKET, "durations.bracket", sentence.text, passage.text, passage.block)


def _during(sentence: Sentence, inside: list[DateMatch], passage: Passage, scope: Scope) -> Iterator[Candidate]:
    """A range of years in a sentence about the initiative, without a verb that we know."""
    if passage.label is not None and passage.topic is None:
        return
    ranges = [m for m in inside if m.shape == "range" and long_enough(m) and own_period(m)]
    if not ranges:
        return
    subjects = subjects_in(sentence.text, scope.name, scope.kind)
    periods = [c for c in cues_in(sentence.text) if c.role == "period"]
    for match in ranges:
        begin = match.span[0] - sentence.start
        led = any(0 <= begin - c.end <= PERIOD_GAP for c in periods)
        # what is said of years is mostly the project; days are as often those of an event
        strange = STRANGE - ({"other", "activity"} if match.precision == "year" or led else set())
        if any(s.role in strange for s in subjects):
            continue
        if _about(subjects, begin, match, sentence):
            rank, rule = RANGE_OF, "durations.sentence.range"
        elif not scope.sole and sentence.text[-1:] in ".!?":
            rank, rule = RANGE_OF - 8, "durations.section.range"
        else:
            continue
        yield make(match, rank, rule, sentence.text, passage.text, passage.block)


def _about(subjects: Sequence[Subject], begin: int, match: DateMatch, sentence: Sentence) -> bool:
    """Whether the initiative is named before the range, or after one that opens the sentence."""
    known = [s for s in subjects if s.role not in ("other", "activity")]
    near = [s for s in known if s.end <= begin]
    if not near and (begin <= PERIOD_GAP or match.precision == "year"):
        near = known[:1]
    whole = sentence.text[-1:] in ".!?"
    return bool(near) and (near[-1].role == "name" or (near[-1].role == "own" and whole))
