"""How strongly a sentence says that an initiative is for a group it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, repeat

from pipeline.normalise.lemmas import Telling, lemma, tokens
from pipeline.read.target_groups.matching import GroupMatch, groups_in
from pipeline.read.target_groups.tables import alternatives, table, words_of

_BRIEF, _TINY = 700, 300
"""Characters of a record's text below which a group with some cue, and below which any group, is the record's."""
STATED = 3.0
"""The page says it in so many words: a label, or *kohderyhmänä ovat*."""
AIMED = 2.0
"""*ikäihmisille suunnattu*, or a group in the initiative's name."""
ENOUGH = 1.0
"""What a group must reach, all its mentions together, to count as one of the initiative's."""

DOERS = frozenset(
    (
        *("health_and_social_professionals", "culture_professionals", "education_professionals", "youth_workers"),
        *("public_officials", "associations", "entrepreneurs", "employees", "volunteers", "researchers"),
        *("all_residents", "working_age", "students", "men", "women", "swedish_speakers"),
    )
)
"""Groups that texts mostly mention for another reason than as those served: they need a plainer statement."""
_ALLATIVE = re.compile(r"ll(?:e|een|ensa|ensä)(?:kin|kään|kaan)?\Z", re.IGNORECASE)
_FIELD = re.compile(r"alan\Z", re.IGNORECASE)
_NAME_AFTER = re.compile(r"\s[A-ZÅÄÖ][a-zåäö]+")
_ADJECTIVE = re.compile(r"\s[a-zåäö]{4}")
_NEAR = 28
"""Characters between a word of help and the group that is helped."""
_MOST = 0.6
_RULES = {"explicit": "stated", "provide": "provided"}
_COUNTED = re.compile(r"\b\d[\d\s.]{0,9}\s?\Z")


@dataclass(frozen=True, slots=True)
class Mention:
    """A group as a sentence names it, and how much that weighs."""

    code: str
    weight: float
    raw: str
    rule: str


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Where words of a kind of ``words.csv`` must stand around a group."""
    words = alternatives(words_of(kind))
    forms = {
        "link": rf"(?:[\s,/()–-]|\b(?:{words}|{alternatives(words_of('and'))})\b){{1,8}}",
        "to": rf"\b(?:{words})\s(?:[\w-]{{1,20}}\s){{0,2}}\Z",
        "among": rf"\A\s(?:{words})\s(?:{alternatives(words_of('works'))})",
        "relative": rf",\s(?:{words})\b",
        "their": rf"\b(?:{words})\s\Z",
    }
    return re.compile(forms[kind], re.IGNORECASE)


@cache
def _cues(language: str, kind: str) -> re.Pattern[str]:
    """One pattern of all cue phrases of a kind; ``*`` in the table stands for any ending."""
    phrases = _phrases(language, kind)
    if not phrases:
        return re.compile(r"(?!)")
    return re.compile(rf"\b(?:{alternatives(phrases)})\b", re.IGNORECASE)


@cache
def _phrases(language: str, kind: str) -> tuple[str, ...]:
    return tuple(row["cue"] for row in table("cues") if row["language"] == language and row["kind"] == kind)


_SOUGHT = ("explicit", "aimed", "provide", "never", "helps")
"""Kinds of cues that are looked for anywhere in a text."""


@cache
def _telling(language: str) -> tuple[tuple[str, Telling], ...]:
    return tuple((kind, Telling(_phrases(language, kind))) for kind in _SOUGHT)


@lru_cache(maxsize=50_000)
def _hinted(token: str, language: str) -> frozenset[str]:
    """Kinds of cues that a word may belong to."""
    return frozenset(kind for kind, telling in _telling(language) if telling.fits(token))


@lru_cache(maxsize=256)
def _hints(text: str, language: str) -> frozenset[str]:
    """Kinds of cues that a text may hold; cheaper than looking for them."""
    return frozenset[str]().union(*map(_hinted, tokens(text), repeat(language)))


def _for_whom(text: str, match: GroupMatch, language: str) -> bool:
    """Whether the group's own form says that something is meant for it: *ikäihmisille*, *för äldre*, *for families*."""
    start, end = match.span
    if language == "fi":
        return bool(_ALLATIVE.search(text[start:end]))
    return bool(_pattern("to").search(text[max(0, start - 60) : start]))


def _kind_of(text: str, language: str) -> str:
    hints = _hints(text, language)
    kinds = (kind for kind in ("explicit", "aimed", "provide") if kind in hints)
    return next((kind for kind in kinds if _cues(language, kind).search(text)), "")


