"""What WARC files tell, ours or another tool's, with no request at all.

Our own archive holds a report of each run over a source (see ``pipeline.fetch.report``), and its newest report
says which captures that run stood on. Where there is none, the newest response of each address counts.
"""

from __future__ import annotations

import gzip
import logging
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator

from pipeline.fetch.archive import ArchiveError, one_line
from pipeline.fetch.crawl import Kept, SourceFetch
from pipeline.fetch.outcome import FetchFailure, reason_of_status
from pipeline.fetch.report import Capture, RunReport
from pipeline.fetch.warc import REQUESTED_URL, record_date, record_page, record_report, record_status
from schemas.page import Page

log = logging.getLogger("hankedata.fetch")
_GZIP = b"\x1f\x8b"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page's response lies, for the revisits that refer to it."""

    path: Path
    offset: int


@dataclass(frozen=True, slots=True)
class _Revisit:
    """A record that says that an earlier response still holds."""

    url: str
    requested_url: str | None
    fetched_at: datetime
    digest: str
    refers_to: str


@dataclass(frozen=True, slots=True)
class NoPage:
    """A response that says that its address has no page, or has none now."""

    url: str
    fetched_at: datetime
    failure: FetchFailure | None
    """None for a redirect and for what is no web page: then nothing had failed."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What archives tell."""

    runs: list[tuple[RunReport, SourceFetch]]
    """The last run over each source that has a report, by source id."""
    pages: list[Page]
    """Of addresses that are in no report: the newest page each, in the order of the addresses."""
    kept: list[Kept]
    failures: list[FetchFailure]


def replay_warcs(paths: Iterable[Path]) -> Replayed:
    """What the archives in WARC files tell, by their reports and beyond them. The files may come in any
    order; of equally old captures the last counts.

    Raises ArchiveError as ``read_warcs`` does.
    """
    checked = [Path(path) for path in paths]
    reports: dict[str, RunReport] = {}
    for path in checked:
        for report in _check(path):
            before = reports.get(report.source)
            if before is None or report.checked >= before.checked:
                reports[report.source] = report
    wanted = {capture for report in reports.values() for capture in _captures(report)}
    told = {capture.url for capture in wanted}
    found: dict[Capture, Page] = {}
    newest = _Newest()
    for capture in _read(checked):
        if capture.url not in told:
            newest.add(capture)
        elif isinstance(capture, Page) and (key := _capture(capture)) in wanted:
            found[key] = capture
    return Replayed([(reports[id], _as_run(reports[id], found)) for id in sorted(reports)], *newest.result())


def _captures(report: RunReport) -> Iterator[Capture]:
    yield from report.pages
    yield from (kept.page for kept in report.kept)


def _capture(page: Page) -> Capture:
    return Capture(url=page.url, fetched_at=_age(page))


def _as_run(report: RunReport, found: dict[Capture, Page]) -> SourceFetch:
    missing = [capture.url for capture in _captures(report) if capture not in found]
    for url in missing:
        log.warning("source=%s replay lacks the page %s: it is in none of the given files", report.source, url)
    return SourceFetch(
        source_id=report.source,
        pages=[found[capture] for capture in report.pages if capture in found],
        failures=list(report.failures),
        kept=[Kept(found[kept.page], kept.failure) for kept in report.kept if kept.page in found],
        left_over=report.left_over,
        checked=report.checked,
        whole=not missing,
    )


_Moment = tuple[datetime, int]
"""Time and place in the order of reading, for what is equally old."""


@dataclass(slots=True)
class _Address:
    """The last that was heard of an address, in each respect."""

    page: tuple[_Moment, Page] | None = None
    denied: _Moment | None = None
    failure: tuple[_Moment, FetchFailure] | None = None


