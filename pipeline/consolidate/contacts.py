"""One contact from what several pages say of the same person or role address."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.consolidate.names import fold
from schemas.record import Contact
from schemas.tables import ContactKind

_PARTS = ("name", "role", "organisation", "email", "phone")


def unite(ranked: Iterable[Contact]) -> list[Contact]:
    """Bring contacts of the same person together; ``ranked`` comes with the statement to be believed first in
    front.

    The same person is who has the same name, whatever the order of its parts; a contact without a name is who
    has the same e-mail address, or the same phone and no other address. Each part is that of the first
    contact that has it: the newer page's role and organisation win, what it lacks comes from the older.
    """
    groups: list[list[Contact]] = []
    # named ones first: a nameless contact may join a person, but must not bring two persons together
    for contact in sorted(ranked, key=lambda c: c.name is None):
        home = next((members for members in groups if _same(members, contact)), None)
        if home is None:
            groups.append([contact])
        else:
            home.append(contact)
    return sorted(map(_merged, groups), key=lambda c: tuple(getattr(c, part) or "" for part in _PARTS))


def _person(name: str) -> str:
    return " ".join(sorted(fold(name).split()))


def _same(members: list[Contact], contact: Contact) -> bool:
    if contact.name:
        return any(c.name and _person(c.name) == _person(contact.name) for c in members)
    if contact.email:
        emails = {c.email for c in members if c.email}
        return contact.email in emails or (not emails and _same_phone(members, contact))
    if contact.phone:
        return _same_phone(members, contact)
    return any(_rest(c) == _rest(contact) for c in members)


def _same_phone(members: list[Contact], contact: Contact) -> bool:
    return contact.phone is not None and any(c.phone == contact.phone for c in members)


def _rest(contact: Contact) -> tuple[str, ...]:
    return tuple(fold(getattr(contact, part) or "") for part in _PARTS)


def _merged(members: list[Contact]) -> Contact:
    return Contact(**{part: _first(members, part) for part in _PARTS})


def _first(members: list[Contact], part: str) -> str | None:
    return next((value for c in members if (value := getattr(c, part))), None)


def kind_of(contact: Contact) -> ContactKind:
    """A named person, a role address without a name, or an organisation of which no more than its name is
    known."""
    if contact.name:
        return "named_person"
    return "role_mailbox" if contact.email or contact.phone or contact.role else "organisation"


def text_of(contact: Contact) -> str:
    """The contact in one line, as the table initiatives writes it: the parts that there are, joined by
    commas."""
    return ", ".join(value for part in _PARTS if (value := getattr(contact, part)))


def agrees(stated: Contact, published: Iterable[Contact]) -> bool:
    """Whether one of the published contacts says the same in every part that the stated one has."""
    return any(_within(stated, contact) for contact in published)


def _within(stated: Contact, contact: Contact) -> bool:
    told = [(getattr(stated, part), getattr(contact, part)) for part in _PARTS]
    return all(mine is None or fold(mine) == fold(theirs or "") for mine, theirs in told)
