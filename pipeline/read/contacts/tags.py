"""Staff lists that tag each person with a project or unit: only those tagged with this initiative are its own."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Block
from pipeline.read.contacts.assemble import Draft
from pipeline.read.contacts.tables import fold
from pipeline.read.scope import Scope

_FEWEST = 3
"""Persons of a list; fewer share a tag by chance."""
_MOST_WORDS = 6
_SHORTEST = 4
_LONGEST_NAME = 200
_MARKS = " .,:;!?–—-•\"”’'"


def without_other_tags(drafts: Sequence[Draft], scope: Scope) -> list[Draft]:
    """The drafts, less those of a list in which others bear the initiative's name as a tag and they do not.

    A tag is a short block beside a person's card; the card is the one it shares most containers with.
    """
    people = [d for d in drafts if d.name is not None]
    if len(people) < _FEWEST:
        return list(drafts)
    names = _names(scope)
    tags = [b for b in scope.blocks if _is_tag(b, names)]
    if not tags:
        return list(drafts)
    cards = {id(d): d.lines[-1].block for d in people}
    tagged = {id(min(people, key=lambda d: _distance(cards[id(d)], tag))) for tag in tags}
    lists = {_list_of(d) for d in people if id(d) in tagged}
    return [d for d in drafts if id(d) in tagged or d.name is None or _list_of(d) not in lists]


def _names(scope: Scope) -> list[str]:
    """The initiative's name, and longer ones that end in it: "Minä olen! – hyvinvointia kulttuurin keinoin"."""
    name = fold(scope.name.strip(_MARKS))
    found = [name]
    for block in scope.blocks:
        before, mark, _ = fold(block.text[:_LONGEST_NAME]).partition(name)
        if mark and before.rstrip()[-1:] in ("–", "—", "-", ":"):
            found.append(before + name)
    return found


def _is_tag(block: Block, names: Sequence[str]) -> bool:
    text = fold(block.text.strip(_MARKS))
    words = text.split()
    plain = not block.level and len(block.lines) == 1 and len(text) >= _SHORTEST and len(words) <= _MOST_WORDS
    return plain and any(name == text or _opens(name, text) for name in names)


def _opens(name: str, text: str) -> bool:
    """Whether a name begins with the text and goes on after a mark: "Minä olen! – hyvinvointia"."""
    return name.startswith(text) and name[len(text) :].lstrip()[:1] in tuple("!?:–—-(,")


def _distance(card: Block, tag: Block) -> tuple[int, int]:
    """How far a tag is from a card: by the containers they share, then by the blocks between them."""
    shared = 0
    for one, other in zip(card.containers, tag.containers, strict=False):
        if one != other:
            break
        shared += 1
    return -shared, abs(card.index - tag.index)


def _list_of(draft: Draft) -> str:
    return draft.cue_text
