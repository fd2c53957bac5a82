"""Dates with the precision of the page."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from schemas import edtf


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("1900", date(1900, 1, 1), date(1900, 12, 31)),
        ("2022-06", date(2022, 6, 1), date(2022, 6, 30)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-06-30", date(2022, 6, 30), date(2022, 6, 30)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2017-21", date(2017, 3, 1), date(2017, 5, 31)),
        ("2017-22", date(2017, 6, 1), date(2017, 8, 31)),
        ("2017-23", date(2017, 9, 1), date(2017, 11, 30)),
        ("2017-24", date(2017, 1, 1), date(2017, 3, 31)),
    ],
)
def test_what_a_value_spans(value: str, first: date, last: date) -> None:
    assert edtf.validate(value) == value
    assert (edtf.earliest(value), edtf.latest(value)) == (first, last)


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("", "not an EDTF"),
        ("22", "not an EDTF"),
        ("2022-6", "not an EDTF"),
        ("2022-06-1", "not an EDTF"),
        ("2022/2023", "not an EDTF"),
        ("2022~", "not an EDTF"),
        ("30.6.2022", "not an EDTF"),
        ("2022-06-30T00:00", "not an EDTF"),
        (" 2022", "not an EDTF"),
        ("2022\n", "not an EDTF"),
        ("1899", "outside"),
        ("2101-01", "outside"),
        ("2022-00", "no such month"),
        ("2022-13", "no such month"),
        ("2022-20", "no such month"),
        ("2022-25", "no such month"),
        ("2022-21-01", "no such month"),
        ("2022-06-00", "no day"),
        ("2022-06-31", "no day"),
        ("2023-02-29", "no day"),
    ],
)
def test_what_is_refused(value: str, complaint: str) -> None:
    for check in (edtf.validate, edtf.earliest, edtf.latest):
        with pytest.raises(ValueError, match=complaint):
            check(value)
    with pytest.raises(ValidationError):
        TypeAdapter(edtf.EdtfDate).validate_python(value)


_YEARS = st.integers(edtf.EARLIEST_YEAR, edtf.LATEST_YEAR).map(str)
_MONTHS = st.tuples(_YEARS, st.sampled_from([*range(1, 13), *range(21, 25)])).map(lambda p: f"{p[0]}-{p[1]:02d}")
_DAYS = st.dates(date(edtf.EARLIEST_YEAR, 1, 1), date(edtf.LATEST_YEAR, 12, 31)).map(date.isoformat)


@given(st.one_of(_YEARS, _MONTHS, _DAYS))
def test_earliest_is_never_after_latest(value: str) -> None:
    first, last = edtf.earliest(value), edtf.latest(value)
    assert first <= last
    assert (first == last) == (len(value) == len("2022-06-30"))
    assert first.year == last.year == int(value[:4])


@given(_DAYS)
def test_a_day_lies_within_its_month_and_year(value: str) -> None:
    day = date.fromisoformat(value)
    for coarser in (value[:7], value[:4]):
        assert edtf.earliest(coarser) <= day <= edtf.latest(coarser)


@given(st.text(max_size=12))
def test_any_text_is_either_refused_or_spans_days(text: str) -> None:
    try:
        edtf.validate(text)
    except ValueError:
        return
    assert edtf.earliest(text) <= edtf.latest(text)
    assert text.isascii()
