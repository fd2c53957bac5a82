"""How a run went, for a terminal and for Prefect's artifacts.

Counts and verdicts only: never a name or an address of a person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flows.errors import NothingHad
from pipeline.stages import Plan, Summary

_TROUBLE = ("failed", "blocked", "changed")


def as_table(summary: Summary) -> list[dict[str, Any]]:
    """A row for each source: verdict, pages, records, and what went wrong."""
    return [
        {
            "source": row.id,
            "verdict": row.verdict,
            "pages": row.pages,
            "records": row.records,
            "reason": row.reason or "",
        }
        for row in sorted(summary.sources, key=lambda row: row.id)
    ]


def as_markdown(summary: Summary) -> str:
    """The summary of a run: rows of each table, the sources by verdict, and those to look into."""
    verdicts = Counter(row.verdict for row in summary.sources)
    lines = ["# National dataset", "", "| table | rows |", "| --- | ---: |"]
    lines += [f"| {table} | {count} |" for table, count in summary.rows.items()]
    lines += ["", f"{len(summary.sources)} sources:", ""]
    lines += [f"- {verdict}: {count}" for verdict, count in sorted(verdicts.items())]
    trouble = [row for row in as_table(summary) if row["verdict"] in _TROUBLE]
    if trouble:
        lines += ["", "To look into:", ""]
        lines += [f"- {row['source']}: {row['verdict']} {row['reason']}".rstrip() for row in trouble]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a run."""

    rows: dict[str, int]
    """Table -> number of rows."""
    pages: int
    """Pages that were had and read."""
    sources: int
    """Sources that gave a page."""
    failed: int
    """Sources that gave none: they failed, or refused us."""


def result_of(plan: Plan, summary: Summary) -> Result:
    """What came of a run that has published.

    Raises NothingHad when no source gave a page, which is no success even if every table was written: they then
    hold what an earlier release knew, and why each source failed.
    """
    # rows of sources that the plan does not name come from an earlier release
    here = {site.id for site in plan.sites}
    pages = [row.pages for row in summary.sources if row.id in here]
    had = sum(1 for count in pages if count)
    result = Result(summary.rows, sum(pages), had, len(pages) - had)
    if not had:
        raise NothingHad(as_line(result, str(plan.output)))
    return result


def as_line(result: Result, output: str) -> str:
    """One line for the end of a run."""
    counts = f"{_count(result.rows['initiatives'], 'project or network', 'projects and networks')} from "
    counts += f"{_count(result.pages, 'page')} of {_count(result.sources, 'source')}, written to {output}"
    return counts + (f"; {_count(result.failed, 'source')} failed (see sources.csv)" if result.failed else "")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
