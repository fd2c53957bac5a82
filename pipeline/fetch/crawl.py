"""The pages of one source: from its start addresses along the links that its declaration follows."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from pipeline.addresses import normalise
from pipeline.fetch.client import Fetcher
from pipeline.fetch.outcome import FetchFailure, Reason, Tally, fault
from schemas.page import Page

log = logging.getLogger("hankedata.fetch")

_SERVER_DOWN = frozenset({Reason.CONNECT, Reason.TIMEOUT, Reason.DNS, Reason.HTTP_5XX})


class CrawlSite(Protocol):
    """What crawling needs to know of a site."""

    @property
    def id(self) -> str: ...

    @property
    def start_urls(self) -> Sequence[str]: ...

    @property
    def max_pages(self) -> int:
        """Most addresses to fetch."""
        ...

    @property
    def max_depth(self) -> int:
        """How many links a page may be away from a start address, whose own depth is 0."""
        ...


@dataclass(frozen=True, slots=True)
class Kept:
    """The last good page of an address that this run could not have, and why it could not."""

    page: Page
    """With its old date."""
    failure: FetchFailure


@dataclass(frozen=True, slots=True)
class SourceFetch:
    """What a run got of one source."""

    source_id: str
    pages: list[Page] = field(default_factory=list)
    """In the order of fetching; each address once."""
    failures: list[FetchFailure] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    """Pages of earlier runs, for addresses that are not among ``pages``."""
    left_over: int = 0
    """Addresses that were known but not asked for, because the limit of pages was reached."""
    checked: datetime | None = None
    """When the crawl was done, with time zone; None where it never began."""
    whole: bool = True
    """False for what was put together from an archive that does not tell of a whole run."""


async def crawl(site: CrawlSite, fetcher: Fetcher, follow: Callable[[Page], list[str]]) -> SourceFetch:
    """Fetch a site's pages, breadth first: its start addresses, then what ``follow`` gives for each page.

    An address is asked for once (fragments do not count). For one that cannot be had, its last good page is
    kept, and its links are followed all the same, so that a listing that fails hides no page. Raises nothing
    for what a page or ``follow`` does.
    """
    return await _Crawl(site, fetcher, follow).run()


class _Crawl:
    def __init__(self, site: CrawlSite, fetcher: Fetcher, follow: Callable[[Page], list[str]]) -> None:
        self._site = site
        self._fetcher = fetcher
        self._follow = follow
        self._limit = min(site.max_pages, fetcher.settings.max_pages)
        self._queue: deque[tuple[str, int]] = deque()
        self._known: set[str] = set()
        self._pages: dict[str, Page] = {}
        self._kept: dict[str, Kept] = {}
        self._failures: list[FetchFailure] = []
        self._tally = Tally()
        self._down = 0

    async def run(self) -> SourceFetch:
        self._enqueue(self._site.start_urls, 0)
        asked = 0
        while self._queue and asked < self._limit:
            if self._down >= self._fetcher.settings.max_failures_in_row:
                self._skip_rest()
                break
            url, depth = self._queue.popleft()
            if url in self._pages:  # a redirect led here in the meantime
                continue
            asked += 1
            await self._visit(url, depth)
        left = sum(url not in self._pages for url, _ in self._queue)
        if left:
            log.warning("source=%s limit of %d pages reached, %d left", self._site.id, self._limit, left)
            self._keep_rest("left out by the limit of pages")
        return self._result(left)

    def _enqueue(self, urls: Sequence[str], depth: int) -> None:
        for url in map(_spelled, urls):
            if url not in self._known:
                self._known.add(url)
                self._queue.append((url, depth))

    async def _visit(self, url: str, depth: int) -> None:
        got = await self._fetcher.fetch(url, source=self._site.id, tally=self._tally)
        if isinstance(got, FetchFailure):
            self._down = self._down + 1 if got.reason in _SERVER_DOWN else 0
            self._failures.append(got)
            self._keep(got, depth)
            return
        self._down = 0
        if _spelled(got.url) in self._pages:  # two addresses that redirect to one page
            return
        self._pages[_spelled(got.url)] = got
        self._go_on(got, depth)

    def _go_on(self, page: Page, depth: int) -> None:
        if depth < self._site.max_depth:
            self._enqueue(self._links(page), depth + 1)

    def _keep(self, failure: FetchFailure, depth: int) -> None:
        """Let the last good page of an address stand in for it, if the site has not taken it back."""
        page = self._fetcher.standing(failure.url)
        if page is not None and _spelled(page.url) not in self._kept:
            self._kept[_spelled(page.url)] = Kept(page, failure)
            self._go_on(page, depth)

    def _keep_rest(self, detail: str) -> list[FetchFailure]:
        """Keep what is known of all addresses that wait, and of those that it leads to; gives why they were
        not asked for."""
        skipped = []
        while self._queue:
            url, depth = self._queue.popleft()
            if url not in self._pages:
                skipped.append(FetchFailure(url, Reason.SKIPPED, detail))
                self._keep(skipped[-1], depth)
        return skipped

    def _links(self, page: Page) -> list[str]:
        try:
            return self._follow(page)
        except Exception as error:  # one page's markup must not end the source
            detail = fault(error)
            log.error("source=%s url=%s failed reason=%s: %s", self._site.id, page.url, Reason.FOLLOW, detail)
            self._failures.append(FetchFailure(page.url, Reason.FOLLOW, detail))
            return []

    def _skip_rest(self) -> None:
        """Give up on a source whose server is down, rather than knock at it for each address."""
        log.warning("source=%s gives up: %d failures in a row", self._site.id, self._down)
        self._failures.extend(self._keep_rest(f"not asked for: {self._down} addresses in a row had failed"))

    def _result(self, left_over: int) -> SourceFetch:
        tally, kept = self._tally, [kept for url, kept in self._kept.items() if url not in self._pages]
        log.info(
            "source=%s done pages=%d failures=%d kept=%d requests=%d retries=%d not_modified=%d bytes=%d",
            self._site.id, len(self._pages), len(self._failures), len(kept),
            tally.requests, tally.retries, tally.not_modified, tally.bytes,
        )  # fmt: skip
        return SourceFetch(
            source_id=self._site.id,
            pages=list(self._pages.values()),
            failures=self._failures,
            kept=kept,
            left_over=left_over,
            checked=self._fetcher.settings.clock().replace(microsecond=0),
        )


def _spelled(url: str) -> str:
    """The one spelling of an address; of what is none, the text as it is, for the fetcher to refuse."""
    try:
        return normalise(url)
    except ValueError:
        return url.strip()
