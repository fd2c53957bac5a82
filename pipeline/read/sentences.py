"""Cut running text into sentences without stumbling over dates, ordinals and abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas.csv_data import csv_rows

# A mark that may end a sentence, with the closing quotes or brackets that belong to it.
_END = re.compile(r"[.!?…]{1,4}[\"”’»)\]]{0,2}(?=\s|$)")
_LINE = re.compile(r"[^\n]+")
_WORD_BEFORE = re.compile(r"[^\s(\[\"”’»]{1,20}\Z")
_OPENING = '"”“’‘»«([–—-•*¿¡ '


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence exactly as the text has it, and where it begins there."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Position in the text after the sentence's last character."""
        return self.start + len(self.text)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["form"].casefold() for row in csv_rows("pipeline.read", "abbreviations.csv"))


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order, without surrounding white space.

    A line break ends a sentence, unless the line stops at a dash or comma or the next one begins in lower
    case or with a dash: then the page has only broken the line ("1.9.2015 –" above "31.8.2016"). A full stop
    ends none after an abbreviation of ``abbreviations.csv``, an initial, a number that goes on ("1.5. 2019")
    or before a small letter. Never raises; time is linear in the length of the text.
    """
    return list(_sentences(text))


@lru_cache(maxsize=2048)
def _sentences(text: str) -> tuple[Sentence, ...]:
    """Kept for a while, since every reader cuts the same passages."""
    return tuple(piece for start, end in _paragraphs(text) for piece in _cut(text, start, end))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Stretches of lines that belong together."""
    stretches: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        if stretches and _continues(text[max(0, stretches[-1][1] - 8) : stretches[-1][1]], line.group()):
            stretches[-1] = (stretches[-1][0], line.end())
        else:
            stretches.append(line.span())
    return stretches


def _continues(before: str, after: str) -> bool:
    last, first = before.rstrip()[-1:], after.lstrip()[:1]
    if last in ",–—-":
        return True
    return last not in ".!?:;" and (first.islower() or first in "–—,;)")


def _cut(text: str, start: int, end: int) -> list[Sentence]:
    pieces: list[Sentence] = []
    begin = start
    for mark in _END.finditer(text, start, end):
        if mark.start() >= begin and _ends_sentence(text, mark, end):
            _add(pieces, text, begin, mark.end())
            begin = mark.end()
    _add(pieces, text, begin, end)
    return pieces


def _add(pieces: list[Sentence], text: str, begin: int, end: int) -> None:
    raw = text[begin:end]
    stripped = raw.strip()
    if stripped:
        pieces.append(Sentence(stripped, begin + raw.index(stripped)))


def _ends_sentence(text: str, mark: re.Match[str], end: int) -> bool:
    following = text[mark.end() : min(end, mark.end() + 12)].lstrip().lstrip(_OPENING)
    if not following:
        return True
    if following[0].islower():
        return False
    if mark.group()[0] != ".":
        return True
    before = _WORD_BEFORE.search(text[max(0, mark.start() - 20) : mark.start()])
    word = before.group().casefold() if before else ""
    if word in _abbreviations() or (len(word) == 1 and word.isalpha()):
        return False
    # "1.5. 2019" and "31.8. 2017": the year follows; "14.6. Lisätietoja" ends
    return not (word[-1:].isdigit() and following[0].isdigit() and len(word) <= 6)
