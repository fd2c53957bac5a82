"""Sentences are cut where a reader would cut them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.sentences import sentences

TEXTS = [
    ("Hanke alkoi 1.5.2019. Se päättyi 2020.", ["Hanke alkoi 1.5.2019.", "Se päättyi 2020."]),
    ("Käyntejä tehtiin esim. Oulussa. Muutkin tulivat.", ["Käyntejä tehtiin esim. Oulussa.", "Muutkin tulivat."]),
    ("Mukana mm. Vaasa ym. kaupunkeja.", ["Mukana mm. Vaasa ym. kaupunkeja."]),
    ("Projektet pågår t.ex. i Vasa. Det slutar 2020.", ["Projektet pågår t.ex. i Vasa.", "Det slutar 2020."]),
    ("Päättyi 31.8. 2017 Oulussa.", ["Päättyi 31.8. 2017 Oulussa."]),
    ("Ilmoittaudu 14.6. Lisätietoja saa M. Mallilta.", ["Ilmoittaudu 14.6.", "Lisätietoja saa M. Mallilta."]),
    ("Kuka? Minä! Hän… Se.", ["Kuka?", "Minä!", "Hän…", "Se."]),
    ("”Näin on.” Hän jatkoi.", ["”Näin on.”", "Hän jatkoi."]),
    ("Rivi yksi\nRivi kaksi", ["Rivi yksi", "Rivi kaksi"]),
    ("1.9.2015 –\n31.8.2016", ["1.9.2015 –\n31.8.2016"]),
    ("Rivi joka\njatkuu tästä.", ["Rivi joka\njatkuu tästä."]),
    ("Budjetti 1,3 milj. euroa. Loppu.", ["Budjetti 1,3 milj. euroa.", "Loppu."]),
    ("", []),
    (" \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_cut(text: str, expected: list[str]) -> None:
    assert [s.text for s in sentences(text)] == expected


@given(st.text(alphabet='aAä1. !?\n–,"”(', max_size=200))
def test_nothing_is_lost_and_positions_are_true(text: str) -> None:
    found = sentences(text)
    assert all(text[s.start : s.end] == s.text and s.text.strip() == s.text for s in found)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


@pytest.mark.parametrize("unit", [". ", "a\n", "A.\n", "1. ", "esim. ", ".", "!?"])
def test_time_is_linear(unit: str) -> None:
    began = time.perf_counter()
    sentences(unit * (200_000 // len(unit)))
    assert time.perf_counter() - began < 20
