"""Names of persons: alone in cards and lists, and inside running text, where they may be inflected."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.read.contacts import organisations, roles
from pipeline.read.contacts.tables import fold, rows

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-\u2010\u2011][^\W\d_]+)*\.?")
_CAPITAL = r"[^\W\d_a-zåäö]"
"""A letter that may be a capital: the small ones of Finnish, Swedish and English are not."""
_CAPITALISED = re.compile(_CAPITAL + r"[^\W\d_]*(?:['’\-\u2010\u2011][^\W\d_]+)*")
_HIDING = re.compile(r"[(\"“”]")
"""What may stand inside a name without being of it: "Maija (Maikku) Malli"."""
_LONGEST_RUN = 30
"""Capitalised words looked at together; a longer row of them is no prose."""
_REACH = 240
"""Letters before a name in which its role may stand."""
_MOST = 5
"""Words of a name, particles counted."""
_LONGEST_WORD = 60
"""Letters of a word of a name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: ``text[start:end]`` is how it stands there."""

    value: str
    start: int
    end: int
    known: bool
    """Whether its first word is in the table of given names."""


@cache
def particles() -> frozenset[str]:
    """Small words inside names: von, af, de."""
    return frozenset(row["word"] for row in rows("name_particles"))


@cache
def _given() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in rows("given_names"))


@lru_cache(maxsize=20_000)
def is_given(word: str) -> bool:
    """Whether a word, or the first half of a compound, is a given name in the nominative."""
    plain = fold(word.replace("\u2011", "-").replace("\u2010", "-"))
    return plain in _given() or (plain.partition("-")[0] in _given() and "-" in plain)


@cache
def _no_names() -> frozenset[str]:
    """Words that begin headings and sentences, never a name: tule, lue, anmäl."""
    return frozenset(row["word"] for row in rows("no_name_words"))


@lru_cache(maxsize=20_000)
def _fits(word: str) -> bool:
    """Whether a word may be one of a name: it is capitalised, or a particle."""
    return word in particles() or _capitalised(word)


def _capitalised(word: str) -> bool:
    if not word[0].isupper():
        return False
    parts = re.split(r"[\-\u2010\u2011'’]", word)
    return all(part[:1].isupper() for part in parts if part) and (word != word.upper() or len(word.rstrip(".")) == 1)


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 and word[0].isupper()


@cache
def _pair() -> re.Pattern[str]:
    """A capitalised word and another one, or a particle, right after it, as every name has them."""
    small = "|".join(sorted(particles()))
    return re.compile(_CAPITAL + rf"[\w'’\-\u2010\u2011]{{0,{_LONGEST_WORD}}}[^\w]{{1,8}}(?:{_CAPITAL}|(?:{small})\b)")


def has_given(text: str) -> bool:
    """Whether a given name of the table stands in a text, with a capital, as it does in every known name."""
    return any(map(is_given, _CAPITALISED.findall(text)))


def has_pair(text: str) -> bool:
    """Whether a capitalised word follows another somewhere in a text, as in every name that the tables do not know."""
    if _pair().search(text) is not None:
        return True
    return _HIDING.search(text) is not None and len(_CAPITALISED.findall(text)) > 1


def _runs(text: str) -> list[list[re.Match[str]]]:
    """Stretches of capitalised words and particles parted by single spaces."""
    if _pair().search(text) is None:
        return []
    runs: list[list[re.Match[str]]] = []
    for token in _TOKEN.finditer(text):
        word = token.group()
        fits = _fits(word)
        ended = word.endswith(".") and not _is_initial(word)
        if (
            fits
            and runs
            and 0 < len(runs[-1]) < _LONGEST_RUN
            and text[runs[-1][-1].end() : token.start()] in (" ", "\u00a0")
        ):
            runs[-1].append(token)
        else:
            runs.append([token] if fits else [])
        if ended:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def find(text: str) -> list[Name]:
    """Persons in running text whose given name is in the table, as written there (see ``nominative``)."""
    found = []
    for run in _runs(text):
        tokens = run
        while len(tokens) > 1:
            if is_given(tokens[0].group()):
                taken = _take(tokens)
                if taken:
                    found.append(_name(text, taken, known=True))
                    tokens = tokens[len(taken) :]
                    continue
            tokens = tokens[1:]
    return found


def after_role(text: str) -> list[Name]:
    """Persons whose given name is in no table but who follow a role: "projektledare Maj-Lis Malm"."""
    found = []
    for run in _runs(text):
        while roles.is_head(run[0].group()) and len(run) > 2:
            run = run[1:]  # "Yleisötyöntekijä Xanni Malli": the role has a capital too
        role = roles.before(text[max(0, run[0].start() - _REACH) : run[0].start()])
        if role is None or any(_unlike_names(token.group()) for token in run[:2]):
            continue
        if len(run) <= _MOST and _well_formed([token.group() for token in run]):
            found.append(_name(text, run[:3], known=False))
    return found


def _name(text: str, tokens: list[re.Match[str]], *, known: bool) -> Name:
    start = tokens[0].start()
    last = tokens[-1].group()
    end = tokens[-1].end() - (1 if last.endswith(".") else 0)
    return Name(_tidy(text[start:end]), start, end, known)


def _tidy(name: str) -> str:
    return " ".join(name.replace("\u2011", "-").replace("\u2010", "-").split())


def _take(tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """How much of a run that begins with a given name is the person: given names, then the surname."""
    position = 1
    while position < len(tokens) - 1 and _more_given(tokens[position].group()):
        position += 1
    while position < len(tokens) - 1 and tokens[position].group() in particles():
        position += 1
    if position >= len(tokens) or not _surname(tokens[position].group()):
        return []
    end = position + 1
    rest = [token.group() for token in tokens[end:]]
    # a second surname ("Ewa Bohlin Hagman"), unless a town or organisation follows
    if (
        len(rest) == 1
        and _surname(rest[0])
        and not _unlike_names(rest[0])
        and not organisations.is_genitive(rest[0])
        and not tokens[end - 1].group().endswith("nen")
    ):
        end += 1
    return tokens[:end]


def _more_given(word: str) -> bool:
    return is_given(word) or _is_initial(word)


def _surname(word: str) -> bool:
    return (
        len(word.rstrip(".")) > 1
        and word[0].isupper()
        and not organisations.is_exact_word(word)
        and not roles.is_head(word)
    )


def _unlike_names(word: str) -> bool:
    return _foreign_to_names(word) or word.lower() in _no_names()


def _foreign_to_names(word: str) -> bool:
    return organisations.is_place(word) or organisations.is_word(word) or roles.is_head(word)


def whole(text: str) -> Name | None:
    """A short text as one person's name, or None.

    Known given names make it sure; other capitalised words that are no organisation, place or role are taken
    with ``known=False``, for the caller to weigh. "Mallinen Maija" and "Mallinen, Maija" are turned round.
    """
    text = text.strip(" .,;:•–—-\u00a0*>")
    if _has_small_word(text):
        return None
    text = roles.strip_degrees(text)
    shouted = text.isupper() and len(text.split()) > 1
    if shouted:
        text = text.title()
    comma = re.fullmatch(r"([^\s,]+), ?([^\s,]+)", text)
    if comma and is_given(comma[2]) and _surname(comma[1]):
        text = f"{comma[2]} {comma[1]}"
    tokens = list(_TOKEN.finditer(text))
    if not 2 <= len(tokens) <= _MOST or "".join(t.group() for t in tokens) != re.sub(r"\s", "", text):
        return None
    words = [token.group() for token in tokens]
    if not _well_formed(words):
        return None
    if is_given(words[0]):
        return Name(_tidy(text), 0, len(text), known=True)
    if shouted or any(word.lower() in _no_names() for word in words):
        return None
    if len(words) == 2 and is_given(words[1]):
        return Name(_tidy(f"{words[1]} {words[0]}"), 0, len(text), known=True)
    if organisations.is_place(text) or any(_foreign_to_names(word) for word in words):
        return None
    return Name(_tidy(text), 0, len(text), known=False)


def _has_small_word(text: str) -> bool:
    """Whether a word begins with a small letter that is neither a particle nor a title: then it is no name."""
    return any(word[0].islower() and word not in particles() and not roles.is_degree(word) for word in text.split())


def _well_formed(words: list[str]) -> bool:
    if not all(map(_fits, words)):
        return False
    if _is_initial(words[-1]) or words[-1] in particles() or words[0] in particles():
        return False
    return not any(organisations.is_exact_word(word) or roles.is_head(word) for word in words[1:] if word[0].isupper())


@cache
def _endings(kind: str) -> dict[str, str]:
    """Ending of a surname in running text -> what it is in the nominative, longest ending first."""
    found = {row["ending"]: row["nominative"] for row in rows("surname_endings") if row["kind"] == kind}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def nominative(name: str, known: Collection[str] = (), *, genitive: bool = False) -> str:
    """A name out of running text in the nominative: "Maija Mallille" -> "Maija Malli".

    ``known`` are names or local parts of addresses of the page that show the form; without them an ending is
    taken off only where it is unmistakable, or where ``genitive`` says that the text calls for one
    ("... kautta").
    """
    *given, surname = name.split()
    if not given:
        return name
    folded = _folded(frozenset(known))
    if _local(given, surname) in folded or fold(name) in folded:
        return name
    options = _bases(surname, genitive=genitive)
    for base, _ in options:
        if _local(given, base) in folded or fold(" ".join([*given, base])) in folded:
            return " ".join([*given, base])
    sure = [base for base, trusted in options if trusted]
    return " ".join([*given, sure[0]]) if sure else name


@lru_cache(maxsize=16)
def _folded(known: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(entry) for entry in known)


def _local(given: list[str], surname: str) -> str:
    return f"{fold(given[0])}.{fold(surname)}"


def _bases(surname: str, *, genitive: bool) -> list[tuple[str, bool]]:
    """What a surname may be in the nominative, and whether its ending alone is proof."""
    low = surname.lower()
    if low.endswith(tuple(_endings("whole"))):
        return []
    for ending in _endings("case"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            return [(_of_stem(surname[: -len(ending)]), True)]
    for ending, base in _endings("illative").items():
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return [(surname[: -len(ending)] + base, True)]
    found = [(surname[: -len(e)] + b, True) for e, b in _endings("genitive").items() if low.endswith(e)]
    unsure = _endings("genitive_unsure").items()
    # Swedish names end so too: Dahlin, Boman
    found += [(surname[: -len(e)] + b, genitive) for e, b in unsure if low.endswith(e) and len(low) > len(e) + 1]
    return found


def _of_stem(stem: str) -> str:
    """The nominative of an inflectional stem: Virtase- is Virtanen, Malli- is Malli, Lahde- is Lahti."""
    for ending, base in _endings("genitive").items():
        if stem.lower().endswith(ending[:-1]):
            return stem[: -len(ending) + 1] + base
    return stem