@dataclass(slots=True)
class _Newest:
    """What the newest responses of addresses mean, as in a live run: a page, a page that a failure leaves
    standing, a failure, or nothing."""

    _addresses: dict[str, _Address] = field(default_factory=dict)
    _read: int = 0

    def add(self, capture: Page | NoPage) -> None:
        self._read += 1
        address = self._addresses.setdefault(capture.url, _Address())
        if isinstance(capture, Page):
            moment = (_age(capture), self._read)
            if address.page is None or moment > address.page[0]:
                address.page = moment, capture
            return
        moment = (capture.fetched_at, self._read)
        if capture.failure is None or capture.failure.denies:
            address.denied = max(address.denied or moment, moment)
        if capture.failure and (address.failure is None or moment > address.failure[0]):
            address.failure = moment, capture.failure

    def result(self) -> tuple[list[Page], list[Kept], list[FetchFailure]]:
        pages, kept, failures = [], [], []
        for _, address in sorted(self._addresses.items()):
            page, failure = _state(address)
            if failure:
                failures.append(failure)
            if page and failure:
                kept.append(Kept(page, failure))
            elif page:
                pages.append(page)
        return pages, kept, failures


def _state(address: _Address) -> tuple[Page | None, FetchFailure | None]:
    """The page that still stands, and the failure that came after all else that was said."""
    page, denied, failure = address.page, address.denied, address.failure
    said = [moment for moment in (page and page[0], denied) if moment]
    stands = page[1] if page and page[0] == max(said) else None
    return stands, failure[1] if failure and failure[0] >= max(said, default=failure[0]) else None


def read_warcs(paths: Iterable[Path]) -> Iterator[Page | NoPage]:
    """The pages of WARC files (plain or gzip): successful HTML responses, and revisits with the body they
    refer to; and which responses were none.

    robots.txt and revisits of responses outside these files are left out, with a line in the log where that
    may surprise. All files are checked before the first page is given. The same address can come several
    times.

    Raises ArchiveError, one line that names the file, for a file that is missing, cut off, damaged or no
    WARC.
    """
    checked = [Path(path) for path in paths]
    for path in checked:
        _check(path)
    return _read(checked)


def _age(page: Page) -> datetime:
    return page.fetched_at or datetime.min.replace(tzinfo=UTC)


