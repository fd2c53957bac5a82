"""Municipalities and regions of a record, from its labels, its name and what its text says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from urllib.parse import urlsplit

from pipeline.document import Block, Passage
from pipeline.normalise.lemmas import Telling, tokens
from pipeline.read.places.inflection import table
from pipeline.read.places.matching import may_name_places, name_in, places_in
from pipeline.read.places.weighing import BESIDE, ENOUGH, INSIDE, LABEL, NAME, OF_FUNDERS, Clue, clues_in, labelled_in
from pipeline.read.scope import Found, Scope
from pipeline.read.sentences import sentences

_SILENT = frozenset(
    (
        *("contacts", "address", "phone", "email", "role", "credits", "updated", "published", "keywords"),
        *("website", "code", "authority", "library", "grant_sum", "application", "language", "status"),
    )
)
"""Topics whose values hold places that are not where the record operates."""


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A clue with the words of the page that it comes from."""

    clue: Clue
    quote: str
    block: Block

    @property
    def weight(self) -> float:
        """The clue's weight."""
        return self.clue.weight

    def found(self, field: str, value: str) -> Found[str]:
        """The clue as a value of the record."""
        raw = self.quote[slice(*self.clue.match.span)]
        return Found(field, value, self.quote, f"places.{self.clue.rule}", self.block, raw, self.weight)


def _in_blocks(blocks: Iterable[Block], but: str) -> Iterator[_Quoted]:
    for block in blocks:
        if block.level and block.text != but:
            yield from (_Quoted(clue, block.text, block) for clue in clues_in(block.text))


def _in_passages(passages: Iterable[Passage]) -> Iterator[_Quoted]:
    for passage in passages:
        if passage.topic in _SILENT or not may_name_places(passage.text):
            continue
        for sentence in sentences(passage.text):
            clues = labelled_in(sentence.text) if passage.topic == "places" else clues_in(sentence.text, passage.topic)
            yield from (_Quoted(clue, sentence.text, passage.block) for clue in clues)


def _own(scope: Scope) -> Iterator[_Quoted]:
    """Every place of the record, from its name, its headings and its passages."""
    for clue in clues_in(scope.name):
        named = Clue(clue.match, NAME if clue.weight > 0 else 0.0, "name")
        yield _Quoted(named, scope.name, scope.blocks[0])
    yield from _in_blocks(scope.blocks, scope.name)
    yield from _in_passages(scope.passages)


_ENDINGS = re.compile(r"\.(?:fi|ax|com|org|net|eu|info|example)\b")
_PLAIN = str.maketrans("åäö", "aao")


def _site(scope: Scope) -> Iterator[_Quoted]:
    """The municipality or region whose site this is: *Kulttuuripalvelut - Porvoo*, ``www.porvoo.fi``."""
    host = (urlsplit(scope.document.url).hostname or "").removeprefix("www.")
    *below, domain = _ENDINGS.sub("", host).split(".")
    title = scope.document.title.lower().translate(_PLAIN)
    labels = {domain} if domain in title else {domain, *below}
    squeezed = host.replace("-", "")
    for match in places_in(scope.document.title):
        region = match.place.name.lower().translate(_PLAIN).replace("-", "")
        if match.place.kind == "region" and region in squeezed:
            yield _Quoted(Clue(match, BESIDE, "site"), scope.document.title, scope.blocks[0])
            return
        names = (match.place.name, name_in(match.place.name, "sv"))
        if match.place.kind == "municipality" and labels & {name.lower().translate(_PLAIN) for name in names}:
            yield _Quoted(Clue(match, BESIDE, "site"), scope.document.title, scope.blocks[0])
            return


@cache
def _national_rows(language: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in table("national") if row["language"] == language)


@cache
def _national_words(language: str) -> Telling:
    """Words without which nothing is called nationwide."""
    return Telling(f"{row['phrase']}*" for row in _national_rows(language))


@lru_cache(maxsize=100_000)
def _is_national_word(token: str, language: str) -> bool:
    return _national_words(language).fits(token)


@lru_cache(maxsize=256)
def _may_say_national(text: str, language: str) -> bool:
    """Whether a text holds a word of those that say nationwide; cheap."""
    return any(map(_is_national_word, tokens(text), repeat(language)))


