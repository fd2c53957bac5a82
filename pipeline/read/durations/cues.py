"""Words around a date: verbs that say what it means, and nouns that say what begins or ends.

Both are data: ``cues.csv`` and ``subjects.csv``. A star stands for any letters at that end of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.read.durations.forms import table

_WORD = re.compile(r"[^\W\d_]{2,40}(?:-[^\W\d_]{1,40}){0,3}")
_KINDS = ("hanke", "hankke", "projekt", "verkosto", "nätverk", "project", "network")
_COMPOUND = re.compile(
    r"(?P<name>[^\s()\"”“,;:]{2,40})(?P<joint>[ ]?-)(?:[^\W\d_]{0,20})"
    rf"(?:{'|'.join(_KINDS)})[^\W\d_]{{0,10}}",
    re.IGNORECASE,
)
_ENGLISH_NAMED = re.compile(
    r"(?<!\w)[Tt]he (?:[\w&'-]{1,30} ){0,3}(?P<name>[A-ZÅÄÖ][\w!?'-]{2,40}) (?:project|network)(?!\w)"
)
_SWEDISH_NAMED = re.compile(r"(?:[Pp]rojektet|[Nn]ätverket) [\"”“]?(?P<name>[A-ZÅÄÖ][\w!?'-]{2,40})")
_ABBREVIATION_LETTERS = 5
_STEM_LETTERS = 5
_ENDING_LETTERS = 4
_ADJECTIVE_REACH = 30
_JOINT_LETTERS = 3
"""Between the words of one name: " -", or a quote and a space."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase in a sentence that says what a date beside it means."""

    start: int
    end: int
    role: str
    """start, founded, end, until, extend, during, lasts or span; period, phase, held (of activities) and status
    (a label) explain no date alone."""
    subject: str
    """before or after: on which side its subject usually stands (after for participles)."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun in a sentence that something may be said of."""

    start: int
    end: int
    role: str
    """name (of this initiative), own (the project, the network), weak, other (anything else), programme
    (programmes, plans, strategies), activity (groups, workshops) or another (such as another project or network)."""


@lru_cache(maxsize=2048)
def cues_in(sentence: str) -> tuple[Cue, ...]:
    """The cues of a sentence, in order."""
    found = table("cues").in_text(sentence)
    return tuple(Cue(start, end, row["role"], row["subject"]) for start, end, row in found)


@lru_cache(maxsize=2048)
def subjects_in(sentence: str, name: str, kind: str = "project") -> tuple[Subject, ...]:
    """What a sentence may speak of, in order: the initiative of that name and kind, or anything else.

    "The project" is not a network, though a network may call itself anything else.
    """
    found = _named(sentence, name)
    taken = [(s.start, s.end) for s in found]
    for begin, stop, role in _nouns_in(sentence):
        if not any(start < stop and begin < end for start, end in taken):
            found.append(Subject(begin, stop, _by_kind(role, kind)))
    return tuple(_after_names(_after_adjectives(sorted(found, key=lambda s: s.start))))


