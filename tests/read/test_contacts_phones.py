import time

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.contacts import phones

MOBILE = "+358401234567"


@pytest.mark.parametrize(
    "text",
    [
        "040 123 4567",
        "040-1234567",
        "040-123 4567",
        "040 - 123 4567",
        "0401234567",
        "040\u00a0123\u00a04567",
        "040\u202f123\u202f4567",
        "040\u2011123\u20114567",
        "040–123 4567",
        "0\u200b40 123 4567",
        "040.123.4567",
        "040/123 4567",
        "(040) 123 4567",
        "+358401234567",
        "+358 40 123 4567",
        "+358-40-1234567",
        "+358 (0)40 123 4567",
        "+358(0)401234567",
        "+ 358 40 1234567",
        "00358 40 123 4567",
        "358 40 123 4567",
        "p.040-1234567",
        "puh. 040 123 4567",
        "tfn 040 123 4567.",
        "GSM 040 123 4567, maija@kunta.example",
        "00100 Mallila 040 123 4567",
        "040 123 4567 2023",
        "040 123 4567 (myös WhatsApp)",
        "p. 040 123 4567 (ma–pe 9–15)",
    ],
)
def test_every_spacing(text: str) -> None:
    assert [number.value for number in phones.find(text)] == [MOBILE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("p. 02 2633 5000", "+358226335000"),
        ("(06) 320 6500", "+35863206500"),
        ("014 266 4063", "+358142664063"),
        ("0295 018 894", "+358295018894"),
        ("020 615 8139", "+358206158139"),
        ("+358 18 25291", "+3581825291"),
        ("+46 (0)724672941", "+46724672941"),
        ("+47 22 85 50 50", "+4722855050"),
    ],
)
def test_fixed_lines_and_other_countries(text: str, value: str) -> None:
    assert [number.value for number in phones.find(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Y-tunnus 1234567-8",
        "Y-tunnus 0123456-7",
        "1.1.2020-30.6.2022",
        "01.02.2020",
        "2020-01-02",
        "PL 123, 00101 Mallila",
        "70 000 euroa",
        "045 000 €",
        "FI26 8024 0710 1199 21",
        "003712345678901",
        "klo 09.00-15.00",
        "2021–2023",
        "ISBN 978-952-0000-00-0",
        "0,5 htv",
        "",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert phones.find(text) == []


@pytest.mark.parametrize(
    "text", ["Vaihde 02 263 350", "p. 02 263 350 (vaihde)", "Växel: 02 458 5700", "Switchboard +358 2 263 350"]
)
def test_a_switchboard_is_marked(text: str) -> None:
    assert [number.switchboard for number in phones.find(text)] == [True]


def test_a_switchboard_beside_a_person() -> None:
    text = "Maija Malli, p. 040 123 4567, vaihde 02 263 350"
    assert [number.switchboard for number in phones.find(text)] == [False, True]


def test_two_numbers_in_a_row() -> None:
    values = [number.value for number in phones.find("040 123 4567 / 050 123 4567")]
    assert values == [MOBILE, "+358501234567"]


def test_links() -> None:
    assert phones.of_link("tel:+358401234567") == MOBILE
    assert phones.of_link("tel:040%20123%204567") == MOBILE
    assert phones.of_link("https://kunta.example") is None
    assert phones.of_link("tel:112") is None


@given(st.text(alphabet="0123456789+-() ./–€\u00a0abc,", max_size=60))
def test_any_text_is_survived(text: str) -> None:
    for number in phones.find(text):
        assert number.value.startswith("+")
        assert number.value[1:].isdigit()
        assert 0 <= number.start < number.end <= len(text)


@given(st.from_regex(r"0[1-9][0-9]{4,12}", fullmatch=True))
def test_the_quick_look_at_a_number_agrees_with_the_library(digits: str) -> None:
    number = phonenumbers.parse(digits, "FI")
    known = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert phones.to_e164(digits) == (known if phonenumbers.is_valid_number(number) else None)


@pytest.mark.parametrize("row", ["0 1 ", "0 4 0 1 2 3 ", "020 0511 09 ", "(0", "+3", "0-", "040 "])
def test_time_is_linear_in_rows_of_figures(row: str) -> None:
    began = time.process_time()
    phones.find(row * (40_000 // len(row)))
    assert time.process_time() - began < 2
