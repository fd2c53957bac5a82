"""Tables for people: what was found on a page, where a value comes from, which sources there are."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from schemas.record import PageReading, PageRecord
from schemas.source import Site
from schemas.tables import EvidenceRow


def _console() -> Console:
    # not on a terminal the width would be 80, too narrow for four columns
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=160)


def show_reading(reading: PageReading) -> None:
    """Print what was read from a page: a table a record, the update date, unknown labels and rejected
    records.
    """
    console = _console()
    console.print(f"[bold]{escape(reading.url)}[/bold]")
    console.print(f"language {reading.language or 'unknown'}, updated {reading.updated or 'not stated'}")
    if not reading.records:
        console.print("no project or network found")
    for record in reading.records:
        console.print(_record_table(record))
    for rejected in reading.rejected:
        console.print(f"[red]rejected[/red] {escape(rejected.name)}: {escape('; '.join(rejected.errors))}")
    if reading.unknown_labels:
        console.print("labels that no reader knows: " + escape(", ".join(reading.unknown_labels)))


def _record_table(record: PageRecord) -> Table:
    mention = "" if record.primary else ", only mentioned"
    table = Table(
        title=escape(f"{record.name} ({record.kind}{mention})"),
        title_justify="left",
        title_style="bold",
        expand=True,
    )
    table.add_column("field", style="cyan", no_wrap=True)
    table.add_column("value", ratio=2, overflow="fold")
    table.add_column("words of the page", ratio=4, overflow="fold")
    table.add_column("rule", style="dim", no_wrap=True)
    for evidence in record.evidence:
        quote = " / ".join(evidence.quote.split("\n"))
        table.add_row(*map(escape, (evidence.field, evidence.value, quote, evidence.rule)))
    return table


def show_evidence(id: str, rows: Iterable[EvidenceRow]) -> None:
    """Print the evidence of an initiative: value, state, words, and below, whole, so that they can be opened, the
    links to the pages at these words.
    """
    console = _console()
    found = list(rows)
    if not found:
        console.print(f"{escape(id)}: nothing is known of this field")
        return
    table = Table(title=escape(id), title_justify="left", title_style="bold", expand=True)
    table.add_column("field", style="cyan", no_wrap=True)
    table.add_column("value", ratio=2, overflow="fold")
    table.add_column("state", no_wrap=True)
    table.add_column("words of the page", ratio=4, overflow="fold")
    table.add_column("rule", style="dim", overflow="fold")
    table.add_column("link", justify="right", no_wrap=True)
    links: dict[str, int] = {}
    for row in found:
        state = row.state if row.chosen else f"{row.state}, not chosen"
        words = " / ".join((row.quote or "").split("\n"))
        link = row.link or row.url
        number = str(links.setdefault(link, len(links) + 1)) if link else ""
        table.add_row(*map(escape, (row.field, row.value or "", state, words, row.rule or "")), number)
    console.print(table)
    for link, place in links.items():
        console.print(f"{place:>3}  {escape(link)}", soft_wrap=True)


def show_sites(sites: Iterable[Site]) -> None:
    """Print the registered sources."""
    table = Table(box=None, pad_edge=False)
    for column in ("id", "publisher", "region", "language", "starts"):
        table.add_column(column, overflow="fold")
    count = 0
    for site in sites:
        regions = " ".join(site.regions)
        table.add_row(*map(escape, (site.id, site.publisher, regions, site.language)), str(len(site.start)))
        count += 1
    console = _console()
    console.print(table)
    console.print(f"{count} sources")
