"""Sums of money in running text and in cells, in euros."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from schemas.csv_data import csv_rows

_NUMBER = r"\d{1,3}(?:[ .,\u00a0\u202f']\d{3}){1,3}(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
_GROUPED = re.compile(r"[ \u00a0\u202f']|[.,](?=\d{3}(?!\d))")
_DIGIT = re.compile(r"\d")
LEAST_BARE = 100
"""A number without a unit is taken for euros from here on; smaller ones are percents and counts."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money and where the text says it."""

    span: tuple[int, int]
    eur: float


@cache
def words(kind: str) -> dict[str, float]:
    """Words of ``amount_words.csv`` of one kind, with their factor (0 where it has none)."""
    return {
        r["word"]: float(r["factor"] or 0)
        for r in csv_rows("pipeline.read.funders", "amount_words.csv")
        if r["kind"] == kind
    }


@cache
def cues(kind: str) -> re.Pattern[str]:
    """The cue phrases of one kind as one pattern; ``*`` stands for the rest of a word, or for one word."""
    phrases = sorted(words(kind), key=len, reverse=True)
    return re.compile("|".join(rf"\b{phrase(p)}" for p in phrases), re.IGNORECASE)


@cache
def said(kind: str) -> re.Pattern[str]:
    """The phrases of ``phrases.csv`` of one kind as one pattern."""
    phrases = [r["phrase"] for r in csv_rows("pipeline.read.funders", "phrases.csv") if r["kind"] == kind]
    return re.compile("|".join(rf"\b{phrase(p)}" for p in phrases), re.IGNORECASE)


def phrase(cue: str) -> str:
    """The regular expression of a cue phrase of a data file (bounded, no nested repetition).

    ``*`` before or after letters is the rest of a word, alone one or two words; ``#`` is a sum of money.
    """
    return r"\s{1,3}".join(_word(word) for word in cue.split())


def _word(word: str) -> str:
    if word == "#":
        return r"(?:€|EUR)?\s?\d[\d., \u00a0\u202f]{0,14}(?:€|eur\w{0,4}|milj\w{0,4}|million)?"
    if word == "*":
        return r"[\w-]{1,30}(?: [\w-]{1,30})?"
    lead = r"\w{0,30}" if word.startswith("*") else ""
    tail = r"\w{0,20}" if word.endswith("*") else r"(?!\w)" if word[-1].isalnum() else ""
    return lead + re.escape(word.strip("*")) + tail


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(re.escape(u) for u in sorted(words("unit"), key=len, reverse=True))
    factors = "|".join(re.escape(f) for f in sorted(words("factor"), key=len, reverse=True))
    space = r"[ \u00a0\u202f]?"
    return re.compile(
        rf"(?<![\w.,])(?:(?:€|EUR){space}(?P<before>{_NUMBER})(?:{space}(?P<scale>{factors})(?!\w))?"
        rf"|(?P<after>{_NUMBER})(?:,-)?{space}(?:(?P<factor>{factors}){space})?(?P<unit>{units})(?![\wåäö])"
        rf"|(?P<open>{_NUMBER}){space}(?P<million>milj\.))",
        re.IGNORECASE,
    )


@cache
def _bare() -> re.Pattern[str]:
    about = "|".join(re.escape(word) for word in words("about"))
    return re.compile(rf"(?:(?:{about}) ?)?({_NUMBER})(?:,-)?", re.IGNORECASE)


def without_about(lead: str) -> str:
    """What stands before a sum, without a last "noin", "ca." or "approx."."""
    about = "|".join(re.escape(word) for word in words("about"))
    return re.sub(rf"\b(?:{about})\s*$", "", lead, flags=re.IGNORECASE)


def holds_number(text: str) -> bool:
    """A cheap look: a text without a digit states no sum."""
    return _DIGIT.search(text) is not None


def number(text: str) -> float:
    """The value of a number written with any thousands separator and a decimal comma or point.

    Raises ValueError for a text that is no number.
    """
    return float(_GROUPED.sub("", text.strip()).replace(",", "."))


def amounts_in(text: str, *, euros: bool = False) -> list[Amount]:
    """The sums of money of a text, in order.

    ``euros`` True says that the text stands under a label or column of euros: then a text that is nothing but a
    number ("248 120") is a sum too. Never raises.
    """
    if not holds_number(text):
        return []
    found = [_amount(match) for match in _pattern().finditer(text)]
    if not found and euros and (bare := _bare().fullmatch(text.strip())):
        value = number(bare[1])
        start = text.index(bare[1])
        if value >= LEAST_BARE:
            return [Amount((start, start + len(bare[1])), value)]
    return found


def _amount(match: re.Match[str]) -> Amount:
    digits = match["before"] or match["after"] or match["open"]
    factor = 1.0
    for word in (match["scale"], match["factor"], match["million"]):
        factor *= words("factor")[word.lower()] if word else 1.0
    if match["unit"]:
        factor *= words("unit")[match["unit"].lower()]
    return Amount(match.span(), round(number(digits) * factor, 2))
