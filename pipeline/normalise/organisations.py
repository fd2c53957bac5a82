"""Names of organisations: found in running text, turned into the nominative, and told apart by kind.

Only the last word of a Finnish name is inflected ("Suomen Kulttuurirahaston" -> "Suomen Kulttuurirahasto"), so a
table of such head words (``organisation_heads.csv``) and the names of the vocabularies do most of the work. What the
tables do not know stays as it is written: a wrong nominative is worse than an inflected name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from schemas import vocabulary
from schemas.csv_data import csv_rows


class Case(StrEnum):
    """The grammatical case that a name stands in; Swedish and English know the nominative and the genitive."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    PARTITIVE = "partitive"
    INESSIVE = "inessive"
    ELATIVE = "elative"
    ILLATIVE = "illative"
    ADESSIVE = "adessive"
    ABLATIVE = "ablative"
    ALLATIVE = "allative"
    TRANSLATIVE = "translative"
    PLURAL = "plural"


@dataclass(frozen=True, slots=True)
class OrgMatch:
    """An organisation found in a text."""

    span: tuple[int, int]
    """Start and end in the text."""
    text: str
    """The name as written."""
    nominative: str
    funder_id: str | None
    """Id of ``schemas/vocabularies/funders.csv`` or a generic kind (kunta, saatio ...), None if neither fits."""
    case: Case = Case.NOMINATIVE
    known: bool = False
    """Whether the vocabularies name it (otherwise it was recognised by its head word)."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


_TOKEN = re.compile(r"#?[^\W_](?:[\w’'&+\-]|\.(?=[^\W_]))*(?::[a-zåäö]{1,6}(?![\w]))?|&|\+")
_FINNISH_ENDINGS = (
    ("ssa", Case.INESSIVE), ("ssä", Case.INESSIVE), ("sta", Case.ELATIVE), ("stä", Case.ELATIVE),
    ("lla", Case.ADESSIVE), ("llä", Case.ADESSIVE), ("lta", Case.ABLATIVE), ("ltä", Case.ABLATIVE),
    ("lle", Case.ALLATIVE), ("ksi", Case.TRANSLATIVE), ("n", Case.GENITIVE),
)  # fmt: skip
_COLON_ENDINGS = {
    "n": Case.GENITIVE, "in": Case.GENITIVE, "en": Case.GENITIVE, "s": Case.GENITIVE,
    "a": Case.PARTITIVE, "ä": Case.PARTITIVE, "ta": Case.PARTITIVE, "tä": Case.PARTITIVE,
    "t": Case.PLURAL,
}  # fmt: skip
# genitive and other forms of adjectives in -inen: Humanistisen -> Humanistinen
_ADJECTIVE_ENDINGS = (
    ("isesta", Case.ELATIVE), ("isestä", Case.ELATIVE), ("iselta", Case.ABLATIVE), ("iseltä", Case.ABLATIVE),
    ("iselle", Case.ALLATIVE), ("isessa", Case.INESSIVE), ("isessä", Case.INESSIVE), ("isella", Case.ADESSIVE),
    ("isellä", Case.ADESSIVE), ("isen", Case.GENITIVE), ("ista", Case.PARTITIVE), ("istä", Case.PARTITIVE),
)  # fmt: skip
# other languages of the vocabulary need no dictionary of place names, only these shapes
_GENERIC_IDS = frozenset({"kunta", "hyvinvointialue", "seurakunta"})
_LONGEST_NAME = 12
"""Words before a head that can belong to its name."""
_LEADER_GROUPS = "leader"
# heads that look like an organisation's and are none: maakunta, asiakaskunta
_NONE = "none"
# small words inside the names of associations: Hem och Skola i Korpo rf
_INSIDE_NAMES = frozenset({"och", "i", "the", "of", "för", "–"})
_REGIONAL = frozenset({"avi", "ely", "elinvoimakeskus", "leader"})
# endings of illatives and passives, which look like genitives to the eye of a rule: palkattiin, toimintaan
_NOT_GENITIVE = ("tiin", "siin", "aan", "ään", "oon", "uun", "yyn", "öön", "kin")


def plain(text: str) -> str:
    """The text with typographic hyphens and spaces made plain; every position stays where it was."""
    for odd, usual in _PLAIN:  # ten times as fast as str.translate, for there is seldom anything to replace
        text = text.replace(odd, usual)
    return text


_PLAIN = (("‐", "-"), ("‑", "-"), ("\u00a0", " "), ("\u202f", " "), ("´", "'"), ("`", "'"))


def _table(name: str) -> tuple[dict[str, str], ...]:
    return csv_rows("pipeline.normalise", name)


@dataclass(frozen=True, slots=True)
class _Head:
    nominative: str
    case: Case
    kind: str
    language: str


@cache
def _heads() -> dict[str, _Head]:
    """Every form of every head word, lower-case."""
    forms: dict[str, _Head] = {}
    for row in _table("organisation_heads.csv"):
        for form, case in _forms(row):
            forms.setdefault(form, _Head(row["nominative"], case, row["type"], row["language"]))
    return forms


def _forms(row: dict[str, str]) -> Iterator[tuple[str, Case]]:
    nominative, stem = row["nominative"], row["stem"]
    yield nominative, Case.NOMINATIVE
    if row["language"] != "fi":
        if not nominative.endswith("s"):
            yield nominative + "s", Case.GENITIVE
        return
    for ending, case in _FINNISH_ENDINGS:
        yield stem + ending, case
    yield stem + "t", Case.PLURAL
    yield row["partitive"], Case.PARTITIVE
    yield row["illative"], Case.ILLATIVE


@cache
def _words(kind: str) -> dict[str, str]:
    """Words of ``organisation_words.csv`` of one kind, with the type that they tell."""
    return {row["word"]: row["type"] for row in _table("organisation_words.csv") if row["kind"] == kind}


def _tokens(text: str) -> list[_Token]:
    return [_token(match) for match in _TOKEN.finditer(text)]


def _token(match: re.Match[str]) -> _Token:
    """A word without the apostrophe or quotation mark at its end: Artists’ -> Artists."""
    word = match[0].rstrip("'’") or match[0]
    return _Token(word, match.start(), match.start() + len(word))


@lru_cache(maxsize=50_000)
def _head_of(word: str) -> tuple[int, _Head] | None:
    """The longest head word that the (lower-case) word ends with, and where it begins."""
    for start in range(len(word)):
        head = _heads().get(word[start:])
        if head and (start == 0 or word[start - 1] == "-" or (start >= 3 and head.language != "en")):
            return start, head
    return None


def _colon(word: str) -> tuple[str, Case] | None:
    base, colon, ending = word.partition(":")
    if not colon or not base:
        return None
    if ending in _COLON_ENDINGS:
        return base, _COLON_ENDINGS[ending]
    for suffix, case in _FINNISH_ENDINGS:
        if ending.endswith(suffix):
            return base, case
    return None


@lru_cache(maxsize=50_000)
def _bases(word: str) -> tuple[tuple[str, Case], ...]:
    """What the word can be a form of, the word itself first; only the ending is changed."""
    found = [(word, Case.NOMINATIVE)]
    if by_colon := _colon(word):
        return (*found, by_colon)
    if head := _head_of(word.lower()):
        found.append((word[: head[0]] + _cased(head[1].nominative, word[head[0] :]), head[1].case))
    for ending, case in _ADJECTIVE_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            found.append((word[: -len(ending)] + "inen", case))
    found.extend(_stripped(word))
    return tuple(found)


def _stripped(word: str) -> Iterator[tuple[str, Case]]:
    """Forms of names without gradation: STEAlta -> STEA, Veikkauksen -> Veikkaus, kulturfondens -> kulturfonden."""
    for ending, case in _FINNISH_ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            stem = word[: -len(ending)]
            yield stem, case
            if stem.endswith("kse"):
                yield stem[:-3] + "s", case
            if stem.endswith("i"):
                yield stem[:-1], case
    if word.endswith("s") and len(word) > 4:
        yield word[:-1], Case.GENITIVE
    if word[-1] in "aä" and len(word) > 4:
        yield word[:-1], Case.PARTITIVE
        if word[-2] == "t":
            yield word[:-2], Case.PARTITIVE


def _cased(head: str, as_written: str) -> str:
    return head[0].upper() + head[1:] if as_written[:1].isupper() else head


@dataclass(frozen=True, slots=True)
class _Known:
    words: tuple[str, ...]
    id: str
    exact: bool
    """Whether capital letters matter: short names and abbreviations."""


@cache
def _known() -> dict[str, tuple[_Known, ...]]:
    """Names of the vocabularies by their first word, lower-case, the longest first."""
    index: dict[str, list[_Known]] = {}
    for name, id_ in _vocabulary_names():
        words = tuple(t.text for t in _tokens(name))
        if words:
            exact = len(words) == 1 and (_head_of(words[0].lower()) is None or len(words[0]) < 8)
            index.setdefault(words[0].lower(), []).append(_Known(words, id_, exact))
    return {key: tuple(sorted(found, key=lambda k: -len(k.words))) for key, found in index.items()}


def _vocabulary_names() -> Iterator[tuple[str, str]]:
    for row in vocabulary.rows("funders"):
        if row["id"] in _GENERIC_IDS:
            continue
        names = (row["name_fi"], row["name_sv"], row["name_en"], *vocabulary.several(row["aliases"]))
        yield from ((name, row["id"]) for name in names if name and "(" not in name)
    for row in vocabulary.rows("wellbeing_counties"):
        if row["kind"] in ("wellbeing_county", "hospital_group"):
            names = (row["name_fi"], row["name_sv"], row["name_en"])
            short = vocabulary.several(row["short_names"]) + vocabulary.several(row["former_names"])
            yield from ((name, "hyvinvointialue") for name in (*names, *short) if name)


@cache
def _municipalities() -> frozenset[str]:
    keys = ("name_fi", "name_sv", "name_en", "name_sv_conventional")
    return frozenset(row[key] for row in vocabulary.rows("municipalities") for key in keys if row.get(key))


@cache
def _regions() -> tuple[str, ...]:
    """Beginnings of the regions' names, to tell a regional council from another league."""
    stems = {row["name_fi"].removesuffix("maa").removesuffix("me").rstrip("ia") for row in vocabulary.rows("regions")}
    genitives = {"Uudenmaan", "Hämeen", "Pirkanmaan", "Keski-Suomen", "Varsinais-Suomen", "Kymenlaakson", "Lapin"}
    swedish = {row["name_sv"].rstrip("s") for row in vocabulary.rows("regions")}
    return tuple(sorted(s for s in stems | genitives | swedish if len(s) > 3))


