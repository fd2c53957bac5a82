"""robots.txt, by RFC 9309. There is no switch to turn it off."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from pipeline.fetch.addresses import origin
from pipeline.fetch.outcome import Reason, RefusedError
from pipeline.fetch.settings import PRODUCT

_MAX_BYTES = 512 * 1024
"""RFC 9309 wants at least 500 KiB read; what comes after is not."""
_HOST_IS_WRONG = frozenset({Reason.DNS, Reason.PRIVATE_ADDRESS})
"""Troubles of the host and not of its robots.txt: reported as what they are."""

Get = Callable[[httpx.URL], Awaitable[tuple[int, bytes]]]
"""Fetches a robots.txt, redirects followed, to status and body; raises RefusedError."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin lets us do."""

    parsed: Protego | None
    """None where there are no rules (then all is allowed) or none could be had."""
    unreachable: str = ""
    """Why the rules could not be had; then nothing is allowed."""
    reason: Reason = Reason.ROBOTS_UNREACHABLE
    """The code that goes with it."""

    def check(self, url: httpx.URL) -> None:
        """Raise RefusedError if the address may not be fetched, or the rules could not be had."""
        if self.unreachable:
            raise RefusedError(self.reason, f"robots.txt could not be had: {self.unreachable}")
        if self.parsed and not self.parsed.can_fetch(str(url), PRODUCT):
            raise RefusedError(Reason.ROBOTS, "robots.txt forbids this address")

    @property
    def delay(self) -> float:
        """Seconds between requests that the site asks for; 0 if it asks for none."""
        if not self.parsed:
            return 0.0
        rate = self.parsed.request_rate(PRODUCT)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(self.parsed.crawl_delay(PRODUCT) or 0.0, by_rate)


def read_rules(status: int, body: bytes) -> Rules:
    """The rules that an answer to /robots.txt means.

    4xx means that there are none; 429 and anything else but success, that the site cannot say now.
    """
    if 200 <= status < 300:
        text = body[:_MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
        return Rules(Protego.parse(text))
    if 400 <= status < 500 and status != 429:
        return Rules(None)
    return Rules(None, f"the site answered {status}")


class Robots:
    """The rules of all origins met in a run, each asked for once."""

    def __init__(self) -> None:
        self._rules: dict[str, Rules] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def rules(self, url: httpx.URL, get: Get) -> Rules:
        """The rules for an address's origin. Raises nothing: what cannot be had forbids all."""
        key = origin(url)
        async with self._locks.setdefault(key, asyncio.Lock()):
            if key not in self._rules:
                self._rules[key] = await _fetch(httpx.URL(f"{key}/robots.txt"), get)
        return self._rules[key]


async def _fetch(url: httpx.URL, get: Get) -> Rules:
    try:
        return read_rules(*await get(url))
    except RefusedError as error:
        reason = error.reason if error.reason in _HOST_IS_WRONG else Reason.ROBOTS_UNREACHABLE
        return Rules(None, error.detail, reason)
