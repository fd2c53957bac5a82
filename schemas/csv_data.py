"""Reading the CSV files that are data of a package: vocabularies here, word tables in the pipeline."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def csv_rows(package: str, name: str) -> tuple[dict[str, str], ...]:
    """All rows of a CSV file of a package, each a mapping of column to text; empty cells are ''.

    ``name`` is the file's path inside the package: ``labels.csv``, ``data/roles.csv``. The rows are shared: read only.
    """
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
