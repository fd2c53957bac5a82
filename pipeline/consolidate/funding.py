"""One funder from what several pages say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from pipeline.consolidate.names import fold
from schemas import vocabulary
from schemas.record import Funder

_NAMES = ("name_fi", "name_sv", "name_en")


@dataclass(slots=True)
class MergedFunder:
    """A funder with everything that the pages say it gives."""

    id: str | None
    name: str
    programmes: list[str] = field(default_factory=list)
    amount_eur: float | None = None
    names: set[str] = field(default_factory=set)
    """All names that pages use for it, folded."""


@cache
def _known() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """Folded name -> id, and id -> folded names."""
    names: dict[str, frozenset[str]] = {}
    for row in vocabulary.rows("funders"):
        texts = (*(row[column] for column in _NAMES), *vocabulary.several(row["aliases"]))
        names[row["id"]] = frozenset(fold(text) for text in texts if text)
    return {name: id_ for id_, found in reversed(names.items()) for name in found}, names


def published_id(funder: Funder) -> str | None:
    """The funder's id in the vocabulary: of its name if that is there, else its own if known."""
    ids, names = _known()
    return ids.get(fold(funder.name)) or (funder.id if funder.id in names else None)


def unite(ranked: Iterable[Funder]) -> list[MergedFunder]:
    """Bring the same funders together; ``ranked`` comes with the statement to be believed first in front.

    The same are funders of one name, and a funder by its vocabulary name with the only other one of its id:
    an id such as that of the municipalities stands for many. Name and sum are those given first, programmes
    unite.
    """
    groups: dict[tuple[str, str], MergedFunder] = {}
    for funder in ranked:
        id_ = published_id(funder)
        merged = groups.setdefault((id_ or "", fold(funder.name)), MergedFunder(id_, funder.name))
        _add(merged, funder)
    for id_ in {id_ for id_, _ in groups if id_}:
        _join_plain(groups, id_)
    return sorted(_by_name(groups.values()), key=lambda f: (f.name, f.id or ""))


def _add(merged: MergedFunder, funder: Funder) -> None:
    merged.names.add(fold(funder.name))
    if funder.programme and funder.programme not in merged.programmes:
        merged.programmes.append(funder.programme)
    if merged.amount_eur is None:
        merged.amount_eur = funder.amount_eur


def _join_plain(groups: dict[tuple[str, str], MergedFunder], id_: str) -> None:
    """Funders by their vocabulary names are one; with them goes the only one of the id that is named
    otherwise."""
    vocabulary_names = _known()[1][id_]
    keys = [key for key in groups if key[0] == id_]
    plain = [key for key in keys if key[1] in vocabulary_names]
    others = [key for key in keys if key[1] not in vocabulary_names]
    same = keys if len(others) == 1 else plain
    for key in same[1:] if plain else ():
        _join(groups[same[0]], groups.pop(key))


def _join(kept: MergedFunder, given: MergedFunder) -> None:
    kept.names |= given.names
    kept.programmes.extend(p for p in given.programmes if p not in kept.programmes)
    if kept.amount_eur is None:
        kept.amount_eur = given.amount_eur


def _by_name(funders: Iterable[MergedFunder]) -> list[MergedFunder]:
    """Each published name once, one with an id takes in its namesake."""
    found: dict[str, MergedFunder] = {}
    for funder in sorted(funders, key=lambda f: (f.id is None, f.id or "")):
        if fold(funder.name) in found:
            _join(found[fold(funder.name)], funder)
        else:
            found[fold(funder.name)] = funder
    return list(found.values())
