"""Compares read records with hand-written gold, field by field.

The rules of comparison are those of the project's evaluation (``score.py`` and ``RULES.md`` of the shared evaluation):
records are aligned to the page's gold records by name, one to one; an item counts as found only inside an aligned
record; a record with ``"primary": false`` stands apart, so that missing it costs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from schemas.vocabulary import rows

FIELDS = (
    "record",
    "name",
    "kind",
    "start",
    "end",
    "coordinator",
    "funder",
    "amount",
    "contact_name",
    "contact_role",
    "email",
    "phone",
    "contact_link",
    "target_group",
    "municipality",
    "region",
    "updated",
)
_BESIDE_CORE = {"kind", "amount", "contact_role", "updated"}
CORE = tuple(field for field in FIELDS if field not in _BESIDE_CORE)
# ids that name a class of funders: with these the names must agree
GENERIC_FUNDERS = frozenset(
    (
        None,
        "kunta",
        "maakuntaliitto",
        "hyvinvointialue",
        "yliopisto_amk",
        "kirkko",
        "saatio",
        "yritys",
        "yhdistys",
    )
) | {"avi", "ely"}
_SAME_NAME, _ALIGNED, _SAME_ORGANISATION = 0.9, 0.6, 0.8

Record = dict[str, Any]
Item = Any


def fold(text: str | None) -> str:
    """A name for comparison: without case, quotes, kinds of dashes, soft hyphens, a trailing "hanke" or the like."""
    folded = unicodedata.normalize("NFKC", text or "").casefold().replace("\u00ad", "")
    folded = re.sub(r"[\"'“”’‘»«\u200b]", "", folded)
    folded = re.sub(r"[\u2010-\u2015-]+", "-", folded)
    folded = re.sub(r"\s+", " ", folded).strip(" .,:;-")
    return re.sub(r"[\s-]*(hanke|projekti|project|projekt|projektet|verkosto)$", "", folded).strip(" -")


def alike(one: str | None, other: str | None) -> float:
    """Likeness of two names, 0 to 1; 0.9 where one holds the other."""
    a, b = fold(one), fold(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    unbracketed = fold(re.sub(r"\(.*?\)", " ", a)) == fold(re.sub(r"\(.*?\)", " ", b))
    if unbracketed or (min(len(a), len(b)) >= 6 and (a in b or b in a)):
        return _SAME_NAME
    return SequenceMatcher(None, a, b).ratio()


def align(gold: Sequence[Record], read: Sequence[Record]) -> list[tuple[Record | None, Record | None]]:
    """Pair gold and read records, best name first; a lone primary pairs with a lone reading whatever its name."""
    pair_of = _by_name(gold, read)
    primaries = [i for i, g in enumerate(gold) if g.get("primary", True)]
    subjects = [j for j, p in enumerate(read) if p.get("primary", True)]
    if len(primaries) == 1 == len(subjects) and primaries[0] not in pair_of and subjects[0] not in pair_of.values():
        pair_of[primaries[0]] = subjects[0]
    pairs: list[tuple[Record | None, Record | None]] = [
        (g, read[pair_of[i]] if i in pair_of else None) for i, g in enumerate(gold)
    ]
    return pairs + [(None, p) for j, p in enumerate(read) if j not in pair_of.values()]


def _by_name(gold: Sequence[Record], read: Sequence[Record]) -> dict[int, int]:
    scored = sorted(
        (-alike(g.get("name"), p.get("name")), g.get("primary", True) is False, i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(read)
        if p.get("primary", True) or not g.get("primary", True)
    )
    pair_of: dict[int, int] = {}
    for unlike, _, i, j in scored:
        if -unlike >= _ALIGNED and i not in pair_of and j not in pair_of.values():
            pair_of[i] = j
    return pair_of


@cache
def _municipality_codes() -> dict[str, str]:
    """Official code by every Finnish and Swedish name, so that Åbo equals Turku."""
    keys = ("name_fi", "name_sv", "name_sv_conventional")
    return {fold(row[key]): row["code"] for row in rows("municipalities") for key in keys if row.get(key)}


def items(record: Record, field: str) -> list[Item]:
    """What a record says in a field, as comparable items; empty ones left out."""
    contacts = record.get("contacts") or []
    funders = record.get("funders") or []
    said: dict[str, Callable[[], list[Item]]] = {
        "coordinator": lambda: [part.strip() for part in (record.get("coordinator") or "").split(";")],
        "funder": lambda: funders,
        "amount": lambda: [round(float(f["amount_eur"])) for f in funders if f.get("amount_eur")],
        "contact_name": lambda: [c.get("name") for c in contacts],
        "contact_role": lambda: [(fold(c["name"]), c["role"]) for c in contacts if c.get("name") and c.get("role")],
        "email": lambda: [(c.get("email") or "").lower() for c in contacts],
        "phone": lambda: [re.sub(r"[^\d+]", "", c.get("phone") or "") for c in contacts],
        "contact_link": lambda: [
            (fold(c["name"]), key, c[key].lower())
            for c in contacts
            for key in ("email", "phone")
            if c.get("name") and c.get(key)
        ],
        "target_group": lambda: list(record.get("target_groups") or []),
        "municipality": lambda: [_municipality_codes().get(fold(m), m) for m in record.get("municipalities") or []],
        "region": lambda: list(record.get("regions") or []),
    }
    values = said[field]() if field in said else [record.get(field)]
    return [value for value in values if value]


def hit(field: str, gold: Item, read: Item) -> bool:
    """Whether a read item is the gold one, by the field's own measure."""
    if field == "funder":
        return _same_funder(gold, read)
    if field == "name":
        return fold(gold) == fold(read) or alike(gold, read) >= _SAME_NAME
    if field == "coordinator":
        return alike(gold, read) >= _SAME_ORGANISATION
    if field in ("contact_name", "municipality"):
        return fold(gold) == fold(read)
    if field == "contact_role":
        return bool(gold[0] == read[0] and alike(gold[1], read[1]) >= _SAME_ORGANISATION)
    return bool(gold == read)


