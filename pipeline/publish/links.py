"""Links that open a live page at the words quoted (text fragments, ``#:~:text=``)."""

from __future__ import annotations

from urllib.parse import quote as percent

from schemas.columns import SEPARATOR, clean_lines

_DIRECTIVE = ":~:"
_LONG = 120
"""Characters; a longer quote is named by how it begins and ends."""
_WORDS = 5


def _encoded(text: str) -> str:
    # the dash marks prefix and suffix in a text directive, and urllib leaves it alone
    return percent(text, safe="").replace("-", "%2D")


def _stretches(quote: str) -> list[str]:
    """The parts of a quote that stand in one line or cell of the page; no text is found across them."""
    lines = clean_lines(quote).replace(SEPARATOR, "\n").split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]


def _directive(quote: str) -> str:
    stretches = _stretches(quote)
    if not stretches:
        return ""
    first, last = stretches[0].split(), stretches[-1].split()
    if len(stretches) == 1:
        count = min(_WORDS, len(first) // 2)
        if len(stretches[0]) <= _LONG or not count:
            return _encoded(stretches[0])
        return f"{_encoded(' '.join(first[:count]))},{_encoded(' '.join(first[-count:]))}"
    return f"{_encoded(' '.join(first[:_WORDS]))},{_encoded(' '.join(last[-_WORDS:]))}"


def text_fragment(url: str, quote: str) -> str:
    """The address with a text fragment that scrolls to the quote and marks it.

    A fragment of the address itself is kept, a text fragment in it is replaced. A quote that is long, or that
    runs over several lines or cells, is given as its first and last words. An empty quote gives the address
    alone.
    """
    page, _, anchor = url.partition("#")
    anchor = anchor.partition(_DIRECTIVE)[0]
    directive = _directive(quote)
    if not directive:
        return f"{page}#{anchor}" if anchor else page
    return f"{page}#{anchor}{_DIRECTIVE}text={directive}"
