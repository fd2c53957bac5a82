"""Sums of money: every way of writing them, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.funders.amounts import amounts_in, number

SUMS = {
    "45 000 €": [45000.0],
    "45.000 euroa": [45000.0],
    "45,000 EUR": [45000.0],
    "45000€": [45000.0],
    "45\u00a0000 euroa": [45000.0],
    "0,5 milj. euroa": [500000.0],
    "EUR 45,000": [45000.0],
    "by the ESF with €352,000, by the town": [352000.0],
    "1,2 M€": [1200000.0],
    "n. 0,2 milj.": [200000.0],
    "65 tuhatta euroa": [65000.0],
    "40 000€:lla": [40000.0],
    "27 003,20 €": [27003.2],
    "vuonna 2023 30 000 €": [30000.0],
    "1 050 000 eurolla": [1050000.0],
    "5 miljoonaa euroa": [5000000.0],
    "€1.2 million": [1200000.0],
    "60 000 euron avustus": [60000.0],
    "1 016 873 euroa": [1016873.0],
    "253.533 euroa, josta 190.149 euroa": [253533.0, 190149.0],
    "Grant amount: 3000 Euro": [3000.0],
    "20 tusen euro": [20000.0],
    "80 % kuluista": [],
    "vuosina 2021–2023": [],
    "040 123 4567": [],
    "100 eurooppalaista": [],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), SUMS.items())
def test_sums(text: str, expected: list[float]) -> None:
    assert [a.eur for a in amounts_in(text)] == expected


@pytest.mark.parametrize(("cell", "expected"), [("248 120", 248120.0), ("27003,20", 27003.2), ("n. 5 000", 5000.0)])
def test_bare_numbers_count_under_a_label_of_euros_only(cell: str, expected: float) -> None:
    assert [a.eur for a in amounts_in(cell, euros=True)] == [expected]
    assert amounts_in(cell) == []


@pytest.mark.parametrize("cell", ["80", "2021–2023", "noin 70 %", "Oulu"])
def test_what_is_no_sum_under_such_a_label(cell: str) -> None:
    assert amounts_in(cell, euros=True) == []


def test_the_span_is_the_sum_as_written() -> None:
    text = "Avustus on 45 000 euroa vuodessa."
    (amount,) = amounts_in(text)
    assert text[slice(*amount.span)] == "45 000 euroa"


def test_a_text_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        number("paljon")


@given(st.text(alphabet="0123456789 .,€euromilj%-–\u00a0", max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    for amount in amounts_in(text, euros=True):
        assert amount.eur >= 0
        assert 0 <= amount.span[0] < amount.span[1] <= len(text)
