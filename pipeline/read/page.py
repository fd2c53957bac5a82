"""A page to everything that it says: the one function that ties the readers together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline.document import Block, BlockKind, Document, Hints, parse
from pipeline.document.passages import unknown_labels
from pipeline.read import coordinators, places, target_groups
from pipeline.read.contacts import reader as contacts
from pipeline.read.durations import reader as durations
from pipeline.read.funders import reader as funders
from pipeline.read.records import find_records
from pipeline.read.rule_precision import confidence_of
from pipeline.read.scope import Found, Scope
from pipeline.read.updated import read_updated
from schemas.page import Page
from schemas.record import Contact, Evidence, Funder, PageReading, PageRecord, Rejected

_READERS: tuple[Callable[[Scope], Iterable[Found[Any]]], ...] = (
    durations.read,
    coordinators.read,
    funders.read,
    contacts.read,
    target_groups.read,
    places.read,
)
_SINGLE = ("start", "end", "budget_eur")
# a mentioned initiative is a record only if the page tells one of these of it (rules of the evaluation)
_TELLING = frozenset(("start", "end", "funders"))
_LONGEST_QUOTE = 600


def read_page(page: Page, hints: Hints | None = None) -> PageReading:
    """Read a page: its records with their evidence, its language and its date of update.

    ``hints`` come from the site's declaration. Pure: the same page gives the same reading. Raises nothing for a page
    that is broken or about something else; a record that fails validation is in ``rejected`` with its reasons.
    """
    return read_document(parse(page.body, page.url, hints, page.charset))


def read_document(document: Document) -> PageReading:
    """As ``read_page``, from a page that is parsed already."""
    records, rejected = [], []
    shown = _shown(document)
    for scope in find_records(document):
        found = _everything(scope)
        if not scope.primary and not any(item.field in _TELLING for item in found):
            continue  # only named
        try:
            records.append(_record(scope, found, shown))
        except ValidationError as error:
            rejected.append(_rejection(scope, found, error))
    updated = read_updated(document)
    return PageReading(
        url=document.url,
        language=document.language,  # type: ignore[arg-type]  # detect() gives only these three
        updated=updated.value if updated else None,
        records=records,
        rejected=rejected,
        unknown_labels=unknown_labels(document.main),
        evidence=[_evidence(updated, shown)] if updated else [],
    )


def _everything(scope: Scope) -> list[Found[Any]]:
    found = [item for read in _READERS for item in read(scope)]
    budget = funders.read_budget(scope)
    return [*found, budget] if budget else found


def _shown(document: Document) -> str:
    """The text of the page as a browser shows it, line by line."""
    lines = (line for block in document.blocks if block.kind is not BlockKind.IMAGE for line in block.lines)
    return "\n".join(" ".join(line.split()) for line in lines)


def _record(scope: Scope, found: list[Found[Any]], shown: str) -> PageRecord:
    values: dict[str, Any] = {"kind": scope.kind, "primary": scope.primary, "name": scope.name}
    for item in found:
        if item.field in _SINGLE:
            values.setdefault(item.field, item.value)
        else:
            values.setdefault(item.field, []).append(item.value)
    if scope.document.language:
        values["languages"] = [scope.document.language]
    evidence = [*_identity_evidence(scope, shown), *(_evidence(item, shown) for item in found)]
    return PageRecord(**values, evidence=evidence)


def _identity_evidence(scope: Scope, shown: str) -> list[Evidence]:
    head = scope.blocks[0]
    named = next((b for b in scope.blocks if scope.name in b.text), head)
    quote = _cut(named.text)
    visible = _is_visible(quote, named, shown)
    return [
        Evidence(field=field, value=value, quote=quote, raw=raw, rule=rule, block=named.index, visible=visible)
        for field, value, raw, rule in (
            ("name", scope.name, scope.name if scope.name in named.text else "", scope.rule),
            ("kind", scope.kind, "", "records.kind"),
        )
    ]


def _evidence(item: Found[Any], shown: str) -> Evidence:
    quote = _cut(item.quote)
    return Evidence(
        field=item.field,
        value=value_text(item.value),
        quote=quote,
        raw=item.raw,
        rule=item.rule,
        block=item.block.index,
        visible=_is_visible(quote, item.block, shown),
        confidence=confidence_of(item.rule),
    )


def _is_visible(quote: str, block: Block, shown: str) -> bool:
    if block.kind is not BlockKind.IMAGE and quote in block.text:
        return True
    return all(" ".join(line.split()) in shown for line in quote.split("\n"))


def value_text(value: object) -> str:
    """A value as evidence writes it: a contact by its name or address, a funder by its name, a sum without zeros."""
    if isinstance(value, Contact):
        return value.name or value.email or value.phone or value.role or value.organisation or ""
    if isinstance(value, Funder):
        return value.name
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


def _cut(quote: str) -> str:
    """The quote, at most as long as a reader wants to see."""
    return quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0]


def _rejection(scope: Scope, found: list[Found[Any]], error: ValidationError) -> Rejected:
    errors = [f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in error.errors()]
    raw = {item.field: _dumped(item.value) for item in found}
    return Rejected(name=scope.name, errors=errors, raw=str(raw))


def _dumped(value: object) -> object:
    return value.model_dump() if isinstance(value, BaseModel) else value
