"""Other initiatives that a page only mentions, each in a sentence of its own with at least one further fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.document import Block, BlockKind, Document
from pipeline.document.passages import passages
from pipeline.read.records.names import clean_name, kind_of
from pipeline.read.records.phrases import names_in
from pipeline.read.scope import Scope
from pipeline.read.sentences import sentences

_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST = 4


def find_mentions(document: Document, found: list[Scope]) -> list[Scope]:
    """The initiatives that sentences name beside those ``found``, when the sentence also gives a year."""
    known = [_folded(scope.name) for scope in found]
    mentions: dict[str, Scope] = {}
    for block in document.main:
        if block.level or block.kind is not BlockKind.PARAGRAPH:
            continue
        for name, part in _named(block):
            folded = _folded(name)
            if len(folded) >= _SHORTEST and not any(folded in k or k in folded for k in known):
                mentions.setdefault(folded, _scope(document, name, part))
    return list(mentions.values())


def _named(block: Block) -> Iterator[tuple[str, Block]]:
    """Name and sentence, as a block of its own, of each sentence that names one initiative and gives a year.

    A line without a full stop is a link or a title, not a sentence.
    """
    for sentence in sentences(block.text):
        names = set(names_in(sentence.text.replace("\n", " ")))
        if len(names) == 1 and _YEAR.search(sentence.text) and sentence.text.rstrip().endswith("."):
            yield names.pop(), replace(block, text=sentence.text, pairs=(), links=())


def _folded(name: str) -> str:
    return clean_name(name).casefold()


def _scope(document: Document, name: str, block: Block) -> Scope:
    return Scope(
        document=document,
        name=clean_name(name),
        blocks=(block,),
        passages=passages((block,)),
        sole=False,
        kind=kind_of(name, block.text),
        primary=False,
        rule="records.mention",
    )
