"""The benchmark runs from a checkout that is not installed, and pads pages without changing what is read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

CODE = """
import json, sys
sys.path[:] = [{tests!r}, *(place for place in sys.path if place not in ("", {root!r}))]
import bench
pages = [page for _, page in bench.load([bench.pages_folder() / "A01", bench.pages_folder() / "B02"])]
wide = [bench.padded(page) for page in pages]
names = [[record.name for record in bench.read_page_of_site(page).records] for page in (*pages, *wide)]
print(json.dumps([len(page.body) for page in wide]), json.dumps(names), bench.report("pages", pages, runs=1), sep="\\n")
"""


def test_the_benchmark_runs_without_installation_on_pages_as_large_as_it_says(tmp_path: Path) -> None:
    code = CODE.format(tests=str(ROOT / "tests"), root=str(ROOT))
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    sizes, names, *report = done.stdout.splitlines()
    assert all(99_000 < size < 103_000 for size in json.loads(sizes))
    first, second, *padded = json.loads(names)
    assert first
    assert [first, second] == padded
    assert any("ms a page" in line for line in report)
    assert "times its time" in report[-1]
