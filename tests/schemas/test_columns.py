"""Columns are declared once, in three languages, and rows hold clean text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.columns import Column, Row, clean_lines, clean_part, clean_text, column, column_of, columns_of
from schemas.tables import (
    TABLES,
    ContactRow,
    Dataset,
    EvidenceRow,
    InitiativeRow,
    PageRow,
    QuarantineRow,
)

COLUMNS = [(name, meta) for name, table in TABLES.items() for meta in columns_of(table.model)]


@pytest.mark.parametrize(("table", "meta"), COLUMNS, ids=[f"{t}.{m.name}" for t, m in COLUMNS])
def test_titles_and_descriptions(table: str, meta: Column) -> None:
    assert column_of(TABLES[table].model, meta.name) is meta
    for words in (meta.titles, meta.descriptions):
        assert set(words) == {"fi", "sv", "en"}
        assert all(text == text.strip() and text for text in words.values())
    assert all(text.endswith(".") for text in meta.descriptions.values())
    assert meta.descriptions["fi"] != meta.descriptions["en"] != meta.descriptions["sv"]


def test_titles_are_unique_within_a_table() -> None:
    for name, table in TABLES.items():
        for language in ("fi", "sv", "en"):
            titles = [meta.titles[language] for meta in columns_of(table.model)]
            assert len(set(titles)) == len(titles), (name, language)


def test_tables_name_columns_that_exist() -> None:
    for table in TABLES.values():
        names = {meta.name for meta in columns_of(table.model)}
        assert {*table.key, *table.order, *(ref.column for ref in table.references)} <= names
        for ref in table.references:
            assert TABLES[ref.table].key == (ref.key,)
        assert not any(meta.nullable for meta in columns_of(table.model) if meta.name in table.key)
        assert set(table.title) == {"fi", "sv", "en"}


def test_every_table_is_a_list_of_the_dataset() -> None:
    dataset = Dataset(date=date(2026, 1, 1))
    assert all(dataset.rows(name) == [] for name in TABLES)
    with pytest.raises(KeyError):
        dataset.rows("date")


def test_personal_data_is_marked() -> None:
    marked = {f"{table}.{meta.name}" for table, meta in COLUMNS if meta.personal}
    assert {
        "contacts.name",
        "contacts.email",
        "contacts.phone",
        "contacts.role",
        "initiatives.contacts",
    } <= marked
    assert {"evidence.value", "evidence.quote", "evidence.raw", "evidence.link"} <= marked
    assert {"changes.old", "changes.new", "quarantine.raw"} <= marked
    assert not any(name.startswith(("sources.", "pages.", "places.", "funding.")) for name in marked)


def test_what_is_read_back_from_a_declaration() -> None:
    budget = column_of(InitiativeRow, "budget_eur")
    assert (budget.base, budget.nullable, budget.several, budget.unit) == (float, True, False, "EUR")
    regions = column_of(InitiativeRow, "regions")
    assert (regions.base, regions.several, regions.vocabulary) == (str, True, "regions")
    fetched = column_of(PageRow, "fetched_at")
    assert (fetched.base, fetched.nullable) == (datetime, True)
    assert not column_of(InitiativeRow, "kind").nullable
    with pytest.raises(KeyError):
        column_of(InitiativeRow, "colour")


def test_a_field_that_is_no_column_is_refused() -> None:
    words = ("a", "b.")

    class Bad(Row):
        good: Annotated[str, column(fi=words, sv=words, en=words)]
        bare: str = ""

    with pytest.raises(TypeError, match="'bare' was not declared with column"):
        columns_of(Bad)


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        ("  a \t b\u00a0c ", "a b c", "a   b\u00a0c"),
        ("a\r\nb\rc\u2028d", "a b c d", "a\nb\nc\nd"),
        ("a\u0308iti", "äiti", "a\u0308iti"),
        ("pass\u00adword\u202e\u200b\x07", "password", "password"),
        ("\ufeff", "", ""),
    ],
)
def test_cleaning(text: str, line: str, lines: str) -> None:
    assert (clean_text(text), clean_lines(text)) == (line, lines)


@given(st.text())
def test_cleaning_is_done_at_once(text: str) -> None:
    for clean in (clean_text, clean_lines, clean_part):
        once = clean(text)
        assert clean(once) == once
        once.encode("utf-8")
    assert "|" not in clean_part(text)
    assert "\n" not in clean_text(text)


def test_rows_clean_their_text() -> None:
    row = InitiativeRow(
        id="a",
        kind="project",
        name=" Kaksi\n riviä ",
        name_fi=" \u200b ",
        coordinator=["B | C", "A", "", "A "],
        regions=["10", "02", "10"],
        languages=["sv", "fi", "sv"],
        budget_eur=0.1 + 0.2,
    )
    assert (row.name, row.name_fi) == ("Kaksi riviä", None)
    assert row.coordinator == ["B / C", "A"]
    assert row.regions == ["02", "10"]
    assert row.languages == ["fi", "sv"]
    assert row.budget_eur == 0.3
    assert QuarantineRow(url="u", raw="a\r\nb").raw == "a\nb"


def test_times_are_utc_and_whole_seconds() -> None:
    helsinki = datetime(2026, 11, 2, 1, 30, 15, 999, tzinfo=timezone(timedelta(hours=2)))
    row = PageRow(url="u", verdict="records", fetched_at=helsinki)
    assert row.fetched_at == datetime(2026, 11, 1, 23, 30, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (InitiativeRow, {"id": "", "kind": "project", "name": "x"}),
        (InitiativeRow, {"id": "a", "kind": "project", "name": "\u200b"}),
        (InitiativeRow, {"id": "a", "kind": "club", "name": "x"}),
        (InitiativeRow, {"id": "a", "kind": "project", "name": "x", "colour": "red"}),
        (InitiativeRow, {"id": "a", "kind": "project", "name": "x", "budget_eur": -1}),
        (InitiativeRow, {"id": "a", "kind": "project", "name": "x", "budget_eur": float("nan")}),
        (InitiativeRow, {"id": "a", "kind": "project", "name": "x", "start": "2022"}),
        (InitiativeRow, {"id": "a", "kind": "project", "name": "x", "end_latest": date(2022, 1, 1)}),
        (InitiativeRow, {"id": "a", "kind": "project", "name": "x", "coordinator": "yksi"}),
        (ContactRow, {"initiative": "a", "kind": "named_person", "phone": "040 123"}),
        (ContactRow, {"initiative": "a", "kind": "named_person", "email": "maija(at)kunta.example"}),
        (EvidenceRow, {"initiative": "a", "field": "x", "chosen": True, "sha256": "abc"}),
        (EvidenceRow, {"initiative": "a", "field": "x", "chosen": True, "confidence": 1.5}),
        (PageRow, {"url": "u", "verdict": "records", "fetched_at": datetime(2026, 1, 1)}),
    ],
)
def test_rows_refuse(model: type[Row], values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(values)


def test_sorting_days_are_those_of_the_dates() -> None:
    good = {"id": "a", "kind": "project", "name": "x", "start": "2022-22", "start_earliest": date(2022, 6, 1)}
    assert InitiativeRow.model_validate(good).start_earliest == date(2022, 6, 1)
    with pytest.raises(ValidationError, match="not the first day of 2022-22"):
        InitiativeRow.model_validate(good | {"start_earliest": date(2022, 6, 2)})
