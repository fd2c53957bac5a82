"""Finds the initiatives of a page and hands each its blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.document import Block, Document
from pipeline.document.passages import passages
from pipeline.read.records.evidence import facts_score
from pipeline.read.records.mentions import find_mentions
from pipeline.read.records.names import clean_name, kind_of
from pipeline.read.records.page_names import is_defined_for, page_name
from pipeline.read.records.phrases import definitions
from pipeline.read.records.score import (
    is_about_one,
    is_listing_title,
    is_news_list,
    is_no_record,
    is_only_links,
    page_score,
    topics_by_block,
    unit_score,
)
from pipeline.read.records.units import Unit, candidates
from pipeline.read.records.words import divides
from pipeline.read.scope import Scope

_UNIT_ENOUGH = 3.0
_LISTED_ENOUGH = 2.0
_ITEM_ENOUGH = 2.5
_SIBLING_ENOUGH = 1.0
_STRAGGLER_ENOUGH = 1.2
_FEWEST_ALIKE = 3
_FEWEST_FACTS = 1.0
_PAGE_SURE, _PAGE_ENOUGH, _PAGE_HOPELESS = 3.0, 2.0, -4.0
_BEGINNING = 1500


def find_records(document: Document) -> list[Scope]:
    """The initiatives that a page is about, in page order, each with its name, kind and blocks.

    A page is a listing when several pieces of one kind each look like an initiative; otherwise it is about one
    initiative or none. The initiatives that it only mentions follow, with ``primary`` false.
    """
    if is_no_record(document) or is_only_links(document) or is_news_list(document):
        return []
    units = _listing(document)
    found = _listed(document, units) if units else _about_one(document)
    return [*found, *find_mentions(document, found)] if found else []


def _about_one(document: Document) -> list[Scope]:
    """The initiative that the page as a whole is about, or []; where its words leave doubt, its facts decide."""
    score = page_score(document)
    if not document.main or score <= _PAGE_HOPELESS:
        return []
    scope = _single(document)
    facts = facts_score(scope) if score < _PAGE_SURE else 0.0
    told = facts >= _FEWEST_FACTS and score + facts >= _PAGE_ENOUGH
    return [scope] if score >= _PAGE_SURE or told else []


def _listing(document: Document) -> list[Unit]:
    """The units of the groups of candidates that look like lists of initiatives."""
    groups: dict[tuple[object, ...], list[tuple[float, Unit]]] = defaultdict(list)
    for score, unit in _once(document, candidates(document)):
        groups[unit.group].append((score, unit))
    listed = is_listing_title(document)
    one = is_about_one(document) and not listed
    several = [_members(group, listed, 3 if one else 2) for group in groups.values()]
    chosen = [unit for members in several for unit in members]
    if chosen:
        chosen += [unit for group in groups.values() for unit in _stragglers(group, chosen, listed)]
    elif listed:
        single = [unit for group in groups.values() for unit in _members(group, listed, 1)]
        chosen = single if len(single) == 1 else []
    return _without_strays(_without_overlap(_boxes_first(chosen)))


def _boxes_first(units: list[Unit]) -> list[Unit]:
    """Without the sections whose heading is the title of a chosen box: the box tells better where the entry ends."""
    boxed = {(unit.heading, b.index) for unit in units if unit.style == "box" for b in unit.blocks if b.level}
    return [u for u in units if u.style != "section" or (u.heading, u.blocks[0].index) not in boxed]


def _without_strays(units: list[Unit]) -> list[Unit]:
    """Beside three or more rows of a table a lone section is the page's frame, not one more initiative."""
    rows = [u for u in units if u.style == "row"]
    return [u for u in units if u.style != "section"] if len(rows) >= _FEWEST_ALIKE else units


