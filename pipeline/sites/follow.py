"""Which links of a page lead on to pages of the same site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urljoin

from lxml import etree, html

from pipeline.addresses import normalise, path_and_query, same_site
from schemas.page import Page
from schemas.source import Site

# what a browser would not show as a page; a pattern ending in [^/?]+ would match them
_FILES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|zip|jpe?g|png|gif|svg|webp|mp[34]|ics|xml|rss|json|css|js)",
    re.IGNORECASE,
)


def follow(site: Site, page: Page) -> list[str]:
    """The links of a page that its site's declaration follows: normalised, in the page's order, each once.

    Only links to the page's own host (see ``pipeline.addresses.same_site``) whose path and query match one of
    the ``follow`` patterns as a whole; not the page itself, and no files. A page that cannot be parsed has no
    links. How far to go (``max_depth``, ``max_pages``) is the caller's business.
    """
    patterns = _compiled(site.follow)
    if not patterns:
        return []
    own = normalise(page.url)
    found = (url for url in _links(page) if url != own and same_site(url, own))
    return list(dict.fromkeys(url for url in found if _wanted(url, patterns)))


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


def _wanted(url: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    target = path_and_query(url)
    path = target.partition("?")[0]
    is_file = _FILES.fullmatch(path[path.rfind(".") :]) if "." in path.rpartition("/")[2] else None
    return not is_file and any(pattern.fullmatch(target) for pattern in patterns)


def _links(page: Page) -> Iterator[str]:
    root = _parsed(page)
    if root is None:
        return
    base = _base(root, page.url)
    for anchor in root.iter("a", "area"):
        url = _absolute(base, anchor.get("href"))
        if url:
            yield url


def _parsed(page: Page) -> html.HtmlElement | None:
    if not page.body.strip():
        return None
    try:
        # a charset that lxml does not know raises LookupError
        return html.document_fromstring(page.body, parser=html.HTMLParser(encoding=page.charset))
    except LookupError:
        return html.document_fromstring(page.body)
    except (etree.ParserError, ValueError):
        return None


def _base(root: html.HtmlElement, url: str) -> str:
    declared = root.find(".//base[@href]")
    return _absolute(url, declared.get("href")) or url if declared is not None else url


def _absolute(base: str, href: str | None) -> str | None:
    try:
        return normalise(urljoin(base, href.strip())) if href else None
    except ValueError:
        return None
