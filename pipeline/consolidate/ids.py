"""Lasting ids of initiatives.

An id is made of the name as it is compared and of a short hash of kind, name and the page that speaks of the
initiative first by its address: nothing that a better reader of dates, contacts or funders would change. An
initiative of the last release keeps its id where the same page still speaks of it, even if another page now
comes first. A deliberate change stands in ``aliases.csv``: old id, new id; two ids that lead to the same new
one become one initiative.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.consolidate.names import name_key
from pipeline.consolidate.statements import Statement, address_of
from schemas.csv_data import csv_rows
from schemas.tables import Dataset

_LONGEST_SLUG = 48
_HASH = 6
_SAME_NAME_ON_PAGE = 3
_ONLY_ONE_ON_PAGE = 1

Known = dict[str, list[tuple[str, str]]]
"""Address of a page -> names (as compared) and ids of the initiatives that it speaks of."""


class AliasError(ValueError):
    """``aliases.csv`` leads in a circle; the message is one line."""


@cache
def load_aliases() -> dict[str, str]:
    """Old id -> new id, from ``aliases.csv``."""
    return {row["old"]: row["new"] for row in csv_rows("pipeline.consolidate", "aliases.csv")}


def resolve(id_: str, aliases: dict[str, str]) -> str:
    """The id that an old id leads to; itself if it is no old id. Raises AliasError when they lead in a
    circle."""
    seen = [id_]
    while seen[-1] in aliases:
        if aliases[seen[-1]] in seen:
            raise AliasError(f"aliases.csv: {id_} leads in a circle: remove one of {', '.join(seen)}")
        seen.append(aliases[seen[-1]])
    return seen[-1]


def mint(group: Iterable[Statement]) -> str:
    """The id of an initiative that no release had before."""
    anchor = min(group, key=lambda s: (not s.record.primary, s.page.address, s.order))
    name = anchor.name
    label = [*name.words, *map(str, name.numbers), *map(str, name.years or ())]
    key = "\n".join([anchor.record.kind, *label, anchor.page.address])
    return f"{_slug(label)}-{hashlib.sha256(key.encode()).hexdigest()[:_HASH]}"


def _slug(words: list[str]) -> str:
    plain = (unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() for word in words)
    slug = "-".join(word for word in plain if word)
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return slug or "x"


def assign(
    groups: list[list[Statement]], previous: Dataset | None, aliases: dict[str, str]
) -> dict[str, list[Statement]]:
    """Give each group its id: that of the last release if it is known there, else a new one.

    Groups whose ids lead to the same new id by ``aliases`` are put together.
    """
    kept = _kept_ids(groups, previous, aliases)
    found: dict[str, list[Statement]] = defaultdict(list)
    taken = set(kept.values())
    for number, group in enumerate(groups):
        id_ = kept.get(number)
        if id_ is None:
            id_ = _free(mint(group), taken)
            taken.add(id_)
        found[resolve(id_, aliases)].extend(group)
    return dict(sorted(found.items()))


def _free(id_: str, taken: set[str]) -> str:
    """The id, or with a number if two initiatives of one page bear the same name."""
    number, free = 1, id_
    while free in taken:
        number += 1
        free = f"{id_}-{number}"
    return free


def _kept_ids(groups: list[list[Statement]], previous: Dataset | None, aliases: dict[str, str]) -> dict[int, str]:
    """Number of the group -> its id in the last release; the most pages in common go first.

    Each id goes to one group, but for those aliases lead to: what was joined by hand stays together.
    """
    if previous is None:
        return {}
    known = _known_ids(previous)
    kinds = {row.id: row.kind for row in previous.initiatives}
    here = Counter(address for group in groups for address in {s.page.address for s in group})
    votes: Counter[tuple[int, str]] = Counter()
    for number, group in enumerate(groups):
        for id_, weight in _votes(group, known, here):
            if kinds.get(id_) == group[0].record.kind:
                votes[number, id_] += weight
    kept: dict[int, str] = {}
    shared = {resolve(id_, aliases) for id_ in aliases}
    taken: set[str] = set()
    for (number, id_), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if number not in kept and (id_ not in taken or id_ in shared):
            kept[number] = id_
            taken.add(id_)
    return kept


def _known_ids(previous: Dataset) -> Known:
    known: Known = defaultdict(list)
    names = {row.id: row.name for row in previous.initiatives}
    for row in previous.evidence:
        if row.field == "name" and row.url and row.initiative in names:
            name = row.value or names[row.initiative]
            known[address_of(row.url)].append((_comparable(name), row.initiative))
    return {address: sorted(set(found)) for address, found in known.items()}


def _comparable(name: str) -> str:
    key = name_key(name)
    return " ".join([key.key, *map(str, key.numbers), *map(str, key.years or ())])


def _votes(group: list[Statement], known: Known, here: Counter[str]) -> Iterator[tuple[str, int]]:
    for address, name in sorted({(s.page.address, _comparable(s.record.name)) for s in group}):
        there = known.get(address, [])
        for known_name, id_ in there:
            if known_name == name:
                yield id_, _SAME_NAME_ON_PAGE
            # the only one then and now: its name was read anew
            elif here[address] == 1 and len({i for _, i in there}) == 1 and _same_round(known_name, name):
                yield id_, _ONLY_ONE_ON_PAGE


def _same_round(one: str, other: str) -> bool:
    """Whether two names hold the same numbers: "Malli II" on the page of "Malli" is no new reading of its
    name."""
    return [w for w in one.split() if w.isdecimal()] == [w for w in other.split() if w.isdecimal()]
