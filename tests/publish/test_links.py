"""Text fragments are encoded as the specification asks."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish import text_fragment

PAGE = "https://kunta.example/hanke?id=1&kieli=fi"


@pytest.mark.parametrize(
    ("quote", "directive"),
    [
        ("Hanke alkaa", "Hanke%20alkaa"),
        ("1.12.2020-30.6.2022", "1.12.2020%2D30.6.2022"),
        ("Kulttuuri, taide & hyvinvointi", "Kulttuuri%2C%20taide%20%26%20hyvinvointi"),
        ("Kestääkö 100 % #1?", "Kest%C3%A4%C3%A4k%C3%B6%20100%20%25%20%231%3F"),
        ("  Kesto:\u00a0\u200b2022  ", "Kesto%3A%202022"),
        ("Hankkeen kesto\n1.1.2022 alkaen", "Hankkeen%20kesto,1.1.2022%20alkaen"),
        ("Rahoittaja | Kone-säätiö", "Rahoittaja,Kone%2Ds%C3%A4%C3%A4ti%C3%B6"),
        ("a b c d e f g\nkeskellä\nh i j k l m n", "a%20b%20c%20d%20e,j%20k%20l%20m%20n"),
    ],
)
def test_quotes(quote: str, directive: str) -> None:
    assert text_fragment(PAGE, quote) == f"{PAGE}#:~:text={directive}"


def test_a_long_quote_is_named_by_its_ends() -> None:
    quote = " ".join(f"sana{number:02d}" for number in range(40))
    expected = "sana00%20sana01%20sana02%20sana03%20sana04,sana35%20sana36%20sana37%20sana38%20sana39"
    assert text_fragment(PAGE, quote) == f"{PAGE}#:~:text={expected}"


def test_the_ends_of_few_long_words_do_not_overlap() -> None:
    quote = f"{'a' * 60} {'b' * 60} {'c' * 60}"
    assert text_fragment(PAGE, quote).endswith(f"text={'a' * 60},{'c' * 60}")
    assert text_fragment(PAGE, "d" * 200).endswith(f"text={'d' * 200}")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/", "https://a.example/#:~:text=x"),
        ("https://a.example/#osa", "https://a.example/#osa:~:text=x"),
        ("https://a.example/#", "https://a.example/#:~:text=x"),
        ("https://a.example/#osa:~:text=vanha", "https://a.example/#osa:~:text=x"),
    ],
)
def test_the_fragment_of_the_address_is_kept(url: str, expected: str) -> None:
    assert text_fragment(url, "x") == expected


def test_an_empty_quote_gives_the_address() -> None:
    assert text_fragment("https://a.example/#osa:~:text=vanha", " \u200b\n") == "https://a.example/#osa"
    assert text_fragment("https://a.example/", "") == "https://a.example/"


@given(st.text())
def test_any_quote_keeps_the_directive_whole(quote: str) -> None:
    """At most one comma, no dash or ampersand of the text itself, and no part without a word."""
    link = text_fragment(PAGE, quote)
    if link == PAGE:
        return
    parts = link.removeprefix(f"{PAGE}#:~:text=").split(",")
    assert 1 <= len(parts) <= 2
    assert all(part.isascii() and not set("-& #") & set(part) for part in parts)
    assert all(unquote(part).split() for part in parts)
