"""Look up the forms of a table in running text: words, phrases, and beginnings or endings of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from schemas.csv_data import csv_rows

_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){0,3}")

_MOST_SEEN = 50_000


class Forms:
    """The rows of a CSV table by their ``form``; a star stands for any letters at that end of the word."""

    def __init__(self, rows: tuple[dict[str, str], ...]) -> None:
        """Sort the rows by what has to be compared. Of rows with the same form the first holds."""
        self._exact: dict[str, dict[str, str]] = {}
        self._beginnings: dict[str, dict[str, str]] = {}
        self._endings: dict[str, dict[str, str]] = {}
        self._middles: dict[str, dict[str, str]] = {}
        self._phrases: dict[str, list[tuple[str, dict[str, str]]]] = {}
        for row in rows:
            self._add(row["form"].casefold(), row)
        self._first_letters = {form[:2] for form in self._beginnings}
        self._last_letters = {form[-2:] for form in self._endings}
        self._seen: dict[str, dict[str, str] | None] = {}

    def _add(self, form: str, row: dict[str, str]) -> None:
        bare = form.strip("*")
        if " " in form:
            self._phrases.setdefault(form.split()[0], []).append((form, row))
        elif form.startswith("*") and form.endswith("*"):
            self._middles.setdefault(bare, row)
        elif form.startswith("*"):
            self._endings.setdefault(bare, row)
        elif form.endswith("*"):
            self._beginnings.setdefault(bare, row)
        else:
            self._exact.setdefault(form, row)

    def in_text(self, text: str) -> Iterator[tuple[int, int, dict[str, str]]]:
        """Start, end and row of each form in a text, in order; "-hanke" after a dash is none."""
        lower = text.lower()
        if len(lower) != len(text):  # a few letters grow in lower case: positions must stay true
            lower = text
        reached = 0
        for token in _TOKEN.finditer(lower):
            word = token.group()
            if word not in self._phrases and self.of_word(word) is None:
                continue
            start = token.start()
            if start < reached or lower[start - 1 : start] == "-":
                continue
            end, row = self._at(lower, start, word)
            if row is not None:
                reached = end
                yield start, end, row

    def _at(self, text: str, start: int, word: str) -> tuple[int, dict[str, str] | None]:
        for phrase, row in self._phrases.get(word, ()):
            end = start + len(phrase)
            if text.startswith(phrase, start) and not text[end : end + 1].isalnum():
                return end, row
        return start + len(word), self.of_word(word)

    def of_word(self, word: str) -> dict[str, str] | None:
        """The row of a word in lower case: as it is, else by its longest beginning, ending or middle."""
        try:
            return self._seen[word]
        except KeyError:
            if len(self._seen) > _MOST_SEEN:
                self._seen.clear()
            found = self._seen[word] = self._look_up(word)
            return found

    def _look_up(self, word: str) -> dict[str, str] | None:
        if word in self._exact:
            return self._exact[word]
        for end in range(len(word), 1, -1) if word[:2] in self._first_letters else ():
            if word[:end] in self._beginnings:
                return self._beginnings[word[:end]]
        for start in range(1, len(word) - 1) if word[-2:] in self._last_letters else ():
            if word[start:] in self._endings:
                return self._endings[word[start:]]
        return next((row for middle, row in self._middles.items() if middle in word), None)


@cache
def table(name: str) -> Forms:
    """The forms of ``{name}.csv`` of this package."""
    return Forms(csv_rows("pipeline.read.durations", f"{name}.csv"))
