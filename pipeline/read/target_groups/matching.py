"""Which groups of people a text names, inflected, compounded or by age."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise, repeat

from pipeline.normalise.lemmas import Telling, Word, lemma, tokens, words
from pipeline.read.target_groups.states import State, beside, follows_person, may_name_state, states_in
from pipeline.read.target_groups.tables import alternatives, table, words_of
from schemas import vocabulary

_CARRIED = frozenset(
    (
        *("children", "young_people", "older_people", "families_with_children", "parents", "women", "men"),
        *("immigrants", "refugees", "sami", "roma", "gender_and_sexual_minorities", "swedish_speakers"),
        *("unemployed", "lonely_people", "people_at_risk_of_exclusion", "people_with_memory_disorders"),
        *("people_with_disabilities", "people_with_intellectual_disabilities"),
    )
)
"""Groups that a word inside a longer phrase names as well: *syrjäytymisvaarassa olevat nuoret* are also young people,
while *kotihoidon asiakkaat* are not all clients of social services."""
_CARRIED_BY_COMPOUNDS = frozenset({"older_people", "young_people", "women", "men"})
"""The same for a compound that is itself in the vocabulary: *sateenkaariseniori* is also an older person."""
_NARROWED = frozenset({"working_age", "hospital_patients"})
"""Groups that a state beside them narrows to those who are in it."""
_ONLY_OF_GROUPS = frozenset({"women", "men"})
"""Last parts that count only after a group: *turvapaikanhakijanaiset*, but not *kokonainen* or *kokkimies*."""
_COLLECTIVE = frozenset({"associations", "entrepreneurs"})
_SHORTEST_FIRST = 4
"""Letters of the last part of a compound that begins a phrase."""
_GAP = re.compile(r"\s(?:[^\s,.;]{2,20}\s)?")
_FLAGGED = re.compile(r"\A[A-ZÅÄÖ][a-zåäö]")


@dataclass(frozen=True, slots=True)
class GroupMatch:
    """Words of a text that name one or more target groups: ``text[span[0]:span[1]]``, and their codes."""

    span: tuple[int, int]
    codes: tuple[str, ...]
    state: bool = False
    """Whether the words name the state of people: *jotka ovat vaarassa syrjäytyä*."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    lemmas: tuple[str, ...]
    codes: tuple[str, ...]


@cache
def _legal() -> re.Pattern[str]:
    """What follows the name of an association, company or foundation."""
    return re.compile(rf"\s+(?:{alternatives(words_of('legal'))})(?!\w)", re.IGNORECASE)


@cache
def _phrases(language: str) -> dict[str, tuple[_Phrase, ...]]:
    """First lemma -> phrases of the vocabulary that begin with it, longest first."""
    codes: dict[tuple[str, ...], list[str]] = {}
    for row in vocabulary.rows("target_groups"):
        for alias in (row[f"label_{language}"], *vocabulary.several(row[f"aliases_{language}"])):
            key = tuple(word.lemma for word in words(alias, language))
            if key and row["code"] not in codes.setdefault(key, []):
                codes[key].append(row["code"])
    phrases: dict[str, list[_Phrase]] = {}
    for key, found in codes.items():
        phrases.setdefault(key[0], []).append(_Phrase(key, tuple(found)))
    return {first: tuple(sorted(those, key=lambda p: -len(p.lemmas))) for first, those in phrases.items()}


@cache
def _parts(language: str, position: str) -> tuple[tuple[str, str], ...]:
    """(part of a compound, code) by position, longest part first."""
    rows = (r for r in table("parts") if r["language"] == language and r["position"] == position)
    return tuple(sorted(((r["part"], r["code"]) for r in rows), key=lambda pair: -len(pair[0])))


def _single(word: str, language: str) -> tuple[str, ...]:
    """Codes of one lemma that is an alias by itself."""
    return next((p.codes for p in _phrases(language).get(word, ()) if len(p.lemmas) == 1), ())


