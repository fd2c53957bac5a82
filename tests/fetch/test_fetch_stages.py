"""Runs over two small sites, week after week: what fails keeps what it said, a replay tells the same, and a run
that is broken off ends."""

from __future__ import annotations

import asyncio
import csv
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from pipeline.addresses import host_of
from pipeline.fetch import Archive, ArchiveError
from pipeline.fetch.hosts import PROCESS_HOSTS
from pipeline.publish import read_tables
from pipeline.stages import Plan, fetch_source, replay, run
from schemas.source import Expectation, Site, Start

TOWN, LEAGUE = "https://www.kunta.example", "https://www.liitto.example"
TOWN_PAGE = """<!doctype html><html lang="fi"><title>Mallipolku-hanke</title><main><h1>Mallipolku-hanke</h1>
<p>Mallipolku-hanke tuo kulttuurin ikäihmisten arkeen.</p>
<p>Hankkeen kesto: 1.1.2026-31.12.2027</p></main>""".encode()
LEAGUE_PAGE = """<!doctype html><html lang="fi"><title>Mallipolku-hanke</title><main><h1>Mallipolku-hanke</h1>
<p>Mallipolku-hanke tuo kulttuurin ikäihmisten arkeen.</p>
<p>Hankkeen kesto: 1.1.2026-31.12.2027</p><p>Hankkeen koordinaattori: Mallin liitto ry</p>
<p>Rahoittaja: Opetus- ja kulttuuriministeriö</p>
<h2>Yhteystiedot</h2><p>Maija Malli, projektipäällikkö, maija.malli@liitto.example, p. 040 123 4567</p></main>""".encode()
WEEK = 7 * 86400


def site(base: str, **more: object) -> Site:
    given = {"follow": ("/.*",), "max_depth": 1, "expect": Expectation(min=1, max=3)} | more
    host = host_of(base)
    return Site(id=host, publisher=host, language="fi", start=(Start(url=f"{base}/hankkeet"),), **given)  # type: ignore[arg-type]


def listing(*paths: str) -> bytes:
    return ("<html>" + "".join(f'<a href="{path}">x</a>' for path in paths)).encode()


@pytest.fixture(autouse=True)
def no_host_was_asked_yet(monkeypatch):
    """The pauses of other tests are measured with other clocks."""
    monkeypatch.setattr(PROCESS_HOSTS, "_hosts", {})


@pytest.fixture
def sites(web, reply):
    web.on(f"{TOWN}/hankkeet", reply(body=listing("/mallipolku")))
    web.on(f"{TOWN}/mallipolku", reply(body=TOWN_PAGE))
    web.on(f"{LEAGUE}/hankkeet", reply(body=listing("/mallipolku")))
    web.on(f"{LEAGUE}/mallipolku", reply(body=LEAGUE_PAGE))
    return (site(TOWN), site(LEAGUE))


@pytest.fixture
def weekly(settings, tmp_path, fake_time, sites):
    """Runs over the sites into one archive; each run knows the last one's tables unless told otherwise."""

    def go(previous=None, output="out", **given) -> Path:
        out = tmp_path / output
        with Archive(tmp_path / "archive") as archive:
            fetch = partial(fetch_source, settings=settings(max_attempts=1, **given), archive=archive)
            run(Plan(sites, fetch, out, fake_time.clock(), previous and read_tables(previous), workers=1))
        fake_time.pass_by(WEEK)
        return out

    return go


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def replayed(tmp_path: Path, files: list[Path], now, previous=None) -> Path:
    found = replay(files)
    by_id = {fetched.source_id: fetched for _, fetched in found}
    out = tmp_path / "replayed"
    run(Plan(tuple(site for site, _ in found), lambda site: by_id[site.id], out, now, previous))
    return out


def archive_files(tmp_path: Path) -> list[Path]:
    return Archive(tmp_path / "archive").files()


# -- sources that fail


def test_a_source_that_fails_takes_no_value_from_what_two_sources_tell(web, reply, weekly):
    out = weekly()
    first = rows(out, "initiatives")
    assert [(row["coordinator"], row["source_count"]) for row in first] == [("Mallin liitto ry", "2")]
    assert first[0]["funder_ids"]
    assert "maija.malli@liitto.example" in first[0]["contacts"]

    for path in ("hankkeet", "mallipolku"):
        web.on(f"{LEAGUE}/{path}", reply(500))
    weekly(previous=out)
    (now,) = rows(out, "initiatives")
    assert now == {**first[0], "last_seen": now["last_seen"]}
    assert now["last_seen"] == "2026-11-30"
    assert rows(out, "changes") == []
    assert {row["source"]: (row["verdict"], row["fetched_at"][:10]) for row in rows(out, "pages")} == {
        "www.kunta": ("records", "2026-11-30"),
        "www.liitto": ("failed", "2026-11-23"),  # with its age
    }
    assert {row["id"]: row["verdict"] for row in rows(out, "sources")} == {
        "www.kunta": "ok",
        "www.liitto": "failed",
    }

    web.on(f"{LEAGUE}/hankkeet", reply(body=listing()))
    weekly(previous=out)
    (later,) = rows(out, "initiatives")
    assert (later["coordinator"], later["contacts"]) == ("", "")  # the source answers, and tells of it no more


