"""Names as they are compared: without case, quotes, dashes and words such as "hanke", with their numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from schemas.csv_data import csv_rows

_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\(([^()]{1,80})\)")
_YEARS = re.compile(r"\b((?:19|20)\d\d) ?[-–—] ?((?:19|20)\d\d|\d\d)\b")
_HEAD = re.compile(r"\s[-–—]\s|:\s")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ROMAN = {
    n: i for i, n in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], start=1)
}
_SHORTEST_ACRONYM = 3
# a word of the one name must have a partner this near in the other
_PARTNER = 80
_LONG_WORD = 4


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name taken apart for comparing."""

    words: tuple[str, ...]
    """The words in lower case, without numbers and without affixes such as "hanke" at the end."""
    numbers: tuple[int, ...]
    """Phases and single years, sorted: "Malli II 2019" gives 2 and 2019."""
    years: tuple[int, int] | None
    """A range of years in the name; it says when, not which."""
    shorts: frozenset[str]
    """Keys by which the name may be known in short: what stands before a dash, acronyms."""

    @property
    def key(self) -> str:
        """The words, joined."""
        return " ".join(self.words)


@cache
def _affixes() -> tuple[frozenset[str], frozenset[str]]:
    table = _rows("name_affixes.csv")
    ends = frozenset(row["word"] for row in table if row["position"] == "end")
    return ends, frozenset(row["word"] for row in table if row["position"] == "start")


@cache
def _generic_words() -> frozenset[str]:
    return frozenset(row["word"] for row in _rows("generic_names.csv"))


def _rows(name: str) -> tuple[dict[str, str], ...]:
    return csv_rows("pipeline.consolidate", name)


def fold(text: str) -> str:
    """Any text for comparing: its words in lower case, one space between them, without punctuation."""
    return " ".join(_WORD.findall(_plain(text).casefold()))


def _plain(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


@cache
def name_key(name: str) -> NameKey:
    """Take a name apart. A name without any word (``2019``) has no words and never equals another."""
    text = _without_lead(_plain(name))
    years = _year_range(text)
    text = _YEARS.sub(" ", text)
    acronyms = [inside for inside in _BRACKETS.findall(text) if _is_acronym(inside)]
    text = _BRACKETS.sub(lambda m: " " if _is_acronym(m[1]) else m[0], text)
    words, numbers = _words_and_numbers(text)
    shorts = {
        *map(fold, acronyms),
        *(w.casefold() for w in _WORD.findall(text) if _is_acronym(w)),
        _head(text),
    }
    return NameKey(words, numbers, years, frozenset(shorts - {"", " ".join(words)}))


def _without_lead(text: str) -> str:
    lead, colon, rest = text.partition(":")
    return rest if colon and rest.strip() and lead.strip().casefold() in _affixes()[1] else text


def _year_range(text: str) -> tuple[int, int] | None:
    found = _YEARS.search(text)
    if not found:
        return None
    first, last = found.groups()
    years = int(first), int(last if len(last) == len(first) else first[:2] + last)
    return years if years[0] <= years[1] else None


def _words_and_numbers(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    words, numbers = [], []
    for position, word in enumerate(_WORD.findall(text)):
        number = _number(word, position)
        if number is None:
            words.append(word.casefold())
        else:
            numbers.append(number)
    while len(words) > 1 and words[-1] in _affixes()[0]:
        words.pop()
    return tuple(words), tuple(sorted(numbers))


def _number(word: str, position: int) -> int | None:
    if word.isdecimal():
        return int(word)
    # the Swedish "i" is a word; a capital I in the first place begins a name
    return _ROMAN.get(word) if position else None


def _is_acronym(word: str) -> bool:
    return " " not in word.strip() and sum(sign.isupper() for sign in word) >= _SHORTEST_ACRONYM


def _head(text: str) -> str:
    head, *rest = _HEAD.split(text, maxsplit=1)
    return " ".join(_words_and_numbers(head)[0]) if rest and len(_WORD.findall(rest[0])) > 1 else ""


def is_generic(name: NameKey) -> bool:
    """Whether the name says only what kind of thing it is ("Verkosto", "Kulttuurihanke"); see
    generic_names.csv."""
    return all(word in _generic_words() for word in name.words)


def is_short(name: NameKey) -> bool:
    """Whether the name is one short word, which unrelated initiatives may well share."""
    return len(name.words) == 1 and len(name.words[0]) < 6


def likeness(one: NameKey, other: NameKey) -> float:
    """How near two names are, 0 to 100; 0 when a longer word of the one has no like in the other.

    "Tanssia Lapissa" and "Tanssia Kainuussa" are near as strings, but speak of two things. The order of the
    words does not count.
    """
    if not one.words or not other.words or not (_covered(one, other) and _covered(other, one)):
        return 0.0
    return max(fuzz.ratio(one.key, other.key), fuzz.token_sort_ratio(one.key, other.key))


def _covered(one: NameKey, other: NameKey) -> bool:
    return all(
        any(fuzz.ratio(word, partner) >= _PARTNER for partner in other.words)
        for word in one.words
        if len(word) >= _LONG_WORD
    )


def contains(one: NameKey, other: NameKey) -> bool:
    """Whether all words of one of the two names stand in the other, and they are at least two."""
    smaller, larger = sorted((set(one.words), set(other.words)), key=len)
    return len(smaller) > 1 and smaller <= larger


def share_short(one: NameKey, other: NameKey) -> bool:
    """Whether two full names hold the same acronym or short name and most of the other words."""
    mine, others = set(one.words), set(other.words)
    alike = len(mine & others) >= 3 and len(mine & others) >= 0.75 * len(mine | others)
    return alike and bool(one.shorts & other.shorts)
