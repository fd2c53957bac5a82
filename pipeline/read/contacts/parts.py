"""One line of a page taken apart: persons, roles, organisations, addresses and numbers, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from pipeline.read.contacts import emails, names, organisations, phones, roles
from pipeline.read.contacts.tables import has_cue, is_cue, of_kind


class Kind(StrEnum):
    """What a part of a line is."""

    NAME = "name"
    ROLE = "role"
    ORGANISATION = "organisation"
    EMAIL = "email"
    TEMPLATE = "template"
    PHONE = "phone"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line, with its meaning."""

    kind: Kind
    value: str
    sure: bool = True
    """For a name: whether its given name is in the table."""
    bound: bool = False
    """For a role or organisation: whether the name that follows stands in the same phrase."""
    running: bool = False
    """For a name: whether it stands among other words and may be inflected."""
    genitive: bool = False
    """For a name: whether the word after it calls for a genitive."""
    organisation: str | None = None
    """For a role: the employer that stands before it."""


_SEPARATOR = re.compile(
    r"[,;|•·\n\t»]|[ \u00a0][–—-][ \u00a0]|[ \u00a0]?[:/](?=[ \u00a0])|\(|\)|\.(?=[ \u00a0][A-ZÅÄÖ])"
)
_NICKNAME = re.compile(r"[ \u00a0][\"“”][^\"“”\s]{2,15}[\"“”][ \u00a0]")
_CONJUNCTION = re.compile(rf"[ \u00a0](?:{'|'.join(sorted(of_kind('roles', 'and')))})[ \u00a0]")
_BRACKETED = re.compile(r"\([^()\n]{0,80}\)")
_ROLE_WORDS = 7
"""Words of a role that stands alone; more are a sentence."""
_EDGES = " \u00a0.:,;–—-*>•\u200b\u00ad"


@lru_cache(maxsize=256)
def read(text: str) -> tuple[Part, ...]:
    """The parts of a line or sentence, in the order in which they stand. Never raises.

    Kept for a while, since what a page gives for all of its records is read with each.
    """
    spans = sorted([*_addresses(text), *_numbers(text)], key=lambda span: span[0])
    parts: list[Part] = []
    position = 0
    for start, end, part in spans:
        if start < position:
            continue
        parts += _words(text[position:start])
        if part is not None:
            parts.append(part)
        position = end
    return (*parts, *_words(text[position:]))


@lru_cache(maxsize=512)
def may_begin(text: str) -> bool:
    """Whether there may be a person, an address or a number in a text.

    Much quicker than ``read``, and False only where that finds none of them: a person has a given name of the
    table, or stands alone between separators or conjunctions, or follows a role.
    """
    if names.has_given(text) or emails.find(text) or phones.find(text):
        return True
    # the whole line too: "Xanni FM, Malli" is one name under a label that calls for one
    return names.has_pair(text) and (names.whole(text) is not None or any(map(_may_name_unknown, _chunks(text))))


def _may_name_unknown(chunk: str) -> bool:
    if not names.has_pair(chunk):
        return False
    pieces = [chunk, *_CONJUNCTION.split(chunk)]
    return any(names.whole(piece.strip(_EDGES)) for piece in pieces) or bool(names.after_role(chunk))


def _addresses(text: str) -> list[tuple[int, int, Part | None]]:
    return [(a.start, a.end, Part(Kind.TEMPLATE if a.template else Kind.EMAIL, a.value)) for a in emails.find(text)]


def _numbers(text: str) -> list[tuple[int, int, Part | None]]:
    return [(n.start, n.end, None if n.switchboard else Part(Kind.PHONE, n.value)) for n in phones.find(text)]


def _words(text: str) -> list[Part]:
    parts: list[Part] = []
    for chunk in _chunks(text):
        if chunk and not is_cue(chunk, "phone") and not is_cue(chunk, "email"):
            parts += _chunk(chunk)
    return _surname_first(parts)


def _chunks(text: str) -> list[str]:
    """What stands between the separators of a text."""
    text = _NICKNAME.sub(" ", _BRACKETED.sub(_unbracketed, text))
    return [chunk.strip(_EDGES) for chunk in _SEPARATOR.split(text)]


def _unbracketed(match: re.Match[str]) -> str:
    """Brackets hold remarks ("myös WhatsApp"), unless they hold an organisation."""
    inner = match.group()[1:-1]
    return f", {inner}, " if organisations.is_organisation(inner) else " "


