"""Which organisation does what in a sentence: who pays, who runs the project.

The phrases are data: ``role_verbs.csv`` holds verbs and nouns in their forms, ``roles.csv`` single phrases. Each names
a construction, which says where the organisation stands:

* ``subject`` - the Finnish subject of a verb: in the nominative, right after the verb or else before it;
* ``genitive`` - right before a Finnish noun or participle: "X:n avustuksella", "X:n hallinnoima";
* ``source`` - a Finnish elative or ablative in the same sentence: "saanut rahoitusta X:ltä";
* ``after``, ``before`` - the list that follows or precedes the phrase: "finansieras av X, Y och Z";
* ``allative``, ``partitive`` - who receives something in the clause: "kunnalle myönnettiin", "tukee aluekeskusta";
* ``adessive`` - who bears something in the clause: "vetovastuu on kunnalla";
* ``inessive`` - the university in which something is done: "yliopistossa toteutettava hanke";
* ``noun`` - right before an English noun: "ERDF funding";
* ``compound`` - the first part of a compound: "X-rahoitteinen".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.normalise.organisations import Case, OrgMatch, is_stop, known_organisation, organisations_in, plain
from pipeline.read.contacts.names import is_given
from pipeline.read.funders.amounts import phrase
from schemas.csv_data import csv_rows


@dataclass(frozen=True, slots=True)
class Acting:
    """An organisation in a role, and the phrase that says so."""

    organisation: OrgMatch
    role: str
    construction: str
    cue: tuple[int, int]
    """Where the phrase stands in the text."""


@dataclass(frozen=True, slots=True)
class _Cue:
    role: str
    construction: str
    pattern: re.Pattern[str]
    literal: str
    """Letters that every match holds, lower-case: most phrases are ruled out by them alone."""
    begins: bool
    """Whether a word of the text must begin with these letters (a word of two letters must be them)."""
    beside: re.Pattern[str] | None
    """What the sentence must say too, for phrases that mean little alone: "vastaa" with "hankkeesta"."""
    names: bool
    """Whether the phrase makes a name of any capitalised words: "toimintaa tukevat Mallilan Ystävät"."""


def _rows(name: str) -> tuple[dict[str, str], ...]:
    return csv_rows("pipeline.read", name)


def _words(kind: str) -> list[str]:
    """The words of ``role_words.csv`` of one kind."""
    return [row["word"] for row in _rows("role_words.csv") if row["kind"] == kind]


@cache
def _alternatives(kind: str) -> str:
    """The words of one kind as alternatives of a regular expression."""
    return "|".join(re.escape(word) for word in _words(kind))


_GLUE = re.compile(rf"(?:[\s,;/()%€–\-\d.:+]|\b(?:{_alternatives('glue')})\b){{0,60}}")
_CONJUNCTION = re.compile(rf"[,;/&–+(]|\b(?:{_alternatives('conjunction')})\b")
_CLAUSE = re.compile(rf"[;:!?]|,\s+(?:{_alternatives('clause')})\s")
_VIA = re.compile(rf"\s*(?:ry:n |:n )?(?:{_alternatives('via')})\b")
_GIVEN = re.compile(rf"\b(?:{_alternatives('giving')})\w{{0,6}}", re.IGNORECASE)
_ITS_OWN_VERB = re.compile(rf"\s{{1,2}}(?:{_alternatives('copula')})\s(?!\d)")
_LEAD_IN = re.compile(rf"[\s:–-]{{0,4}}(?:(?:{_alternatives('copula')})\s+){{0,2}}")
_PARENTHESIS = re.compile(r"\([^()]{0,160}\)")
_RELATIVE = re.compile(rf",\s(?:{_alternatives('relative')})\s[^,;.]{{0,90}},")
_NEGATED_BEFORE = re.compile(rf"\b(?:{_alternatives('negation')})(?:\s[\w-]{{1,30}}){{0,2}}\s{{1,2}}$", re.IGNORECASE)
_NEGATED_AFTER = re.compile(rf"\s{{1,2}}(?:{_alternatives('negation_after')})\b", re.IGNORECASE)
_ITSELF = re.compile(
    rf"(?:\b|-)(?:{_alternatives('itself')})(?:\s(?:{_alternatives('copula')}))?\s{{1,2}}$", re.IGNORECASE
)
_PASSIVE_BEFORE = re.compile(rf"\b(?:{_alternatives('passive')})\s{{1,2}}$", re.IGNORECASE)
_BY = re.compile(rf"(?:\s[\w-]{{1,20}}){{0,2}}\s(?:{_alternatives('by')})\b", re.IGNORECASE)
_OTHER_DUTY = re.compile(rf"\b(?:{_alternatives('other_duty')})\b", re.IGNORECASE)
_SUPPORTING = re.compile(r"tuk|tue|avust|mahdollist|stö|möjliggör|support", re.IGNORECASE)
_WORD = re.compile(r"[\w&+'’-]+")
_NAME_RUN = re.compile(r"[A-ZÅÄÖ][\w&+’'-]*(?: (?:[A-ZÅÄÖ][\w&+’'-]*|ry|rf|oy|ab|sr)){0,4}")
_MOST_WORDS_BETWEEN = {"subject": 4, "after": 4, "before": 5, "genitive": 4}
_LONGEST = 2500
"""Characters of a sentence that are looked at; a longer one is a broken page."""


@cache
def _cues() -> tuple[_Cue, ...]:
    single = [_cue(row, row["cue"]) for row in _rows("roles.csv")]
    forms = [_cue(row, form) for row in _rows("role_verbs.csv") for form in row["forms"].split("|")]
    return (*single, *forms)


@cache
def _cues_by_beginning() -> tuple[dict[str, list[tuple[int, _Cue]]], list[tuple[int, _Cue]]]:
    """The phrases, numbered, by the first letters of the word that each must hold; and those without such a word."""
    begun: dict[str, list[tuple[int, _Cue]]] = {}
    other: list[tuple[int, _Cue]] = []
    for numbered in enumerate(_cues()):
        cue = numbered[1]
        if cue.begins and (letters := _BEGINNING.match(cue.literal)):
            begun.setdefault(letters[0], []).append(numbered)
        else:
            other.append(numbered)
    return begun, other


_BEGINNING = re.compile(r"(?<!\w)\w{3}|(?<!\w)\w{2}(?!\w)")


@lru_cache(maxsize=4096)
def _cues_in(text: str) -> tuple[_Cue, ...]:
    """The phrases that a text may hold, by their letters, in the order of the tables."""
    low = text.lower()
    begun, possible = _cues_by_beginning()
    found = [n for n in possible if n[1].literal in low]
    for letters in begun.keys() & set(_BEGINNING.findall(low)):
        found += [n for n in begun[letters] if n[1].literal in low]
    return tuple(cue for _, cue in sorted(found, key=lambda n: n[0]))


def _cue(row: dict[str, str], words: str) -> _Cue:
    if row["construction"] == "compound":
        pattern = rf"(?<![\w-])([\w+]{{2,20}}(?: plus)?)[-‐‑–] ?{phrase(words)}"
    elif words.startswith("("):
        pattern = rf"\(\s{{0,2}}{phrase(words[1:-1])}[^()]{{0,40}}\)"
    else:
        pattern = rf"(?<![\w-]){phrase(words.lstrip('-'))}"
    # a project is often run by someone no table knows; a funder that no table knows is most often no funder
    names = row["role"] != "funder" or row.get("names") == "yes"
    literal = _literal(words)
    return _Cue(
        row["role"],
        row["construction"],
        re.compile(pattern, re.IGNORECASE),
        literal,
        _begins(words, literal),
        _beside(row["beside"]),
        names,
    )


def _literal(words: str) -> str:
    return max((part.strip("*()-#") for part in words.lower().split()), key=len)


def _begins(words: str, literal: str) -> bool:
    parts = [part.strip("()-#") for part in words.lower().split()]
    whole = literal in parts
    return whole or (f"{literal}*" in parts and len(literal) > _SHORT_WORD and f"*{literal}" not in parts)


_SHORT_WORD = 2


@cache
def _beside(words: str) -> re.Pattern[str] | None:
    """The words of a ``beside`` cell, with those of a kind of ``role_words.csv`` where it says ``@kind``."""
    parts: list[str] = []
    for word in filter(None, words.split("|")):
        parts.extend(_words(word[1:]) if word.startswith("@") else [word])
    found = [(r"(?<!\w)" if part[0] not in "*€" else "") + phrase(part) for part in dict.fromkeys(parts)]
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def acting(text: str, roles: frozenset[str]) -> list[Acting]:
    """The organisations that a sentence gives one of the roles (funder, coordinator, lead), in order of the phrases.

    An organisation may come more than once, by several phrases. Never raises.
    """
    flat = plain(text[:_LONGEST])
    return list(_acting(flat, roles)) if _of_roles(flat, roles) else []


def may_act(text: str, roles: frozenset[str]) -> bool:
    """A cheap look at a whole passage: whether it holds letters of any phrase that gives one of the roles."""
    return _of_roles(plain(text), roles)


def _of_roles(flat: str, roles: frozenset[str]) -> bool:
    return any(cue.role in roles for cue in _cues_in(flat))


@lru_cache(maxsize=4096)
def _acting(text: str, roles: frozenset[str]) -> tuple[Acting, ...]:
    found: list[Acting] = []
    organisations: list[OrgMatch] | None = None
    for cue in _cues_in(text):
        for match in cue.pattern.finditer(text) if cue.role in roles else ():
            if organisations is None:
                organisations = organisations_in(text)
            if any(o.span[0] <= match.start() < o.span[1] for o in organisations):
                continue  # the word is part of a name: "Yhteisöjen Tuki ry"
            if _denied(text, cue, match) or (cue.beside and not cue.beside.search(text)):
                continue
            there = _outside_parentheses(text, organisations, match.start())
            found.extend(
                Acting(org, cue.role, cue.construction, match.span())
                for org in _by_construction(text, there, cue, match)
            )
    return tuple(sorted(_one_sided(found), key=lambda a: (a.cue[0], a.organisation.span)))


def _denied(text: str, cue: _Cue, match: re.Match[str]) -> bool:
    """ "ei rahoittanut", "finansierar inte", and what the project itself supports: "hanke tukee kunnan strategiaa"."""
    before = text[max(0, match.start() - 60) : match.start()]
    if _NEGATED_BEFORE.search(before) or _NEGATED_AFTER.match(text, match.end()):
        return True
    if cue.construction == "before" and (_BY.match(text, match.end()) or _PASSIVE_BEFORE.search(before)):
        return True  # "was funded", "paid for by"
    if cue.role != "funder" and _OTHER_DUTY.search(_around(text, match)):
        return True  # "arvioinnista vastaa", "ohjausryhmää johtaa"
    by_subject = cue.role == "funder" and cue.construction in ("subject", "before")
    return by_subject and bool(_SUPPORTING.match(match[0]) and _ITSELF.search(before))


def _around(text: str, match: re.Match[str]) -> str:
    """The words right beside a phrase, as far as the next comma."""
    before = re.split(r"[,;:.]", text[max(0, match.start() - 35) : match.start()])[-1]
    return f"{before} {re.split(r'[,;:.]', text[match.end() : match.end() + 40])[0]}"


def _outside_parentheses(text: str, organisations: list[OrgMatch], cue: int) -> list[OrgMatch]:
    """Organisations that no parenthesis hides; one that stands in the phrase's own parenthesis counts."""
    hidden = [m.span() for m in _PARENTHESIS.finditer(text) if not m.start() <= cue < m.end()]
    return [o for o in organisations if not any(s < o.span[0] < e for s, e in hidden)]