@lru_cache(maxsize=2048)
def _nouns_in(sentence: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and role of each noun of ``subjects.csv``: the same for all initiatives of a page."""
    return tuple((start, end, row["role"]) for start, end, row in table("subjects").in_text(sentence))


def _by_kind(role: str, kind: str) -> str:
    if role == kind:
        return "own"
    return {"project": "other", "network": "weak"}.get(role, role)


def _after_adjectives(subjects: list[Subject]) -> list[Subject]:
    """A previous or next project is another one."""
    result = list[Subject]()
    adjective: Subject | None = None
    for subject in subjects:
        if subject.role == "another" and subject.end - subject.start <= _ADJECTIVE_REACH:
            adjective = subject
        elif adjective and subject.role != "name" and subject.start - adjective.end <= _ADJECTIVE_REACH:
            subject = Subject(subject.start, subject.end, "another")
        result.append(subject)
    return result


def _after_names(subjects: list[Subject]) -> list[Subject]:
    """ "Satakunnan alueverkosto" is a name as a whole."""
    result = list[Subject]()
    for subject in subjects:
        named = result and result[-1].role == "name" and subject.start - result[-1].end <= _JOINT_LETTERS
        if named and subject.role in ("own", "weak"):
            subject = Subject(subject.start, subject.end, "name")
        result.append(subject)
    return result


def _named(sentence: str, name: str) -> list[Subject]:
    """Mentions of the initiative by name, and of projects and networks that bear another name."""
    folded = sentence.casefold()
    found = list[Subject]()
    for match in _calling(sentence, folded):
        role = _role_of_name(match, name)
        if role:
            found.append(Subject(match.start(), match.end(), role))
    if not any(beginning in folded for beginning in _beginnings(name)):
        return found
    taken = [(s.start, s.end) for s in found]
    last_end = -_JOINT_LETTERS * 2
    for word in _WORD.finditer(sentence):
        if any(start < word.end() and word.start() < end for start, end in taken):
            continue
        continues = word.start() - last_end <= _JOINT_LETTERS
        if (word.group()[0].isupper() or continues) and same_name(word.group(), name):
            found.append(Subject(word.start(), word.end(), "name"))
            last_end = word.end()
    return found


def _calling(sentence: str, folded: str) -> Iterator[re.Match[str]]:
    """Where a sentence calls something a project or network by name: "Virta-hanke", "projektet Virta"."""
    if "-" in sentence and any(kind in folded for kind in _KINDS):
        yield from _COMPOUND.finditer(sentence)
    if "he " in sentence and ("project" in sentence or "network" in sentence):
        yield from _ENGLISH_NAMED.finditer(sentence)
    if "rojektet" in sentence or "ätverket" in sentence:
        yield from _SWEDISH_NAMED.finditer(sentence)


def _role_of_name(match: re.Match[str], name: str) -> str | None:
    """Whether "Virta-hanke" is this initiative, another, or only says whose money it is (ESR-hanke)."""
    word = match["name"].strip("\"”“’'")
    if same_name(word, name):
        return "name"
    if word.isupper() and len(word) <= _ABBREVIATION_LETTERS:
        return "own"
    spaced = "joint" in match.groupdict() and match["joint"].startswith(" ")
    return "another" if spaced or word[:1].isupper() else None


@lru_cache(maxsize=4096)
def _name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others; all of them where none stands out."""
    subjects = table("subjects")
    words = list[str]()
    for word in _WORD.findall(name.casefold()):
        head, _, tail = word.rpartition("-")
        words.append(head if head and subjects.of_word(tail) else word)
    telling = tuple(w for w in words if len(w) > 3 and not subjects.of_word(w))
    return telling or tuple(words)


@lru_cache(maxsize=4096)
def _beginnings(name: str) -> tuple[str, ...]:
    """How the telling words of a name begin: a text without any of these letters does not name it."""
    return tuple(word[:_STEM_LETTERS] for word in _name_words(name))


def same_name(word: str, name: str) -> bool:
    """Whether a word of the text, inflected as it may be, is a telling word of the name."""
    word = word.casefold()
    for own in _name_words(name):
        common = 0
        for a, b in zip(word, own, strict=False):
            if a != b:
                break
            common += 1
        longest = max(len(word), len(own))
        if common >= min(_STEM_LETTERS, len(own)) and longest - common <= _ENDING_LETTERS:
            return True
    return False


def subject_of(cue: Cue, subjects: Sequence[Subject], sentence: str) -> str | None:
    """Role of what a cue speaks of: the nearest noun on its usual side, else on the other; None without any.

    A noun of the next clause is no subject: "se perustettiin vuonna 2010, ja mukana on 40 yhdistystä".
    """
    before = [s for s in subjects if s.end <= cue.start]
    after = [s for s in subjects if s.start >= cue.end and not _CLAUSE.search(sentence, cue.end, s.start)]
    order = (after[:1], before[-1:]) if cue.subject == "after" else (before[-1:], after[:1])
    for side in order:
        if side:
            nearest = side[0]
            between = sentence[min(nearest.end, cue.end) : max(nearest.start, cue.start)].casefold()
            return "other" if _WHOSE.search(between) else nearest.role
    return None


_CLAUSE = re.compile(r"[,;:]\s")


_WHOSE = re.compile(r"(?<!\w)(?:jonka|joiden|joissa|jossa|vars|whose)(?!\w)")
