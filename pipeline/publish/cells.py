"""Between a row and the texts of its cells."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from schemas.columns import SEPARATOR, Column, Row, columns_of
from schemas.tables import Table

Cells = tuple[str, ...]
"""The texts of one row, in the order of the columns."""


def _number(value: float) -> str:
    """The shortest plain decimal: 160000, 0.5; never an exponent."""
    text = format(Decimal(repr(value)), "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _one(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def to_cell(value: Any) -> str:
    """The text of a value as CSV holds it: '' for None, several values joined, times in UTC."""
    return SEPARATOR.join(_one(part) for part in value) if isinstance(value, list) else _one(value)


def to_cells(row: Row) -> Cells:
    """The texts of a row's cells, in the order of its columns."""
    return tuple(to_cell(getattr(row, column.name)) for column in columns_of(type(row)))


def from_cell(column: Column, text: str) -> Any:
    """What the row model takes for a cell: None or [] for '', a list for several, else the text."""
    if column.several:
        return text.split(SEPARATOR) if text else []
    if not text and column.nullable:
        return None
    return text


def sorted_cells(table: Table, rows: list[Cells]) -> list[Cells]:
    """The rows without repetition, by the table's ``order`` and then by all columns from left to right."""
    names = [column.name for column in columns_of(table.model)]
    first = [names.index(name) for name in table.order]
    return sorted(set(rows), key=lambda cells: (tuple(cells[i] for i in first), cells))