def _one_sided(found: list[Acting]) -> list[Acting]:
    """ "hallinnoijana X ja rahoittajana Y": what follows a phrase wins over what stands before it."""
    followed = {(a.cue, a.role) for a in found if a.construction == "after"}
    return [a for a in found if a.construction != "before" or (a.cue, a.role) not in followed]


def _by_construction(text: str, organisations: list[OrgMatch], cue: _Cue, match: re.Match[str]) -> list[OrgMatch]:
    start, end = match.span()
    if cue.construction == "compound":
        known = known_organisation(match[1])
        return [OrgMatch(match.span(1), match[1], known[1], known[0], known=True)] if known else []
    if cue.construction == "noun":
        return [o for o in organisations if text[o.span[1] : start] in ("", " ", "-", "'s ", "’s ")]
    if cue.construction in _RECEIVING:
        return _receiving(text, organisations, start, _RECEIVING[cue.construction])
    if cue.construction == "inessive":
        return [o for o in _receiving(text, organisations, start, Case.INESSIVE) if o.funder_id == "yliopisto_amk"]
    if cue.construction == "source":
        return _sources(text, organisations, start, end)
    if cue.construction == "genitive":
        return _genitives(text, organisations, start)
    if cue.construction == "before":
        return _preceding(text, organisations, start, cue)
    after = _following(text, organisations, end, cue)
    if after or cue.construction == "after":
        return after
    return _preceding(text, organisations, start, cue)