@cache
def _national(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Phrases that say nationwide by themselves, and adjectives that do before a word for an initiative."""
    rows = _national_rows(language)
    alone = "|".join(re.escape(row["phrase"]) for row in rows if row["kind"] == "phrase")
    adjectives = "|".join(re.escape(row["phrase"]) for row in rows if row["kind"] == "adjective")
    nouns = "|".join(
        row["word"] for row in table("words") if row["kind"] == "initiative" and row["language"] == language
    )
    described = rf"\b(?:{adjectives})\s(?:[\w-]{{2,25}}\s){{0,5}}[\w-]{{0,20}}(?:{nouns})\b"
    return (
        re.compile(rf"\b(?:{alone})\w{{0,4}}\b", re.IGNORECASE),
        re.compile(rf"{described}|\b(?:hanke|projekti|verkosto|toiminta) on (?:{adjectives})", re.IGNORECASE),
    )


def _says_national(text: str, topic: str | None, language: str) -> str:
    """The words that say so, or ''."""
    if not _may_say_national(text, language):
        return ""
    alone, described = _national(language)
    match = described.search(text)
    if not match and topic in (None, "places", "description"):
        match = alone.search(text)
    if match:
        return match[0]
    phrases = {row["phrase"] for row in _national_rows(language)}
    return text if topic == "places" and text.strip(" .").lower() in phrases else ""


def _nationwide(scope: Scope) -> Found[str] | None:
    """FI where the record says that it covers the country."""
    language = scope.document.language or "fi"
    for passage in scope.passages:
        if passage.topic in _SILENT or passage.topic in OF_FUNDERS or not _may_say_national(passage.text, language):
            continue
        for sentence in sentences(passage.text):
            raw = _says_national(sentence.text, passage.topic, language)
            if raw:
                return Found("regions", "FI", sentence.text, "places.national", passage.block, raw, LABEL)
    raw = _says_national(scope.name, "name", language)
    return Found("regions", "FI", scope.name, "places.national", scope.blocks[0], raw, NAME) if raw else None


def _strong(clues: Iterable[_Quoted]) -> list[_Quoted]:
    return [quoted for quoted in clues if quoted.weight >= ENOUGH]


def _has_town(clues: Iterable[_Quoted]) -> bool:
    return any(_is_town(quoted) for quoted in clues)


def _is_town(quoted: _Quoted) -> bool:
    return bool(quoted.clue.match.place.municipality) and quoted.clue.rule != "around"


def _choose(scope: Scope, national: bool) -> list[_Quoted]:
    """The clues that make the record's places.

    Plain statements first. Where no region is spoken of, the towns of organisations beside the record count too.
    A record with no town of its own takes what the page says of all its records, or the town whose site it is.
    """
    own = list(_own(scope))
    inside = {quoted.clue.match.place.name for quoted in own if quoted.clue.rule == INSIDE}
    own = [quoted for quoted in own if quoted.clue.match.place.name not in inside]
    own = [quoted for quoted in own if quoted.clue.rule != "partner" or quoted.weight >= ENOUGH]
    chosen = _strong(own)
    if any(quoted.clue.match.place.kind == "region" for quoted in chosen) or national:
        return chosen
    beside = [quoted for quoted in own if quoted.clue.rule == "organisation" and quoted.weight >= BESIDE]
    if _has_town(chosen):
        return [*chosen, *beside]
    if not scope.sole and not _has_town(beside):
        listed = (q for q in _in_passages(scope.shared_passages) if q.clue.rule in ("listed", "label"))
        shared = _strong(listed)
        if _has_town(shared):
            return [*chosen, *shared]
    weak = [quoted for quoted in own if quoted.weight >= BESIDE and (not chosen or _is_town(quoted))]
    return [*chosen, *(weak or _site(scope))]


def read(scope: Scope) -> list[Found[str]]:
    """Places of a record: ``Found`` values of the fields ``municipalities`` and ``regions``.

    Municipalities are nominative names in the page's language; regions are codes, with those of the municipalities
    added; FI alone where the record says that it is national. Where the text names no place of its own, that of an
    organisation beside the record counts, and at last that of the municipality whose site the page is on.
    """
    national = _nationwide(scope)
    chosen = _choose(scope, national is not None)
    language = scope.document.language or "fi"
    return [*_towns(chosen, language), *([national] if national else _regions(chosen))]


def _towns(clues: list[_Quoted], language: str) -> list[Found[str]]:
    best: dict[str, _Quoted] = {}
    for quoted in filter(_is_town, clues):
        name = quoted.clue.match.place.municipality
        if name not in best or quoted.weight > best[name].weight:
            best[name] = quoted
    return [quoted.found("municipalities", name_in(name, language)) for name, quoted in best.items()]


def _within_region(clues: list[_Quoted]) -> list[_Quoted]:
    """Without the towns of a sentence that says their region itself: towns change regions, texts stay as written.

    *Etelä-Savon kunnat Enonkoski, Heinävesi ja Joroinen* is Etelä-Savo alone, though two of them have left it.
    """
    kept: list[_Quoted] = []
    for quoted in clues:
        beside = [other for other in clues if other.quote == quoted.quote]
        said = {other.clue.match.place.regions for other in beside if other.clue.match.place.kind == "region"}
        towns = [other for other in beside if _is_town(other)]
        agreeing = sum(town.clue.match.place.regions in said for town in towns)
        if not (_is_town(quoted) and len(said) == 1 and agreeing > 1):
            kept.append(quoted)
    return kept


def _regions(clues: list[_Quoted]) -> list[Found[str]]:
    best: dict[str, _Quoted] = {}
    for quoted in _within_region(clues):
        for code in quoted.clue.match.place.regions:
            if code not in best or quoted.weight > best[code].weight:
                best[code] = quoted
    return [quoted.found("regions", code) for code, quoted in best.items()]
