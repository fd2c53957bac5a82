"""Which of Finnish, Swedish and English a text is written in, by counting its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from schemas.csv_data import csv_rows

_WORD = re.compile(r"[a-zåäöé]+")
_LANGUAGES = ("fi", "sv", "en")
_LIMIT = 20_000
"""Characters read: a page that has not shown its language by then never will."""
_ENOUGH = 4
"""Common words needed before the text is believed rather than the page's own declaration."""


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Common word -> the languages that it belongs to, from ``language_words.csv``."""
    table: dict[str, tuple[str, ...]] = {}
    for row in csv_rows("pipeline.read", "language_words.csv"):
        table[row["word"]] = (*table.get(row["word"], ()), row["language"])
    return table


def _declared(code: str | None) -> str | None:
    """``sv`` of ``sv-FI`` or ``SV_fi``; None for a language that is not ours."""
    short = re.split(r"[-_]", (code or "").strip().lower(), maxsplit=1)[0]
    return short if short in _LANGUAGES else None


def counts(text: str) -> Counter[str]:
    """How many common words of each language stand in a text; a word of two languages counts for both."""
    table = _words()
    found: Counter[str] = Counter()
    common = Counter(filter(table.__contains__, _WORD.findall(text[:_LIMIT].lower())))
    for word, times in common.items():
        for language in table[word]:
            found[language] += times
    return found


def detect(text: str, declared: str | None) -> str | None:
    """The language of a text: ``fi``, ``sv`` or ``en``.

    ``declared`` is what the page says of itself (``fi``, ``sv-FI`` ...) or None. The text's own words win over
    it where there are enough of them, since many sites declare one language for all their versions; None where
    neither the words nor the declaration tell.
    """
    stated = _declared(declared)
    ranked = counts(text).most_common(2)
    if not ranked:
        return stated
    best, times = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    if stated is None:
        return best if times > second else None
    return best if times >= _ENOUGH and times >= 2 * second else stated