def _clause(text: str, at: int) -> tuple[int, int]:
    """Start and end of the clause around a position."""
    start, end = 0, len(text)
    for mark in _CLAUSE.finditer(text):
        if mark.end() <= at:
            start = mark.end()
        elif mark.start() >= at:
            end = mark.start()
            break
    return start, end


def _sources(text: str, organisations: list[OrgMatch], start: int, end: int) -> list[OrgMatch]:
    """Organisations in the elative or ablative in the sentence of the phrase."""
    first, last = _clause(text, start)
    return [
        org
        for org in organisations
        if (org.case is Case.ABLATIVE or (org.case is Case.ELATIVE and org.funder_id not in _PLACES))
        and first <= org.span[0] <= max(last, end + 120)
    ]


# what comes "seurakunnasta" comes from the place; money comes "seurakunnalta"
_PLACES = frozenset({"kunta", "helsinki", "kirkko", "yhdistys", "yritys", "yliopisto_amk"})
_RECEIVING = {"allative": Case.ALLATIVE, "partitive": Case.PARTITIVE, "adessive": Case.ADESSIVE}


def _receiving(text: str, organisations: list[OrgMatch], start: int, case: Case) -> list[OrgMatch]:
    """Who is given something in the clause of the phrase: "Maskun kunnalle annettiin", "OKM tukee aluekeskusta"."""
    first, last = _clause(text, start)
    return [o for o in organisations if o.case is case and first <= o.span[0] <= last]


