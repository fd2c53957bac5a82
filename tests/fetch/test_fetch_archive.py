"""The archive: WARC as others read it, conditional requests, replay, and what a killed run leaves behind."""

import base64
import gzip
import hashlib
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.fetch import Archive, ArchiveError, Fetcher, Hosts, Reason, Tally, read_warcs, replay_warcs
from pipeline.fetch.archive import INDEX_NAME, _append
from schemas.page import Page

URL = "https://kunta.example/hanke"


def records(path):
    with path.open("rb") as file:
        return [
            (r.rec_type, dict(r.rec_headers.headers), r.http_headers, r.content_stream().read())
            for r in ArchiveIterator(file, check_digests="raise")
        ]


def pages_of(files):
    return [got for got in read_warcs(files) if isinstance(got, Page)]


def index_lines(archive):
    return (archive.directory / INDEX_NAME).read_text("ascii").splitlines()


async def test_warcio_reads_what_was_written(web, reply, fetcher, archive):
    body = "<html>Maija Mallin hanke, äö</html>".encode()
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip", "ETag": '"1"'}
    web.on(URL, reply(body=gzip.compress(body), headers=headers))
    async with fetcher() as f:
        await f.fetch(URL)
    (path,) = archive.files()
    found = records(path)
    assert [kind for kind, *_ in found] == ["warcinfo", "request", "response", "request", "response"]
    _, fields, http, payload = found[-1]
    assert payload == body
    digest = "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()
    assert fields["WARC-Payload-Digest"] == digest
    assert fields["WARC-Target-URI"] == URL
    assert fields["WARC-Date"] == "2026-11-23T03:30:00Z"
    assert http.get_statuscode() == "200"
    assert http.get_header("Content-Encoding") is None
    assert http.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert http.get_header("Content-Length") == str(len(body))
    request = found[-2]
    assert request[1]["WARC-Concurrent-To"] == fields["WARC-Record-ID"]
    assert request[2].get_header("Host") == "kunta.example"
    assert request[2].get_header("User-Agent").startswith("hankedata/")
    assert path.read_bytes()[:2] == b"\x1f\x8b"
    assert "kunta" not in path.name
    with path.open("rb") as file:
        assert b"WARC/1.1" in gzip.decompress(file.read())
    assert not failures(path)


def failures(path):
    """What warcio's own check of digests says: 0 for nothing."""
    checker = Checker(SimpleNamespace(inputs=[str(path)], verbose=False))
    checker.process_all()
    return checker.exit_value


async def test_the_index_points_to_the_record(web, reply, fetcher, archive):
    web.on(URL + "?sivu=2", reply(headers={"Content-Type": "text/html; charset=utf-8", "ETag": 'W/"ä"'}))
    async with fetcher() as f:
        await f.fetch(URL + "?sivu=2")
    key, stamp, rest = index_lines(archive)[-1].split(" ", 2)
    entry = json.loads(rest)
    assert (key, stamp) == ("example,kunta)/hanke?sivu=2", "20261123033000")
    assert (entry["status"], entry["mime"], entry["url"]) == ("200", "text/html", URL + "?sivu=2")
    with (archive.directory / entry["filename"]).open("rb") as file:
        file.seek(int(entry["offset"]))
        member = file.read(int(entry["length"]))
    record = next(iter(ArchiveIterator(BytesIO(member))))
    assert record.rec_headers.get_header("WARC-Payload-Digest") == entry["digest"]
    assert Archive(archive.directory).latest(URL + "?sivu=2")[1].etag == entry["etag"]


