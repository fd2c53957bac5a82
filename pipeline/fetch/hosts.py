"""One request at a time to a host, with a pause between two: shared by all fetchers of the process.

Sources run side by side, some in threads with an event loop each, and several sources can live on one host.
The gate of a host is therefore a thread's lock, and the hosts are one table for the whole process unless a
test brings its own.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pipeline.fetch.outcome import Reason, RefusedError
from pipeline.fetch.settings import FetchSettings

_POLL = 0.01
"""Seconds between two looks at a gate that another request holds."""


class Host:
    """The gate of one host."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._busy = threading.Lock()
        self._not_before = float("-inf")

    def hold_off(self, seconds: float, settings: FetchSettings) -> None:
        """Let no request out for so many seconds from now."""
        self._not_before = max(self._not_before, settings.monotonic() + seconds)

    @asynccontextmanager
    async def turn(self, settings: FetchSettings, delay: float) -> AsyncIterator[None]:
        """Wait for this host's next turn, hold it, and start the pause of ``delay`` seconds when done.

        Raises RefusedError (rate_limited) when the host asked for a longer wait than the settings allow.
        """
        while not self._busy.acquire(blocking=False):
            # not settings.sleep: this is waiting for another request, and must truly give way to it
            await asyncio.sleep(_POLL)
        try:
            wait = self._not_before - settings.monotonic()
            if wait > max(settings.max_wait, delay):
                raise RefusedError(Reason.RATE_LIMITED, f"{self.name} asked to be left alone for {wait:.0f} s")
            if wait > 0:
                await settings.sleep(wait)
            try:
                yield
            finally:
                self.hold_off(delay, settings)
        finally:
            self._busy.release()


class Hosts:
    """All hosts that were asked so far."""

    def __init__(self) -> None:
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def get(self, name: str) -> Host:
        """The gate of a host, made on first use."""
        with self._lock:
            return self._hosts.setdefault(name, Host(name))


PROCESS_HOSTS = Hosts()
"""The table that all fetchers use unless they are given another."""