def _genitives(text: str, organisations: list[OrgMatch], start: int) -> list[OrgMatch]:
    """The organisations in the genitive that stand right before a position, with those listed before them."""
    before = [o for o in organisations if o.span[1] <= start]
    if not before:
        return []
    near = before[-1]
    between = text[near.span[1] : start]
    if _GIVEN.search(between):
        return []
    if near.case is not Case.GENITIVE or not _few_words(between, "genitive") or re.search(r"[,;.:]", between):
        return []
    return _list_before(text, before, Case.GENITIVE)


def _few_words(between: str, construction: str) -> bool:
    return len(_WORD.findall(_PARENTHESIS.sub(" ", between))) <= _MOST_WORDS_BETWEEN[construction]


def _list_before(text: str, before: list[OrgMatch], case: Case | None) -> list[OrgMatch]:
    """The last organisation and those joined to it by commas and "and"."""
    chosen = [before[-1]]
    for org in reversed(before[:-1]):
        if not _joined(text, org, chosen[0]) or (case and org.case is not case):
            break
        chosen.insert(0, org)
    return chosen


def _joined(text: str, left: OrgMatch, right: OrgMatch) -> bool:
    if left.span == right.span:
        return True
    between = _bare(text[left.span[1] : right.span[0]])
    return bool(_GLUE.fullmatch(between) and _CONJUNCTION.search(between))


