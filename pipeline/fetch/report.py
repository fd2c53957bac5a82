"""The report of a run over one source: what the archive must know beyond the responses to tell the run again.

What robots.txt forbade, a name that did not resolve, an address that was given up: none of these leaves a
response.
"""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict

from pipeline.fetch.outcome import FetchFailure


class Capture(BaseModel):
    """One archived page: its address and when the site gave or confirmed it."""

    model_config = ConfigDict(frozen=True)

    url: str
    fetched_at: AwareDatetime


class KeptCapture(BaseModel):
    """An older page that stands in for one that could not be had."""

    model_config = ConfigDict(frozen=True)

    page: Capture
    failure: FetchFailure


class RunReport(BaseModel):
    """How the run over one source went."""

    model_config = ConfigDict(frozen=True)

    source: str
    start_urls: tuple[str, ...]
    expected_min: int
    expected_max: int
    """How many records were to be expected, as declared at the time."""
    checked: AwareDatetime
    """When the run over the source was done, to the second."""
    pages: tuple[Capture, ...]
    kept: tuple[KeptCapture, ...] = ()
    failures: tuple[FetchFailure, ...] = ()
    left_over: int = 0
