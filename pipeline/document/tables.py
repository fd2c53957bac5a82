"""Tables and definition lists: which rows are headers, which tables only lay out the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.document.inline import Inline, gathered
from pipeline.document.text import clean

_LONGEST_COLUMN = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or a term with its values."""

    element: _Element
    cells: tuple[Inline, ...]
    columns: tuple[str, ...] = ()
    """Headers of the cells, where the table has them."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Texts of the cells."""
        return tuple(cell.text for cell in self.cells)


def is_layout(table: _Element) -> bool:
    """Whether a table is used to lay out the page: nested tables, headings or several paragraphs in a cell."""
    if table.get("role") == "presentation":
        return True
    if next(table.iterdescendants("table", "h1", "h2", "h3", "ul", "ol"), None) is not None:
        return True
    return any(_is_crowded(cell) for cell in table.iter("td"))


def _is_crowded(cell: _Element) -> bool:
    paragraphs = sum(1 for _ in cell.iterdescendants("p"))
    return paragraphs > 2 or sum(1 for _ in cell.iterdescendants("div")) > 4


def rows(table: _Element, base: str) -> Iterator[Row]:
    """The rows of a data table below its header row, each with the headers."""
    columns: tuple[str, ...] = ()
    for element in table.iter("tr"):
        cells = [cell for cell in element if cell.tag in ("td", "th")]
        row = Row(element, tuple(gathered(cell, base) for cell in cells), columns)
        if not columns and len(cells) > 1 and _is_header(element, cells, row):
            columns = row.texts
        else:
            yield row


def _is_header(element: _Element, cells: Sequence[_Element], row: Row) -> bool:
    parent = element.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    if all(cell.tag == "th" for cell in cells):
        return True
    return len(cells) > 2 and all(_is_bold_title(cell) for cell in row.cells)


def _is_bold_title(cell: Inline) -> bool:
    text = cell.text
    return 0 < len(text) < _LONGEST_COLUMN and cell.strong[:1] == [text]


def definitions(element: _Element, base: str) -> list[Row] | None:
    """The entries of a <dl>, a row of term and values each; None if something else stands inside."""
    entries = list(element.iter("dt", "dd"))
    structured = ("h1", "h2", "h3", "h4", "table", "dl")
    if not entries or any(next(e.iterdescendants(*structured), None) is not None for e in entries if e.tag == "dd"):
        return None
    found: list[tuple[str, list[Inline]]] = []
    for entry in entries:
        inline = gathered(entry, base)
        if entry.tag == "dt":
            found.append((inline.text.replace("\n", " "), [inline]))
        elif found:
            found[-1][1].append(inline)
        else:
            found.append(("", [Inline(base), inline]))
    return [Row(element, tuple(inlines)) for _, inlines in found]


def value_of(row: Row) -> str:
    """The values of a definition, a line each."""
    return clean("\n".join(text for text in row.texts[1:] if text))
