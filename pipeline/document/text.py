"""White space and invisible characters of page text."""

from __future__ import annotations

import re

# soft hyphen, zero-width characters, byte order mark, and the marks that turn the direction of text
_INVISIBLE = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


def clean(text: str) -> str:
    """One space between words, no invisible characters, one ``\\n`` a line break, nothing around."""
    return _BREAKS.sub("\n", _SPACES.sub(" ", text.translate(_INVISIBLE))).strip()