def _bare(between: str) -> str:
    """What stands between two names, without parentheses and relative clauses: ", jonka avustus on 8 000 euroa,"."""
    return _RELATIVE.sub(",", _PARENTHESIS.sub(" ", between))


def _preceding(text: str, organisations: list[OrgMatch], start: int, cue: _Cue) -> list[OrgMatch]:
    first, _ = _clause(text, start)
    before = [o for o in organisations if first <= o.span[0] and o.span[1] <= start and o.case in _SUBJECT_CASES]
    if not before or not _few_words(text[before[-1].span[1] : start], "before"):
        return _name_before(text, start) if cue.names and cue.role != "funder" else []
    return _list_before(text, before, None)


_SUBJECT_CASES = frozenset({Case.NOMINATIVE, Case.PLURAL})


def _following(text: str, organisations: list[OrgMatch], end: int, cue: _Cue) -> list[OrgMatch]:
    """The list of organisations right after a phrase; in Finnish in the nominative, or a person's employer."""
    unknown = _name_after(text, organisations, end, cue) if cue.names else None
    after = [o for o in organisations if o.span[0] >= end]
    if not after or (unknown and unknown.span[0] < after[0].span[0]):
        return [unknown, *_more_unknown(text, unknown), *_rest(text, unknown, after, cue)] if unknown else []
    first = after[0]
    if len(after) > 1 and first.case is Case.GENITIVE and after[1].span[0] - first.span[1] <= 1:
        first, after = after[1], after[1:]  # "EU:n Interreg Aurora"
    between = text[end : first.span[0]]
    if not _few_words(between, cue.construction) or _breaks(between) or _NEXT_PAYER.search(between):
        return []
    if first.case not in _SUBJECT_CASES and not _stands_for(text, first, cue):
        return []
    return [first, *_rest(text, first, after[1:], cue)]


# "X maksaa 38 000 euroa ja [Y 25 000 euroa]"
_NEXT_PAYER = re.compile(rf"\d[^,;]{{0,20}}\s(?:{_alternatives('conjunction')})\s")


def _breaks(between: str) -> bool:
    return bool(re.search(r"[;!?]|,|\.\s", _PARENTHESIS.sub(" ", between)))


def _rest(text: str, first: OrgMatch, after: list[OrgMatch], cue: _Cue) -> list[OrgMatch]:
    """The organisations that a list goes on with."""
    chosen: list[OrgMatch] = []
    last = first
    for org in after:
        if org.case is Case.ELATIVE:
            last = org  # "rahoittaa X maaseuturahastosta ja Y": the fund stands between the payers
            continue
        between = _name_between(text, last, org) if cue.names else None
        joined = between is not None or _joined(text, last, org)
        if not joined or _VIA.match(text, org.span[1]) or _ITS_OWN_VERB.match(text, org.span[1]):
            break
        if org.case not in _SUBJECT_CASES:
            break
        if _abbreviates(text, last, org):
            continue
        chosen += [between, org] if between else [org]
        last = org
    if cue.names and cue.role == "funder" and (final := _name_at_end(text, last)):
        chosen.append(final)
    return chosen


_COMMA = r"(?:\s?\([^()]{1,40}\))?,\s"
_AND = rf"(?:\s?\([^()]{{1,40}}\))?,?\s(?:{_alternatives('conjunction')})\s"


