"""How strongly a piece of a page, or the page as a whole, speaks of one initiative."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from pipeline.document import Block, Document
from pipeline.read.records.names import clean_name, title_name
from pipeline.read.records.units import Unit
from pipeline.read.records.words import (
    Cue,
    count_record_words,
    has_record_word,
    is_generic,
    page_cues,
    phrase,
    record_pattern,
)

_TOPIC_WEIGHT = {
    "duration": 2.5,
    "start": 1.5,
    "end": 1.5,
    "funders": 2.0,
    "budget": 1.0,
    "grant_sum": 1.0,
    "coordinator": 2.0,
    "target_groups": 1.0,
    "partners": 0.5,
    "places": 0.5,
    "contacts": 0.5,
    "name": 1.0,
    "code": 1.0,
}
_WORD = re.compile(r"\w")
_YEARS = re.compile(rf"(?:19|20)\d\d\s*(?:[–—-]|{phrase('since')}|\))")
_RANGE = re.compile(r"(?:19|20)\d\d ?[–—-] ?(?:\d{1,2}\.){0,2}(?:19|20)\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EVENT = re.compile(rf"\b{phrase('clock')}|\b\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?\s*,?\s+[A-ZÅÄÖ]")
_FUNDING = re.compile(rf"{phrase('funding')}|{phrase('euro')}", re.IGNORECASE)
_ADDRESS = re.compile(phrase("address"), re.IGNORECASE)
# a news item opens with its date: "12.3.2024 Kylätaide alkoi"; a duration goes on with a dash
_DATE_LINE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}(?!\s*[–—-])")
_BEGINNING = 400
_A_PARAGRAPH = 100
_FEW_NEWS = 2
_FEW_LINKS, _MOSTLY = 2, 0.7
_MOST_OCCURRENCES = 3
_VETO = -10
_CALL = -2
_BY_WORD, _MOST_BY_WORDS = 0.5, 4.0


def unit_score(unit: Unit, topics: dict[int, set[str]]) -> float:
    """Evidence that a unit is an initiative; about 3 is enough among its like, and 0 or less speaks against.

    ``topics`` is that of its document by ``topics_by_block``.
    """
    head, direct = unit.heading, unit.direct
    text = "\n".join(block.text for block in direct)
    score = _topic_score(topics.get(block.index, set()) for block in direct)
    body = text.replace(head, "", 1).lstrip("\n")[:_BEGINNING]
    if has_record_word(head, form="nominative"):
        score += 2.5
    if clean_name(head) != head.strip() and _YEAR.search(head[len(clean_name(head)) // 2 :]):
        score += 1.0
    if _YEARS.search(head) or _YEARS.search(body[:60]):
        score += 1.5
    score += min(
        2.0,
        1.0 * count_record_words(body, "nominative") + 0.7 * count_record_words(body, "inflected"),
    )
    if _RANGE.search(text):
        score += 1.0
    elif _YEAR.search(body):
        score += 0.5
    if _FUNDING.search(text):
        score += 0.7
    if len(body) > _A_PARAGRAPH and any(has_record_word(h, form="plural") for h in unit.blocks[0].headings[-1:]):
        score += 1.0
    return score - _against(head, body) + sum(c.weight for c in _calls() if c.pattern.search(body.lower()))


@cache
def _calls() -> list[Cue]:
    """The phrases of calls, minutes and the like, which an entry of a listing has no more than a page has."""
    return [cue for cue in page_cues() if cue.where == "text" and cue.weight <= _CALL]


def topics_by_block(document: Document) -> dict[int, set[str]]:
    """What the labelled values of each block speak of, by position of the block."""
    topics: dict[int, set[str]] = defaultdict(set)
    for passage in document.passages:
        if passage.topic and _WORD.search(passage.text):
            topics[passage.block.index].add(passage.topic)
    return topics


def _topic_score(topics: Iterable[set[str]]) -> float:
    return sum(_TOPIC_WEIGHT.get(topic, 0.0) for topic in set().union(*topics))


def _against(head: str, body: str) -> float:
    penalties = (
        (head.rstrip().endswith("?"), 3.0),
        (head.rstrip().endswith((".", ":")) and len(head.split()) > 4, 4.0),
        (bool(_EVENT.search(head)), 3.0),
        (len(body) < 12, 3.0),
        (len(head.split()) > 18, 1.5),
        (bool(_ADDRESS.search(head)), 5.0),
        (bool(_ADDRESS.search(body[:120])) and not has_record_word(body), 3.0),
        (_DATE_LINE.match(body) is not None, 2.5),
        # "Hankkeen tavoitteet", "Verkoston toimintaa": a part of what the page is about
        (bool(record_pattern(form="inflected").match(head)), 6.0),
    )
    return sum(weight for applies, weight in penalties if applies)


def page_score(document: Document) -> float:
    """Evidence that a page as a whole is about one initiative; about 1 means yes."""
    main = document.main
    where = {
        "title": "\n".join(titles(document)).lower(),
        "heading": "\n".join(b.text for b in main if b.level > 1).lower(),
        "text": "\n".join(b.text for b in main).lower(),
    }
    score = 0.0
    for cue in page_cues():
        times = sum(1 for _, _ in zip(range(_MOST_OCCURRENCES), cue.pattern.finditer(where[cue.where]), strict=False))
        score += cue.weight * (times if cue.where != "title" else min(times, 1))
    words = count_record_words(where["text"], "nominative") + count_record_words(where["text"], "inflected")
    score += min(_MOST_BY_WORDS, words * _BY_WORD)
    topics = topics_by_block(document).values()
    return score + _topic_score(topics) - (4.0 if any("application" in some for some in topics) else 0.0)


def titles(document: Document) -> list[str]:
    """The main heading, or headings, and the title of a page."""
    return [*(b.text for b in document.main if b.level == 1), title_name(document.title)]


def is_about_one(document: Document) -> bool:
    """Whether the page's title names one initiative rather than a list of them."""
    return any(not is_generic(t) and has_record_word(t, form="nominative") for t in titles(document))


