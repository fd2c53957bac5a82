"""The shapes that every reader works on. A reader never sees HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Zone(StrEnum):
    """Which part of the page a block stands in; readers take values from MAIN unless they say why not."""

    MAIN = "main"
    ASIDE = "aside"
    """Sidebars, related links, news lists."""
    NAV = "nav"
    """Menus and breadcrumbs."""
    HEADER = "header"
    FOOTER = "footer"
    NOTICE = "notice"
    """Cookie banners and dialogs."""


class BlockKind(StrEnum):
    """What sort of element a block was."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a block: its text, and its address made absolute (mailto: and tel: are kept as they are)."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest piece of a page that stands on its own: a heading, paragraph, list item, table row, image."""

    index: int
    """Position in ``Document.blocks``."""
    kind: BlockKind
    text: str
    """The visible text; one space between words, ``\\n`` where the page breaks the line (<br>), no soft hyphens.
    The cells of a row are joined by `` | ``; an image gives its alternative text. An address hidden in
    ``data-cfemail`` is decoded, an image of an at sign becomes ``@``."""
    zone: Zone
    headings: tuple[str, ...] = ()
    """Texts of the headings above, outermost first; for a heading those above it, without itself."""
    heading_indexes: tuple[int, ...] = ()
    """Positions of those headings in ``Document.blocks``."""
    level: int = 0
    """1-6 for a heading, 0 otherwise. An accordion's button and a bold line alone in its paragraph count as
    headings too, one level below the real heading above them (up to 7)."""
    links: tuple[Link, ...] = ()
    strong: tuple[str, ...] = ()
    """Texts set in bold inside the block, in order."""
    cells: tuple[str, ...] = ()
    """For a row: the texts of its cells, ``\\n`` kept."""
    columns: tuple[str, ...] = ()
    """For a row of a table with a header row: the header of each cell."""
    containers: tuple[int, ...] = ()
    """Numbers of the elements around the block, outermost first: blocks of one card share the longest prefix."""
    css: str = ""
    """Lower-case class and id words of the element and its two nearest ancestors, joined by spaces."""
    language: str | None = None
    """fi, sv or en where the element or an ancestor below <html> declares it."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Label and value where markup pairs them (dt/dd, th/td, two-cell rows, a field's label and items)."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The text by its line breaks, empty lines left out."""
        return tuple(line.strip() for line in self.text.split("\n") if line.strip())


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a block with the label that the page gives it, if any.

    "Projekttid: hösten 2022<br>Finansiärer: Kulturfonden" gives two passages of one block. Text under a heading
    that is itself a known label ("Rahoittaja", "Mikä on hankkeen kesto?") has that heading as label.
    """

    text: str
    """The value, without the label; may hold ``\\n``."""
    block: Block
    label: str | None = None
    """The label as written, without its colon."""
    topic: str | None = None
    """What the label speaks of, by ``pipeline/lexicon``: duration, funders, contacts ...; None if unknown or none."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a site's declaration tells the parser; all are CSS selectors (as soupsieve reads them)."""

    main: str | None = None
    """The element that holds the page's own content; everything else is not MAIN."""
    drop: tuple[str, ...] = ()
    """Elements to leave out altogether."""
    record: str | None = None
    """Each matching element is one record of its own."""
    heading: tuple[str, ...] = ()
    """Elements to be taken as headings although they are none."""


@dataclass(frozen=True, slots=True)
class Document:
    """One page, parsed."""

    url: str
    title: str
    """Text of <title>."""
    language: str | None
    """fi, sv or en: of the text itself where it is long enough to tell, else as declared."""
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...] = ()
    """The blocks of the page's own content, cut into labelled passages."""
    meta: dict[str, str] = field(default_factory=dict)
    """<meta> name or property -> content."""
    links: tuple[Link, ...] = ()
    """Every link of the page, absolute http(s) only, in order, all zones."""
    alternates: dict[str, str] = field(default_factory=dict)
    """hreflang -> address."""
    canonical: str | None = None
    record_roots: tuple[int, ...] = ()
    """Container numbers of the elements that ``Hints.record`` matched."""

    @property
    def main(self) -> tuple[Block, ...]:
        """The blocks of the page's own content."""
        return tuple(b for b in self.blocks if b.zone is Zone.MAIN)
