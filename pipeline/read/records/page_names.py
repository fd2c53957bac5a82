"""The name of the one initiative that a page is about."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from urllib.parse import unquote

from pipeline.document import Document, Passage
from pipeline.lexicon import topic_of
from pipeline.normalise.organisations import organisation_type
from pipeline.read.records.names import clean_name, title_name
from pipeline.read.records.phrases import HYPHENS, definitions, full_names_in_text, named_in_text, without_determiner
from pipeline.read.records.words import has_record_word, is_generic, record_pattern
from schemas.vocabulary import rows, several

_HEADLINE_WORDS = 2
_OFTEN = 2
_SENTENCE_WORDS = 6
_STEM = 6
_GENITIVE = ("n", "s")
_TOPS = 3
_SHORTEST_WORD = 4
_MOST_BEFORE = 3
_QUERY = re.compile(r"[?#]")
_ENDING = re.compile(r"(?<=.)\.(?:x?html?|php|aspx?|jsp)$", re.IGNORECASE)
_MOTTO = re.compile(rf"\s*:|\s+[{HYPHENS}]\s")


def page_name(document: Document) -> str:
    """Name of the initiative that a page is about, as the page writes it.

    A labelled name comes first, then one that a paragraph defines ("Muittohallat – Muistutella on projekti"), then
    the page's heading, unless that is a place ("Kymenlaakso"), a headline around the name ("Kulttuurikongi tuo
    tekemistä vankilaan"), or words that the text never uses while it names something else again and again
    ("Kulttuurista muistoja -hankkeessa").
    """
    labelled = _labelled(document)
    if labelled:
        return labelled
    phrases = named_in_text(document)
    ranked = [name for name, _ in phrases.most_common() if name.casefold() not in _funders()]
    heading = _heading(document, ranked)
    if heading is None:
        return next(iter(ranked), document.title or _of_address(document.url))
    tops = [heading, *(b.text for b in document.main if b.level)][:_TOPS]
    defined = next((n for n in definitions(document.main) if any(is_defined_for(n, top) for top in tops)), None)
    return defined or _of_place(document, heading, ranked) or _of_text(document, heading, phrases, ranked)


def _of_address(url: str) -> str:
    """The last part of the path, without its ending, for a page that has neither heading nor title."""
    last = unquote(_QUERY.split(url)[0].rstrip("/").rpartition("/")[2])
    return _ENDING.sub("", last) or url


def _of_place(document: Document, heading: str, ranked: list[str]) -> str | None:
    """The name that the text gives, where the heading is a place or a single word that is part of the name."""
    if not _is_place(heading) and (len(heading.split()) > 1 or has_record_word(heading)):
        return None
    here = [name for name in (*ranked, *full_names_in_text(document)) if _is_of(heading, name)]
    return next(iter([*here, *ranked]), None) if here or _is_place(heading) else None


def _of_text(document: Document, heading: str, phrases: Counter[str], ranked: list[str]) -> str:
    """The name inside a headline, or the one that the text uses rather than the heading; else the heading."""
    inside = next((p for p in ranked if _is_headline_around(heading, p)), None)
    if inside:
        return inside
    often = next((name for name in ranked if phrases[name] >= _OFTEN), None)
    if often and (organisation_type(heading) or not _is_used(document, heading)):
        return often
    return _spelled_out(document, heading) or heading


def is_defined_for(name: str, heading: str) -> bool:
    """Whether a name that a paragraph defines is what the heading above it stands for.

    It is where both share a word ("Lasten Tilkkutäkki" and "Lastenkulttuurin Tilkkutäkki") or where the heading
    opens with the name and adds a motto ("Iholla – tanssia vauvoille"); a name inside a longer heading is not.
    """
    if name.casefold() in heading.casefold():
        return heading.casefold().startswith(name.casefold()) and _MOTTO.match(heading[len(name) :]) is not None
    return bool(_stems(name) & _stems(heading))


def _stems(text: str) -> set[str]:
    """Beginnings of the words that tell something: no places, no words for initiatives, nothing short."""
    words = (
        w for w in re.findall(r"[^\W\d_]+", text) if len(w) >= _SHORTEST_WORD and not record_pattern().fullmatch(w)
    )
    return {w[:_STEM].casefold() for w in words} - {place[:_STEM] for place in _places()}


def _spelled_out(document: Document, heading: str) -> str | None:
    """The whole name that a paragraph opens with, where the heading begins with a mere "the".

    "Det regionala nätverket i Västra Finland", with "Taikusydän regionala nätverk i Västra Finland inledde ...".
    """
    core = without_determiner(heading)
    if core == heading or not has_record_word(heading):
        return None
    stems = [w[:_STEM].casefold() for w in core.split()]
    for block in document.main:
        words = block.text.split() if not block.level else []
        for at in range(1, _MOST_BEFORE + 1):
            if [w[:_STEM].casefold() for w in words[at : at + len(stems)]] == stems:
                return " ".join(words[: at + len(stems)])
    return None


def _labelled(document: Document) -> str | None:
    """The value of a label for names; "Projektets titel" before "Namn", which may be the applicant's."""
    named = [p for p in document.passages if _is_name(p)]
    named.sort(key=lambda p: not has_record_word(p.label or ""))
    return named[0].text.split("\n")[0] if named else None


