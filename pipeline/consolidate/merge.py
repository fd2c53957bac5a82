"""One initiative from all that pages say of it.

Which statement is believed first is the business of ``statements.ranking``. Then:

- name, coordinators and budget are those of the first statement that has them;
- start and end likewise, but a more precise date that lies within it goes before it (2018 -> 2018-03-01);
- funders, target groups, regions, municipalities and contacts unite;
- regions that no page names are those of the municipalities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pipeline.consolidate import contacts, funding, places
from pipeline.consolidate.statements import Statement, ranking
from schemas import vocabulary
from schemas.edtf import earliest, latest
from schemas.record import Contact, Kind, Language

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative with its merged values and the statements they come from, the most believed first."""

    id: str
    kind: Kind
    name: str
    names: dict[Language, str]
    """The name on primary pages in each language."""
    start: str | None
    end: str | None
    coordinators: list[str]
    funders: list[funding.MergedFunder]
    budget_eur: float | None
    contacts: list[Contact]
    target_groups: list[str]
    regions: list[str]
    regions_derived: bool
    """Whether the regions are those of the municipalities, named on no page."""
    municipalities: list[str]
    languages: list[Language]
    statements: tuple[Statement, ...]


def merge(id_: str, group: Iterable[Statement]) -> Initiative:
    """Merge the statements of one initiative, at least one."""
    ranked = sorted(group, key=ranking)
    records = [s.record for s in ranked]
    municipalities = places.unite_municipalities(name for r in records for name in r.municipalities)
    named = sorted({code for r in records for code in r.regions if places.is_region(code)})
    codes = vocabulary.by_key("target_groups")
    return Initiative(
        id=id_,
        kind=records[0].kind,
        name=records[0].name,
        names=_names(ranked),
        start=best_date(r.start for r in records),
        end=best_date(r.end for r in records),
        coordinators=_first(r.coordinators or None for r in records) or [],
        funders=funding.unite(funder for r in records for funder in r.funders),
        budget_eur=_first(r.budget_eur for r in records),
        contacts=contacts.unite(contact for r in records for contact in r.contacts),
        target_groups=sorted({code for r in records for code in r.target_groups if code in codes}),
        regions=named or places.regions_of(municipalities),
        regions_derived=not named and bool(municipalities),
        municipalities=municipalities,
        languages=sorted(set(_languages(ranked))),
        statements=tuple(ranked),
    )


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def best_date(ranked: Iterable[str | None]) -> str | None:
    """The first date, made more precise by each next one that lies within it; None if there is none."""
    dates = [value for value in ranked if value]
    best = dates[0] if dates else None
    for value in dates:
        if best and earliest(best) <= earliest(value) and latest(value) <= latest(best) and _days(value) < _days(best):
            best = value
    return best


def _days(value: str) -> int:
    return (latest(value) - earliest(value)).days


def _names(ranked: list[Statement]) -> dict[Language, str]:
    names: dict[Language, str] = {}
    for statement in ranked:
        language = statement.page.reading.language
        # a Swedish page that mentions a Finnish project gives it no Swedish name
        if language and statement.record.primary:
            names.setdefault(language, statement.record.name)
    return names


def _languages(ranked: list[Statement]) -> Iterator[Language]:
    for statement in ranked:
        if statement.page.reading.language:
            yield statement.page.reading.language
        yield from statement.record.languages
