"""WARC records: how an exchange with a site is written as records, and how a record becomes a page again.

Bodies are stored as unpacked (the original Content-Encoding and length headers are kept under
``X-Archive-Orig-`` names), so that every WARC reader finds the payload as it was read by us.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.fetch.body import HTML_TYPES, looks_like_html, media_type
from pipeline.fetch.report import RunReport
from schemas.page import Page

REQUESTED_URL = "Hankedata-Requested-URL"
"""Our own record header: the address that was asked for where redirects led elsewhere (readers ignore unknown
ones)."""
_REPORT = "urn:hankedata:run:"
"""What a report of a run is filed under, with the id of its source."""
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_TRANSPORT_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length"})

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response, under the logical address."""

    url: str
    request_headers: Headers
    status: int
    status_text: str
    headers: Headers
    body: bytes
    fetched_at: datetime
    """To the second, with time zone."""
    ip: str | None = None
    truncated: str | None = None
    """Why the body was not taken (WARC-Truncated: length, unspecified); it is then empty."""
    requested_url: str | None = None

    @property
    def conditional(self) -> bool:
        """Whether the request asked for the page only if it had changed."""
        names = {name.lower() for name, _ in self.request_headers}
        return not names.isdisjoint(("if-none-match", "if-modified-since"))

    def header(self, name: str) -> str:
        """Value of a response header, '' if there is none."""
        return header(self.headers, name)


@dataclass(frozen=True, slots=True)
class Original:
    """The archived response that a 304 confirms."""

    url: str
    fetched_at: datetime
    digest: str


def header(headers: Headers, name: str) -> str:
    """The first value of a header by its name in any case; '' if there is none."""
    return next((value for key, value in headers if key.lower() == name.lower()), "")


def html_type(content_type: str, body: bytes) -> tuple[str, str | None] | None:
    """Media type and charset of a response that is a web page; None for anything else."""
    name, charset = media_type(content_type)
    if not name and looks_like_html(body):
        name = "text/html"
    return (name, charset) if name in HTML_TYPES else None


def warc_date(moment: datetime) -> str:
    """A time as WARC-Date, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class RecordWriter:
    """Makes records in memory; the archive writes the bytes."""

    def __init__(self) -> None:
        self._buffer = BytesIO()
        self._writer = WARCWriter(self._buffer, gzip=True, warc_version="1.1")

    def _bytes(self, record: Any) -> bytes:
        self._buffer.seek(0)
        self._buffer.truncate()
        self._writer.write_record(record)
        return self._buffer.getvalue()

    def info(self, filename: str, moment: datetime, fields: dict[str, str]) -> bytes:
        """The record that begins a file and says who made it."""
        text = "".join(f"{key}: {value}\r\n" for key, value in fields.items()).encode()
        record = self._writer.create_warc_record(
            "",
            "warcinfo",
            payload=BytesIO(text),
            length=len(text),
            warc_headers_dict={"WARC-Date": warc_date(moment), "WARC-Filename": filename},
        )
        return self._bytes(record)

    def exchange(self, exchange: Exchange, original: Original | None) -> tuple[bytes, bytes, str]:
        """An exchange as a request record and a response or, for a confirmed original, revisit record.

        Returns both as gzip members, and the payload digest (of the original, for a revisit).
        """
        identity = f"<urn:uuid:{uuid.uuid4()}>"
        request = self._bytes(self._request(exchange, identity))
        response = self._response(exchange, identity, original)
        data = self._bytes(response)
        return request, data, str(response.rec_headers.get_header("WARC-Payload-Digest"))

    def report(self, report: RunReport) -> bytes:
        """A report of a run as a metadata record."""
        text = report.model_dump_json().encode()
        record = self._writer.create_warc_record(
            _REPORT + report.source,
            "metadata",
            payload=BytesIO(text),
            length=len(text),
            warc_content_type="application/json",
            warc_headers_dict={"WARC-Date": warc_date(report.checked)},
        )
        return self._bytes(record)

    def _request(self, exchange: Exchange, response_id: str) -> Any:
        parts = urlsplit(exchange.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return self._writer.create_warc_record(
            exchange.url,
            "request",
            http_headers=StatusAndHeaders(
                f"GET {target} HTTP/1.1", list(exchange.request_headers), is_http_request=True
            ),
            warc_headers_dict={
                "WARC-Date": warc_date(exchange.fetched_at),
                "WARC-Concurrent-To": response_id,
            },
        )

    def _response(self, exchange: Exchange, identity: str, original: Original | None) -> Any:
        fields = {"WARC-Record-ID": identity, "WARC-Date": warc_date(exchange.fetched_at)}
        optional = {
            "WARC-IP-Address": exchange.ip,
            "WARC-Truncated": exchange.truncated,
            REQUESTED_URL: exchange.requested_url,
        }
        fields |= {name: value for name, value in optional.items() if value}
        if original:
            fields |= {
                "WARC-Profile": _NOT_MODIFIED,
                "WARC-Refers-To-Target-URI": original.url,
                "WARC-Refers-To-Date": warc_date(original.fetched_at),
                "WARC-Payload-Digest": original.digest,
            }
        status = f"{exchange.status} {exchange.status_text}".strip()
        return self._writer.create_warc_record(
            exchange.url,
            "revisit" if original else "response",
            payload=None if original else BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=StatusAndHeaders(status, _stored_headers(exchange), protocol="HTTP/1.1"),
            warc_headers_dict=fields,
        )


def _stored_headers(exchange: Exchange) -> list[tuple[str, str]]:
    kept = [
        (f"X-Archive-Orig-{name}" if name.lower() in _TRANSPORT_HEADERS else name, value)
        for name, value in exchange.headers
    ]
    return [*kept, ("Content-Length", str(len(exchange.body)))]


def record_headers(record: Any) -> Headers:
    """The HTTP headers of a record; empty where it has none."""
    return tuple(record.http_headers.headers) if record.http_headers else ()


def record_status(record: Any) -> int:
    """The HTTP status of a record; 0 where it has none."""
    code = str(record.http_headers.get_statuscode()) if record.http_headers else ""
    return int(code) if code.isdigit() else 0


def record_date(record: Any) -> datetime:
    """The time of a record, to the second. Raises ValueError for a date that is none."""
    moment = datetime.fromisoformat(str(record.rec_headers.get_header("WARC-Date")))
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).replace(microsecond=0)


def record_report(record: Any, body: bytes) -> RunReport | None:
    """The report of a run that a metadata record holds; None if it is something else.

    Raises ValueError for a report that cannot be read.
    """
    if record.rec_type != "metadata" or not str(record.rec_headers.get_header("WARC-Target-URI")).startswith(_REPORT):
        return None
    return RunReport.model_validate_json(body)


def record_page(record: Any, body: bytes) -> Page | None:
    """The page that a response record holds; None if it holds none (an error, a redirect, not HTML, cut
    off)."""
    status = record_status(record)
    kind = html_type(header(record_headers(record), "Content-Type"), body)
    if not 200 <= status < 300 or kind is None or record.rec_headers.get_header("WARC-Truncated"):
        return None
    return Page(
        url=str(record.rec_headers.get_header("WARC-Target-URI")),
        requested_url=record.rec_headers.get_header(REQUESTED_URL),
        status=status,
        fetched_at=record_date(record),
        content_type=kind[0],
        charset=kind[1],
        body=body,
    )
