"""The tables of inflected forms, and the dictionary forms read from them."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from pipeline.normalise.lemmas import LANGUAGES, Telling, lemma, tokens, words
from pipeline.normalise.make_forms import table_of, wanted_words, written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_are_up_to_date(language: str) -> None:
    dictionary = dict(DefaultDictionaryFactory().get_dictionary(language).items())
    fresh = written(table_of(wanted_words(language), dictionary, language))
    kept = files("pipeline.normalise").joinpath(f"forms_{language}.csv").read_text(encoding="utf-8")
    assert fresh == kept, "run python -m pipeline.normalise.make_forms"


def test_reading_opens_no_dictionary() -> None:
    code = (
        "import sys; from pipeline.read.target_groups import groups_in;"
        "assert groups_in('lapsiperheille ja hoivapelimanneille', 'fi');"
        "assert 'simplemma' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        # what hangs on a word: particles and possessives
        ("ikäihmisillekin", "ikäihminen"),
        ("perheilleen", "perhe"),
        ("omaistensa", "omainen"),
        ("puolisoitaan", "puoliso"),
        # compounds by their last part
        ("taidepajaopettajille", "taidepajaopettaja"),
        ("kulttuurikoordinaattorin", "kulttuurikoordinaattori"),
        # words that have nothing to do with our tables stay
        ("kaukovainiolla", "kaukovainiolla"),
        ("xyzzy", "xyzzy"),
        ("", ""),
    ],
)
def test_finnish(form: str, expected: str) -> None:
    assert lemma(form, "fi") == expected


def test_words_that_only_end_alike_are_kept_apart() -> None:
    dictionary = {"lapset": "lapsi", "lapsi": "lapsi", "kulapset": "kulapse", "koululapset": "koululapsi"}
    assert table_of({"lapsi"}, dictionary, "fi") == {"kulapse": ["kulapset"], "lapsi": ["lapset", "lapsi"]}


def test_words_stand_where_their_span_says() -> None:
    text = "Lapset, nuoret ja mielenterveys- sekä päihdekuntoutujat"
    found = words(text, "fi")
    assert [text[word.start : word.end] for word in found] == [word.text for word in found] == list(tokens(text))
    assert found[0].lemma == "lapsi"


@pytest.mark.parametrize(
    ("phrase", "token"),
    [
        ("koko suomi", "Suomi"),
        ("maalla asuv*", "maalla"),
        ("muistisairau*", "muistisairauden"),
        ("vuotia*", "65-vuotiaat"),
        ("vuotia*", "65vuotiaille"),
        ("*tapaami*", "verkostotapaaminen"),
        ("*ilta", "Kulttuuri-ilta"),
    ],
)
def test_a_telling_word_fits(phrase: str, token: str) -> None:
    assert Telling([phrase]).fits(token)


@pytest.mark.parametrize(
    ("phrase", "token"),
    [("koko suomi", "koko"), ("muistisairau*", "muisti"), ("*ilta", "illat"), ("kuntien", "yhteiskuntien"), ("ja", "")],
)
def test_other_words_do_not_fit(phrase: str, token: str) -> None:
    assert not Telling([phrase]).fits(token)
