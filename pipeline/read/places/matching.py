"""Which municipalities and regions a text names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.normalise.lemmas import tokens
from pipeline.read.places.inflection import Case, forms, table
from schemas import vocabulary


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, former municipality, part of a town, area or region."""

    name: str
    """Finnish name, or the only one."""
    kind: str
    """municipality, former, part, area, region or foreign (a town in another country, which has no region)."""
    regions: tuple[str, ...]
    municipality: str = ""
    """The municipality that it counts as: itself (also a former one), the town of a part, '' for an area."""
    within: str = ""
    """The municipality that a former one or a part of a town belongs to now."""


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place as a text names it: ``text[span[0]:span[1]]``."""

    span: tuple[int, int]
    place: Place
    case: Case


@cache
def places() -> tuple[tuple[Place, dict[str, str]], ...]:
    """Every place with its names by language."""
    found: list[tuple[Place, dict[str, str]]] = []
    for row in vocabulary.rows("regions"):
        place = Place(row["name_fi"], "region", (row["code"],))
        found.append((place, {"fi": row["name_fi"], "sv": row["name_sv"], "en": row["name_en"]}))
    for row in vocabulary.rows("municipalities"):
        name = row["name_fi"]
        swedish = row["name_sv"] or row["name_sv_conventional"]
        place = Place(name, "municipality", (row["region_code"],), name)
        found.append((place, {"fi": name, "sv": swedish or name, "en": row["name_en"] or name}))
    for row in table("areas"):
        own = row["name"] if row["kind"] == "former" else row["municipality"]
        place = Place(row["name"], row["kind"], vocabulary.several(row["regions"]), own, row["municipality"])
        found.append((place, {row["language"]: row["name"]}))
    for row in table("foreign"):
        name = row["name_fi"]
        place = Place(name, "foreign", (), name)
        found.append((place, {"fi": name, "sv": row["name_sv"], "en": row["name_en"]}))
    return tuple(found)


def name_in(place_name: str, language: str) -> str:
    """Name of a municipality in a language: Turku is Åbo in Swedish; as given where it has no other."""
    return _names().get(place_name, {}).get(language, place_name)


@cache
def _names() -> dict[str, dict[str, str]]:
    return {place.name: names for place, names in places() if place.kind in ("municipality", "foreign")}


@cache
def _index() -> dict[str, tuple[Place, Case]]:
    """Lower-case form -> place and case, in all three languages; where names collide, municipalities win."""
    index: dict[str, tuple[Place, Case]] = {}
    for place, names in sorted(places(), key=lambda pair: _ORDER.index(pair[0].kind)):
        for language, name in names.items():
            if language == "fi":
                for form, case in forms(name):
                    index.setdefault(form, (place, case))
                continue
            index.setdefault(name.lower(), (place, Case.NOMINATIVE))
            index.setdefault(name.lower() + "s", (place, Case.GENITIVE))
            index.setdefault(name.lower() + "’s", (place, Case.GENITIVE))
            index.setdefault(name.lower() + "'s", (place, Case.GENITIVE))
    return index


_ORDER = ("municipality", "region", "former", "area", "part", "foreign")
_WORDS = re.compile(r"[A-ZÅÄÖa-zåäö](?:[\w’']|:(?=\w))*(?:[-‑]\w+)*")
_RUN = re.compile(r"[A-ZÅÄÖa-zåäö]\w*")
_PART = re.compile(r"[^-‑]+")
_NUMERALS = frozenset({"II"})
_LONGEST = 3
"""Words in the longest name: *Norra svenska Österbotten*."""
_ELIDED = re.compile(
    r"\b(?P<first>[A-ZÅÄÖ][a-zåäö]{2,12})-(?P<between>,? (?:(?:ja|sekä|tai|och|eller) )?)"
    r"(?P<second>[A-ZÅÄÖ][a-zåäö]{2,12})-(?P<rest>\w{3,20})"
)


@cache
def _first_words() -> tuple[frozenset[str], frozenset[str]]:
    """What forms of places begin with, up to a space or hyphen: of those with a capital, of those without."""
    capital: set[str] = set()
    small: set[str] = set()
    for form, (place, case) in _index().items():
        (small if _is_small(place, case) else capital).update(_RUN.findall(form)[:1])
    return frozenset(capital), frozenset(small)


@lru_cache(maxsize=100_000)
def _may_begin(token: str) -> bool:
    """Whether the name of a place may begin in a word of a text."""
    capital, small = _first_words()
    return any(run.lower() in (small if run[0].islower() else capital) for run in _RUN.findall(token))


@lru_cache(maxsize=256)
def may_name_places(text: str) -> bool:
    """Whether ``places_in`` may find anything in a text or a piece of it; cheap."""
    return any(map(_may_begin, tokens(text)))


def places_in(text: str) -> list[PlaceMatch]:
    """Places that a text names, in order, inflected or not, in any of the three languages.

    A name must be written with a capital, the word for an inhabitant (*oululaiset*) with a small letter. A half
    name (*Etelä- ja Pohjois-Savo*) counts as the whole. Nothing is said here of whether the name is a surname.
    """
    if not may_name_places(text):
        return []
    words = [part for word in _WORDS.finditer(text) for part in _parts(text, word)]
    found = [_elided(match) for match in _ELIDED.finditer(text)] if text.count("-") > 1 else []
    matches = [match for match in found if match]
    at = 0
    while at < len(words):
        size, match = _longest(text, words, at) if _may_begin(text[slice(*words[at])]) else (1, None)
        if match:
            matches.append(match)
        at += size
    return sorted(matches, key=lambda match: match.span)


def _parts(text: str, word: re.Match[str]) -> list[tuple[int, int]]:
    """Spans of a word: its parts where it is a row of places (*Seinäjoki-Ilmajoki-Jalasjärvi-alue*), else one."""
    if "-" in word[0] and _known(word[0]) is None:
        parts = [(m.start(), m.end()) for m in _PART.finditer(text, word.start(), word.end())]
        if sum(_known(text[start:end]) is not None for start, end in parts) > 1:
            return parts
    return [word.span()]


def _known(words: str) -> tuple[Place, Case] | None:
    return _index().get(words.lower().replace("‑", "-"))


def _longest(text: str, words: list[tuple[int, int]], at: int) -> tuple[int, PlaceMatch | None]:
    start = words[at][0]
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        end = words[at + size - 1][1]
        known = _known(text[start:end])
        if known and _written_as(text[start:end], *known):
            return size, PlaceMatch((start, end), *known)
    return 1, None


def _written_as(words: str, place: Place, case: Case) -> bool:
    """Whether a form has the capital, or the small letter, that it must have."""
    return words[0].islower() == _is_small(place, case) and words not in _NUMERALS


def _is_small(place: Place, case: Case) -> bool:
    return case is Case.INHABITANT or place.name[0].islower()


def _elided(match: re.Match[str]) -> PlaceMatch | None:
    known = _index().get(f"{match['first']}-{match['rest']}".lower())
    return PlaceMatch((match.start(), match.start() + len(match["first"]) + 1), *known) if known else None


_ADDRESS = re.compile(r"\b(?:FI-|FIN-)?\d{5}\s\Z")
_FIRST_NAME = re.compile(r"(?:\A|[\s(,])(?P<word>[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)\s\Z")
_NAME_AFTER = re.compile(r"\A[\s-](?P<word>[A-ZÅÄÖ][a-zåäö]+)")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("words") if row["kind"] == kind)


@cache
def _listed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and after a name in a list or in brackets."""
    conjunctions = "|".join(sorted(_words("and")))
    before = re.compile(rf"(?:,|\b(?:{conjunctions})|[(/|–:;-])\s?\Z", re.IGNORECASE)
    return before, re.compile(rf"\A\s?(?:,|(?:{conjunctions})\s[A-ZÅÄÖ]|[)/|;–-])")


