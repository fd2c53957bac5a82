"""The word tables of this reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from schemas.csv_data import csv_rows


def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a CSV of this package."""
    return csv_rows("pipeline.read.target_groups", f"{name}.csv")


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of a kind of ``words.csv``, of all languages."""
    return frozenset(row["word"] for row in table("words") if row["kind"] == kind)


def alternatives(phrases: Iterable[str]) -> str:
    """The phrases as alternatives of a regular expression, longest first; ``*`` stands for any ending."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\*", r"\w{0,20}") for phrase in ordered)
