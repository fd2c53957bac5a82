"""The index of an archive: CDXJ, one line a response, in the order of writing.

``<surt> <yyyymmddhhmmss> {json}`` as other web archive tools read it (``sort`` it for those that search by
bisection); ``etag``, ``last-modified``, ``truncated`` and ``requested-url`` are our additions.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from pipeline.fetch.body import HTML_TYPES

log = logging.getLogger("hankedata.fetch")
REVISIT = "warc/revisit"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a response lies in the archive."""

    url: str
    fetched_at: datetime
    status: int
    mime: str
    """``warc/revisit`` for a 304 that confirms an earlier response."""
    digest: str
    offset: int
    length: int
    filename: str
    etag: str = ""
    last_modified: str = ""
    truncated: bool = False
    requested_url: str = ""
    """The address that was asked for, where a redirect led here."""

    def line(self) -> str:
        """The entry as a CDXJ line, with its newline."""
        stamp = self.fetched_at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        fields: dict[str, str] = {
            "url": self.url,
            "mime": self.mime,
            "status": str(self.status),
            "digest": self.digest,
            "length": str(self.length),
            "offset": str(self.offset),
            "filename": self.filename,
        }
        extra = {
            "etag": self.etag,
            "last-modified": self.last_modified,
            "truncated": "1" * self.truncated,
            "requested-url": self.requested_url,
        }
        fields |= {name: value for name, value in extra.items() if value}
        return f"{surt(self.url)} {stamp} {json.dumps(fields, ensure_ascii=True)}\n"


def parse_line(line: str) -> Entry:
    """The entry of a CDXJ line. Raises ValueError, also for a line that is cut off."""
    parts = line.split(" ", 2)
    if len(parts) != 3:
        raise ValueError("not a CDXJ line")
    fields = json.loads(parts[2])
    try:
        return Entry(
            url=fields["url"],
            fetched_at=datetime.strptime(parts[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC),
            status=int(fields["status"]),
            mime=fields["mime"],
            digest=fields["digest"],
            offset=int(fields["offset"]),
            length=int(fields["length"]),
            filename=fields["filename"],
            etag=fields.get("etag", ""),
            last_modified=fields.get("last-modified", ""),
            truncated="truncated" in fields,
            requested_url=fields.get("requested-url", ""),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a CDXJ line: {error}") from None


def surt(url: str) -> str:
    """The sort key of an address: host reversed, then the path (``fi,kunta)/hanke?sivu=2``)."""
    parts = urlsplit(url)
    host = ",".join(reversed((parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}){parts.path or '/'}{query}".replace(" ", "%20")


@dataclass(frozen=True, slots=True)
class Known:
    """The last page of an address."""

    original: Entry
    seen: datetime
    """When the site last confirmed it."""
    etag: str
    last_modified: str


def denies(entry: Entry) -> bool:
    """Whether a response says that there is no page at its address: gone, elsewhere, or no web page."""
    if 200 <= entry.status < 300:
        return entry.mime not in HTML_TYPES
    return entry.mime != REVISIT and (entry.status in (404, 410) or 300 <= entry.status < 400)


class Index:
    """The entries that matter for the next run, in memory: the last page of each address."""

    def __init__(self) -> None:
        self._last: dict[str, Known] = {}
        self._denied: set[str] = set()
        self._led: dict[str, str] = {}
        self._ends: dict[str, int] = {}

    def add(self, entry: Entry) -> None:
        """Take note of an entry; later ones replace earlier ones."""
        self._ends[entry.filename] = max(self._ends.get(entry.filename, 0), entry.offset + entry.length)
        if entry.requested_url:
            self._led[entry.requested_url] = entry.url
        if denies(entry):
            self._led.pop(entry.url, None)
            self._denied.add(entry.url)
        elif entry.status < 400:
            self._led.pop(entry.url, None)
            self._denied.discard(entry.url)
        known = self._last.get(entry.url)
        if entry.mime == REVISIT:
            if known:
                self._last[entry.url] = replace(
                    known,
                    seen=entry.fetched_at,
                    etag=entry.etag or known.etag,
                    last_modified=entry.last_modified or known.last_modified,
                )
        elif 200 <= entry.status < 300 and entry.mime in HTML_TYPES and not entry.truncated:
            self._last[entry.url] = Known(entry, entry.fetched_at, entry.etag, entry.last_modified)

    def last(self, url: str) -> Known | None:
        """The last page of an address, if there ever was one."""
        return self._last.get(url)

    def standing(self, url: str) -> Known | None:
        """The last page that an address gave or led to, unless the site has said since that there is none."""
        url = self._led.get(url, url)
        return None if url in self._denied else self._last.get(url)

    def end(self, filename: str) -> int:
        """Up to which byte a file is indexed."""
        return self._ends.get(filename, 0)

    def load(self, text: str, name: str) -> None:
        """Add the lines of an index file; one that cannot be read is passed over with a warning."""
        for number, line in enumerate(text.splitlines(), 1):
            try:
                self.add(parse_line(line))
            except ValueError as error:
                log.warning("archive index %s, line %d passed over: %s", name, number, error)
