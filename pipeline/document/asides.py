"""Boxes of news, related links and the like that stand in the main element but are not the page's own content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from pipeline.document.model import Block, Zone
from schemas.csv_data import csv_rows

# A heading of level 1 names the page itself, whatever its words.
_PAGE_TITLE = 1
_MOST_OF_PAGE = 0.5


@cache
def _aside_headings() -> frozenset[str]:
    return frozenset(row["heading"] for row in csv_rows("pipeline.document", "asides.csv"))


def demote_asides(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, with those under a heading such as "Ajankohtaista" or "Related posts" moved to Zone.ASIDE.

    A box reaches only as far as the element that its heading stands in; and what holds most of the page's text is the
    page, whatever the heading above says (a news item under "Ajankohtaista").
    """
    result = list(blocks)
    total = sum(len(b.text) for b in result if b.zone is Zone.MAIN)
    for heading in [b for b in result if _is_aside(b)]:
        box = [b for b in result if _belongs(b, heading)]
        if sum(len(b.text) for b in box) <= _MOST_OF_PAGE * total:
            for block in box:
                result[block.index] = replace(block, zone=Zone.ASIDE)
    return result


def _belongs(block: Block, heading: Block) -> bool:
    around = heading.containers[:-1]
    return block is heading or (heading.index in block.heading_indexes and block.containers[: len(around)] == around)


def _is_aside(block: Block) -> bool:
    if block.zone is not Zone.MAIN or block.level <= _PAGE_TITLE:
        return False
    return block.text.casefold().strip(" :.!?–-") in _aside_headings()