def _surname_first(parts: list[Part]) -> list[Part]:
    """ "Mallinen, Maija": two texts that make one name together."""
    for i in range(len(parts) - 1):
        one, two = parts[i], parts[i + 1]
        if one.kind is two.kind is Kind.TEXT and len(one.value.split()) == len(two.value.split()) == 1:
            name = names.whole(f"{one.value}, {two.value}")
            if name is not None and name.known:
                return [*parts[:i], Part(Kind.NAME, name.value), *parts[i + 2 :]]
    return parts


def _chunk(chunk: str) -> list[Part]:
    single = _single(chunk)
    if single is not None and single.sure:
        return [single]
    several = _joined(chunk)
    if several:
        return several
    return _mixed(chunk) or [single or Part(Kind.TEXT, chunk)]


def _joined(chunk: str) -> list[Part]:
    """The parts of "Maija Malli ja tuottaja Pekka Mallinen"; empty where the conjunction joins no persons."""
    pieces = [piece.strip(_EDGES) for piece in _CONJUNCTION.split(chunk)]
    if len(pieces) < 2:
        return []
    read_alone = [[single] if (single := _single(piece)) is not None else _mixed(piece) for piece in pieces]
    named = any(part.kind is Kind.NAME for parts in read_alone for part in parts)
    return [part for parts in read_alone for part in parts] if named and all(read_alone) else []


def _single(chunk: str) -> Part | None:
    """The chunk as a whole: a person, a role or an organisation; None if it is none of them."""
    name = names.whole(chunk)
    if name is not None and name.known:
        return Part(Kind.NAME, name.value)
    if _persons(chunk):
        return None
    role = _role(chunk)
    if organisations.is_organisation(chunk) and not roles.is_head(chunk.split()[-1]) and _is_foreign(role):
        return Part(Kind.ORGANISATION, chunk)
    if role is not None and not _is_sentence(role.text):
        return Part(Kind.ROLE, role.text, organisation=role.organisation)
    return Part(Kind.NAME, name.value, sure=False) if name is not None else None


@lru_cache(maxsize=256)
def _persons(chunk: str) -> tuple[names.Name, ...]:
    """The persons that a chunk names among other words."""
    return tuple(names.find(chunk) or names.after_role(chunk))


def _is_foreign(role: roles.Role | None) -> bool:
    """Whether what was read as a role begins with a name, as organisations do."""
    return role is None or role.text[:1].isupper()


def _role(chunk: str) -> roles.Role | None:
    role = roles.read(chunk)
    if role is not None and (has_cue(chunk, "contact") or has_cue(chunk, "coordination")):
        # "Lisätietoja antaa tutkimuksen koordinaattori"
        found = roles.before(chunk)
        return found[0] if found else role
    return role


def _is_sentence(chunk: str) -> bool:
    return len(chunk.split()) > _ROLE_WORDS or chunk.endswith((".", "!", "?"))


def _mixed(chunk: str) -> list[Part]:
    """A chunk that holds a person and more ("tuottaja Maija Malli"); an empty list if no person is in it."""
    found = _persons(chunk)
    if not found:
        return []
    parts: list[Part] = []
    position = 0
    for name in found:
        parts += _before_name(chunk[position : name.start])
        following = chunk[name.end :].split()
        genitive = bool(following) and is_cue(following[0].strip(",."), "genitive")
        parts.append(Part(Kind.NAME, name.value, sure=name.known, running=True, genitive=genitive))
        position = name.end
    return parts + _after_name(chunk[position:])


def _before_name(text: str) -> list[Part]:
    said = roles.said_of(text)
    if said is not None:
        return [Part(Kind.ROLE, said.text, bound=True, organisation=said.organisation)]
    found = roles.before(text)
    if found is None:
        bare = text.strip(_EDGES)
        return [Part(Kind.TEXT, bare, bound=True)] if bare else []
    role, start = found
    # "Hankkeen vastuullinen tutkija on professori Maija Malli": the role here, not the rank
    role = roles.said_of(text[:start]) or role
    head = text[:start].strip(_EDGES)
    parts = [Part(Kind.TEXT, head)] if head else []
    return [*parts, Part(Kind.ROLE, role.text, bound=True, organisation=role.organisation)]


def _after_name(text: str) -> list[Part]:
    text = text.strip(_EDGES)
    single = _single(text) if text else None
    if single is not None and single.kind is not Kind.NAME:
        return [single]
    return [Part(Kind.TEXT, text)] if text else []
