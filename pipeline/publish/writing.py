"""Writing the tables: all of them, checked, or none."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.publish.cells import Cells, sorted_cells, to_cells
from pipeline.publish.checks import Texts, problems
from pipeline.publish.errors import PublishError
from pipeline.publish.folder import beside, cannot_write, locked
from pipeline.publish.package import PACKAGE_FILE, datapackage
from pipeline.publish.reading import csv_lines
from schemas.columns import columns_of
from schemas.tables import TABLES, Dataset


def _header(table: str) -> list[str]:
    return [column.name for column in columns_of(TABLES[table].model)]


def as_texts(dataset: Dataset) -> Texts:
    """The rows of each table as they will stand in the files: texts, each row once, in the fixed order."""
    return {name: sorted_cells(table, [to_cells(row) for row in dataset.rows(name)]) for name, table in TABLES.items()}


def to_csv(table: str, rows: list[Cells]) -> bytes:
    """A table as RFC 4180 CSV: UTF-8 without byte order mark, CRLF, quotes only where they are needed."""
    frame = pd.DataFrame(rows, columns=_header(table), dtype=object)
    text: str = frame.to_csv(index=False, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    return text.encode("utf-8")


def _check_written(path: Path, table: str, rows: list[Cells]) -> None:
    """Read a written file as anybody would; raise PublishError unless it says what it should."""
    try:
        header, *found = csv_lines(path)
    except csv.Error as error:
        raise PublishError(f"{path.name}: not readable after writing: {error}") from error
    if header != _header(table) or len(found) != len(rows):
        raise PublishError(f"{path.name}: {len(found)} rows after writing, {len(rows)} before")
    for number, (cells, row) in enumerate(zip(found, rows, strict=True), start=1):
        if tuple(cells) != row:
            raise PublishError(f"{path.name}: row {number} reads differently after writing")


def _put_back(names: list[str], kept: Path, directory: Path) -> None:
    for name in names:
        if (kept / name).exists():
            (kept / name).replace(directory / name)
        else:
            (directory / name).unlink()


def _install(names: list[str], fresh: Path, directory: Path) -> None:
    """Rename the fresh files into place; when one cannot be, put the old ones back and raise."""
    existed = directory.exists()
    directory.mkdir(exist_ok=True)
    kept = fresh / "before"
    kept.mkdir()
    done: list[str] = []
    try:
        for name in names:
            if (directory / name).exists():
                shutil.copy2(directory / name, kept / name)
        for name in names:
            (fresh / name).replace(directory / name)
            done.append(name)
    except BaseException:
        _put_back(done, kept, directory)
        if not existed:
            directory.rmdir()
        raise


def _write(files: Mapping[str, bytes], directory: Path) -> None:
    for name, content in files.items():
        with (directory / name).open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())


def publish(dataset: Dataset, directory: Path) -> dict[str, int]:
    """Write every table as CSV, and ``datapackage.json``, into a directory (made where it does not exist).

    The same dataset gives the same bytes, in whatever order its lists are. The files are written to a
    directory beside, read back and compared, and only then renamed into place, ``datapackage.json`` last;
    other files of the directory are left alone. When anything fails, the old files stay as they were.

    Returns the number of rows written for each table. Raises PublishError when keys, references or codes of
    the dataset do not fit, what was written reads back differently, the disk refuses, or another run is
    writing the directory.
    """
    directory = directory.resolve()
    texts = as_texts(dataset)
    if found := problems(texts):
        raise PublishError(found)
    tables = {name: to_csv(name, rows) for name, rows in texts.items()}
    files = {f"{name}.csv": content for name, content in tables.items()}
    files[PACKAGE_FILE] = datapackage(dataset.date, tables)
    try:
        with locked(directory, again=True), beside(directory) as fresh:
            _write(files, fresh)
            for name, rows in texts.items():
                _check_written(fresh / f"{name}.csv", name, rows)
            _install(list(files), fresh, directory)
    except OSError as error:
        raise cannot_write(directory, error) from error
    return {name: len(rows) for name, rows in texts.items()}
