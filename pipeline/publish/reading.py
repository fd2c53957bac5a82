"""Reading published tables back."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.publish.cells import from_cell
from pipeline.publish.errors import PublishError
from pipeline.publish.package import PACKAGE_FILE
from schemas.columns import Row, columns_of
from schemas.tables import TABLES, Dataset

_LONGEST_CELL = 16 * 1024 * 1024


def csv_lines(path: Path) -> list[list[str]]:
    """The lines of an RFC 4180 file, the header first. Raises OSError, UnicodeDecodeError or csv.Error."""
    # a cell may hold a whole rejected record; the limit is the module's, for all its readers
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, strict=True))


def _row(table: str, number: int, header: list[str], cells: list[str]) -> Row:
    model = TABLES[table].model
    if len(cells) != len(header):
        raise PublishError(f"{table}.csv: row {number} has {len(cells)} cells, the header {len(header)}")
    texts = dict(zip(header, cells, strict=True))
    values: dict[str, Any] = {
        column.name: from_cell(column, texts[column.name]) for column in columns_of(model) if column.name in texts
    }
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise PublishError(f"{table}.csv: row {number}: {place}: {first['msg']}") from error


def read_table(directory: Path, table: str) -> list[Row]:
    """The rows of one published table.

    Columns that the file has beyond ours are left out, those it lacks are empty, so that other releases can
    be read as history. Raises PublishError when the file is missing, is no CSV in UTF-8, or a row does not
    validate (rows are counted from 1, without the header); KeyError for a table there is none of.
    """
    path = directory / f"{table}.csv"
    try:
        lines = csv_lines(path)
    except FileNotFoundError as error:
        raise PublishError(f"{path}: no such file") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PublishError(f"{path}: not readable as CSV: {error}") from error
    if not lines:
        raise PublishError(f"{path}: empty, not even a header")
    return [_row(table, number, lines[0], cells) for number, cells in enumerate(lines[1:], start=1)]


def _package(directory: Path) -> tuple[date, set[str]]:
    """The day of a release and the names of its tables."""
    path = directory / PACKAGE_FILE
    try:
        package = json.loads(path.read_bytes())
        return date.fromisoformat(package["created"][:10]), {part["name"] for part in package["resources"]}
    except FileNotFoundError as error:
        raise PublishError(f"{directory}: no published dataset (no {PACKAGE_FILE})") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PublishError(f"{path}: not a data package of ours: {error}") from error


def read_tables(directory: Path) -> Dataset:
    """The dataset that ``publish`` wrote into a directory.

    A table that ``datapackage.json`` does not list (a release from before it existed) is empty. Raises
    PublishError as ``read_table`` does, and when ``datapackage.json`` is missing or not ours.
    """
    day, names = _package(directory)
    dataset = Dataset(date=day)
    for name in TABLES:
        if name in names:
            setattr(dataset, name, read_table(directory, name))
    return dataset
