"""The output folder: unusable ones are noticed before the work, and one run at a time writes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.publish import PublishError, locked, probe, publish
from schemas.tables import Dataset

ROOT = Path(__file__).resolve().parent.parent.parent
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from conftest import small
from pipeline.publish import publish
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
publish(small(), Path({out!r}))
"""
HOLDING = """
import sys
from pathlib import Path
from pipeline.publish import locked
with locked(Path({out!r})):
    print("held", flush=True)
    sys.stdin.read()
"""


def python(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_probing_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    probe(tmp_path / "there")
    probe(tmp_path / "not" / "yet" / "there")
    assert [path.name for path in tmp_path.rglob("*")] == ["there"]


@pytest.mark.parametrize("place", ["file", "file/out", "file/deep/out", "x" * 300, "/proc/hankedata", "/proc/a/b"])
def test_a_folder_that_cannot_be_written_is_named(place: str, tmp_path: Path, dataset: Dataset) -> None:
    (tmp_path / "file").write_text("")
    for use in (probe, lambda folder: publish(dataset, folder)):
        with pytest.raises(PublishError, match="cannot be written") as error:
            use(tmp_path / place)
        assert place in str(error.value)
        assert len(str(error.value).splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir(mode=0o500)
    for place in ("ours", "ours/out"):
        with pytest.raises(PublishError, match="ermission"):
            probe(tmp_path / place)


def test_another_process_is_kept_out_until_the_first_has_ended(tmp_path: Path, dataset: Dataset) -> None:
    out = tmp_path / "made" / "out"
    holder = python(HOLDING.format(out=str(out)))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    for use in (lambda: publish(dataset, out), lambda: locked(out).__enter__()):
        with pytest.raises(PublishError, match="another run is writing this folder"):
            use()
    assert not out.exists()
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    publish(dataset, out)
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_two_runs_of_one_process_exclude_each_other_but_a_run_may_publish(tmp_path: Path, dataset: Dataset) -> None:
    out = tmp_path / "out"
    with locked(out):
        with pytest.raises(PublishError, match="another run"), locked(tmp_path / "elsewhere" / ".." / "out"):
            pass
        publish(dataset, out)
        with pytest.raises(PublishError, match="another run"), locked(out):  # publishing has not let go of it
            pass
        with locked(tmp_path / "other"):
            pass
    with locked(out):
        pass


def test_the_lock_leaves_nothing_behind(tmp_path: Path) -> None:
    with locked(tmp_path / "made" / "for it" / "out"):
        assert (tmp_path / "made" / "for it").is_dir()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_swept_away_and_nothing_else(tmp_path: Path, dataset: Dataset) -> None:
    out = tmp_path / "out"
    for name in (".out.backup", ".outer.publishing-x"):
        (tmp_path / name).mkdir()
    killed = python(KILLED.format(root=str(ROOT), tests=str(Path(__file__).parent), out=str(out)))
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert list(tmp_path.glob(".out.publishing-*/*.csv")), "the killed run should have left its files"
    publish(dataset, out)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.backup", ".outer.publishing-x", "out"]


def test_what_is_left_over_is_ignored_by_git() -> None:
    names = [".output.publishing-abc/contacts.csv", ".output.lock", "output/.example.publishing-x/contacts.csv"]
    done = subprocess.run(["git", "check-ignore", "--no-index", *names], cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 128:
        pytest.skip("not a git checkout")
    assert done.stdout.split() == names
