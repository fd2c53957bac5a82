"""The cheap look for the phrases of roles must never turn away a text in which a phrase stands."""

from __future__ import annotations

import csv
from importlib.resources import files

from pipeline.read.roles import _cues, _cues_in, acting, may_act

_ROLES = frozenset({"funder", "coordinator", "implementer", "lead", "recipient", "partner"})


def _examples() -> list[str]:
    tables = ("roles.csv", "role_verbs.csv")
    texts = [files("pipeline.read").joinpath(name).read_text(encoding="utf-8") for name in tables]
    return [row["example"] for text in texts for row in csv.DictReader(text.splitlines())]


def test_every_phrase_that_stands_in_an_example_is_found() -> None:
    examples = _examples()
    assert len(examples) > 400
    for text in (*examples, *(f"Malli-{e}" for e in examples), *(f"({e})" for e in examples)):
        standing = {cue.pattern.pattern for cue in _cues() if cue.pattern.search(text)}
        assert standing <= {cue.pattern.pattern for cue in _cues_in(text)}, text


def test_a_passage_with_a_phrase_may_act() -> None:
    acted = [text for text in _examples() if acting(text, _ROLES)]
    assert len(acted) > 100
    assert [text for text in acted if not may_act(f"{text} Mallit tanssivat.", _ROLES)] == []


def test_a_passage_without_a_phrase_may_not_act() -> None:
    assert not may_act("Mallilan kuoro harjoittelee tiistaisin.", _ROLES)
