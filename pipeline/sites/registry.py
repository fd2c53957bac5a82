"""Loads, checks and finds the declarations in ``declarations/``: TOML, one file a host, its name the host."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import soupsieve
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pipeline.addresses import host_of, normalise, other_form
from pipeline.document.model import Hints
from schemas import vocabulary
from schemas.source import Site, SiteHints, Start

_SUFFIX = ".toml"
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
NATIONAL = "FI"


class DeclarationError(ValueError):
    """A declaration that cannot be read; the message is one line: file, key, and what to do."""


def _folder() -> Traversable:
    return files("pipeline.sites").joinpath("declarations")


def _declared(folder: Traversable) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(_SUFFIX)), key=lambda f: f.name)


def read_declaration(file: Traversable) -> Site:
    """Read one declaration; ``file`` is a path such as ``declarations/www.kunta.fi.toml``.

    Raises DeclarationError with one line when the file is not valid TOML or does not fit the model.
    """
    host = file.name.removesuffix(_SUFFIX)
    if not _HOST.fullmatch(host):
        raise DeclarationError(f"{file.name}: name the file by the host in lower case, as in www.kunta.fi.toml")
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(f"{file.name}: not valid TOML, correct this place: {error}") from error
    if "id" in content:
        raise DeclarationError(f'{file.name}: key "id": remove it, the file name already says the host')
    try:
        return Site.model_validate({"id": host, **content})
    except ValidationError as error:
        raise DeclarationError(_one_line(file.name, error)) from error


def _one_line(name: str, error: ValidationError) -> str:
    found = [_explain(detail) for detail in error.errors()]
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"{name}: {found[0]}{more}"


def _explain(detail: ErrorDetails) -> str:
    key = ".".join(str(part) for part in detail["loc"]) or "(whole file)"
    if detail["type"] == "missing":
        return f'key "{key}" is missing: add it'
    if detail["type"] == "extra_forbidden":
        return f'key "{key}" is unknown: correct its spelling or remove it'
    return f'key "{key}": {detail["msg"]}; it says {_shortened(detail["input"])}'


def _shortened(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def load_sites(folder: Traversable | None = None) -> dict[str, Site]:
    """All declared sites by host, in the order of their hosts.

    ``folder`` is the folder to read, ours if None. Raises DeclarationError at the first file that cannot be
    read.
    """
    return _our_sites() if folder is None else _read_all(folder)


@cache
def _our_sites() -> dict[str, Site]:
    return _read_all(_folder())


def _read_all(folder: Traversable) -> dict[str, Site]:
    return {site.id: site for site in map(read_declaration, _declared(folder))}


def site_for(url: str) -> Site | None:
    """The declared site of an address, or None.

    The host itself is looked up first, then the same host with or without ``www.``.
    """
    sites = load_sites()
    host = host_of(url)
    return sites.get(host) or sites.get(other_form(host))


def generic_site(host: str, url: str) -> Site:
    """A site for a host that nobody declared: its one page is read, no link followed, nothing expected.

    ``host`` as in ``pipeline.addresses.host_of``, ``url`` the page. The language is that of most Finnish
    pages; the reader tells the page's own from its text.
    """
    return Site(id=host, publisher=host, language="fi", start=(Start(url=url),), max_depth=0)


def hints_of(site: Site | None) -> Hints:
    """What a site's declaration tells the parser; nothing for a page of no declared site."""
    told = site.hints if site else SiteHints()
    return Hints(main=told.main, drop=told.drop, record=told.record, heading=told.heading)


def check_sites(folder: Traversable | None = None) -> list[str]:
    """What is wrong with the declarations of a folder (ours if None), one line each; [] if all is well.

    Reports files that cannot be read, unknown region codes, start addresses that are malformed or of another
    host, start addresses given twice, and regular expressions and CSS selectors that do not compile.
    """
    problems: list[str] = []
    starts: Counter[str] = Counter()
    for file in _declared(folder or _folder()):
        try:
            site = read_declaration(file)
        except DeclarationError as error:
            problems.append(str(error))
            continue
        problems.extend(f"{file.name}: {problem}" for problem in _problems(site))
        starts.update(url for url in map(_known_as, site.start_urls) if url)
    problems.extend(f"start address {url} is declared twice: keep one" for url, n in starts.items() if n > 1)
    return problems


def _known_as(url: str) -> str | None:
    try:
        return normalise(url)
    except ValueError:
        return None


def _problems(site: Site) -> Iterator[str]:
    known = vocabulary.by_key("regions").keys() | {NATIONAL}
    for code in site.regions:
        if code not in known:
            yield f'key "regions": {code!r} is no region code: see schemas/vocabularies/regions.csv, or FI'
    for url in site.start_urls:
        if _known_as(url) is None:
            yield f'key "start": {url!r} is no http or https address: correct it'
        elif host_of(url) != site.id:
            yield f'key "start": {url} is not on {site.id}: move it to the declaration of its own host'
    yield from _patterns(site)
    yield from _selectors(site)


def _patterns(site: Site) -> Iterator[str]:
    for pattern in site.follow:
        try:
            re.compile(pattern)
        except re.error as error:
            yield f'key "follow": {pattern!r} is no regular expression ({error}): correct it'


def _selectors(site: Site) -> Iterator[str]:
    for key, selectors in site.hints.selectors.items():
        for selector in selectors:
            try:
                soupsieve.compile(selector)
            except soupsieve.SelectorSyntaxError as error:
                reason = str(error).splitlines()[0]
                yield f'key "hints.{key}": {selector!r} is no CSS selector ({reason}): correct it'
