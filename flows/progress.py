"""How far a run is: a progress bar on a terminal, nothing elsewhere, and no log lines in between."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Listener = Callable[[str, int], None]
"""Is called with the id of each source that is done, and the number of sources of the run."""

_listeners: list[Listener] = []


def announce(source: str, total: int) -> None:
    """Tell that a source is done; ``total`` is the number of sources of the run."""
    for listener in _listeners:
        listener(source, total)


@contextmanager
def shown(console: Console) -> Iterator[None]:
    """Show a bar on the console while the block runs, if it is a terminal.

    A Prefect flow takes only parameters that can be stored, so the bar listens here and is no argument of
    the run.
    """
    if not console.is_terminal:
        yield
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("starting", total=None)

        def advance(source: str, total: int) -> None:
            progress.update(bar, advance=1, total=total, description=f"sources (last: {source})")

        _listeners.append(advance)
        try:
            yield
        finally:
            _listeners.remove(advance)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep our log lines out of the terminal while the block runs: tables and messages say the same, and better."""
    logger = logging.getLogger("hankedata")
    before, logger.propagate = logger.propagate, False
    silence = logging.NullHandler()
    logger.addHandler(silence)
    try:
        yield
    finally:
        logger.propagate = before
        logger.removeHandler(silence)
