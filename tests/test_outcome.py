"""What failures mean for the row of a page and for the verdict over its source."""

from datetime import UTC, datetime

import pytest

from pipeline.consolidate import PageStatement
from pipeline.fetch import FetchFailure, Reason
from pipeline.outcome import failed_page, outcome
from schemas.record import PageReading, PageRecord
from schemas.source import Expectation, Site, Start

NOW = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
START = "https://www.kunta.example/hankkeet/"
LINKED = "https://www.kunta.example/luonnos/"
SITE = Site(
    id="www.kunta.example", publisher="Mallikunta", language="fi", start=(Start(url=START),), expect=Expectation(min=1)
)


def said(*names: str, url: str = START) -> PageStatement:
    records = [PageRecord(kind="project", name=name) for name in names]
    return PageStatement(url, SITE.id, PageReading(url=url, records=records), fetched_at=NOW)


def verdict(
    *failures: FetchFailure, pages: tuple[PageStatement, ...] = (said("Mallipolku"),), left: int = 0, whole: bool = True
) -> tuple[str, str | None]:
    return outcome(SITE, pages, failures, left_over=left, now=NOW, whole=whole).judged()


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (Reason.SKIPPED, "skipped"),
        (Reason.NOT_HTML, "skipped"),
        (Reason.ROBOTS, "refused"),
        (Reason.HTTP_403, "refused"),
        (Reason.RATE_LIMITED, "refused"),
        (Reason.HTTP_404, "failed"),
        (Reason.DNS, "failed"),
    ],
)
def test_the_verdict_over_a_page(reason: Reason, expected: str) -> None:
    row = failed_page("www.kunta.example", FetchFailure(LINKED, reason, "in words"))
    assert (row.verdict, row.reason) == (expected, f"{reason}: in words")


def test_a_link_that_is_closed_to_us_makes_no_run_incomplete() -> None:
    for reason in (Reason.ROBOTS, Reason.HTTP_403, Reason.SCHEME, Reason.BAD_URL, Reason.PRIVATE_ADDRESS):
        assert verdict(FetchFailure(LINKED, reason)) == ("ok", "1 linked pages are closed to us")


@pytest.mark.parametrize(
    "failure",
    [
        FetchFailure(START, Reason.ROBOTS),
        FetchFailure(START + "?utm_source=x#a", Reason.HTTP_403),  # the same address
        FetchFailure(LINKED, Reason.RATE_LIMITED),  # it will say something else next time
        FetchFailure(LINKED, Reason.DNS),
        FetchFailure(LINKED, Reason.SKIPPED),
    ],
)
def test_what_else_is_not_had_makes_it_incomplete(failure: FetchFailure) -> None:
    assert verdict(failure)[0] == "partial"


def test_a_site_that_closes_most_of_its_links_was_not_seen() -> None:
    closed = [FetchFailure(f"{LINKED}{n}", Reason.HTTP_403) for n in range(2)]
    assert verdict(*closed) == ("partial", "2 of 3 pages could not be had, 2 of them refused")


def test_what_never_was_a_page_says_nothing() -> None:
    assert verdict(FetchFailure(LINKED, Reason.NOT_HTML)) == ("ok", None)
    assert verdict(FetchFailure(LINKED, Reason.HTTP_404)) == ("ok", "1 pages are gone")


def test_the_limit_of_pages_makes_a_complete_run_partial_and_hides_nothing_worse() -> None:
    assert verdict(left=3) == ("partial", "3 pages left out by the limit of pages")
    assert verdict(left=0) == ("ok", None)
    assert verdict(pages=(said(),), left=3) == ("changed", "0 records, at least 1 expected")
    assert verdict(FetchFailure(START, Reason.DNS), pages=(), left=3) == ("failed", "dns")


def test_part_of_an_archive_is_not_judged_by_what_a_run_should_give() -> None:
    part = ("partial", "from part of an archive, not a run over the source")
    assert verdict(whole=False) == part
    assert verdict(pages=(said(),), whole=False) == part
    assert verdict(FetchFailure(START, Reason.HTTP_5XX), pages=(), whole=False)[0] == "failed"