@cache
def _ends(language: str, position: str) -> tuple[str, ...]:
    return tuple(part for part, _ in _parts(language, position))


def _compound(word: str, language: str) -> tuple[str, ...]:
    """Codes of a compound by its parts: *pakolaislapsi* is a child and a refugee; () if the last names no group."""
    plain = word.replace("-", "")
    if not plain.endswith(_ends(language, "last")) or plain.endswith(_ends(language, "never")):
        return ()
    last = next(((p, c) for p, c in _parts(language, "last") if plain.endswith(p) and len(plain) > len(p) + 1), None)
    if last is None:
        return ()
    first = [code for part, code in _parts(language, "first") if plain.startswith(part) and len(plain) > len(part)]
    if not first and last[1] in _ONLY_OF_GROUPS:
        return ()
    return tuple(dict.fromkeys([*first, last[1]]))


def _elided(prefix: str, following: list[Word], language: str) -> tuple[str, ...]:
    """*mielenterveys-* before *ja päihdekuntoutujat*: the part left out is looked for in the next words."""
    for word in following:
        for split in range(1, len(word.lemma) - 2):
            codes = _single(prefix + word.lemma[split:], language)
            if codes:
                return codes
    return ()


def _word_codes(found: list[Word], index: int, language: str) -> tuple[str, ...]:
    """Codes of the word at a position, read by itself."""
    word = found[index].lemma
    if _is_elided(word):
        return _elided(word[:-1], found[index + 1 : index + 5], language)
    return _codes_of(word, language)


def _is_elided(word: str) -> bool:
    return word.endswith("-") and len(word) > 3


@lru_cache(maxsize=100_000)
def _codes_of(word: str, language: str) -> tuple[str, ...]:
    """Codes of a lemma that is an alias or a compound of one."""
    bare = word.removeprefix("-")
    single, compound = _single(bare, language), _compound(bare, language)
    return (*single, *(code for code in compound if code in _CARRIED_BY_COMPOUNDS)) if single else compound


@lru_cache(maxsize=20_000)
def _beginning(lemma: str, language: str) -> tuple[_Phrase, ...]:
    """Phrases of several words that a word, or the last part of a compound, begins: *matkailuyritysten henkilöstö*."""
    phrases = _phrases(language)
    keys = [lemma, *(lemma[split:] for split in range(2, len(lemma) - _SHORTEST_FIRST + 1))]
    return tuple(phrase for key in keys for phrase in phrases.get(key, ()) if len(phrase.lemmas) > 1)


def _at(found: list[Word], index: int, language: str) -> tuple[int, tuple[str, ...]]:
    """Number of words and codes of the longest phrase that begins at a position; (0, ()) if none does."""
    following = found[index + 1].lemma if index + 1 < len(found) else ""
    for phrase in _beginning(found[index].lemma, language):
        size = len(phrase.lemmas)
        if (
            phrase.lemmas[1] == following
            and tuple(word.lemma for word in found[index + 1 : index + size]) == phrase.lemmas[1:]
        ):
            inner = _inner(found[index : index + size], phrase.codes, language)
            return size, (*_shared_head(found, index, phrase, language), *phrase.codes, *inner)
    codes = _word_codes(found, index, language)
    return (1, codes) if codes else (0, ())


def _shared_head(found: list[Word], index: int, phrase: _Phrase, language: str) -> tuple[str, ...]:
    """Codes of *kulttuurin (ammattilaiset)* in *kulttuurin ja hyvinvoinnin ammattilaiset*."""
    if index < 2 or len(phrase.lemmas) != 2 or found[index - 1].lemma not in words_of("and"):
        return ()
    whole = (found[index - 2].lemma, phrase.lemmas[1])
    return next((p.codes for p in _phrases(language).get(whole[0], ()) if p.lemmas == whole), ())


