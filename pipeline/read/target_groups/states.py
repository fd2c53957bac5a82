"""Groups that a text names by their state: *AVH:sta kuntoutuvat*, *joilla on muistisairaus*, *i skärgården*.

What people have or live with (``conditions.csv``) and where or how they live (``attributes.csv``) says whom a text
means even where no word of the vocabulary stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat

from pipeline.normalise.lemmas import Telling, tokens
from pipeline.read.target_groups.tables import alternatives, table


@dataclass(frozen=True, slots=True)
class State:
    """Words that name a group by its state, ``text[start:end]``."""

    start: int
    end: int
    code: str
    alone: bool
    """Whether they name it without a person beside them."""
    venue: bool = False
    """Whether they say where the group is, which counts by itself alone: *vie taidetta vankiloihin*."""


@cache
def _words(language: str, kind: str) -> str:
    rows = (row for row in table("conditions") if row["language"] == language and row["kind"] == kind)
    return alternatives(row["words"] for row in rows)


@cache
def _conditions(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """(whole words, code), a row each."""
    rows = (row for row in table("conditions") if row["language"] == language and row["kind"] == "condition")
    return tuple((re.compile(alternatives([row["words"]]), re.IGNORECASE), row["code"]) for row in rows)


def _code_of(condition: str, language: str) -> str:
    return next(code for pattern, code in _conditions(language) if pattern.fullmatch(condition))


@cache
def _having(language: str) -> re.Pattern[str]:
    """*joilla on lievä muistisairaus*, *med psykisk ohälsa*, *living with dementia*; some words may stand between."""
    has, condition = _words(language, "has"), _words(language, "condition")
    return re.compile(
        rf"(?<!\w)(?:{has})\s(?:[^\s.;:]{{1,20}}\s){{0,4}}(?P<condition>{condition})(?!\w)", re.IGNORECASE
    )


@cache
def _bearing() -> re.Pattern[str]:
    """*muistisairautta sairastavat*, *mielenterveyden haasteita kohdanneet*; in Finnish alone."""
    bears, between = _words("fi", "bears"), _words("fi", "between")
    return re.compile(
        rf"(?<!\w)(?P<condition>{_words('fi', 'condition')})(?:\s(?:{between}))?\s(?:{bears})(?!\w)", re.IGNORECASE
    )


@dataclass(frozen=True, slots=True)
class _Attribute:
    """Words that stand in one position and have one code."""

    words: re.Pattern[str]
    telling: Telling
    position: str
    code: str


@cache
def _attributes(language: str) -> tuple[_Attribute, ...]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for row in table("attributes"):
        if row["language"] == language:
            grouped.setdefault((row["position"], row["code"]), []).append(row["words"])
    return tuple(
        _Attribute(
            re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)", re.IGNORECASE), Telling(words), position, code
        )
        for (position, code), words in grouped.items()
    )


@cache
def _telling(name: str, language: str) -> Telling:
    """Words without which no condition, or no attribute, is named."""
    rows = (row for row in table(name) if row["language"] == language)
    return Telling(row["words"] for row in rows if row.get("kind", "condition") == "condition")


@lru_cache(maxsize=50_000)
def _may_be_condition(token: str, language: str) -> bool:
    return _telling("conditions", language).fits(token)


@lru_cache(maxsize=50_000)
def _hinted(token: str, language: str) -> frozenset[int]:
    """Positions in ``_attributes`` of those that a word may belong to."""
    if not _telling("attributes", language).fits(token):
        return frozenset()
    return frozenset(index for index, row in enumerate(_attributes(language)) if row.telling.fits(token))


def may_name_state(token: str, language: str) -> bool:
    """Whether a text may name a state for holding this word; one with no such word names none."""
    return _may_be_condition(token, language) or bool(_hinted(token, language))


def states_in(text: str, language: str) -> list[State]:
    """The states that a text names, in order; ``language`` is fi, sv or en."""
    return sorted([*_conditions_in(text, language), *_attributes_in(text, language)], key=lambda s: (s.start, s.end))


def _conditions_in(text: str, language: str) -> Iterator[State]:
    if not any(map(_may_be_condition, tokens(text), repeat(language))):
        return
    finnish = language == "fi"
    for pattern in (_having(language), *((_bearing(),) if finnish else ())):
        for match in pattern.finditer(text):
            yield State(match.start(), match.end(), _code_of(match["condition"], language), finnish)


def _attributes_in(text: str, language: str) -> Iterator[State]:
    for index in sorted(frozenset[int]().union(*map(_hinted, tokens(text), repeat(language)))):
        row = _attributes(language)[index]
        venue = row.position == "venue"
        if venue and not _brings(language).search(text):
            continue
        for match in row.words.finditer(text):
            yield State(match.start(), match.end(), row.code, venue or row.position == "alone", venue)


@cache
def _brings(language: str) -> re.Pattern[str]:
    """Words for bringing something somewhere."""
    cues = (row["cue"] for row in table("cues") if row["language"] == language and row["kind"] == "brings")
    return re.compile(rf"(?<!\w)(?:{alternatives(cues)})(?!\w)", re.IGNORECASE)


@cache
def _persons() -> re.Pattern[str]:
    persons = alternatives(row["word"] for row in table("words") if row["kind"] == "person")
    return re.compile(rf"(?<!\w)(?:{persons}),?\s\Z", re.IGNORECASE)


def follows_person(text: str, state: State) -> bool:
    """Whether a word for people in general stands right before: *personer med*, *those living with*."""
    return bool(_persons().search(text[max(0, state.start - 30) : state.start]))


def beside(text: str, state: State, spans: Iterable[tuple[int, int]]) -> int | None:
    """Which of the groups a state belongs to: that it stands in, right after or right before; None if none."""
    for index, (start, end) in enumerate(spans):
        if start < state.end and state.start < end:
            return index
        if state.venue:
            continue
        if end <= state.start and text[end : state.start] in (" ", ", "):
            return index
        if state.end <= start and text[state.end : start] == " ":
            return index
    return None
