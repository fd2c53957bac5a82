"""Statements made by hand; all people and places of work in them are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from pipeline.consolidate import PageStatement
from pipeline.consolidate.statements import Statement
from schemas.record import Evidence, PageReading, PageRecord

Make = Callable[..., Any]


def make_record(name: str = "Mallipolku", **values: Any) -> PageRecord:
    """A record whose name and contacts have evidence."""
    record = PageRecord.model_validate({"kind": "project", "name": name, **values})
    told = [Evidence(field="name", value=name, quote=f"{name} on hanke.", rule="names.heading")]
    for contact in record.contacts:
        value = contact.name or contact.email or contact.phone or ""
        told.append(Evidence(field="contacts", value=value, quote=value, rule="contacts.card"))
    return record.model_copy(update={"evidence": record.evidence or told})


def make_page(*records: PageRecord, url: str = "https://www.kunta.example/hanke", **values: Any) -> PageStatement:
    """A page that says these records."""
    reading = PageReading(
        url=url,
        language=values.pop("language", "fi"),
        updated=values.pop("updated", None),
        rejected=values.pop("rejected", []),
        records=list(records),
    )
    values.setdefault("source_id", url.split("/")[2])
    values.setdefault("sha256", "0" * 64)
    values.setdefault("fetched_at", datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC))
    return PageStatement(url=url, reading=reading, **values)


def say(name: str = "Mallipolku", **values: Any) -> Statement:
    """One statement: ``say("Malli", url=..., start=...)``; address, language and dates go to the page."""
    keys = ("url", "language", "updated", "fetched_at")
    of_page = {key: values.pop(key) for key in keys if key in values}
    record = make_record(name, **values)
    return Statement(record, make_page(record, **of_page))