def _inner(phrase: list[Word], codes: tuple[str, ...], language: str) -> Iterator[str]:
    """Codes that the outer words of a phrase carry into it; a genitive before the head carries none."""
    barred = "children" if "children_with_special_needs" in codes else ""
    first, last = (phrase[index].text.lower() for index in (0, -1))
    governed = first.endswith(("n", "s")) and not (first.endswith("ten") and last.endswith("n"))
    outer = [phrase[-1]] if governed else [phrase[0], phrase[-1]]
    for word in outer:
        if word is not phrase[-1] and word.lemma in words_of("modifier"):
            continue  # family carers are no families
        yield from (code for code in _single(word.lemma, language) if code in _CARRIED and code != barred)


def _named(text: str, end: int, word: str, codes: tuple[str, ...]) -> bool:
    """Whether the words are part of a proper name rather than a group: *Muistiyhdistys ry*, *Pohjoinen Yhdistys*."""
    if _legal().match(text, end):
        return True
    return bool(_FLAGGED.match(word)) and set(codes) <= _COLLECTIVE


class _Sign(StrEnum):
    """What a text may hold for having a certain word."""

    GROUP = "group"
    AGE = "age"
    STATE = "state"


@cache
def _later_words(language: str) -> frozenset[str]:
    """Of each phrase of several words the longest lemma after the first: a text without it lacks the phrase."""
    phrases = (phrase for those in _phrases(language).values() for phrase in those if len(phrase.lemmas) > 1)
    return frozenset(max(reversed(phrase.lemmas[1:]), key=len) for phrase in phrases)


@lru_cache(maxsize=100_000)
def _signs_of(token: str, language: str) -> frozenset[_Sign]:
    """What a text may hold for having this word; next to always nothing."""
    word, found = lemma(token, language), set()
    if _is_elided(word) or word in _later_words(language) or _codes_of(word, language):
        found.add(_Sign.GROUP)
    if _words_of_age().fits(token):
        found.add(_Sign.AGE)
    if may_name_state(token, language):
        found.add(_Sign.STATE)
    return frozenset(found)


@lru_cache(maxsize=256)
def _signs(text: str, language: str) -> frozenset[_Sign]:
    return frozenset[_Sign]().union(*map(_signs_of, tokens(text), repeat(language)))


def may_name_groups(text: str, language: str) -> bool:
    """Whether ``groups_in`` may find anything in a text or a piece of it; cheap. ``language`` is fi, sv or en."""
    return bool(_signs(text, language))


def groups_in(text: str, language: str | None) -> list[GroupMatch]:
    """Groups that a text names, in order.

    ``language`` is fi, sv or en; None means Finnish. Reads inflected forms, compounds by their last part, compounds
    with a part left out, and ages (*yli 65-vuotiaat*). Names of associations and companies give none.
    """
    code = language if language in ("fi", "sv", "en") else "fi"
    signs = _signs(text, code)
    matches = list(_by_name(text, code)) if _Sign.GROUP in signs else []
    if _Sign.AGE in signs:
        matches = sorted([*matches, *_by_age(text, {m.span[0] for m in matches})], key=lambda match: match.span)
    if _Sign.STATE in signs:
        matches = _with_states(text, matches, code)
    return _without_all(text, matches)


@lru_cache(maxsize=100_000)
def _may_begin(word: str, language: str) -> bool:
    """Whether a group may begin with a lemma."""
    return _is_elided(word) or bool(_beginning(word, language) or _codes_of(word, language))


def _by_name(text: str, language: str) -> Iterator[GroupMatch]:
    """The groups that words of the vocabulary and compounds of them name."""
    found = words(text, language)
    index = 0
    while index < len(found):
        first = found[index]
        size, codes = _at(found, index, language) if _may_begin(first.lemma, language) else (0, ())
        last = found[index + max(size, 1) - 1]
        if size and not _named(text, last.end, first.text, codes):
            yield GroupMatch((first.start, last.end), tuple(dict.fromkeys(codes)))
        index += max(size, 1)


