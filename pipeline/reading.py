"""Reading a page with what its site's declaration tells."""

from __future__ import annotations

from pipeline.read.page import read_page
from pipeline.sites import hints_of, site_for
from schemas.page import Page
from schemas.record import PageReading
from schemas.source import Site


def read_page_of_site(page: Page, site: Site | None = None) -> PageReading:
    """Read a page, with the hints of its site's declaration if it has one.

    ``site`` is looked up by the page's address if None.
    """
    return read_page(page, hints_of(site or site_for(page.url)))