def is_only_links(document: Document) -> bool:
    """Whether a page only leads on to others: a list of links with hardly a sentence of its own."""
    text = "".join(b.text for b in document.main if not b.level and not _is_link(b))
    return len(text) < _A_PARAGRAPH and sum(_is_link(b) for b in document.main) >= _FEW_LINKS


def is_news_list(document: Document) -> bool:
    """Whether a page is a list of news: a title that names nothing, then headings that each have a date below."""
    main = document.main
    dated = sum(bool(one.level and _DATE_LINE.match(two.text)) for one, two in pairwise(main))
    tops = [b for b in main if b.level == 1]
    return dated >= _FEW_NEWS and bool(tops) and all(is_generic(b.text) for b in tops)


def _is_link(block: Block) -> bool:
    """Whether a block is a link, or links, and little else."""
    linked = sum(len(link.text) for link in block.links)
    return linked > 0 and linked >= _MOSTLY * len(block.text)


def is_no_record(document: Document) -> bool:
    """Whether the page's title says that it is something else: a privacy notice, a plan, a manual."""
    words = "\n".join(titles(document)).lower()
    return any(cue.weight <= _VETO and cue.where == "title" and cue.pattern.search(words) for cue in page_cues())


def is_listing_title(document: Document) -> bool:
    """Whether the page's heading says that a list follows ("Päättyneet hankkeet", "Pågående projekt").

    Swedish "projekt" is both one and several; "Hanke pähkinänkuoressa" is one.
    """
    tops = [b.text for b in document.main if b.level == 1] or [document.title]
    return all(
        has_record_word(t, form="plural")
        or (is_generic(t) and not has_record_word(t, form="nominative", languages=("fi", "en")))
        for t in tops
    )
