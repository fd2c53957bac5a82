"""How a published column is declared: once, as a field of a row model, with its words in three languages.

Everything else that speaks of columns (CSV header, JSON Schema, Data Package, data dictionary) is derived.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator
from pydantic.fields import FieldInfo

SEPARATOR = " | "
"""Stands between the values of a cell that holds several."""

Words = tuple[str, str]
"""Title and description, in one language."""

# Unicode's Default_Ignorable_Code_Point outside Cf: signs that nobody sees, good for hiding text
_INVISIBLE = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = {"Cc", "Cf", "Cs"}


def _is_noncharacter(sign: str) -> bool:
    return 0xFDD0 <= ord(sign) <= 0xFDEF or ord(sign) & 0xFFFE == 0xFFFE


def _is_unwanted(sign: str) -> bool:
    return sign != "\n" and (unicodedata.category(sign) in _UNWANTED or _is_noncharacter(sign))


def clean_lines(text: str) -> str:
    """The text as it may be published, its line breaks kept as ``\\n``.

    Left out are control characters, bidi controls, zero-width and other invisible signs, lone surrogates and
    noncharacters; a tab becomes a space. The words themselves are not touched: quotes stay exact.
    """
    text = _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text).replace("\t", " "))
    if not text.isascii() or not text.isprintable():
        text = "".join(sign for sign in text if not _is_unwanted(sign))
    return text.strip()


def clean_text(text: str) -> str:
    """The text as it may be published on one line: as ``clean_lines``, in NFC, any white space one space."""
    return " ".join(unicodedata.normalize("NFC", clean_lines(text)).split())


def clean_part(text: str) -> str:
    """One value of a cell that holds several: as ``clean_text``, without the sign that parts the values."""
    return clean_text(text.replace("|", "/"))


class Row(BaseModel):
    """A row of a published table. Text is cleaned on the way in; empty text becomes None where it may."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def _clean(cls, value: Any, info: Any) -> Any:
        meta = column_of(cls, info.field_name)
        if isinstance(value, str):
            text = clean_lines(value) if meta.multiline else clean_text(value)
            return text or (None if meta.nullable else "")
        if meta.several and isinstance(value, list | tuple | set | frozenset):
            parts = [clean_part(part) if isinstance(part, str) else part for part in value]
            return [part for part in parts if part != ""]
        return value


def column(
    *,
    fi: Words,
    sv: Words,
    en: Words,
    vocabulary: str | None = None,
    unit: str | None = None,
    personal: bool = False,
    multiline: bool = False,
) -> Any:
    """Declare a column, as ``name: Annotated[type, column(...)]`` in a ``Row``.

    ``fi``, ``sv`` and ``en`` are (title, description). ``vocabulary`` names a file of
    ``schemas/vocabularies`` whose codes the column holds; ``unit`` is that of the numbers (EUR, ...);
    ``personal`` marks personal data in the sense of the GDPR; ``multiline`` allows line breaks.
    Returns the pydantic FieldInfo.
    """
    extra: dict[str, Any] = {
        "titles": {"fi": fi[0], "sv": sv[0], "en": en[0]},
        "descriptions": {"fi": fi[1], "sv": sv[1], "en": en[1]},
        "personalData": personal,
        "multiline": multiline,
    }
    if vocabulary:
        extra["vocabulary"] = vocabulary
    if unit:
        extra["unit"] = unit
    return Field(title=en[0], description=en[1], json_schema_extra=extra)


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of a column, read back from its declaration."""

    name: str
    titles: dict[str, str]
    """fi, sv, en -> title."""
    descriptions: dict[str, str]
    """fi, sv, en -> description."""
    base: Any
    """The Python type of one value: str, int, float, bool, date, datetime or a Literal."""
    nullable: bool
    """Whether the cell may be empty."""
    several: bool
    """Whether the cell holds a list, joined by ``SEPARATOR``."""
    vocabulary: str | None
    unit: str | None
    personal: bool
    multiline: bool


def _peel(annotation: Any) -> tuple[Any, bool, bool]:
    """Base type, nullable and several of an annotation; Annotated and None are taken away."""
    nullable = several = False
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif get_origin(annotation) is list:
            several, annotation = True, get_args(annotation)[0]
        elif NoneType in get_args(annotation):
            nullable = True
            annotation = next(arg for arg in get_args(annotation) if arg is not NoneType)
        else:
            return (datetime if annotation is AwareDatetime else annotation), nullable, several


def _column(name: str, info: FieldInfo) -> Column:
    extra = info.json_schema_extra
    if not isinstance(extra, dict) or "titles" not in extra:
        raise TypeError(f"the field {name!r} was not declared with column()")
    meta: dict[str, Any] = dict(extra)
    base, nullable, several = _peel(info.annotation)
    return Column(
        name=name,
        titles=meta["titles"],
        descriptions=meta["descriptions"],
        base=base,
        nullable=nullable or several,
        several=several,
        vocabulary=meta.get("vocabulary"),
        unit=meta.get("unit"),
        personal=meta["personalData"],
        multiline=meta["multiline"],
    )


@cache
def columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a row model, in published order. Raises TypeError for one not made by ``column``."""
    return tuple(_column(name, info) for name, info in model.model_fields.items())


@cache
def column_of(model: type[BaseModel], name: str) -> Column:
    """One column of a row model. Raises KeyError when the model has none of that name."""
    for meta in columns_of(model):
        if meta.name == name:
            return meta
    raise KeyError(name)