def _match_known(tokens: list[_Token], at: int) -> tuple[_Known, int, Case, tuple[str, ...]] | None:
    """The longest vocabulary name from a token on: it, the next token, its case, its words in the nominative."""
    best: tuple[_Known, int, Case, tuple[str, ...]] | None = None
    for base, _ in _bases(tokens[at].text):
        for known in _known().get(base.lower(), ()):
            if best and len(best[0].words) >= len(known.words):
                break
            if found := _words_match(tokens, at, known):
                best = (known, at + len(known.words), *found)
    return best


def _words_match(tokens: list[_Token], at: int, known: _Known) -> tuple[Case, tuple[str, ...]] | None:
    if at + len(known.words) > len(tokens):
        return None
    words: list[str] = []
    case = Case.NOMINATIVE
    for token, wanted in zip(tokens[at:], known.words, strict=False):
        form = _as_form(token.text, wanted, exact=known.exact)
        if form is None:
            return None
        words.append(form[0])
        case = form[1]
    return case, tuple(words)


def _as_form(word: str, wanted: str, *, exact: bool) -> tuple[str, Case] | None:
    for base, case in _bases(word):
        if base.lower() != wanted.lower():
            continue
        if exact and base != wanted and not _same_abbreviation(base, wanted):
            continue
        return base, case
    return None


