"""Addresses: one spelling for each, and where a connection may go.

A page can link to anything, so each address and each redirect is checked: http and https only, and never to
this machine or its local network. The name is resolved once, all its IP addresses are checked, and the
connection is made to a checked one, so that a second look-up cannot lead elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from pipeline.fetch.outcome import Reason, RefusedError
from pipeline.fetch.settings import FetchSettings

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(rb"[a-z0-9._:-]{1,253}")
_NAT64 = IPv6Network("64:ff9b::/96")


def parse(url: str) -> httpx.URL:
    """An address in its one spelling: host in lower-case ASCII, no default port, no fragment, a path.

    Raises RefusedError with reason scheme or bad_url.
    """
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, TypeError, ValueError) as error:
        raise RefusedError(Reason.BAD_URL, f"not an address: {error}") from None
    if parsed.scheme not in _PORTS:
        raise RefusedError(Reason.SCHEME, f"only http and https, not {parsed.scheme or 'no scheme'!r}")
    if not parsed.raw_host:
        raise RefusedError(Reason.BAD_URL, "the address has no host")
    if not _HOST.fullmatch(parsed.raw_host):
        raise RefusedError(Reason.BAD_URL, f"no host can be called {parsed.host!r}")
    if parsed.userinfo:
        raise RefusedError(Reason.BAD_URL, "the address carries a user name")
    return parsed.copy_with(fragment=None, path=parsed.path or "/")


def host_key(url: httpx.URL) -> str:
    """Host, with its port where that is not the scheme's own: what politeness counts by."""
    host = url.raw_host.decode("ascii")
    return f"{host}:{url.port}" if url.port else host


def origin(url: httpx.URL) -> str:
    """Scheme, host and port: what a robots.txt is for."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


@dataclass(frozen=True, slots=True)
class Route:
    """Where the connection for a logical address goes."""

    url: httpx.URL
    """The address to connect to, with an IP address as host."""
    sni: str | None
    """Name for the TLS handshake and certificate; None without TLS."""
    ip: str | None
    """The checked IP address; None for a mapped host."""


async def route(url: httpx.URL, settings: FetchSettings, attempt: int) -> Route:
    """Find where to connect for an address; further attempts try a host's further IP addresses.

    ``attempt`` counts from 1. Raises RefusedError with reason dns or private_address.
    """
    target = _mapped(url, settings.connect_to)
    if target:
        host, _, port = target.rpartition(":")
        return Route(url.copy_with(scheme="http", host=host, port=int(port)), None, None)
    host = url.raw_host.decode("ascii")
    try:
        found = await settings.resolve(host, url.port or _PORTS[url.scheme])
    except (OSError, UnicodeError) as error:
        raise RefusedError(Reason.DNS, f"no such host: {host} ({error})") from None
    if not found:
        raise RefusedError(Reason.DNS, f"{host} has no address")
    for address in found:
        if not is_public(address):
            raise RefusedError(Reason.PRIVATE_ADDRESS, f"{host} leads to {address}, not on the internet")
    chosen = found[(attempt - 1) % len(found)]
    return Route(url.copy_with(host=chosen), host if url.scheme == "https" else None, chosen)


def _mapped(url: httpx.URL, connect_to: dict[str, str]) -> str | None:
    host = url.raw_host.decode("ascii")
    return next((to for pattern, to in connect_to.items() if fnmatchcase(host, pattern.lower())), None)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet, also one wrapped in an IPv6 address."""
    try:
        ip: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        ip = _unwrapped(ip)
    return ip.is_global and not ip.is_multicast


def _unwrapped(ip: IPv6Address) -> IPv4Address | IPv6Address:
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
