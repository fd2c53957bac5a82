"""The client against a real server: politeness, limits, redirects, repeated attempts."""

import asyncio
import gzip
import logging
import threading
import tracemalloc
import zlib
from datetime import timedelta
from email.utils import format_datetime

import pytest

from pipeline.fetch import Fetcher, FetchFailure, FetchSettings, Hosts, Reason, SettingsError, Tally
from pipeline.fetch.addresses import is_public, parse, route
from pipeline.fetch.body import BodyReader
from pipeline.fetch.exchanges import retry_after
from pipeline.fetch.outcome import RefusedError
from schemas.page import Page

URL = "https://kunta.example/hanke"


async def test_a_page_keeps_its_logical_address(web, reply, fetcher, fake_time):
    web.on(URL, reply())
    async with fetcher() as f:
        page = await f.fetch(URL + "#yhteys")
    assert isinstance(page, Page)
    assert (page.url, page.status, page.requested_url) == (URL, 200, None)
    assert (page.content_type, page.charset) == ("text/html", "utf-8")
    assert page.fetched_at == fake_time.now
    assert b"Esimerkkihanke" in page.body
    last = web.seen[-1]
    assert last.host == "kunta.example"
    assert last.headers["User-Agent"].startswith("hankedata/")
    assert last.headers["User-Agent"].endswith(" (+maija.malli@kunta.example)")


async def test_no_contact_no_run(settings, archive, web):
    with pytest.raises(SettingsError, match="contact"):
        Fetcher(settings(contact=None), archive)
    assert web.seen == []


@pytest.mark.parametrize("contact", ["Maija Malli", "a@b\r\nX-Evil: 1", "a@b)(", "", "maija"])
def test_a_contact_must_be_an_address(contact):
    with pytest.raises(ValueError, match="contact"):
        FetchSettings(contact=contact)


@pytest.mark.parametrize("target", ["93.184.216.34:80", "kunta.example:80", "127.0.0.1", "127.0.0.1:x"])
def test_connect_to_leads_to_this_machine_only(target):
    with pytest.raises(ValueError, match="this machine"):
        FetchSettings(connect_to={"*.example": target})


# -- one request at a time, with a pause


async def test_pause_between_requests_to_a_host(web, reply, fetcher, fake_time):
    for n in range(3):
        web.on(f"https://kunta.example/{n}", reply())
    async with fetcher(delay=2.0) as f:
        for n in range(3):
            await f.fetch(f"https://kunta.example/{n}")
    # robots.txt, then three pages: three pauses
    assert fake_time.slept == [2.0, 2.0, 2.0]


async def test_one_at_a_time_per_host_but_hosts_side_by_side(web, reply, fetcher):
    hosts = ["a.example", "b.example"]
    for host in hosts:
        for n in range(3):
            web.on(f"https://{host}/{n}", reply(seconds=0.02))
    async with fetcher() as f:
        got = await asyncio.gather(*(f.fetch(f"https://{host}/{n}") for host in hosts for n in range(3)))
    assert all(isinstance(page, Page) for page in got)
    assert [seen.others for seen in web.seen] == [0] * 8
    # the hosts were not served one after the other
    assert [s.host for s in web.seen] != sorted(s.host for s in web.seen)


def test_one_at_a_time_also_across_threads(web, reply, settings, archive):
    for n in range(4):
        web.on(f"https://kunta.example/{n}", reply(seconds=0.02))
    hosts = Hosts()
    got: list[object] = []

    def source(n: int) -> None:
        async def run() -> None:
            async with Fetcher(settings(), archive, hosts) as f:
                got.append(await f.fetch(f"https://kunta.example/{n}"))

        asyncio.run(run())

    threads = [threading.Thread(target=source, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 4
    assert all(isinstance(page, Page) for page in got)
    assert {seen.others for seen in web.seen} == {0}


# -- repeated attempts


async def test_500_twice_then_200(web, reply, fetcher, fake_time, caplog):
    web.on(URL, reply(500, b"salaisuus"), reply(500, b"salaisuus"), reply())
    tally = Tally()
    with caplog.at_level(logging.INFO, "hankedata.fetch"):
        async with fetcher(backoff=1.0) as f:
            page = await f.fetch(URL, source="kunta", tally=tally)
    assert isinstance(page, Page)
    assert web.paths() == ["/robots.txt", "/hanke", "/hanke", "/hanke"]
    assert (tally.requests, tally.retries) == (4, 2)
    assert fake_time.slept == [1.0, 2.0]
    assert f"source=kunta url={URL} attempt=2 status=500" in caplog.text
    assert "salaisuus" not in caplog.text


async def test_500_for_good(web, reply, fetcher):
    web.on(URL, reply(503))
    async with fetcher(max_attempts=2) as f:
        assert await f.fetch(URL) == FetchFailure(URL, Reason.HTTP_5XX, "the site answered 503")
    assert web.paths() == ["/robots.txt", "/hanke", "/hanke"]


async def test_a_broken_connection_is_tried_again(web, reply, fetcher):
    web.on(URL, reply(hang_up=True), reply(content_length=10_000), reply())
    async with fetcher() as f:
        assert isinstance(await f.fetch(URL), Page)
    assert web.paths().count("/hanke") == 3


@pytest.mark.parametrize("as_date", [False, True])
async def test_retry_after(web, reply, fetcher, fake_time, as_date):
    asked = format_datetime(fake_time.now + timedelta(seconds=30), usegmt=True) if as_date else "30"
    web.on(URL, reply(429, headers={"Retry-After": asked}), reply())
    async with fetcher() as f:
        assert isinstance(await f.fetch(URL), Page)
    assert fake_time.slept == [30.0]


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "Mon, 99 Foo 2026", "Sun, 22 Nov 2020 10:00:00 GMT"])
def test_retry_after_nonsense_or_past_is_no_wait(value, fake_time):
    assert retry_after(value, fake_time.now) == 0.0


