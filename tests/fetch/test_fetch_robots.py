"""robots.txt is obeyed, in every answer that a site may give to it."""

import httpx
import pytest

from pipeline.fetch import Reason
from pipeline.fetch.robots import read_rules
from schemas.page import Page

ROBOTS = "https://kunta.example/robots.txt"
TEXT = {"Content-Type": "text/plain"}


async def test_allow_and_deny(web, reply, fetcher):
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: hankedata\nDisallow: /sisainen\nAllow: /sisainen/hanke\n"
    web.on(ROBOTS, reply(body=rules, headers=TEXT))
    for path in ("hanke", "sisainen/hanke", "sisainen/muu"):
        web.on(f"https://kunta.example/{path}", reply())
    async with fetcher() as f:
        assert isinstance(await f.fetch("https://kunta.example/hanke"), Page)
        assert isinstance(await f.fetch("https://kunta.example/sisainen/hanke"), Page)
        assert (await f.fetch("https://kunta.example/sisainen/muu")).reason == Reason.ROBOTS
    # asked for once; what is forbidden was not asked for
    assert web.paths() == ["/robots.txt", "/hanke", "/sisainen/hanke"]


@pytest.mark.parametrize("asked", [b"Crawl-delay: 7", b"Request-rate: 1/7"])
async def test_a_longer_crawl_delay_wins(web, reply, fetcher, fake_time, asked):
    web.on(ROBOTS, reply(body=b"User-agent: *\n" + asked, headers=TEXT))
    for n in (1, 2):
        web.on(f"https://kunta.example/{n}", reply())
    async with fetcher(delay=2.0) as f:
        await f.fetch("https://kunta.example/1")
        await f.fetch("https://kunta.example/2")
    assert fake_time.slept[-1] == 7.0


async def test_a_shorter_crawl_delay_does_not(web, reply, fetcher, fake_time):
    web.on(ROBOTS, reply(body=b"User-agent: *\nCrawl-delay: 0.1", headers=TEXT))
    web.on("https://kunta.example/1", reply())
    async with fetcher(delay=2.0) as f:
        await f.fetch("https://kunta.example/1")
        await f.fetch("https://kunta.example/1")
    assert fake_time.slept == [2.0, 2.0]


async def test_a_crawl_delay_beyond_our_patience_means_no(web, reply, fetcher):
    web.on(ROBOTS, reply(body=b"User-agent: *\nCrawl-delay: 86400", headers=TEXT))
    async with fetcher() as f:
        failure = await f.fetch("https://kunta.example/1")
    assert (failure.reason, failure.detail) == (
        Reason.ROBOTS,
        "robots.txt asks for 86400 s between requests",
    )


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_no_robots_txt_allows(web, reply, fetcher, status):
    web.on(ROBOTS, reply(status))
    web.on("https://kunta.example/1", reply())
    async with fetcher() as f:
        assert isinstance(await f.fetch("https://kunta.example/1"), Page)


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_site_that_cannot_say_is_left_alone(web, reply, fetcher, status):
    web.on(ROBOTS, reply(status))
    web.on("https://kunta.example/1", reply())
    async with fetcher(max_attempts=2) as f:
        failure = await f.fetch("https://kunta.example/1")
        await f.fetch("https://kunta.example/2")
    assert failure.reason == Reason.ROBOTS_UNREACHABLE
    assert str(status) in failure.detail
    assert web.paths() == ["/robots.txt", "/robots.txt"]


async def test_robots_txt_may_be_redirected(web, reply, fetcher):
    web.on(ROBOTS, reply(301, headers={"Location": "https://www.kunta.example/robots.txt"}))
    web.on("https://www.kunta.example/robots.txt", reply(body=b"User-agent: *\nDisallow: /1", headers=TEXT))
    async with fetcher() as f:
        assert (await f.fetch("https://kunta.example/1")).reason == Reason.ROBOTS


async def test_each_host_has_its_own(web, reply, fetcher):
    web.on(ROBOTS, reply(body=b"User-agent: *\nDisallow: /", headers=TEXT))
    web.on("https://toinen.example/1", reply())
    async with fetcher() as f:
        assert (await f.fetch("https://kunta.example/1")).reason == Reason.ROBOTS
        assert isinstance(await f.fetch("https://toinen.example/1"), Page)


def test_only_the_first_half_megabyte_is_read():
    body = b"User-agent: *\n" + b"# x\n" * 150_000 + b"Disallow: /\n"
    rules = read_rules(200, body)
    rules.check(httpx.URL("https://kunta.example/1"))  # raises if the late rule were read
    assert rules.parsed is not None
