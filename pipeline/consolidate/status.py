"""Whether an initiative is planned, ongoing or ended on a given day."""

from __future__ import annotations

from datetime import date

from schemas.edtf import earliest, latest
from schemas.record import Kind
from schemas.tables import Status


def status(kind: Kind, start: str | None, end: str | None, today: date) -> Status:
    """The status on the day ``today``, from EDTF dates of which either may be unknown.

    Ended: the last day that the end can mean has passed. Planned: the first day that the start can mean is
    still to come. Ongoing: the end is still to come, or it is a network, meant to last, that has begun.
    Otherwise unknown: a project of which no end is known may be long over.
    """
    if end and latest(end) < today:
        return "ended"
    if start and earliest(start) > today:
        return "planned"
    if end or (kind == "network" and start):
        return "ongoing"
    return "unknown"
