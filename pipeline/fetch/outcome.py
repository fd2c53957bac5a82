"""What a fetch can end in besides a page: reasons, failures, and the counters of a run."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Reason(StrEnum):
    """Why there is no page; the codes appear in reports."""

    ROBOTS = "robots"
    """robots.txt forbids the address."""
    ROBOTS_UNREACHABLE = "robots_unreachable"
    """robots.txt could not be had (5xx, 429, no connection): then nothing of that host may be fetched."""
    SCHEME = "scheme"
    BAD_URL = "bad_url"
    PRIVATE_ADDRESS = "private_address"
    """The name leads to this machine or its local network."""
    DNS = "dns"
    CONNECT = "connect"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol"
    """The server broke off or answered against the rules of HTTP."""
    ENCODING = "encoding"
    """The body could not be decompressed."""
    TOO_LARGE = "too_large"
    NOT_HTML = "not_html"
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    HTTP_403 = "http_403"
    """401, 403 or 451: the site does not let us in."""
    HTTP_404 = "http_404"
    """404 or 410: the page is gone."""
    HTTP_4XX = "http_4xx"
    HTTP_5XX = "http_5xx"
    RATE_LIMITED = "rate_limited"
    """429, or a wait asked for that is longer than we are ready to wait."""
    ARCHIVE = "archive"
    """The response could not be written to the archive, so it is not used either."""
    FOLLOW = "follow"
    """The page was fetched, but its links could not be read."""
    INTERNAL = "internal"
    """A fault of ours; the log has it in full."""
    SKIPPED = "skipped"
    """Not asked for: the pages before it had all failed for want of a working server."""


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """One address that gave no page."""

    url: str
    reason: Reason
    detail: str = ""
    """One line for a human, never page content."""

    @property
    def denies(self) -> bool:
        """Whether the site answered that there is no such page: what was had of it before no longer counts."""
        return self.reason in (Reason.HTTP_404, Reason.NOT_HTML)


class RefusedError(Exception):
    """Ends the fetch of one page; ``Fetcher.fetch`` turns it into a ``FetchFailure``."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(slots=True)
class Tally:
    """Counters of one source's run."""

    requests: int = 0
    """Requests sent, robots.txt and repeated attempts included."""
    retries: int = 0
    not_modified: int = 0
    bytes: int = 0
    """Bytes of bodies received, as they came over the wire."""


def fault(error: Exception) -> str:
    """What went wrong in our own code and where, without the message, which might quote a page."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"unexpected {type(error).__name__}{place}"


def reason_of_status(status: int) -> Reason:
    """The reason code of an HTTP status that is no success."""
    if status in (401, 403, 451):
        return Reason.HTTP_403
    if status in (404, 410):
        return Reason.HTTP_404
    if status == 429:
        return Reason.RATE_LIMITED
    if 400 <= status < 500:
        return Reason.HTTP_4XX
    return Reason.HTTP_5XX if 500 <= status < 600 else Reason.PROTOCOL