@cache
def _clause_end() -> re.Pattern[str]:
    """Where another clause begins: *; *, *, joka*, *, mutta*, *, och de*."""
    words = alternatives(words_of("relative") | words_of("clause"))
    return re.compile(rf";\s|\s[–—]\s|,\s(?=(?:{words})\b)", re.IGNORECASE)


def _barred(text: str, language: str) -> list[tuple[int, int]]:
    """The clauses that speak of groups for another reason, as spans: *jota rahoittavat järjestöt*."""
    cues = [cue.start() for cue in _cues(language, "never").finditer(text)]
    ends = [0, *(mark.end() for mark in _clause_end().finditer(text)), len(text)] if cues else []
    return [(start, end) for start, end in pairwise(ends) if any(start <= cue < end for cue in cues)]


def _unbarred(text: str, matches: list[GroupMatch], language: str) -> list[GroupMatch]:
    """Without the groups of such clauses."""
    barred = _barred(text, language) if matches and "never" in _hints(text, language) else []
    return [m for m in matches if not any(start <= m.span[0] < end for start, end in barred)] if barred else matches


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a sentence names a group."""

    cue: str
    """Kind of the sentence's cue phrase, '' for none."""
    directed: bool
    """Something is meant for the group by its form."""
    benefits: bool
    """The words beside it say that the group gains: *kuntalaisten hyvinvointi*, *auttaa taiteilijoita*."""
    alone: bool
    """No group of another sort stands in the sentence: then doers are not the helpers of those."""
    bare: bool
    """The text is hardly more than the group: an item of a list."""
    length: int
    """Characters that the record has in all; where there are few, little is said by the way."""


_WEIGHTS = {
    # cue, doer: weight directed, weight otherwise
    ("aimed", False): (AIMED, AIMED),
    ("aimed", True): (AIMED, 0.5),
    ("provide", False): (1.2, 1.0),
    ("provide", True): (1.0, 0.3),
    ("", False): (1.0, 0.5),
    ("", True): (0.5, 0.1),
}


def _weight(manner: _Manner, doer: bool) -> tuple[float, str]:
    """Weight and rule of a mention."""
    if manner.cue == "explicit":
        return STATED, "stated"
    directed, otherwise = _WEIGHTS[manner.cue, doer]
    weight = directed if manner.directed else otherwise
    if manner.benefits:
        return max(weight, ENOUGH), "benefits"
    short = _BRIEF if manner.cue or manner.directed else _TINY
    if manner.length < short and (manner.alone or not doer):
        weight = max(weight, ENOUGH if manner.directed or not doer else weight)
    if manner.bare and not doer:
        weight = max(weight, ENOUGH)
    return weight, manner.cue or "named"


def _without_staff(text: str, matches: list[GroupMatch], language: str) -> list[GroupMatch]:
    """Without the employees that a text names beside those whom they work with or for."""
    others = [match for match in matches if not is_staff(text[slice(*match.span)], language)]
    return others or matches


def _before_relative(text: str, matches: list[GroupMatch]) -> list[GroupMatch]:
    """Without the groups of a relative clause: *ikäihmiset, jotka käyttävät järjestöjen palveluja*."""
    relative = _pattern("relative").search(text, matches[0].span[1])
    return [m for m in matches if m.span[1] <= relative.start()] if relative else matches


def _gains(text: str, matches: list[GroupMatch], language: str) -> list[bool]:
    """For each group whether the words beside it say that it gains; what is said of one of a row is said of all."""
    only_helpers = {code for match in matches for code in match.codes} == {"volunteers"}
    found = [not only_helpers and _benefits(text, match, language) for match in matches]
    row = [
        bool(_pattern("link").fullmatch(text[before.span[1] : after.span[0]])) for before, after in pairwise(matches)
    ]
    for index, linked in enumerate(row):
        found[index + 1] = found[index + 1] or (linked and found[index])
    for index in range(len(row) - 1, -1, -1):
        found[index] = found[index] or (row[index] and found[index + 1])
    return found


def _directions(text: str, matches: list[GroupMatch], language: str) -> list[bool]:
    """For each group whether something is meant for it by its form; lists share what stands at one end."""
    found = [_for_whom(text, match, language) for match in matches]
    for index in range(1, len(matches)):
        gap = text[matches[index - 1].span[1] : matches[index].span[0]]
        if language != "fi" and _pattern("link").fullmatch(gap):
            found[index] = found[index] or found[index - 1]
    for index in range(len(matches) - 2, -1, -1):
        if text[: matches[index].span[1]].endswith("-"):
            found[index] = found[index + 1]
    return found