def _same_abbreviation(base: str, wanted: str) -> bool:
    """STEA, Stea; but never stea, and never a common word that an abbreviation happens to spell."""
    return len(wanted) <= 6 and wanted.isupper() and len(wanted) > 3 and base[:1].isupper()


def _is_name(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or (len(word) > 1 and word[1:2].isupper())


def is_stop(word: str) -> bool:
    """Whether a word can begin a sentence or join names, but belongs to no organisation's name: Hankkeen, on."""
    return word.lower() in _words("stop")


def organisations_in(text: str, language: str | None = "fi") -> list[OrgMatch]:
    """The organisations that a text names, in order, without overlaps.

    Takes running text (any of the three languages; ``language`` None means unknown) and gives names of the
    vocabularies in all inflections, and organisations told by their head word or legal form ("Kuopion
    kansalaisopisto", "Stiftelsen X", "University of X"). Two organisations of one head ("Turun ja Oulun kaupungit")
    come as two matches with the same span.
    """
    del language  # heads and names of all three languages stand in one table; mixed pages are common
    return list(_organisations(plain(text)))


@lru_cache(maxsize=8192)
def _organisations(flat: str) -> tuple[OrgMatch, ...]:
    tokens = _tokens(flat)
    found: list[OrgMatch] = []
    at = floor = 0
    while at < len(tokens):
        step = _at(flat, tokens, at, floor)
        if step is None:
            at += 1
            continue
        matches, at = step
        floor = at
        found.extend(matches)
    return tuple(found)


def _at(flat: str, tokens: list[_Token], at: int, floor: int) -> tuple[list[OrgMatch], int] | None:
    known = _match_known(tokens, at)
    if known and known[0].words == ("Leader",) and (group := _by_prefix(flat, tokens, at)):
        return group
    if known and not _only_part(flat, tokens, at, floor, known[0].id):
        return _known_match(flat, tokens, at, floor, known)
    word = tokens[at].text
    lower = word.lower()
    if _legal(lower) and at > floor:
        return _by_legal_form(flat, tokens, at, floor)
    if lower in _words("prefix") and word != "leader" and (run := _by_prefix(flat, tokens, at)):
        return run
    head = _head_of(lower)
    if head is None or head[1].kind == _NONE:
        return None
    return _by_head(flat, tokens, at, floor, head[1])


def _only_part(flat: str, tokens: list[_Token], at: int, floor: int, id_: str) -> bool:
    """Whether a regional council's name is the end of another one's: Svenska [Österbottens förbund] för utbildning."""
    return id_.startswith("maakuntaliitto") and _left_genitives(flat, tokens, at, floor) < at


def _legal(word: str) -> bool:
    return word.partition(":")[0] in _words("legal")


def _glued(flat: str, left: _Token, right: _Token) -> bool:
    """Whether nothing but a space stands between two words."""
    return flat[left.end : right.start].strip(" ") in ("", "”", '"', "’", "'")


def _known_match(
    flat: str, tokens: list[_Token], at: int, floor: int, known: tuple[_Known, int, Case, tuple[str, ...]]
) -> tuple[list[OrgMatch], int]:
    name, after, case, words = known
    start = at
    if name.id in _REGIONAL:
        start = _left_genitives(flat, tokens, at, floor)
    if case is Case.PLURAL and _head_of(tokens[after - 1].text.lower()):
        first = _left_genitives(flat, tokens, after - 1, floor)
        return _shared_head(flat, tokens, after - 1, first, floor), after
    end = after
    surface = flat[tokens[start].start : tokens[at].start] + _joined(flat, tokens, at, words)
    if case is Case.GENITIVE:
        end, case = _with_unit(flat, tokens, after)
    if end == after and (grown := _grown(flat, tokens, after, name, case)):
        end, case, tail = grown
        surface = flat[tokens[start].start : tokens[after - 1].end] + " " + tail
    span = (tokens[start].start, tokens[end - 1].end)
    id_ = _public_id(name.id)
    return [OrgMatch(span, flat[slice(*span)], _capital(surface), id_, case, known=True)], end


def _grown(flat: str, tokens: list[_Token], after: int, name: _Known, case: Case) -> tuple[int, Case, str] | None:
    """A known name that goes on: legal form, regional fund of the Cultural Foundation, region of an agency."""
    if after >= len(tokens) or not _glued(flat, tokens[after - 1], tokens[after]):
        return None
    word = tokens[after].text
    if _legal(word.lower()):
        return after + 1, _legal_case(word), word.partition(":")[0]
    if case is Case.GENITIVE and _is_name(word):
        return _regional_fund(flat, tokens, after)
    if name.id in _REGIONAL and word in ("i", "of", "for", "in"):
        return _region_after(flat, tokens, after, case)
    return None


def _regional_fund(flat: str, tokens: list[_Token], at: int) -> tuple[int, Case, str] | None:
    """Suomen Kulttuurirahaston [Pohjois-Savon rahasto]: the fund is the funder."""
    for end in range(at + 1, min(at + 3, len(tokens))):
        if not _glued(flat, tokens[end - 1], tokens[end]):
            return None
        head = _heads().get(tokens[end].text.lower())
        if head and head.nominative == "rahasto":
            return end + 1, head.case, flat[tokens[at].start : tokens[end].start] + head.nominative
    return None


def _region_after(flat: str, tokens: list[_Token], at: int, case: Case) -> tuple[int, Case, str] | None:
    """Regionförvaltningsverket [i Sydvästra Finland], Centre ... [of Northern Ostrobothnia]."""
    end = at + 1
    while end < len(tokens) and _glued(flat, tokens[end - 1], tokens[end]):
        word = tokens[end].text
        joins = word in ("och", "and") and end + 1 < len(tokens) and tokens[end + 1].text[:1].isupper() and end > at + 1
        if not word[:1].isupper() and not joins:
            break
        end += 1
    if end == at + 1:
        return None
    return end, case, flat[tokens[at].start : tokens[end - 1].end]


def _joined(flat: str, tokens: list[_Token], at: int, words: tuple[str, ...]) -> str:
    parts = [words[0]]
    for offset in range(1, len(words)):
        parts.append(flat[tokens[at + offset - 1].end : tokens[at + offset].start])
        parts.append(words[offset])
    return "".join(parts)


def _capital(name: str) -> str:
    name = re.sub(r"\s+", " ", name).strip(' ,;:-–"”“')
    return name[:1].upper() + name[1:]


def _left_genitives(flat: str, tokens: list[_Token], at: int, floor: int) -> int:
    """The first word of the capitalised attributes before a head: [Länsi- ja Sisä-Suomen] aluehallintovirasto."""
    start, first = at, at
    while first > max(floor, at - _LONGEST_NAME) and _glued(flat, tokens[first - 1], tokens[first]):
        word = tokens[first - 1].text
        if word in ("ja", "och") and first - 1 > floor and flat[tokens[first - 2].end - 1] == "-":
            first -= 1
            continue
        if is_stop(word) or word.startswith("Leader") or _ends_sentence(flat, tokens[first - 1], tokens[first]):
            break
        if _is_name(word):
            first = start = first - 1
        elif _attribute(word) and at - first < 5:
            first -= 1
        else:
            break
    return start


def _attribute(word: str) -> bool:
    """A lower-case word that can stand inside a Finnish or Swedish name: tanssin, koulutus-, svenska."""
    if word.endswith(_NOT_GENITIVE):
        return False
    return word.endswith(("n", "-", "inen", "ska", "joint", "services")) and len(word) > 3


def _ends_sentence(flat: str, left: _Token, right: _Token) -> bool:
    return any(mark in flat[left.end : right.start] for mark in ".,;:!?()|\n•")


def _by_head(flat: str, tokens: list[_Token], at: int, floor: int, head: _Head) -> tuple[list[OrgMatch], int] | None:
    """An organisation told by a head word: what stands before and after it belongs to the name."""
    if head.language == "en" and (grown := _english(flat, tokens, at, floor, head)):
        return grown
    if is_stop(tokens[at].text):
        return None
    if head.case is Case.GENITIVE and _goes_on(flat, tokens, at) and not _is_of_unit(flat, tokens, at, head):
        return None
    start = _left_genitives(flat, tokens, at, floor)
    if start == at and not (_is_name(tokens[at].text) and _stands_alone(tokens[at].text, head)):
        return _by_apposition(flat, tokens, at, head)
    if head.language == "fi" and head.kind in _OF_PLACES:
        start = _without_persons(tokens, start, at)
    if head.case is Case.PLURAL:
        return _shared_head(flat, tokens, at, start, floor), at + 1
    if start == at - 1 and _bare_article(tokens[start].text):
        return None
    last = _base_of_head(tokens[at].text)
    name = _attributes(flat, tokens, start, at, head.case) + last
    end: int = at + 1
    case: Case = Case(head.case)
    if end < len(tokens) and _glued(flat, tokens[at], tokens[end]):
        name, end, case = _right(flat, tokens, end, name, case)
    if case is Case.GENITIVE:
        end, case = _with_unit(flat, tokens, end)
    span = (tokens[start].start, tokens[end - 1].end)
    return [_found(flat, span, _capital(name), case)], end


def _by_apposition(flat: str, tokens: list[_Token], at: int, head: _Head) -> tuple[list[OrgMatch], int] | None:
    """kulttuurikeskus PiiPoo: a common noun that a name follows."""
    if head.language != "fi" or head.case is not Case.NOMINATIVE or at + 1 >= len(tokens):
        return None
    if not _glued(flat, tokens[at], tokens[at + 1]) or not _proper(tokens[at + 1].text):
        return None
    base, case = _proper_base(tokens[at + 1].text)
    end = at + 2
    if end < len(tokens) and _glued(flat, tokens[at + 1], tokens[end]) and _legal(tokens[end].text.lower()):
        legal = tokens[end].text
        base, case, end = f"{base} {legal.partition(':')[0]}", _legal_case(legal), end + 1
    span = (tokens[at].start, tokens[end - 1].end)
    return [_found(flat, span, _capital(f"{tokens[at].text} {base}"), case)], end


def _with_unit(flat: str, tokens: list[_Token], at: int) -> tuple[int, Case]:
    """Tampereen kaupungin [sivistyspalvelut]: the unit's case is that of the whole, the name the organisation's."""
    for index in range(at, min(at + 4, len(tokens))):
        word = tokens[index].text
        if not _glued(flat, tokens[index - 1], tokens[index]) or not (word[:1].islower() or index == at):
            break
        unit = next((u for u in _words("unit") if word.lower().endswith(u)), None)
        if unit:
            return index + 1, Case.GENITIVE if unit.endswith("n") else Case.NOMINATIVE
        if not _attribute(word):
            break
    return at, Case.GENITIVE


def _goes_on(flat: str, tokens: list[_Token], at: int) -> bool:
    """Whether a genitive only begins a longer name: Helsingin yliopiston [koulutus- ja kehittämiskeskus]."""
    for index in range(at + 1, min(at + 5, len(tokens))):
        word = tokens[index].text
        if not _glued(flat, tokens[index - 1], tokens[index]) or is_stop(word):
            return False
        if head := _head_of(word.lower()):
            return head[1].language == "fi" and not _match_known(tokens, index)
        if not (_attribute(word) or word.endswith("-") or (word == "ja" and tokens[index - 1].text.endswith("-"))):
            return False
    return False


def _is_of_unit(flat: str, tokens: list[_Token], at: int, head: _Head) -> bool:
    """Whether what follows a municipality is one of its own units: Espoon kaupungin [kulttuurin tulosyksikkö]."""
    return head.kind in ("kunta", "hyvinvointialue") and _with_unit(flat, tokens, at + 1)[0] > at + 1


_OF_PLACES = frozenset({"kunta", "hyvinvointialue", "yliopisto_amk", "kirkko"})


def _without_persons(tokens: list[_Token], start: int, at: int) -> int:
    """ "Maija Malli Turun kaupungista": before a place's genitive stands someone else's name."""
    for index in range(start, at - 1):
        is_attribute = tokens[index].text.endswith(("n", "-", "nen")) or tokens[index].text in ("ja", "och")
        if not is_attribute and tokens[index + 1].text[:1].isupper() and tokens[index + 1].text.endswith("n"):
            return index + 1 if index + 2 >= at else _without_persons(tokens, index + 1, at)
    return start


def _bare_article(word: str) -> bool:
    return len(word) < 2


def _stands_alone(word: str, head: _Head) -> bool:
    """Taideyliopisto, Medborgarinstitutet: one compound word that is a name of its own."""
    return len(word) > len(head.nominative) + 2


def _found(flat: str, span: tuple[int, int], name: str, case: Case) -> OrgMatch:
    return OrgMatch(span, flat[slice(*span)], name, organisation_type(name), case)


def _base_of_head(word: str) -> str:
    found = _head_of(word.lower())
    if found is None:
        return word
    start, head = found
    return word[:start] + _cased(head.nominative, word[start:])


def _attributes(flat: str, tokens: list[_Token], start: int, at: int, case: Case) -> str:
    """The words before the head; an adjective right before an inflected head goes back to its nominative with it."""
    text = flat[tokens[start].start : tokens[at].start]
    if case in (Case.NOMINATIVE, Case.PLURAL):
        return text
    words = [t.text for t in tokens[start:at]]
    changed = _agreeing(words, case)
    out = []
    for offset, word in enumerate(changed):
        token = tokens[start + offset]
        out.append(word + flat[token.end : tokens[start + offset + 1].start])
    return "".join(out)


def _agreeing(words: list[str], case: Case) -> list[str]:
    changed = list(words)
    for index in range(len(words) - 1, -1, -1):
        adjective = next((b for b, c in _adjective_bases(words[index]) if c is case), None)
        if adjective:
            changed[index] = adjective
        elif case is Case.GENITIVE:
            break  # "Läntisen tanssin aluekeskuksen": which noun the adjective belongs to cannot be told
    return changed


def _adjective_bases(word: str) -> Iterator[tuple[str, Case]]:
    for ending, case in _ADJECTIVE_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word[: -len(ending)] + "inen", case


def _right(flat: str, tokens: list[_Token], at: int, name: str, case: Case) -> tuple[str, int, Case]:
    """A legal form, a proper name in apposition or a unit after the head."""
    word = tokens[at].text
    if _legal(word.lower()):
        name, case, at = f"{name} {word.partition(':')[0]}", _legal_case(word), at + 1
        if at < len(tokens) and _glued(flat, tokens[at - 1], tokens[at]) and _proper(tokens[at].text):
            base, own = _proper_base(tokens[at].text)
            return f"{name} {base}", at + 1, own
        return name, at, case
    if word == "för" and case is Case.NOMINATIVE:
        return _purpose(flat, tokens, at, name)
    if word == "i" and case is Case.NOMINATIVE:
        return _place(flat, tokens, at, name)
    if case is Case.NOMINATIVE and _proper(word) and not _ends_sentence(flat, tokens[at - 1], tokens[at]):
        base, own = _proper_base(word)
        return f"{name} {base}", at + 1, own
    return name, at, case


def _place(flat: str, tokens: list[_Token], at: int, name: str) -> tuple[str, int, Case]:
    """Svenska kulturföreningen [i Vasa rf], Arbetarinstitutet [i Vasa]."""
    if at + 1 >= len(tokens) or tokens[at + 1].text not in _municipalities():
        return name, at, Case.NOMINATIVE
    end = at + 2
    if end < len(tokens) and _legal(tokens[end].text.lower()):
        end += 1
    return f"{name} {flat[tokens[at].start : tokens[end - 1].end]}", end, Case.NOMINATIVE


def _purpose(flat: str, tokens: list[_Token], at: int, name: str) -> tuple[str, int, Case]:
    """Svenska Österbottens förbund [för utbildning och kultur]."""
    end = at + 1
    while end < len(tokens) and end - at < 5 and _glued(flat, tokens[end - 1], tokens[end]):
        word = tokens[end].text
        if word == "och" and end - at == 2:
            end += 1
            continue
        if not word[:1].islower() or is_stop(word) or end - at > 3:
            break
        end += 1
        if tokens[end - 2].text == "och" or end >= len(tokens) or tokens[end].text != "och":
            break
    if end == at + 1 or tokens[end - 1].text == "och":
        return name, at, Case.NOMINATIVE
    return f"{name} {flat[tokens[at].start : tokens[end - 1].end]}", end, Case.NOMINATIVE


def _legal_case(word: str) -> Case:
    found = _colon(word)
    return found[1] if found else Case.NOMINATIVE


def _proper(word: str) -> bool:
    """A name in apposition: Cupore, PiiPoo, Novia; not a place in a local case, and not the next organisation."""
    if not word[:1].isupper() or is_stop(word) or _head_of(word.lower()):
        return False
    if any(known.words == (base,) for base, _ in _bases(word) for known in _known().get(base.lower(), ())):
        return False
    return not word.endswith(("ssa", "ssä", "lla", "llä", "sta", "stä", "lta", "ltä", "lle", "seen", "aan", "ään"))


def _proper_base(word: str) -> tuple[str, Case]:
    found = _colon(word)
    if found:
        return found
    return word, Case.NOMINATIVE


def _shared_head(flat: str, tokens: list[_Token], at: int, start: int, floor: int) -> list[OrgMatch]:
    """Etelä-Pohjanmaan ja Pohjanmaan liitot -> two regional councils; words before ``floor`` are another's."""
    last = _base_of_head(tokens[at].text)
    first = start
    if start >= floor + 2 and tokens[start - 1].text in ("ja", "sekä") and _is_name(tokens[start - 2].text):
        first = start - 2
        while first >= floor + 2 and flat[tokens[first - 1].end : tokens[first].start] == ", ":
            first -= 1
    span = (tokens[first].start, tokens[at].end)
    if first == start:
        return [_found(flat, span, _capital(flat[slice(*span)]), Case.NOMINATIVE)]  # Suomen Nuorisoseurat
    names = [t.text for t in tokens[first:at] if t.text not in ("ja", "sekä")]
    return [_found(flat, span, f"{name} {last}", Case.NOMINATIVE) for name in names]


def _by_legal_form(flat: str, tokens: list[_Token], at: int, floor: int) -> tuple[list[OrgMatch], int] | None:
    """Romano Missio ry, Toimintavoima Oy: the capitalised words before a legal form."""
    start = at
    while start > floor and _glued(flat, tokens[start - 1], tokens[start]) and at - start < 7:
        word = tokens[start - 1].text
        joins = word in _INSIDE_NAMES
        if not joins and (is_stop(word) or (word[:1].islower() and not _attribute(word))):
            break
        start -= 1
    while start < at and (tokens[start].text[:1].islower() or tokens[start].text in _INSIDE_NAMES):
        start += 1
    if start == at:
        return None
    end = at + 1
    name = flat[tokens[start].start : tokens[at].start] + tokens[at].text.partition(":")[0]
    case = _legal_case(tokens[at].text)
    if end < len(tokens) and tokens[at].text in ("Oy", "Ab") and _glued(flat, tokens[at], tokens[end]):
        name, end, case = _company_tail(tokens, end, name, case)
    span = (tokens[start].start, tokens[end - 1].end)
    return [_found(flat, span, _capital(name), case)], end


def _company_tail(tokens: list[_Token], at: int, name: str, case: Case) -> tuple[str, int, Case]:
    """Malli Oy Ab, osaamiskeskus Oy Socom."""
    word = tokens[at].text
    if _legal(word.lower()) or _proper(word):
        base, own = _proper_base(word)
        return f"{name} {base}", at + 1, own
    return name, at, case


def _by_prefix(flat: str, tokens: list[_Token], at: int) -> tuple[list[OrgMatch], int] | None:
    """Föreningen Luckan, Stiftelsen Eschnerska Frilasarettet, Leader Viisari ry."""
    end = at + 1
    while end < len(tokens) and end - at < 6 and _glued(flat, tokens[end - 1], tokens[end]):
        word = tokens[end].text
        if not (_is_name(word) or _legal(word.lower()) or word == "minne") or _ends_sentence(
            flat, tokens[end - 1], tokens[end]
        ):
            break
        end += 1
    if end == at + 1 or (end == at + 2 and _legal(tokens[at + 1].text.lower())):
        return None
    last = tokens[end - 1].text
    base, case = _last_word(last)
    span = (tokens[at].start, tokens[end - 1].end)
    name = flat[span[0] : tokens[end - 1].start] + base
    return [_found(flat, span, _capital(name), case)], end


def _last_word(word: str) -> tuple[str, Case]:
    """The last word of a name back in its nominative, as far as that is certain."""
    if found := _colon(word):
        return found
    head = _head_of(word.lower())
    if head and head[1].case is not Case.PLURAL:
        return _base_of_head(word), head[1].case
    return word, Case.NOMINATIVE


def _english(flat: str, tokens: list[_Token], at: int, floor: int, head: _Head) -> tuple[list[OrgMatch], int] | None:
    """City of Rovaniemi, Turku University of Applied Sciences, Artists' Association of Lapland."""
    start = at
    while start > floor and _glued(flat, tokens[start - 1], tokens[start]):
        word = tokens[start - 1].text
        if is_stop(word) or not (_is_name(word) or _attribute(word)):
            break
        start -= 1
    while start < at and tokens[start].text[:1].islower():
        start += 1
    end = _english_end(flat, tokens, at)
    if end == at + 1 and start == at:
        return None
    if end > at + 1 or tokens[at].text[:1].isupper() or start < at:
        span = (tokens[start].start, tokens[end - 1].end)
        return [_found(flat, span, _capital(flat[slice(*span)]), head.case)], end
    return None


def _english_end(flat: str, tokens: list[_Token], at: int) -> int:
    """The token after "of X", "of Applied Sciences", "of Education and Culture"."""
    end = at + 1
    while end + 1 < len(tokens) and end - at < 8 and _glued(flat, tokens[end - 1], tokens[end]):
        word, following = tokens[end].text, tokens[end + 1].text
        if not _glued(flat, tokens[end], tokens[end + 1]):
            break
        if word in ("of", "for") and following == "the" and end + 2 < len(tokens) and _is_name(tokens[end + 2].text):
            end += 3
        elif word in ("of", "for") and _is_name(following):
            end += 2
        else:
            break
        end = _capital_run(flat, tokens, end)
    return end


def _capital_run(flat: str, tokens: list[_Token], end: int) -> int:
    while end < len(tokens) and _glued(flat, tokens[end - 1], tokens[end]):
        word = tokens[end].text
        if _is_name(word) and not is_stop(word):
            end += 1
        elif word == "and" and _goes_on_after_and(tokens, end + 1):
            end += 2
        else:
            break
    return end


def _goes_on_after_and(tokens: list[_Token], at: int) -> bool:
    """Ministry of Education [and Culture]; but not: University of X [and City of Y]."""
    if at >= len(tokens) or not _is_name(tokens[at].text):
        return False
    return _head_of(tokens[at].text.lower()) is None and not _match_known(tokens, at)


def nominative(name: str) -> str:
    """The nominative of an organisation's name that stands alone ("Suomen Kulttuurirahaston", "X ry:n", "THL:n").

    Gives the name unchanged, but for spaces and a capital letter, where the tables are not certain. Never raises.
    """
    flat = re.sub(r"\s+", " ", plain(name)).strip(" ,;:.")
    tokens = _tokens(flat)
    if not tokens:
        return flat
    known = _match_known(tokens, 0)
    if known and known[1] == len(tokens):
        return _capital(_joined(flat, tokens, 0, known[3]) + flat[tokens[-1].end :])
    last = tokens[-1]
    base, case = _last_word(last.text)
    before = _attributes(flat, tokens, 0, len(tokens) - 1, case) if len(tokens) > 1 else ""
    lead = flat[: tokens[0].start]
    if base == last.text and (lone := _known_last(last.text)):
        base = lone
    return _capital(lead + before + base + flat[last.end :])


def _known_last(word: str) -> str | None:
    """An inflected short name of the vocabulary at the end of a longer one: Keski-Suomen ELY:n, Varhan."""
    for base, case in _bases(word):
        if case is not Case.NOMINATIVE and any(k.words == (base,) for k in _known().get(base.lower(), ())):
            return base
    return None


@lru_cache(maxsize=50_000)
def organisation_type(name: str) -> str | None:
    """Id of the vocabulary for a name in the nominative, or the generic kind of organisation, or None.

    Generic kinds: kunta, maakuntaliitto, hyvinvointialue, yliopisto_amk, kirkko, saatio, yritys, yhdistys; the
    regional state agencies give avi and ely, Leader groups maaseuturahasto.
    """
    tokens = _tokens(plain(name))
    if not tokens:
        return None
    if (known := _match_known(tokens, 0)) and known[1] >= len(tokens) - 1:
        return _public_id(known[0].id)
    if known and known[2] is Case.GENITIVE and tokens[-1].text == "rahasto":
        return _public_id(known[0].id)
    if " ".join(t.text for t in tokens) in _municipalities():
        return "kunta"
    words = [t.text.lower() for t in tokens]
    if "leader" in words:
        return "maaseuturahasto"
    tail = _match_known(tokens, len(tokens) - 1)
    if tail and (tail[0].id in _REGIONAL or tail[0].id.startswith("maakuntaliitto")):
        return _public_id(tail[0].id)
    return _by_words(tokens, words)


def _public_id(id_: str) -> str:
    return "maaseuturahasto" if id_ == _LEADER_GROUPS else id_


def _by_words(tokens: list[_Token], words: list[str]) -> str | None:
    by_legal = next((_words("legal")[w] for w in reversed(words) if w in _words("legal")), None)
    head = _main_head(words)
    if head and head.nominative in ("liitto", "förbund", "landskapsförbund") and _regional_council(tokens):
        return "maakuntaliitto"
    if head and head.kind and not (by_legal and head.kind not in ("kirkko", "yliopisto_amk")):
        return head.kind
    if by_legal:
        return by_legal
    return _words("prefix").get(words[0]) or None


def _main_head(words: list[str]) -> _Head | None:
    """The head that says what the organisation is: the last head word in the nominative, else the first of English."""
    found = [h for h in (_head_of(w) for w in words) if h]
    nominatives = [h[1] for h in found if h[1].case is Case.NOMINATIVE]
    if not nominatives:
        return None
    return nominatives[0] if nominatives[0].language == "en" else nominatives[-1]


def _regional_council(tokens: list[_Token]) -> bool:
    return len(tokens) <= 3 and tokens[0].text.startswith(_regions())


def is_unit(name: str) -> bool:
    """Whether a name is that of a part of an organisation: kulttuuripalvelut, historian laitos; never raises."""
    words = [w.lower().rstrip(",") for w in name.split()]
    return any(w.endswith(u) for w in words for u in (*_words("unit"), *_words("part")))


def known_organisation(name: str) -> tuple[str, str] | None:
    """Id and nominative of a name or abbreviation that the vocabularies know as a whole; None for any other."""
    tokens = _tokens(plain(name))
    known = _match_known(tokens, 0) if tokens else None
    if known is None or known[1] != len(tokens):
        return None
    return _public_id(known[0].id), _capital(_joined(plain(name), tokens, 0, known[3]))


def language_of_name(name: str) -> str | None:
    """fi, sv or en by the name's head word ("yhdistys", "förening", "association"); None where it has none."""
    head = _main_head([token.text.lower() for token in _tokens(plain(name))])
    return head.language if head else None