async def test_every_response_is_archived(web, reply, fetcher, archive):
    web.on(URL, reply(500), reply(302, headers={"Location": "/kadonnut"}))
    web.on("https://kunta.example/a.pdf", reply(body=b"%PDF", headers={"Content-Type": "application/pdf"}))
    web.on("https://kunta.example/iso", reply(body=b"<html>" + b"x" * 3000))
    async with fetcher(max_bytes=2000) as f:
        for path in ("hanke", "a.pdf", "iso"):
            await f.fetch(f"https://kunta.example/{path}")
    found = [(json.loads(line.split(" ", 2)[2])) for line in index_lines(archive)]
    assert [(e["url"].removeprefix("https://kunta.example"), e["status"]) for e in found] == [
        ("/robots.txt", "404"), ("/hanke", "500"), ("/hanke", "302"), ("/kadonnut", "404"),
        ("/a.pdf", "200"), ("/iso", "200"),
    ]  # fmt: skip
    last = records(archive.files()[0])[-1]
    assert (last[1]["WARC-Truncated"], last[3]) == ("length", b"")
    assert archive.latest("https://kunta.example/iso") is None
    assert archive.latest(URL) is None
    assert pages_of(archive.files()) == []


# -- conditional requests


async def test_304_gives_the_archived_page_and_a_revisit(web, reply, settings, tmp_path, fake_time):
    validators = {"ETag": '"v1"', "Last-Modified": "Sun, 22 Nov 2026 10:00:00 GMT"}
    html = {"Content-Type": "text/html; charset=utf-8"}
    web.on(URL, reply(headers=html | validators), reply(304, headers={"ETag": '"v2"'}))
    directory = tmp_path / "archive"
    pages = []
    for _ in range(3):  # three runs, a week apart
        with Archive(directory) as archive:
            async with Fetcher(settings(), archive, Hosts()) as f:
                pages.append(await f.fetch(URL))
        fake_time.pass_by(7 * 86400)
    first, second, third = pages
    assert second == first.model_copy(update={"fetched_at": first.fetched_at + timedelta(days=7)})
    assert third.fetched_at == first.fetched_at + timedelta(days=14)
    asked = [seen.headers for seen in web.seen if seen.path == "/hanke"]
    assert "If-None-Match" not in asked[0]
    assert asked[1]["If-None-Match"] == '"v1"'
    assert asked[1]["If-Modified-Since"] == validators["Last-Modified"]
    assert asked[2]["If-None-Match"] == '"v2"'  # the 304 brought a newer one

    kind, fields, http, payload = records(Archive(directory).files()[1])[-1]
    assert (kind, http.get_statuscode(), payload) == ("revisit", "304", b"")
    assert fields["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    assert fields["WARC-Refers-To-Target-URI"] == URL
    assert fields["WARC-Refers-To-Date"] == "2026-11-23T03:30:00Z"
    # replay gives the same three pages, whichever way the files are given
    files = Archive(directory).files()
    assert pages_of(files) == pages
    assert replay_warcs(reversed(files)).pages == [third]
    assert Archive(directory).latest(URL)[0] == third


async def test_304_counts_and_saves_bytes(web, reply, fetcher):
    web.on(URL, reply(headers={"Content-Type": "text/html", "ETag": '"1"'}), reply(304))
    tally = Tally()
    async with fetcher() as f:
        await f.fetch(URL)
        assert tally.not_modified == 0
        await f.fetch(URL, tally=tally)
    assert (tally.not_modified, tally.bytes, tally.requests) == (1, 0, 1)


async def test_no_condition_without_a_readable_archived_page(web, reply, fetcher, archive):
    web.on(URL, reply(headers={"Content-Type": "text/html", "ETag": '"1"'}))
    async with fetcher() as f:
        await f.fetch(URL)
        archive.files()[0].unlink()
        assert isinstance(await f.fetch(URL), Page)
    assert all("If-None-Match" not in seen.headers for seen in web.seen)


async def test_a_page_that_is_not_where_the_index_says_is_not_used(web, reply, fetcher, archive, caplog):
    for n in (1, 2):
        web.on(f"https://kunta.example/{n}", reply(body=b"<html>%d" % n))
    async with fetcher() as f:
        for n in (1, 2):
            await f.fetch(f"https://kunta.example/{n}")
    index = archive.directory / INDEX_NAME
    lines = index.read_text("ascii").splitlines()
    digest = json.loads(lines[-1].split(" ", 2)[2])["digest"]
    other = json.loads(lines[-2].split(" ", 2)[2])["digest"]
    index.write_text(index.read_text("ascii").replace(digest, other))
    assert Archive(archive.directory).latest("https://kunta.example/2") is None
    assert "https://kunta.example/2 is not where the index says" in caplog.text
    assert Archive(archive.directory).latest("https://kunta.example/1") is not None


async def test_a_304_that_was_not_asked_for_confirms_nothing(web, reply, fetcher, archive):
    web.on(URL, reply(headers={"Content-Type": "text/html"}), reply(304))
    async with fetcher() as f:
        page = await f.fetch(URL)
        assert (await f.fetch(URL)).reason == Reason.PROTOCOL
    assert pages_of(archive.files()) == [page]


# -- replay


async def test_replay_gives_the_same_pages(web, reply, fetcher, archive):
    web.on(URL, reply())
    web.on("https://kunta.example/vanha", reply(301, headers={"Location": "/uusi"}))
    web.on(
        "https://kunta.example/uusi",
        reply(body="<html>åäö".encode("latin-1"), headers={"Content-Type": "text/html; charset=ISO-8859-1"}),
    )
    web.on("https://kunta.example/untyped", reply(body=b"<html>x", headers={}))
    async with fetcher() as f:
        live = [await f.fetch(f"https://kunta.example/{p}") for p in ("hanke", "vanha", "untyped", "404")]
    assert live.pop().reason == Reason.HTTP_404
    archive.close()
    asked = len(web.seen)
    assert pages_of(archive.files()) == live
    assert len(web.seen) == asked
    assert live[1].requested_url == "https://kunta.example/vanha"
    assert live[1].charset == "iso-8859-1"


def foreign_warc(path, *records, gzip=True):
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzip)
        for kind, url, body, headers in records:
            http = StatusAndHeaders("200 OK", list(headers.items()), protocol="HTTP/1.1")
            fields = {"WARC-Date": "2024-06-01T00:00:00Z"}
            if kind == "revisit":
                fields |= {"WARC-Payload-Digest": "sha1:" + "A" * 32}
            writer.write_record(
                writer.create_warc_record(
                    url,
                    kind,
                    payload=BytesIO(body),
                    length=len(body),
                    http_headers=http,
                    warc_headers_dict=fields,
                )
            )
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_warcs_of_other_tools(tmp_path, packed, caplog):
    html = {"Content-Type": "text/html"}
    path = foreign_warc(
        tmp_path / "muu.warc.gz",
        ("response", "https://kunta.example/1", b"<html>1", html),
        (
            "response",
            "https://kunta.example/2",
            gzip.compress(b"<html>2"),
            html | {"Content-Encoding": "gzip"},
        ),
        (
            "response",
            "https://kunta.example/3",
            b"7\r\n<html>3\r\n0\r\n\r\n",
            html | {"Transfer-Encoding": "chunked"},
        ),
        ("response", "https://kunta.example/4", b"?", html | {"Content-Encoding": "br"}),
        ("response", "https://kunta.example/5", b"{}", {"Content-Type": "application/json"}),
        ("revisit", "https://kunta.example/6", b"", html),
        gzip=packed,
    )
    pages = pages_of([path])
    assert [page.body for page in pages] == [b"<html>1", b"<html>2", b"<html>3"]
    assert pages[0].fetched_at == datetime(2024, 6, 1, tzinfo=UTC)
    assert "https://kunta.example/4: its body is packed with br" in caplog.text
    assert "https://kunta.example/6: its body is in none of the given files" in caplog.text


