"""How strongly a sentence says that an initiative operates in a place it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import repeat

from pipeline.normalise.lemmas import Telling, tokens
from pipeline.read.places.inflection import Case, table
from pipeline.read.places.matching import PlaceMatch, is_address, is_listed, is_surname, places_in

LABEL, NAME, APPLICANT, SAID, LISTED, PEOPLE = 3.0, 2.5, 2.0, 1.5, 1.4, 1.2
"""How strongly a place is the record's, from what a label gives down to whose inhabitants are spoken of."""
ENOUGH = 1.0
BESIDE = 0.8
"""An organisation with the place in its name stands beside the record."""
INSIDE = "inside"
"""Rule of a name that is only part of another place: *Lapinlahti* in *Helsingin Lapinlahden*."""
PAYER, EVENT = 0.5, 0.4
"""The place is named as that of a payer, or of a single event."""

OF_ORGANISATIONS = frozenset({"coordinator", "partners", "organisation"})
OF_FUNDERS = frozenset({"funders", "budget", "programme"})


_NAME_AFTER = re.compile(r"\A\s[A-ZÅÄÖ][a-zåäö]{2}")
"""*Satakunnan Osuuskauppa*: a proper name goes on."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A place that a sentence names, and how much the sentence makes it the record's."""

    match: PlaceMatch
    weight: float
    rule: str