def _check(path: Path) -> list[RunReport]:
    """Read a file to its end, so that nothing is published from half an archive; gives its reports of runs."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_GZIP))
        if start == _GZIP:
            with gzip.open(path) as unpacked:
                while unpacked.read(_BLOCK):
                    pass
        reports = [_report(record, body) for record, body, _ in _records(path)]
        if not reports:
            raise ArchiveError(f"{path}: holds no WARC record")
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ArchiveError(f"{path}: cut off or damaged ({one_line(error)})") from None
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror or error}") from None
    return [report for report in reports if report]


def _report(record: Any, body: bytes) -> RunReport | None:
    try:
        return record_report(record, body)
    except ValueError as error:
        log.warning("replay leaves out %s: not a report that can be read: %s", _uri(record), one_line(error))
        return None


def _records(path: Path) -> Iterator[tuple[Any, bytes, int]]:
    """Each record with its payload (empty for what cannot hold a page) and position. Raises ArchiveError."""
    with path.open("rb") as file:
        records = ArchiveIterator(file, check_digests=True)
        end = 0
        try:
            for record in records:
                body, offset = _payload(record, path), records.get_record_offset()
                end = offset + records.get_record_length()
                yield record, body, offset
        except (ArchiveError, OSError):
            raise
        except Exception as error:  # damage can trip warcio's parsing anywhere
            raise ArchiveError(f"{path}: {_explained(error)}") from None
        # warcio takes a record that is cut off in its head for the end of the file
        file.seek(end)
        if file.read(_BLOCK).strip(b"\r\n"):
            raise ArchiveError(f"{path}: cut off or damaged after byte {end}")


def _explained(error: Exception) -> str:
    if "non-chunked gzip" in str(error):
        return "is not compressed record by record ('warcio recompress' mends that)"
    return f"not a WARC file, or damaged: {one_line(error)}"


def _payload(record: Any, path: Path) -> bytes:
    try:
        body = record.content_stream().read() if record.rec_type in ("response", "metadata") else b""
        while record.raw_stream.read(_BLOCK):
            pass
    except zlib.error as error:
        raise ArchiveError(f"{path}: a damaged body of {_uri(record)} ({one_line(error)})") from None
    if not str(record.rec_headers.get_header("Content-Length")).isdecimal():
        raise ArchiveError(f"{path}: cut off or damaged in the head of a record")
    if record.raw_stream.limit:
        raise ArchiveError(f"{path}: cut off in the record of {_uri(record)}")
    if record.digest_checker and record.digest_checker.passed is False:
        raise ArchiveError(f"{path}: the record of {_uri(record)} does not match its digest")
    return bytes(body)


def _uri(record: Any) -> str:
    return str(record.rec_headers.get_header("WARC-Target-URI") or "a record without address")


def _read(paths: list[Path]) -> Iterator[Page | NoPage]:
    places: dict[tuple[str, str], _Place] = {}
    waiting: list[_Revisit] = []
    for path in paths:
        for record, body, offset in _records(path):
            got = _response(record, body) if record.rec_type == "response" else None
            if isinstance(got, Page):
                places[(got.url, _digest(record))] = _Place(path, offset)
            if got:
                yield got
            elif record.rec_type == "revisit":
                waiting.extend(_revisit(record))
    # revisits last: the files may come in any order
    for revisit in waiting:
        place = places.get((revisit.refers_to, revisit.digest))
        if place is None:
            log.warning("replay leaves out %s: its body is in none of the given files", revisit.url)
            continue
        yield _resolved(revisit, place)


def _response(record: Any, body: bytes) -> Page | NoPage | None:
    """A response as a page or as what it says of its address; None where it cannot be read or says nothing."""
    encoding = (record.http_headers.get_header("Content-Encoding") or "") if record.http_headers else ""
    if encoding.lower() not in ("", "identity", "gzip", "deflate"):
        log.warning("replay leaves out %s: its body is packed with %s", _uri(record), encoding)
        return None
    try:
        return record_page(record, body) or _no_page(record)
    except ValueError as error:
        log.warning("replay leaves out %s: %s", _uri(record), one_line(error))
        return None


def _no_page(record: Any) -> NoPage | None:
    url, status = _uri(record), record_status(record)
    if urlsplit(url).path == "/robots.txt" or record.rec_headers.get_header("WARC-Truncated") == "length":
        return None
    failure = None
    if status >= 400 or status == 304:
        asked = record.rec_headers.get_header(REQUESTED_URL) or url
        failure = FetchFailure(asked, reason_of_status(status), f"the site answered {status}")
    return NoPage(url, record_date(record), failure)


def _digest(record: Any) -> str:
    return str(record.rec_headers.get_header("WARC-Payload-Digest"))


def _revisit(record: Any) -> Iterator[_Revisit]:
    try:
        yield _Revisit(
            url=_uri(record),
            requested_url=record.rec_headers.get_header(REQUESTED_URL),
            fetched_at=record_date(record),
            digest=_digest(record),
            refers_to=str(record.rec_headers.get_header("WARC-Refers-To-Target-URI") or _uri(record)),
        )
    except ValueError as error:
        log.warning("replay leaves out %s: %s", _uri(record), one_line(error))


def _resolved(revisit: _Revisit, place: _Place) -> Page:
    with place.path.open("rb") as file:
        file.seek(place.offset)
        record = next(iter(ArchiveIterator(file)))
        page = record_page(record, record.content_stream().read())
    if page is None:
        raise ArchiveError(f"{place.path}: changed while it was read")
    return page.model_copy(
        update={"url": revisit.url, "requested_url": revisit.requested_url, "fetched_at": revisit.fetched_at}
    )