def _name_between(text: str, left: OrgMatch, right: OrgMatch) -> OrgMatch | None:
    """A name of a list that no table knows: "Taike, [Mallilan Ystävät] ja Salon kaupunki"."""
    if right.span[0] - left.span[1] > _LONGEST_GAP:
        return None
    between = text[left.span[1] : right.span[0]]
    lead = re.match(_COMMA, between)
    run = _NAME_RUN.match(between, lead.end()) if lead else None
    if run is None or not re.fullmatch(rf"{_COMMA}|{_AND}", between[run.end() :]):
        return None
    return _named(run[0], (left.span[1] + run.start(), left.span[1] + run.end()))


def _name_at_end(text: str, last: OrgMatch) -> OrgMatch | None:
    """The last name of a list: "Taike ja [Mallilan Ystävät]."."""
    lead = re.compile(_AND).match(text, last.span[1])
    run = _NAME_RUN.match(text, lead.end()) if lead else None
    if run is None or not _ENDS_A_LIST.match(text, run.end()) or organisations_in(run[0]):
        return None
    return _named(run[0], run.span())


_LONGEST_GAP = 90
_ENDS_A_LIST = re.compile(r"\s?(?:$|[.;(])")


def _abbreviates(text: str, left: OrgMatch, right: OrgMatch) -> bool:
    """Pirkanmaan hyvinvointialue – PIRHA: a second name of the same organisation."""
    between = text[left.span[1] : right.span[0]].strip()
    return left.funder_id is not None and left.funder_id == right.funder_id and between in ("–", "-", "(", "/", "")


def _more_unknown(text: str, first: OrgMatch) -> list[OrgMatch]:
    """A second name that no table knows: "drevs av Luckan och Finlands svenska idrott"."""
    joint = re.compile(r"\s(?:ja|och|and)\s").match(text, first.span[1])
    run = _NAME_RUN.match(text, joint.end()) if joint else None
    if run is None or organisations_in(text[run.start() : run.end() + 40].split(",")[0]):
        return []
    tail = re.compile(r"(?: [a-zåäö]{4,20}){0,2}(?=\s\(|[.,]|$)").match(text, run.end())
    end = tail.end() if tail else run.end()
    named = _named(text[run.start() : end], (run.start(), end))
    return [named] if named else []


def _stands_for(text: str, org: OrgMatch, cue: _Cue) -> bool:
    """Whether a genitive is followed by one of the organisation's units or people: liiton aluesuunnittelija N N."""
    if org.case is not Case.GENITIVE or (cue.role == "funder" and cue.construction == "subject"):
        return False
    following = re.match(r"\s+([a-zåäö][\w-]{3,40})", text[org.span[1] : org.span[1] + 60])
    return following is not None and not _NO_PERSON.search(following[1])


# participles, and nouns in a local case: "kunnan rahoittama", "THL:n vastuulla"
_NO_PERSON = re.compile(r"(?:m[aä]\w{0,6}|ll[aä]|ss[aä]|st[aä]|kanssa|kautta)$")


def _name_after(text: str, organisations: list[OrgMatch], end: int, cue: _Cue) -> OrgMatch | None:
    """A capitalised name that no table knows, right after a phrase: "Hanketta hallinnoi Diak"."""
    lead = _LEAD_IN.match(text, end)
    at = lead.end() if lead else end
    run = _NAME_RUN.match(text, at)
    if run and cue.role == "funder" and not (_ENDS_A_NAME.match(text, run.end()) and _several(run[0])):
        return None
    return _unknown(text, organisations, run)


_ENDS_A_NAME = re.compile(rf"\s?(?:$|[.,;(])|\s(?:{_alternatives('conjunction')})\s")


def _several(name: str) -> bool:
    """Whether a name has several words or is an abbreviation; one capitalised word may be anything."""
    return " " in name or name.isupper()


