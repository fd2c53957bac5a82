"""Places as codes: municipalities by their names in any language, their regions and wellbeing services
counties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.consolidate.names import fold
from schemas import vocabulary
from schemas.tables import PlaceKind, PlaceRow

WHOLE_COUNTRY = "FI"
_NAMES = ("name_fi", "name_sv", "name_en", "name_sv_conventional")
_COUNTRY = {"fi": "Suomi", "sv": "Finland", "en": "Finland"}


@cache
def _municipalities() -> dict[str, dict[str, str]]:
    rows = vocabulary.rows("municipalities")
    # an official name goes before the same word as another town's conventional name
    return {fold(row[column]): row for column in reversed(_NAMES) for row in rows if row[column]}


def municipality(name: str) -> dict[str, str] | None:
    """The vocabulary's row of a municipality by its name in Finnish, Swedish or English; None if there is
    none."""
    return _municipalities().get(fold(name))


def unite_municipalities(ranked: Iterable[str]) -> list[str]:
    """The names in alphabetical order, each municipality once, by the first of its names that is given."""
    found: dict[str, str] = {}
    for name in ranked:
        row = municipality(name)
        found.setdefault(row["code"] if row else fold(name), name)
    return sorted(found.values())


def regions_of(municipalities: Iterable[str]) -> list[str]:
    """Codes of the regions that the municipalities lie in; those the vocabulary does not know have none."""
    return sorted({row["region_code"] for row in map(municipality, municipalities) if row})


def is_region(code: str) -> bool:
    """Whether the code is that of a region, or FI for the whole country."""
    return code == WHOLE_COUNTRY or code in vocabulary.by_key("regions")


def place_rows(initiative: str, regions: Iterable[str], municipalities: Iterable[str]) -> Iterator[PlaceRow]:
    """Rows of the table places: the country, regions, municipalities and the counties of these."""
    for code in regions:
        if code == WHOLE_COUNTRY:
            yield PlaceRow(initiative=initiative, kind="country", code=code, **_labels(_COUNTRY))
        else:
            yield _row(initiative, "region", vocabulary.by_key("regions")[code])
    counties = set()
    for row in map(municipality, municipalities):
        if row:
            yield _row(initiative, "municipality", row)
            counties.add(row["wellbeing_county_code"])
    for code in sorted(counties):
        yield _row(initiative, "wellbeing_county", vocabulary.by_key("wellbeing_counties")[code])


def _row(initiative: str, kind: PlaceKind, row: dict[str, str]) -> PlaceRow:
    names = {"fi": row["name_fi"], "sv": row["name_sv"] or row["name_fi"], "en": row["name_en"]}
    return PlaceRow(initiative=initiative, kind=kind, code=row["code"], **_labels(names))


def _labels(names: dict[str, str]) -> dict[str, str]:
    return {f"label_{language}": name for language, name in names.items()}