def test_when_everything_fails_the_release_is_of_the_day_of_the_run(web, reply, weekly, tmp_path, fake_time):
    out = weekly()
    for base in (TOWN, LEAGUE):
        web.on(f"{base}/robots.txt", reply(503))
    weekly(previous=out)
    assert [row["last_seen"] for row in rows(out, "initiatives")] == ["2026-11-23"]
    assert b"2026-11-30T00:00:00Z" in (out / "datapackage.json").read_bytes()
    live = weekly(output="third")
    assert tables(replayed(tmp_path, archive_files(tmp_path), fake_time.clock())) == tables(live)


# -- replay of whole runs


def trouble(web, reply):
    """A week in which each kind of thing goes wrong that may."""
    web.on(
        f"{TOWN}/robots.txt", reply(body=b"User-agent: *\nDisallow: /luonnos", headers={"Content-Type": "text/plain"})
    )
    web.on(f"{TOWN}/hankkeet", reply(body=listing("/mallipolku", "/luonnos", "/poistunut", "/tiedosto")))
    web.on(f"{TOWN}/tiedosto", reply(body=b"%PDF", headers={"Content-Type": "application/pdf"}))
    web.on(f"{LEAGUE}/hankkeet", reply(hang_up=True))
    web.on(f"{LEAGUE}/mallipolku", reply(500))


def test_a_replay_gives_the_files_of_the_run_whatever_failed_in_it(web, reply, weekly, tmp_path, fake_time):
    weekly()
    trouble(web, reply)
    live = weekly(output="second")
    verdicts = {row["url"].rpartition("/")[2]: row["verdict"] for row in rows(live, "pages") if "kunta" in row["url"]}
    assert verdicts == {
        "hankkeet": "no_records",
        "mallipolku": "records",
        "luonnos": "refused",
        "poistunut": "failed",
        "tiedosto": "skipped",
    }
    assert rows(live, "initiatives")[0]["coordinator"] == "Mallin liitto ry"  # of the source that failed
    out = replayed(tmp_path, archive_files(tmp_path), fake_time.clock())
    assert tables(out) == tables(live)
    assert tables(replayed(tmp_path, archive_files(tmp_path)[::-1], fake_time.clock())) == tables(live)


def test_a_replay_tells_the_last_whole_run_and_not_the_one_that_broke_off(
    web, reply, weekly, tmp_path, fake_time, monkeypatch
):
    live = weekly()
    web.on(f"{TOWN}/mallipolku", reply(404))
    web.on(f"{LEAGUE}/mallipolku", reply(404))

    def full(*_: object) -> None:
        raise ArchiveError("full")

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "report", full)  # as when the process is killed before its end
        weekly(output="broken")
    assert len(archive_files(tmp_path)) == 2
    assert tables(replayed(tmp_path, archive_files(tmp_path), fake_time.clock())) == tables(live)


def test_part_of_an_archive_is_not_judged_as_a_run(web, reply, weekly, tmp_path, fake_time, caplog):
    html = {"Content-Type": "text/html; charset=utf-8", "ETag": '"1"'}
    web.on(f"{LEAGUE}/mallipolku", reply(body=LEAGUE_PAGE, headers=html), reply(304))
    weekly()
    weekly()
    (_, second) = archive_files(tmp_path)
    out = replayed(tmp_path, [second], fake_time.clock())
    assert f"lacks the page {LEAGUE}/mallipolku" in caplog.text
    (row,) = (row for row in rows(out, "sources") if row["id"] == "www.liitto")
    assert (row["verdict"], row["reason"]) == ("partial", "from part of an archive, not a run over the source")


def test_an_archive_without_reports_is_told_by_its_responses(web, reply, weekly, tmp_path, fake_time, monkeypatch):
    monkeypatch.setattr(Archive, "report", lambda *_: None)
    trouble(web, reply)
    weekly()
    out = replayed(tmp_path, archive_files(tmp_path), fake_time.clock())
    assert {row["id"]: row["verdict"] for row in rows(out, "sources")} == {
        "www.kunta": "partial",
    }
    reasons = {row["url"].removeprefix(TOWN): row["reason"] for row in rows(out, "pages")}
    assert reasons["/poistunut"] == "http_404: the site answered 404"
    assert reasons["/mallipolku"] == ""


# -- breaking off


def test_a_run_that_is_broken_off_ends_at_once_and_begins_nothing_more(web, reply, settings, tmp_path, sites):
    others = [site(f"https://www.{name}.example") for name in ("kolmas", "neljas")]
    web.on(f"{LEAGUE}/hankkeet", reply(body=listing(*(f"/{n}" for n in range(50)))))
    patient = settings(delay=30.0, sleep=asyncio.sleep, monotonic=time.monotonic, max_wait=60)
    quick = settings()
    begun: list[str] = []
    ended = threading.Event()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with Archive(tmp_path / "archive") as archive:

        def fetch(site: Site):
            begun.append(site.id)
            try:
                return fetch_source(site, quick if site.id == "www.kunta" else patient, archive)
            finally:
                if site.id != "www.kunta":
                    ended.set()

        plan = Plan((sites[1], sites[0], *others), fetch, tmp_path / "out", quick.clock(), workers=2)
        before = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            run(plan, interrupt)
        assert ended.wait(5)
        assert time.monotonic() - before < 10  # the pause was of 30 s
    assert plan.stop.is_set()
    assert "www.neljas" not in begun
    assert not (tmp_path / "out").exists()