async def test_a_pause_longer_than_our_patience_is_kept_if_it_is_our_own(web, reply, fetcher, fake_time):
    web.on(URL, reply())
    async with fetcher(delay=300, max_wait=10) as f:
        assert isinstance(await f.fetch(URL), Page)
    assert fake_time.slept == [300.0]


async def test_retry_after_too_long_is_respected_by_leaving(web, reply, fetcher, fake_time):
    web.on(URL, reply(429, headers={"Retry-After": "3600"}), reply())
    web.on("https://kunta.example/toinen", reply())
    tally = Tally()
    async with fetcher(max_wait=60) as f:
        first = await f.fetch(URL, tally=tally)
        assert (tally.requests, tally.retries) == (2, 0)
        second = await f.fetch("https://kunta.example/toinen")
        assert [first.reason, second.reason] == [Reason.RATE_LIMITED] * 2
        assert web.paths() == ["/robots.txt", "/hanke"]
        assert fake_time.slept == []
        fake_time.pass_by(3600)
        assert isinstance(await f.fetch("https://kunta.example/toinen"), Page)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.HTTP_403), (403, Reason.HTTP_403), (404, Reason.HTTP_404), (410, Reason.HTTP_404),
        (418, Reason.HTTP_4XX), (304, Reason.PROTOCOL),
    ],
)  # fmt: skip
async def test_other_statuses_are_not_repeated(web, reply, fetcher, status, reason):
    web.on(URL, reply(status))
    async with fetcher() as f:
        assert (await f.fetch(URL)).reason == reason
    assert web.paths() == ["/robots.txt", "/hanke"]


async def test_timeouts(web, reply, fetcher):
    web.on(URL, reply(seconds=1.0))
    async with fetcher(read_timeout=0.25, max_attempts=1) as f:
        assert (await f.fetch(URL)).reason == Reason.TIMEOUT
    async with fetcher(total_timeout=0.25, max_attempts=1) as f:
        assert (await f.fetch(URL)).reason == Reason.TIMEOUT


async def test_nobody_there(settings, archive, web):
    web.close()
    async with Fetcher(settings(max_attempts=1), archive, Hosts()) as f:
        failure = await f.fetch(URL)
    assert failure.reason == Reason.ROBOTS_UNREACHABLE
    assert "no connection" in failure.detail


# -- bodies


async def test_size_limit(web, reply, fetcher):
    web.on(URL, reply(body=b"<html>" + b"x" * 5000))
    async with fetcher(max_bytes=4000) as f:
        assert (await f.fetch(URL)).reason == Reason.TOO_LARGE
    async with fetcher(max_bytes=5006) as f:
        assert len((await f.fetch(URL)).body) == 5006


@pytest.mark.parametrize("times", [1, 2])
async def test_a_decompression_bomb_is_stopped(web, reply, fetcher, times):
    bomb = gzip.compress(b"<html>" + b"\0" * 20_000_000)
    assert len(bomb) < 50_000
    web.on(URL, reply(body=bomb * times, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}))
    async with fetcher(max_bytes=100_000) as f:
        assert (await f.fetch(URL)).reason == Reason.TOO_LARGE


