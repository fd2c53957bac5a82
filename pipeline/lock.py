"""A lock that one process holds until it ends, however it ends."""

from __future__ import annotations

from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows: no such lock; one run at a time is then up to the operator
    fcntl = None  # type: ignore[assignment]


def hold(path: Path) -> IO[bytes]:
    """Take the lock file; closing what is returned, or the end of the process, lets go of it.

    Raises BlockingIOError if another holds it, OSError if the file cannot be made.
    """
    file = path.open("ab")
    if fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            raise
    return file