@pytest.fixture(params=[True, False], ids=["gzip", "plain"])
def good_warc(tmp_path, request):
    html = {"Content-Type": "text/html"}
    pages = [("response", f"https://kunta.example/{n}", b"<html>%d" % n + b"x" * 400, html) for n in range(3)]
    return foreign_warc(tmp_path / "hyvä.warc.gz", *pages, gzip=request.param)


def test_a_warc_cut_off_anywhere_is_refused(good_warc):
    assert len(pages_of([good_warc])) == 3
    data = good_warc.read_bytes()
    fair = complete_ends(good_warc)
    ends = [end for end in range(0, len(data), 7) if end not in fair]
    for end in ends:
        good_warc.write_bytes(data[:end])
        with pytest.raises(ArchiveError, match="hyvä") as refusal:
            pages_of([good_warc])
        assert "\n" not in str(refusal.value)
    assert len(ends) > 20


def complete_ends(path):
    """Where a file may end without missing a thing: after a record, blank lines or none."""
    ends = set()
    with path.open("rb") as file:
        iterator = ArchiveIterator(file)
        for _ in iterator:
            end = iterator.get_record_offset() + iterator.get_record_length()
            ends |= {end} if path.read_bytes()[:2] == b"\x1f\x8b" else set(range(end, end + 5))
    return ends