def test_a_bomb_is_not_unpacked_first():
    bomb = gzip.compress(b"\0" * 20_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(RefusedError, match="larger than 100000 bytes"):
            BodyReader("gzip", 100_000).feed(bomb)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


RAW_DEFLATE = zlib.compressobj(wbits=-15)
PACKED = {
    "gzip": gzip.compress(b"<html>Maija</html>"),
    "x-gzip": gzip.compress(b"<html>Ma") + gzip.compress(b"ija</html>"),
    "deflate": zlib.compress(b"<html>Maija</html>"),
    "DEFLATE": RAW_DEFLATE.compress(b"<html>Maija</html>") + RAW_DEFLATE.flush(),
    "identity": b"<html>Maija</html>",
}


@pytest.mark.parametrize("encoding", PACKED)
async def test_packed_bodies(web, reply, fetcher, encoding):
    headers = {"Content-Type": "text/html", "Content-Encoding": encoding}
    web.on(URL, reply(body=PACKED[encoding], headers=headers))
    async with fetcher() as f:
        assert (await f.fetch(URL)).body == b"<html>Maija</html>"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("br", b"xx"), ("gzip", b"<html>"), ("gzip", PACKED["gzip"][:-4]), ("deflate", b"\xff\xff\xff")],
)
async def test_badly_packed_bodies(web, reply, fetcher, encoding, body):
    web.on(URL, reply(body=body, headers={"Content-Type": "text/html", "Content-Encoding": encoding}))
    async with fetcher() as f:
        assert (await f.fetch(URL)).reason == Reason.ENCODING


async def test_only_web_pages(web, reply, fetcher):
    web.on("https://kunta.example/a.pdf", reply(body=b"%PDF", headers={"Content-Type": "application/pdf"}))
    web.on("https://kunta.example/untyped", reply(body=b"\n<!DOCTYPE html><p>Hei", headers={}))
    web.on("https://kunta.example/untyped.bin", reply(body=b"\0\1\2", headers={}))
    web.on("https://kunta.example/x", reply(headers={"Content-Type": "application/xhtml+xml"}))
    async with fetcher() as f:
        pdf = await f.fetch("https://kunta.example/a.pdf")
        assert (pdf.reason, pdf.detail) == (Reason.NOT_HTML, "not a web page but application/pdf")
        assert (await f.fetch("https://kunta.example/untyped")).content_type == "text/html"
        assert (await f.fetch("https://kunta.example/untyped.bin")).reason == Reason.NOT_HTML
        assert (await f.fetch("https://kunta.example/x")).content_type == "application/xhtml+xml"


# -- redirects and addresses


def to(location):
    return {"Location": location}


@pytest.mark.parametrize("spelling", ["ä", "ä".encode().decode("latin-1"), "%C3%A4"])
async def test_a_redirect_is_followed_and_named(web, reply, fetcher, spelling):
    web.on("https://vanha.example/hanke", reply(301, headers=to(f"https://kunta.example/uusi/{spelling}#osa")))
    web.on("https://kunta.example/uusi/%C3%A4", reply())
    async with fetcher() as f:
        page = await f.fetch("https://vanha.example/hanke")
    assert page.url == "https://kunta.example/uusi/%C3%A4"
    assert page.requested_url == "https://vanha.example/hanke"
    assert web.paths("kunta.example") == ["/robots.txt", "/uusi/%C3%A4"]


async def test_redirect_loops_end(web, reply, fetcher):
    web.on("https://kunta.example/a", reply(302, headers=to("/b")))
    web.on("https://kunta.example/b", reply(302, headers=to("/a")))
    for n in range(9):
        web.on(f"https://kunta.example/{n}", reply(307, headers=to(f"/{n + 1}")))
    async with fetcher(max_redirects=3) as f:
        assert (await f.fetch("https://kunta.example/a")).reason == Reason.REDIRECT_LOOP
        assert (await f.fetch("https://kunta.example/0")).reason == Reason.TOO_MANY_REDIRECTS
    assert web.paths()[-4:] == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", Reason.SCHEME), ("http://127.0.0.1/", Reason.PRIVATE_ADDRESS),
        ("https://user:pw@kunta.example/", Reason.BAD_URL), ("http://[kunta", Reason.BAD_URL),
        ("https://kielletty.example/x", Reason.ROBOTS), ("", Reason.PROTOCOL),
    ],
)  # fmt: skip
async def test_each_hop_is_checked(web, reply, fetcher, location, reason):
    web.on(URL, reply(302, headers=to(location)))
    web.on("https://kielletty.example/robots.txt", reply(body=b"User-agent: *\nDisallow: /"))
    async with fetcher() as f:
        assert (await f.fetch(URL)).reason == reason
    assert "/x" not in web.paths()


