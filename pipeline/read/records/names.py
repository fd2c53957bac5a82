"""From the words of a heading to a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.read.records.words import has_record_word, is_generic, name_patterns, record_words

_NUMBER = re.compile(r"^(?:\d{1,2}[.)]\s+|[•·*–»-]+\s*)")
_DATE = r"(?:\d{1,2}\.)?(?:\d{1,2}[./])?(?:\d{4}|\d{1,2}\.)"
_DATES_END = re.compile(rf"[\s,(\[:–-]*(?:v\.\s*)?{_DATE}\s*(?:[–—-]\s*(?:{_DATE})?)?\s*[)\]]?\s*$")
_QUOTES = "\"'“”„«»’‘"
_TITLE_PARTS = re.compile(r"\s+[|»]\s+|\s+::\s+|\s+[–—-]\s+")
_YEAR_NAME = re.compile(r"\b(?:19|20)\d\d$")


def clean_name(text: str) -> str:
    """The name in a heading: without numbering, dates, quotation marks, and "-hanke" or the like.

    "1. Oma kylätaide" -> "Oma kylätaide"; "Kulttuurisote II 1.5.-31.12.2019" -> "Kulttuurisote II". A year that is all
    that tells a name from another ("Kulttuurisote 2019") stays when no bracket or dash sets it off.
    """
    name = _NUMBER.sub("", text.replace("\n", " ").strip()).strip()
    name = name_patterns("start").sub("", name).strip()
    name = _without_dates(name)
    name = name_patterns("end").sub("", name).strip(" .,:;–-") or name
    return _without_quotes(name).strip(" ,:;–-") or text.strip()


def _without_dates(name: str) -> str:
    cut = _DATES_END.sub("", name)
    removed = name[len(cut) :]
    if not cut or (
        _YEAR_NAME.fullmatch(removed.strip()) and not removed.lstrip().startswith(("(", "[", "–", ",", "-"))
    ):
        return name
    return cut


def _without_quotes(name: str) -> str:
    if len(name) > 2 and name[0] in _QUOTES and name[-1] in _QUOTES and not any(q in name[1:-1] for q in _QUOTES):
        return name[1:-1]
    return name


def title_name(title: str, known: Sequence[str] = ()) -> str:
    """The part of <title> that names the page: one that holds a ``known`` name, else the first that is not generic.

    "Hanke | Hyvinvoinnin toimisto" -> "Hyvinvoinnin toimisto".
    """
    parts = [part for part in _TITLE_PARTS.split(title) if part.strip()]
    holding = (part for part in parts if any(name.casefold() in part.casefold() for name in known))
    return next(holding, None) or next((part for part in parts if not is_generic(part)), title)


def kind_of(name: str, text: str) -> str:
    """``network`` or ``project``, by the words in the name, else by which are more often used of it in the text.

    A single inflected "verkostoon" only says that a project belongs to a network.
    """
    if has_record_word(name, "network") != has_record_word(name, "project"):
        return "network" if has_record_word(name, "network") else "project"
    networks, projects = (sum(1 for _ in record_words(text, kind)) for kind in ("network", "project"))
    told = networks > 1 or has_record_word(text, "network", "nominative")
    return "network" if networks > projects and told else "project"
