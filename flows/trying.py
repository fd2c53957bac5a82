"""One page for ``hankedata try``, from a file or from the web."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.errors import UserError
from flows.plans import live_settings
from flows.progress import quiet
from pipeline.fetch import Archive, Fetcher, FetchFailure
from pipeline.local import load
from schemas.page import Page


def get_page(place: str, contact: str | None, url: str | None = None) -> Page:
    """The page of a web address, or of a file or page folder; ``url`` is the address that a file was saved from.

    An address is fetched as politely as in a run, but not kept. Raises UserError for an address that gives
    no page, SettingsError without a contact, InputError for a file that cannot be used.
    """
    if place.startswith(("http://", "https://")):
        if url:
            raise UserError("--url tells the address of a file; a web address is its own")
        with quiet():
            return _fetched(place, contact)
    pages = load([Path(place)], url)
    if len(pages) > 1:
        raise UserError(f"{place}: holds {len(pages)} pages; name one of them")
    return pages[0].page


def _fetched(url: str, contact: str | None) -> Page:
    settings = live_settings(contact)

    async def fetch(folder: str) -> Page | FetchFailure:
        with Archive(Path(folder)) as archive:
            async with Fetcher(settings, archive) as fetcher:
                return await fetcher.fetch(url, source="try")

    with TemporaryDirectory(prefix="hankedata-") as folder:
        got = asyncio.run(fetch(folder))
    if isinstance(got, FetchFailure):
        raise UserError(f"{url}: no page ({got.reason}: {got.detail})")
    return got
