"""The fetcher: from an address to a page, or to the reason why there is none."""

from __future__ import annotations

import logging
from typing import Self

import httpx

from pipeline.fetch.addresses import parse
from pipeline.fetch.archive import Archive
from pipeline.fetch.body import HTML_TYPES, media_type
from pipeline.fetch.exchanges import Exchanges, Request
from pipeline.fetch.hosts import PROCESS_HOSTS, Hosts
from pipeline.fetch.outcome import FetchFailure, Reason, RefusedError, Tally, fault, reason_of_status
from pipeline.fetch.robots import Robots
from pipeline.fetch.settings import FetchSettings
from pipeline.fetch.warc import Exchange, Headers, header, html_type
from schemas.page import Page

log = logging.getLogger("hankedata.fetch")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetcher:
    """Fetches pages politely, safely and into the archive. ``async with``, in one event loop.

    Several fetchers of a process (one a source, say, each in its thread) keep together to one request at a
    time a host; each asks for robots.txt anew.
    """

    def __init__(self, settings: FetchSettings, archive: Archive, hosts: Hosts = PROCESS_HOSTS) -> None:
        """Raises SettingsError if the settings name no contact."""
        self.settings = settings
        self._archive = archive
        self._exchanges = Exchanges(settings, archive, hosts)
        self._robots = Robots()

    async def __aenter__(self) -> Self:
        """Raises ArchiveError if the archive cannot be written."""
        self._archive.begin()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._exchanges.close()

    async def fetch(self, url: str, *, source: str = "", tally: Tally | None = None) -> Page | FetchFailure:
        """Fetch one page. ``source`` is named in the log; ``tally`` is counted up.

        A page that the site says is unchanged comes from the archive, dated now. Raises nothing: whatever
        goes wrong is the failure's reason.
        """
        try:
            return await self._fetch(url, source, Tally() if tally is None else tally)
        except RefusedError as refused:
            log.warning("source=%s url=%s failed reason=%s: %s", source, url, refused.reason, refused.detail)
            return FetchFailure(url, refused.reason, refused.detail)
        except Exception as error:  # whatever a page does, the others go on
            detail = fault(error)
            log.error("source=%s url=%s failed reason=%s: %s", source, url, Reason.INTERNAL, detail)
            return FetchFailure(url, Reason.INTERNAL, detail)

    def standing(self, url: str) -> Page | None:
        """The last page that an address gave in an earlier run, unless the site has said since that there is
        none."""
        try:
            return self._archive.standing(str(parse(url)))
        except RefusedError:
            return None

    async def _fetch(self, url: str, source: str, tally: Tally) -> Page:
        first = current = parse(url)
        hops = _Hops(self.settings.max_redirects)
        while True:
            hops.enter(current)
            requested = str(first) if current != first else None
            answer, archived = await self._ask(current, requested, source, tally)
            target = _redirect(answer, current)
            if target is None:
                return _page(answer, archived, tally)
            current = target

    async def _ask(
        self, url: httpx.URL, requested: str | None, source: str, tally: Tally
    ) -> tuple[Exchange, Page | None]:
        """Ask for an address that robots.txt allows; gives the archived page too, if the request was
        conditional."""

        async def robots_txt(address: httpx.URL) -> tuple[int, bytes]:
            return await self._robots_txt(address, source, tally)

        rules = await self._robots.rules(url, robots_txt)
        rules.check(url)
        if rules.delay > self.settings.max_wait:
            raise RefusedError(Reason.ROBOTS, f"robots.txt asks for {rules.delay:.0f} s between requests")
        page, validators = self._archive.latest(str(url)) or (None, None)
        conditional = tuple(validators.headers().items()) if validators else ()
        answer = await self._exchanges.send(
            Request(
                url,
                source,
                tally,
                delay=max(self.settings.delay, rules.delay),
                conditional=conditional,
                requested_url=requested,
                wants_body=_may_be_html,
            )
        )
        return answer, page if conditional else None

    async def _robots_txt(self, url: httpx.URL, source: str, tally: Tally) -> tuple[int, bytes]:
        hops = _Hops(self.settings.max_redirects)
        while True:
            hops.enter(url)
            answer = await self._exchanges.send(Request(url, source, tally, delay=self.settings.delay))
            target = _redirect(answer, url)
            if target is None:
                return answer.status, answer.body
            url = target


class _Hops:
    """The addresses of one chain of redirects."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._seen: set[str] = set()

    def enter(self, url: httpx.URL) -> None:
        """Raise RefusedError if the chain comes back to an address, or is too long."""
        if str(url) in self._seen:
            raise RefusedError(Reason.REDIRECT_LOOP, f"redirected back to {url}")
        self._seen.add(str(url))
        if len(self._seen) > self._most + 1:
            raise RefusedError(Reason.TOO_MANY_REDIRECTS, f"more than {self._most} redirects")


def _redirect(answer: Exchange, url: httpx.URL) -> httpx.URL | None:
    """Where an answer redirects to, checked as every address is; None if it is no redirect."""
    if answer.status not in _REDIRECTS:
        return None
    location = answer.header("Location")
    if not location:
        raise RefusedError(Reason.PROTOCOL, f"status {answer.status} without a Location")
    try:
        target = url.join(_as_utf8(location))
    except (httpx.InvalidURL, ValueError):
        raise RefusedError(Reason.BAD_URL, "redirected to something that is no address") from None
    return parse(str(target))


def _as_utf8(text: str) -> str:
    """Headers are read as Latin-1, but some servers send UTF-8 in them."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text


def _may_be_html(headers: Headers) -> bool:
    name, _ = media_type(header(headers, "Content-Type"))
    return not name or name in HTML_TYPES


def _page(answer: Exchange, archived: Page | None, tally: Tally) -> Page:
    if answer.status == 304 and archived:
        tally.not_modified += 1
        update = {"fetched_at": answer.fetched_at, "requested_url": answer.requested_url}
        return archived.model_copy(update=update)
    if not 200 <= answer.status < 300:
        raise RefusedError(reason_of_status(answer.status), f"the site answered {answer.status}")
    content_type = answer.header("Content-Type")
    kind = html_type(content_type, answer.body)
    if kind is None:
        raise RefusedError(Reason.NOT_HTML, f"not a web page but {media_type(content_type)[0][:60] or 'of no type'}")
    return Page(
        url=answer.url,
        requested_url=answer.requested_url,
        status=answer.status,
        fetched_at=answer.fetched_at,
        content_type=kind[0],
        charset=kind[1],
        body=answer.body,
    )
