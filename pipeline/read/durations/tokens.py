"""Cut a text into the tokens that date expressions are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from schemas.csv_data import csv_rows
from schemas.edtf import EARLIEST_YEAR, LATEST_YEAR

DAY_MAX, MONTH_MAX = 31, 12
LONGEST_PHRASE = 3
"""Words of the longest entry of ``date_words.csv``."""

# Characters that look like a space or a dash, one for one, so that positions stay true.
_FOLD = str.maketrans({**dict.fromkeys("\u00a0\u2007\u202f\u200b\u200c\u200d\ufeff\u2060\t\r\n", " "),
                       **dict.fromkeys("‐‑‒–—―−→➔", "-"), "’": "'", "´": "'"})  # fmt: skip

_LEXER = re.compile(
    r"""
    (?P<phrase>(?:fr|t)\.o\.m\.?|(?<!\w)[vV]{1,2}\.)
  | (?P<word>[^\W\d_]+)
  | (?P<iso>(?<![\d.,/:-])\d{4}-\d{2}-\d{2}(?!\d))
  | (?P<date>(?<![\d.,/:])\d{1,2}\.[ ]{0,2}\d{1,2}\.[ ]{0,2}(?:\d{4}|[-']\d{2}(?![\d.])|\d{2})(?![\d/]|\.\d))
  | (?P<dm>(?<![\d.,/:])\d{1,2}\.\d{1,2}(?:\.(?!\d{5})|(?![\d,%.]))(?![ ]?(?:%|€)))
  | (?P<slash>(?<![\d.,/:])\d{1,2}/\d{1,2}/\d{4}(?!\d))
  | (?P<my>(?<![\d.,/:])\d{1,2}[ ]?/[ ]?\d{4}(?![\d/]))
  | (?P<short>(?<![\d.,/:])\d{1,2}/\d{2}(?![\d/]))
  | (?P<year>(?:(?<![\d.,/:])|(?<=\d{4}/))\d{4}(?![\d%]|/(?!\d{4}(?!\d))|[.,:]\d|[ ]\d{3}(?!\d)))
  | (?P<num>(?<![\d.,/:])\d{1,2}(?!\d|[%/]|[.,:]\d)(?:st|nd|rd|th|:[aen]|:s)?\.?)
  | (?P<dash>-|(?<=\d{4})/(?=\d{4}(?!\d)))
  | (?P<number>\d+)
  | (?P<mark>[^\s])
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_ANY_DATE = re.compile(r"\d{4}|\d/\d\d|\d\.\s{0,2}[-–'’´]\d\d|\s[-–'’´]\d\d|\d\.\d{1,2}\.\s{0,2}\d\d")


@dataclass(frozen=True, slots=True)
class Word:
    """What a word or phrase of the tables means in a date expression."""

    role: str
    """month, season, or a role of ``date_words.csv``: year, years, begin, end, middle, turn,
    from, until, to, between, and, open."""
    value: int | None = None
    """Number of the month, or code of the season."""
    case: str = ""
    """in, from or to, where the word's ending says so."""


class Token(NamedTuple):
    """A piece of text from ``start`` to ``end``; ``kind`` is the lexer's, or ``word`` with its ``word``."""

    kind: str
    start: int
    end: int
    text: str
    numbers: tuple[int, ...] = ()
    word: Word | None = None


def _table(name: str) -> tuple[dict[str, str], ...]:
    return csv_rows("pipeline.read.durations", f"{name}.csv")


@cache
def words(language: str | None) -> dict[str, Word]:
    """Every known form -> meaning, less two-letter words of other languages ("to" is Thursday in Finnish)."""
    found: dict[str, Word] = {}
    for name, value in (("date_words", ""), ("seasons", "season"), ("months", "month")):
        for row in _table(name):
            if row["case"] == "stem":
                continue
            if language and row["language"] != language and len(row["form"]) <= 2:
                continue
            found[row["form"]] = Word(row.get("role", "") or value, int(row[value]) if value else None, row["case"])
    return found


@cache
def _stems() -> dict[str, Word]:
    """Months cut to their stem, as in tammi–kesäkuu; alone, "kesä" is the summer and "elo" is life."""
    return {r["form"]: Word("month", int(r["month"])) for r in _table("months") if r["case"] == "stem"}


@cache
def _units() -> frozenset[str]:
    return frozenset(row["form"] for row in _table("units"))


def fold(text: str) -> str:
    """The text with every kind of space and dash made plain; as long as before."""
    return text.translate(_FOLD)


def may_hold_date(text: str) -> bool:
    """A cheap look: without four digits in a row, or a two-digit year, there is no date to find."""
    digit = _DIGIT.search(text)
    return digit is not None and _ANY_DATE.search(text, max(0, digit.start() - 2)) is not None


def tokenise(text: str, language: str | None) -> list[Token]:
    """Tokens of the folded text. Fillers ("the", "of", "den") are left out; unknown words are kind ``other``.

    Numbers that cannot be a date (31.13., 2500, 2000 euroa) become ``other`` too. Never raises; linear time.
    """
    table = words(language)
    raw = _raw(text)
    found: list[Token] = []
    index = 0
    while index < len(raw):
        token, width = _phrase(raw, index, table)
        if token.word is None or token.word.role != "filler":
            found.append(token)
        index += width
    return _with_stems(_without_amounts(found))


def _raw(text: str) -> list[Token]:
    """The tokens as the lexer has them; of several words in a row that no table knows, only the last."""
    known = _known_words()
    found: list[Token] = []
    unknown: re.Match[str] | None = None
    for match in _LEXER.finditer(fold(text)):
        if match.lastgroup == "word" and match.group().casefold() not in known:
            unknown = match
            continue
        if unknown:
            found.append(Token("other", unknown.start(), unknown.end(), unknown.group()))
            unknown = None
        found.append(_token(match))
    if unknown:
        found.append(Token("other", unknown.start(), unknown.end(), unknown.group()))
    return found


@cache
def _known_words() -> frozenset[str]:
    """Every word of the forms of the tables: whatever else stands in a text has no meaning for a date."""
    forms = (row["form"] for name in ("date_words", "seasons", "months", "units") for row in _table(name))
    return frozenset(word for form in forms for word in re.findall(r"[^\W\d_]+", form.casefold()))


def _with_stems(tokens: list[Token]) -> list[Token]:
    """Stems of months become months before a dash and another month."""
    result = list(tokens)
    for index in range(len(result) - 3, -1, -1):
        stem, dash, after = result[index], result[index + 1], result[index + 2]
        known = _stems().get(stem.text.casefold()) if stem.kind in ("word", "other") else None
        if known and dash.kind == "dash" and after.word and after.word.role == "month":
            result[index] = Token("word", stem.start, stem.end, stem.text, word=known)
    return result


def _without_amounts(tokens: list[Token]) -> list[Token]:
    """Years before a unit are amounts: 2000 euroa."""
    result = []
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.kind == "year" and following and following.text.casefold() in _units():
            token = Token("other", token.start, token.end, token.text)
        result.append(token)
    return result


def _phrase(raw: list[Token], index: int, table: dict[str, Word]) -> tuple[Token, int]:
    """The token at index, or the longest phrase of the tables there; and how many raw tokens it takes."""
    first = raw[index]
    if first.kind not in ("word", "phrase"):
        return first, 1
    run = raw[index : index + LONGEST_PHRASE]
    for width in range(len(run), 0, -1):
        form = " ".join(t.text for t in run[:width]).casefold().rstrip(".")
        if form in table:
            return Token("word", first.start, run[width - 1].end, form, word=table[form]), width
    return Token("other", first.start, first.end, first.text), 1


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup or "mark"
    text = match.group()
    if kind in ("word", "phrase", "dash", "mark"):
        return Token(kind, match.start(), match.end(), text)
    numbers = tuple(int(part) for part in re.findall(r"\d+", text)) if kind != "number" else ()
    if kind == "date":
        numbers = (*numbers[:2], _full_year(numbers[2], len(text) - len(text.rstrip("0123456789"))))
    if kind == "short":
        numbers = (numbers[0], 2000 + numbers[1])
    if kind == "iso" and numbers[1] > MONTH_MAX:
        numbers = (numbers[0], numbers[2], numbers[1])  # 2024-17-04: some systems put the day first
    if kind == "slash":
        kind, numbers = _slashed(numbers)
    if not _possible(kind, numbers):
        kind = "other"
    return Token(kind, match.start(), match.end(), text, numbers)


def _slashed(numbers: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """31/12/2020 and 12/31/2020 are plain; of 1/2/2020 only the year is certain."""
    first, second, year = numbers
    if first > MONTH_MAX:
        return "date", (first, second, year)
    if second > MONTH_MAX:
        return "date", (second, first, year)
    return "year", (year,)


def _full_year(year: int, digits: int) -> int:
    return 2000 + year if digits == 2 else year


def _possible(kind: str, numbers: tuple[int, ...]) -> bool:
    """Whether the numbers can be what their shape says."""
    if kind == "iso":
        year, month, day = numbers
    elif kind == "date":
        day, month, year = numbers
    elif kind == "dm":
        (day, month), year = numbers, EARLIEST_YEAR
    elif kind in ("my", "short"):
        (month, year), day = numbers, 1
    elif kind == "year":
        year, month, day = numbers[0], 1, 1
    else:
        return kind != "number"
    return 1 <= day <= DAY_MAX and 1 <= month <= MONTH_MAX and EARLIEST_YEAR <= year <= LATEST_YEAR