def _name_before(text: str, start: int) -> list[OrgMatch]:
    """A capitalised name right before a phrase: "Sydkusten koordinerar"."""
    lead = text[max(0, start - 90) : start].rstrip()
    lead = re.sub(r"\s(?:on|ovat|har|has|oli)$", "", lead)
    runs = [m for m in _NAME_RUN.finditer(lead) if m.end() == len(lead)]
    if not runs:
        return []
    offset = max(0, start - 90)
    name = runs[0][0]
    if offset + runs[0].start() == 0 and " " not in name and not name.isupper():
        return []  # one capitalised word that begins a sentence may be any word
    found = _named(name, (offset + runs[0].start(), offset + runs[0].end()))
    return [found] if found else []


def _unknown(text: str, organisations: list[OrgMatch], run: re.Match[str] | None) -> OrgMatch | None:
    if run is None or any(o.span[0] < run.end() and run.start() < o.span[1] for o in organisations):
        return None
    if re.match(r"[\w-]", text[run.end() : run.end() + 1]):
        return None
    tail = _SERVICE.match(text, run.end())
    end = tail.end() if tail else run.end()
    return _named(text[run.start() : end], (run.start(), end))


# "Kulttuuria kaikille -palvelu"
_SERVICE = re.compile(r"(?: [a-zåäö]{3,20}){0,2} -[a-zåäö]{4,20}")
_OBLIQUE = re.compile(r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|ssa|:n|[aeiouyäö]{2}n|tta|ttä)$")


def _named(name: str, span: tuple[int, int]) -> OrgMatch | None:
    if len(name) < 3 or is_stop(name.split()[0]) or is_given(name.split()[0]) or _OBLIQUE.search(name):
        return None
    return OrgMatch(span, name, name, None)


def together_with(text: str, org: OrgMatch) -> OrgMatch | None:
    """Who acts with an organisation as its equal: "koordinoi X yhdessä [Y:n] kanssa", "drivs av X tillsammans med [Y]".

    ``org`` is a match in the same text; None where no such words follow it.
    """
    flat = plain(text)
    joint = _TOGETHER.match(flat, org.span[1])
    if joint is None:
        return None
    other = next((o for o in organisations_in(flat) if o.span[0] == joint.end()), None)
    if joint["lead"] in _WITH_GENITIVE:
        equal = other and other.case is Case.GENITIVE and not _unit_named(org) and not _unit_named(other)
        return other if other and equal and _WITH.match(flat, other.span[1]) else None
    run = _NAME_RUN.match(flat, joint.end())
    return other or (_named(run[0], run.span()) if run else None)


def _unit_named(org: OrgMatch) -> bool:
    """Whether the text names the organisation by a unit of it: "kaupungin perusopetuspalvelut"."""
    return len(org.text.split()) > len(org.nominative.split())


def is_current(sentence: str) -> bool:
    """Whether a sentence says how things are now, where the page may tell how they were before: "tällä hetkellä"."""
    return bool(_CURRENT.search(sentence))


_CURRENT = re.compile(rf"(?<!\w)(?:{_alternatives('current')})(?!\w)", re.IGNORECASE)
_TOGETHER = re.compile(rf"(?:\s\([^()]{{1,40}}\))?,?\s(?P<lead>{_alternatives('together')})\s(?:the\s)?")
_WITH_GENITIVE = frozenset(
    row["word"] for row in _rows("role_words.csv") if (row["kind"], row["language"]) == ("together", "fi")
)
_WITH = re.compile(r"\skanssa\b")


def before_partners(text: str) -> str:
    """The text up to where it begins to name partners: "X. Osatoteuttajat: Y ja Z" gives "X. "."""
    found = (cue.pattern.search(text) for cue in _cues_in(text) if cue.role == "partner")
    starts = [match.start() for match in found if match and match.start()]
    return text[: min(starts)] if starts else text
