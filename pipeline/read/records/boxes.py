"""Repeated elements of a page: the cards of a listing, each with a title of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Block, BlockKind

_FEWEST = 2
_TITLE_WORDS = re.compile(r"(?:^|[\s_-])(?:title|heading|headline|name|otsikko|nimi|rubrik|namn)(?:$|[\s_-])")
_LINKED = 0.9


def repeated(main: Sequence[Block]) -> Iterator[tuple[int, tuple[Block, ...], Block]]:
    """The boxes among the blocks of a page, in order: number of the element around them, blocks, title.

    A box is an element with two blocks or more, beside others of its parent that are built alike: their titles
    (heading, link, bold line, element of a class such as "card-title") have the same classes.
    """
    for parent, children in _children(main).items():
        found = [(tuple(own), title) for own in children.values() if (title := _title(own)) is not None]
        alike = {(title.level, title.kind, _first_class(title)) for _, title in found}
        if len(found) >= _FEWEST and len(alike) == 1 and len(found) * 2 > len(children):
            for own, title in found:
                yield parent, own, title


def _children(main: Sequence[Block]) -> dict[int, dict[int, list[Block]]]:
    """For each element that holds others: the blocks inside each of them."""
    found: dict[int, dict[int, list[Block]]] = {}
    for block in main:
        for parent, child in zip(block.containers, block.containers[1:], strict=False):
            found.setdefault(parent, {}).setdefault(child, []).append(block)
    return found


def _title(own: Sequence[Block]) -> Block | None:
    """The block that names a box: its only heading of the highest level, else its first line that looks like one."""
    if len(own) < 2:
        return None
    levels = [b.level for b in own if b.level]
    if levels:
        top = [b for b in own if b.level == min(levels)]
        return top[0] if len(top) == 1 else None
    return next((b for b in own[:-1] if _looks_like_title(b)), None)


def _first_class(block: Block) -> str:
    """The nearest class name, without the numbers that content systems put into it ("post-1234")."""
    return re.sub(r"\d+", "", block.css.split(" ")[0])


def _looks_like_title(block: Block) -> bool:
    if block.kind is BlockKind.ROW or len(block.lines) != 1 or block.text.endswith((".", ":")):
        return False
    linked = sum(len(link.text) for link in block.links) >= _LINKED * len(block.text)
    return linked or block.strong == (block.text,) or _TITLE_WORDS.search(block.css) is not None
