"""Which of the people and addresses on a page are contacts of the initiative, and which only happen to be there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document.model import Zone
from pipeline.normalise.lemmas import tokens
from pipeline.read.contacts import emails, roles
from pipeline.read.contacts.assemble import Draft
from pipeline.read.contacts.lines import cue_of
from pipeline.read.contacts.tables import fold, has_cue
from pipeline.read.durations.cues import same_name
from pipeline.read.places.matching import places_in
from pipeline.read.scope import Scope

_COMPOUND = re.compile(
    r"(?<![\w-])([A-ZÅÄÖ][\w!’']{2,40}) ?-(?:toiminta|hanke|projekti|verkosto|ryhmä|palvelu|kerho|verksamhet|projekt)\b"
)
_LABEL_WORDS = 6
"""Words of a label; a longer text before a colon is a sentence."""


def is_contact(draft: Draft, siblings: Sequence[Draft], scope: Scope) -> bool:
    """Whether a draft from the record's own blocks, or from an aside, is a contact of this initiative.

    ``siblings`` are all drafts of the page's part, which tell teams and lists from single mentions.
    """
    if draft.name is None and draft.email is None:
        return False
    zone = draft.lines[-1].block.zone
    if zone is Zone.FOOTER or draft.cue == "excluded" or draft.former or _excluded_in_line(draft):
        return False
    if zone is not Zone.MAIN and not any(
        _is_plainly_of(d, scope) for d in siblings if d.lines[0].block is draft.lines[0].block
    ):
        return False
    if draft.name is None:
        return _is_own_mailbox(draft, scope)
    if _under_another(draft, scope):
        return False
    if not draft.sure and not _backed(draft):
        return False
    if draft.cue == "team" and not draft.reachable and not _has_leader(draft, siblings):
        return False
    return draft.reachable or _is_named_contact(draft)


def _has_leader(draft: Draft, siblings: Sequence[Draft]) -> bool:
    """Whether a team is the initiative's staff, not the cast of a play: one of it leads or works for the project."""
    return any(roles.is_leading(d.role or "") for d in siblings if d.cue_text == draft.cue_text)


def _excluded_in_line(draft: Draft) -> bool:
    """A sentence on something else: "Avustuksista kertoo ...", "Ilmoittautumiset ..."."""
    line = draft.lines[0]
    opening = " ".join(line.raw.split(maxsplit=3)[:3])
    return line.prose and cue_of(opening) == "excluded" and not has_cue(line.raw, "person")


def _is_plainly_of(draft: Draft, scope: Scope) -> bool:
    """An aside's contact is the initiative's if it stands under a contact label and its role says so."""
    if draft.cue not in ("person", "contact", "team") or draft.lines[0].block.zone is not Zone.ASIDE:
        return False
    if has_cue(draft.cue_text, "several"):
        return False
    role = draft.role or ""
    if draft.cue == "person" and draft.reachable:
        return True
    if roles.is_leading(role) or (
        has_cue(draft.cue_text, "initiative") and len(draft.cue_text.split()) <= _LABEL_WORDS
    ):
        return True
    return any(word in fold(role) for word in re.findall(r"\w{5,}", fold(scope.name)))


def _backed(draft: Draft) -> bool:
    """Whether something besides capitals speaks for a person with an unlisted given name."""
    if draft.email is not None and emails.matches(draft.email, draft.name or ""):
        return True
    return (draft.role is not None and (draft.reachable or draft.cue in ("person", "contact", "team"))) or (
        draft.reachable and draft.cue in ("person", "contact", "team")
    )


def _under_another(draft: Draft, scope: Scope) -> bool:
    """Whether the heading above names another initiative: "Kulttuurikaverit-toiminta"."""
    headings = draft.lines[0].block.headings
    compound = _COMPOUND.search(headings[-1]) if len(headings) > 1 else None
    return compound is not None and not same_name(compound[1], scope.name)


def _is_named_contact(draft: Draft) -> bool:
    """A person without address or number is a contact only where the page says so."""
    if draft.labelled_role:
        return draft.coordinates or roles.is_leading(draft.role or "")
    if draft.lines[0].prose:
        return draft.appointed or (draft.coordinates and draft.role is not None)
    if draft.cue == "person":
        return True
    if draft.cue in ("contact", "team"):
        return draft.role is not None
    return draft.appointed or (draft.coordinates and draft.role is not None)


def is_named_after(address: str, scope: Scope) -> bool:
    """Whether an address bears the initiative's name: virta@kunta.example."""
    local = address.partition("@")[0]
    plain, name = re.sub(r"[^a-z]", "", fold(local)), re.sub(r"[^a-z]", "", fold(scope.name))
    return len(plain) > 3 and bool(name) and (plain in name or name in plain)


def _is_own_mailbox(draft: Draft, scope: Scope) -> bool:
    """Whether an address without a person is that of the initiative, not of the organisation behind it."""
    local = (draft.email or "").partition("@")[0]
    if has_cue(local, "mailbox_office"):
        return False
    if is_named_after(draft.email or "", scope):
        return True
    line = draft.lines[0]
    cued = draft.cue in ("person", "contact") or (line.prose and has_cue(line.raw, "contact"))
    if not cued or not scope.sole:
        return cued and draft.lines[0].label is not None
    return True


def is_for_each(draft: Draft, siblings: Sequence[Draft], scope: Scope) -> bool:
    """Whether a contact outside the records is given for all of them: "Lisätietoja hankkeista: ..."."""
    if draft.lines[0].block.zone is not Zone.MAIN or draft.cue == "excluded" or draft.name is None:
        return False
    if not draft.reachable or not (draft.sure or _backed(draft)) or _excluded_in_line(draft):
        return False
    said = draft.cue_text if draft.cue in ("person", "contact", "team") else ""
    line = draft.lines[0]
    if not said and line.label is None and has_cue(line.raw, "contact"):
        said = line.raw
    if not (has_cue(said, "initiative") or (draft.cue == "person" and said)):
        return False
    return _concerns(said, draft, siblings, scope)


def _concerns(said: str, draft: Draft, siblings: Sequence[Draft], scope: Scope) -> bool:
    """Whether a shared contact speaks of this record: not of ended ones only, not of another town's."""
    above = " ".join(scope.blocks[0].headings) if scope.blocks else ""
    if has_cue(said, "past") and has_cue(above, "current"):
        return False
    label = draft.lines[0].label
    if not label or has_cue(label, "contact") or has_cue(label, "person") or roles.read(label):
        return True
    labelled = [d for d in siblings if d.lines[0].label]
    if len(labelled) < 2:
        return True
    town = label.split()[0].lower()
    text = " ".join(block.text for block in scope.blocks)
    named = {match.place.name.lower() for match in places_in(text)}
    return town in named or any(token.lower().startswith(town) for token in tokens(text))
