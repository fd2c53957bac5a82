"""A registered source: what the declaration of one site says, and what may be expected of it."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.record import Language

Text = Annotated[str, Field(min_length=1)]


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Start(_Declared):
    """An address that a run asks for first."""

    url: Text
    lists: str | None = None
    """What the page is known to hold, for people."""


class Expectation(_Declared):
    """How many records a complete run over the source should give; outside of that it may have changed."""

    min: int = Field(default=0, ge=0)
    max: int = Field(default=1000, ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min > self.max:
            raise ValueError(f"min ({self.min}) is larger than max ({self.max})")
        return self


class SiteHints(_Declared):
    """CSS selectors that tell the parser what is where; the counterpart of ``pipeline.document.Hints``."""

    main: Text | None = None
    """The element that holds the page's own content."""
    drop: tuple[Text, ...] = ()
    """Elements to leave out altogether."""
    record: Text | None = None
    """Each matching element is one record of its own."""
    heading: tuple[Text, ...] = ()
    """Elements to be taken as headings although they are none."""

    @property
    def selectors(self) -> dict[str, tuple[str, ...]]:
        """Every selector by the key that it stands under."""
        return {
            "main": (self.main,) if self.main else (),
            "drop": self.drop,
            "record": (self.record,) if self.record else (),
            "heading": self.heading,
        }


class Site(_Declared):
    """One source: a host, where to start on it, which links to follow, and what to expect."""

    id: Text
    """The host, lower-case; the name of the declaration's file without ``.toml``."""
    publisher: Text
    regions: tuple[str, ...] = ()
    """Regions that the site speaks for (codes of Statistics Finland, or FI); empty where it has none."""
    language: Language
    """Main language of the start pages."""
    start: tuple[Start, ...] = Field(min_length=1)
    follow: tuple[Text, ...] = ()
    """Regular expressions; a link on the same host is followed if one matches its whole path and query."""
    max_pages: int = Field(default=50, ge=1, le=5000)
    """Most pages that one run asks of this host."""
    max_depth: int = Field(default=1, ge=0, le=5)
    """How many links away from a start page a run may go; 0 reads the start pages only."""
    expect: Expectation = Expectation()
    hints: SiteHints = SiteHints()
    notes: str | None = None

    @property
    def start_urls(self) -> tuple[str, ...]:
        """The addresses that a run asks for first, as declared."""
        return tuple(start.url for start in self.start)

    @property
    def extractor(self) -> str:
        """What evidence names as extractor: the site's id where hints steer the parser, else ``generic``."""
        return self.id if any(self.hints.selectors.values()) else "generic"
