"""Words in their dictionary form, for Finnish, Swedish and English.

The forms of the words that our tables hold come from ``forms_fi.csv`` and its sisters (see ``make_forms``); a table
of words where those err goes before, and compounds are read by their last part (*kohtaamistaiteilijoille* is
*kohtaamistaiteilija*). A word that has nothing to do with our tables stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import repeat
from typing import NamedTuple

from schemas.csv_data import csv_rows

LANGUAGES = ("fi", "sv", "en")
_TOKEN = re.compile(r"-?\w+(?:[-'’:+]\w+)*[-+]?")
SHORTEST_PART = 4
"""Letters that the last part of a compound must have: shorter ones (-ilo, -apu) are found in half the words."""
_LONGEST = 60
"""Letters; anything longer is an address or an accident."""
_KEPT = 4000
"""Characters of a text up to which its words are kept for the next reader."""


class Word(NamedTuple):
    """A word of a text with its dictionary form and place; ``text[start:end]`` is the word as written."""

    text: str
    lemma: str
    start: int
    end: int


def _rows(name: str) -> tuple[dict[str, str], ...]:
    return csv_rows("pipeline.normalise", f"{name}.csv")


@cache
def corrections() -> dict[tuple[str, str], str]:
    """(language, form) -> lemma, from ``lemmas.csv``."""
    return {(row["language"], row["form"]): row["lemma"] for row in _rows("lemmas")}


@cache
def _forms(language: str) -> dict[str, str]:
    """Inflected form -> lemma, from the language's table."""
    return {form: row["lemma"] for row in _rows(f"forms_{language}") for form in row["forms"].split()}


