"""What is derived from the columns says what the columns say."""

from __future__ import annotations

import json
import re

import pytest

from schemas import describe
from schemas.columns import columns_of
from schemas.tables import TABLES

# the field types of the published profile of Table Schema v2; `list` is not among them
_TYPES = {"string", "number", "integer", "boolean", "date", "datetime"}


def test_json_schema_holds_the_page_record_and_every_table() -> None:
    schema = describe.json_schema()
    assert schema == json.loads(json.dumps(schema))
    assert set(schema["properties"]) == {"readings", *TABLES}
    assert {"PageReading", "PageRecord", "Evidence", "Contact", "Funder"} <= set(schema["$defs"])
    for name, table in TABLES.items():
        reference = schema["properties"][name]["items"]["$ref"]
        assert reference == f"#/$defs/{table.model.__name__}"
        assert list(schema["$defs"][table.model.__name__]["properties"]) == [
            column.name for column in columns_of(table.model)
        ]


def test_json_schema_has_no_dangling_reference() -> None:
    schema = describe.json_schema()
    references = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema)))
    assert references <= set(schema["$defs"])


@pytest.mark.parametrize("name", TABLES)
def test_table_schema_follows_the_columns(name: str) -> None:
    schema = describe.table_schema(name)
    columns = columns_of(TABLES[name].model)
    assert [field["name"] for field in schema["fields"]] == [column.name for column in columns]
    for field, column in zip(schema["fields"], columns, strict=True):
        constraints = field.get("constraints", {})
        assert field["type"] in _TYPES
        assert field["title"] == column.titles["en"]
        assert field["titles"] == column.titles
        assert field["personalData"] is column.personal
        assert ("separator" in field) == column.several
        assert constraints.get("required", False) == (not column.nullable)
        assert "categories" not in field
    assert "fieldsMatch" not in schema


def _fields(name: str) -> dict[str, dict[str, object]]:
    return {field["name"]: field for field in describe.table_schema(name)["fields"]}


def test_types_and_constraints() -> None:
    fields = _fields("initiatives")
    assert fields["budget_eur"]["type"] == "number"
    assert fields["budget_eur"]["constraints"] == {"minimum": 0}
    assert fields["start_earliest"]["type"] == "date"
    assert fields["source_count"]["type"] == "integer"
    assert fields["kind"]["constraints"] == {"enum": ["project", "network"], "required": True}
    assert _fields("evidence")["chosen"]["type"] == "boolean"
    assert _fields("evidence")["confidence"]["constraints"] == {"minimum": 0, "maximum": 1}
    assert _fields("pages")["fetched_at"]["type"] == "datetime"
    codes = _fields("target_groups")["code"]["constraints"]["enum"]  # type: ignore[index]
    assert codes == list(describe.codes("target_groups"))


@pytest.mark.parametrize(
    ("cell", "fits"),
    [("06", True), ("02 | 06", True), ("FI", True), ("02|06", False), ("99", False), ("02 | ", False)],
)
def test_several_codes_have_a_pattern(cell: str, fits: bool) -> None:
    pattern = _fields("initiatives")["regions"]["constraints"]["pattern"]  # type: ignore[index]
    assert bool(re.fullmatch(pattern, cell)) == fits


def test_keys_and_references() -> None:
    assert describe.table_schema("places")["primaryKey"] == ["initiative", "kind", "code"]
    assert "primaryKey" not in describe.table_schema("evidence")
    assert describe.table_schema("evidence")["foreignKeys"] == [
        {"fields": ["initiative"], "reference": {"resource": "initiatives", "fields": ["id"]}},
        {"fields": ["url"], "reference": {"resource": "pages", "fields": ["url"]}},
    ]
    (itself,) = describe.table_schema("initiatives")["foreignKeys"]
    assert itself["reference"]["resource"] == ""


def test_unknown_table_and_vocabulary() -> None:
    for ask in (describe.table_schema, describe.resource, describe.columns_markdown, describe.about):
        with pytest.raises(KeyError):
            ask("cats")
    with pytest.raises(FileNotFoundError):
        describe.codes("cats")


@pytest.mark.parametrize("name", TABLES)
def test_columns_markdown_has_a_line_a_column(name: str) -> None:
    lines = describe.columns_markdown(name).splitlines()
    columns = columns_of(TABLES[name].model)
    assert lines[:2] == ["| Column | What it means | Personal data |", "| --- | --- | --- |"]
    for line, column in zip(lines[2:], columns, strict=True):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        assert cells[0] == f"`{column.name}`"
        assert cells[2] == ("yes" if column.personal else "")


def test_data_dictionary_speaks_of_everything_in_three_languages() -> None:
    text = describe.data_dictionary()
    for name, table in TABLES.items():
        assert f"## {name}.csv" in text
        for column in columns_of(table.model):
            assert f"| `{column.name}` |" in text
            assert all(words in text for words in column.descriptions.values())
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert all(len(re.split(r"(?<!\\)\|", row)) == 7 for row in rows)
    assert text.endswith("|\n")
