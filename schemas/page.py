"""A fetched page: the bytes and what is known about how they came."""

from __future__ import annotations

import hashlib
from datetime import datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict


class Page(BaseModel):
    """One response to one address, as it was archived."""

    model_config = ConfigDict(frozen=True)

    url: str
    """The address after redirects; what evidence cites."""
    requested_url: str | None = None
    """The address that was asked for, where a redirect led elsewhere."""
    status: int = 200
    fetched_at: AwareDatetime | None = None
    """None for a page read from a file outside the archive."""
    content_type: str = "text/html"
    charset: str | None = None
    """The charset of the Content-Type header; the parser falls back to the page's own declaration."""
    body: bytes = b""

    @property
    def sha256(self) -> str:
        """Hash of the body, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def fetched(self) -> datetime | None:
        """Time of the response, to the second."""
        return self.fetched_at.replace(microsecond=0) if self.fetched_at else None