def _same_funder(gold: Record, read: Record) -> bool:
    if gold.get("id") in GENERIC_FUNDERS:
        return alike(gold.get("name"), read.get("name")) >= _SAME_ORGANISATION
    general = [(r.get("id") or "").split("-")[0].split(":")[0] for r in (gold, read)]
    return general[0] == general[1] or alike(gold.get("name"), read.get("name")) >= _SAME_NAME


class Tally:
    """Counts of found, missed and wrong items by field."""

    def __init__(self) -> None:
        self.count: dict[str, Counter[str]] = defaultdict(Counter)
        self.errors: list[tuple[str, str, str, Item]] = []

    def add(self, page: str, gold: Record, read: Record) -> None:
        """Count a page: its gold and its answer, both in the shape of ``gold.json``."""
        records = gold["records"]
        mentioned = [g for g in records if not g.get("primary", True)]
        for g, p in align(records, read.get("records") or []):
            if not (g if g is not None else p or {}).get("primary", True):
                self.count["mentions"]["found" if g and p else "missed" if g else "wrong"] += 1
                continue
            self._compare(page, "record", [True] if g else [], [True] if p else [])
            for field in FIELDS[1:-1]:
                forgiven = [item for m in mentioned for item in items(m, field)]
                self._compare(page, field, items(g, field) if g else [], items(p, field) if p else [], forgiven)
        self._compare(page, "updated", [u for u in [gold.get("updated")] if u], [u for u in [read.get("updated")] if u])

    def _compare(
        self, page: str, field: str, gold: list[Item], read: list[Item], forgiven: Iterable[Item] = ()
    ) -> None:
        left = list(read)
        for wanted in gold:
            match = next((p for p in left if hit(field, wanted, p)), None)
            if match is None:
                self._error(field, page, "missed", wanted)
            else:
                left.remove(match)
                self.count[field]["found"] += 1
        for surplus in left:
            if not any(hit(field, f, surplus) for f in forgiven):
                self._error(field, page, "wrong", surplus)

    def _error(self, field: str, page: str, what: str, value: Item) -> None:
        self.count[field][what] += 1
        self.errors.append((field, page, what, value))

    def rates(self, field: str) -> dict[str, float | int | None]:
        """Counts, precision, recall and F1 of a field; None where nothing was to be found or said."""
        c = self.count[field]
        found, missed, wrong = c["found"], c["missed"], c["wrong"]
        return {
            "gold": found + missed,
            "found": found,
            "wrong": wrong,
            "precision": found / (found + wrong) if found + wrong else None,
            "recall": found / (found + missed) if found + missed else None,
            "f1": 2 * found / (2 * found + missed + wrong) if found + missed + wrong else None,
        }

    def core_f1(self) -> float | None:
        """Mean F1 of the core fields that occur at all."""
        rates = [self.rates(field)["f1"] for field in CORE]
        known = [rate for rate in rates if rate is not None]
        return sum(known) / len(known) if known else None
