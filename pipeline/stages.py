"""The stages of a run, from sources to published tables, and the direct way to run them one after the other.

Each stage is a plain function of what the stage before gave; the Prefect flow calls the same ones. What they
publish does not depend on the order in which sources are done or on the number of workers.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import traceback
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from pipeline.addresses import host_of
from pipeline.consolidate import PageStatement, SourceOutcome, consolidate
from pipeline.fetch import (
    Archive,
    Capture,
    Fetcher,
    FetchFailure,
    FetchSettings,
    KeptCapture,
    Reason,
    Replayed,
    RunReport,
    SourceFetch,
    crawl,
    replay_warcs,
)
from pipeline.outcome import failed_page, kept_statement, outcome
from pipeline.publish import publish
from pipeline.reading import read_page_of_site
from pipeline.sites import follow, generic_site, site_for
from schemas.page import Page
from schemas.source import Expectation, Site, Start
from schemas.tables import Dataset, SourceRow

log = logging.getLogger("hankedata")

# Reading is work and not waiting, so threads gain nothing by doing it at once; and they lose seconds when each of
# them loads the dictionaries of lemmas for itself.
_READING = threading.Lock()

_STOP_POLL = 0.1
"""Seconds between two looks at whether a run was broken off."""

Fetch = Callable[[Site], SourceFetch]
"""The first stage of a run for one source: live, or out of archives."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do."""

    sites: tuple[Site, ...]
    fetch: Fetch
    output: Path
    now: datetime
    """When the run began, with time zone; counts where no page was had that says when."""
    previous: Dataset | None = None
    """The last release, for history and changes; None to build from nothing but the pages."""
    workers: int = 4
    """How many sources are worked on at the same time."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set to break the run off: crawls end where they are."""

    def site(self, source: str) -> Site:
        """The site of a source id. Raises KeyError for one that is not in the plan."""
        for site in self.sites:
            if site.id == source:
                return site
        raise KeyError(source)


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What the pages of one source say, without the pages themselves: small, and can be pickled."""

    site: Site
    statements: tuple[PageStatement, ...]
    failures: tuple[FetchFailure, ...]
    left_over: int
    """Addresses that were known but not asked for, because the limit of pages was reached."""
    kept: tuple[PageStatement, ...] = ()
    """What older captures say, for pages that could not be had."""
    checked: datetime | None = None
    whole: bool = True
    """As in ``SourceFetch``."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run published."""

    rows: dict[str, int]
    """Table -> number of rows."""
    sources: tuple[SourceRow, ...]


# -- fetching


_stop: ContextVar[threading.Event | None] = ContextVar("stop", default=None)
"""``Plan.stop`` of the run that a thread works for; ``Fetch`` knows of a site only."""


def fetch_source(site: Site, settings: FetchSettings, archive: Archive) -> SourceFetch:
    """Fetch the pages of a source into the archive, and write there how it went. Runs an event loop of its
    own: call it from a plain thread.

    Raises SettingsError without a contact, ArchiveError when the archive cannot be written,
    asyncio.CancelledError when the run is broken off; nothing for what a site does.
    """

    async def fetch() -> SourceFetch:
        async with Fetcher(settings, archive) as fetcher:
            return await crawl(site, fetcher, partial(follow, site))

    fetched = asyncio.run(_unless_stopped(fetch(), _stop.get()))
    archive.report(_report(site, fetched))
    return fetched


async def _unless_stopped(work: Coroutine[Any, Any, T], stop: threading.Event | None) -> T:
    """The result of the work. Ends it within a moment of the event: a pause between requests may be long."""
    task = asyncio.create_task(work)
    while stop and not task.done():
        await asyncio.wait({task}, timeout=_STOP_POLL)
        if stop.is_set():
            task.cancel()
    return await task


def _report(site: Site, fetched: SourceFetch) -> RunReport:
    assert fetched.checked is not None
    return RunReport(
        source=site.id,
        start_urls=site.start_urls,
        expected_min=site.expect.min,
        expected_max=site.expect.max,
        checked=fetched.checked,
        pages=tuple(_capture(page) for page in fetched.pages),
        kept=tuple(KeptCapture(page=_capture(kept.page), failure=kept.failure) for kept in fetched.kept),
        failures=tuple(fetched.failures),
        left_over=fetched.left_over,
    )


def _capture(page: Page) -> Capture:
    assert page.fetched_at is not None  # a page from an archive, or on the way into it
    return Capture(url=page.url, fetched_at=page.fetched_at)


def replay(files: Iterable[Path]) -> list[tuple[Site, SourceFetch]]:
    """What WARC files tell of each source: its last whole run, where the archive tells of one; else the
    newest response of each address, by the source it belongs to. An undeclared host is a source of its own.
    Empty where they hold no page at all.

    Makes no request. Raises ArchiveError, one line, for a file that is missing, damaged or no WARC.
    """
    replayed = replay_warcs(files)
    told = {}
    for report, fetched in replayed.runs:
        site = _site_of_run(report)
        told[site.id] = (site, replace(fetched, source_id=site.id))
    for site, fetched in _beyond_reports(replayed):
        if site.id in told:
            log.info("source=%s replay passes over %d pages beyond its last run", site.id, len(fetched.pages))
        else:
            told[site.id] = (site, fetched)
    any_page = any(fetched.pages or fetched.kept for _, fetched in told.values())
    return [told[id] for id in sorted(told)] if any_page else []


