"""Puts together what belongs together: the parts of consecutive lines become one draft a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from pipeline.document.model import BlockKind
from pipeline.read.contacts import emails, names, organisations, parts, roles
from pipeline.read.contacts.lines import Line, is_of_another
from pipeline.read.contacts.parts import Kind, Part
from pipeline.read.contacts.tables import ends_with_cue, has_cue, is_cue

_NEAR = 2
"""Blocks between a person's name and what still belongs to it."""
_GUESS_WORDS = 5
_BEFORE, _REACH = 60, 300
"""Letters before a name that may put the person in the past, or say what the sentence is about."""
"""Words of a line below a name that may be an unlisted role."""


@dataclass(slots=True)
class Draft:
    """A contact in the making."""

    name: str | None = None
    sure: bool = True
    role: str | None = None
    guess: str | None = None
    """What stands below the name and may be a role that the table lacks."""
    organisation: str | None = None
    email: str | None = None
    phone: str | None = None
    lines: list[Line] = field(default_factory=list)
    cue: str | None = None
    cue_text: str = ""
    labelled_role: bool = False
    """Whether the role is the label of the name: "Projektledare: Maija Malli"."""
    coordinates: bool = False
    """Whether a sentence says that this person runs the thing."""
    appointed: bool = False
    """Whether such a sentence names the person right after its verb: "coordinated by Mary Model"."""
    former: bool = False
    """Whether the page says that the person is no longer there."""
    templated: bool = False
    running: bool = False
    """Whether the name stood among other words, where it may be inflected."""
    genitive: bool = False

    @property
    def reachable(self) -> bool:
        """Whether there is an address or a number."""
        return self.email is not None or self.phone is not None


