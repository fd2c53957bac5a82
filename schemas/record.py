"""What one page says of one initiative: the output of reading, the input of consolidating."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.edtf import EdtfDate

Kind = Literal["project", "network"]
Language = Literal["fi", "sv", "en"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Evidence(_Model):
    """Why a record holds a value: the words of the page, and the rule that read them."""

    field: str
    """Field of the record: name, kind, start, end, coordinator, funders, contacts, target_groups, ..."""
    value: str
    """The value as it stands in the record, as text; for a contact its name, e-mail or phone."""
    quote: str
    """The words of the page that say so, exactly."""
    raw: str = ""
    """The part of the quote that the value was made from, before normalising."""
    rule: str
    """Name of the rule, dotted: durations.label.range."""
    block: int | None = None
    """Position of the block of the document that was quoted."""
    visible: bool = True
    """Whether the quote stands in the text that a browser shows, and not in the page's title or in the alternative
    text of an image: only then can a link lead to it."""
    confidence: float | None = Field(default=None, ge=0, le=1)
    """Share of this rule's values that were right on the evaluation pages; None where it was not measured."""


class Funder(_Model):
    """Who pays: a vocabulary id where one fits, and the name as the page writes it, in the nominative."""

    id: str | None = None
    name: str
    programme: str | None = None
    amount_eur: float | None = Field(default=None, ge=0)


class Contact(_Model):
    """A person or a role address that the page gives as a contact of this initiative."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    phone: str | None = Field(default=None, pattern=r"^\+\d{5,15}$")


class PageRecord(_Model):
    """One initiative as one page tells it."""

    kind: Kind
    primary: bool = True
    """False for an initiative that the page only mentions."""
    name: str = Field(min_length=1)
    start: EdtfDate | None = None
    end: EdtfDate | None = None
    coordinators: list[str] = []
    """Organisations of equal standing, in the nominative."""
    funders: list[Funder] = []
    budget_eur: float | None = Field(default=None, ge=0)
    contacts: list[Contact] = []
    target_groups: list[str] = []
    municipalities: list[str] = []
    """Names in the nominative, in the page's language."""
    regions: list[str] = []
    """Codes of Statistics Finland, or FI for the whole country."""
    languages: list[Language] = []
    evidence: list[Evidence] = []


class PageReading(_Model):
    """Everything that was read from one page."""

    url: str
    language: Language | None = None
    updated: EdtfDate | None = None
    records: list[PageRecord] = []
    rejected: list[Rejected] = []
    evidence: list[Evidence] = []
    """Why the page has its date of update."""
    unknown_labels: list[str] = []
    """Label words that no reader understood."""


class Rejected(_Model):
    """A record that failed validation: kept with its reasons, published in quarantine."""

    name: str
    errors: list[str]
    raw: str


PageReading.model_rebuild()
