"""What is derived from the declared columns: JSON Schema, Data Package schemas, and the data dictionary."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from schemas import vocabulary
from schemas.columns import SEPARATOR, Column, columns_of
from schemas.record import PageReading
from schemas.tables import TABLES, Reference

WHOLE_COUNTRY = "FI"
"""Stands beside the codes of the regions for something that concerns all of Finland."""

_KEYS = {"funders": "id"}
_ENUM_AT_MOST = 100
_TYPES: dict[Any, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    date: "date",
    datetime: "datetime",
}
# keyword of JSON Schema -> constraint of Table Schema
_CONSTRAINTS = {"enum": "enum", "pattern": "pattern", "minimum": "minimum", "maximum": "maximum"}
_LANGUAGES = ("fi", "sv", "en")


@cache
def codes(name: str) -> tuple[str, ...]:
    """The codes that a column with this vocabulary may hold, sorted.

    Raises FileNotFoundError when ``schemas/vocabularies`` has no such file.
    """
    found = set(vocabulary.by_key(name, _KEYS.get(name, "code")))
    return tuple(sorted(found | {WHOLE_COUNTRY} if name == "regions" else found))


def json_schema() -> dict[str, Any]:
    """One JSON Schema (2020-12): ``readings`` of pages, and the rows of each published table.

    ``$defs`` holds the models by name: PageReading, PageRecord, InitiativeRow ...
    """
    tables = {name: table.model for name, table in TABLES.items()}
    models: list[type[BaseModel]] = [PageReading, *tables.values()]
    places, schema = models_json_schema([(model, "validation") for model in models])
    references = {model: place for (model, _), place in places.items()}
    lists: dict[str, type[BaseModel]] = {"readings": PageReading, **tables}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "hankedata",
        "description": "The readings of pages, and the rows of the published tables, by the table's name.",
        "type": "object",
        "properties": {name: {"type": "array", "items": references[model]} for name, model in lists.items()},
        **schema,
    }


def _arm(prop: dict[str, Any]) -> dict[str, Any]:
    """The part of a property's JSON Schema that speaks of one value: without null, of the items of a list."""
    for arm in prop.get("anyOf", ()):
        if arm.get("type") != "null":
            return dict(arm)
    return dict(prop.get("items", prop))


def _several_of(choices: list[str]) -> str:
    """Pattern of a cell that holds several of the choices. They never overlap the separator: it is linear."""
    one = "|".join(re.escape(choice) for choice in choices)
    return f"^({one})( \\| ({one}))*$"


def _constraints(column: Column, prop: dict[str, Any]) -> dict[str, Any]:
    arm = _arm(prop)
    found = {mine: arm[theirs] for theirs, mine in _CONSTRAINTS.items() if theirs in arm}
    if column.vocabulary and len(codes(column.vocabulary)) <= _ENUM_AT_MOST:
        found["enum"] = list(codes(column.vocabulary))
    if column.several and "enum" in found:
        found["pattern"] = _several_of(found.pop("enum"))
    if not column.nullable:
        found["required"] = True
    return found


def _field(column: Column, prop: dict[str, Any]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": "string" if column.several else _TYPES.get(column.base, "string"),
        "title": column.titles["en"],
        "description": column.descriptions["en"],
    }
    constraints = _constraints(column, prop)
    if constraints:
        field["constraints"] = constraints
    extra = {
        "titles": column.titles,
        "descriptions": column.descriptions,
        "personalData": column.personal,
        "vocabulary": column.vocabulary,
        "unit": column.unit,
        "separator": SEPARATOR if column.several else None,
    }
    return field | {name: value for name, value in extra.items() if value is not None}


def _foreign_key(table: str, reference: Reference) -> dict[str, Any]:
    # the empty name is how every version of Table Schema says "this same table"
    target = "" if reference.table == table else reference.table
    return {"fields": [reference.column], "reference": {"resource": target, "fields": [reference.key]}}


def table_schema(name: str) -> dict[str, Any]:
    """Table Schema (Data Package v2) of a published table. Raises KeyError for a table there is none of.

    A cell with several values is a string with our own property ``separator``: the field type ``list`` is not
    in the published profile. ``titles``, ``descriptions``, ``personalData``, ``vocabulary`` and ``unit`` are
    our own as well.
    """
    table = TABLES[name]
    properties = table.model.model_json_schema()["properties"]
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column, properties[column.name]) for column in columns_of(table.model)],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [_foreign_key(name, reference) for reference in table.references]
    return schema


def resource(name: str) -> dict[str, Any]:
    """Descriptor of a published table as a Data Package v2 resource, without ``bytes`` and ``hash``.

    Raises KeyError for a table there is none of.
    """
    table = TABLES[name]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "title": table.title["en"],
        "titles": table.title,
        "description": about(name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": table_schema(name),
    }


def about(name: str) -> str:
    """What a row of the table is, in English. Raises KeyError for a table there is none of."""
    return (TABLES[name].model.__doc__ or "").strip()


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _table(header: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def columns_markdown(name: str) -> str:
    """Markdown table of a published table's columns: what they mean (in English), and whether personal data.

    Raises KeyError for a table there is none of.
    """
    rows = [
        [f"`{column.name}`", column.descriptions["en"], "yes" if column.personal else ""]
        for column in columns_of(TABLES[name].model)
    ]
    return _table(["Column", "What it means", "Personal data"], rows)


def _nature(column: Column) -> str:
    """Type of a column, for people: "string, several", "number, EUR"."""
    words = [_TYPES.get(column.base, "code")]
    words += ["several"] if column.several else []
    words += [column.unit] if column.unit and column.unit != "1" else []
    words += [f"vocabulary {column.vocabulary}"] if column.vocabulary else []
    words += ["never empty"] if not column.nullable else []
    words += ["personal data"] if column.personal else []
    return ", ".join(words)


def _chapter(name: str) -> str:
    table = TABLES[name]
    rows = [
        [
            f"`{column.name}`",
            _nature(column),
            *(f"**{column.titles[lang]}.** {column.descriptions[lang]}" for lang in _LANGUAGES),
        ]
        for column in columns_of(table.model)
    ]
    titles = " / ".join(table.title[lang] for lang in _LANGUAGES)
    key = ", ".join(f"`{column}`" for column in table.key)
    intro = about(name) + (f" One row for each {key}." if key else "")
    return f"## {name}.csv\n\n{titles}. {intro}\n\n" + _table(
        ["Column", "Type", "Suomeksi", "På svenska", "In English"], rows
    )


def data_dictionary() -> str:
    """The whole data dictionary as Markdown: each table and column in Finnish, Swedish and English."""
    head = (
        "# Data dictionary\n\n"
        "Muuttujaluettelo / Variabelförteckning. Generated from `schemas/tables.py`; change it there.\n\n"
        f"A cell that holds several values joins them by `{SEPARATOR}`. "
        "An empty cell means that there is no value; the table `evidence` says why."
    )
    return "\n\n".join([head, *(_chapter(name) for name in TABLES)]) + "\n"
