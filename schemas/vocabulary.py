"""The controlled vocabularies: regions, wellbeing counties, municipalities, funders and target groups.

Each is a CSV file in ``schemas/vocabularies`` that can be corrected without touching code; several values of one
cell are joined by ``|``.
"""

from __future__ import annotations

from functools import cache

from schemas.csv_data import csv_rows


def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of ``vocabularies/{name}.csv``, each a mapping of column to text; empty cells are ''."""
    return csv_rows("schemas", f"vocabularies/{name}.csv")


@cache
def by_key(name: str, key: str = "code") -> dict[str, dict[str, str]]:
    """The rows of a vocabulary by their key column (``code``, or ``id`` for funders)."""
    return {row[key]: row for row in rows(name)}


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
