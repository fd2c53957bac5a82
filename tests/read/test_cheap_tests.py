"""The cheap tests before reading must never turn away a text in which the readers would find something."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.normalise.lemmas import Telling, tokens
from pipeline.read.places.matching import may_name_places, places, places_in
from pipeline.read.places.weighing import phrases
from pipeline.read.places.weighing import table as place_table
from pipeline.read.target_groups.matching import groups_in, may_name_groups
from pipeline.read.target_groups.tables import table
from pipeline.read.target_groups.weighing import _SOUGHT, _hints
from schemas import vocabulary

_FILLED = "Malli"


def _written(phrase: str) -> str:
    """A phrase of a table as a text may write it."""
    return phrase.replace("*", "x")


def _group_words() -> Iterator[tuple[str, str]]:
    for row in vocabulary.rows("target_groups"):
        for language in ("fi", "sv", "en"):
            for alias in (row[f"label_{language}"], *vocabulary.several(row[f"aliases_{language}"])):
                yield language, alias
    for name in ("attributes", "conditions", "ages"):
        yield from ((row.get("language", "fi"), row["example"]) for row in table(name))


def test_texts_with_groups_are_never_turned_away() -> None:
    named = [(language, text) for language, text in _group_words() if groups_in(text, language)]
    assert len(named) > 1000
    assert [pair for pair in named if not may_name_groups(f"{_FILLED}. {pair[1]}, {_FILLED}", pair[0])] == []


def test_every_cue_hints_at_its_kind() -> None:
    cues = [row for row in table("cues") if row["kind"] in _SOUGHT]
    assert len(cues) > 300
    missed = [r for r in cues if r["kind"] not in _hints(f"{_FILLED} {_written(r['cue'])} {_FILLED}", r["language"])]
    assert missed == []


def test_every_place_is_looked_for() -> None:
    names = [name for _, by_language in places() for name in by_language.values() if places_in(name)]
    assert len(names) > 900
    texts = [text for name in names for text in (f"({name})", f"{name}-{_FILLED}", name.upper()) if places_in(text)]
    assert [text for text in texts if not may_name_places(text)] == []


@pytest.mark.parametrize("kind", ["away", "pays", "event", "held", "partner"])
def test_the_words_around_places_are_telling(kind: str) -> None:
    words = [row["word"] for row in place_table("words") if row["kind"] == kind]
    assert words
    assert phrases(kind)
    telling = Telling(words)
    assert [word for word in words if not any(map(telling.fits, tokens(_written(word))))] == []


@pytest.mark.parametrize("text", ["", "Hanke alkoi syksyllä", "Ohjelmassa on 12 kohtaa ja loppu."])
def test_texts_without_any_such_word_are_turned_away(text: str) -> None:
    assert not may_name_groups(text, "fi")
    assert not may_name_places(text)
