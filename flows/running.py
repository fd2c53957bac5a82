"""``hankedata run``: the same work with Prefect or without, a progress bar, and a line that says what came
out.
"""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import Console

from flows.plans import Request, check, open_plan
from flows.progress import announce, quiet, shown
from flows.summary import Result, as_line, result_of

_PREFECT = {
    # a failed source is in the tables and on the run's page; its log line and traceback need not fill the
    # terminal
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    # on a fresh home the temporary server makes its database first, which took 16 s where 20 s are allowed
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
}


def run_and_report(
    *,
    direct: bool,
    example: bool,
    replay: list[Path],
    output: Path | None,
    archive: Path | None,
    sources: list[str],
    workers: int,
    contact: str | None,
) -> None:
    """Run, and print a line of what was published. The arguments are those of ``hankedata run``.

    Raises what ``flows.plans.open_plan`` raises, PublishError when the tables cannot be written, and NothingHad
    when no source gave a page.
    """
    request = Request(
        example=example,
        replay=tuple(map(str, replay)),
        output=str(output) if output else None,
        archive=str(archive) if archive else None,
        sources=tuple(sources),
        workers=workers,
    )
    with quiet(), shown(Console(stderr=True)):
        result = _directly(request, contact) if direct else _as_flow(request, contact)
    print(as_line(result, str(request.output_folder)))


def _directly(request: Request, contact: str | None) -> Result:
    from pipeline.stages import run

    with open_plan(request, contact) as plan:
        return result_of(plan, run(plan, announce))


def _as_flow(request: Request, contact: str | None) -> Result:
    check(request, contact)  # Prefect takes its time to start; what cannot work should be said before
    for name, value in _PREFECT.items():
        os.environ.setdefault(name, value)
    if contact:
        os.environ["HANKEDATA_CONTACT"] = contact
    from flows.settling import run_and_settle

    return run_and_settle(
        sources=list(request.sources) or None,
        workers=request.workers,
        example=request.example,
        replay=list(request.replay) or None,
        output=request.output,
        archive=request.archive,
    )
