"""Which records are the same initiative, what is believed of it, and what changed since the last release."""

from pipeline.consolidate.dataset import consolidate
from pipeline.consolidate.ids import AliasError, load_aliases, resolve
from pipeline.consolidate.sources import SourceOutcome, judge
from pipeline.consolidate.statements import PageStatement

__all__ = [
    "AliasError",
    "PageStatement",
    "SourceOutcome",
    "consolidate",
    "judge",
    "load_aliases",
    "resolve",
]
