"""Pages from files of this machine instead of the web, and what was read from them as plain JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.addresses import normalise
from schemas.page import Page
from schemas.record import PageReading, PageRecord

_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|main|article|section|div|p|h[1-6]|table|ul|dl)\b", re.I)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Marks of UTF-16, where every second byte of a Latin text is zero."""


class InputError(ValueError):
    """Input that cannot be used; the message is one line that says what and why."""


class LocalPage(NamedTuple):
    """A page and the name that its line of output carries."""

    name: str
    page: Page


def load(paths: list[Path], url: str | None = None) -> list[LocalPage]:
    """The pages of the files and folders given, in that order; a folder of page folders by folder name.

    A page folder holds ``page.html`` and ``page.json`` with the page's ``url``; nothing else in it is opened.
    An HTML file on its own has its file: address, unless ``url`` gives the one that it was saved from, which
    decides whose site it belongs to. Raises InputError for a path that is none of these, and for a ``url`` that
    is none or goes with several pages.
    """
    pages = [page for path in paths for page in _expand(path)]
    return pages if url is None else [_readdressed(pages, url)]


def _readdressed(pages: list[LocalPage], url: str) -> LocalPage:
    if len(pages) != 1:
        raise InputError(f"{url}: is the address of one page, not of {len(pages)}")
    try:
        normalise(url)
    except ValueError as error:
        raise InputError(str(error)) from error
    name, page = pages[0]
    return LocalPage(name, page.model_copy(update={"url": url}))


def _expand(path: Path) -> Iterator[LocalPage]:
    if not path.exists():
        raise InputError(f"{path}: no such file or folder")
    if path.is_file():
        beside = path.name == "page.html" and path.with_name("page.json").is_file()
        yield from [_page_folder(path.parent)] if beside else [_html_file(path)]
        return
    folders = [path] if _is_page_folder(path) else sorted(f for f in path.iterdir() if _is_page_folder(f))
    if not folders:
        raise InputError(f"{path}: holds no page.html with a page.json beside it, and no folders that do")
    yield from map(_page_folder, folders)


def _is_page_folder(path: Path) -> bool:
    return (path / "page.html").is_file() and (path / "page.json").is_file()


def _page_folder(folder: Path) -> LocalPage:
    description = folder / "page.json"
    try:
        url = json.loads(_bytes(description))["url"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f'{description}: is not JSON with a "url"') from error
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        raise InputError(f'{description}: "url" is not an http or https address')
    return LocalPage(folder.resolve().name, Page(url=url, body=_html(folder / "page.html")))


def _html_file(path: Path) -> LocalPage:
    return LocalPage(path.stem, Page(url=path.resolve().as_uri(), body=_html(path)))


def _html(path: Path) -> bytes:
    body = _bytes(path)
    if not body.startswith(_WIDE) and (b"\0" in body or not _TAG.search(body)):
        raise InputError(f"{path}: is not HTML")
    return body


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def as_json(name: str, reading: PageReading) -> dict[str, Any]:
    """What was read from a page, without evidence: the line that ``hankedata extract`` prints for it."""
    return {
        "page": name,
        "url": reading.url,
        "language": reading.language,
        "updated": reading.updated,
        "records": [_record(record) for record in reading.records],
    }


def _record(record: PageRecord) -> dict[str, Any]:
    fields = record.model_dump(mode="json", exclude={"evidence", "coordinators"})
    fields["coordinator"] = "; ".join(record.coordinators) or None
    return fields