@cache
def phrases(kind: str) -> str:
    """Alternatives of a regular expression for the words of a kind, of all languages; ``*`` is any letters."""
    words = sorted({row["word"] for row in table("words") if row["kind"] == kind}, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\*", r"[\w-]{0,20}") for word in words)


@cache
def _after(kind: str) -> re.Pattern[str]:
    """Words of a kind right after a place; one word may stand between."""
    return re.compile(rf"\A[’']?s?\s(?:[\w-]{{2,25}}\s)?(?:{phrases(kind)})(?!\w)", re.IGNORECASE)


@cache
def _before(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{phrases(kind)}),?\s\(?\Z", re.IGNORECASE)


@cache
def _anywhere(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{phrases(kind)})(?!\w)", re.IGNORECASE)


@cache
def _telling(kind: str) -> Telling:
    return Telling(row["word"] for row in table("words") if row["kind"] == kind)


@lru_cache(maxsize=50_000)
def _may_say(kind: str, token: str) -> bool:
    return _telling(kind).fits(token)


def _says(kind: str, text: str) -> bool:
    """Whether words of a kind stand anywhere in a text."""
    return any(map(_may_say, repeat(kind), tokens(text))) and bool(_anywhere(kind).search(text))


@cache
def _days() -> re.Pattern[str]:
    """A date to the day or a time of day: what events have."""
    return re.compile(
        rf"\b\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?\d{{4}})?|\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:{phrases('month')})\b"
        r"|\bklo?\b|\b\d{1,2}:\d{2}\b",
        re.IGNORECASE,
    )


@cache
def _applicant() -> re.Pattern[str]:
    """The end of an association's or company's name before a town: *Barker-teatteri ry,* Turku."""
    words = phrases("applicant")
    return re.compile(rf"(?<!\w)(?:{words})(?:\s[A-ZÅÄÖ][\w-]{{1,25}}){{0,3}},?\s\(?\Z", re.IGNORECASE)


def _is_nowhere(text: str, match: PlaceMatch) -> bool:
    """Whether the words are an address, a surname or a university rather than a place that counts."""
    start, end = match.span
    if is_address(text, match) or is_surname(text, match):
        return True
    if _before("university").search(text[max(0, start - 30) : start]):
        return True
    street = re.match(rf"\A,?\s(?:{phrases('street')})\s\d", text[end : end + 60], re.IGNORECASE)
    return bool(street) or bool(_after("elsewhere").match(text[end : end + 60]))


def _places_proper(text: str) -> list[PlaceMatch]:
    return [match for match in places_in(text) if not _is_nowhere(text, match)]


@cache
def _chain() -> re.Pattern[str]:
    """What may stand between two places of a row."""
    return re.compile(rf"(?:,|\s(?:{phrases('and')})|–|-)\s?")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what has to be known of it as a whole to weigh each of its places."""

    text: str
    matches: list[PlaceMatch]
    tails: list[str]
    """For each place what follows it, or the last of its row: *Asikkalan ja Padasjoen* **kirjastot**."""
    funding: bool
    """Whether it speaks of who pays."""
    days: int
    """Dates to the day and times of day."""
    event: bool
    genitives: frozenset[str]
    """Names of the places that stand in the genitive."""
    nominatives: int
    partners: bool
    """Whether it speaks of whom the record works with."""


def _tails(text: str, matches: list[PlaceMatch]) -> list[str]:
    tails: list[str] = []
    following: PlaceMatch | None = None
    for match in reversed(matches):
        end = match.span[1]
        same = following is not None and following.case is match.case
        in_row = same and following is not None and _chain().fullmatch(text[end : following.span[0]])
        tails.append(tails[-1] if in_row else text[end : end + 60])
        following = match
    return tails[::-1]


def _sentence(text: str, matches: list[PlaceMatch], topic: str | None) -> _Sentence:
    days = len(_days().findall(text))
    return _Sentence(
        text,
        matches,
        _tails(text, matches),
        funding=topic in OF_FUNDERS or _says("pays", text),
        days=days,
        event=(days > 0 or _says("held", text)) and _says("event", text),
        genitives=frozenset(match.place.name for match in matches if match.case is Case.GENITIVE),
        nominatives=sum(match.case is Case.NOMINATIVE for match in matches),
        partners=topic == "partners" or _says("partner", text),
    )


def _is_inside_another(sentence: _Sentence, index: int) -> bool:
    """*Helsingin Lapinlahden*, or a former municipality beside the one it belongs to now: *Kuopion ... Nilsiässä*."""
    match = sentence.matches[index]
    if match.place.kind == "former" and match.place.within in sentence.genitives:
        return True
    before = sentence.matches[index - 1] if index else None
    return (
        before is not None
        and before.case is Case.GENITIVE
        and before.place.kind == match.place.kind == "municipality"
        and sentence.text[before.span[1] : match.span[0]] == " "
    )


def _of_genitive(match: PlaceMatch, after: str, funding: bool) -> tuple[float, str]:
    """Weight of *Oulun* by what follows: a town's office, a region's council, a district."""
    if match.place.kind in ("region", "area"):
        council = _after("council").match(after) or _NAME_AFTER.match(after)
        return (0.0, "") if funding else ((BESIDE, "council") if council else (LISTED, "said"))
    if _after("district").match(after):
        return BESIDE, "organisation"
    if _after("around").match(after):
        return LISTED, "around"
    if _after("town").match(after):
        payer = funding and _after("council_of_town").match(after)
        return (PAYER, "payer") if payer else (BESIDE, "organisation")
    if match.place.kind == "part":
        return PAYER, "part"
    return (0.0, "") if funding else (PEOPLE, "said")


def _of_nominative(sentence: _Sentence, match: PlaceMatch) -> tuple[float, str]:
    text, (start, end) = sentence.text, match.span
    if _applicant().search(text[max(0, start - 60) : start]):
        return APPLICANT, "applicant"
    if _before("at").search(text[max(0, start - 12) : start]):
        return SAID, "said"
    if text.strip(" .,;–-•") == text[start:end]:
        return LISTED, "listed"
    if sentence.nominatives > 1 and is_listed(text, match):
        return LISTED, "listed"
    return BESIDE, "named"


@cache
def _country() -> re.Pattern[str]:
    return re.compile(rf"\A,?\s\(?(?:{phrases('country')})\b", re.IGNORECASE)


def _is_visited(sentence: _Sentence, match: PlaceMatch) -> bool:
    """Whether a foreign town is where a partner sits or a meeting was: *in Tallinn, Estonia*, *the conference in*."""
    if _country().match(sentence.text[match.span[1] :]):
        return True
    return len(sentence.matches) == 1 and _says("event", sentence.text)


def _weigh(sentence: _Sentence, index: int) -> tuple[float, str]:
    match, after = sentence.matches[index], sentence.tails[index]
    if match.place.kind == "foreign" and _is_visited(sentence, match):
        return EVENT, "abroad"
    town_follows = match.case is Case.NOMINATIVE and _after("town").match(after)
    if match.case is Case.GENITIVE or town_follows:
        if _after("elsewhere").match(after):
            return 0.0, ""
        return _of_genitive(match, after, sentence.funding)
    if match.case is Case.INHABITANT:
        return PEOPLE, "inhabitants"
    if match.case is Case.NOMINATIVE:
        return _of_nominative(sentence, match)
    return SAID, "said"


def _limit(sentence: _Sentence, rule: str, case: Case, topic: str | None) -> float:
    """The most that a place can weigh in such a sentence."""
    if rule not in ("applicant", "around") and (sentence.days == 1 or sentence.event):
        return EVENT
    if topic in OF_FUNDERS and case is not Case.LOCATIVE:
        return PAYER
    if topic in OF_ORGANISATIONS:
        return ENOUGH if rule == "listed" else BESIDE
    return LABEL


def clues_in(text: str, topic: str | None = None) -> list[Clue]:
    """The places that a sentence names, weighed; addresses, surnames and universities left out.

    ``topic`` is that of the label that the sentence stands under, if any.
    """
    matches = _places_proper(text)
    if not matches or _says("away", text):
        return []
    sentence = _sentence(text, matches, topic)
    clues: list[Clue] = []
    for index, match in enumerate(sentence.matches):
        if _is_inside_another(sentence, index):
            clues.append(Clue(match, 0.0, INSIDE))
            continue
        weight, rule = _weigh(sentence, index)
        if sentence.partners and rule == "organisation":
            rule = "partner"
        clues.append(Clue(match, min(weight, _limit(sentence, rule, match.case, topic)), rule))
    return _rows_of_offices(clues)


def _rows_of_offices(clues: list[Clue]) -> list[Clue]:
    """Offices of several towns in one sentence work together there: *Kirkkonummen ja Vantaan kirjastot*."""
    offices = {c.match.place.name for c in clues if c.rule in ("organisation", "partner") and c.weight >= BESIDE}
    councils = {c.match.place.name for c in clues if c.rule == "council" and c.weight >= BESIDE}
    together = {name for names in (offices, councils) if len(names) > 1 for name in names}
    return [
        replace(clue, weight=max(clue.weight, ENOUGH)) if clue.match.place.name in together else clue for clue in clues
    ]


def labelled_in(text: str) -> list[Clue]:
    """The places that a text under a label like *Toiminta-alue* gives."""
    return [Clue(match, LABEL, "label") for match in _places_proper(text)]