def test_a_flipped_byte_is_refused(good_warc):
    data = bytearray(good_warc.read_bytes())
    body = data.find(b"<html>1") if b"<html>1" in data else len(data) // 2
    data[body + 20] ^= 0x41
    good_warc.write_bytes(data)
    with pytest.raises(ArchiveError, match="hyvä"):
        read_warcs([good_warc])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>no archive</html>",
        gzip.compress(b"<html>no archive</html>"),
        b"\x1f\x8bxx",
        b"\0" * 100,
        b"WARC/1.0\r\n",
    ],
)
def test_what_is_no_warc_is_refused_before_any_page(good_warc, tmp_path, content):
    bad = tmp_path / "huono.warc.gz"
    bad.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"huono\.warc\.gz") as refusal:
        read_warcs([good_warc, bad])  # not even iterated
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ArchiveError, match=r"puuttuu\.warc: cannot be read: No such file"):
        read_warcs([tmp_path / "puuttuu.warc"])


def test_one_gzip_around_all_records_is_refused_with_advice(good_warc):
    data = good_warc.read_bytes()
    plain = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    good_warc.write_bytes(gzip.compress(plain))
    with pytest.raises(ArchiveError, match="not compressed record by record"):
        read_warcs([good_warc])


# -- after a killed run


async def filled(web, reply, settings, directory):
    """An archive with two pages, closed."""
    for n in (1, 2):
        web.on(f"https://kunta.example/{n}", reply(headers={"Content-Type": "text/html", "ETag": f'"{n}"'}))
    with Archive(directory) as archive:
        async with Fetcher(settings(), archive, Hosts()) as f:
            pages = [await f.fetch(f"https://kunta.example/{n}") for n in (1, 2)]
    return pages


async def test_a_torn_index_line_is_mended(web, reply, settings, tmp_path, caplog):
    pages = await filled(web, reply, settings, tmp_path)
    index = tmp_path / INDEX_NAME
    before = index.read_bytes()
    index.write_bytes(before[:-20])
    assert Archive(tmp_path).latest(pages[0].url)[0] == pages[0]
    assert Archive(tmp_path).latest(pages[1].url) is None  # reading changes nothing
    with Archive(tmp_path) as archive:
        archive.begin()
        assert archive.latest(pages[1].url)[0] == pages[1]
    assert index.read_bytes() == before
    assert "torn last line" in caplog.text


async def test_a_lost_index_is_rebuilt(web, reply, settings, tmp_path):
    pages = await filled(web, reply, settings, tmp_path)
    index = tmp_path / INDEX_NAME
    before = index.read_bytes()
    index.unlink()
    with Archive(tmp_path) as archive:
        archive.begin()
        assert [archive.latest(page.url)[0] for page in pages] == pages
    assert index.read_bytes() == before


