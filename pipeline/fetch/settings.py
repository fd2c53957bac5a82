"""How a run fetches. The defaults are those of a polite live run; only the contact has none."""

from __future__ import annotations

import asyncio
import random
import re
import socket
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address

from pydantic import BaseModel, ConfigDict, Field, field_validator

PRODUCT = "hankedata"
"""The product token of the User-Agent; what robots.txt files name us by."""


class SettingsError(ValueError):
    """Settings that a run must not start with; the message is one line for the operator."""


def _now() -> datetime:
    return datetime.now(UTC)


async def system_resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host by the system's resolver.

    Raises OSError (socket.gaierror) when the name does not resolve.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class FetchSettings(BaseModel):
    """Settings of the fetcher. Times are seconds, sizes bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contact: str | None = None
    """E-mail or web address of whoever runs this, shown to every site in the User-Agent. Fetching without is
    refused."""
    delay: float = Field(default=2.0, ge=0)
    """Pause between two requests to a host; a longer crawl-delay in robots.txt wins."""
    connect_timeout: float = Field(default=10.0, gt=0)
    read_timeout: float = Field(default=20.0, gt=0)
    total_timeout: float = Field(default=60.0, gt=0)
    """For one request with its whole body: a server that trickles is given up."""
    max_bytes: int = Field(default=5_000_000, gt=0)
    """Largest body after decompression."""
    max_redirects: int = Field(default=5, ge=0)
    max_attempts: int = Field(default=3, ge=1)
    backoff: float = Field(default=1.0, ge=0)
    """Base of the wait before a repeated attempt: it doubles each time, plus jitter of up to one base."""
    max_wait: float = Field(default=120.0, ge=0)
    """Longest wait that a Retry-After or crawl-delay may ask of us; a host that asks more is not fetched."""
    max_pages: int = Field(default=500, ge=1)
    """Most addresses a source may have fetched in one run; a site's own limit counts if it is lower."""
    max_failures_in_row: int = Field(default=5, ge=1)
    """So many addresses in a row without a working server end the crawl of a source."""
    connect_to: dict[str, str] = {}
    """Host pattern (``*.example``) -> ``127.0.0.1:PORT``: a plain-HTTP server on this machine that plays
    those hosts, whatever the scheme of the address. Addresses, archive and Host header keep the logical
    host."""

    # What a test or the example replaces to be repeatable.
    clock: Callable[[], datetime] = _now
    """Time of day, with time zone: what pages and archive are dated with."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
    """Seconds that the pauses are measured with."""
    jitter: Callable[[], float] = random.random
    """A number from 0 to 1."""
    resolve: Callable[[str, int], Awaitable[list[str]]] = system_resolve
    """Host and port -> IP addresses; raises OSError."""

    @field_validator("contact")
    @classmethod
    def _contact_is_an_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        value = value.strip()
        if not re.fullmatch(r"[!-'*-~]{3,200}", value) or not ("@" in value or value.startswith("http")):
            raise ValueError(f"{value!r} is no e-mail or web address")
        return value

    @field_validator("connect_to")
    @classmethod
    def _connects_to_this_machine(cls, value: dict[str, str]) -> dict[str, str]:
        for target in value.values():
            host, _, port = target.rpartition(":")
            try:
                local = ip_address(host.strip("[]")).is_loopback and 0 < int(port) < 65536
            except ValueError:
                local = False
            if not local:
                raise ValueError(f"{target!r} is not ADDRESS:PORT of this machine (127.0.0.1:8000)")
        return value

    @property
    def user_agent(self) -> str:
        """``hankedata/<version> (+<contact>)``.

        Raises SettingsError if no contact is set.
        """
        if not self.contact:
            raise SettingsError(
                "no contact address is set: sites must be able to reach whoever runs this "
                "(give an e-mail or web address as contact)"
            )
        try:
            number = version(PRODUCT)
        except PackageNotFoundError:  # run from a checkout that is not installed
            number = "dev"
        return f"{PRODUCT}/{number} (+{self.contact})"
