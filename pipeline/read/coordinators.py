"""Which organisation administers or carries out an initiative."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.document import Block, BlockKind, Document, Passage, Zone
from pipeline.lexicon import topics_of
from pipeline.normalise.organisations import Case, is_unit, language_of_name, organisation_type, organisations_in
from pipeline.read.labelled import Named, organisations_of_value
from pipeline.read.roles import Acting, acting, before_partners, is_current, may_act, together_with
from pipeline.read.scope import Found, Scope
from pipeline.read.sentences import sentences
from schemas import vocabulary

_FIELD = "coordinators"
_LONGEST_ABBREVIATION = 10
_TOPIC = "coordinator"
_STATED = frozenset({"coordinator", "implementer", "lead"})
_PAYING = frozenset({"funder"})
_RECEIVING = frozenset({"recipient"})
_LEAD, _LABEL, _SENTENCE, _POSSESSIVE, _RECIPIENT, _SHARED = 2.0, 1.5, 1.0, 0.8, 0.7, 0.5
_IMPLEMENTER = 0.95
"""Who administers goes before who carries out, where a page tells them apart."""
_NOW = 1.01
"""Who runs it now goes before who ran it once."""
_LINE, _ALONE, _CONTACT, _PUBLISHER = 0.6, 0.45, 0.4, 0.2
_FIRST = 4
"""Passages at the beginning of a record in which an organisation's name alone tells whose the record is."""
_LINE_WORDS = 30


def read(scope: Scope) -> list[Found[str]]:
    """The organisations that run the initiative, in the nominative; several only where they are of equal standing.

    A main implementer ("päätoteuttaja") goes before implementers, labels before sentences, the record's own words
    before what the page says of all its records. Where nothing is said, whose the record is may still show: who was
    given the grant, the organisation named beside the project in a list, the association whose site it is. Persons
    and partners are never coordinators. Never raises.
    """
    for source in (_stated, _shown, _shared, _published):
        found = [item for item in source(scope) if not _names_itself(scope, item)]
        if found:
            return [_expanded(scope, item) for item in _strongest(found)]
    return []


def _county(short: str) -> str | None:
    """The wellbeing services county of a short name: Varha, Pirha."""
    for row in vocabulary.rows("wellbeing_counties"):
        if short in vocabulary.several(row["short_names"]):
            return row["name_fi"]
    return None


def _stated(scope: Scope) -> Iterator[Found[str]]:
    yield from _labelled(scope.passages)
    yield from _said(scope.passages, scope.blocks, _SENTENCE, _STATED)


def _shown(scope: Scope) -> Iterator[Found[str]]:
    yield from _possessive(scope)
    yield from _owned(scope)
    yield from _said(scope.passages, scope.blocks, _RECIPIENT, _RECEIVING)
    yield from _line(scope)
    yield from _alone(scope)


def _shared(scope: Scope) -> Iterator[Found[str]]:
    yield from _labelled(scope.shared_passages)
    yield from _said(scope.shared_passages, scope.shared, _SHARED, _STATED)


def _names_itself(scope: Scope, item: Found[str]) -> bool:
    """Whether the "organisation" is the initiative's own name."""
    return item.value.casefold() == scope.name.casefold()


def _possessive(scope: Scope) -> Iterator[Found[str]]:
    """ "Kajaanin seurakunnan Näyttämö kaikille": the genitive right before the initiative's name."""
    name = scope.name.casefold()[:14]
    for org in organisations_in(scope.name)[:1]:
        whole = scope.blocks[0] if scope.blocks else None
        if whole and org.case is Case.GENITIVE and org.span[0] == 0 and not _pays(org.funder_id):
            yield Found(_FIELD, org.nominative, scope.name, f"{_FIELD}.name", whole, org.text, _POSSESSIVE)
    for block in scope.blocks:
        if name not in block.text.casefold():
            continue
        for org in organisations_in(block.text):
            following = block.text[org.span[1] :].lstrip(' "”“').casefold()
            if org.case is Case.GENITIVE and following.startswith(name):
                yield Found(_FIELD, org.nominative, block.text, f"{_FIELD}.possessive", block, org.text, _POSSESSIVE)


