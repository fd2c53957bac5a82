"""Replay: the newest that archives tell of each address, and whole runs as their reports tell them."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.fetch import Archive, FetchFailure, Hosts, Reason, replay_warcs
from pipeline.fetch.client import Fetcher

URL = "https://kunta.example/hanke"


@pytest.fixture
def weeks(web, reply, settings, tmp_path, fake_time):
    """Asks for an address once a week, each time with another answer; gives the files of the archive."""

    async def run(*replies):
        web.on(URL, *replies)
        web.on("https://kunta.example/uusi", reply(body=b"<html>uusi"))
        for _ in replies:
            with Archive(tmp_path / "archive") as archive:
                async with Fetcher(settings(max_attempts=1), archive, Hosts()) as f:
                    await f.fetch(URL)
            fake_time.pass_by(7 * 86400)
        return Archive(tmp_path / "archive").files()

    return run


def told(files):
    """Pages, kept pages and failures by path or reason; the same whichever way the files are given."""
    both = []
    for paths in (files, reversed(files)):
        got = replay_warcs(paths)
        assert got.runs == []
        both.append(
            (
                [page.url.rpartition("/")[2] for page in got.pages],
                [(kept.page.fetched_at.day, kept.failure.reason) for kept in got.kept],
                [failure.reason for failure in got.failures],
            )
        )
    assert both[0] == both[1]
    return both[0]


@pytest.mark.parametrize("status", [404, 410])
async def test_a_page_that_is_gone_does_not_come_back(weeks, reply, status):
    assert told(await weeks(reply(), reply(status))) == ([], [], [Reason.HTTP_404])


async def test_a_page_that_came_back_is_there(weeks, reply):
    assert told(await weeks(reply(404), reply(500), reply())) == (["hanke"], [], [])


async def test_a_page_that_fails_is_kept_as_in_a_live_run(weeks, reply):
    assert told(await weeks(reply(), reply(500))) == ([], [(23, Reason.HTTP_5XX)], [Reason.HTTP_5XX])


async def test_a_page_that_was_gone_before_it_failed_is_not(weeks, reply):
    assert told(await weeks(reply(), reply(404), reply(500))) == ([], [], [Reason.HTTP_5XX])


async def test_a_page_that_is_redirected_now_is_only_where_it_leads(weeks, reply):
    assert told(await weeks(reply(), reply(301, headers={"Location": "/uusi"}))) == (["uusi"], [], [])


async def test_a_page_that_became_a_file_is_no_page(weeks, reply):
    pdf = reply(body=b"%PDF", headers={"Content-Type": "application/pdf"})
    assert told(await weeks(reply(), pdf)) == ([], [], [])


async def test_a_failure_is_named_by_the_address_that_was_asked_for(weeks, reply):
    files = await weeks(reply(301, headers={"Location": "/ei-ole"}))
    assert replay_warcs(files).failures == [FetchFailure(URL, Reason.HTTP_404, "the site answered 404")]


def warc(path, *pages):
    """Pages as (address, day of January 2026, body)."""
    with path.open("wb") as file:
        writer = WARCWriter(file)
        for url, day, body in pages:
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            date = {"WARC-Date": f"2026-01-{day:02}T00:00:00Z"}
            record = writer.create_warc_record(
                url, "response", payload=BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=date
            )
            writer.write_record(record)
    return path


def test_the_newest_page_of_an_address(tmp_path):
    a, b = "https://a.example/", "https://b.example/"
    pages = [(b, 2, b"<html>new"), (b, 1, b"<html>old"), (a, 1, b"<html>first"), (a, 1, b"<html>second")]
    got = replay_warcs([warc(tmp_path / "x.warc.gz", *pages)]).pages
    assert [(page.url, page.body) for page in got] == [(a, b"<html>second"), (b, b"<html>new")]
    assert got[1].fetched_at == datetime(2026, 1, 2, tzinfo=UTC)
