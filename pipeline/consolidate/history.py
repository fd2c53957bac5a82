"""What the last release knew: since when, what has changed, and what is kept though its source failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.consolidate.ids import resolve
from pipeline.consolidate.sources import COMPLETE
from pipeline.consolidate.status import status
from pipeline.publish.cells import to_cell
from schemas.tables import ChangeRow, Dataset, InitiativeRow, SourceRow

_HISTORY = {"first_seen", "last_seen", "last_changed"}
# bookkeeping of where an initiative was seen is no news of the initiative
_NO_NEWS = _HISTORY | {"source_count", "source_url"}
_BY_INITIATIVE = ("funding", "contacts", "target_groups", "places", "evidence")


def with_history(row: InitiativeRow, before: InitiativeRow | None, today: date) -> InitiativeRow:
    """The row with the dates that the last release knew: first seen then, changed today only if something
    differs."""
    if before is None:
        return row.model_copy(update={"last_changed": today})
    first = min(day for day in (before.first_seen, row.first_seen) if day) if before.first_seen else row.first_seen
    last = max(day for day in (before.last_seen, row.last_seen) if day) if before.last_seen else row.last_seen
    changed = today if _differences(before, row) else before.last_changed
    return row.model_copy(update={"first_seen": first, "last_seen": last, "last_changed": changed})


def _differences(before: InitiativeRow, now: InitiativeRow) -> list[tuple[str, str, str]]:
    found = []
    for name in type(now).model_fields:
        old, new = to_cell(getattr(before, name)), to_cell(getattr(now, name))
        if name not in _NO_NEWS and old != new:
            found.append((name, old, new))
    return found


def renamed(previous: Dataset, aliases: dict[str, str]) -> Dataset:
    """The last release with old ids replaced by those they lead to.

    Of two initiatives that became one, the one that bore the id gives the values; evidence is of both.
    """
    ids = {row.id: resolve(row.id, aliases) for row in previous.initiatives}
    bearer: dict[str, str] = {}
    for old in sorted(ids, key=lambda id_: (id_ in aliases, id_)):
        bearer.setdefault(ids[old], old)
    bearers = set(bearer.values())
    renamed = Dataset(date=previous.date, pages=previous.pages, sources=previous.sources)
    for row in previous.initiatives:
        if row.id in bearers:
            whole = row.part_of and resolve(row.part_of, aliases)
            renamed.initiatives.append(row.model_copy(update={"id": ids[row.id], "part_of": whole}))
    for table in _BY_INITIATIVE:
        for told in getattr(previous, table):
            if told.initiative in bearers or (table == "evidence" and told.initiative in ids):
                getattr(renamed, table).append(told.model_copy(update={"initiative": ids[told.initiative]}))
    return renamed


def keep_unseen(dataset: Dataset, previous: Dataset) -> None:
    """Take over, into ``dataset``, what the last release had and this run was in no position to deny.

    An initiative stays if one of its pages belongs to a source that this run did not see in full: with all
    its rows, its pages and sources, and as it was but for its status, which goes on with the calendar.
    """
    complete = {row.id for row in dataset.sources if row.verdict in COMPLETE}
    here = {row.id for row in dataset.initiatives}
    source_of = {row.url: row.source for row in previous.pages}
    pages: dict[str, set[str]] = {}
    for evidence in previous.evidence:
        if evidence.url:
            pages.setdefault(evidence.initiative, set()).add(evidence.url)
    kept = {
        row.id
        for row in previous.initiatives
        if row.id not in here and any(source_of.get(url) not in complete for url in pages.get(row.id, ()))
    }
    dataset.initiatives.extend(_today(row, dataset.date) for row in previous.initiatives if row.id in kept)
    for table in _BY_INITIATIVE:
        rows = (row for row in getattr(previous, table) if row.initiative in kept)
        getattr(dataset, table).extend(rows)
    _keep_pages(dataset, previous, {url for id_ in kept for url in pages[id_]})


def _today(row: InitiativeRow, today: date) -> InitiativeRow:
    now = row.model_copy(update={"status": status(row.kind, row.start, row.end, today)})
    return now if now.status == row.status else now.model_copy(update={"last_changed": today})


def _keep_pages(dataset: Dataset, previous: Dataset, urls: set[str]) -> None:
    known = {row.url for row in dataset.pages}
    added = [row for row in previous.pages if row.url in urls - known]
    dataset.pages.extend(added)
    sources = {row.id for row in dataset.sources}
    wanted = {row.source for row in added} - sources
    dataset.sources.extend(row for row in previous.sources if row.id in wanted)


def previous_source(previous: Dataset | None, id_: str) -> SourceRow | None:
    """The row of a source in the last release, if there was one."""
    return next((row for row in previous.sources if row.id == id_), None) if previous else None


def changes(now: Iterable[InitiativeRow], before: Iterable[InitiativeRow]) -> list[ChangeRow]:
    """Every changed cell between two releases: added and vanished initiatives, ended ones, and other
    differences."""
    old = {row.id: row for row in before}
    new = {row.id: row for row in now}
    rows = [ChangeRow(initiative=id_, new=new[id_].name, kind="added") for id_ in new.keys() - old.keys()]
    rows += [ChangeRow(initiative=id_, old=old[id_].name, kind="vanished") for id_ in old.keys() - new.keys()]
    for id_ in new.keys() & old.keys():
        rows.extend(_changed(old[id_], new[id_]))
    return sorted(rows, key=lambda row: (row.initiative, row.field or "", row.kind))


def _changed(before: InitiativeRow, now: InitiativeRow) -> Iterator[ChangeRow]:
    for name, old, new in _differences(before, now):
        ended = name == "status" and new == "ended"
        yield ChangeRow(initiative=now.id, field=name, old=old, new=new, kind="ended" if ended else "changed")
