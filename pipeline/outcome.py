"""What the failures of a run mean for the tables: rows of pages that were not had, and how each source
went.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.addresses import normalise
from pipeline.consolidate import PageStatement, SourceOutcome
from pipeline.consolidate.sources import COMPLETE
from pipeline.fetch import FetchFailure, Reason
from schemas.source import Site
from schemas.tables import PageRow, PageVerdict

_CLOSED = frozenset({Reason.ROBOTS, Reason.HTTP_403, Reason.PRIVATE_ADDRESS, Reason.SCHEME, Reason.BAD_URL})
"""Refusals that asking again would not change."""
_REFUSED = _CLOSED | {Reason.RATE_LIMITED}
_GONE = frozenset({Reason.HTTP_404})
_NO_PAGE = frozenset({Reason.NOT_HTML})
"""Never was a page: says nothing about how the source went."""


def why(failure: FetchFailure) -> str:
    """Reason and detail of a failure in one line."""
    return f"{failure.reason}: {failure.detail}" if failure.detail else str(failure.reason)


def why_no_pages(failures: Sequence[FetchFailure]) -> str:
    """Why a source gave no page at all, in one line."""
    return why(failures[0]) if failures else "no page was asked for"


def failed_page(source: str, failure: FetchFailure) -> PageRow:
    """The row of a page that was asked for and not had."""
    return PageRow(url=failure.url, source=source, verdict=_verdict(failure.reason), reason=why(failure))


def kept_statement(statement: PageStatement, failure: FetchFailure) -> PageStatement:
    """What an older capture says, marked with the failure that it stands in for."""
    return statement.kept(_verdict(failure.reason), why(failure))


def _verdict(reason: Reason) -> PageVerdict:
    if reason in _REFUSED:
        return "refused"
    return "skipped" if reason in (Reason.SKIPPED, Reason.NOT_HTML) else "failed"


def outcome(
    site: Site,
    statements: Sequence[PageStatement],
    failures: Sequence[FetchFailure],
    *,
    left_over: int,
    now: datetime,
    whole: bool = True,
) -> SourceOutcome:
    """How the run over a source went, by the pages had in it. ``left_over`` counts addresses not asked for
    because of the limit of pages; ``now`` (with time zone) is when it was checked if no page says so;
    ``whole`` is false for part of an archive, which says nothing of what the source holds.
    """
    starts = {_known_as(url) for url in site.start_urls}
    kinds = Counter(_kind(failure, _known_as(failure.url) in starts) for failure in failures)
    found = SourceOutcome(
        site.id,
        pages_ok=len(statements),
        pages_failed=kinds["failed"],
        pages_gone=kinds["gone"],
        pages_blocked=kinds["blocked"],
        links_refused=kinds["closed"],
        records=sum(len(statement.reading.records) for statement in statements),
        expected_min=site.expect.min,
        expected_max=site.expect.max,
        last_checked=max((s.fetched_at for s in statements if s.fetched_at), default=now),
        reason=None if statements else why_no_pages(failures),
        site=site,
    )
    verdict, _ = found.judged()
    if not whole and verdict in (*COMPLETE, "changed"):
        return replace(found, verdict="partial", reason="from part of an archive, not a run over the source")
    if left_over and verdict in COMPLETE:
        return replace(found, verdict="partial", reason=f"{left_over} pages left out by the limit of pages")
    return found


def _known_as(url: str) -> str:
    try:
        return normalise(url)
    except ValueError:
        return url


def _kind(failure: FetchFailure, is_start: bool) -> str:
    if not is_start and failure.reason in _CLOSED:
        return "closed"
    if failure.reason in _GONE:
        return "gone"
    if failure.reason in _NO_PAGE:
        return "none"
    return "blocked" if failure.reason in _REFUSED else "failed"