def _benefits(text: str, match: GroupMatch, language: str) -> bool:
    start, end = match.span
    after = _cues(language, "gains").match(text[end : end + 40].lstrip(" -"))
    if after:
        return True
    before = text[max(0, start - 45) : start]
    helps = _cues(language, "helps").finditer(before) if "helps" in _hints(before, language) else ()
    return any(len(before) - cue.end() <= _NEAR for cue in helps)


def _is_other(text: str, match: GroupMatch, code: str, language: str) -> bool:
    """Whether the words, though they name a group, speak of something else."""
    start, end = match.span
    if _pattern("among").match(text[end : end + 40]):
        return True
    if _cues(language, "document").match(text[end : end + 60].lstrip()):
        return True  # ikääntyneiden kulttuurisuunnitelma
    if language == "fi" and text[start:end].endswith("ksi"):
        return True  # translative: what somebody becomes
    if code == "swedish_speakers" and " " not in text[start:end] and _ADJECTIVE.match(text[end:]):
        return True  # svenskspråkiga tjänster
    return code in DOERS and bool(_NAME_AFTER.match(text[end:]))


def _fields(text: str, matches: list[GroupMatch]) -> set[int]:
    """Which matches name a field that another group works in or studies: *sosiaali- ja terveysalan opiskelijat*."""
    found: set[int] = set()
    for index in range(len(matches) - 2, -1, -1):
        start, end = matches[index].span
        raw, gap = text[start:end], text[end : matches[index + 1].span[0]]
        if (_FIELD.search(raw) and gap == " ") or (raw.endswith("-") and index + 1 in found):
            found.add(index)
    return found


def is_staff(raw: str, language: str) -> bool:
    """Whether the words say only that people are employed: *(viranhaltijat ja) työntekijät*."""
    return lemma(raw, language) in words_of("staff")


def _is_described(text: str, matches: list[GroupMatch], match: GroupMatch, code: str) -> bool:
    """Whether women or men are named with what makes them a group: *asunnottomien miesten*, *invandrarkvinnor*."""
    if code not in ("women", "men"):
        return False
    attributes = [other for other in matches if other.span[1] < match.span[0]][-1:]
    beside = any(text[other.span[1] : match.span[0]] == " " for other in attributes)
    return beside or any(other not in DOERS for other in match.codes)


def _kin(text: str, match: GroupMatch, code: str) -> bool:
    """*heidän perheensä*: families of those who are meant."""
    return code == "families_with_children" and bool(
        _pattern("their").search(text[max(0, match.span[0] - 12) : match.span[0]])
    )


def mentions(text: str, language: str, length: int = 10_000) -> list[Mention]:
    """The groups that a sentence names, weighed; those it names only as others' colleagues or crowds left out.

    ``language`` is fi, sv or en; ``length`` is how many characters the record has in all.
    """
    matches = _unbarred(text, groups_in(text, language), language)
    if not matches:
        return []
    cue = _kind_of(text, language)
    if cue in ("explicit", "aimed"):
        matches = _before_relative(text, matches)
        matches = _without_staff(text, matches, language)
    fields = _fields(text, matches)
    matches = [match for index, match in enumerate(matches) if index not in fields]
    alone = all(code in DOERS for match in matches for code in match.codes)
    relative = _pattern("relative").search(text)
    bare = sum(m.span[1] - m.span[0] for m in matches) >= _MOST * len(
        text[: relative.start() if relative else None].strip()
    )
    found: list[Mention] = []
    forms = zip(_directions(text, matches, language), _gains(text, matches, language), strict=True)
    for match, (directed, gains) in zip(matches, forms, strict=True):
        start, end = match.span
        manner = _Manner(cue, directed, gains, alone, bare, length)
        counted = length > _BRIEF and bool(_COUNTED.search(text[max(0, start - 12) : start]))
        for code in match.codes:
            if _is_other(text, match, code, language):
                continue
            weight, rule = _weight(manner, code in DOERS and not _is_described(text, matches, match, code))
            if counted or (_kin(text, match, code) and not directed):
                weight = weight if rule == "explicit" or weight >= AIMED else min(weight, 0.5)
            found.append(Mention(code, weight, text[start:end], _RULES.get(rule, rule)))
    return found
