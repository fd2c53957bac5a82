"""Rows of the table evidence: every statement of every page, and which of them are published."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.consolidate import contacts
from pipeline.consolidate.merge import Initiative
from pipeline.consolidate.names import fold
from pipeline.consolidate.statements import Statement
from pipeline.publish.cells import to_cell
from pipeline.publish.links import text_fragment
from schemas.record import Evidence, Funder, PageRecord
from schemas.tables import EvidenceRow, Status

# the readers' words for fields -> columns of the table initiatives
_COLUMNS = {"coordinators": "coordinator", "budget": "budget_eur", "funder": "funders", "contact": "contacts"}
_ANSWERED = ("start", "end", "coordinator", "funders", "contacts", "target_groups", "regions")
"""Columns of which an absence is said, too."""


def evidence_rows(initiative: Initiative, state_of_things: Status) -> list[EvidenceRow]:
    """What each page says of each value of an initiative, and why a value is missing or derived.

    A row is chosen when the published cell says what the row says; of a contact, when no part of it (role,
    organisation ...) says otherwise. ``state_of_things`` is the published status.
    """
    rows = [row for s in initiative.statements for row in _stated(initiative, s)]
    if state_of_things != "unknown":
        rows.append(_derived(initiative.id, "status", state_of_things, "status.dates"))
    if initiative.regions_derived:
        rows.extend(_derived(initiative.id, "regions", c, "regions.municipalities") for c in initiative.regions)
    answered = {row.field for row in rows}
    rows.extend(
        EvidenceRow(initiative=initiative.id, field=field, state="not_stated", chosen=False)
        for field in _ANSWERED
        if field not in answered
    )
    return rows


def _derived(initiative: str, field: str, value: str, rule: str) -> EvidenceRow:
    return EvidenceRow(initiative=initiative, field=field, value=value, state="derived", chosen=True, rule=rule)


def _stated(initiative: Initiative, statement: Statement) -> Iterator[EvidenceRow]:
    record = statement.record
    told = {_column(e.field) for e in record.evidence}
    for evidence in record.evidence:
        for value, chosen in _values(initiative, record, evidence):
            yield _row(initiative.id, statement, evidence, value, chosen)
    # a record made by hand or by an older reader may lack evidence; its page and value are still told
    for field, value, chosen in _all_values(initiative, record):
        if field not in told:
            bare = Evidence(field=field, value=value, quote="", rule="unquoted")
            yield _row(initiative.id, statement, bare, value, chosen)


def _column(field: str) -> str:
    return _COLUMNS.get(field, field)


def _row(id_: str, statement: Statement, evidence: Evidence, value: str, chosen: bool) -> EvidenceRow:
    page = statement.page
    return EvidenceRow(
        initiative=id_,
        field=_column(evidence.field),
        value=value,
        chosen=chosen,
        raw=evidence.raw,
        quote=evidence.quote,
        url=page.url,
        link=text_fragment(page.url, evidence.quote if evidence.visible else ""),
        sha256=page.sha256,
        fetched_at=page.fetched_at,
        extractor=page.extractor,
        rule=evidence.rule,
        confidence=evidence.confidence,
    )


def _all_values(initiative: Initiative, record: PageRecord) -> Iterator[tuple[str, str, bool]]:
    """Column, value and whether it is published, of everything that a record says."""
    for contact in record.contacts:
        yield "contacts", contacts.text_of(contact), contacts.agrees(contact, initiative.contacts)
    for funder in record.funders:
        yield "funders", funder.name, _is_published_funder(initiative, funder)
    for field, value in _plain_values(record):
        yield field, value, _is_published(initiative, field, value)


def _plain_values(record: PageRecord) -> Iterator[tuple[str, str]]:
    yield "name", record.name
    yield from (("coordinator", name) for name in record.coordinators)
    for field in ("start", "end", "budget_eur"):
        yield from ((field, value) for value in [to_cell(getattr(record, field))] if value)
    for field in ("target_groups", "regions", "municipalities"):
        yield from ((field, value) for value in getattr(record, field))


def _values(initiative: Initiative, record: PageRecord, evidence: Evidence) -> list[tuple[str, bool]]:
    """The values that one piece of evidence speaks for, and whether they are published."""
    field = _column(evidence.field)
    whole = _whole(initiative, record, field, evidence)
    return whole or [(evidence.value, _is_published(initiative, field, evidence.value))]


def _whole(initiative: Initiative, record: PageRecord, field: str, evidence: Evidence) -> list[tuple[str, bool]]:
    """For a contact or funder all that the page says of it, so that two titles of one person can be told
    apart."""
    if field == "contacts":
        people = [c for c in record.contacts if _speaks_of(evidence, c.name, c.email, c.phone)]
        return [(contacts.text_of(c), contacts.agrees(c, initiative.contacts)) for c in people]
    if field == "funders":
        payers = [f for f in record.funders if _speaks_of(evidence, f.name, f.id)]
        return [(f.name, _is_published_funder(initiative, f)) for f in payers]
    return []


def _speaks_of(evidence: Evidence, *parts: str | None) -> bool:
    return any(part and part in evidence.value for part in parts)


def _is_published_funder(initiative: Initiative, funder: Funder) -> bool:
    for published in initiative.funders:
        if fold(funder.name) in published.names:
            return funder.amount_eur in (None, published.amount_eur)
    return False


def _is_published(initiative: Initiative, field: str, value: str) -> bool:
    if field == "budget_eur":
        return initiative.budget_eur is not None and value == to_cell(initiative.budget_eur)
    if field == "contacts":
        return any(value in contacts.text_of(c) for c in initiative.contacts)
    # every municipality is published, be it by its name in another language
    return field == "municipalities" or fold(value) in {fold(text) for text in _published(initiative, field)}


def _published(initiative: Initiative, field: str) -> list[str]:
    values: dict[str, list[str]] = {
        "name": [initiative.name],
        "kind": [initiative.kind],
        "start": [initiative.start] if initiative.start else [],
        "end": [initiative.end] if initiative.end else [],
        "coordinator": initiative.coordinators,
        "funders": [name for funder in initiative.funders for name in funder.names],
        "target_groups": initiative.target_groups,
        "regions": initiative.regions,
        "languages": list(initiative.languages),
    }
    return values.get(field, [])