def _is_name(passage: Passage) -> bool:
    if passage.topic != "name" or not passage.label or record_pattern().fullmatch(passage.label.strip()):
        return False
    return bool(passage.text) and not is_generic(passage.text) and not passage.block.columns


def _heading(document: Document, phrases: list[str]) -> str | None:
    """The page's own heading: the main one, else the part of its title that names something, else the first below."""
    tops = [b.text for b in document.main if b.level == 1 and not is_generic(b.text)]
    title = title_name(document.title, phrases)
    if tops:
        named = [t for t in tops if has_record_word(t)]
        chosen = named[0] if named else tops[-1]
        return title if _is_headline(chosen, title) and not is_generic(title) else chosen
    if title and not is_generic(title) and not organisation_type(title):
        return title
    below = (b.text for b in document.main if b.level and not is_generic(b.text) and topic_of(b.text) is None)
    return next(below, None)


@cache
def _places() -> frozenset[str]:
    names = [
        row[key] for table in ("regions", "municipalities") for row in rows(table) for key in ("name_fi", "name_sv")
    ]
    return frozenset(name.casefold() for name in names if name)


@cache
def _funders() -> frozenset[str]:
    """Short names of funders, which "AVI-hanke" and "ESR-projekti" use for whole classes of projects."""
    return frozenset(alias.casefold() for row in rows("funders") for alias in (row["id"], *several(row["aliases"])))


def _is_place(heading: str) -> bool:
    return heading.casefold() in _places()


def _is_of(heading: str, name: str) -> bool:
    """Whether a name holds, in the genitive, the place that is the heading: Kymenlaakson kulttuuriverkosto."""
    if len(heading) <= _STEM:
        return False
    return any(word[:_STEM] == heading[:_STEM] and word.endswith(_GENITIVE) for word in name.split())


def _is_headline(heading: str, title: str) -> bool:
    """Whether a heading is a question, or a sentence that begins like the shorter title of the page."""
    words, short = heading.split(), title.split()
    sentence = len(words) >= _SENTENCE_WORDS and len(short) < len(words) and words[:1] == short[:1]
    return heading.endswith("?") or sentence


def _is_headline_around(heading: str, phrase: str) -> bool:
    """Whether a heading is a sentence about the phrase: it holds it and some words more, and no dash or colon."""
    more = len(re.split(r"[\s-]+", heading)) - len(re.split(r"[\s-]+", phrase))
    return phrase.casefold() in heading.casefold() and more >= _HEADLINE_WORDS and len(phrase) > 3


def _is_used(document: Document, heading: str) -> bool:
    """Whether the text, not only a heading or a reference with an address, uses the words of the heading.

    Only those up to its dash or colon count.
    """
    first = re.split(r" [–-] |:", clean_name(heading).casefold())[0]
    return any(first in b.text.casefold() for b in document.main if not b.level and "://" not in b.text)