@lru_cache(maxsize=100_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of one word, lower case; the word itself where our tables do not know it.

    ``language`` is fi, sv or en; any other is treated as Finnish, the language of most pages.
    """
    low = word.lower().replace("\u00ad", "")
    code = language if language in LANGUAGES else "fi"
    corrected = corrections().get((code, low))
    if corrected is not None:
        return corrected
    if len(low) > _LONGEST or not any(letter.isalpha() for letter in low):
        return low
    if "-" in low:
        first, _, last = low.rpartition("-")
        return f"{first}-{lemma(last, code)}" if last else low
    found = _dictionary_form(low, code)
    return corrections().get((code, found), found)


def _dictionary_form(word: str, language: str) -> str:
    """The lemma by the table, of the word, of the word without what hangs on it, or of its last part."""
    table = _forms(language)
    if language != "fi":
        return table.get(word) or _by_last_part(word, language) or word
    candidates = [word, *_without_clitics(word)]
    for form in candidates:
        found = _irregular(form) or table.get(form)
        if found:
            return found
    return next((found for form in candidates if (found := _by_last_part(form, "fi"))), None) or _doer(word)


def _by_last_part(word: str, language: str) -> str | None:
    """A compound with the longest last part that the table knows lemmatised; None for a word without such a part."""
    if language == "en":
        return None
    table = _forms(language)
    for split in range(2, len(word) - SHORTEST_PART + 1):
        last = word[split:]
        if last in table:
            return word[:split] + corrections().get((language, last), table[last])
    return None


_CLITICS = ("kin", "kaan", "kään", "han", "hän", "ko", "kö")
_CLITIC = re.compile(rf"(.{{4,}}?)(?:{'|'.join(_CLITICS)})")
_OWNERS = ("nsa", "nsä", "mme", "nne")
_OWNER = re.compile(rf"(.{{4,}})(?:{'|'.join(_OWNERS)})")
_OWNER_AFTER_VOWEL = re.compile(r"(.{4,}(?:ll|ss|st|lt)?[eaä])(?:an|en|än)")


def _without_clitics(word: str) -> Iterator[str]:
    """The word without what hangs on it: *ikäihmisillekin*, *perheilleen*, *omaistensa*, *läheisiämme*."""
    clitic = _CLITIC.fullmatch(word) if word.endswith(_CLITICS) else None
    if clitic:
        yield clitic[1]
        word = clitic[1]
    owner = _OWNER.fullmatch(word) if word.endswith(_OWNERS) else None
    if owner:
        yield owner[1]
        yield owner[1] + "n"
    vowel = _OWNER_AFTER_VOWEL.fullmatch(word) if word[-1:] == "n" else None
    if vowel and word[-2] == vowel[1][-1]:
        yield vowel[1]


_ADJECTIVE = re.compile(
    r"(.*(?:l[aä]|mm?a|el|kä|n[aä]|vara|tulo|st[aeo]|tte|ll|nto)i)s(?:et|en|ten|t[aä]|i(?:a|ä|n|in|na|nä|ne|ks[ie]"
    r"|[sl]{1,2}[aäte]{0,2}n?)|e(?:n|[sl]{1,2}[aäet]{0,2}n?))(?:en|nsa|nsä|mme|ni|si)?"
)
_PARTICIPLE = re.compile(
    r"(.{2,}[aeiouyäö]v)(?:[aä](?:t|n|a|ä|na|nä|ks[ie]|ll[aäe]|lt[aä]|ss[aä]|st[aä]|an|än)?"
    r"|i(?:en|a|ä|in|na|nä|ks[ie]|ll[aäe]|lt[aä]|ss[aä]|st[aä]))"
)
_DOER = re.compile(
    r"(.{3,}[aeiouyäö]j)(?:[aä][tn]|[oö]i(?:den|ta|tä|ll[aäe]|ss[aä]|st[aä])|i(?:en|a|ä|ll[aäe]|ss[aä]|st[aä]))"
)
_SHORT_PARTICIPLES = frozenset({"oleva", "olevat", "olevan", "olevia", "asuva", "asuvat", "asuvan", "asuvia"})
_LONG_ENOUGH = 7
"""Letters from which an ending in -vien is a participle rather than a short noun (*kivien*)."""


def _irregular(word: str) -> str | None:
    """Lemma of Finnish forms that the dictionary confuses: *kehitysvammaisille*; None for all others.

    A participle stays one (*asuvien* is *asuva*, not *asua*), since *kotihoidossa olevat* are people and
    *kotihoidossa on* is not.
    """
    if len(word) < _LONG_ENOUGH and word not in _SHORT_PARTICIPLES:
        return None
    adjective = _ADJECTIVE.fullmatch(word) if "is" in word else None
    return adjective[1] + "nen" if adjective else participle(word)


def participle(word: str) -> str | None:
    """*asuva* of *asuvien*; None for a word that is no Finnish present participle."""
    if "v" not in word or (len(word) < _LONG_ENOUGH and word not in _SHORT_PARTICIPLES):
        return None
    match = _PARTICIPLE.fullmatch(word)
    return match[1] + ("a" if set("aou") & set(word) else "ä") if match else None


def _doer(word: str) -> str:
    """An unknown word for a doer in the nominative: *päihdetoipujille* is *päihdetoipuja*."""
    match = _DOER.fullmatch(word) if "j" in word else None
    if not match:
        return word
    return match[1] + ("a" if set("aou") & set(match[1][-6:]) else "ä")


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text as written; a hyphen that stands for a left-out part is kept."""
    return _kept_tokens(text) if len(text) <= _KEPT else tuple(_TOKEN.findall(text))


@lru_cache(maxsize=2048)
def _kept_tokens(text: str) -> tuple[str, ...]:
    """The readers ask for those of the same passages and sentences one after the other."""
    return tuple(_TOKEN.findall(text))


def words(text: str, language: str) -> list[Word]:
    """The words of a text in order with their lemmas.

    A hyphen that stands for a left-out part is kept (*mielenterveys-*). ``language`` as for ``lemma``.
    """
    found = tokens(text)
    spans = [match.span() for match in _TOKEN.finditer(text)]
    lemmas = map(lemma, found, repeat(language))
    return [Word(word, form, start, end) for word, form, (start, end) in zip(found, lemmas, spans, strict=True)]


_RUN = re.compile(r"\w+")
_RUN_OF_PHRASE = re.compile(r"\*?\w+\*?")
_DIGITS = re.compile(r"\A\d+")


class Telling:
    """One word of each of many phrases: a text with none of these words holds none of the phrases.

    ``phrases`` as our tables write them, ``*`` for any letters before or after. To be asked before patterns are tried.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        telling = {max(_RUN_OF_PHRASE.findall(phrase.casefold()), key=_weight) for phrase in phrases}
        self._whole = frozenset(word for word in telling if "*" not in word)
        self._beginnings = tuple(sorted("" if word[0] == "*" else word[:-1] for word in telling if word[-1] == "*"))
        self._ends = tuple(sorted(word[1:] for word in telling if word[0] == "*" and word[-1] != "*"))

    def fits(self, token: str) -> bool:
        """Whether a word of ``tokens``, or a part of it between hyphens or after digits, is one of these."""
        for run in _RUN.findall(token.casefold()):
            word = _DIGITS.sub("", run) if run[0].isdigit() else run
            if word in self._whole or run in self._whole:
                return True
            if word.startswith(self._beginnings) or run.endswith(self._ends):
                return True
        return False


def _weight(run: str) -> int:
    """How much a word of a phrase tells: its length, nothing if it may begin with anything."""
    return 0 if run[0] == "*" else len(run)
