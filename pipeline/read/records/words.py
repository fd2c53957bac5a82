"""The word tables of this room, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas.csv_data import csv_rows

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_INITIALS = re.compile(r"[A-ZÅÄÖ](?:\s?[–-]\s?[A-ZÅÄÖ])?")
_YEAR_OR_INITIALS = re.compile(r"(?:19|20)\d\d\W*$|^[A-ZÅÄÖ](?:\s?[–-]\s?[A-ZÅÄÖ])?$")
# no word for an initiative is shorter than "hanke"
_TOKEN = re.compile(r"\w{5,}(?:['’]\w+)?")
_LANGUAGES = ("fi", "sv", "en")
_FOLDER = "pipeline.read.records"


def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of one of this room's CSV files."""
    return csv_rows(_FOLDER, f"{name}.csv")


@dataclass(frozen=True)
class Cue:
    """A phrase that speaks for or against a page being about one initiative."""

    where: str
    pattern: re.Pattern[str]
    weight: float


@cache
def page_cues() -> tuple[Cue, ...]:
    """The rows of page_cues.csv; they are in lower case, and searched in text that is."""
    return tuple(Cue(row["where"], re.compile(row["pattern"]), float(row["weight"])) for row in table("page_cues"))


@lru_cache(maxsize=50_000)
def _uses(word: str) -> frozenset[tuple[str, str, str]]:
    """What a word is used for: language, kind and form of each row of record_words.csv that it fits."""
    return frozenset(use for use, pattern in _record_words() if pattern.fullmatch(word))


@cache
def _record_words() -> list[tuple[tuple[str, str, str], re.Pattern[str]]]:
    return [
        ((row["language"], row["kind"], row["form"]), re.compile(row["pattern"], re.IGNORECASE))
        for row in table("record_words")
    ]


def record_words(
    text: str, kind: str = "", form: str = "", languages: tuple[str, ...] = _LANGUAGES
) -> Iterator[re.Match[str]]:
    """The words for a project or a network in a text, as ``record_pattern`` finds them but far faster."""
    for match in _TOKEN.finditer(text):
        uses = _uses(match[0])
        if uses and any(lang in languages and kind in ("", of) and form in ("", shape) for lang, of, shape in uses):
            yield match


def has_record_word(text: str, kind: str = "", form: str = "", languages: tuple[str, ...] = _LANGUAGES) -> bool:
    """Whether a text holds a word for a project or a network; narrowed as in ``record_pattern``."""
    return next(record_words(text, kind, form, languages), None) is not None


def count_record_words(text: str, form: str) -> int:
    """How many words for a project or a network of one form a text holds."""
    return sum(1 for _ in record_words(text, form=form))


@cache
def record_pattern(kind: str = "", form: str = "", languages: tuple[str, ...] = _LANGUAGES) -> re.Pattern[str]:
    """Finds the words for a project or a network in the three languages.

    ``kind`` (project, network) and ``form`` (nominative, inflected, plural) narrow it; '' means any.
    """
    rows = [r for r in table("record_words") if r["language"] in languages]
    patterns = "|".join(r["pattern"] for r in rows if kind in ("", r["kind"]) and form in ("", r["form"]))
    return re.compile(rf"(?<!\w)(?:{patterns})(?!\w)", re.IGNORECASE)


@cache
def phrase(name: str) -> str:
    """The rows of phrases.csv of one name as one alternative of a regular expression."""
    return "(?:" + "|".join(row["pattern"] for row in table("phrases") if row["name"] == name) + ")"


@cache
def _generic() -> frozenset[str]:
    return frozenset(row["word"] for row in table("generic_titles"))


def is_generic(text: str) -> bool:
    """Whether a heading says only what sort of page this is ("Käynnissä olevat hankkeet"), so that it is no name."""
    words = [w.casefold() for w in _WORD.findall(text)]
    return all(w in _generic() for w in words) or _INITIALS.fullmatch(text.strip()) is not None


def divides(text: str) -> bool:
    """Whether a heading opens a group of a listing ("Päättyneet hankkeet", "Nyt käynnissä", "Vuonna 2023", "A–D").

    What stands below it no longer belongs to the entry above, however deep the heading.
    """
    if not is_generic(text):
        return False
    grouped = re.search(rf"\b{phrase('status')}\b", text, re.IGNORECASE) or _YEAR_OR_INITIALS.search(text.strip())
    return grouped is not None or has_record_word(text, form="plural")


@cache
def name_patterns(where: str) -> re.Pattern[str]:
    """What is cut from the ``start`` or ``end`` of a heading to leave the name."""
    patterns = "|".join(row["pattern"] for row in table("name_words") if row["where"] == where)
    return re.compile(rf"^(?:{patterns})" if where == "start" else rf"(?:{patterns})$", re.IGNORECASE)
