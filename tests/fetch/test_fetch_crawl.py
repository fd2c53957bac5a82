"""Crawling a source: breadth first, each address once, within bounds, whatever the pages do."""

import logging
import re
from dataclasses import dataclass, field

from pipeline.fetch import Reason, crawl

BASE = "https://kunta.example"


@dataclass
class Site:
    id: str = "kunta"
    start_urls: list[str] = field(default_factory=lambda: [f"{BASE}/"])
    max_pages: int = 50
    max_depth: int = 3


def follow(page):
    return [f"{BASE}{path}" for path in re.findall(r'href="([^"]{1,100})"', page.body.decode())]


def links(*paths):
    return ("<html>" + "".join(f'<a href="{path}">x</a>' for path in paths)).encode()


def serve(web, reply, pages):
    for path, targets in pages.items():
        web.on(BASE + path, reply(body=links(*targets)))


def paths(got):
    return [page.url.removeprefix(BASE) for page in got.pages]


async def test_breadth_first_and_each_address_once(web, reply, fetcher, caplog):
    caplog.set_level(logging.INFO, "hankedata.fetch")
    serve(web, reply, {"/": ["/a", "/b#x", "/a#y"], "/a": ["/c", "/"], "/b": ["/a", "/c"], "/c": ["/b"]})
    async with fetcher() as f:
        got = await crawl(Site(), f, follow)
    assert got.source_id == "kunta"
    assert paths(got) == ["/", "/a", "/b", "/c"]
    assert web.paths() == ["/robots.txt", "/", "/a", "/b", "/c"]
    size = sum(len(page.body) for page in got.pages) + len(b"<html>ei ole</html>")
    counts = f"pages=4 failures=0 kept=0 requests=5 retries=0 not_modified=0 bytes={size}"
    assert [line for line in caplog.messages if " done " in line] == [f"source=kunta done {counts}"]
    assert (got.failures, got.kept, got.left_over) == ([], [], 0)


async def test_depth(web, reply, fetcher):
    serve(web, reply, {"/": ["/1"], "/1": ["/2"], "/2": ["/3"]})
    async with fetcher() as f:
        assert paths(await crawl(Site(max_depth=0), f, follow)) == ["/"]
        assert paths(await crawl(Site(max_depth=2), f, follow)) == ["/", "/1", "/2"]


async def test_page_limits(web, reply, fetcher, caplog):
    serve(web, reply, {"/": [f"/{n}" for n in range(9)]} | {f"/{n}": [] for n in range(9)})
    async with fetcher() as f:
        got = await crawl(Site(max_pages=4), f, follow)
    assert (len(got.pages), got.left_over) == (4, 6)
    assert "source=kunta limit of 4 pages reached, 6 left" in caplog.text
    async with fetcher(max_pages=2) as f:
        assert len((await crawl(Site(max_pages=4), f, follow)).pages) == 2


async def test_a_failing_page_does_not_stop_the_others(web, reply, fetcher):
    serve(web, reply, {"/": ["/gone", "/a", "/a.pdf", "/flaky"], "/a": []})
    web.on(f"{BASE}/a.pdf", reply(body=b"%PDF", headers={"Content-Type": "application/pdf"}))
    web.on(f"{BASE}/flaky", reply(500), reply(500), reply())
    async with fetcher() as f:
        got = await crawl(Site(start_urls=[f"{BASE}/", "ftp://kunta.example/"]), f, follow)
    assert paths(got) == ["/", "/a", "/flaky"]
    assert [(one.url, one.reason) for one in got.failures] == [
        ("ftp://kunta.example/", Reason.SCHEME),
        (f"{BASE}/gone", Reason.HTTP_404),
        (f"{BASE}/a.pdf", Reason.NOT_HTML),
    ]
    assert web.paths().count("/flaky") == 3


async def test_a_fault_in_following_costs_its_links_only(web, reply, fetcher):
    def faulty(page):
        if page.url.endswith("/a"):
            raise KeyError("href")
        return follow(page)

    serve(web, reply, {"/": ["/a", "/b"], "/a": ["/c"], "/b": ["/d"], "/d": []})
    async with fetcher() as f:
        got = await crawl(Site(), f, faulty)
    assert paths(got) == ["/", "/a", "/b", "/d"]
    assert [(one.url, one.reason) for one in got.failures] == [(f"{BASE}/a", Reason.FOLLOW)]
    assert got.failures[0].detail.startswith("unexpected KeyError at test_fetch_crawl.py:")


async def test_two_addresses_of_one_page_give_one_page(web, reply, fetcher):
    serve(web, reply, {"/": ["/vanha", "/vanhempi", "/uusi", "/muu"], "/uusi": ["/uusi"], "/muu": ["/muu2"]})
    web.on(f"{BASE}/muu", reply(301, headers={"Location": "/muu2"}))
    web.on(f"{BASE}/muu2", reply(body=links("/muu2", "/uusi")))
    for path in ("/vanha", "/vanhempi"):
        web.on(BASE + path, reply(301, headers={"Location": "/uusi"}))
    async with fetcher() as f:
        got = await crawl(Site(), f, follow)
    assert paths(got) == ["/", "/uusi", "/muu2"]
    # asked for once for each address that redirects there, and not again for itself
    assert web.paths().count("/uusi") == 2
    assert web.paths().count("/muu2") == 1


