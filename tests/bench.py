"""``make bench``: what reading a page costs, beside trafilatura's ``extract`` on the same pages.

trafilatura finds the main text of a page; we find that and read the fields too. CPU time, not time by the clock:
what else the machine does at the same time counts little. The bundled pages are small, so both are also measured on
the same pages with the menus, scripts and styles around them that pages of the web have.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

# Found as script or module, installed or not: beside this file stands a folder that is called flows, too.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import trafilatura

from flows.example import pages_folder
from pipeline.document import parse
from pipeline.local import load
from pipeline.reading import read_page_of_site
from schemas.page import Page

RUNS = 5
PADDED = 100 * 1024
"""Bytes of a padded page."""

_ENTRY = '<li class="menu-item"><a href="/palvelut/osasto-{0}/sivu-{0}">Palvelut ja asiointi {0}</a></li>\n'
_SCRIPT = 'window.config[{0}] = {{"id": {0}, "title": "<b>Tapahtuma {0}</b>", "tags": ["a", "b"]}};\n'


def padded(page: Page, size: int = PADDED) -> Page:
    """The page with a menu before its content and scripts behind, half of the missing bytes each."""
    missing = max(0, size - len(page.body))
    menu = _filled(_ENTRY, missing // 2)
    script = _filled(_SCRIPT, missing - len(menu))
    before, tag, rest = _opened(page.body)
    after, end, last = rest.rpartition(b"</body>")
    after, last = (after, end + last) if end else (rest, b"")
    body = b"".join((before, tag, b"<nav><ul>", menu, b"</ul></nav>", after, b"<script>", script, b"</script>", last))
    return page.model_copy(update={"body": body})


def _filled(pattern: str, size: int) -> bytes:
    """So many lines of a pattern that they make about ``size`` bytes."""
    return "".join(pattern.format(number) for number in range(size // len(pattern.format(1000)))).encode()


def _opened(body: bytes) -> tuple[bytes, bytes, bytes]:
    """What comes before the content, the tag that opens it, and the rest."""
    start = body.lower().find(b"<body")
    end = body.find(b">", start) + 1 if start >= 0 else 0
    return body[: max(start, 0)], body[max(start, 0) : end], body[end:]


def milliseconds(read: Callable[[Page], object], pages: list[Page], runs: int = RUNS) -> float:
    """CPU milliseconds a page: the median of several runs over all pages, after one to warm caches."""
    times = []
    for _ in range(runs + 1):
        start = time.process_time()
        for page in pages:
            read(page)
        times.append((time.process_time() - start) * 1000 / len(pages))
    return statistics.median(times[1:])


def report(name: str, pages: list[Page], runs: int = RUNS) -> str:
    """What parsing and reading these pages cost, and trafilatura's extract."""
    kilobytes = statistics.mean(len(page.body) for page in pages) / 1024
    parsing = milliseconds(lambda page: parse(page.body, page.url, None, page.charset), pages, runs)
    reading = milliseconds(read_page_of_site, pages, runs)
    theirs = milliseconds(lambda page: trafilatura.extract(page.body), pages, runs)
    rows = (
        ("hankedata, parse alone", parsing),
        ("hankedata, parse and read all fields", reading),
        ("trafilatura.extract, main text", theirs),
    )
    lines = [f"{len(pages)} {name}, {kilobytes:.0f} KB each on average; CPU time, median of {runs} runs"]
    lines += [f"  {what:<38}{cost:8.2f} ms a page {1000 / cost:8.0f} pages/s" for what, cost in rows]
    return "\n".join([*lines, f"  {'whole reading / trafilatura':<38}{reading / theirs:8.2f} times its time"])


def main() -> None:
    """Print the cost for the bundled pages, as they are and padded."""
    pages = [page for _, page in load([pages_folder()])]
    print(report("bundled pages", pages))
    print(report(f"pages padded to {PADDED // 1024} KB", [padded(page) for page in pages]))


if __name__ == "__main__":
    main()
