"""Language of a text, beside what the page declares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.language import counts, detect

FINNISH = "Hankkeen tavoitteena on lisätä osallisuutta, ja se jatkuu vuoden 2023 loppuun sekä kunnissa että kylissä."
SWEDISH = "Projektet är ett samarbete med kommunerna och vänder sig till äldre som bor på landsbygden."
ENGLISH = "The project is funded by the ministry and aims to bring the arts to older people."


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        (FINNISH, None, "fi"),
        (SWEDISH, None, "sv"),
        (ENGLISH, None, "en"),
        (FINNISH, "sv", "fi"),
        (SWEDISH, "fi", "sv"),
        (ENGLISH, "fi-FI", "en"),
        ("POPkulta", "fi-FI", "fi"),
        ("POPkulta", "SV_fi", "sv"),
        ("POPkulta", "de", None),
        ("POPkulta", None, None),
        ("", None, None),
        ("", "en", "en"),
        # a title in English does not make a Finnish page English
        ("Arts and Health", "fi", "fi"),
        # half and half: the declaration decides, without one nobody knows
        (FINNISH + " " + SWEDISH + " " + ENGLISH, "sv", "sv"),
        ("Konst och musik, arts and music", None, None),
    ],
)
def test_detect(text: str, declared: str | None, expected: str | None) -> None:
    assert detect(text, declared) == expected


def test_case_and_punctuation_do_not_matter() -> None:
    assert counts("JA, ja; (ja)")["fi"] == 3


@given(st.text(max_size=300), st.none() | st.text(max_size=8))
def test_any_text_gets_a_language_of_ours_or_none(text: str, declared: str | None) -> None:
    assert detect(text, declared) in {"fi", "sv", "en", None}