async def test_a_torn_record_is_cut_off_wherever_it_tore(web, reply, settings, tmp_path):
    pages = await filled(web, reply, settings, tmp_path)
    (path,) = tmp_path.glob("*.warc.gz")
    index = tmp_path / INDEX_NAME
    lines = index.read_bytes().splitlines(keepends=True)
    whole = path.read_bytes()
    last = json.loads(lines[-1].split(b" ", 2)[2])
    before = json.loads(lines[-2].split(b" ", 2)[2])
    good = int(before["offset"]) + int(before["length"])
    request = int(last["offset"])
    for end in range(good + 1, len(whole), 23):
        path.write_bytes(whole[:end])
        index.write_bytes(b"".join(lines[:-1]))
        if end != request:
            with pytest.raises(ArchiveError):
                read_warcs([path])
        with Archive(tmp_path) as archive:
            archive.begin()
            assert archive.latest(pages[1].url) is None
        assert path.stat().st_size == (request if end >= request else good)
        assert pages_of([path]) == pages[:1]
        assert index.read_bytes() == b"".join(lines[:-1])


async def test_unreadable_index_lines_are_passed_over(web, reply, settings, tmp_path, caplog):
    pages = await filled(web, reply, settings, tmp_path)
    index = tmp_path / INDEX_NAME
    index.write_bytes(b"rubbish\nx 2026 {}\nx 20260101000000 [1]\n" + index.read_bytes())
    assert Archive(tmp_path).latest(pages[1].url)[0] == pages[1]
    assert caplog.text.count("passed over") == 3


async def test_two_writers_do_not_meet(web, reply, settings, tmp_path):
    pages = await filled(web, reply, settings, tmp_path)
    with Archive(tmp_path) as archive:
        archive.begin()
        other = Archive(tmp_path)
        assert other.latest(pages[0].url)[0] == pages[0]  # reading is free
        with pytest.raises(ArchiveError, match="another run is writing this archive"):
            other.begin()
    other.begin()
    other.close()


async def test_each_run_has_its_own_file_even_in_the_same_second(web, reply, settings, tmp_path):
    await filled(web, reply, settings, tmp_path)
    await filled(web, reply, settings, tmp_path)
    names = [path.name for path in Archive(tmp_path).files()]
    assert names == [f"hankedata-20261123T033000Z-0000{n}.warc.gz" for n in (1, 2)]


async def test_a_full_file_is_followed_by_the_next(web, reply, settings, tmp_path):
    web.on(URL, reply())
    with Archive(tmp_path, max_file_bytes=900) as archive:
        async with Fetcher(settings(), archive, Hosts()) as f:
            pages = [await f.fetch(URL) for _ in range(3)]
        assert len(archive.files()) > 1
        assert pages_of(archive.files()) == pages


async def test_what_cannot_be_archived_is_not_used(web, reply, fetcher, archive, monkeypatch):
    web.on(URL, reply())
    async with fetcher() as f:
        assert isinstance(await f.fetch(URL), Page)
        size = archive.files()[0].stat().st_size

        def full(*_):
            raise OSError("No space left on device")

        monkeypatch.setattr("pipeline.fetch.archive._append", full)
        failure = await f.fetch(URL)
    assert failure.reason == Reason.ARCHIVE
    assert "No space left on device" in failure.detail
    assert archive.files()[0].stat().st_size == size


def test_an_append_that_breaks_off_leaves_nothing(tmp_path):
    class Disk:
        """A file on a disk that takes three more bytes."""

        def __init__(self, file):
            self.file = file

        def __getattr__(self, name):
            return getattr(self.file, name)

        def write(self, data):
            return self.file.write(data[:3])

    with (tmp_path / "f").open("wb", buffering=0) as file:
        file.write(b"before")
        with pytest.raises(OSError, match="full"):
            _append(Disk(file), b"a record")
    assert (tmp_path / "f").read_bytes() == b"before"


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "f").write_bytes(b"a file")
    with pytest.raises(ArchiveError, match=r"f/index\.cdxj: the index cannot be read: Not a directory"):
        Archive(tmp_path / "f").begin()


def test_a_strange_file_in_the_archive_is_named(tmp_path):
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(b"<html>"))
    with pytest.raises(ArchiveError, match=r"x\.warc\.gz: not a WARC file"):
        Archive(tmp_path).begin()
