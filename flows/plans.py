"""From what was asked for to a plan that can be run: live, over the bundled example, or out of archives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from flows.errors import UserError
from flows.example.server import LISTING, NOW, ExampleServer
from pipeline.addresses import host_of, other_form
from pipeline.fetch import Archive, FetchSettings, SettingsError, SourceFetch
from pipeline.publish import locked, probe, read_tables
from pipeline.publish.package import PACKAGE_FILE
from pipeline.sites import generic_site, load_sites, site_for
from pipeline.stages import Plan, fetch_source, replay
from schemas.source import Expectation, Site, Start
from schemas.tables import Dataset

_EXAMPLE_CONTACT = "https://hankedata.example/"


@dataclass(frozen=True, slots=True)
class Request:
    """What a run was asked to do; plain values, so that Prefect can store them. No contact: it is
    personal.
    """

    example: bool = False
    replay: tuple[str, ...] = ()
    output: str | None = None
    archive: str | None = None
    sources: tuple[str, ...] = ()
    workers: int = 4

    @property
    def output_folder(self) -> Path:
        """Where the tables go."""
        return Path(self.output or ("output/example" if self.example else "output"))

    @property
    def archive_folder(self) -> Path:
        """Where responses are kept."""
        return Path(self.archive or ("archive/example" if self.example else "archive"))


@contextmanager
def open_plan(request: Request, contact: str | None = None) -> Iterator[Plan]:
    """The plan of a run, with what it needs: the output folder locked, the archive open for writing, the example
    server listening.

    Raises UserError for a request that contradicts itself or names an unknown source, SettingsError
    without a usable contact where one is needed, PublishError for an output folder that cannot be written
    or that another run is writing, ArchiveError for an archive that cannot be used, DeclarationError for a
    malformed declaration; nothing has been written then.
    """
    check(request, contact)
    with locked(request.output_folder), _opened(request, contact) as plan:
        yield plan


@contextmanager
def _opened(request: Request, contact: str | None) -> Iterator[Plan]:
    if request.replay:
        yield _replay_plan(request)
    elif request.example:
        with ExampleServer() as server, Archive(request.archive_folder) as archive:
            sites = _chosen(example_sites(server), request.sources)
            yield _live_plan(request, sites, example_settings(server.port), archive)
    else:
        with Archive(request.archive_folder) as archive:
            sites = _chosen(load_sites(), request.sources)
            yield _live_plan(request, sites, live_settings(contact), archive)


def check(request: Request, contact: str | None = None) -> None:
    """Say what is wrong with a request before anything is started; raises as ``open_plan`` does."""
    if request.example and request.replay:
        raise UserError("--example and --replay exclude each other: give one of them")
    if request.workers < 1:
        raise UserError(f"--workers {request.workers}: at least 1 is needed")
    probe(request.output_folder)
    if not request.example and not request.replay:
        live_settings(contact)
        _chosen(load_sites(), request.sources)


def live_settings(contact: str | None) -> FetchSettings:
    """The settings of a polite live run. Raises SettingsError, with what to do, where the contact is
    missing or none.
    """
    try:
        settings = FetchSettings(contact=contact)
    except ValueError:
        # not the value: it is personal, and Prefect stores what a failed run says
        raise SettingsError("the contact (--contact, or HANKEDATA_CONTACT) is no e-mail or web address") from None
    if not contact:
        raise SettingsError(
            "fetching needs a contact that site owners can reach: --contact ADDRESS, or HANKEDATA_CONTACT"
        )
    return settings


def example_settings(port: int) -> FetchSettings:
    """Settings for the example server: its clock stands still, and it need not be spared."""
    return FetchSettings(
        contact=_EXAMPLE_CONTACT,
        delay=0,
        backoff=0.02,
        connect_to={"*.example": f"127.0.0.1:{port}"},
        clock=_example_clock,
        jitter=_no_jitter,
    )


def _example_clock() -> datetime:
    return NOW


def _no_jitter() -> float:
    return 0.0


def example_sites(server: ExampleServer) -> dict[str, Site]:
    """The sites of the example: as declared where they are, but starting where the server starts, by id."""
    starts: dict[str, list[str]] = defaultdict(list)
    for host in server.hosts:
        url = server.sites.start(host)
        starts[_site_of(url).id].append(url)
    return {id: _example_site(_site_of(urls[0]), urls) for id, urls in sorted(starts.items())}


def _site_of(url: str) -> Site:
    return site_for(url) or generic_site(host_of(url), url)


def _example_site(site: Site, starts: list[str]) -> Site:
    # links of listings lead to pages; those of pages mostly lead to what is not bundled
    listings = any(url.endswith(LISTING) for url in starts)
    return site.model_copy(
        update={
            "start": tuple(Start(url=url) for url in starts),
            "follow": ("/.*",) if listings else (),
            "max_depth": 1 if listings else 0,
            # what the real site holds says nothing about the few pages that are here
            "expect": Expectation(),
        }
    )


def _chosen(sites: dict[str, Site], ids: tuple[str, ...]) -> tuple[Site, ...]:
    unknown = [id + _meant(id, sites) for id in ids if id not in sites]
    if unknown:
        raise UserError(f"unknown source {', '.join(unknown)} (hankedata sources list shows them)")
    return tuple(sites[id] for id in sorted(set(ids))) if ids else tuple(sites.values())


def _meant(id: str, sites: dict[str, Site]) -> str:
    """The source that somebody may have meant: an address instead of its host, www. too much or too little,
    or a slip of the finger.
    """
    host = host_of(id if "://" in id else f"//{id}")
    exact = [form for form in (host, other_form(host)) if form in sites]
    near = exact or get_close_matches(host, sites, n=1, cutoff=0.8)
    return f" (did you mean {near[0]}?)" if near else ""


def _previous(output: Path) -> Dataset | None:
    """The last release in the output folder, if there is one. Raises PublishError where it cannot be read."""
    return read_tables(output) if (output / PACKAGE_FILE).exists() else None


def _live_plan(request: Request, sites: tuple[Site, ...], settings: FetchSettings, archive: Archive) -> Plan:
    archive.begin()
    fetch = partial(fetch_source, settings=settings, archive=archive)
    # the example is to be the same on each run, so it has no history
    previous = None if request.example else _previous(request.output_folder)
    return Plan(sites, fetch, request.output_folder, settings.clock(), previous, request.workers)


def _replay_plan(request: Request) -> Plan:
    found = replay(Path(file) for file in request.replay)
    if not found:
        raise UserError(f"{', '.join(request.replay)}: no page to rebuild from")
    by_id = {fetched.source_id: fetched for _, fetched in found}
    sites = _chosen({site.id: site for site, _ in found}, request.sources)

    def fetch(site: Site) -> SourceFetch:
        return by_id[site.id]

    # a rebuild gives the same tables whatever stood there before: no history either
    now = max(fetched.checked for _, fetched in found if fetched.checked)
    return Plan(sites, fetch, request.output_folder, now, None, request.workers)