_OWNED = re.compile(
    r"(?P<name>(?:[A-ZÅÄÖ][\w-]{1,30} ){0,3}[A-ZÅÄÖ][\w-]{2,40}n)(?: ry:n)?(?: [a-zåäö-]{3,25}){0,2} "
    r"(?:[a-zåäö]{0,25})(?:hanke|projekti)(?!\w)"
)
_LEGAL_FORM = r"(?: (?:ry|rf|oy|ab|sr|osk)(?![\w]))?"


def _owned(scope: Scope) -> Iterator[Found[str]]:
    """ "Iholla on Liike-ryhmän kaksivuotinen hanke": a name that only the page itself gives in the nominative."""
    for passage in scope.passages:
        owned = "hanke" in passage.text or "projekti" in passage.text
        for sentence in sentences(passage.text) if owned else ():
            for match in _OWNED.finditer(sentence.text):
                genitive = _after_name(match["name"], scope.name)
                if (
                    genitive
                    and (name := _written_elsewhere(scope.document, genitive))
                    and not _pays(organisation_type(name))
                ):
                    rule = f"{_FIELD}.owned"
                    yield Found(_FIELD, name, sentence.text, rule, passage.block, genitive, _POSSESSIVE)
                    return


def _after_name(genitive: str, name: str) -> str:
    """The genitive without the initiative's own name before it."""
    return genitive.removeprefix(name).strip()


def _written_elsewhere(document: Document, genitive: str) -> str | None:
    """The nominative of a genitive by the page's title, header, footer or text; with its legal form if it has one."""
    *before, last = genitive.split()
    stem = last[: max(3, len(last) - 4)]
    pattern = re.compile(
        rf"(?<![\w-]){re.escape(' '.join([*before, stem]))}\w{{0,4}}{_LEGAL_FORM}(?![\w:-])", re.IGNORECASE
    )
    texts = (document.title, document.meta.get("og:site_name", ""), *(b.text for b in document.blocks))
    found = [m[0] for text in texts for m in pattern.finditer(text)]
    nominatives = [name for name in found if _nominative_of(name, last)]
    return max(nominatives, key=len) if nominatives else None


def _nominative_of(name: str, genitive: str) -> bool:
    """Whether a name can be what the genitive is made from: no case ending of its own."""
    word = re.sub(_LEGAL_FORM + "$", "", name).split()[-1]
    return word[:1].isupper() and word != genitive and not word.endswith(_ENDINGS)


_ENDINGS = ("n", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "tä", "ta", "eä", "eä")


def _line(scope: Scope) -> Iterator[Found[str]]:
    """A record that is one line of a list: "Malli ry, Turku. Taidetta kotiin, 22 000 €"."""
    if scope.sole or not scope.passages:
        return
    passage = scope.passages[0]
    if passage.label or len(passage.text.split()) > _LINE_WORDS or passage.text.rstrip().endswith((".", "!", "?")):
        return
    text = passage.text.replace(scope.name, " " * len(scope.name))
    if acting(text, _PAYING) or before_partners(text) != text:
        return
    listed = text != passage.text
    for org in organisations_of_value(re.split(r"\.\s", text)[0]):
        # one word is a place more often than not, and words in lower case are a description
        named = " " in org.name and (org.recognised or (listed and org.name == _titled(org.name)))
        if named and org.case is Case.NOMINATIVE and not _pays(org.id):
            raw = passage.text[org.start : org.end]
            yield Found(_FIELD, org.name, passage.text, f"{_FIELD}.line", passage.block, raw, _LINE)


