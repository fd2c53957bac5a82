"""Verdicts over sources, and the status of initiatives."""

from datetime import UTC, date, datetime

import pytest
from consolidate_makers import make_page as page
from consolidate_makers import make_record as record

from pipeline.consolidate import SourceOutcome, judge
from pipeline.consolidate.sources import source_row
from pipeline.consolidate.status import status
from schemas.source import Site, Start

NOW = datetime(2024, 6, 3, 2, 30, tzinfo=UTC)
EARLIER = datetime(2024, 5, 27, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("counts", "verdict", "reason"),
    [
        ({"pages_ok": 2, "records": 3, "expected_min": 1, "expected_max": 5}, "ok", None),
        ({"pages_ok": 2, "records": 3, "pages_gone": 1}, "ok", "1 pages are gone"),
        ({"pages_ok": 2}, "ok_empty", None),
        ({"pages_ok": 2, "expected_min": 1}, "changed", "0 records, at least 1 expected"),
        ({"pages_ok": 2, "records": 9, "expected_max": 5}, "changed", "9 records, at most 5 expected"),
        ({"pages_ok": 2, "records": 3, "pages_failed": 1}, "partial", "1 of 3 pages could not be had"),
        (
            {"pages_ok": 2, "pages_blocked": 1, "pages_failed": 1},
            "partial",
            "2 of 4 pages could not be had, 1 of them refused",
        ),
        ({"pages_blocked": 2}, "blocked", "every page was refused"),
        ({"pages_blocked": 2, "reason": "robots.txt"}, "blocked", "robots.txt"),
        ({"pages_blocked": 1, "pages_failed": 1}, "failed", "no page could be had"),
        ({"pages_gone": 1}, "failed", "every page is gone"),
        ({}, "failed", "no page could be had"),
    ],
)
def test_the_verdict_over_a_run(counts: dict[str, int], verdict: str, reason: str | None) -> None:
    assert judge(SourceOutcome("www.kunta.example", **counts)) == (verdict, reason)  # type: ignore[arg-type]


def test_the_row_of_a_source() -> None:
    start = (Start(url="https://www.kunta.example/hankkeet"),)
    site = Site(id="www.kunta.example", publisher="Mallikunta", regions=("10",), language="fi", start=start)
    outcome = SourceOutcome("www.kunta.example", pages_ok=1, records=2, last_checked=NOW, site=site)
    row = source_row(outcome, [page(record(start="2020"), record("Toinen"))], None)
    assert (row.publisher, row.regions, row.start_url) == ("Mallikunta", ["10"], start[0].url)
    assert (row.fill_start, row.fill_end, row.verdict, row.last_success) == (0.5, 0.0, "ok", NOW)


def test_a_failed_run_keeps_the_last_success() -> None:
    good = source_row(SourceOutcome("a.example", pages_ok=1, last_checked=EARLIER), [], None)
    bad = source_row(SourceOutcome("a.example", pages_failed=1, last_checked=NOW), [], good)
    assert (bad.verdict, bad.last_checked, bad.last_success) == ("failed", NOW, EARLIER)
    assert bad.fill_start is None
    assert source_row(SourceOutcome("a.example", pages_failed=1, last_success=NOW), [], good).last_success == NOW


def test_a_verdict_that_is_given_stands() -> None:
    row = source_row(SourceOutcome("a.example", pages_ok=1, verdict="blocked", reason="maintenance"), [], None)
    assert (row.verdict, row.reason) == ("blocked", "maintenance")


@pytest.mark.parametrize(
    ("kind", "start", "end", "expected"),
    [
        ("project", "2020", "2022", "ended"),
        ("project", None, "2024-06-02", "ended"),
        ("project", None, "2024-06-03", "ongoing"),
        ("project", "2024", "2025", "ongoing"),
        ("project", "2024-06-04", "2025", "planned"),
        ("network", "2025", None, "planned"),
        ("project", "2023", None, "unknown"),
        ("network", "2016", None, "ongoing"),
        ("network", None, None, "unknown"),
    ],
)
def test_the_status_on_a_day(kind: str, start: str | None, end: str | None, expected: str) -> None:
    assert status(kind, start, end, date(2024, 6, 3)) == expected  # type: ignore[arg-type]
