"""The archive: a folder of WARC files and their index. Every response goes there before anyone uses it.

A record is written completely before its index line, so a run that is killed leaves at most a torn end, which
the next writer mends. One process writes an archive at a time; threads may share one ``Archive``.
"""

from __future__ import annotations

import logging
import os
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Self

from warcio.archiveiterator import ArchiveIterator

from pipeline.fetch.index import REVISIT, Entry, Index, Known
from pipeline.fetch.report import RunReport
from pipeline.fetch.settings import PRODUCT
from pipeline.fetch.warc import (
    REQUESTED_URL,
    Exchange,
    Original,
    RecordWriter,
    header,
    html_type,
    record_date,
    record_headers,
    record_page,
    record_status,
)
from pipeline.lock import hold
from schemas.page import Page

log = logging.getLogger("hankedata.fetch")
INDEX_NAME = "index.cdxj"
_CHUNK = 1 << 16


class ArchiveError(Exception):
    """An archive that cannot be read or written; the message is one line that names the file."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends back to the site."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """If-None-Match and If-Modified-Since, as far as known."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


class Archive:
    """WARC files in a folder, with their index."""

    def __init__(self, directory: Path, max_file_bytes: int = 1_000_000_000) -> None:
        """Open an archive for reading; the folder need not exist yet. A file over ``max_file_bytes`` is
        followed by the next.

        Raises ArchiveError if the index cannot be read.
        """
        self.directory = Path(directory)
        self._max_file_bytes = max_file_bytes
        self._records = RecordWriter()
        self._thread_lock = threading.RLock()
        self._process_lock: IO[bytes] | None = None
        self._file: IO[bytes] | None = None
        self._serial = 0
        self._index = Index()
        self._load_index()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file that is being written, and let other processes write."""
        with self._thread_lock:
            if self._file:
                self._file.close()
            if self._process_lock:
                self._process_lock.close()
            self._file = self._process_lock = None

    # -- reading

    def latest(self, url: str) -> tuple[Page, Validators] | None:
        """The last page of an address, dated when the site last confirmed it, and its validators.

        None if there is none, or if its record cannot be read any more (said in the log).
        """
        with self._thread_lock:
            known = self._index.last(url)
        if known is None:
            return None
        page = self._page(known)
        return (page, Validators(known.etag, known.last_modified)) if page else None

    def standing(self, url: str) -> Page | None:
        """The last page that an address gave or redirected to, dated when the site last confirmed it.

        None if there is none, if the site has said since that there is none (404, 410), or if it cannot be
        read any more.
        """
        with self._thread_lock:
            known = self._index.standing(url)
        return self._page(known) if known else None

    def _page(self, known: Known) -> Page | None:
        entry = known.original
        try:
            with (self.directory / entry.filename).open("rb") as file:
                file.seek(entry.offset)
                data = file.read(entry.length)
            record, body = read_member(data)
        except (OSError, ValueError) as error:
            log.warning("archived page of %s cannot be read (%s in %s)", entry.url, error, entry.filename)
            return None
        if record.rec_headers.get_header("WARC-Payload-Digest") != entry.digest:
            log.warning("archived page of %s is not where the index says (%s)", entry.url, entry.filename)
            return None
        page = record_page(record, body)
        return page.model_copy(update={"fetched_at": known.seen}) if page else None

    def files(self) -> list[Path]:
        """The WARC files, oldest first."""
        return sorted(self.directory.glob("*.warc.gz"))

    # -- writing

    def begin(self) -> None:
        """Make ready for writing: create the folder, keep other processes out, mend what a killed run left.

        ``write`` does this by itself; call it to learn of trouble before a run. Raises ArchiveError.
        """
        with self._thread_lock:
            if self._process_lock:
                return
            try:
                self.directory.mkdir(parents=True, exist_ok=True)
                self._process_lock = hold(self.directory / ".lock")
                self._mend_index()
                for path in self.files():
                    self._mend(path)
            except BlockingIOError:
                raise ArchiveError(f"{self.directory}: another run is writing this archive") from None
            except (OSError, ArchiveError) as error:
                self.close()
                raise self._cannot_write(error) from None

    def _cannot_write(self, error: Exception) -> ArchiveError:
        if isinstance(error, ArchiveError):
            return error
        return ArchiveError(f"{self.directory}: the archive cannot be written: {error}")

    def write(self, exchange: Exchange) -> None:
        """Write a request and its response, then their index line. A 304 that was asked for becomes a
        revisit.

        Raises ArchiveError if that fails; the file then ends where it ended before.
        """
        with self._thread_lock:
            self.begin()
            confirms = exchange.status == 304 and exchange.conditional
            known = self._index.last(exchange.url) if confirms else None
            original = Original(exchange.url, known.original.fetched_at, known.original.digest) if known else None
            request, response, digest = self._records.exchange(exchange, original)
            content_type = exchange.header("Content-Type")
            try:
                file = self._current(exchange.fetched_at)
                start = _append(file, request + response)
                self._note(
                    Entry(
                        url=exchange.url,
                        fetched_at=exchange.fetched_at,
                        status=exchange.status,
                        mime=REVISIT if original else _index_mime(content_type, exchange.body),
                        digest=digest,
                        offset=start + len(request),
                        length=len(response),
                        filename=Path(file.name).name,
                        etag=exchange.header("ETag"),
                        last_modified=exchange.header("Last-Modified"),
                        truncated=bool(exchange.truncated),
                        requested_url=exchange.requested_url or "",
                    )
                )
            except OSError as error:
                raise self._cannot_write(error) from None

    def report(self, report: RunReport) -> None:
        """Write how the run over a source went, so that a replay can tell it as it was.

        Raises ArchiveError if that fails; the file then ends where it ended before.
        """
        with self._thread_lock:
            self.begin()
            try:
                _append(self._current(report.checked), self._records.report(report))
            except OSError as error:
                raise self._cannot_write(error) from None

    def _current(self, moment: datetime) -> IO[bytes]:
        if self._file and self._file.tell() < self._max_file_bytes:
            return self._file
        if self._file:
            self._file.close()
        stamp = moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        while True:
            self._serial += 1
            path = self.directory / f"{PRODUCT}-{stamp}-{self._serial:05d}.warc.gz"
            try:
                # unbuffered, so that what is written is in the file and truncate leaves nothing behind
                self._file = path.open("xb", buffering=0)
                break
            except FileExistsError:
                continue
        fields = {"software": PRODUCT, "format": "WARC File Format 1.1", "robots": "obey"}
        _append(self._file, self._records.info(path.name, moment, fields))
        return self._file

    def _note(self, entry: Entry) -> None:
        with (self.directory / INDEX_NAME).open("ab", buffering=0) as file:
            _append(file, entry.line().encode("ascii"))
        self._index.add(entry)

    # -- the index, and mending after a killed run

    def _load_index(self) -> None:
        path = self.directory / INDEX_NAME
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise ArchiveError(f"{path}: the index cannot be read: {error.strerror}") from None
        whole = data[: data.rfind(b"\n") + 1]
        self._index.load(whole.decode("ascii", "replace"), str(path))

    def _mend_index(self) -> None:
        path = self.directory / INDEX_NAME
        if not path.exists():
            return
        data = path.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            log.warning("archive index %s: a torn last line was removed", path)
            os.truncate(path, whole)

    def _mend(self, path: Path) -> None:
        """Index the complete records that a killed run did not get to index, and cut off a torn one."""
        end = self._index.end(path.name)
        if path.stat().st_size <= end:
            return
        for offset, data in _members(path, end):
            end = offset + len(data)
            try:
                record, body = read_member(data)
            except ValueError as error:
                raise ArchiveError(f"{path}: not a WARC file, or damaged at byte {offset}: {one_line(error)}") from None
            if record.rec_type in ("response", "revisit"):
                log.warning("archive %s: a record at byte %d was missing in the index", path.name, offset)
                self._note(_entry_of(record, body, path.name, offset, len(data)))
        if end < path.stat().st_size:
            log.warning("archive %s: a torn record at byte %d was cut off", path.name, end)
            os.truncate(path, end)
        if end == 0:
            path.unlink()


def one_line(error: Exception) -> str:
    """The first line of an error's message; some of warcio's fill a screen."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _append(file: IO[bytes], data: bytes) -> int:
    """Append to an unbuffered file all or nothing; gives where the data begins. Raises OSError."""
    start = file.seek(0, os.SEEK_END)
    try:
        if file.write(data) != len(data):
            raise OSError("the disk is full")
    except OSError:
        file.truncate(start)
        raise
    return start


