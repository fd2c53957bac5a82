"""Case forms of Finnish place names, made from their nominatives and the table of endings."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from schemas.csv_data import csv_rows


class Case(StrEnum):
    """What the form of a place name tells about its part in the sentence."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    """Oulun; in Swedish and English Oulus, Oulu's."""
    LOCATIVE = "locative"
    """In, to, from or at the place: Oulussa, Oulusta, Ouluun, Pieksämäellä."""
    PARTITIVE = "partitive"
    INHABITANT = "inhabitant"
    """oululaiset, pieksämäkeläinen."""


def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a CSV of this package."""
    return csv_rows("pipeline.read.places", f"{name}.csv")


@cache
def _irregular() -> dict[str, tuple[tuple[str, Case], ...]]:
    """Forms that no rule makes, by place."""
    found: dict[str, list[tuple[str, Case]]] = {}
    for row in table("forms"):
        found.setdefault(row["place"], []).append((row["form"].lower(), Case(row["case"])))
    return {place: tuple(forms) for place, forms in found.items()}


def _stems(name: str) -> list[tuple[str, str, str]]:
    """Weak, strong and inhabitant's stem by each row of the longest ending that fits; the name itself if none does."""
    fitting = [row for row in table("endings") if name.endswith(row["ending"])]
    longest = max((len(row["ending"]) for row in fitting), default=0)
    return [
        (body + row["weak_stem"], body + row["strong_stem"], body + row["inhabitant_stem"])
        for row in fitting
        if len(row["ending"]) == longest
        for body in (name[: -len(row["ending"])],)
    ] or [(name, name, name)]


_WEAK = {"n": Case.GENITIVE} | dict.fromkeys(
    ("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle"), Case.LOCATIVE
)
_STRONG = {"seen": Case.LOCATIVE} | dict.fromkeys(("a", "ä", "ta", "tä"), Case.PARTITIVE)
_PEOPLE = (
    "nen",
    "set",
    "sen",
    "sten",
    "sille",
    "sia",
    "siä",
    "sta",
    "stä",
    "sella",
    "sellä",
    "selle",
    "sissa",
    "sista",
)


def forms(name: str) -> Iterator[tuple[str, Case]]:
    """The forms of a Finnish place name, lower case, each with its case; some are made that nobody uses.

    Both vowel harmonies and both ways of saying *in* (Oulussa, Pieksämäellä) are made: the forms are to be
    recognised, not written. A few forms of a name are irregular and come from ``forms.csv``.
    """
    low = name.lower()
    yield low, Case.NOMINATIVE
    yield from _irregular().get(name, ())
    for weak, strong, people in _stems(low):
        yield from ((weak + ending, case) for ending, case in _WEAK.items())
        yield from ((strong + ending, case) for ending, case in _STRONG.items())
        yield strong + strong[-1] + "n", Case.LOCATIVE
        yield strong + "h" + strong[-1] + "n", Case.LOCATIVE
        for stem in {people, low, low[:-1] + "e" if low.endswith("i") else low}:
            for ending in _PEOPLE:
                yield stem + "lai" + ending, Case.INHABITANT
                yield stem + "läi" + ending, Case.INHABITANT