async def test_what_a_redirect_already_gave_is_not_left_over(web, reply, fetcher):
    serve(web, reply, {"/": ["/vanha", "/uusi", "/muu"], "/uusi": []})
    web.on(f"{BASE}/vanha", reply(301, headers={"Location": "/uusi"}))
    async with fetcher() as f:
        got = await crawl(Site(max_pages=2), f, follow)
    assert (paths(got), got.left_over) == (["/", "/uusi"], 1)


async def test_a_dead_server_is_not_knocked_at_for_each_page(web, reply, fetcher):
    serve(web, reply, {"/": [f"/{n}" for n in range(20)]})
    for n in range(20):
        web.on(f"{BASE}/{n}", reply(502))
    async with fetcher(max_failures_in_row=3, max_attempts=2) as f:
        got = await crawl(Site(), f, follow)
    reasons = [one.reason for one in got.failures]
    assert reasons == [Reason.HTTP_5XX] * 3 + [Reason.SKIPPED] * 17
    assert len(web.seen) == 2 + 3 * 2


# -- what an earlier run had


async def crawl_twice(web, reply, fetcher, then, site=None, **settings):
    """The second of two crawls; ``then`` changes the web in between."""
    web.on(f"{BASE}/vanha", reply(301, headers={"Location": "/uusi"}))
    serve(web, reply, {"/": ["/a", "/b", "/vanha"], "/a": ["/c"], "/b": [], "/c": [], "/uusi": []})
    async with fetcher() as f:
        first = await crawl(Site(), f, follow)
    assert (paths(first), first.kept) == (["/", "/a", "/b", "/uusi", "/c"], [])
    then()
    async with fetcher(max_attempts=1, **settings) as f:
        second = await crawl(site or Site(), f, follow)
    assert all(kept.page in first.pages for kept in second.kept)
    return second


def kept_of(got):
    return {kept.page.url.removeprefix(BASE): kept.failure.reason for kept in got.kept}


async def test_a_page_that_fails_keeps_what_it_said_and_its_links(web, reply, fetcher):
    def then():
        web.on(f"{BASE}/", reply(500))
        web.on(f"{BASE}/a", reply(503))
        web.on(f"{BASE}/uusi", reply(403))

    got = await crawl_twice(web, reply, fetcher, then)
    assert paths(got) == ["/b", "/c"]
    assert kept_of(got) == {"/": Reason.HTTP_5XX, "/a": Reason.HTTP_5XX, "/uusi": Reason.HTTP_403}
    assert [one.url.removeprefix(BASE) for one in got.failures] == ["/", "/a", "/vanha"]


async def test_a_page_that_is_gone_keeps_nothing(web, reply, fetcher):
    def then():
        web.on(f"{BASE}/a", reply(404))
        web.on(f"{BASE}/b", reply(410))
        web.on(f"{BASE}/vanha", reply(404))

    got = await crawl_twice(web, reply, fetcher, then)
    assert (paths(got), got.kept) == (["/"], [])
    for path in ("/", "/a", "/b", "/vanha"):
        web.on(BASE + path, reply(500))
    async with fetcher(max_attempts=1) as f:
        later = await crawl(Site(), f, follow)
    assert kept_of(later) == {"/": Reason.HTTP_5XX}  # what was gone does not come back with a failure


async def test_a_redirect_that_fails_keeps_where_it_led(web, reply, fetcher):
    got = await crawl_twice(web, reply, fetcher, lambda: web.on(f"{BASE}/vanha", reply(500)))
    assert kept_of(got) == {"/uusi": Reason.HTTP_5XX}


async def test_what_is_had_after_all_is_not_kept(web, reply, fetcher):
    def then():
        web.on(f"{BASE}/vanha", reply(500))
        web.on(f"{BASE}/b", reply(body=links("/uusi")))

    got = await crawl_twice(web, reply, fetcher, then)
    assert (paths(got)[-1], got.kept) == ("/uusi", [])


async def test_a_dead_site_keeps_all(web, reply, fetcher):
    def then():
        for path in ("/", "/a", "/b", "/c", "/vanha"):
            web.on(BASE + path, reply(500))

    got = await crawl_twice(web, reply, fetcher, then, max_failures_in_row=2)
    assert kept_of(got) == dict.fromkeys(("/", "/a"), Reason.HTTP_5XX) | dict.fromkeys(
        ("/b", "/uusi", "/c"), Reason.SKIPPED
    )
    assert [one.reason for one in got.failures[2:]] == [Reason.SKIPPED] * 3


async def test_what_the_limit_leaves_out_is_kept(web, reply, fetcher):
    got = await crawl_twice(web, reply, fetcher, lambda: None, Site(max_pages=2))
    assert (paths(got), got.left_over, got.failures) == (["/", "/a"], 3, [])
    assert kept_of(got) == dict.fromkeys(("/b", "/uusi", "/c"), Reason.SKIPPED)


async def test_two_spellings_are_one_address(web, reply, fetcher):
    serve(web, reply, {"/": ["/ä", "/%C3%A4?utm_source=x", "/%C3%A4#y"], "/%C3%A4": []})
    async with fetcher() as f:
        assert paths(await crawl(Site(), f, follow)) == ["/", "/%C3%A4"]
    assert web.paths().count("/%C3%A4") == 1
