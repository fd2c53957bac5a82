"""How each source's run went: its verdict, and the row of the table sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pipeline.consolidate.statements import PageStatement
from schemas.record import PageRecord
from schemas.source import Site
from schemas.tables import SourceRow, SourceVerdict

COMPLETE: frozenset[SourceVerdict] = frozenset({"ok", "ok_empty"})
"""Verdicts of runs that saw all there is: only these may end a record."""


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """How the run over one source went."""

    source_id: str
    pages_ok: int = 0
    pages_failed: int = 0
    """Pages that should be there and could not be had or read."""
    pages_gone: int = 0
    """Pages that the site no longer has (404, 410): an answer, not a failure."""
    pages_blocked: int = 0
    """Pages that robots.txt or the server refuses to us, and without which the source is not seen in full."""
    links_refused: int = 0
    """Linked pages that are closed to us: not ours to see, so they make no run incomplete unless most are."""
    records: int = 0
    expected_min: int = 0
    expected_max: int | None = None
    last_checked: datetime | None = None
    last_success: datetime | None = None
    """Of an earlier run; a complete run counts by its ``last_checked``."""
    verdict: SourceVerdict | None = None
    """None to have it judged from the counts."""
    reason: str | None = None
    site: Site | None = None
    """The declaration, for publisher, start address, language and regions."""

    def judged(self) -> tuple[SourceVerdict, str | None]:
        """Verdict and reason: those given, or those that follow from the counts (see ``judge``)."""
        return (self.verdict, self.reason) if self.verdict else judge(self)


def judge(outcome: SourceOutcome) -> tuple[SourceVerdict, str | None]:
    """The verdict over a run, and its reason in words; None where all is well.

    - blocked: no page was had, and every one was refused;
    - failed: no page was had otherwise;
    - partial: some pages were had, some refused or failed; or of the links more were refused than pages had;
    - changed: all pages were had, but there are fewer or more records than the source should give;
    - ok_empty: all pages were had, there are no records, and none need be expected;
    - ok: else.
    """
    closed = outcome.links_refused > outcome.pages_ok
    blocked = outcome.pages_blocked + outcome.links_refused * closed
    bad = outcome.pages_failed + blocked
    if not outcome.pages_ok:
        return _nothing(outcome)
    if bad:
        refused = f", {blocked} of them refused" if blocked else ""
        return "partial", f"{bad} of {outcome.pages_ok + bad} pages could not be had{refused}"
    if outcome.records < outcome.expected_min:
        return "changed", f"{outcome.records} records, at least {outcome.expected_min} expected"
    if outcome.expected_max is not None and outcome.records > outcome.expected_max:
        return "changed", f"{outcome.records} records, at most {outcome.expected_max} expected"
    return ("ok" if outcome.records else "ok_empty"), _remarks(outcome)


def _remarks(outcome: SourceOutcome) -> str | None:
    gone = [f"{outcome.pages_gone} pages are gone"] if outcome.pages_gone else []
    refused = [f"{outcome.links_refused} linked pages are closed to us"] if outcome.links_refused else []
    return ", ".join(gone + refused) or None


def _nothing(outcome: SourceOutcome) -> tuple[SourceVerdict, str]:
    others = outcome.pages_failed + outcome.pages_gone
    if outcome.pages_blocked and not others:
        return "blocked", outcome.reason or "every page was refused"
    if outcome.pages_gone and not outcome.pages_failed and not outcome.pages_blocked:
        return "failed", outcome.reason or "every page is gone"
    return "failed", outcome.reason or "no page could be had"


def source_row(outcome: SourceOutcome, pages: Iterable[PageStatement], before: SourceRow | None) -> SourceRow:
    """The row of a source from its outcome, its pages of this run, and its row in the last release if it had
    one."""
    verdict, reason = outcome.judged()
    records = [record for page in pages for record in page.reading.records]
    site = outcome.site
    return SourceRow(
        id=outcome.source_id,
        publisher=site.publisher if site else None,
        start_url=site.start_urls[0] if site else None,
        language=site.language if site else None,
        regions=list(site.regions) if site else [],
        verdict=verdict,
        reason=reason,
        last_checked=outcome.last_checked,
        last_success=_last_success(outcome, verdict, before),
        pages=outcome.pages_ok,
        records=outcome.records,
        expected_min=outcome.expected_min,
        expected_max=outcome.expected_max,
        fill_start=_share(records, "start"),
        fill_end=_share(records, "end"),
        fill_coordinator=_share(records, "coordinators"),
        fill_funders=_share(records, "funders"),
        fill_contacts=_share(records, "contacts"),
        fill_target_groups=_share(records, "target_groups"),
    )


def _last_success(outcome: SourceOutcome, verdict: SourceVerdict, before: SourceRow | None) -> datetime | None:
    if verdict in COMPLETE and outcome.last_checked:
        return outcome.last_checked
    return outcome.last_success or (before.last_success if before else None)


def _share(records: list[PageRecord], field: str) -> float | None:
    """Share of the records that have the field; None where there are no records."""
    return sum(bool(getattr(record, field)) for record in records) / len(records) if records else None
