"""The quick looks that spare most lines a reading must never miss what the reading would find. Names invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.contacts import names, parts, roles, tables
from pipeline.read.contacts.parts import Kind

WORDS = [
    "Maija",
    "Malli",
    "MAIJA",
    "MALLI",
    "Mallinen,",
    "(Maikku)",
    "”Masa”",
    "von",
    "FT",
    "FM,",
    "Xanni",
    "Xerxén",
    "Dr.",
    "M.",
    "Anna-Liisa",
    "ja",
    "och",
    "|",
    ";",
    "/",
    "-",
    ".",
    ":",
    "koordinaattori",
    "projektipäällikkö",
    "tutkijana",
    "tuottaja/ohjaaja",
    "(ohjaaja)",
    "Porin",
    "kaupungin",
    "kaupunki",
    "Turku",
    "vaihde",
    "(vaihde)",
    "040",
    "123",
    "4567",
    "+358401234567",
    "0",
    "1",
    "2020",
    "maija.malli@kunta.example",
    "maija.malli",
    "(at)",
    "kunta.example",
    "mary.model",
    "at",
    "uni",
    "dot",
    "example",
    "etunimi.sukunimi@kunta.example",
    "puh.",
    "Lisätietoja",
    "hankkeesta",
    "kertoo",
]
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
REACHED = {Kind.NAME, Kind.EMAIL, Kind.TEMPLATE, Kind.PHONE}


@settings(max_examples=400)
@given(LINES)
def test_a_line_that_tells_of_somebody_is_never_passed_over(line: str) -> None:
    kinds = {part.kind for part in parts.read(line)}
    assert parts.may_begin(line) or not kinds & REACHED
    assert parts.may_begin(line) or names.whole(line) is None


@settings(max_examples=400)
@given(LINES)
def test_a_line_that_gives_a_role_is_never_passed_over(line: str) -> None:
    kinds = {part.kind for part in parts.read(line)}
    assert roles.may_be_in(line) or Kind.ROLE not in kinds or kinds & REACHED


def test_a_line_that_tells_of_nobody_is_passed_over() -> None:
    assert not parts.may_begin("Hanke toi taidetta kyliin vuosina 2020–2022 Itä-Suomen kunnissa.")
    assert not roles.may_be_in("Hanke toi taidetta kyliin.")


def test_no_particle_is_a_given_name() -> None:
    """``has_given`` looks at words with a capital only."""
    assert not [word for word in names.particles() if names.is_given(word)]


@pytest.mark.parametrize("row", tables.rows("cues"), ids=lambda row: row["phrase"])
def test_every_cue_of_the_table_is_found(row: dict[str, str]) -> None:
    phrase = row["phrase"].removesuffix("*")
    assert tables.is_cue(phrase.title() if phrase.isascii() else phrase, row["kind"])
    assert tables.has_cue(f"({phrase}) 12", row["kind"])
    assert tables.ends_with_cue(f"12, {phrase}:", row["kind"])
    assert tables.has_cue(f"{phrase}xyz", row["kind"]) >= row["phrase"].endswith("*")
    assert not tables.is_cue(f"x{phrase}", row["kind"])


@given(
    st.lists(st.sampled_from(["lle", "alle", "kaupunki", "ki", "nka"]), min_size=1), st.text("alekupnki", max_size=9)
)
def test_endings_by_their_last_letters(endings: list[str], word: str) -> None:
    assert tables.Endings(endings).close(word) == word.endswith(tuple(endings))
