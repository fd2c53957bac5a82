"""The example server, asked with plain http.client: it answers as the sites of the pages would."""

from __future__ import annotations

import gzip
import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from flows.example import ExampleServer, pages_folder
from flows.example.server import DEAD_LINK, FLAKY_URL, FORBIDDEN, GUARDED_HOST, LISTING, SLOW_HOST


@pytest.fixture
def server() -> Iterator[ExampleServer]:
    with ExampleServer() as running:
        yield running


def get(server: ExampleServer, url: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    connection.request("GET", target, headers={"Host": parts.netloc, **named})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_each_bundled_page_is_served_at_its_address(server: ExampleServer) -> None:
    addresses = set()
    for folder in sorted(pages_folder().iterdir()):
        url = json.loads((folder / "page.json").read_text(encoding="utf-8"))["url"]
        if url in addresses:  # modelled twice: the second is at an address of its own
            url += f"{'&' if '?' in url else '?'}versio=2"
        addresses.add(url)
        response, body = get(server, url)
        while url == FLAKY_URL and response.status == 500:
            response, body = get(server, url)
        assert (response.status, body) == (200, (folder / "page.html").read_bytes()), url
    assert len(addresses) == 120


def test_each_site_starts_at_a_page_or_a_listing_that_leads_to_all_its_pages(server: ExampleServer) -> None:
    for host in server.hosts:
        response, body = get(server, server.sites.start(host))
        while server.sites.start(host) == FLAKY_URL and response.status == 500:
            response, body = get(server, server.sites.start(host))
        assert response.status == 200, host
        if server.sites.start(host).endswith(LISTING):
            for page in server.sites.by_host[host].values():
                assert page.url.replace("&", "&amp;") in body.decode(), page.url
    assert len(server.hosts) == 97


def test_a_known_etag_gives_304_without_a_body(server: ExampleServer) -> None:
    url = f"https://{GUARDED_HOST}{LISTING}"
    first, _ = get(server, url)
    second, body = get(server, url, If_None_Match=str(first.headers["ETag"]))
    assert (second.status, body) == (304, b"")
    assert get(server, url, If_None_Match='"other"')[0].status == 200


def test_gzip_is_sent_only_to_who_accepts_it(server: ExampleServer) -> None:
    url = f"https://{GUARDED_HOST}{LISTING}"
    _, plain = get(server, url)
    response, packed = get(server, url, Accept_Encoding="gzip")
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed) == plain


def test_robots_ask_for_a_pause_and_forbid_a_path(server: ExampleServer) -> None:
    assert b"Crawl-delay: 0.1" in get(server, f"https://{SLOW_HOST}/robots.txt")[1]
    assert f"Disallow: {FORBIDDEN}".encode() in get(server, f"https://{GUARDED_HOST}/robots.txt")[1]


def test_the_listing_has_a_dead_link_and_a_forbidden_one(server: ExampleServer) -> None:
    body = get(server, f"https://{GUARDED_HOST}{LISTING}")[1].decode()
    assert DEAD_LINK in body
    assert FORBIDDEN in body
    assert get(server, f"https://{GUARDED_HOST}{DEAD_LINK}")[0].status == 404


def test_one_page_fails_twice_before_it_succeeds(server: ExampleServer) -> None:
    assert [get(server, FLAKY_URL)[0].status for _ in range(4)] == [500, 500, 200, 200]


def test_an_unknown_host_is_not_found(server: ExampleServer) -> None:
    assert get(server, "https://tuntematon.example/")[0].status == 404


def test_answers_are_the_same_bytes_on_each_run() -> None:
    def everything() -> list[tuple[list[tuple[str, str]], bytes]]:
        with ExampleServer() as running:
            answers = (get(running, running.sites.start(host)) for host in running.hosts[:12])
            return [(response.getheaders(), body) for response, body in answers]

    assert everything() == everything()


def test_the_server_is_only_there_inside_its_block() -> None:
    server = ExampleServer()
    with pytest.raises(RuntimeError, match="not running"):
        _ = server.port
