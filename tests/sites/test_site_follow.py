"""Which links of a listing lead on."""

import pytest

from pipeline.sites import follow
from schemas.page import Page
from schemas.source import Site, Start

LISTING = "https://www.kunta.fi/hankkeet/"


def site(*patterns: str) -> Site:
    return Site(id="www.kunta.fi", publisher="Mallikunta", language="fi", start=(Start(url=LISTING),), follow=patterns)


def page(body: str | bytes, url: str = LISTING, charset: str | None = "utf-8") -> Page:
    return Page(url=url, body=body.encode() if isinstance(body, str) else body, charset=charset)


@pytest.mark.parametrize(
    ("href", "followed"),
    [
        ("/hankkeet/malli/", ["https://www.kunta.fi/hankkeet/malli/"]),
        ("malli/?utm_source=lista#alku", ["https://www.kunta.fi/hankkeet/malli/"]),
        (" malli/ ", ["https://www.kunta.fi/hankkeet/malli/"]),
        ("https://kunta.fi/hankkeet/malli/", ["https://kunta.fi/hankkeet/malli/"]),
        ("https://www.kunta.fi.example/hankkeet/malli/", ["https://www.kunta.fi.example/hankkeet/malli/"]),
        ("/hankkeet/", []),
        ("#sisalto", []),
        ("/hankkeet/malli/liite/", []),
        ("/hankkeet/esite.pdf/", ["https://www.kunta.fi/hankkeet/esite.pdf/"]),
        ("/hankkeet/esite.PDF", []),
        ("/hankkeet/malli-2.0", ["https://www.kunta.fi/hankkeet/malli-2.0"]),
        ("https://muu.fi/hankkeet/malli/", []),
        ("https://kirjasto.kunta.fi/hankkeet/malli/", []),
        ("mailto:maija.malli@kunta.example", []),
        ("javascript:void(0)", []),
        ("http://[rikki/hankkeet/malli/", []),
        ("", []),
    ],
)
def test_a_link(href: str, followed: list[str]) -> None:
    assert follow(site("/hankkeet/[^/?]+/?"), page(f'<p><a href="{href}">Malli</a></p>')) == followed


def test_order_of_the_page_each_once() -> None:
    body = "".join(f'<li><a href="/hankkeet/{slug}">x</a>' for slug in ("b", "a", "b#x", "c"))
    found = follow(site("/hankkeet/[^/?]+"), page(f"<ul>{body}</ul>"))
    assert [url[-1] for url in found] == ["b", "a", "c"]


def test_a_declared_base_counts() -> None:
    body = '<head><base href="https://www.kunta.fi/sv/"></head><a href="projekt/modell">x</a>'
    assert follow(site("/sv/projekt/[^/?]+"), page(body)) == ["https://www.kunta.fi/sv/projekt/modell"]


def test_the_query_can_decide() -> None:
    body = '<a href="?id=12">x</a><a href="?id=b">x</a><a href="?id=12&amp;tulosta=1">x</a>'
    assert follow(site(r"/hankkeet/\?id=\d+"), page(body)) == ["https://www.kunta.fi/hankkeet/?id=12"]


@pytest.mark.parametrize("body", ["", "   ", "<!-- -->", "ei merkintää", b"\x89PNG\x00\x01"])
def test_what_is_no_page_has_no_links(body: str | bytes) -> None:
    assert follow(site("/.*"), page(body)) == []


def test_an_unknown_charset_is_no_obstacle() -> None:
    assert follow(site("/a"), page('<a href="/a">x</a>', charset="x-olematon")) == ["https://www.kunta.fi/a"]


def test_a_site_that_follows_nothing() -> None:
    assert follow(site(), page('<a href="/a">x</a>')) == []
