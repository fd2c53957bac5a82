"""Organisations beside a person: "Porin kaupunki" on a line, "Oulun kaupungin tuottaja" before a name."""

from __future__ import annotations

import re
from functools import cache

from pipeline.normalise.lemmas import lemma
from pipeline.read.contacts.tables import Endings, rows
from schemas import vocabulary

_SHORTEST_ENDING = 4
_UNLIKE_SURNAMES = 6
"""Letters of an ending that no surname has."""
_LONGEST = 8
"""Words of a name; more are a sentence."""
_WORD = re.compile(r"[^\s,;()]+")
_ACRONYM = re.compile(r"\w{2,12}:n")


@cache
def _words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("organisations"))


@cache
def _endings(shortest: int) -> Endings:
    """Words that are told at the end of a compound (kulttuurikeskus), of so many letters and more."""
    return Endings(word for word in _words() if len(word) >= shortest and word not in ("care", "unit"))


@cache
def _genitives() -> dict[str, str]:
    return {row["genitive"]: row["word"] for row in rows("organisations") if row["genitive"]}


@cache
def _genitives_by_end() -> dict[str, tuple[tuple[str, str], ...]]:
    """Last letters of a genitive -> (genitive, nominative) that end so, in the order of the table."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for genitive, nominative in _genitives().items():
        key = genitive[-_SHORTEST_ENDING:]
        found[key] = (*found.get(key, ()), (genitive, nominative))
    return found


@cache
def _places() -> frozenset[str]:
    names = [row[key] for row in vocabulary.rows("municipalities") for key in ("name_fi", "name_sv")]
    names += [row[key] for row in vocabulary.rows("regions") for key in ("name_fi", "name_sv", "name_en")]
    return frozenset(name.lower() for name in names if name)


def is_place(text: str) -> bool:
    """Whether the text is the name of a municipality or region, in the nominative."""
    return text.strip(" .:").lower() in _places()


def is_word(word: str) -> bool:
    """Whether a word says that what it closes is an organisation: kaupunki, ry, kulttuurikeskus, stad."""
    word = word.lower().strip("”\"'»,")
    return word in _words() or (_endings(_SHORTEST_ENDING).close(word) and not is_place(word))


def is_exact_word(word: str) -> bool:
    """As ``is_word``, but not for words that may as well be surnames: Vanhatalo, Uusipaja."""
    word = word.lower()
    return word in _words() or _endings(_UNLIKE_SURNAMES).close(word)


def is_organisation(text: str) -> bool:
    """Whether a short text is the name of an organisation: it begins with a capital and holds such a word."""
    tokens = _WORD.findall(text)
    if not 0 < len(tokens) <= _LONGEST or not tokens[0][0].isupper() or text.rstrip().endswith((".", "!", "?")):
        return text.rstrip().endswith(("r.f.", "r.y.")) and len(tokens) <= _LONGEST
    return any(is_word(token) for token in tokens)


def is_genitive(word: str) -> bool:
    """Whether a word is the genitive of a place or of what closes an organisation's name: Porin, Kunnan."""
    low = word.lower()
    return low in _genitives() or (low.endswith("n") and is_place(lemma(low, "fi")))


def cut_genitive(prefix: str) -> tuple[str | None, str]:
    """Take the employer off a role: ("Oulun kaupunki", "tuottaja") of "Oulun kaupungin tuottaja".

    The employer is None where there is none; the rest is the text after it.
    """
    tokens = list(_WORD.finditer(prefix))
    for position, token in enumerate(tokens):
        nominative = _nominative(token.group())
        if nominative is None or not tokens[0].group()[0].isupper():
            continue
        rest = prefix[token.end() :].strip()
        if not rest:
            continue
        name = (prefix[tokens[0].start() : token.start()] + nominative).strip()
        # "Kaupungin yhteyshenkilö" does not say which town
        return (name if position or ":" in token.group() else None), rest
    return None, prefix


def _nominative(word: str) -> str | None:
    low = word.lower()
    if _ACRONYM.fullmatch(low):
        return word[:-2]
    for genitive, nominative in _genitives_by_end().get(low[-_SHORTEST_ENDING:], ()):
        if low == genitive:
            return nominative if word[0].islower() else nominative[0].upper() + nominative[1:]
        if len(genitive) > _SHORTEST_ENDING and low.endswith(genitive):
            return word[: -len(genitive)] + nominative
    return None
