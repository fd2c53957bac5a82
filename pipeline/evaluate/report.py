"""The table of accuracy, as text and as Markdown."""

from __future__ import annotations

import re

from pipeline.evaluate.score import CORE, FIELDS, Tally


def _shown(rate: float | int | None) -> str:
    return "   -" if rate is None else f"{rate:.2f}"


def table(tally: Tally, pages: int) -> str:
    """The figures of each field, a line each, and the core F1."""
    lines = [f"{pages} pages", f"{'field':14s} {'gold':>5s} {'found':>5s} {'wrong':>5s}  prec   rec    f1"]
    for field in (*FIELDS, "mentions"):
        r = tally.rates(field)
        counts = f"{r['gold']:5d} {r['found']:5d} {r['wrong']:5d}"
        lines.append(f"{field:14s} {counts}  {_shown(r['precision'])}  {_shown(r['recall'])}  {_shown(r['f1'])}")
    lines.append(f"core F1: {_shown(tally.core_f1())} (mean over {', '.join(CORE)}; mentions cost nothing)")
    return "\n".join(lines)


def markdown(tally: Tally) -> str:
    """The same as a Markdown table, for README.md."""
    lines = [
        "| field | in gold | found | wrong | precision | recall | F1 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for field in FIELDS:
        r = tally.rates(field)
        rates = " | ".join(_shown(r[key]).strip() for key in ("precision", "recall", "f1"))
        lines.append(f"| {field} | {r['gold']} | {r['found']} | {r['wrong']} | {rates} |")
    lines.append(f"| **core F1** (mean of the core fields) | | | | | | **{_shown(tally.core_f1())}** |")
    return "\n".join(lines)


_ROW = re.compile(r"^\| (?P<field>\w+) \|.*\| (?P<f1>\d\.\d\d) \|$", re.MULTILINE)


def fallen(tally: Tally, documented: str) -> list[str]:
    """The core fields whose F1 is below the figure in a document that holds a table by ``markdown``.

    ``documented`` is the text of the document; the first table in it counts. A line each: field, figure, F1 now.
    """
    figures: dict[str, float] = {}
    for row in _ROW.finditer(documented):
        figures.setdefault(row["field"], float(row["f1"]))
    found = []
    for field in CORE:
        now = tally.rates(field)["f1"]
        if field in figures and now is not None and round(now, 2) < figures[field]:
            found.append(f"{field}: {now:.2f}, but {figures[field]:.2f} is documented")
    return found
