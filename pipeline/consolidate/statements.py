"""What consolidating works on: what one page said, and how each source's run went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from pipeline.addresses import host_of, normalise, path_and_query
from pipeline.consolidate.names import NameKey, name_key
from schemas.edtf import earliest, latest
from schemas.page import Page
from schemas.record import PageReading, PageRecord
from schemas.tables import PageVerdict


@dataclass(frozen=True, slots=True)
class PageStatement:
    """One fetched page with everything that was read from it."""

    url: str
    source_id: str
    reading: PageReading
    sha256: str | None = None
    fetched_at: datetime | None = None
    """With a time zone; None for a page read from a file outside the archive."""
    status: int | None = 200
    extractor: str = "generic"
    verdict: PageVerdict | None = None
    """Set where this is what an older capture says, for a page that could not be had this time."""
    reason: str | None = None
    """Why it could not be had."""

    @classmethod
    def of(cls, page: Page, reading: PageReading, source_id: str, extractor: str = "generic") -> PageStatement:
        """A statement from a fetched page and its reading."""
        return cls(page.url, source_id, reading, page.sha256, page.fetched, page.status, extractor)

    def kept(self, verdict: PageVerdict, reason: str) -> PageStatement:
        """The same statement, standing in for a page that could not be had for this reason."""
        return replace(self, verdict=verdict, reason=reason, status=None)

    @property
    def address(self) -> str:
        """Real host, path and query: what names the page whichever way it was fetched."""
        return address_of(self.url)


def address_of(url: str) -> str:
    """Real host, path and query of an address, without the scheme; itself if it is no web address."""
    try:
        known = normalise(url)
    except ValueError:
        return url
    return host_of(known) + path_and_query(known)


@dataclass(frozen=True)
class Statement:
    """One record of one page."""

    record: PageRecord
    page: PageStatement

    @cached_property
    def name(self) -> NameKey:
        """The record's name as it is compared."""
        return name_key(self.record.name)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Tells statements apart and puts them in an order that does not depend on the order of the input."""
        record = self.record
        first = (self.page.address, record.kind, self.name.key, record.start or "", record.end or "")
        return (*first, record.model_dump_json())

    @cached_property
    def site(self) -> str:
        """The host without ``www.`` and the suffix ``.example``: the same for pages of one site."""
        return host_of(self.page.url).removeprefix("www.") or self.page.url

    @property
    def has_facts(self) -> bool:
        """Whether the record says anything beyond that there is something of this name and kind."""
        given = self.record.model_dump(exclude={"kind", "primary", "name", "languages", "evidence"})
        return any(value not in (None, []) for value in given.values())

    @cached_property
    def first_day(self) -> int | None:
        """The first day it can have begun, as an ordinal; from its name's years where no start is given."""
        if self.record.start:
            return earliest(self.record.start).toordinal()
        return earliest(str(self.name.years[0])).toordinal() if self.name.years else None

    @cached_property
    def last_day(self) -> int | None:
        """The last day it can have ended, as an ordinal; from the years in its name where no end is given."""
        if self.record.end:
            return latest(self.record.end).toordinal()
        return latest(str(self.name.years[1])).toordinal() if self.name.years else None


def ranking(statement: Statement) -> tuple[object, ...]:
    """Sorts the statement that is to be believed first to the front.

    1. What a page is about comes before what a page mentions: a mention has a fact or two at second hand.
    2. A page that says when it was updated comes before one that does not. The time of fetching does not
       count: it says when we looked, not when the page was written.
    3. The newer date of update, by the last day it can mean.
    4. The more precise date of update.
    5. The page's address, so that the order is always the same.
    """
    updated = statement.page.reading.updated
    dated = (False, -latest(updated).toordinal(), -len(updated)) if updated else (True, 0, 0)
    return (not statement.record.primary, *dated, statement.order)