def is_address(text: str, match: PlaceMatch) -> bool:
    """Whether a postal code stands before the name."""
    return bool(_ADDRESS.search(text[max(0, match.span[0] - 12) : match.span[0]]))


def is_surname(text: str, match: PlaceMatch) -> bool:
    """Whether the name looks like a person's: *Maija Lahti*, *Riitta Lahti-Koskela*, *Kaarina Malmström*."""
    start, end = match.span
    if match.case in (Case.LOCATIVE, Case.INHABITANT) or (match.place.kind == "region" and "-" in match.place.name):
        return False
    after = _NAME_AFTER.match(text[end:])
    if after and after["word"].lower() not in _index():
        return match.case is Case.NOMINATIVE
    before = _FIRST_NAME.search(text[max(0, start - 30) : start])
    if before is None or before["word"].endswith(tuple(_words("verb_ending"))):
        return False
    return not (before["word"].lower() in _words("lead") or _known(before["word"]))


def is_listed(text: str, match: PlaceMatch) -> bool:
    """Whether the name stands in a list or in brackets."""
    start, end = match.span
    before, after = _listed()
    return bool(before.search(text[max(0, start - 8) : start]) or after.match(text[end:]))


def _names_found(text: str, language: str | None, kinds: frozenset[str]) -> list[PlaceMatch]:
    del language  # names of all three languages are told apart without it
    return [m for m in places_in(text) if m.place.kind in kinds and not is_surname(text, m)]


def municipalities_in(text: str, language: str | None) -> list[str]:
    """Names of the municipalities that a text names, nominative, in ``language`` (fi, sv or en; None is Finnish)."""
    found = _names_found(text, language, frozenset(("municipality", "former", "part")))
    return list(dict.fromkeys(name_in(m.place.municipality, language or "fi") for m in found))


def regions_in(text: str, language: str | None) -> list[str]:
    """Codes of the regions that a text names itself or by an area in them (*Ylä-Savo*); not those of its towns."""
    found = _names_found(text, language, frozenset(("region", "area")))
    return list(dict.fromkeys(code for m in found for code in m.place.regions))
