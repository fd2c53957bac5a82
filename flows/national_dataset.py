"""The Prefect flow ``national-dataset``: the same stages as a direct run, each visible as a task of its
source.
"""

from __future__ import annotations

import os
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture, as_completed
from prefect.states import Failed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from flows.plans import Request, open_plan
from flows.progress import announce
from flows.summary import Result, as_markdown, as_table, result_of
from pipeline.fetch import SourceFetch
from pipeline.outcome import why_no_pages
from pipeline.stages import Plan, SourceReading, Summary, finish, read_source, try_fetch

SOURCES_ARTIFACT = "national-dataset-sources"
SUMMARY_ARTIFACT = "national-dataset-summary"


class SourceFailed(Exception):
    """A source that gave no page; carries what is known of it, so that the run can report it and go on."""

    def __init__(self, fetched: SourceFetch, reason: str) -> None:
        super().__init__(reason)
        self.fetched = fetched


# Prefect would hash and search each argument for futures: NO_CACHE and quote() keep it from pages and open
# archives. No retries here: the client has them, page by page.


@task(name="fetch-source", task_run_name="fetch {source}", cache_policy=NO_CACHE)
def fetch_task(source: str, plan: Plan) -> SourceFetch | State[Any]:
    """Fetch one source; a source without any page ends as a failed task, with the reason."""
    fetched = try_fetch(plan, source)
    if fetched.pages:
        return fetched
    reason = why_no_pages(fetched.failures)
    return Failed(message=f"{source}: {reason}", data=SourceFailed(fetched, reason))


@task(name="read-source", task_run_name="read {source}", cache_policy=NO_CACHE)
def read_task(source: str, plan: Plan, fetched: SourceFetch) -> SourceReading:
    """Read all pages of one source."""
    reading = read_source(plan.site(source), fetched)
    announce(source, len(plan.sites))
    return reading


@task(name="publish", cache_policy=NO_CACHE)
def publish_task(plan: Plan, readings: list[SourceReading]) -> Summary:
    """Consolidate what all sources say, and write the tables."""
    return finish(plan, readings)


@flow(name="national-dataset", validate_parameters=True)
def national_dataset(
    sources: list[str] | None = None,
    workers: int = 4,
    example: bool = False,
    replay: list[str] | None = None,
    output: str | None = None,
    archive: str | None = None,
) -> Result:
    """Build the national dataset from its sources.

    ``sources`` are ids of sources, all if None; ``workers`` how many are worked on at the same time;
    ``example`` runs over the bundled pages; ``replay`` names WARC files to rebuild from without any
    request; ``output`` and ``archive`` are folders. The contact that sites are told comes from the
    environment (HANKEDATA_CONTACT), because parameters are stored. Returns what came of the run; fails with
    NothingHad, after publishing, when no source gave a page.
    """
    request = Request(example, tuple(replay or ()), output, archive, tuple(sources or ()), workers)
    with open_plan(request, os.environ.get("HANKEDATA_CONTACT")) as plan:
        summary = _run(plan)
    create_table_artifact(key=SOURCES_ARTIFACT, table=as_table(summary), description="Rows and verdict of each source.")
    create_markdown_artifact(key=SUMMARY_ARTIFACT, markdown=as_markdown(summary))
    return result_of(plan, summary)


def _run(plan: Plan) -> Summary:
    """Fetch and read all sources, at most ``plan.workers`` at a time, then publish."""
    # A runner of our own, because the limit of the flow's could not depend on a parameter.
    # Any, because its annotations know coroutines only.
    runner: Any = ThreadPoolTaskRunner(max_workers=plan.workers)
    with runner:
        try:
            return _stages(runner, plan)
        except BaseException:
            plan.stop.set()  # else the runner waits for every crawl under way
            raise


def _stages(runner: Any, plan: Plan) -> Summary:
    fetches: list[PrefectFuture[Any]] = [
        runner.submit(fetch_task, {"source": site.id, "plan": quote(plan)}) for site in plan.sites
    ]
    reads: list[PrefectFuture[SourceReading]] = []
    readings: list[SourceReading] = []
    for future in as_completed(fetches):
        fetched = _fetched(future)
        source = fetched.source_id
        if fetched.pages:
            arguments = {"source": source, "plan": quote(plan), "fetched": quote(fetched)}
            reads.append(runner.submit(read_task, arguments))
        else:  # nothing to read, but why so belongs into the tables
            readings.append(read_source(plan.site(source), fetched))
            announce(source, len(plan.sites))
    readings.extend(future.result() for future in reads)
    published = runner.submit(publish_task, {"plan": quote(plan), "readings": quote(readings)})
    summary: Summary = published.result()
    return summary


def _fetched(future: PrefectFuture[Any]) -> SourceFetch:
    """What a fetch task gave, or what a failed one left behind."""
    result = future.result(raise_on_failure=False)
    if isinstance(result, SourceFailed):
        return result.fetched
    if isinstance(result, SourceFetch):
        return result
    raise result
