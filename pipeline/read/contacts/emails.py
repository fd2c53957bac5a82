"""E-mail addresses as pages write them, hidden from robots or not, and templates to fill in for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from pipeline.read.contacts.tables import fold, of_kind, rows


def _any_of(kind: str) -> str:
    """A pattern for the words of that kind in ``cues.csv``, longest first."""
    return "|".join(re.escape(word) for word in sorted(of_kind("cues", kind, "phrase"), key=len, reverse=True))


_SPACE = r"[ \t\u00a0\u200b]{0,3}"
_LOCAL = r"[a-z0-9åäöéüø_%+\-]{1,40}(?:\.[a-z0-9åäöéüø_%+\-]{1,40}){0,5}"
_OPEN, _CLOSE = r"[\[({<]" + _SPACE, _SPACE + r"[\])}>]"
_BRACKETED = rf"{_OPEN}(?:@|{_any_of('at')}){_CLOSE}"
_AT = rf"(?:{_SPACE}(?:@|{_BRACKETED}|_at_|\*at\*){_SPACE}|[ \u00a0](?:{_any_of('spelled_at')})[ \u00a0])"
_DOT = (
    rf"(?:\.|{_SPACE}{_OPEN}(?:\.|{_any_of('dot')}){_CLOSE}{_SPACE}"
    rf"|[ \u00a0](?:{_any_of('dot')})[ \u00a0])"
)
_LABEL = r"[a-z0-9åäö](?:[a-z0-9åäö\-]{0,60}[a-z0-9åäö])?"
_ADDRESS = re.compile(
    rf"(?<![\w.@])(?P<local>{_LOCAL}(?:{_DOT}{_LOCAL}){{0,2}})(?P<at>{_AT})"
    rf"(?P<host>{_LABEL}(?:{_DOT}{_LABEL}){{0,4}}{_DOT}[a-z]{{2,12}})(?![\w@])",
    re.IGNORECASE,
)
_BRACKETED_SIGN = re.compile(_BRACKETED)
_SPELLED_SIGNS = ("_at_", "*at*", *(f" {word} " for word in sorted(of_kind("cues", "spelled_at", "phrase"))))
_DOTS = re.compile(_DOT, re.IGNORECASE)
_OTHER = re.compile("[^a-z]+")
_VALID = re.compile(r"[^@\s]{1,100}@[a-z0-9åäö.\-]{1,100}\.[a-z]{2,12}")


@dataclass(frozen=True, slots=True)
class Address:
    """An address found in a text: ``text[start:end]`` is how the page writes it."""

    value: str
    """Lower case, in plain notation."""
    start: int
    end: int
    template: bool = False
    """Whether the local part only says how addresses are made: etunimi.sukunimi."""


def find(text: str) -> list[Address]:
    """All addresses in a text, in order, de-obfuscated; templates are marked. Never raises."""
    if not _may_be_in(text):
        return []
    found = []
    for match in _ADDRESS.finditer(text):
        value = _plain(match)
        if value is not None:
            found.append(Address(value, match.start(), match.end(), is_template(value)))
    return found


def _may_be_in(text: str) -> bool:
    """Whether a text has one of the signs that ``_AT`` knows, without which it need not be searched: they are seldom,
    and words that may be a local part are everywhere."""
    if "@" in text:
        return True
    low = text.lower().replace("\u00a0", " ")
    for sign in _SPELLED_SIGNS:  # as a loop: this is asked of every line
        if sign in low:
            return True
    return _BRACKETED_SIGN.search(low) is not None


def _plain(match: re.Match[str]) -> str | None:
    local = _DOTS.sub(".", match["local"]).lower()
    host = _DOTS.sub(".", match["host"]).lower()
    spelled = match["at"].strip(" \u00a0").isalpha()
    # "look at kunta.fi" is no address; "maija.malli at kunta.fi" is
    if spelled and not ("." in local or "_" in local):
        return None
    value = f"{local}@{host}"
    return value if _VALID.fullmatch(value) else None


def of_link(url: str) -> str | None:
    """The address of a ``mailto:`` link, or None if the link has none."""
    if not url.lower().startswith("mailto:"):
        return None
    found = find(unquote(url[len("mailto:") :].partition("?")[0]).strip())
    return found[0].value if found else None


@cache
def _placeholders() -> tuple[frozenset[str], frozenset[str]]:
    def folded(kind: str) -> frozenset[str]:
        return frozenset(fold(word) for word in of_kind("cues", kind, "phrase") if " " not in word)

    return folded("given"), folded("surname")


def is_template(address: str) -> bool:
    """Whether the local part is made of words for given name and surname."""
    given, surname = _placeholders()
    parts = re.split(r"[._\-]", fold(address.partition("@")[0]))
    return len(parts) == 2 and any(p in surname for p in parts) and any(p in given for p in parts)


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("name_particles"))


def fill(template: str, name: str) -> str | None:
    """The address of a person by a template; None for a name of a single word.

    Only the first given name counts; a compound name keeps its hyphen; ä, ö, å, é become a, o, a, e.
    """
    words = [re.sub(r"[^a-z\-]", "", fold(word)) for word in name.split()]
    words = [word for word in words if word]
    if len(words) < 2:
        return None
    surname = words[-1]
    for word in reversed(words[1:-1]):
        if word not in _particles():
            break
        surname = word + surname
    local, _, host = template.partition("@")
    separator = next((sign for sign in "._-" if sign in local), ".")
    given_first = fold(re.split(r"[._\-]", local)[0]) in _placeholders()[0]
    ordered = (words[0], surname) if given_first else (surname, words[0])
    return f"{separator.join(ordered)}@{host}"


def matches(address: str, name: str) -> int:
    """How well a local part fits a person: 3 both names, 2 the surname, 1 given name or initials, 0 none."""
    local = _OTHER.sub("", fold(address.partition("@")[0]))
    words = [_OTHER.sub("", fold(part)) for part in name.split()]
    words = [word for word in words if word]
    if len(words) < 2 or not local:
        return 0
    given, surname = words[0], words[-1]
    parts = {_OTHER.sub("", part) for part in re.split(r"[._]", fold(address.partition("@")[0]))}
    if given in local and (surname in local or _half(name) & parts):
        return 3
    if len(surname) > 2 and surname in local:
        return 2
    initials = given[0] + surname[0]
    return int(given in parts or local == initials or local == given + surname[0])


def _half(name: str) -> set[str]:
    """The halves of a double surname, either of which may stand for it in an address."""
    return {part for part in fold(name.split()[-1]).split("-") if len(part) > 2}