def _site_of_run(report: RunReport) -> Site:
    """The site as declared today, but with what was asked of it and expected then."""
    start = report.start_urls[0]
    site = site_for(start) or generic_site(host_of(start), start)
    starts = tuple(Start(url=url) for url in report.start_urls)
    return site.model_copy(
        update={"start": starts, "expect": Expectation(min=report.expected_min, max=report.expected_max)}
    )


def _beyond_reports(replayed: Replayed) -> list[tuple[Site, SourceFetch]]:
    found: dict[str, tuple[Site, SourceFetch]] = {}

    def source_of(url: str) -> SourceFetch:
        site = site_for(url) or generic_site(host_of(url), url)
        return found.setdefault(site.id, (site, SourceFetch(site.id, whole=False)))[1]

    # pages first: where nobody declared a host, its first page is its start address
    for page in replayed.pages:
        source_of(page.requested_url or page.url).pages.append(page)
    for kept in replayed.kept:
        source_of(kept.failure.url).kept.append(kept)
    for failure in replayed.failures:
        source_of(failure.url).failures.append(failure)
    return [(site, replace(fetched, checked=_last_capture(fetched))) for site, fetched in found.values()]


def _last_capture(fetched: SourceFetch) -> datetime | None:
    pages = chain(fetched.pages, (kept.page for kept in fetched.kept))
    return max((page.fetched_at for page in pages if page.fetched_at), default=None)


def try_fetch(plan: Plan, source: str) -> SourceFetch:
    """Fetch one source of a plan. Where fetching itself breaks, the source has no pages, and the reason is
    told.
    """
    site = plan.site(source)
    _stop.set(plan.stop)
    try:
        return plan.fetch(site)
    except Exception as error:  # whatever happens to one source, the others go on
        log.error("source=%s could not be fetched: %s", source, _where(error))
        detail = f"unexpected {type(error).__name__}"
        failures = [FetchFailure(url, Reason.INTERNAL, detail) for url in site.start_urls]
        return SourceFetch(source_id=source, failures=failures)


# -- reading


def read_source(site: Site, fetched: SourceFetch) -> SourceReading:
    """Read all pages of a source. A page that a reader stumbles over becomes a failure; the others go on."""
    with _READING:
        return _read_source(site, fetched)


def _read_source(site: Site, fetched: SourceFetch) -> SourceReading:
    statements, kept, failures = [], [], list(fetched.failures)
    for page in fetched.pages:
        read = _read_page(site, page)
        if isinstance(read, PageStatement):
            statements.append(read)
        else:
            failures.append(read)
    for old in fetched.kept:
        read = _read_page(site, old.page)
        if isinstance(read, PageStatement):  # else the failure that it would stand in for says it all
            kept.append(kept_statement(read, old.failure))
    return SourceReading(
        site,
        tuple(statements),
        tuple(failures),
        fetched.left_over,
        kept=tuple(kept),
        checked=fetched.checked,
        whole=fetched.whole,
    )


def _read_page(site: Site, page: Page) -> PageStatement | FetchFailure:
    try:
        return PageStatement.of(page, read_page_of_site(page, site), site.id, site.extractor)
    except Exception as error:
        log.error("source=%s url=%s could not be read: %s", site.id, page.url, _where(error))
        return FetchFailure(page.url, Reason.INTERNAL, f"reading failed: {type(error).__name__}")


def _where(error: Exception) -> str:
    """Type and place of an error. Not its message: that may quote the page, and with it a person."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno} ({last.name})"


# -- consolidating and publishing


def build_dataset(plan: Plan, readings: Iterable[SourceReading]) -> Dataset:
    """All rows of the release, from what was read of each source, in whatever order.

    The release speaks of the day of its newest page, so that an archive rebuilds it on any later day.
    """
    ordered = sorted(readings, key=lambda reading: reading.site.id)
    statements = [statement for reading in ordered for statement in reading.statements]
    fetched = [statement.fetched_at for statement in statements if statement.fetched_at]
    checked = [reading.checked for reading in ordered if reading.checked]
    return consolidate(
        [*statements, *(statement for reading in ordered for statement in reading.kept)],
        today=max(fetched or checked, default=plan.now).date(),
        outcomes=[_outcome(reading, plan.now) for reading in ordered],
        failed_pages=[failed_page(r.site.id, failure) for r in ordered for failure in r.failures],
        previous=plan.previous,
    )


def _outcome(reading: SourceReading, now: datetime) -> SourceOutcome:
    return outcome(
        reading.site,
        reading.statements,
        reading.failures,
        left_over=reading.left_over,
        now=reading.checked or now,
        whole=reading.whole,
    )


def finish(plan: Plan, readings: Iterable[SourceReading]) -> Summary:
    """Consolidate what was read, and publish it.

    Raises PublishError when the rows contradict each other or the disk refuses; the output
    folder is then as it was.
    """
    dataset = build_dataset(plan, readings)
    return Summary(publish(dataset, plan.output), tuple(dataset.sources))


# -- all of it


def run(plan: Plan, done: Callable[[str, int], None] = lambda _source, _total: None) -> Summary:
    """Run a plan without Prefect. ``done`` is called with each source that is read, and the number of
    sources.

    Raises as ``finish`` does. Broken off (Ctrl-C), it leaves the running crawls to end within a moment, and
    begins no other.
    """

    readings = []
    pool = ThreadPoolExecutor(max_workers=plan.workers)
    try:
        # fetching waits, reading works: threads help the one only, so this thread reads while they fetch
        for future in as_completed([pool.submit(try_fetch, plan, site.id) for site in plan.sites]):
            fetched = future.result()
            readings.append(read_source(plan.site(fetched.source_id), fetched))
            done(fetched.source_id, len(plan.sites))
    except BaseException:
        plan.stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
    return finish(plan, readings)
