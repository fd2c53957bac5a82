"""What a contact does: projektipäällikkö, kulturproducent, project manager."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.normalise.lemmas import lemma
from pipeline.read.contacts import organisations
from pipeline.read.contacts.tables import Endings, has_cue, of_kind, rows

_LONGEST = 9
"""Words; a longer phrase is a sentence."""
_ATTRIBUTES = 5
"""Words that may stand before the one that names the role."""
_TAIL = 200
"""Letters before a name that are looked at."""
_TOKEN = re.compile(r"[^\s,;]+")
_PIECE = re.compile(r"[^\s,;|•·»()/]+")
"""As much of a text as no separator cuts."""
_AND = re.compile(r" (?:ja|och|and) |/")
_POSSESSIVE = re.compile(r"(\w{4,40}?)(?:mme|nsa|nsä)")
_REMARK = re.compile(r"\([^()]{0,120}\)")
_BARE = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class Role:
    """A role in the nominative, lower case but for names, and the employer that stands before it."""

    text: str
    organisation: str | None = None


@cache
def _endings() -> Endings:
    return Endings(of_kind("roles", "ending"))


@cache
def _english() -> frozenset[str]:
    return frozenset(r["word"] for r in rows("roles") if r["language"] == "en" and r["kind"] == "word")


@cache
def _degrees() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("roles") if row["kind"] == "degree")


@lru_cache(maxsize=20_000)
def is_head(word: str) -> bool:
    """Whether a word, in the nominative, names a role by itself."""
    low = _BARE.sub("", word).lower()
    return (low in of_kind("roles", "word") or _endings().close(low)) and not has_cue(low, "person")


@lru_cache(maxsize=20_000)
def _nominative_head(word: str) -> str | None:
    """The word in the nominative if it names a role, in whatever case it stands; None otherwise."""
    if is_head(word):
        return word
    bare = _BARE.sub("", word)
    if len(bare) < 6 or not bare[-1].isalpha():
        return None
    owned = _POSSESSIVE.fullmatch(bare)
    if owned and is_head(owned[1]):
        return owned[1]
    base = lemma(bare, "fi")
    return base if base != bare.lower() and is_head(base) else None


def is_degree(word: str) -> bool:
    """Whether a word is an academic degree or title: FL, Dr."""
    return word.strip(",") in _degrees()


def strip_degrees(text: str) -> str:
    """The text without academic degrees and titles: "FL Maija Malli" -> "Maija Malli"."""
    return " ".join(word for word in text.split() if not is_degree(word))


def may_be_in(text: str) -> bool:
    """Whether any word of a text names a role by itself; False only where ``read`` finds none in any piece of it."""
    return any(map(is_head, _PIECE.findall(text)))


def is_generic(role: str) -> bool:
    """Whether a label says only that a person answers for the thing ("vetäjä"), not what the person is."""
    parts = _AND.split(role.lower())
    return all(part.strip() in of_kind("roles", "generic") for part in parts)


def is_trade(role: str) -> bool:
    """Whether a role is what a person is by trade ("muusikko"), beside which a post may be told."""
    return all(part.strip() in of_kind("roles", "trade") for part in role.lower().split(","))


def is_leading(role: str) -> bool:
    """Whether a role is one of the initiative itself (projektikoordinaattori), not of its organisation."""
    low = role.lower()
    return any(word in low for word in of_kind("roles", "leading"))


def read(text: str) -> Role | None:
    """A short text as a role, or None if it is none.

    "Tampereen kaupungin erityissuunnittelija" gives the role and "Tampereen kaupunki". What follows a role is
    kept in Swedish and English ("samordnare av verksamheten", "head of culture"), where the head comes first.
    """
    if "(" in text:
        text = _REMARK.sub(" ", text)
    text = strip_degrees(text).strip(" .:•–-—")
    tokens = _TOKEN.findall(text)
    # without a word for a role there is none in what is left after the employer either
    if not 0 < len(tokens) <= _LONGEST or _head(tokens) is None or any(c.isdigit() for t in tokens for c in t):
        return None
    organisation, rest = organisations.cut_genitive(text)
    tokens = _TOKEN.findall(rest)
    head = _head(tokens)
    if head is None:
        return None
    right = _right_of(tokens, head)
    place = " ".join(right[1:])
    if place and organisations.is_organisation(place):
        # "senior lecturer at the University of Model"
        organisation, right = organisation or place, []
    return Role(_lower([*_left_of(tokens, head), tokens[head], *right]), organisation)


def _head(tokens: list[str]) -> int | None:
    """Position of the word that names the role: the last such word before a linking word."""
    found = None
    for position, token in enumerate(tokens):
        if found is not None and token in of_kind("roles", "of"):
            break
        if any(is_head(part) for part in token.split("/") if part):
            found = position
    return found


def _left_of(tokens: list[str], head: int) -> list[str]:
    kept: list[str] = []
    for token in reversed(tokens[:head]):
        if kept and token[0].isupper() and kept[0][0].isupper() and not _english_phrase(tokens):
            break
        kept.insert(0, token)
    return _without_opening(kept)


def _without_opening(words: list[str]) -> list[str]:
    """The words without those that say only whose role it is, or that another came before: hankkeen, ja."""
    while words and words[0].lower() in of_kind("roles", "owner") | of_kind("roles", "and"):
        words = words[1:]
    return words


def _right_of(tokens: list[str], head: int) -> list[str]:
    rest = tokens[head + 1 :]
    goes_on = of_kind("roles", "of") | of_kind("roles", "and") | {"-", "/"}
    return rest if rest and (rest[0] in goes_on or tokens[head].endswith("/")) else []


def _english_phrase(tokens: list[str]) -> bool:
    return any(_BARE.sub("", token).lower() in _english() for token in tokens)


def _lower(tokens: list[str]) -> str:
    """Lower case; names and acronyms inside the phrase are left as they are."""
    english = _english_phrase(tokens)
    words = []
    for position, token in enumerate(tokens):
        small = token[:1].lower() + token[1:]
        plain = small == small.lower() and len(token.rstrip(".,")) > 1
        words.append(small if plain and (position == 0 or english) else token)
    if tokens[-1].isalpha() and all(token == token.upper() for token in tokens) and len(tokens[-1]) > 4:
        words = [token.lower() for token in tokens]
    return " ".join(words).strip(" ,.:")


def before(text: str) -> tuple[Role, int] | None:
    """The role that ends a stretch of running text, and where it begins there; None if there is none.

    ``text`` is what stands before a person: "Verkostoa koordinoi Malliseudun liiton aluesuunnittelija".
    """
    cut = max(0, len(text) - _TAIL)
    text = _without_degree(text[cut:].rstrip())
    tokens = list(_TOKEN.finditer(text))
    if not tokens or text[-1] in ",;:.":
        return None
    head = _nominative_head(tokens[-1].group())
    if head is None:
        return None
    first = _first_of(tokens, text)
    attributes = [token.group() for token in tokens[first:-1]]
    if head != tokens[-1].group():
        attributes = [_agreeing(word) for word in attributes]
    phrase = [*attributes, head]
    organisation, rest = organisations.cut_genitive(" ".join(phrase))
    words = _without_opening(rest.split()[:-1])
    while words and words[0][0].isupper() and first > 0 and words[0][-1] in "ns":
        words = words[1:]
    return Role(_lower([*words, rest.split()[-1]]), organisation), cut + tokens[first].start()


def _agreeing(word: str) -> str:
    """An attribute in the nominative, as its role is: "vastaavat" of "vastaavat ohjaajat" is "vastaava"."""
    base = lemma(word.lower(), "fi")
    listed = of_kind("roles", "modifier")
    if base != word.lower() and base in listed:
        return base
    singular = word.lower().removesuffix("t")
    return singular if singular in listed else word


def said_of(text: str) -> Role | None:
    """The role in "Koordinaattorina toimii" or "Projektledare är", which a name follows; else None."""
    words = text[-_TAIL:].split()
    if len(words) < 2 or words[-1].lower() not in of_kind("roles", "is"):
        return None
    found = before(" ".join(words[:-1]))
    return found[0] if found else None


def _without_degree(text: str) -> str:
    while text and text.split()[-1].strip(",") in _degrees():
        text = text[: text.rindex(text.split()[-1])].rstrip()
    return text


def _first_of(tokens: list[re.Match[str]], text: str) -> int:
    """Position of the first word of the role that the tokens end with."""
    first = len(tokens) - 1
    while first > 0 and len(tokens) - first <= _ATTRIBUTES:
        joined = tokens[first].group().lower() in of_kind("roles", "and") and is_head(tokens[first - 1].group())
        if not joined and not _modifies(tokens[first - 1], text):
            break
        first -= 1
    responsible = tokens[first].group().lower() in of_kind("roles", "responsible")
    # "hyvinvoinnista vastaava suunnittelija"
    return first - 1 if first > 0 and responsible and tokens[first - 1].group().endswith(("sta", "stä")) else first


def _modifies(token: re.Match[str], text: str) -> bool:
    """Whether a word before a role belongs to it: an attribute, or a genitive ("nuorisotyön ohjaaja")."""
    word, low = token.group(), token.group().lower()
    if text[token.end() : token.end() + 1] in (",", ";"):
        return False
    if (
        low in of_kind("roles", "modifier")
        or _agreeing(low) != low
        or low in of_kind("roles", "and")
        or low in _english()
    ):
        return True
    if low in of_kind("roles", "no_attribute") or not word[-1].isalpha():
        return False
    genitive = low.endswith("n") or (low.endswith("s") and word[0].isupper())
    return genitive and (len(low) > 3 or ":" in low)
