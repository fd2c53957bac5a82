"""One request and its answer: paced, repeated within bounds where that can help, and archived."""

from __future__ import annotations

import asyncio
import logging
import math
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from pipeline.fetch.addresses import Route, host_key, route
from pipeline.fetch.archive import Archive, ArchiveError
from pipeline.fetch.body import ACCEPT_ENCODING, BodyReader
from pipeline.fetch.hosts import Host, Hosts
from pipeline.fetch.outcome import Reason, RefusedError, Tally
from pipeline.fetch.settings import FetchSettings
from pipeline.fetch.warc import Exchange, Headers

log = logging.getLogger("hankedata.fetch")

_PASSING = frozenset({Reason.CONNECT, Reason.TIMEOUT, Reason.PROTOCOL, Reason.DNS})
"""Troubles that another attempt may not meet."""
_ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"


def _always(_: Headers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask for, and on whose behalf."""

    url: httpx.URL
    """The logical address."""
    source: str
    tally: Tally
    delay: float
    """Seconds of pause that the host is owed after this request."""
    conditional: tuple[tuple[str, str], ...] = ()
    """If-None-Match and If-Modified-Since."""
    requested_url: str | None = None
    """Where a redirect led here: the address that was asked for."""
    wants_body: Callable[[Headers], bool] = _always
    """Whether to read the body of a success, by its headers."""


class Exchanges:
    """Sends requests and archives the answers. Belongs to one event loop."""

    def __init__(self, settings: FetchSettings, archive: Archive, hosts: Hosts) -> None:
        """Raises SettingsError if no contact is set."""
        self._settings = settings
        self._archive = archive
        self._hosts = hosts
        self._user_agent = settings.user_agent
        self._clients: dict[str, httpx.AsyncClient] = {}

    async def close(self) -> None:
        """Close all connections."""
        while self._clients:
            await self._clients.popitem()[1].aclose()

    async def send(self, request: Request) -> Exchange:
        """The answer to a request, whatever its status, after no more attempts than the settings allow.

        Raises RefusedError if there is no answer, or none that can be used.
        """
        attempt = 0
        while True:
            attempt += 1
            answer, trouble = await self._try(request, attempt)
            if answer and not _is_passing(answer.status):
                return answer
            if not self._may_repeat(request, attempt, answer):
                break
            request.tally.retries += 1
        if answer:
            return answer
        assert trouble is not None
        raise trouble

    async def _try(self, request: Request, attempt: int) -> tuple[Exchange | None, RefusedError | None]:
        """One attempt: its answer, or the passing trouble that it met."""
        try:
            answer = await self._attempt(request, attempt)
        except RefusedError as trouble:
            log.warning(
                "source=%s url=%s attempt=%d reason=%s: %s",
                request.source, request.url, attempt, trouble.reason, trouble.detail,
            )  # fmt: skip
            if trouble.reason not in _PASSING:
                raise
            return None, trouble
        log.info("source=%s url=%s attempt=%d status=%d", request.source, request.url, attempt, answer.status)
        return answer, None

    def _may_repeat(self, request: Request, attempt: int, answer: Exchange | None) -> bool:
        """Whether to try again; the host is left alone for as long as it asks, or for the back-off."""
        settings = self._settings
        asked = retry_after(answer.header("Retry-After"), answer.fetched_at) if answer else 0.0
        backoff = settings.backoff * (2.0 ** (attempt - 1) + settings.jitter())
        self._host(request).hold_off(max(asked, min(backoff, settings.max_wait)), settings)
        return attempt < settings.max_attempts and asked <= settings.max_wait

    def _host(self, request: Request) -> Host:
        return self._hosts.get(host_key(request.url))

    async def _attempt(self, request: Request, attempt: int) -> Exchange:
        async with self._host(request).turn(self._settings, request.delay):
            # in the turn, so that looking up a name waits for the back-off too
            way = await route(request.url, self._settings, attempt)
            request.tally.requests += 1
            try:
                async with asyncio.timeout(self._settings.total_timeout):
                    return await self._exchange(request, way)
            except (httpx.TimeoutException, TimeoutError) as error:
                kind = type(error).__name__
                raise RefusedError(Reason.TIMEOUT, f"no complete answer in time ({kind})") from None
            except httpx.NetworkError as error:
                raise RefusedError(Reason.CONNECT, f"no connection: {error or type(error).__name__}") from None
            except httpx.HTTPError as error:
                raise RefusedError(
                    Reason.PROTOCOL, f"the answer broke off or was no HTTP ({type(error).__name__})"
                ) from None

    async def _exchange(self, request: Request, way: Route) -> Exchange:
        outgoing = self._outgoing(request, way)
        response = await self._client(request).send(outgoing, stream=True, auth=None, follow_redirects=False)
        try:
            answer = Exchange(
                url=str(request.url),
                request_headers=_texts(outgoing.headers),
                status=response.status_code,
                status_text=response.reason_phrase,
                headers=_texts(response.headers),
                body=b"",
                fetched_at=self._settings.clock().replace(microsecond=0),
                ip=way.ip,
                requested_url=request.requested_url,
            )
            return await self._with_body(request, answer, response)
        finally:
            await response.aclose()

    async def _with_body(self, request: Request, answer: Exchange, response: httpx.Response) -> Exchange:
        """The answer with its body, archived. Raises RefusedError if the body of a success cannot be used."""
        success = response.is_success
        if success and not request.wants_body(answer.headers):
            return self._archived(replace(answer, truncated="unspecified"))
        try:
            body = await self._body(request, response)
        except RefusedError as refused:
            cut = "length" if refused.reason is Reason.TOO_LARGE else "unspecified"
            shortened = self._archived(replace(answer, truncated=cut))
            if success:
                raise
            return shortened
        return self._archived(replace(answer, body=body))

    async def _body(self, request: Request, response: httpx.Response) -> bytes:
        reader = BodyReader(response.headers.get("Content-Encoding", ""), self._settings.max_bytes)
        try:
            async for chunk in response.aiter_raw():
                reader.feed(chunk)
        finally:
            request.tally.bytes += reader.received
        return reader.finish()

    def _archived(self, answer: Exchange) -> Exchange:
        try:
            self._archive.write(answer)
        except ArchiveError as error:
            raise RefusedError(Reason.ARCHIVE, str(error)) from None
        return answer

    def _outgoing(self, request: Request, way: Route) -> httpx.Request:
        headers = [
            ("Host", request.url.netloc.decode("ascii")),
            ("User-Agent", self._user_agent),
            ("Accept", _ACCEPT),
            ("Accept-Encoding", ACCEPT_ENCODING),
            *request.conditional,
        ]
        extensions = {"sni_hostname": way.sni} if way.sni else {}
        return httpx.Request("GET", way.url, headers=headers, extensions=extensions)

    def _client(self, request: Request) -> httpx.AsyncClient:
        # one client a host: two hosts on one IP address must not share a TLS connection, nor cookies
        key = host_key(request.url)
        if key not in self._clients:
            settings = self._settings
            self._clients[key] = httpx.AsyncClient(
                verify=_tls(),
                trust_env=False,  # a proxy would resolve names anew, past our check
                cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
                timeout=httpx.Timeout(settings.read_timeout, connect=settings.connect_timeout),
                limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            )
        return self._clients[key]


@cache
def _tls() -> ssl.SSLContext:
    """Certificates take a while to load: once a process."""
    return httpx.create_ssl_context()


def _is_passing(status: int) -> bool:
    return status == 429 or 500 <= status < 600


def _texts(headers: httpx.Headers) -> Headers:
    """Headers as text, in their order; line breaks cannot occur in what h11 lets through."""
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)


def retry_after(value: str, now: datetime) -> float:
    """Seconds that a Retry-After header asks to wait, given as seconds or as a date; 0 for none or
    nonsense."""
    value = value.strip()
    try:
        if value.isdecimal():
            return float(value[:12])
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return float(max(0, math.ceil((moment - now).total_seconds())))
