"""Addresses of pages: the one place that says when two of them are the same page, host or site."""

from __future__ import annotations

from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

# RFC 2606 reserves this suffix; our bundled pages carry it so that nobody mistakes them for the live site
_RESERVED_SUFFIX = ".example"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING_PREFIXES = ("utm_",)
_TRACKING = frozenset({"fbclid", "gclid"})
_AS_GIVEN = "%/:@!$&'()*+,;=~?[]|"
"""What stands in addresses without being escaped, or as an escape already."""


def real_host(host: str) -> str:
    """The host that a host name stands for: lower-case, and without the reserved suffix ``.example``.

    ``www.Tampere.fi.example`` gives ``www.tampere.fi``; ``kunta.example``, which would leave no domain, stays
    as it is.
    """
    host = host.lower().rstrip(".")
    bare = host.removesuffix(_RESERVED_SUFFIX)
    return bare if "." in bare else host


def host_of(url: str) -> str:
    """The real host of an address (see ``real_host``); '' if the address has none or cannot be read."""
    try:
        return real_host(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def normalise(url: str) -> str:
    """The address in the one form that pages are known by.

    Scheme and host in lower case, no default port, no user, no fragment, no tracking parameters (utm_*,
    fbclid, gclid), at least ``/`` as path, ASCII only (``ä`` is ``%C3%A4``, in a host punycode); everything
    else as given, because servers differ in what they tell apart.
    Raises ValueError, naming the address, when it is not http(s) or cannot be read.
    """
    try:
        parts = urlsplit(url.strip())
        authority = _authority(parts)
    except ValueError as error:
        raise ValueError(f"{url!r} is not an address: {error}") from error
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"{url!r} is not an http or https address")
    path = quote(parts.path or "/", safe=_AS_GIVEN)
    query = quote(_without_tracking(parts.query), safe=_AS_GIVEN)
    return urlunsplit((parts.scheme, authority, path, query, ""))


def _authority(parts: SplitResult) -> str:
    host, port = (parts.hostname or "").rstrip("."), parts.port
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    host = f"[{host}]" if ":" in host else host
    return host if port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{port}"


def _without_tracking(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair.partition("=")[0].lower()))


def _is_tracking(parameter: str) -> bool:
    return parameter in _TRACKING or parameter.startswith(_TRACKING_PREFIXES)


def path_and_query(url: str) -> str:
    """What comes after the host, without the fragment; ``/`` at least."""
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def other_form(host: str) -> str:
    """The host with ``www.`` if it has none, and without if it has."""
    return host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"


def same_site(one: str, other: str) -> bool:
    """Whether two addresses stand on the same host, with or without ``www.`` and the suffix ``.example``."""
    first, second = host_of(one), host_of(other)
    return bool(first) and first.removeprefix("www.") == second.removeprefix("www.")
