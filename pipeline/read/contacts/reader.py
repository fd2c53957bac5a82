"""Who to ask about an initiative: person, role, organisation, e-mail and phone of each contact, together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.document import Block
from pipeline.document.model import BlockKind, Zone
from pipeline.read.contacts import emails, names, roles
from pipeline.read.contacts.assemble import Assembly, Draft
from pipeline.read.contacts.judge import is_contact, is_for_each, is_named_after
from pipeline.read.contacts.lines import Line, of_blocks
from pipeline.read.contacts.tables import fold, has_cue
from pipeline.read.contacts.tags import without_other_tags
from pipeline.read.scope import Found, Scope
from schemas.record import Contact

FIELD = "contacts"
_GAP = 3
"""Blocks between two own ones that may be a person's heading."""
_MOST_MAILBOXES = 50
"""Addresses without a name; more are a directory."""
_NAME_WORDS = 4
"""Words of a line that is a name alone."""
_HEADING_WORDS = 3
"""Words of a heading that may be the role of those under it."""


def read(scope: Scope) -> list[Found[Contact]]:
    """The contacts of one initiative, in the order of the page, each person once.

    Own blocks count first; what the page gives for a whole list of records counts for each of them. Values
    come from the main zone, from asides only where they are plainly the initiative's. Raises nothing.
    """
    own = Assembly().read(of_blocks(_with_names_between(scope)))
    drafts = list(own.drafts)
    shared = Assembly().read(of_blocks(scope.shared))
    if scope.sole:
        drafts += Assembly().read(of_blocks(_asides(scope))).drafts
    templates = [*own.templates, *shared.templates]
    _settle_names([*drafts, *shared.drafts], scope)
    drafts = [part for draft in drafts for part in _parted(draft, scope)]
    _link_mailboxes(drafts, scope)
    _fill_in([d for d in drafts if d.cue in ("person", "contact", "team") and not d.lines[0].prose], own.templates)
    accepted = [draft for draft in drafts if is_contact(draft, drafts, scope)]
    accepted += [draft for draft in shared.drafts if is_for_each(draft, shared.drafts, scope)]
    _fill_in(accepted, templates)
    accepted = [draft for draft in accepted if draft.name or draft.email]
    accepted = without_other_tags(accepted, scope)
    accepted = _without_mere_leaders(_without_general_mailboxes(_united(accepted)))
    _add_roles(accepted, scope)
    return [_found(draft) for draft in sorted(accepted, key=lambda draft: draft.lines[0].block.index)]


def _with_names_between(scope: Scope) -> list[Block]:
    """The own blocks, and headings between them that are a person's name but were put in another zone."""
    blocks: list[Block] = []
    for block in scope.blocks:
        if blocks and 1 < block.index - blocks[-1].index <= _GAP:
            between = scope.document.blocks[blocks[-1].index + 1 : block.index]
            blocks += [b for b in between if b.kind is BlockKind.HEADING and _is_person(b.text)]
        blocks.append(block)
    return blocks


def _is_person(text: str) -> bool:
    name = names.whole(text)
    return name is not None and name.known


def _asides(scope: Scope) -> list[Block]:
    """Blocks beside the content, where some pages put the contact of what they are about."""
    own = {block.index for block in scope.blocks}
    return [b for b in scope.document.blocks if b.zone is Zone.ASIDE and b.index not in own]


# -- names


def _evidence_of_names(scope: Scope) -> frozenset[str]:
    """Local parts of the page's addresses and names that stand alone: they show names in the nominative."""
    return frozenset(shown for block in scope.document.blocks for shown in _names_shown(block.text))


@lru_cache(maxsize=512)
def _names_shown(text: str) -> tuple[str, ...]:
    found = [address.value.partition("@")[0] for address in emails.find(text)]
    for line in text.split("\n") if names.has_given(text) else ():
        if len(line.split()) <= _NAME_WORDS and (name := names.whole(line)) is not None and name.known:
            found.append(name.value)
    return tuple(found)


def _settle_names(drafts: list[Draft], scope: Scope) -> None:
    """Put names from running text into the nominative."""
    inflected = [d for d in drafts if d.name is not None and (d.running or any(line.prose for line in d.lines))]
    known = _evidence_of_names(scope) if inflected else frozenset()
    for draft in inflected:
        draft.name = names.nominative(draft.name or "", known, genitive=draft.genitive)


def _link_mailboxes(drafts: list[Draft], scope: Scope) -> None:
    """Give an address without a name the person whom its local part names, if the page names that person."""
    nameless = [draft for draft in drafts if draft.name is None and draft.email is not None]
    if len(nameless) > _MOST_MAILBOXES:
        return
    for draft in nameless:
        assert draft.email is not None
        beside = [d for d in drafts if d.name and not d.email and d.lines[0].block is draft.lines[0].block]
        fitting = [d for d in beside if emails.matches(draft.email, d.name or "")]
        doubles = [d for d in drafts if d.name and d.email and d.lines[-1].block is draft.lines[0].block]
        other_post = [d for d in doubles if draft.phone and emails.matches(draft.email, d.name or "")]
        if not fitting and other_post:
            draft.name = other_post[-1].name
        elif fitting:
            fitting[-1].email, fitting[-1].phone = draft.email, fitting[-1].phone or draft.phone
            fitting[-1].lines.extend(draft.lines)
            draft.email = draft.phone = None
        else:
            draft.name = _named_on_page(draft.email, scope)


def _named_on_page(address: str, scope: Scope) -> str | None:
    for block in scope.document.blocks:
        if block.zone in (Zone.FOOTER, Zone.NAV, Zone.NOTICE):
            continue
        for name in [n.value for n in names.find(block.text)] or [n.value for n in [names.whole(block.text[:60])] if n]:
            if emails.matches(address, name) == 3:
                return name
    return None


