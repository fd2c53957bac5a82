"""The vocabularies can be trusted: whole rows, unique keys, codes that exist, clean aliases."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

import schemas
from schemas import vocabulary
from schemas.describe import codes

FOLDER = Path(schemas.__file__).parent / "vocabularies"
NAMES = sorted(path.stem for path in FOLDER.glob("*.csv"))
KEYS = {"funders": "id"}
SEVERAL = ("aliases", "aliases_fi", "aliases_sv", "aliases_en", "region_codes", "short_names", "former_names")


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_the_vocabularies_of_the_contract_are_there() -> None:
    assert {"funders", "municipalities", "regions", "target_groups", "wellbeing_counties"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_line_has_as_many_cells_as_the_header(name: str) -> None:
    content = (FOLDER / f"{name}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        header, *lines = csv.reader(stream, strict=True)
    assert len(set(header)) == len(header)
    assert lines
    assert [line for line in lines if len(line) != len(header)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_loader_reads_what_the_file_says(name: str) -> None:
    assert list(vocabulary.rows(name)) == _rows(name)


@pytest.mark.parametrize("name", ["funders", "municipalities", "regions", "target_groups", "wellbeing_counties"])
def test_keys_are_unique_and_not_empty(name: str) -> None:
    keys = [row[KEYS.get(name, "code")] for row in _rows(name)]
    assert sorted(keys) == sorted(set(keys))
    assert all(key and key == key.strip() for key in keys)
    assert set(codes(name)) - {"FI"} == set(keys)


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_has_stray_white_space_or_hidden_signs(name: str) -> None:
    for row in _rows(name):
        for column, cell in row.items():
            assert cell == " ".join(cell.split()), (column, cell)
            assert unicodedata.is_normalized("NFC", cell), (column, cell)
            assert not any(unicodedata.category(sign) in ("Cc", "Cf") for sign in cell), (column, cell)


@pytest.mark.parametrize("name", NAMES)
def test_aliases_are_clean_and_not_repeated(name: str) -> None:
    for row in _rows(name):
        for column in set(SEVERAL) & set(row):
            parts = row[column].split("|") if row[column] else []
            assert parts == [part.strip() for part in parts if part.strip()], (column, row)
            assert len(set(parts)) == len(parts), (column, row)


def test_region_codes_exist() -> None:
    regions = set(codes("regions"))
    for name in NAMES:
        for row in _rows(name):
            named = [row.get("region_code", ""), *vocabulary.several(row.get("region_codes", ""))]
            assert set(named) - {""} <= regions, (name, row)


def test_municipalities_have_a_region_and_a_wellbeing_county_that_exist() -> None:
    counties = set(codes("wellbeing_counties"))
    for row in _rows("municipalities"):
        assert row["region_code"], row
        assert row["wellbeing_county_code"] in counties, row


def test_parents_of_funders_exist() -> None:
    funders = _rows("funders")
    assert {row["parent"] for row in funders if row["parent"]} <= {row["id"] for row in funders}


@pytest.mark.parametrize("name", ["regions", "wellbeing_counties", "target_groups"])
def test_labels_stand_in_three_languages(name: str) -> None:
    stem = "label" if name == "target_groups" else "name"
    for row in _rows(name):
        assert all(row[f"{stem}_{language}"] for language in ("fi", "sv", "en")), row


def test_one_alias_leads_to_one_funder() -> None:
    """An alias that named two funders would make reading a matter of row order."""
    owners: dict[str, set[str]] = {}
    for row in _rows("funders"):
        for alias in {row["name_fi"], row["name_sv"], row["name_en"], *vocabulary.several(row["aliases"])} - {""}:
            owners.setdefault(alias, set()).add(row["id"])
    assert {alias: ids for alias, ids in owners.items() if len(ids) > 1} == {}


def test_several() -> None:
    assert vocabulary.several(" a| b |") == ("a", "b")
    assert vocabulary.several("") == ()