@pytest.mark.parametrize("url", ["ftp://kunta.example/a", "mailto:a@b.example", "kunta.example/a", "data:text/html,x"])
async def test_other_schemes_are_refused(web, fetcher, url):
    async with fetcher() as f:
        assert (await f.fetch(url)).reason == Reason.SCHEME
    assert web.seen == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]"])
async def test_this_machine_is_refused_unless_mapped(web, fetcher, host):
    port = web.address.rpartition(":")[2]
    async with fetcher() as f:
        failure = await f.fetch(f"http://{host}:{port}/")
    # robots.txt is asked for first, and already that is refused
    assert failure.reason == Reason.PRIVATE_ADDRESS
    assert web.seen == []


async def test_a_name_that_leads_into_the_local_network_is_refused(web, fetcher):
    async def resolve(*_: object) -> list[str]:
        return ["93.184.216.34", "10.0.0.7"]

    async with fetcher(resolve=resolve, connect_to={}) as f:
        failure = await f.fetch("https://rebind.example/")
    assert failure.reason == Reason.PRIVATE_ADDRESS
    assert "10.0.0.7" in failure.detail
    assert web.seen == []


async def test_a_name_that_does_not_resolve_is_tried_again_after_the_back_off(fetcher, fake_time):
    asked = []

    async def resolve(*_: object) -> list[str]:
        asked.append(fake_time.monotonic())
        raise OSError("Temporary failure in name resolution")

    async with fetcher(resolve=resolve, connect_to={}, backoff=1.0) as f:
        assert (await f.fetch(URL)).reason == Reason.DNS
    assert asked == [0.0, 1.0, 3.0]


async def test_a_proxy_of_the_environment_is_not_used(web, reply, fetcher, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nobody there
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    web.on(URL, reply())
    async with fetcher(max_attempts=1) as f:
        assert isinstance(await f.fetch(URL), Page)


async def test_an_unknown_name(fetcher):
    async def resolve(*_: object) -> list[str]:
        raise OSError("Name or service not known")

    async with fetcher(resolve=resolve, connect_to={}) as f:
        failure = await f.fetch(URL)
    assert failure.reason == Reason.DNS
    assert "no such host: kunta.example" in failure.detail


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:4700::1111", True), ("64:ff9b::5db8:d822", True),
        ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:7f00:1::", False),
        ("not an address", False),
    ],
)  # fmt: skip
def test_public_addresses(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("url", "spelling"),
    [
        ("HTTPS://Kunta.Example:443", "https://kunta.example/"),
        ("https://kunta.example/a#b", "https://kunta.example/a"),
        ("https://kunta.example/a/../ä?x=1", "https://kunta.example/%C3%A4?x=1"),
        ("http://kunta.example:8080/", "http://kunta.example:8080/"),
    ],
)
def test_one_spelling(url, spelling):
    assert str(parse(url)) == spelling


async def test_the_connection_goes_to_the_address_that_was_checked(settings):
    async def resolve(*_: object) -> list[str]:
        return ["93.184.216.34", "2606:4700::1111"]

    given = settings(resolve=resolve, connect_to={})
    url = parse("https://kunta.example:8443/a?b=c")
    ways = [await route(url, given, attempt) for attempt in (1, 2, 3)]
    assert [str(way.url) for way in ways] == [
        "https://93.184.216.34:8443/a?b=c",
        "https://[2606:4700::1111]:8443/a?b=c",
        "https://93.184.216.34:8443/a?b=c",
    ]
    # the certificate is still checked for the name
    assert {way.sni for way in ways} == {"kunta.example"}
    plain = await route(parse("http://kunta.example/"), given, 1)
    assert (str(plain.url), plain.sni) == ("http://93.184.216.34/", None)


async def test_cookies_are_not_kept(web, reply, fetcher):
    web.on(URL, reply(headers={"Content-Type": "text/html", "Set-Cookie": "id=1; Path=/"}))
    async with fetcher() as f:
        await f.fetch(URL)
        await f.fetch(URL)
    assert all("Cookie" not in seen.headers for seen in web.seen)


async def test_a_fault_of_ours_costs_one_page(web, reply, fetcher, caplog):
    async def resolve(*_: object) -> list[str]:
        raise RuntimeError("a bug")

    web.on(URL, reply())
    async with fetcher(resolve=resolve) as f:
        assert (await f.fetch("https://toinen.test/")).reason == Reason.INTERNAL
        assert isinstance(await f.fetch(URL), Page)
    assert "reason=internal: unexpected RuntimeError at test_fetch_client.py:" in caplog.text
    assert "a bug" not in caplog.text  # a message could quote a page