def _parted(draft: Draft, scope: Scope) -> list[Draft]:
    """An address above a person that bears the initiative's name is a contact of its own, not the person's."""
    if draft.name is None or draft.email is None or len(draft.lines) < 2:
        return [draft]
    first = draft.lines[0]
    alone = draft.email in {a.value for a in emails.find(first.text)} and draft.name not in first.text
    if not alone or emails.matches(draft.email, draft.name) or not is_named_after(draft.email, scope):
        return [draft]
    mailbox = Draft(email=draft.email, lines=[first], cue=first.cue, cue_text=first.cue_text)
    draft.email, draft.lines = None, draft.lines[1:]
    return [mailbox, draft]


# -- templates, duplicates, roles


def _fill_in(drafts: list[Draft], templates: list[str]) -> None:
    """Fill a template in for every person of the page that has no address of its own."""
    if not templates:
        return
    for draft in drafts:
        if draft.email is None and draft.name is not None:
            draft.email = emails.fill(templates[0], draft.name)
            draft.templated = draft.email is not None


def _united(drafts: list[Draft]) -> list[Draft]:
    """Each person once; what one mention lacks is taken from another."""
    result: list[Draft] = []
    known: dict[str, list[Draft]] = {}
    for draft in drafts:
        keys = [key for key in (draft.name and fold(draft.name), draft.email) if key]
        twin = next((d for key in keys for d in known.get(key, ()) if _same(d, draft)), None)
        if twin is None:
            result.append(draft)
            for key in keys:
                known.setdefault(key, []).append(draft)
            continue
        twin.role, twin.organisation = twin.role or draft.role, twin.organisation or draft.organisation
        twin.email = draft.email if twin.email is None or (twin.templated and not draft.templated) else twin.email
        twin.phone, twin.guess = twin.phone or draft.phone, twin.guess or draft.guess
    return result


def _same(one: Draft, other: Draft) -> bool:
    if one.name and other.name:
        if fold(one.name) != fold(other.name):
            return False
        clash = one.email and other.email and one.email != other.email
        return not clash or one.templated or other.templated
    return one.email is not None and one.email == other.email


def _without_general_mailboxes(drafts: list[Draft]) -> list[Draft]:
    """Where persons are given, info@ and toimisto@ are the organisation's and are left out."""
    if not any(draft.name for draft in drafts):
        return drafts
    return [d for d in drafts if d.name or not has_cue((d.email or "").partition("@")[0], "mailbox_general")]


def _without_mere_leaders(drafts: list[Draft]) -> list[Draft]:
    """Where the page gives somebody to reach, a bare "Vastuuhenkilö: Maija Malli" says only who answers for it."""
    if not any(draft.reachable for draft in drafts):
        return drafts
    return [d for d in drafts if d.reachable or d.role or not has_cue(d.cue_text, "responsible")]


def _add_roles(drafts: list[Draft], scope: Scope) -> None:
    """Roles that only another mention of the person tells ("kertoo projektikoordinaattori Maija Malli")."""
    for draft in drafts:
        if (
            draft.name is not None
            and draft.role is not None
            and roles.is_trade(draft.role)
            and not draft.lines[0].label
        ):
            draft.role = _role_of_heading(draft) or draft.role
        if draft.name is None or draft.role is not None:
            continue
        guess = draft.guess if draft.reachable else None
        draft.role = _role_elsewhere(draft.name, scope.blocks) or guess or _role_of_heading(draft)


def _role_elsewhere(name: str, blocks: Iterable[Block]) -> str | None:
    for block in blocks:
        position = block.text.find(name)
        while position >= 0:
            found = roles.before(block.text[max(0, position - 120) : position])
            if found is not None:
                return found[0].text
            after = re.match(r",? ?([^,.|\n(]{3,80})", block.text[position + len(name) :])
            role = roles.read(after[1]) if after and block.text[position + len(name)] == "," else None
            if role is not None:
                return role.text
            position = block.text.find(name, position + 1)
    return None


def _role_of_heading(draft: Draft) -> str | None:
    """The role that the heading above gives to all under it: "Projektikoordinaattorit"."""
    heading = next(iter(draft.lines[0].block.headings[::-1]), "")
    if not 0 < len(heading.split()) <= _HEADING_WORDS or has_cue(heading, "person"):
        return None
    found = roles.before(heading)
    return found[0].text if found else None


# -- results


def _found(draft: Draft) -> Found[Contact]:
    contact = Contact(
        name=draft.name,
        role=draft.role,
        organisation=draft.organisation,
        email=draft.email,
        phone=draft.phone,
    )
    line = draft.lines[0]
    raw = draft.name or draft.email or ""
    return Found(FIELD, contact, _quote(draft.lines), _rule(draft, line), line.block, raw=raw)


def _quote(lines: list[Line]) -> str:
    """The words of the page from the first to the last line of the contact inside its first block."""
    block = lines[0].block
    inside = [line.raw for line in lines if line.block is block]
    start = block.text.find(inside[0])
    last = block.text.find(inside[-1], max(start, 0))
    if start < 0 or last < start:
        return inside[0]
    return block.text[start : last + len(inside[-1])]


def _rule(draft: Draft, line: Line) -> str:
    if draft.name is None:
        return "contacts.role_address"
    if draft.templated:
        return "contacts.template"
    if line.block.cells:
        return "contacts.table"
    if line.label and (draft.cue or draft.labelled_role):
        return "contacts.labelled"
    if line.prose or draft.coordinates:
        return "contacts.sentence"
    return "contacts.labelled" if draft.cue else "contacts.card"