@dataclass(slots=True)
class Assembly:
    """Reads lines one by one; ``drafts`` and ``templates`` are what came of it."""

    drafts: list[Draft] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    """Patterns of addresses, to be filled in for persons."""
    current: Draft | None = None

    def read(self, lines: Iterable[Line]) -> Assembly:
        """Take in all lines, in order."""
        listed = [line for line in lines if not self._skips(line)]
        for line, following in zip_longest(listed, listed[1:]):
            if parts.may_begin(line.text):
                self._line(line, _parts_of(line), following)
                continue
            # most lines of a page: they name nobody, and unless they go on about somebody they say nothing
            self._leave_if_far(line, [])
            if self.current is not None or _may_give_role(line):
                self._details(line, _parts_of(line), following)
        return self

    @staticmethod
    def _skips(line: Line) -> bool:
        return line.label is not None and is_of_another(line.label)

    def _line(self, line: Line, found: list[Part], following: Line | None) -> None:
        self._leave_if_far(line, found)
        if any(part.kind is Kind.NAME for part in found):
            self._people(line, found)
        else:
            self._details(line, found, following)

    def _leave_if_far(self, line: Line, found: list[Part]) -> None:
        """Close the current draft where what follows cannot be about the same person."""
        if self.current is None:
            return
        last = self.current.lines[-1]
        named = any(part.kind is Kind.NAME for part in found)
        heading = line.block.kind is BlockKind.HEADING and not named
        far = line.block.index - last.block.index > _NEAR and not _same_table(last, line)
        new_row = line.starts_row and bool(line.block.columns)
        text_between = line.prose and line.block is not last.block
        if heading or far or text_between or new_row:
            self.current = None

    # -- lines that name persons

    def _people(self, line: Line, found: list[Part]) -> None:
        first = next(i for i, part in enumerate(found) if part.kind is Kind.NAME)
        leading = self._leading(line, found[:first])
        draft = self._person(line, found[first], leading)
        rest = found[first + 1 :]
        waiting: list[Part] = []
        for position, part in enumerate(rest):
            if part.kind is Kind.NAME:
                draft = self._person(line, part, waiting)
                waiting = []
            elif part.bound or self._leads(rest, position, role_first=bool(leading)):
                waiting.append(part)
            else:
                self._give(draft, part, line, new_name=True)

    @staticmethod
    def _leads(rest: list[Part], position: int, *, role_first: bool) -> bool:
        """Whether a role stands for the next name of the line, as the first role of the line did."""
        part, after = rest[position], rest[position + 1 : position + 2]
        return role_first and part.kind is Kind.ROLE and bool(after) and after[0].kind is Kind.NAME

    def _leading(self, line: Line, found: list[Part]) -> list[Part]:
        """What stands before the first name of a line; numbers and addresses there end the person before."""
        if self.current is not None and self.current.name and not line.starts_block:
            for part in [p for p in found if p.kind in (Kind.EMAIL, Kind.PHONE)]:
                self._give(self.current, part, line)
            return [p for p in found if p.kind in (Kind.ROLE, Kind.ORGANISATION)]
        return [p for p in found if p.kind is not Kind.TEXT]

    def _person(self, line: Line, name: Part, leading: list[Part]) -> Draft:
        draft = self.current
        position = max(0, line.raw.find(name.value))
        before = line.raw[max(0, position - _REACH) : position]
        if draft is None or draft.name is not None or not _beside(draft, line):
            draft = Draft(lines=[line], cue=line.cue, cue_text=line.cue_text)
            self.drafts.append(draft)
        else:
            draft.lines.append(line)
            draft.cue, draft.cue_text = draft.cue or line.cue, draft.cue_text or line.cue_text
        draft.name, draft.sure = name.value, name.sure or has_cue(line.label or "", "person")
        draft.former = _is_former(before)
        draft.running, draft.genitive = name.running, name.genitive
        self.current = draft
        self._label_role(draft, line)
        for part in leading:
            self._give(draft, part, line)
        draft.coordinates |= has_cue(line.raw, "coordination") or has_cue(before, "person")
        draft.appointed = ends_with_cue(before, "coordination")
        return draft

    @staticmethod
    def _label_role(draft: Draft, line: Line) -> None:
        """A label that is itself a role: "Projektledare: Maija Malli"."""
        if line.label is None or draft.role is not None or has_cue(line.label, "person"):
            return
        role = roles.read(line.label)
        if role is not None and line.cue != "excluded":
            draft.role, draft.labelled_role = role.text, True
            draft.coordinates = has_cue(line.label, "initiative")

    # -- lines without a name

    def _details(self, line: Line, found: list[Part], following: Line | None) -> None:
        for position, part in enumerate(found):
            if part.kind is Kind.ROLE and self._opens_next(found, position, following):
                self.current = None
            if part.kind is Kind.TEXT or (line.prose and part.kind is Kind.ORGANISATION):
                self._text(line, part)
                continue
            if part.kind is Kind.TEMPLATE:
                self.templates.append(part.value)
                continue
            if self.current is not None and _is_of_another(self.current, part, line):
                self.current = None
            if self.current is None:
                if part.kind is Kind.ORGANISATION or (line.prose and part.kind is Kind.ROLE):
                    continue
                self.current = Draft(lines=[line], cue=line.cue, cue_text=line.cue_text)
                self.drafts.append(self.current)
            self._give(self.current, part, line)

    def _opens_next(self, found: list[Part], position: int, following: Line | None) -> bool:
        """Whether a role on a line without a name is that of the next person, whose name follows."""
        if self.current is None or position or any(p.kind in (Kind.EMAIL, Kind.PHONE) for p in found):
            return False
        if self.current.role is not None and self.current.reachable:
            return True
        if following is None or (self.current.role is None and not self.current.reachable):
            return False
        after = _parts_of(following)
        return bool(after) and after[0].kind is Kind.NAME

    def _text(self, line: Line, part: Part) -> None:
        draft = self.current
        if draft is None or draft.name is None or draft.role or draft.guess or line.prose or line.label:
            return
        words = part.value.split()
        below = draft.lines[-1].block is line.block or line.block.index == draft.lines[-1].block.index + 1
        plain = not any(c.isdigit() for c in part.value) and not organisations.is_place(part.value)
        if below and plain and len(words) <= _GUESS_WORDS and not draft.reachable and _looks_like_role(part.value):
            draft.guess = part.value[:1].lower() + part.value[1:]

    # -- filling a draft

    def _give(self, draft: Draft, part: Part, line: Line, *, new_name: bool = False) -> None:
        if part.kind is Kind.TEMPLATE:
            self.templates.append(part.value)
            return
        if part.kind is Kind.EMAIL and draft.email not in (None, part.value):
            self._second_address(draft, part, line)
            return
        if part.kind is Kind.ROLE:
            self._give_role(draft, part, line)
        elif part.kind is Kind.ORGANISATION:
            draft.organisation = draft.organisation or part.value
        elif part.kind is Kind.EMAIL:
            draft.email = part.value
        elif part.kind is Kind.PHONE:
            draft.phone = draft.phone or part.value
        if draft.lines[-1] is not line and not new_name:
            draft.lines.append(line)

    @staticmethod
    def _give_role(draft: Draft, part: Part, line: Line) -> None:
        role = part.value
        if draft.role is None or (draft.name is not None and _gives_way(draft, line)):
            draft.role, draft.labelled_role = role, False
        elif draft.lines[-1] is line and role not in draft.role and not draft.labelled_role and not draft.reachable:
            draft.role = f"{draft.role}, {role}"
        draft.organisation = draft.organisation or part.organisation

    def _second_address(self, draft: Draft, part: Part, line: Line) -> None:
        """An address after a complete contact: the same person's other post, or a mailbox of its own."""
        same = draft.name is not None and emails.matches(part.value, draft.name) > 0
        name = draft.name if same and draft.phone is not None else None
        if same and name is None:
            return
        new = Draft(name=name, email=part.value, lines=[line], cue=line.cue or draft.cue, cue_text=line.cue_text)
        self.drafts.append(new)
        self.current = new