def _index_mime(content_type: str, body: bytes) -> str:
    kind = html_type(content_type, body)
    return kind[0] if kind else content_type.partition(";")[0].strip().lower() or "unk"


def _entry_of(record: Any, body: bytes, filename: str, offset: int, length: int) -> Entry:
    headers = record_headers(record)
    content_type = header(headers, "Content-Type")
    return Entry(
        url=str(record.rec_headers.get_header("WARC-Target-URI")),
        fetched_at=record_date(record),
        status=record_status(record),
        mime=REVISIT if record.rec_type == "revisit" else _index_mime(content_type, body),
        digest=str(record.rec_headers.get_header("WARC-Payload-Digest")),
        offset=offset,
        length=length,
        filename=filename,
        etag=header(headers, "ETag"),
        last_modified=header(headers, "Last-Modified"),
        truncated=bool(record.rec_headers.get_header("WARC-Truncated")),
        requested_url=record.rec_headers.get_header(REQUESTED_URL) or "",
    )


def read_member(data: bytes) -> tuple[Any, bytes]:
    """The record in one gzip member, and its payload.

    Raises ValueError if it is none, or its digests do not match.
    """
    try:
        record = next(iter(ArchiveIterator(BytesIO(data), check_digests="raise")))
        return record, record.content_stream().read()
    except Exception as error:  # damage can trip warcio's parsing anywhere
        raise ValueError(one_line(error)) from None


def _members(path: Path, offset: int) -> Iterator[tuple[int, bytes]]:
    """The complete gzip members of a file from a byte on, with their positions; ends before a torn one."""
    with path.open("rb") as file:
        file.seek(offset)
        data = b""
        while True:
            inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
            member = bytearray()
            while not inflater.eof:
                data = data or file.read(_CHUNK)
                try:
                    inflater.decompress(data)
                except zlib.error:
                    return
                if not data:
                    return
                used = len(data) - len(inflater.unused_data)
                member += data[:used]
                data = inflater.unused_data
            yield offset, bytes(member)
            offset += len(member)
