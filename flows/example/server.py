"""An HTTP server on 127.0.0.1 that stands for the 97 sites of the bundled pages.

Sites are told apart by the Host header, as on any shared web server. What a crawler meets in the wild is
there too: robots.txt with a delay and with a forbidden path, listing pages, ETags, gzip, a dead link, and a
page that fails twice before it succeeds. Nothing is random and the Date header is fixed, so that two runs see
the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
"""The time that the example lives in: its clock stands still."""

LISTING = "/hankkeet-ja-verkostot/"
"""Path of the listing page of each site that has several pages."""
FORBIDDEN = "/luonnokset/"
DEAD_LINK = "/poistunut-hanke/"
SLOW_HOST = "www.jyvaskyla.fi.example"
"""Its robots.txt asks for a pause between requests."""
GUARDED_HOST = "taikusydan.turkuamk.fi.example"
"""Its robots.txt forbids FORBIDDEN; its listing links there, and to DEAD_LINK."""
FLAKY_URL = "https://www.metropolia.fi.example/fi/tutkimus-kehitys-ja-innovaatiot/hankkeet/uusia-savelia-etsimassa"
"""Answers 500 twice before it succeeds."""
FLAKY_FAILURES = 2

_TITLE = re.compile(r"<title>([^<]{1,300})</title>", re.IGNORECASE)


def pages_folder() -> Path:
    """The folder of the bundled pages: one folder a page with page.html, page.json and gold.json."""
    return Path(__file__).resolve().parent / "pages"


class Answer(NamedTuple):
    """Status, content type and body of a response, before ETag and gzip."""

    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True)
class Served:
    """A bundled page and the address that it is served at."""

    url: str
    body: bytes

    @property
    def title(self) -> str:
        """Text of <title>, entities left as they are; the address where there is none."""
        found = _TITLE.search(self.body.decode("utf-8", "replace"))
        return " ".join(found[1].split()) if found else escape(self.url)


def load(folder: Path) -> list[Served]:
    """The pages of a folder, in the order of their folder names, each at an address of its own.

    Four addresses occur twice, because two people modelled the same page; the second goes to ``?versio=2``.
    """
    seen: Counter[str] = Counter()
    pages = []
    for description in sorted(folder.glob("*/page.json")):
        url = json.loads(description.read_text(encoding="utf-8"))["url"]
        seen[url] += 1
        if seen[url] > 1:
            url += f"{'&' if urlsplit(url).query else '?'}versio={seen[url]}"
        pages.append(Served(url, description.with_name("page.html").read_bytes()))
    return pages


def _target(url: str) -> str:
    """Path and query of an address with percent-escapes resolved, for comparison."""
    cut = urlsplit(url)
    return unquote(cut.path or "/") + (f"?{unquote(cut.query)}" if cut.query else "")


class Sites:
    """What the server answers, apart from sockets: a mapping of host and path to a response."""

    def __init__(self, pages: list[Served]) -> None:
        """Sort pages by host."""
        self.by_host: dict[str, dict[str, Served]] = defaultdict(dict)
        for page in pages:
            self.by_host[urlsplit(page.url).netloc][_target(page.url)] = page
        self._failures: Counter[str] = Counter()
        self._lock = threading.Lock()

    def start(self, host: str) -> str:
        """Address to begin with: the listing where a site has several pages, else its page."""
        pages = list(self.by_host[host].values())
        return pages[0].url if len(pages) == 1 else f"https://{host}{LISTING}"

    def answer(self, host: str, target: str) -> Answer:
        """The response to a request; target is path and query as they came."""
        if host not in self.by_host:
            return _text(404, "No such site.\n")
        target = _target(target)
        if target == "/robots.txt":
            return _text(200, self.robots(host))
        if target == LISTING and len(self.by_host[host]) > 1:
            return _html(self.listing(host))
        page = self.by_host[host].get(target)
        if page is None:
            return _text(404, "Sivua ei löydy.\n")
        if page.url == FLAKY_URL and self._fails(page.url):
            return _text(500, "Tilapäinen häiriö.\n")
        return _html(page.body)

    def robots(self, host: str) -> str:
        """The robots.txt of a site."""
        rules = {SLOW_HOST: "Crawl-delay: 0.1\nDisallow:\n", GUARDED_HOST: f"Disallow: {FORBIDDEN}\n"}
        return "User-agent: *\n" + rules.get(host, "Disallow:\n")

    def listing(self, host: str) -> bytes:
        """A page that links to all pages of a site."""
        links = [(page.url, page.title) for page in self.by_host[host].values()]
        if host == GUARDED_HOST:
            links += [(DEAD_LINK, "Poistunut hanke"), (f"{FORBIDDEN}hanke/", "Luonnos: hanke")]
        items = "\n".join(f'<li><a href="{escape(url)}">{title}</a></li>' for url, title in links)
        return (
            '<!DOCTYPE html>\n<html lang="fi"><head><meta charset="utf-8">'
            "<title>Hankkeet ja verkostot</title></head>"
            f"<body><main><h1>Hankkeet ja verkostot</h1>\n<ul>\n{items}\n</ul></main></body></html>\n"
        ).encode()

    def _fails(self, url: str) -> bool:
        with self._lock:
            self._failures[url] += 1
            return self._failures[url] <= FLAKY_FAILURES


def _text(status: int, text: str) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", text.encode())


def _html(body: bytes) -> Answer:
    return Answer(200, "text/html; charset=utf-8", body)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body in one write: two would wait 40 ms for each other (Nagle, delayed ACK)
    server: _Server
    timeout = 30

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        answer = self.server.sites.answer(host, self.path)
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        if answer.status == 200 and self.headers.get("If-None-Match") == etag:
            answer = Answer(304, answer.content_type, b"")
        self.server.note(host, self.path, answer.status)
        self._send(answer, etag)

    def _send(self, answer: Answer, etag: str) -> None:
        body = answer.body
        self.send_response(answer.status)
        if answer.status == 200:
            self.send_header("ETag", etag)
            self.send_header("Vary", "Accept-Encoding")
        if body and "gzip" in (self.headers.get("Accept-Encoding") or ""):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        if answer.status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The Date header: the example's own time."""
        return super().date_time_string(int(NOW.timestamp()) if timestamp is None else timestamp)

    def version_string(self) -> str:
        """The Server header, without the Python version of the machine."""
        return "hankedata-example"

    def log_message(self, format: str, *args: object) -> None:
        """Keep requests out of the terminal; ``ExampleServer.requests`` holds them."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, sites: Sites) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.sites = sites
        self.requests: list[tuple[str, str, int]] = []
        self._lock = threading.Lock()

    def note(self, host: str, target: str, status: int) -> None:
        with self._lock:
            self.requests.append((host, target, status))


class ExampleServer:
    """The server as a context manager: it listens on a free port of 127.0.0.1 until the block ends."""

    def __init__(self, folder: Path | None = None) -> None:
        """Load the pages of a folder (the bundled ones by default).

        Raises OSError where the folder cannot be read, ValueError where a page.json is malformed.
        """
        self.sites = Sites(load(folder or pages_folder()))
        self._server: _Server | None = None

    @property
    def hosts(self) -> list[str]:
        """The hosts that the server answers for, sorted."""
        return sorted(self.sites.by_host)

    @property
    def port(self) -> int:
        """The port listened on; the server must be running."""
        return self._running.server_address[1]

    @property
    def requests(self) -> list[tuple[str, str, int]]:
        """Host, path and status of each answer so far, in order."""
        return list(self._running.requests)

    @property
    def _running(self) -> _Server:
        if self._server is None:
            raise RuntimeError("the example server is not running")
        return self._server

    def __enter__(self) -> ExampleServer:
        """Listen and answer from a thread of its own."""
        self._server = _Server(self.sites)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop answering and close the socket."""
        self._running.shutdown()
        self._running.server_close()
        self._server = None