def _is_of_another(draft: Draft, part: Part, line: Line) -> bool:
    """Whether an address or number has nothing to do with the person named before: it stands in a later sentence
    about something else, or is the office's mailbox in a paragraph of its own."""
    if draft.name is None or draft.lines[-1] is line:
        return False
    if part.kind is Kind.EMAIL:
        if emails.matches(part.value, draft.name):
            return False
        if draft.lines[-1].block is not line.block and _is_office(part.value):
            return True
    return line.prose and not has_cue(line.raw, "contact")


def _gives_way(draft: Draft, line: Line) -> bool:
    """Whether the role so far says only that the person answers for the thing, as a label or heading does."""
    apart = draft.labelled_role or draft.lines[-1] is not line or draft.lines[0].block is not line.block
    return apart and roles.is_generic(draft.role or "")


def _is_former(before: str) -> bool:
    """Whether the words just before a name put it in the past: "Hankkeen aiempi koordinaattori oli"."""
    last = re.split(r"[.,;(]", before[-_BEFORE:])[-1]
    return has_cue(last, "former")


def _is_office(address: str) -> bool:
    local = address.partition("@")[0]
    return has_cue(local, "mailbox_general") or has_cue(local, "mailbox_office")


def _looks_like_role(text: str) -> bool:
    return text[:1].isalpha() and text[-1] not in ".!?:" and not organisations.is_organisation(text)


def _beside(draft: Draft, line: Line) -> bool:
    last = draft.lines[-1].block
    waiting = draft.role is not None and not draft.reachable
    return last is line.block or (waiting and line.block.index - last.index <= 1 and not line.prose)


def _same_table(one: Line, other: Line) -> bool:
    return one.block.kind is other.block.kind is BlockKind.ROW and one.block.headings == other.block.headings


def _may_give_role(line: Line) -> bool:
    """Whether a line of which ``may_begin`` is False may give the person after it a role, as no sentence does."""
    return not line.prose and (roles.may_be_in(line.text) or is_cue(line.label or "", "role"))


def _parts_of(line: Line) -> list[Part]:
    label = line.label or ""
    if label and is_cue(label, "role"):
        role = roles.read(line.text)
        return [Part(Kind.ROLE, role.text if role else line.text.lower())]
    if label and is_cue(label, "organisation") and not emails.find(line.text):
        return [Part(Kind.ORGANISATION, line.text.strip())]
    if label and is_cue(label, "surname"):
        return [Part(Kind.TEXT, line.text)]
    found = list(parts.read(line.text))
    if label and has_cue(label, "person") and line.text and not any(p.kind is Kind.NAME for p in found):
        name = names.whole(line.text)
        if name is not None:
            return [Part(Kind.NAME, name.value, sure=True)]
    return found
