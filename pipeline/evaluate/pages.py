"""The evaluation pages on disk: folders with page.html, page.json and gold.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.local import as_json, load
from pipeline.read.page import read_page
from pipeline.reading import read_page_of_site
from schemas.record import PageReading


class Judged(NamedTuple):
    """A page as read and as people read it; ``said`` and ``gold`` have the same shape."""

    name: str
    reading: PageReading
    said: dict[str, Any]
    gold: dict[str, Any]


def judged_pages(folder: Path, declared: bool = True) -> Iterator[Judged]:
    """Read the evaluation pages in a folder, by name, each with its gold.

    ``declared`` reads with the hints of the site's declaration, as a run does; without, every page is that of an
    unknown site. Raises FileNotFoundError, naming the folder, when it holds no such pages.
    """
    golds = sorted(folder.glob("*/gold.json"))
    if not golds:
        raise FileNotFoundError(f"{folder}: no evaluation pages here (folders with page.html, page.json and gold.json)")
    read = read_page_of_site if declared else read_page
    for gold in golds:
        (local,) = load([gold.parent])
        reading = read(local.page)
        answer = json.loads(gold.read_text(encoding="utf-8"))
        yield Judged(local.name, reading, as_json(local.name, reading), answer)
