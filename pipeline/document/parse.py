"""HTML to ``Document``: the only place that sees markup.

lxml builds the tree and it is walked once: measured on the bundled pages, BeautifulSoup's tree alone costs more than
everything else here. BeautifulSoup finds out the encoding, and applies the selectors of sites that declare some.
"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

from bs4.dammit import EncodingDetector, UnicodeDammit
from lxml import etree

from pipeline.document.asides import demote_asides
from pipeline.document.hidden import reveal
from pipeline.document.marks import mark
from pipeline.document.model import Block, Document, Hints, Link, Zone
from pipeline.document.passages import passages
from pipeline.document.text import clean
from pipeline.document.walk import Walker
from pipeline.read.language import detect

# Elements whose text is never read. <nav> goes too: menus hold half of many pages and give no value.
_CUT = (
    "script",
    "style",
    "svg",
    "noscript",
    "template",
    "iframe",
    "object",
    "nav",
    "select",
    "textarea",
    "math",
    "title",
)
_ENOUGH_TEXT = 40
# what XML, and so lxml, refuses in a text
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DEEPEST = 100


def decode(body: bytes, charset: str | None = None) -> str:
    """Text of a page: BOM first, then the HTTP header's charset, then what the page declares, then a guess."""
    text, boms = EncodingDetector.strip_byte_order_mark(body)
    if boms:
        return text.decode(boms, errors="replace")
    if (charset or "utf-8").lower() in ("utf-8", "utf8"):
        with suppress(UnicodeDecodeError):  # then it is something else, whatever the header says
            return body.decode("utf-8")
    known = [c for c in (charset, EncodingDetector.find_declared_encoding(body, is_html=True)) if c]
    dammit = UnicodeDammit(body, known_definite_encodings=known, user_encodings=["utf-8", "windows-1252"], is_html=True)
    return dammit.unicode_markup if dammit.unicode_markup is not None else body.decode("utf-8", errors="replace")


def parse(html: str | bytes, url: str = "", hints: Hints | None = None, charset: str | None = None) -> Document:
    """Parse a page once.

    ``html`` is markup, or the bytes of a response with the ``charset`` of its header; ``url`` its address, against
    which links are resolved; ``hints`` what the site's declaration says. Broken markup is mended, never refused:
    an empty or hopeless page gives a document without blocks.
    """
    text = decode(html, charset) if isinstance(html, bytes) else html
    tree = _tree(mark(text, hints or Hints()))
    if tree is None:
        return Document(url=url, title="", language=None, blocks=())
    base = _base(tree, url)
    links = _links(tree, base)
    head = _head(tree)
    reveal(tree)
    _cut(tree)
    _flatten(tree)
    walker = Walker(tree, base)
    blocks = tuple(demote_asides(walker.blocks()))
    return Document(
        url=url,
        title=head.get("title", ""),
        language=detect(_sample(blocks), _declared_language(tree)),
        blocks=blocks,
        passages=passages([b for b in blocks if b.zone is Zone.MAIN]),
        meta={k: v for k, v in head.items() if k != "title"},
        links=links,
        alternates=_alternates(tree, base),
        canonical=next((_absolute(base, str(h)) for h in tree.xpath("//link[@rel='canonical']/@href")), "") or None,
        record_roots=tuple(walker.record_roots),
    )


def _tree(text: str) -> etree._Element | None:
    # lxml refuses a str with an encoding declaration, and control characters that XML has no place for
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text.replace("\x00", ""))
    if not text.strip():
        return None
    try:
        # huge_tree: libxml2 otherwise stops at a nesting of 256 and drops what follows
        tree = etree.fromstring(text, etree.HTMLParser(huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return tree if tree is not None and tree.tag == "html" else None


def _base(tree: etree._Element, url: str) -> str:
    declared = tree.xpath("//base/@href")
    return (_absolute(url, str(declared[0])) or url) if declared else url


def _links(tree: etree._Element, base: str) -> tuple[Link, ...]:
    found = []
    for anchor in tree.iter("a"):
        address = _absolute(base, anchor.get("href") or "")
        if address.startswith(("http://", "https://")):
            found.append(Link(clean("".join(anchor.itertext())).replace("\n", " "), address))
    return tuple(found)


def _absolute(base: str, href: str) -> str:
    try:
        return urljoin(base, href.strip()) if href.strip() else ""
    except ValueError:  # "http://[": not an address
        return ""


def _head(tree: etree._Element) -> dict[str, str]:
    found = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name")
        if name and meta.get("content"):
            found[name.lower()] = clean(meta.get("content"))
    found["title"] = clean("".join(next((t for t in tree.xpath("//title/text()")), ""))).replace("\n", " ")
    return found


def _alternates(tree: etree._Element, base: str) -> dict[str, str]:
    return {
        str(link.get("hreflang")).lower(): _absolute(base, link.get("href") or "")
        for link in tree.iter("link")
        if link.get("hreflang") and link.get("rel") == "alternate"
    }


def _cut(tree: etree._Element) -> None:
    etree.strip_elements(tree, *_CUT, etree.Comment, etree.ProcessingInstruction, with_tail=False)


def _flatten(tree: etree._Element) -> None:
    """Keep only the text of elements that are nested deeper than any real page's."""
    depth = 0
    too_deep = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == _DEEPEST:
            too_deep.append(element)
    for element in too_deep:
        text = " ".join(element.itertext())
        del element[:]
        element.text = _CONTROLS.sub("", text)


def _declared_language(tree: etree._Element) -> str | None:
    code = tree.get("lang") or tree.get("xml:lang")
    return code[:2].lower() if code else None


def _sample(blocks: tuple[Block, ...]) -> str:
    """Running text of the page's own content, to tell its language from."""
    main = [b.text for b in blocks if b.zone == "main" and len(b.text) > _ENOUGH_TEXT]
    return "\n".join(main or [b.text for b in blocks])[:5000]


def host_of(url: str) -> str:
    """Host of an address, lower-case; '' if it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
