"""Fetching: polite, safe, and archived by construction. Gives pages, or the reason why there is none."""

from pipeline.fetch.archive import Archive, ArchiveError, Validators
from pipeline.fetch.client import Fetcher
from pipeline.fetch.crawl import CrawlSite, Kept, SourceFetch, crawl
from pipeline.fetch.hosts import Hosts
from pipeline.fetch.outcome import FetchFailure, Reason, Tally
from pipeline.fetch.replay import NoPage, Replayed, read_warcs, replay_warcs
from pipeline.fetch.report import Capture, KeptCapture, RunReport
from pipeline.fetch.settings import FetchSettings, SettingsError

__all__ = [
    "Archive",
    "ArchiveError",
    "Capture",
    "CrawlSite",
    "FetchFailure",
    "FetchSettings",
    "Fetcher",
    "Hosts",
    "Kept",
    "KeptCapture",
    "NoPage",
    "Reason",
    "Replayed",
    "RunReport",
    "SettingsError",
    "SourceFetch",
    "Tally",
    "Validators",
    "crawl",
    "read_warcs",
    "replay_warcs",
]
