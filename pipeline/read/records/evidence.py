"""What the readers find on a page that its words alone leave in doubt: facts that only an initiative has."""

from __future__ import annotations

from pipeline.read import coordinators, target_groups
from pipeline.read.durations import reader as durations
from pipeline.read.funders import reader as funders
from pipeline.read.scope import Scope

# An end is what tells a project from a standing service; a beginning, money and a doer speak for both.
_WEIGHTS = {"end": 2.0, "start": 1.0, "funders": 1.0, "coordinators": 0.5, "target_groups": 0.5}


def facts_score(scope: Scope) -> float:
    """Evidence, between 0 and 5, from the kinds of facts that the readers find in a scope.

    A page that never says "hanke" but tells who pays for the work, from when to when and for whom, is about an
    initiative; a page of an event, a service or an organisation tells one or two of these at most.
    """
    readers = (durations.read, funders.read, coordinators.read, target_groups.read)
    return sum(_WEIGHTS[field] for field in {item.field for read in readers for item in read(scope)})
