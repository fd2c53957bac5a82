"""Organisations out of the value of a label: "Rahoittaja: Taike, Oulun kaupunki ja Malli ry"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.normalise.organisations import (
    Case,
    OrgMatch,
    known_organisation,
    nominative,
    organisation_type,
    organisations_in,
    plain,
)
from pipeline.read.contacts.names import is_given
from schemas.csv_data import csv_rows

_SEPARATOR = re.compile(r"\s*(?:[;\n•·|]|,(?!\d)|\s(?:ja|sekä|och|samt|and|&|\+)\s)\s*")
_MONEY = re.compile(
    r"(?:\b(?:noin|n\.|ca|cirka|approx\.?)\s)?(?:€\s?)?\d[\d ., ]{0,14}\s?(?:€|%|euro\w{0,4}|eur\b|milj\.?)?", re.I
)
_PARENTHESIS = re.compile(r"\s*\([^()]{0,160}\)?")
_LONGEST_NAME = 90
_LONGEST_VALUE = 4000
"""Characters of a label's value that are looked at; a longer one is a broken page."""
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation of a label's value, and where the value names it."""

    start: int
    end: int
    name: str
    id: str | None
    case: Case = Case.NOMINATIVE
    recognised: bool = True
    """False for a name that is only guessed to be one from its place in a list."""


@cache
def _ignored() -> frozenset[str]:
    """Words that a value may hold beside names: "ym.", "oma rahoitus", "haettu"."""
    return frozenset(row["word"] for row in csv_rows("pipeline.read", "no_names.csv"))


def organisations_of_value(value: str) -> list[Named]:
    """The organisations that the value of a label lists, in order.

    A value that is a list of names gives every item, whether tables know it or not; a sentence gives only the
    organisations that are recognised in it. Persons, sums and empty words are left out. Never raises.
    """
    flat = plain(value[:_LONGEST_VALUE])
    hidden = [m.span() for m in _PARENTHESIS.finditer(flat) if flat[: m.start()].strip()]
    matches = [m for m in organisations_in(flat) if not any(s < m.span[0] < e for s, e in hidden)]
    if _is_prose(flat):
        return [_named(m) for m in matches]
    return [named for start, end in _items(flat, matches) for named in _item(flat, start, end, matches)]


def _named(match: OrgMatch) -> Named:
    return Named(match.span[0], match.span[1], match.nominative, match.funder_id, match.case)


def _is_prose(flat: str) -> bool:
    """Whether the value is sentences rather than names."""
    return bool(re.search(r"[a-zåäö)]\.\s+[A-ZÅÄÖ]", flat)) or any(
        len(part.split()) > _MOST_WORDS for part in _SEPARATOR.split(_PARENTHESIS.sub("", flat))
    )


def _items(flat: str, matches: list[OrgMatch]) -> list[tuple[int, int]]:
    """Where the value's items stand; a separator inside a recognised name separates nothing."""
    inside = [m.span for m in matches] + [m.span() for m in _PARENTHESIS.finditer(flat)]
    bounds = [0]
    for mark in _SEPARATOR.finditer(flat):
        if not any(s < mark.end() and mark.start() < e for s, e in inside):
            bounds += [mark.start(), mark.end()]
    bounds.append(len(flat))
    return [(s, e) for s, e in zip(bounds[::2], bounds[1::2], strict=True) if flat[s:e].strip()]


def _item(flat: str, start: int, end: int, matches: list[OrgMatch]) -> list[Named]:
    within = [m for m in matches if start <= m.span[0] and m.span[1] <= end]
    if len(within) == 2 and _one_twice(flat, within[0], within[1]):
        name = flat[within[0].span[0] : within[1].span[1]]
        return [Named(within[0].span[0], within[1].span[1], name, within[0].funder_id)]
    if within:
        return [_whole(flat, start, end, within[0])] if len(within) == 1 else [_named(m) for m in within]
    text = _MONEY.sub(" ", _PARENTHESIS.sub(" ", flat[start:end])).strip(" ,.:;–-/")
    text = text.split(" / ")[0]
    if not _plausible(text):
        return []
    name = nominative(text)
    kind = organisation_type(name)
    return [Named(start, end, name, kind, recognised=kind is not None)]


def _one_twice(flat: str, left: OrgMatch, right: OrgMatch) -> bool:
    """Siun sote – Pohjois-Karjalan sosiaali- ja terveyspalvelujen kuntayhtymä: short and full name of one."""
    between = flat[left.span[1] : right.span[0]].strip()
    return left.funder_id is not None and left.funder_id == right.funder_id and between in ("–", "-", "")


def _whole(flat: str, start: int, end: int, match: OrgMatch) -> Named:
    """A recognised name; words right before it that are capitalised belong to it ("Malli Teatteri")."""
    lead = flat[start : match.span[0]]
    if lead.strip()[:1].isupper() and match.funder_id == "yhdistys" and match.span[1] >= end - 1 and ":" not in lead:
        name = nominative(flat[start : match.span[1]])  # "Vailla vakinaista asuntoa ry"
        return Named(start, match.span[1], name, match.funder_id, match.case)
    grown = re.fullmatch(r"\s*((?:[A-ZÅÄÖ][\w’'-]*\s){1,3})", lead)
    if grown and not match.known and not known_organisation(grown[1].strip()):
        name = f"{grown[1].strip()} {match.nominative}"
        return Named(start, match.span[1], name, organisation_type(name), match.case)
    return _named(match)


def _plausible(text: str) -> bool:
    """Whether an item that no table knows can be a name: short, with a capital, no person, no filler."""
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(text) > _LONGEST_NAME or len(text) < 2:
        return False
    if text.lower() in _ignored() or any(w.lower() in _ignored() for w in words[:1]):
        return False
    if "@" in text or "://" in text or ":" in text or is_given(words[0]):
        return False
    return text[:1].isupper() or any(w[:1].isupper() for w in words[1:])