def _once(document: Document, units: Sequence[Unit]) -> list[tuple[float, Unit]]:
    """Units with their scores; of those with the same name and style only the best, for menus repeat names."""
    topics = topics_by_block(document)
    best: dict[tuple[str, str], tuple[float, Unit]] = {}
    for unit in units:
        key = (unit.style, clean_name(unit.heading).casefold())
        score = unit_score(unit, topics)
        if key not in best or score > best[key][0]:
            best[key] = (score, unit)
    return list(best.values())


def _members(group: list[tuple[float, Unit]], listed: bool, needed: int) -> list[Unit]:
    """The initiatives in a group of like candidates, or [] if it is no list of initiatives."""
    style = group[0][1].style
    if style == "card" or (style in ("grant", "table", "told") and len(group) >= _FEWEST_ALIKE):
        return [unit for _, unit in group]
    enough = _LISTED_ENOUGH if listed and style != "item" else _UNIT_ENOUGH
    good = [unit for score, unit in group if score >= enough]
    if style == "item" and sum(score >= _ITEM_ENOUGH for score, _ in group) >= _FEWEST_ALIKE:
        good = [unit for score, unit in group if score >= _ITEM_ENOUGH]
    if listed and style != "item":
        alike = [unit for score, unit in group if score >= _SIBLING_ENOUGH]
        return alike if good and len(alike) >= needed else []
    return good if len(good) >= needed else []


def _stragglers(group: list[tuple[float, Unit]], chosen: list[Unit], listed: bool) -> list[Unit]:
    """Single entries of another form among initiatives: a bold-led line with years below the sections.

    On a page that is not all a listing they stand under a heading that says so ("Päättyneet hankkeet").
    """
    if group[0][1].style != "lead" or group[0][1] in chosen:
        return []
    return [unit for score, unit in group if score >= _STRAGGLER_ENOUGH and (listed or _under_divider(unit))]


def _under_divider(unit: Unit) -> bool:
    return any(divides(heading) for heading in unit.blocks[0].headings[-1:])


def _without_overlap(units: Sequence[Unit]) -> list[Unit]:
    """Of units that share blocks the larger one goes if it holds several of the smaller, else the smaller; of two
    readings of the same blocks the first stays."""
    spans = [(u, {b.index for b in u.blocks}) for u in units]
    kept: list[tuple[Unit, set[int]]] = []
    for unit, blocks in spans:
        inside = [s for u, s in spans if u is not unit and s < blocks]
        around = [s for u, s in spans if u is not unit and blocks < s]
        if len(inside) >= 2:
            continue
        if any(len([1 for _, t in spans if t < s]) < 2 for s in around):
            continue
        if any(s == blocks and u.style != unit.style for u, s in kept):
            continue
        kept.append((unit, blocks))
    return sorted((unit for unit, _ in kept), key=lambda u: u.blocks[0].index)


def _listed(document: Document, units: Sequence[Unit]) -> list[Scope]:
    taken = {b.index for unit in units for b in unit.blocks}
    shared = tuple(b for b in document.main if b.index not in taken)
    return [
        _scope(document, _unit_name(unit), unit.blocks, shared, sole=len(units) == 1, rule=f"records.{unit.style}")
        for unit in units
    ]


def _unit_name(unit: Unit) -> str:
    """The heading of a unit, or the fuller name that its first lines define."""
    return next((name for name in definitions(unit.direct[:3]) if is_defined_for(name, unit.heading)), unit.heading)


def _scope(
    document: Document,
    heading: str,
    blocks: tuple[Block, ...],
    shared: tuple[Block, ...],
    sole: bool,
    rule: str,
) -> Scope:
    text = "\n".join(b.text for b in blocks)
    whole = len(blocks) == len(document.main)
    return Scope(
        document=document,
        name=clean_name(heading),
        blocks=blocks,
        passages=document.passages if whole else passages(blocks),
        shared=shared,
        shared_passages=passages(shared),
        sole=sole,
        kind=kind_of(heading, text[:_BEGINNING]),
        rule=rule,
    )


def _single(document: Document) -> Scope:
    return _scope(document, page_name(document), document.main, (), sole=True, rule="records.page")
