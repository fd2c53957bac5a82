"""A run of the flow from the command line, where Prefect's server is often a temporary one that ends with
us.
"""

from __future__ import annotations

import atexit
import logging
import time
from typing import Any
from uuid import UUID

from prefect import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterId,
    TaskRunFilter,
    TaskRunFilterState,
    TaskRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.settings import PREFECT_API_URL

from flows.errors import UserError
from flows.national_dataset import national_dataset
from flows.summary import Result

_PATIENCE = 5.0
_UNFINISHED = [StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING]


def run_and_settle(**parameters: Any) -> Result:
    """Run the flow with these parameters; returns what came of it, raises what the flow raised.

    Raises UserError when the server that Prefect is told to use does not answer.

    A temporary server writes the ends of tasks a little later. It gets a few seconds for it, so that the
    run looks finished to whoever opens Prefect's pages afterwards.
    """
    server = PREFECT_API_URL.value()
    if server:
        _check_server(server)
    state = national_dataset(**parameters, return_state=True)
    if not server and state.state_details.flow_run_id:
        _wait_for_tasks(state.state_details.flow_run_id)
        # what a stopping server says of its cancelled database connections is no news to anybody
        atexit.register(logging.disable)
    result: Result = state.result()
    return result


def _check_server(address: str) -> None:
    with get_client(sync_client=True) as client:
        if client.api_healthcheck():
            raise UserError(
                f"no Prefect server answers at {address}: start it (prefect server start), "
                "unset PREFECT_API_URL, or run with --direct"
            )


def _wait_for_tasks(flow_run: UUID) -> None:
    unfinished = TaskRunFilter(state=TaskRunFilterState(type=TaskRunFilterStateType(any_=_UNFINISHED)))
    this_run = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run]))
    give_up = time.monotonic() + _PATIENCE
    with get_client(sync_client=True) as client:
        while time.monotonic() < give_up:
            if not client.read_task_runs(flow_run_filter=this_run, task_run_filter=unfinished, limit=1):
                return
            time.sleep(0.1)
