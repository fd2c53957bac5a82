"""Candidates for the beginning and end of an initiative, and what all rules share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pipeline.document import Block
from pipeline.document.model import BlockKind
from pipeline.read.durations.expressions import DateMatch
from schemas.edtf import earliest, latest

LABEL, LABEL_ONE, NAME_DATE, LINE, SPAN, BRACKET = 100, 98, 84, 78, 76, 74
CUE_OF = {"name": 68.0, "own": 64.0, "weak": 52.0, "pronoun": 50.0, "section": 46.0}
"""Rank of what a verb tells, by what it speaks of."""
COLON, RANGE_OF, LEAD, NAME_YEAR = 56, 40, 25, 30
TRUSTED = 60
"""Candidates of at least this rank may refine a coarser one."""

SHORTEST_RANGE = timedelta(days=45)
"""A range of days without label or verb that is shorter is an event, not a project."""
PERIOD_GAP = 3
LINE_SLACK = 4
LABEL_SLACK = 25
FAR = 140
DAY_LETTERS = 10
"""Length of an EDTF value to the day."""
MOST_DATES = 30
"""Of a sentence; more are a calendar."""
LABELS = frozenset(("duration", "start", "end"))
"""Topics of labels that speak of the duration."""
OTHER_TOPICS = frozenset(
    ("application", "published", "updated", "event", "events", "contacts", "email", "phone", "address", "budget")
)
STRANGE = frozenset(("other", "another", "programme", "activity"))
"""Subjects that are not the initiative."""
# the European Union's programme periods stand on every second page and are no project's own
_PROGRAMME_PERIODS = frozenset(
    (("2000", "2006"), ("2007", "2013"), ("2014", "2020"), ("2021", "2027"), ("2023", "2027"))
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible beginning, end, or both."""

    start: str | None
    end: str | None
    rank: float
    rule: str
    quote: str
    raw: str
    block: Block
    extends: bool = False
    """Whether the words say that an earlier end was put off."""


def make(match: DateMatch, rank: float, rule: str, quote: str, text: str, block: Block) -> Candidate:
    """A candidate of a date as it stands in a text."""
    return Candidate(match.start, match.end, rank, rule, quote, text[match.span[0] : match.span[1]], block)


def line_of(text: str, match: DateMatch) -> str:
    """The line of a text in which a date stands."""
    begin = text.rfind("\n", 0, match.span[0]) + 1
    end = text.find("\n", match.span[1])
    return text[begin : end if end >= 0 else len(text)].strip()


def long_enough(match: DateMatch) -> bool:
    """Whether a range may be a project: an open one, or one that takes weeks."""
    if match.start is None or match.end is None:
        return True
    return latest(match.end) - earliest(match.start) >= SHORTEST_RANGE


def own_period(match: DateMatch) -> bool:
    """Whether a range is none of the European Union's programme periods."""
    return (match.start, match.end) not in _PROGRAMME_PERIODS


def of_the_page(block: Block) -> bool:
    """Whether a block is text of the page, not of a picture."""
    return block.kind not in (BlockKind.CAPTION, BlockKind.IMAGE)
