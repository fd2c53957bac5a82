"""The target groups of a record, from its labels, its name and what its sentences say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.document import Block
from pipeline.read.scope import Found, Scope
from pipeline.read.sentences import sentences
from pipeline.read.target_groups.matching import groups_in, may_name_groups
from pipeline.read.target_groups.weighing import AIMED, DOERS, ENOUGH, STATED, Mention, is_staff, mentions

_SILENT = frozenset(
    (
        *("indirect_groups", "contacts", "funders", "coordinator", "partners", "credits", "authority", "budget"),
        *("grant_sum", "updated", "published", "email", "phone", "address", "role", "organisation", "website"),
        *("library", "code", "status", "programme"),
    )
)
"""Topics whose values name groups for other reasons."""
_FAINT = frozenset({"background", "results", "keywords"})
_SHORTEST_HEADING = 25
"""Characters from which a heading says something of its own."""
_LABELLED_SENTENCES = 4
"""Sentences of a labelled text that are about its label; long texts under *Kohderyhmä* go on to something else."""


def read(scope: Scope) -> list[Found[str]]:
    """Target groups of a record: ``Found`` values of the field ``target_groups``, codes of the vocabulary.

    Where the page states the groups outright (a label, *kohderyhmänä ovat ...*), only what it states, what it calls
    aimed at a group, and the name count; else all that the text says weighs together. In order of the page.
    """
    language = scope.document.language or "fi"
    total: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[Found[str], float]] = {}
    for found, weight in _all(scope, language):
        total[found.value] = max(total[found.value], weight) if found.value in DOERS else total[found.value] + weight
        if found.value not in best or weight > best[found.value][1]:
            best[found.value] = (found, weight)
    stated = any(weight >= STATED for _, weight in best.values())
    limit = AIMED if stated else ENOUGH
    return [found for code, (found, weight) in best.items() if (weight if stated else total[code]) >= limit]


def _all(scope: Scope, language: str) -> Iterator[tuple[Found[str], float]]:
    """Every mention of a group in the record with its weight."""
    yield from _name(scope, language)
    length = sum(len(passage.text) for passage in scope.passages)
    for block in scope.blocks:
        if block.level and len(block.text) >= _SHORTEST_HEADING and block.text != scope.name:
            for mention in mentions(block.text, language, length):
                yield _found(mention, block.text, block), min(mention.weight, AIMED)
    for passage in scope.passages:
        if passage.topic in _SILENT or not may_name_groups(passage.text, language):
            continue
        if passage.topic == "target_groups":
            yield from _labelled(passage.text, passage.block, language)
            continue
        factor = 0.5 if passage.topic in _FAINT else 1.0
        for sentence in sentences(passage.text):
            for mention in mentions(sentence.text, language, length):
                yield _found(mention, sentence.text, passage.block), mention.weight * factor


def _name(scope: Scope, language: str) -> Iterator[tuple[Found[str], float]]:
    matches = groups_in(scope.name, language)
    others = (groups_in(scope.name, other) for other in ("fi", "sv", "en") if other != language)
    for match in matches or next((found for found in others if found), []):
        raw = scope.name[slice(*match.span)]
        for code in match.codes:
            weight = AIMED if code not in DOERS else 0.6
            yield _found(Mention(code, weight, raw, "name"), scope.name, scope.blocks[0]), weight


def _labelled(text: str, block: Block, language: str) -> Iterator[tuple[Found[str], float]]:
    for sentence in sentences(text)[:_LABELLED_SENTENCES]:
        matches = groups_in(sentence.text, language)
        several = {code for match in matches for code in match.codes} & DOERS != {"employees"}
        for match in matches:
            for code in match.codes:
                if several and code == "employees" and is_staff(sentence.text[slice(*match.span)], language):
                    continue
                mention = Mention(code, STATED, sentence.text[slice(*match.span)], "label")
                yield _found(mention, sentence.text, block), STATED


def _found(mention: Mention, quote: str, block: Block) -> Found[str]:
    return Found(
        "target_groups", mention.code, quote, f"target_groups.{mention.rule}", block, mention.raw, mention.weight
    )
