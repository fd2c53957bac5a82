"""``python -m pipeline.evaluate FOLDER ...``: the table of accuracy over folders of evaluation pages."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from pipeline.evaluate.calibrate import measure
from pipeline.evaluate.pages import judged_pages
from pipeline.evaluate.report import fallen, table
from pipeline.evaluate.score import Tally

_BUNDLED = Path(__file__).parents[2] / "flows" / "example" / "pages"
# where the table of the bundled pages begins in a document (flows/docs.py writes it)
_MARK = "<!-- accuracy:"
_PRECISIONS = Path(__file__).parents[1] / "read" / "rule_precision.csv"


def evaluate(folder: Path, declared: bool = True) -> tuple[Tally, int]:
    """Read every evaluation page of a folder and compare it with its gold; gives the tally and the number of pages.

    ``declared`` and errors as in ``judged_pages``.
    """
    tally, pages = Tally(), 0
    for page in judged_pages(folder, declared):
        tally.add(page.name, page.gold, page.said)
        pages += 1
    return tally, pages


def main() -> int:
    """Print the table for each folder; optionally the errors, or measure the rules anew."""
    parser = argparse.ArgumentParser(description="accuracy of the reading, field by field")
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        default=[_BUNDLED],
        help="folders of evaluation pages; one that is absent is passed over",
    )
    parser.add_argument(
        "--errors", nargs="*", metavar="FIELD", help="list what was missed or wrong (all fields if none)"
    )
    parser.add_argument("--generic", action="store_true", help="read every page as that of an unknown site")
    parser.add_argument("--calibrate", action="store_true", help="write the measured precision of each rule")
    parser.add_argument("--documented", type=Path, help="fail if a core field of the first folder is below this file's")
    options = parser.parse_args()
    present = [folder for folder in options.folders if folder.exists()]
    if not present:
        print(f"{options.folders[0]}: no such folder", file=sys.stderr)
        return 2
    if options.calibrate:
        _PRECISIONS.write_text(measure(judged_pages(present[0])), encoding="utf-8")
    lower: list[str] = []
    for folder in present:
        tally, pages = evaluate(folder, declared=not options.generic)
        print(f"{folder}: {table(tally, pages)}\n")
        for field, page, what, value in tally.errors if options.errors is not None else ():
            if not options.errors or field in options.errors:
                print(f"{field}\t{page}\t{what}\t{json.dumps(value, ensure_ascii=False)}")
        if options.documented and folder == present[0]:
            lower = fallen(tally, options.documented.read_text(encoding="utf-8").partition(_MARK)[2])
    for line in lower:
        print(f"{options.documented}: {line}", file=sys.stderr)
    return 1 if lower else 0


if __name__ == "__main__":
    raise SystemExit(main())
