"""A web of made-up hosts on 127.0.0.1, and a clock that the tests own."""

from __future__ import annotations

import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipeline.fetch import Archive, Fetcher, FetchSettings, Hosts

HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Reply:
    """One scripted answer."""

    status: int = 200
    body: bytes = b"<!doctype html><title>Hanke</title><h1>Esimerkkihanke</h1>"
    headers: dict[str, str] = field(default_factory=lambda: dict(HTML))
    seconds: float = 0.0
    """How long the server thinks before it answers."""
    hang_up: bool = False
    """Close the connection without an answer."""
    content_length: int | None = None
    """A Content-Length that may be a lie."""


@dataclass
class Seen:
    """One request as the server saw it."""

    host: str
    path: str
    headers: dict[str, str]
    others: int
    """Requests of the same host that were being answered at that moment."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that gave up is what some tests are about."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Web:
    """Scripted hosts: ``web.on("https://a.example/x", Reply(...), ...)``; the last reply repeats."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self._replies: dict[tuple[str, str], list[Reply]] = {}
        self._answered: dict[tuple[str, str], int] = defaultdict(int)
        self._running: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    def on(self, url: str, *replies: Reply) -> None:
        _, _, rest = url.partition("://")
        host, slash, path = rest.partition("/")
        self._replies[(host, slash + path)] = list(replies) or [Reply()]
        self._answered.pop((host, slash + path), None)

    def paths(self, host: str | None = None) -> list[str]:
        return [one.path for one in self.seen if host in (None, one.host)]

    def begin(self, host: str, path: str, headers: dict[str, str]) -> Reply:
        with self._lock:
            self.seen.append(Seen(host, path, headers, self._running[host]))
            self._running[host] += 1
            replies = self._replies.get((host, path))
            if replies is None:
                return Reply(404, b"<html>ei ole</html>")
            number = self._answered[(host, path)]
            self._answered[(host, path)] += 1
            return replies[min(number, len(replies) - 1)]

    def end(self, host: str) -> None:
        with self._lock:
            self._running[host] -= 1

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # head and body in one packet: two would wait 40 ms for each other

            def do_GET(self) -> None:
                host = self.headers["Host"]
                reply = web.begin(host, self.path, dict(self.headers))
                try:
                    time.sleep(reply.seconds)
                finally:
                    web.end(host)
                if reply.hang_up:
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                body = b"" if reply.status == 304 else reply.body
                length = len(body) if reply.content_length is None else reply.content_length
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(body)
                if length != len(body):
                    self.close_connection = True

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


class Time:
    """Time that passes only when someone sleeps."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
        self.slept: list[float] = []
        self._seconds = 0.0

    def clock(self) -> datetime:
        return self.now + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        return self._seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self._seconds += seconds

    def pass_by(self, seconds: float) -> None:
        self._seconds += seconds


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    yield web
    web.close()


@pytest.fixture
def reply() -> type[Reply]:
    return Reply


@pytest.fixture
def fake_time() -> Time:
    return Time()


@pytest.fixture
def settings(web: Web, fake_time: Time) -> Callable[..., FetchSettings]:
    """Makes settings; what is given replaces the tests' defaults."""

    def make(**given: Any) -> FetchSettings:
        defaults: dict[str, Any] = {
            "contact": "maija.malli@kunta.example",
            "delay": 0.0,
            "backoff": 1.0,
            "jitter": lambda: 0.0,
            "connect_to": {"*.example": web.address},
            "clock": fake_time.clock,
            "monotonic": fake_time.monotonic,
            "sleep": fake_time.sleep,
        }
        return FetchSettings(**(defaults | given))

    return make


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive") as archive:
        yield archive


@pytest.fixture
def fetcher(settings: Callable[..., FetchSettings], archive: Archive) -> Callable[..., Fetcher]:
    """Makes a fetcher with its own hosts, for ``async with``; settings as for ``settings``."""

    def make(**given: Any) -> Fetcher:
        return Fetcher(settings(**given), archive, Hosts())

    return make
