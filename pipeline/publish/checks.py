"""Whether the tables of a dataset fit together; asked before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.publish.cells import Cells
from schemas.columns import SEPARATOR, Column, columns_of
from schemas.describe import codes
from schemas.tables import TABLES

Texts = dict[str, list[Cells]]
"""Table -> rows, as texts."""


def _column(texts: Texts, table: str, name: str) -> list[str]:
    position = [column.name for column in columns_of(TABLES[table].model)].index(name)
    return [cells[position] for cells in texts[table]]


def _keys(texts: Texts) -> Iterator[str]:
    for name, table in TABLES.items():
        if not table.key:
            continue
        keys = zip(*(_column(texts, name, column) for column in table.key), strict=True)
        for key, times in sorted(Counter(keys).items()):
            if times > 1:
                yield f"{name}: {times} different rows have the key {', '.join(key)}"


def _references(texts: Texts) -> Iterator[str]:
    for name, table in TABLES.items():
        for reference in table.references:
            there = set(_column(texts, reference.table, reference.key))
            here = set(_column(texts, name, reference.column)) - {""}
            for missing in sorted(here - there):
                yield f"{name}.{reference.column}: {missing} is not in {reference.table}.{reference.key}"


def _strangers(column: Column, cells: list[str]) -> set[str]:
    values = {part for cell in cells for part in (cell.split(SEPARATOR) if column.several else [cell])}
    return values - {""} - set(codes(column.vocabulary or ""))


def _vocabularies(texts: Texts) -> Iterator[str]:
    for name, table in TABLES.items():
        for column in columns_of(table.model):
            if column.vocabulary:
                for stranger in sorted(_strangers(column, _column(texts, name, column.name))):
                    yield f"{name}.{column.name}: {stranger} is not in the vocabulary {column.vocabulary}"


def problems(texts: Texts) -> list[str]:
    """Every key that is not unique, reference that leads nowhere, and code that is in no vocabulary."""
    return [*_keys(texts), *_references(texts), *_vocabularies(texts)]
