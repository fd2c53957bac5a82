"""Dates with the precision of the page: EDTF (ISO 8601-2:2019) level 1, as far as pages need it.

Allowed are a year (``2022``), a month (``2022-06``), a day (``2022-06-30``) and a season of the northern
hemisphere (``2017-21`` spring, ``-22`` summer, ``-23`` autumn, ``-24`` winter). Winter is the one that begins
the year named, January and February, unless a page says otherwise; for sorting it therefore spans January to
March.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# first and last month of each season code
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 3)}
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


def parts(value: str) -> tuple[int, int | None, int | None]:
    """Split an EDTF string into year, month or season code, and day.

    Raises ValueError, naming the value, when it is not one of the allowed forms or no such day exists.
    """
    shape = _SHAPE.fullmatch(value)
    if not shape:
        raise ValueError(f"{value!r} is not an EDTF year, month, season or day")
    year, month, day = (int(p) if p else None for p in shape.groups())
    assert year is not None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(f"{value!r}: the year is outside {EARLIEST_YEAR}-{LATEST_YEAR}")
    if month is not None and not (1 <= month <= 12 or (month in _SEASONS and day is None)):
        raise ValueError(f"{value!r} has no such month or season")
    if day is not None and month is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"{value!r} is no day of the calendar")
    return year, month, day


def validate(value: str) -> str:
    """Return the value unchanged if it is valid EDTF of the allowed forms; raise ValueError otherwise."""
    parts(value)
    return value


def _months(month: int | None) -> tuple[int, int]:
    if month is None:
        return 1, 12
    return _SEASONS.get(month, (month, month))


def earliest(value: str) -> date:
    """The first day that an EDTF value can mean, for sorting and filtering."""
    year, month, day = parts(value)
    return date(year, _months(month)[0], day or 1)


def latest(value: str) -> date:
    """The last day that an EDTF value can mean, for sorting and filtering."""
    year, month, day = parts(value)
    last = _months(month)[1]
    return date(year, last, day or calendar.monthrange(year, last)[1])


EdtfDate = Annotated[
    str,
    AfterValidator(validate),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
