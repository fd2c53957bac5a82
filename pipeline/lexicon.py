"""What a label on a page speaks of: "Hankkeen kesto", "Finansiärer", "Who is it for?".

The words are data: ``labels.csv`` (topic, language, label) and ``label_fillers.csv`` (words that add nothing, as
"hankkeen" in "hankkeen kesto"). A row is the label in lower case, without colon or question mark.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from schemas.csv_data import csv_rows

_NUMBERING = re.compile(r"^(?:\d{1,2}\.){1,3}\d{0,2}\s+|^\d{1,2}[.)]\s+")
# "Rahoittaja(t)", "Finansiär(er)", "Partner(s)"
_PLURAL_MARK = re.compile(r"(?<=\w)\((?:t|er|n|s|et)\)")
_NOT_WORD = re.compile(r"[^\w\-/ åäö]+")
_JOINTS = re.compile(r"\s+(?:ja|sekä|och|samt|and)\s+|\s*[/&,]\s*")
_LONGEST_LABEL = 70
_MOST_GENITIVES = 3
_GENITIVE = ("n", "s")
# "Mallilan hanke", "Kuopion kirjasto" and "Satakunnan verkosto" are names
_NO_HEADS = frozenset(("name", "partners", "coordinator", "programme", "website", "credits", "status"))


def _table(name: str) -> tuple[dict[str, str], ...]:
    return csv_rows("pipeline", name)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(row["word"] for row in _table("label_fillers.csv"))


@cache
def _topics() -> dict[str, tuple[str, ...]]:
    """Folded label -> topics; without its fillers too, where that leaves something unambiguous."""
    found: dict[str, dict[str, None]] = {}
    bare: dict[str, dict[str, None]] = {}
    for row in _table("labels.csv"):
        folded = _fold(row["label"])
        found.setdefault(folded, {})[row["topic"]] = None
        bare.setdefault(_without_fillers(folded), {})[row["topic"]] = None
    for key, topics in bare.items():
        if key and key not in found:
            found[key] = topics
    return {label: tuple(topics) for label, topics in found.items()}


def _fold(label: str) -> str:
    label = _PLURAL_MARK.sub("", _NUMBERING.sub("", label.casefold().replace("’", "'").strip()))
    return re.sub(r"\s+", " ", _NOT_WORD.sub(" ", label.replace("'s", "s"))).strip(" -/")


def _without_fillers(folded: str) -> str:
    return " ".join(word for word in folded.split() if word not in _fillers())


@lru_cache(maxsize=20_000)
def topics_of(label: str) -> tuple[str, ...]:
    """The topics that a label names, in order; () for words that are no known label.

    "Rahoitus ja kesto" names two. Case, numbering, colon, question mark and filler words do not matter.
    """
    if not label or len(label) > _LONGEST_LABEL:
        return ()
    folded = _fold(label)
    for key in (folded, _without_fillers(folded)):
        if key in _topics():
            return _topics()[key]
    parts = [part for part in _JOINTS.split(folded) if part]
    if len(parts) < 2:
        return _by_head(folded)
    each = [topics_of(part) for part in parts]
    return tuple(dict.fromkeys(t for topics in each for t in topics)) if all(each) else ()


def _by_head(folded: str) -> tuple[str, ...]:
    """Topics of the last word, where only genitives stand before it: "Etelä-Savon osahankkeen yhteyshenkilö"."""
    *before, head = folded.split() or [""]
    if not 1 <= len(before) <= _MOST_GENITIVES or not all(w.endswith(_GENITIVE) or w in _fillers() for w in before):
        return ()
    return tuple(topic for topic in _topics().get(head, ()) if topic not in _NO_HEADS)


def topic_of(label: str) -> str | None:
    """The first topic that a label names, or None."""
    topics = topics_of(label)
    return topics[0] if topics else None