def _without_all(text: str, matches: list[GroupMatch]) -> list[GroupMatch]:
    """The groups without *avoin kaikille* where the next words say which: *avoin kaikille alle 12-vuotiaille*."""
    kept = matches[-1:]
    for match, following in reversed(list(pairwise(matches))):
        raw, gap = text[slice(*match.span)].lower(), text[match.span[1] : following.span[0]]
        everyone = match.codes == ("all_residents",) and raw.split()[-1] in words_of("all")
        if not (everyone and following.codes != match.codes and (not gap or _GAP.fullmatch(gap))):
            kept.insert(0, match)
    return kept


def _with_states(text: str, matches: list[GroupMatch], language: str) -> list[GroupMatch]:
    """The groups with the states that they are in, and those that are named by their state alone."""
    for state in states_in(text, language):
        index = beside(text, state, [match.span for match in matches])
        if index is not None:
            matches[index] = _in_state(matches[index], state)
        elif state.alone or follows_person(text, state):
            matches.append(GroupMatch((state.start, state.end), (state.code,), state=True))
            matches.sort(key=lambda match: match.span)
    return matches


def _in_state(match: GroupMatch, state: State) -> GroupMatch:
    """A group that is in a state; *adults with a long-term illness* are no longer all adults."""
    kept = [code for code in match.codes if code not in _NARROWED]
    return replace(match, codes=tuple(dict.fromkeys([*kept, state.code])))


@cache
def _ages() -> tuple[re.Pattern[str], ...]:
    """*yli 65-vuotiaat*, *13–17-vuotiaille*; *i åldern 13–19*, *aged 16–29*; and *everyone over 60*."""
    bound = rf"(?P<bound>\b(?:{alternatives(words_of('under') | words_of('over'))}))"
    high = rf"(?:[-–—]|{alternatives(words_of('through'))})\s?(?P<high>\d{{1,3}})"
    number = rf"\b(?P<low>\d{{1,3}})\s?(?:{high})?(?P<plus>\s?\+)?"
    years = alternatives(words_of("years"))
    groups, persons = alternatives(words_of("age group")), alternatives(words_of("person"))
    return (
        re.compile(rf"(?:{bound}\s{{1,2}})?{number}\s?(?:[-–]\s?)?(?P<unit>{years})", re.IGNORECASE),
        re.compile(rf"\b(?:{groups})\s(?:{bound}\s)?{number}", re.IGNORECASE),
        re.compile(rf"\b(?:{persons})\s{bound}\s{number}(?!\s?(?:{years}|[%€\d]))", re.IGNORECASE),
    )


@cache
def _words_of_age() -> Telling:
    """Words without which none of the patterns of age fits."""
    kinds = ("years", "age group", "under", "over")
    return Telling(f"{word.removesuffix('*')}*" for kind in kinds for word in words_of(kind))


@cache
def _completed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words_of('completed'))})", re.IGNORECASE)


_OLDEST = 120


def _range(match: re.Match[str]) -> tuple[int, int]:
    """Lowest and highest age that an expression covers."""
    low, bound = int(match["low"]), (match["bound"] or "").lower()
    if match["high"]:
        return low, int(match["high"])
    if bound in words_of("under"):
        return 0, low
    if bound in words_of("over") or match["plus"] or _completed().search(match[0]):
        return low, _OLDEST
    return low, low


def codes_of_age(low: int, high: int) -> tuple[str, ...]:
    """Codes of an age range in years, by ``ages.csv``: the rows whose bounds the range keeps within."""
    for row in table("ages"):
        lows = int(row["low_from"]) <= low <= int(row["low_to"])
        if lows and int(row["high_from"]) <= high <= int(row["high_to"]):
            return vocabulary.several(row["codes"])
    return ()


def _by_age(text: str, starts: set[int]) -> Iterator[GroupMatch]:
    """Groups by age; an age of adults right before a group only narrows it: *30–55-vuotiaat pitkäaikaistyöttömät*."""
    for pattern in _ages():
        for match in pattern.finditer(text):
            codes = codes_of_age(*_range(match))
            if codes and not (codes == ("working_age",) and match.end() + 1 in starts):
                yield GroupMatch(match.span(), codes)
