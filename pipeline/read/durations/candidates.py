"""Everything on a page that may be the beginning or end of an initiative, with how strongly it speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.document import Passage
from pipeline.document.model import BlockKind
from pipeline.read.durations.activities import of_activities
from pipeline.read.durations.cues import Cue, cues_in, subject_of, subjects_in
from pipeline.read.durations.expressions import DateMatch, dates_in
from pipeline.read.durations.labels import of_label
from pipeline.read.durations.lines import after_name, of_colon, of_heading, of_line
from pipeline.read.durations.model import DAY_LETTERS, LABELS, LEAD, MOST_DATES, OTHER_TOPICS, STRANGE, Candidate, make
from pipeline.read.durations.tokens import may_hold_date
from pipeline.read.durations.told import of_text, told_in
from pipeline.read.scope import Scope
from pipeline.read.sentences import Sentence, sentences

SHARED_PENALTY = 30
_LEAD_SENTENCES = 2


def candidates(scope: Scope) -> list[Candidate]:
    """All candidates of a scope, those of its own text before those of the page it shares."""
    found = [c for passage in scope.passages for c in _of_passage(passage, scope)]
    found += [c for block in scope.blocks for c in of_heading(block, scope)]
    found += of_lead(scope)
    if not scope.sole:
        found += [_weaker(c) for c in _shared(scope)]
    return found


def _weaker(candidate: Candidate) -> Candidate:
    rule = candidate.rule.replace("durations.", "durations.shared.")
    return replace(candidate, rank=candidate.rank - SHARED_PENALTY, rule=rule)


def _of_passage(passage: Passage, scope: Scope) -> Iterator[Candidate]:
    if not may_hold_date(passage.text):
        return
    matches = dates_in(passage.text, scope.document.language)[: MOST_DATES * 10]
    if not matches:
        return
    if passage.topic in LABELS:
        yield from of_label(passage, matches)
    elif passage.topic not in OTHER_TOPICS:
        yield from of_colon(passage, matches, scope)
        yield from of_line(passage, matches, scope)
        yield from of_text(passage, matches, scope)
        yield from of_activities(passage, matches, scope)


def of_lead(scope: Scope) -> Iterator[Candidate]:
    """The first sentences often say when without any verb that we know: "... syksyn 2023 aikana"."""
    seen = 0
    for passage in scope.passages:
        if passage.topic in OTHER_TOPICS | LABELS or passage.block.kind is not BlockKind.PARAGRAPH:
            continue
        matches = dates_in(passage.text, scope.document.language)
        for sentence in sentences(passage.text):
            if len(sentence.text.split()) < 5:
                continue
            seen += 1
            if seen > _LEAD_SENTENCES:
                return
            inside = [m for m in matches if sentence.start <= m.span[0] < sentence.end]
            yield from _lead_sentence(sentence, inside, passage, scope)


def _lead_sentence(sentence: Sentence, inside: list[DateMatch], passage: Passage, scope: Scope) -> Iterator[Candidate]:
    if len(inside) != 1 or inside[0].shape != "at" or len(inside[0].end or "") == DAY_LETTERS:
        return
    begin, end = (p - sentence.start for p in inside[0].span)
    subjects = subjects_in(sentence.text, scope.name, scope.kind)
    told = sentence.text[begin:end].casefold().endswith(("aikana", "kuluessa"))
    led = sentence.text[:begin].casefold().endswith(("under ", "during "))
    own = any(s.role in ("own", "name") for s in subjects)
    own = own and inside[0].precision == "season"
    if any(s.role in STRANGE for s in subjects) or not (told or led or own) or cues_in(sentence.text):
        return
    yield make(inside[0], LEAD, "durations.lead", sentence.text, passage.text, passage.block)


def _shared(scope: Scope) -> Iterator[Candidate]:
    """What the page says of this initiative by its name outside the initiative's own part."""
    for passage in scope.shared_passages:
        if passage.topic in LABELS and may_hold_date(passage.text):
            yield from of_label(passage, dates_in(passage.text, scope.document.language))
        elif passage.topic not in OTHER_TOPICS and may_hold_date(passage.text):
            matches = dates_in(passage.text, scope.document.language)
            yield from after_name(passage, matches, scope)
            yield from told_in(passage, matches, lambda cue, sentence, _: _only_by_name(cue, sentence, scope))
    for block in scope.shared:
        if block.level and any(s.role == "name" for s in subjects_in(block.text, scope.name)):
            yield from of_heading(block, scope)


def _only_by_name(cue: Cue, sentence: str, scope: Scope) -> str | None:
    """Outside its own part, an initiative must be named; a sentence may name several that began together."""
    subjects = subjects_in(sentence, scope.name, scope.kind)
    if subject_of(cue, subjects, sentence) == "name":
        return "name"
    named = any(s.role == "name" for s in subjects) and not any(s.role in STRANGE for s in subjects)
    alone = len(dates_in(sentence, scope.document.language)) == 1
    return "weak" if named and alone and cue.role in ("start", "founded") else None
