"""The folder that a dataset goes to: whether it can be written, and that only one run writes it at a time."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pipeline.lock import hold
from pipeline.publish.errors import PublishError

_ours: set[Path] = set()
"""Folders that this process has locked."""
_guard = threading.Lock()


def cannot_write(directory: Path, error: OSError) -> PublishError:
    """What is said of a folder that the system refuses to write."""
    return PublishError(f"{directory}: cannot be written ({error.strerror or error})")


def probe(directory: Path) -> None:
    """Find out whether a dataset could be published into a folder, which need not exist; leaves no trace.

    Raises PublishError, one line, when it could not.
    """
    try:
        resolved = directory.resolve()
        if resolved.exists():
            tempfile.TemporaryFile(dir=resolved).close()
        # the files are written beside and renamed into place, so the folder above must take them, too
        with tempfile.TemporaryDirectory(prefix=_prefix(resolved), dir=_nearest(resolved.parent)):
            pass
    except OSError as error:
        raise cannot_write(directory, error) from error


def _nearest(directory: Path) -> Path:
    """The folder, or the first above it that exists."""
    return next(place for place in (directory, *directory.parents) if place.exists())


def _prefix(directory: Path) -> str:
    # long enough that no folder of somebody else's begins with it: what is left over is swept away
    return f".{directory.name}.publishing-"


@contextmanager
def locked(directory: Path, *, again: bool = False) -> Iterator[None]:
    """Keep other processes and runs from writing a folder while the block runs.

    A run holds the lock from beginning to end, so that it publishes what follows the release it began with; ``again``
    goes on under a lock that this process holds. The lock ends with the process, however that ends. Raises
    PublishError when another run holds it, or the folder above cannot be written.
    """
    directory = directory.resolve()
    with _guard:
        if again and directory in _ours:
            held = None
        else:
            held = _taken(directory)
            _ours.add(directory)
    try:
        yield
    finally:
        if held:
            with _guard:
                _ours.discard(directory)
                held.release()


class _Lock:
    """A lock file beside a folder, and the folders that had to be made for it."""

    def __init__(self, directory: Path) -> None:
        self._path = directory.with_name(f".{directory.name}.lock")
        self._made = [place for place in directory.parents if not place.exists()]
        directory.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._take()

    def _take(self) -> IO[bytes]:
        while True:
            file = hold(self._path)
            # whoever had it before may have removed the file between our opening and our locking it
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file.fileno()), self._path.stat()):
                    return file
            file.close()

    def release(self) -> None:
        """Let go, and remove what was made for the lock alone."""
        with suppress(OSError):
            self._path.unlink()
        self._file.close()
        with suppress(OSError):  # the first that holds something
            for place in self._made:
                place.rmdir()


def _taken(directory: Path) -> _Lock:
    try:
        return _Lock(directory)
    except BlockingIOError:
        raise PublishError(f"{directory}: another run is writing this folder") from None
    except OSError as error:
        raise cannot_write(directory, error) from error


@contextmanager
def beside(directory: Path) -> Iterator[Path]:
    """A new folder next to the given one, on the same file system; removed at the end.

    What killed runs left of theirs is removed first, so call it with the lock held. Raises OSError.
    """
    directory.parent.mkdir(parents=True, exist_ok=True)
    for left_over in directory.parent.iterdir():
        if left_over.name.startswith(_prefix(directory)):
            shutil.rmtree(left_over, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=_prefix(directory), dir=directory.parent))
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
