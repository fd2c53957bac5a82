"""The word tables of this reader, read once: cues, roles, organisations and given names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas.csv_data import csv_rows


def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of ``data/{name}.csv``, each a mapping of column to text."""
    return csv_rows("pipeline.read.contacts", f"data/{name}.csv")


@cache
def of_kind(name: str, kind: str, column: str = "word") -> frozenset[str]:
    """The lower-case words of one kind in a table that has a column ``kind``."""
    return frozenset(row[column].lower() for row in rows(name) if row["kind"] == kind)


# Letters that NFKD does not take apart, as they are written in addresses.
_UNDECOMPOSED = str.maketrans({"ø": "o", "æ": "a", "đ": "d", "ð": "d", "ŋ": "n", "ł": "l", "ß": "s", "ŧ": "t"})


_MARKS = re.compile("[\u0300-\u036f]+")
"""The diacritics of Latin letters."""


def fold(text: str) -> str:
    """Lower case without diacritics, as names are written in e-mail addresses: Kääriä -> kaaria."""
    if text.isascii():
        return text.lower()
    parts = _MARKS.sub("", unicodedata.normalize("NFKD", text.lower().translate(_UNDECOMPOSED)))
    if parts.isascii():
        return parts
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


class Endings:
    """Many endings of words, sorted by their last letters, so that a word is compared with few of them."""

    def __init__(self, endings: Iterable[str]) -> None:
        """``endings`` are lower case and not empty."""
        listed = list(endings)
        self._letters = min(map(len, listed))
        self._groups: dict[str, tuple[str, ...]] = {}
        for ending in listed:
            key = ending[-self._letters :]
            self._groups[key] = (*self._groups.get(key, ()), ending)

    def close(self, word: str) -> bool:
        """Whether a lower-case word ends in one of them."""
        return word.endswith(self._groups.get(word[-self._letters :], ()))


# -- cues: phrases that stand in a text as whole words

_RUN = re.compile(r"[\w-]+")
_REST = re.compile(r"\w{0,20}(?![\w-])")
"""What may follow a phrase with ``*``."""
_NO_REST = re.compile(r"(?![\w-])")
_EDGES = " .:\u00a0"
_LONGEST_WHOLE = 80
"""Letters; no phrase of the table is longer, with what may follow its ``*``."""
_SHORT = 400
"""Letters of a text; the cues of many such are kept in memory, of few longer ones."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    kind: str
    rest: re.Pattern[str]

    def stands_at(self, text: str, start: int) -> int | None:
        """Where the phrase ends that begins there; None if it does not stand there as whole words."""
        if not text.startswith(self.text, start):
            return None
        after = self.rest.match(text, start + len(self.text))
        return after.end() if after else None


@dataclass(frozen=True, slots=True)
class _Cues:
    """The phrases of ``cues.csv`` by how they begin, so that a word of a text is compared with few of them."""

    words: dict[str, frozenset[str]]
    """Phrases of one word -> their kinds."""
    openings: dict[str, tuple[_Phrase, ...]]
    """First word of a longer phrase -> those phrases."""
    stems: dict[str, tuple[_Phrase, ...]]
    """First letters of a word with ``*`` -> those words."""


_STEM = 3
"""Letters by which words with ``*`` are found; none is shorter."""


@cache
def _cues() -> _Cues:
    words: dict[str, frozenset[str]] = {}
    openings: dict[str, tuple[_Phrase, ...]] = {}
    stems: dict[str, tuple[_Phrase, ...]] = {}
    for row in rows("cues"):
        text, starred = row["phrase"].lower().removesuffix("*"), row["phrase"].endswith("*")
        phrase = _Phrase(text, row["kind"], _REST if starred else _NO_REST)
        first = _RUN.match(text)
        if first is None or (starred and len(text) < _STEM):
            raise ValueError(f"cues.csv: {row['phrase']!r} is too short, or does not begin with a letter")
        if first.group() != text:
            openings[first.group()] = (*openings.get(first.group(), ()), phrase)
        elif starred:
            stems[text[:_STEM]] = (*stems.get(text[:_STEM], ()), phrase)
        else:
            words[text] = words.get(text, frozenset()) | {phrase.kind}
    return _Cues(words, openings, stems)


def _phrases_from(word: str) -> tuple[_Phrase, ...]:
    cues = _cues()
    return cues.openings.get(word, ()) + cues.stems.get(word[:_STEM], ())


def _kinds_in(text: str) -> frozenset[str]:
    """The kinds of all phrases that stand in a text as whole words."""
    low = text.lower()
    words = _cues().words
    kinds: set[str] = set()
    for run in _RUN.finditer(low):
        word = run.group()
        if word in words:
            kinds |= words[word]
        for phrase in _phrases_from(word):
            if phrase.kind not in kinds and phrase.stands_at(low, run.start()) is not None:
                kinds.add(phrase.kind)
    return frozenset(kinds)


_of_short = lru_cache(maxsize=20_000)(_kinds_in)
_of_long = lru_cache(maxsize=64)(_kinds_in)  # asked again for every person of the same line


def cues_in(text: str) -> frozenset[str]:
    """The kinds of all phrases of ``cues.csv`` that stand in a text as whole words (``*``: any ending)."""
    return _of_short(text) if len(text) <= _SHORT else _of_long(text)


def has_cue(text: str, kind: str) -> bool:
    """Whether a phrase of that kind of ``cues.csv`` stands in the text as whole words."""
    return kind in cues_in(text)


def is_cue(text: str, kind: str) -> bool:
    """Whether the whole text is such a phrase, colons and full stops aside."""
    text = text.strip(_EDGES)
    return len(text) <= _LONGEST_WHOLE and kind in _kinds_of_whole(text)


@lru_cache(maxsize=20_000)
def _kinds_of_whole(text: str) -> frozenset[str]:
    low = text.lower()
    run = _RUN.match(low)
    if run is None:
        return frozenset()
    phrases = _phrases_from(run.group())
    found = {phrase.kind for phrase in phrases if phrase.stands_at(low, 0) == len(low)}
    return frozenset(found) | _cues().words.get(low, frozenset())


def ends_with_cue(text: str, kind: str) -> bool:
    """Whether the text ends with such a phrase."""
    if not has_cue(text, kind):
        return False
    text = text.strip(_EDGES)
    return any(found.end() == len(text) for found in _cue(kind).finditer(text))


@cache
def _cue(kind: str) -> re.Pattern[str]:
    phrases = sorted(of_kind("cues", kind, "phrase"), key=len, reverse=True)
    forms = [re.escape(p.removesuffix("*")) + (r"\w{0,20}" if p.endswith("*") else "") for p in phrases]
    return re.compile(r"(?<![\w-])(?:" + "|".join(forms) + r")(?![\w-])", re.IGNORECASE)
