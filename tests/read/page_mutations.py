"""Broken pages out of whole ones: cut, repeated, mis-encoded, deeply nested, stuffed with what readers look for.

As a script it reads thousands of them, and shows how reading time grows with page size:

    .venv/bin/python tests/read/page_mutations.py 10000
"""

from __future__ import annotations

import logging
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.read.page import read_page
from schemas.page import Page

PAGES = Path(__file__).resolve().parents[2] / "flows" / "example" / "pages"
URL = "https://www.mallila.example/hanke/"
_TAGS = [
    b"<div>",
    b"<table>",
    b"<b>",
    b"<li>",
    b"</div>",
    b"<td>",
    b"<main>",
    b"<h2>",
    b"<dl><dt>",
    b"<!--",
    b"<script>",
]
_BAIT = [
    b"1.1.2020 ",
    b"Maija ",
    b"a@b.fi ",
    b"- ",
    b". ",
    b"(at) ",
    "ä".encode(),
    b"040 ",
    b"0",
    b"www.",
    b"&#1;",
    b"2020-",
]

Mutation = Callable[[random.Random, bytearray, int, int], None]


def _cut(_: random.Random, body: bytearray, start: int, end: int) -> None:
    del body[start:end]


def _repeat(chance: random.Random, body: bytearray, start: int, end: int) -> None:
    body[start:start] = body[start:end] * chance.choice([1, 3, 20])


def _noise(chance: random.Random, body: bytearray, start: int, _: int) -> None:
    body[start:start] = chance.randbytes(20)


def _nest(chance: random.Random, body: bytearray, start: int, _: int) -> None:
    body[start:start] = chance.choice(_TAGS) * chance.choice([1, 50, 500])


def _stuff(chance: random.Random, body: bytearray, start: int, _: int) -> None:
    body[start:start] = chance.choice(_BAIT) * chance.choice([10, 300, 3000])


def _end(_: random.Random, body: bytearray, __: int, end: int) -> None:
    del body[end:]


_MUTATIONS: list[Mutation] = [_cut, _repeat, _noise, _nest, _stuff, _end]


def bundled() -> list[bytes]:
    """The bundled pages, by name."""
    return [path.read_bytes() for path in sorted(PAGES.glob("*/page.html"))]


def mutated(pages: list[bytes], seed: int) -> bytes:
    """One of the pages with up to thirty random changes; the same seed gives the same bytes."""
    chance = random.Random(seed)
    body = bytearray(chance.choice(pages))
    for _ in range(chance.choice([1, 5, 30])):
        start = chance.randrange(len(body) + 1)
        chance.choice(_MUTATIONS)(chance, body, start, min(len(body), start + chance.randrange(1, 400)))
    return bytes(body)


def seconds_to_read(body: bytes) -> float:
    """CPU time of reading a page."""
    start = time.process_time()
    read_page(Page(url=URL, body=body))
    return time.process_time() - start


def main(count: int) -> None:
    """Read mutated pages, then pages that grow, and print how long it took."""
    logging.disable(logging.CRITICAL)
    pages = bundled()
    seconds_to_read(pages[0])
    slowest = max((seconds_to_read(body), seed, len(body)) for seed in range(count) for body in [mutated(pages, seed)])
    print(f"{count} mutated pages read; slowest: {slowest[0]:.2f} s (seed {slowest[1]}, {slowest[2]} bytes)")
    for times in (1, 2, 4, 8, 16, 32):
        body = pages[0].replace(b"</main>", pages[1] * times + b"</main>")
        print(f"{len(body) / 1024:7.0f} KB {seconds_to_read(body):7.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
