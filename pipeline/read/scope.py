"""What a reader gets, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.document import Block, Document, Passage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value that a rule read, with the words it was read from."""

    field: str
    """Field of the page record that the value is for."""
    value: T
    quote: str
    """The sentence, line or cell of the page, exactly."""
    rule: str
    """Dotted name of the rule: durations.label.range."""
    block: Block
    raw: str = ""
    """The part of the quote that the value was made from."""
    rank: float = 0.0
    """How strongly the rule speaks for this value when several contend; higher wins."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a document that speaks of one initiative."""

    document: Document
    name: str
    """Name of the initiative, as found by ``pipeline.read.records``."""
    blocks: tuple[Block, ...]
    """Blocks of this initiative alone, in order, its heading first."""
    passages: tuple[Passage, ...]
    """The same blocks cut into labelled passages (headings left out)."""
    shared: tuple[Block, ...] = ()
    """Main-zone blocks of the page that belong to no single initiative."""
    shared_passages: tuple[Passage, ...] = field(default=())
    sole: bool = True
    """Whether this is the page's only primary record (then everything of the main zone is in ``blocks``)."""
    kind: str = "project"
    primary: bool = True
    """False for an initiative that the page only mentions."""
    rule: str = "records.page"
    """Name of the rule that found the initiative."""
