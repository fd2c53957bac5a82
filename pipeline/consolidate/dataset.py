"""From statements of pages to the rows of one release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from pipeline.consolidate import contacts, history, ids, places
from pipeline.consolidate.evidence import evidence_rows
from pipeline.consolidate.identity import group
from pipeline.consolidate.merge import Initiative, merge
from pipeline.consolidate.sources import SourceOutcome, source_row
from pipeline.consolidate.statements import PageStatement, Statement
from pipeline.consolidate.status import status
from schemas import vocabulary
from schemas.columns import SEPARATOR
from schemas.edtf import earliest, latest
from schemas.record import PageRecord
from schemas.tables import (
    ContactRow,
    Dataset,
    FundingRow,
    InitiativeRow,
    PageRow,
    QuarantineRow,
    TargetGroupRow,
)


def consolidate(
    statements: Iterable[PageStatement],
    *,
    today: date,
    outcomes: Sequence[SourceOutcome] = (),
    failed_pages: Sequence[PageRow] = (),
    previous: Dataset | None = None,
    aliases: dict[str, str] | None = None,
) -> Dataset:
    """The rows of a release from what its pages say.

    ``today`` is the day that the release speaks of (status, changes), never read from the clock here.
    ``outcomes`` say how each source's run went; a source without one counts as not run. Statements of older
    captures (``PageStatement.kept``) count as any other. ``failed_pages`` are rows of pages that gave nothing.
    ``previous`` is the last release, for ids, history and changes: without it every initiative is new and
    there are no changes. ``aliases`` (old id -> new id) are those of ``aliases.csv`` if None.

    Of several captures of one address the newest counts. The same input gives the same rows, whatever its
    order. Raises AliasError when aliases lead in a circle.
    """
    aliases = ids.load_aliases() if aliases is None else aliases
    before = history.renamed(previous, aliases) if previous else None
    pages = _newest(statements)
    groups = group(Statement(record, page) for page in pages for record in page.reading.records)
    initiatives = [merge(id_, members) for id_, members in ids.assign(groups, previous, aliases).items()]
    dataset = Dataset(date=today)
    known = {row.id: row for row in before.initiatives} if before else {}
    for initiative in initiatives:
        _add(dataset, initiative, known.get(initiative.id))
    _add_pages(dataset, pages, failed_pages)
    _add_sources(dataset, pages, outcomes, before)
    dataset.quarantine = [row for page in pages for row in _quarantine(page)]
    if before:
        history.keep_unseen(dataset, before)
        dataset.changes = history.changes(dataset.initiatives, before.initiatives)
    return dataset


def _newest(statements: Iterable[PageStatement]) -> list[PageStatement]:
    """Each address once, by its newest capture, in the order of the addresses."""
    newest: dict[str, PageStatement] = {}
    for page in sorted(statements, key=_capture):
        newest[page.address] = page
    return [newest[address] for address in sorted(newest)]


def _capture(page: PageStatement) -> tuple[str, bool, str, str, str]:
    when = page.fetched_at.isoformat() if page.fetched_at else ""
    return when, page.verdict is None, page.sha256 or "", page.url, page.reading.model_dump_json()


def _add(dataset: Dataset, initiative: Initiative, before: InitiativeRow | None) -> None:
    row = _initiative_row(initiative, dataset.date)
    dataset.initiatives.append(history.with_history(row, before, dataset.date))
    dataset.funding.extend(_funding_rows(initiative))
    dataset.contacts.extend(
        ContactRow(initiative=row.id, kind=contacts.kind_of(contact), **contact.model_dump())
        for contact in initiative.contacts
    )
    dataset.target_groups.extend(_target_group_row(row.id, code) for code in initiative.target_groups)
    dataset.places.extend(places.place_rows(row.id, initiative.regions, initiative.municipalities))
    dataset.evidence.extend(evidence_rows(initiative, row.status))


def _initiative_row(initiative: Initiative, today: date) -> InitiativeRow:
    start, end = initiative.start, initiative.end
    pages = {s.page.address: s.page for s in initiative.statements}
    seen = [page.fetched_at.date() if page.fetched_at else today for page in pages.values()]
    return InitiativeRow(
        id=initiative.id,
        kind=initiative.kind,
        name=initiative.name,
        name_fi=initiative.names.get("fi"),
        name_sv=initiative.names.get("sv"),
        name_en=initiative.names.get("en"),
        status=status(initiative.kind, start, end, today),
        start=start,
        end=end,
        start_earliest=earliest(start) if start else None,
        end_latest=latest(end) if end else None,
        coordinator=initiative.coordinators,
        funders=[funder.name for funder in initiative.funders],
        funder_ids=[funder.id for funder in initiative.funders if funder.id],
        budget_eur=initiative.budget_eur,
        target_groups=initiative.target_groups,
        regions=initiative.regions,
        municipalities=initiative.municipalities,
        contacts=[contacts.text_of(contact) for contact in initiative.contacts],
        languages=initiative.languages,
        first_seen=min(seen),
        last_seen=max(seen),
        source_count=len(pages),
        source_url=initiative.statements[0].page.url,
    )


def _funding_rows(initiative: Initiative) -> list[FundingRow]:
    return [
        FundingRow(
            initiative=initiative.id,
            funder_id=funder.id,
            funder_name=funder.name,
            programme=funder.programmes,
            amount_eur=funder.amount_eur,
        )
        for funder in initiative.funders
    ]


def _target_group_row(initiative: str, code: str) -> TargetGroupRow:
    row = vocabulary.by_key("target_groups")[code]
    return TargetGroupRow(
        initiative=initiative,
        code=code,
        label_fi=row["label_fi"],
        label_sv=row["label_sv"],
        label_en=row["label_en"],
        yso_uri=SEPARATOR.join(vocabulary.several(row["yso_uri"])),
    )


def _add_pages(dataset: Dataset, pages: list[PageStatement], failed: Sequence[PageRow]) -> None:
    dataset.pages.extend(_page_row(page) for page in pages)
    read = {page.url for page in pages}
    unread = {row.url: row for row in failed if row.url not in read}
    dataset.pages.extend(unread.values())


def _page_row(page: PageStatement) -> PageRow:
    records = len(page.reading.records)
    return PageRow(
        url=page.url,
        source=page.source_id,
        status=page.status,
        fetched_at=page.fetched_at,
        sha256=page.sha256,
        language=page.reading.language,
        updated=page.reading.updated,
        extractor=page.extractor,
        records=records,
        verdict=page.verdict or ("records" if records else "no_records"),
        reason=page.reason,
    )


def _add_sources(
    dataset: Dataset, pages: list[PageStatement], outcomes: Sequence[SourceOutcome], before: Dataset | None
) -> None:
    by_source: dict[str, list[PageStatement]] = defaultdict(list)
    for page in pages:
        if page.verdict is None:  # the row tells of this run
            by_source[page.source_id].append(page)
    told = {outcome.source_id: outcome for outcome in outcomes}
    for id_ in by_source.keys() - told.keys():
        told[id_] = _unreported(id_, by_source[id_])
    for id_ in sorted(told):
        dataset.sources.append(source_row(told[id_], by_source[id_], history.previous_source(before, id_)))


def _unreported(id_: str, pages: list[PageStatement]) -> SourceOutcome:
    """For pages without a report of their run: what is known of it, and that it may not have been all."""
    return SourceOutcome(
        id_,
        pages_ok=len(pages),
        records=sum(len(page.reading.records) for page in pages),
        verdict="partial",
        reason="single pages, not a run over the source",
    )


def _quarantine(page: PageStatement) -> list[QuarantineRow]:
    rejected = [QuarantineRow(url=page.url, name=r.name, errors=r.errors, raw=r.raw) for r in page.reading.rejected]
    return rejected + [
        QuarantineRow(url=page.url, name=record.name, errors=strange, raw=record.model_dump_json(exclude={"evidence"}))
        for record in page.reading.records
        if (strange := _strange_codes(record))
    ]


def _strange_codes(record: PageRecord) -> list[str]:
    """Codes that no vocabulary has; they are left out of the tables, and told in quarantine."""
    groups = vocabulary.by_key("target_groups")
    return [
        *(f"unknown target group {code!r}" for code in record.target_groups if code not in groups),
        *(f"unknown region {code!r}" for code in record.regions if not places.is_region(code)),
    ]