def _titled(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def _pays(funder_id: str | None) -> bool:
    """Whether an organisation is above all a funder, by the vocabulary."""
    row = vocabulary.by_key("funders", "id").get(funder_id or "")
    return row is not None and row["type"] in ("eu", "state", "foundation", "nordic", "state_company")


def _alone(scope: Scope) -> Iterator[Found[str]]:
    """An organisation's name that stands alone under the title of a record."""
    for passage in scope.passages[:_FIRST]:
        standing = passage.label is None and passage.block.kind is BlockKind.PARAGRAPH
        named = organisations_in(passage.text) if standing else []
        if len(named) == 1 and named[0].text == passage.text.strip() and not _pays(named[0].funder_id):
            org = named[0]
            yield Found(_FIELD, org.nominative, passage.text, f"{_FIELD}.alone", passage.block, org.text, _ALONE)
            return
    yield from _headed(scope)
    for passage in scope.passages if scope.sole else ():
        if passage.topic == "organisation" and not passage.block.columns:
            for named_here in organisations_of_value(passage.text)[:1]:
                raw = passage.text[named_here.start : named_here.end]
                rule = f"{_FIELD}.organisation"
                yield Found(_FIELD, named_here.name, passage.text, rule, passage.block, raw, _CONTACT)
                return


def _headed(scope: Scope) -> Iterator[Found[str]]:
    """A register's page: right under the title a heading that is nothing but an organisation's name."""
    for block in scope.blocks[1:_FIRST] if scope.sole else ():
        named = organisations_in(block.text) if block.level else []
        if len(named) == 1 and named[0].text == block.text.strip() and not _pays(named[0].funder_id):
            yield Found(_FIELD, named[0].nominative, block.text, f"{_FIELD}.headed", block, named[0].text, _ALONE)
            return


def _published(scope: Scope) -> Iterator[Found[str]]:
    """The association or institution whose site the page is, for projects that no one else is said to run."""
    if scope.kind != "project" or not scope.blocks:
        return
    for org, quote, raw in _publishers(scope.document):
        if org[1] in _OWN_PROJECTS and _in_language(scope.document, org[0]):
            yield Found(_FIELD, org[0], quote, f"{_FIELD}.publisher", scope.blocks[0], raw, _PUBLISHER)
            return


def _publishers(document: Document) -> Iterator[tuple[tuple[str, str | None], str, str]]:
    """Who may stand behind the site, with the words that say so: who holds its rights, or whom its title names.

    A branch puts its own name into the title; the association is the one with the rights.
    """
    site = (document.meta.get("og:site_name", ""), _SEGMENT.split(document.title)[-1])
    titled = [(named, segment.strip()) for segment in site if (named := _publisher(document, segment.strip()))]
    if not titled:
        return
    for block in document.blocks:
        rights = _RIGHTS.match(block.text) if block.zone is Zone.FOOTER else None
        for holder in organisations_in(rights[1])[:1] if rights else ():
            yield (holder.nominative, holder.funder_id), block.text, holder.text
    yield from ((named, document.title, segment) for named, segment in titled)
    yield from _in_other_words(document)


def _in_other_words(document: Document) -> Iterator[tuple[tuple[str, str | None], str, str]]:
    """Associations of the page's header and footer with a name in the page's own language."""
    for block in document.blocks:
        for org in organisations_in(block.text) if block.zone in (Zone.FOOTER, Zone.HEADER) else ():
            if org.funder_id == "yhdistys" and language_of_name(org.nominative) == document.language:
                yield (org.nominative, org.funder_id), block.text, org.text


_RIGHTS = re.compile(
    r"\s{0,2}(?:©|\(c\)|Copyright ©?)\s{0,2}(?:\d{4}(?:\s?[–-]\s?\d{4})?,?\s)?([^\n]{4,90})", re.IGNORECASE
)


_SEGMENT = re.compile(r"\s[|–\-»:—•]{1,2}\s")
# what the sites of towns, agencies and funders tell of is often run by someone else
_OWN_PROJECTS = frozenset({"yhdistys", "saatio", None})


def _in_language(document: Document, name: str) -> bool:
    """Whether a name can be the page's own: an English page names the association in English."""
    return document.language is None or language_of_name(name) in (None, document.language)


def _publisher(document: Document, segment: str) -> tuple[str, str | None] | None:
    """Name and kind of the organisation that a part of the page's title names."""
    if len(segment) < _SHORTEST_SEGMENT:
        return None
    for org in organisations_in(segment):
        if len(org.text) >= len(segment) * 0.7:
            return (org.nominative, org.funder_id) if not _pays(org.funder_id) else None
    for block in document.blocks:
        if segment in block.text:
            for org in organisations_in(block.text):
                if org.nominative.startswith(segment + " ") or org.nominative.endswith(" " + segment):
                    return org.nominative, org.funder_id
    return None


_SHORTEST_SEGMENT = 4


def _expanded(scope: Scope, item: Found[str]) -> Found[str]:
    """The full name of an abbreviation that the page explains: "Diakonia-ammattikorkeakoulu (Diak)"."""
    if company := _full_company(scope.document, item.value):
        return replace(item, value=company)
    if len(item.value) > _LONGEST_ABBREVIATION or " " in item.value:
        return item
    if (full := _county(item.value)) and any(full[:-1] in block.text for block in scope.document.blocks):
        return replace(item, value=full)
    if explained := _of_legend(scope.document, item.value):
        return replace(item, value=explained)
    marked = f"({item.value})"
    for block in scope.document.main:
        place = block.text.find(marked)
        if place > 0:
            before = [o for o in organisations_in(block.text[:place]) if o.span[1] >= place - 1]
            if before:
                return replace(item, value=before[-1].nominative)
    return item


def _full_company(document: Document, name: str) -> str | None:
    """The whole name of a company that the page elsewhere calls by its last word: Malli Oy, Osaamiskeskus Oy Malli."""
    short = _COMPANY.fullmatch(name)
    if short is None:
        return None
    ending = f" Oy {short[1]}"
    for block in document.main:
        for org in organisations_in(block.text) if ending in block.text else ():
            if org.nominative.endswith(ending):
                return org.nominative
    return None


_COMPANY = re.compile(r"(\w{3,30}) Oy")


def _of_legend(document: Document, short: str) -> str | None:
    """The organisation that a table of abbreviations gives beside one: "HY | Helsingin yliopisto"."""
    for block in document.main:
        for cell, beside in zip(block.cells, block.cells[1:], strict=False):
            if cell.strip() == short and (found := organisations_in(beside)) and found[0].text == beside.strip():
                return found[0].nominative
    return None


def _labelled(passages: Iterable[Passage]) -> Iterator[Found[str]]:
    for passage in passages:
        if passage.topic != _TOPIC and _TOPIC not in (topics_of(passage.label) if passage.label else ()):
            continue
        label = (passage.label or "").lower()
        rank = _LEAD if label.startswith(("pää", "lead", "main", "huvud")) else _LABEL
        said = list(_of_text(passage.text, passage.block, rank, _STATED))
        if said or _sentence(passage.text):
            yield from said or _recognised(passage, rank)
            continue
        named_here = _without_units(organisations_of_value(before_partners(passage.text)), passage.text)
        for position, named in enumerate(named_here):
            if position and not named.recognised and " " not in named.name:
                continue  # "Folkuniversitetet, Uppsala": where it is, not who
            if not named.recognised and _words_only(named.name):
                continue
            raw = passage.text[named.start : named.end]
            yield Found(_FIELD, named.name, passage.text, f"{_FIELD}.label", passage.block, raw, rank)


def _sentence(value: str) -> bool:
    """Whether a label's value is a sentence, whose other words are no names."""
    return value.rstrip().endswith(".") and len(value.split()) > _WORDS_OF_A_NAME and bool(_SMALL.search(value))


def _words_only(name: str) -> bool:
    """Whether a guessed name is a phrase: several words, of which only the first has a capital."""
    others = name.split()[1:]
    return len(others) > 2 and not any(word[:1].isupper() for word in others)


_WORDS_OF_A_NAME = 5
_SMALL = re.compile(r"(?<!\w)(?:on|ovat|oli|är|var|is|are|was)(?!\w)")


def _recognised(passage: Passage, rank: float) -> Iterator[Found[str]]:
    for org in organisations_in(before_partners(passage.text)):
        yield Found(_FIELD, org.nominative, passage.text, f"{_FIELD}.label", passage.block, org.text, rank)


_WHOLES = frozenset({"kunta", "helsinki", "hyvinvointialue", "yliopisto_amk", "kirkko"})


def _without_units(named: list[Named], value: str) -> list[Named]:
    """ "Historian laitos, Turun yliopisto", "Raahen museo / Raahen kaupunki": the organisation, not its part."""
    wholes = [n for n in named if n.id in _WHOLES and not _part(n)]
    if not wholes or len(wholes) == len(named):
        return named
    if is_unit("".join(c for c in _outside(value, wholes))):
        return [n for n in named if n in wholes or (n.recognised and n.id is not None and not _part(n))]
    places = {n.name.split()[0] for n in wholes if n.id in ("kunta", "helsinki")}
    return [n for n in named if n in wholes or n.id not in (None, "kunta") or n.name.split()[0] not in places]


def _part(named: Named) -> bool:
    """Whether a name is that of a unit, or of a town's museum or library."""
    return is_unit(named.name) or (named.id in ("kunta", None) and named.name.lower().endswith(_INSTITUTIONS))


_INSTITUTIONS = ("museo", "museot", "kirjasto", "opisto", "orkesteri", "teatteri", "bibliotek", "museum")


def _outside(value: str, named: list[Named]) -> Iterator[str]:
    """The parts of a value that no name covers."""
    at = 0
    for name in named:
        yield value[at : name.start] + " "
        at = name.end
    yield value[at:]


def _said(
    passages: Iterable[Passage], blocks: Iterable[Block], rank: float, roles: frozenset[str]
) -> Iterator[Found[str]]:
    for passage in passages:
        if passage.topic in ("contacts", "funders", _TOPIC):
            continue
        yield from _of_text(passage.text, passage.block, rank, roles)
    for block in blocks:
        if block.level:
            yield from _of_text(block.text, block, rank, roles)


def _of_text(text: str, block: Block, rank: float, roles: frozenset[str]) -> Iterator[Found[str]]:
    for sentence in sentences(text) if may_act(text, roles) else ():
        for act in acting(sentence.text, roles):
            org = act.organisation
            if act.construction == "genitive" and _pays(org.funder_id) and not _runs(sentence.text, act):
                continue
            strength = {"lead": _LEAD, "implementer": rank * _IMPLEMENTER}.get(act.role, rank)
            if is_current(sentence.text):
                strength *= _NOW
            rule = f"{_FIELD}.{act.role}.{act.construction}"
            yield Found(_FIELD, org.nominative, sentence.text, rule, block, org.text, strength)
            if act.role in _STATED and (other := together_with(sentence.text, org)):
                yield Found(_FIELD, other.nominative, sentence.text, f"{rule}.together", block, other.text, strength)


def _runs(sentence: str, act: Acting) -> bool:
    """Whether a public funder itself is said to run the project: "säätiön hallinnoima", not "säätiön hanke"."""
    return sentence[slice(*act.cue)].endswith(_PARTICIPLE)


_PARTICIPLE = ("ma", "mä", "man", "män", "maa", "mää", "massa", "mässä", "masta", "mästä", "mana", "mänä", "mat", "mät")


def _strongest(found: list[Found[str]]) -> list[Found[str]]:
    """Those of the strongest statement; of equally strong ones the first sentence or label."""
    if not found:
        return []
    best = max(found, key=lambda f: f.rank)
    chosen: dict[str, Found[str]] = {}
    for item in found:
        if item.rank == best.rank and item.block.index == best.block.index and item.quote == best.quote:
            chosen.setdefault(item.value.casefold(), item)
    return list(chosen.values())
