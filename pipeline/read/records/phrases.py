"""Names that running text gives: "Kulttuurista muistoja -hankkeessa", "POPkulta-verkosto", "projektet Seniorkultur"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from pipeline.document import Block, Document
from pipeline.lexicon import topics_of
from pipeline.read.records.words import has_record_word, is_generic, phrase, record_pattern, record_words

_MOST_WORDS = 9
_GENITIVE = ("n", "s")
# a hyphen, a hyphen that does not break (in two forms), a dash
HYPHENS = "-\u2010\u2011–"
_PLAIN = r"[^\s,;:!?.()\"”“]+"
_WORD = r"[^\s,;:!?()\"”“]+"


_SET_OFF = re.compile(rf"\s[{HYPHENS}]\w+$")
_DETERMINER = re.compile(rf"^{phrase('determiner')}\s+", re.IGNORECASE)


@cache
def _after_name() -> re.Pattern[str]:
    """A record word that follows a name with a hyphen: " -hanke", "-verkoston", " –projektissa"."""
    return re.compile(rf"[{HYPHENS}](?={record_pattern().pattern})", re.IGNORECASE)


@cache
def _name_after_word() -> re.Pattern[str]:
    """A name right after a record word: "projektet Seniorkultur", "hankkeeseen Muistiin merkityt"."""
    capitals = rf"[A-ZÅÄÖ#]{_WORD}(?: (?:[A-ZÅÄÖ#&–-]{_WORD}|[&–-])){{0,5}}"
    to_the_end = rf"[A-ZÅÄÖ#]{_PLAIN}(?: {_PLAIN}){{1,4}}(?=\.?$|\. [A-ZÅÄÖ])"
    return re.compile(rf" [\"”“]?(?P<name>{to_the_end}|{capitals})")


def _names_after_words(text: str) -> Iterator[tuple[int, str]]:
    """Position and words of each name that stands right after a record word of Finnish or Swedish."""
    reached = 0
    for word in record_words(text, languages=("fi", "sv")):
        found = _name_after_word().match(text, word.end()) if word.start() >= reached else None
        if found:
            reached = found.end()
            yield word.start(), found["name"].strip(" .–-")


@cache
def _full_name() -> re.Pattern[str]:
    """A name in capitals that ends in a record word: "Taikusydämen Länsi-Suomen alueverkosto"."""
    word = rf"(?-i:(?:[a-zåäö]{_WORD} ){{0,3}})(?:{record_pattern(form='nominative').pattern})"
    return re.compile(rf"(?<!\w)(?P<name>(?-i:(?:[A-ZÅÄÖ#]{_WORD} ){{1,4}}){word})", re.IGNORECASE)


@cache
def _called() -> re.Pattern[str]:
    """A name after words that say that one follows: "hankkeeseen nimeltä Kylätaide"."""
    return re.compile(rf"\b{phrase('called')} [\"”“]?(?P<name>[A-ZÅÄÖ#]{_PLAIN}(?: {_PLAIN}){{0,6}})")


@cache
def _defined() -> re.Pattern[str]:
    """A sentence that says what something is: "Seniorkultur är ett tvåårigt projekt", "Roso on hanke"."""
    word = record_pattern(form="nominative").pattern
    name = rf"[A-ZÅÄÖ#]{_PLAIN}(?: {_PLAIN}){{0,7}}?"
    return re.compile(
        rf"(?:^|[.!?] )[\"”“]?(?P<name>{name})[\"”“]?(?: \([^)]{{4,24}}\))? {phrase('copula')} "
        rf"(?:{_PLAIN} ){{0,6}}?(?i:{word})"
    )


@cache
def _opening() -> re.Pattern[str]:
    """A paragraph that opens by saying what a whole name stands for: "Kylätaide – Muistin hanke on ..."."""
    name = rf"[A-ZÅÄÖ#]{_PLAIN}(?: {_PLAIN}){{0,9}}?"
    return re.compile(
        rf"^[\"”“]?(?P<name>{name})[\"”“]?(?: \([^)]{{4,24}}\))? {phrase('copula')} (?P<rest>[^.]{{0,200}})"
    )


def definitions(blocks: Iterable[Block]) -> list[str]:
    """The names that paragraphs open with and go on to define as an initiative, in order.

    "Muittohallat – Muistutella on yhdistyksen hallinnoima projekti"; "Paletti – Poikkitaiteellinen hyvinvointihanke
    oli yhdistyksen vetämä", where the word for an initiative stands in the name.
    """
    found = []
    for line in (line for block in blocks if not block.level for line in block.lines):
        match = _opening().match(line)
        if match and _defines(match["name"], match["rest"]):
            found.append(without_determiner(match["name"]).strip(f" .{HYPHENS}"))
    return found


def without_determiner(name: str) -> str:
    """A name without a "the" before it: "The Village Art Network" -> "Village Art Network"."""
    return _DETERMINER.sub("", name)


def _defines(name: str, rest: str) -> bool:
    """Whether a name and what is said of it speak of an initiative; "X -hanke on ..." names "X", not itself."""
    word = record_pattern(form="nominative")
    return not _only_said(name) and not _SET_OFF.search(name) and bool(word.search(name) or word.search(rest))


def _only_said(name: str) -> bool:
    """Whether what a sentence defines has no name of its own: "Tämä hanke on", "Hankkeen tavoite on"."""
    first, *others = name.split()
    return record_pattern().fullmatch(first) is not None or (not others and is_generic(first))


@lru_cache(maxsize=2_000)
def names_in(text: str) -> tuple[str, ...]:
    """The names that a stretch of text gives to initiatives, in order, repeated as they are."""
    called = [(m.start(), m["name"].strip(" .–-")) for m in _called().finditer(text)]
    if not called and not has_record_word(text):
        return ()
    after = [(m.start(), _name_before(text[: m.start()])) for m in _after_name().finditer(text)]
    before = list(_names_after_words(text))
    defined = [(m.start(), m["name"]) for m in _defined().finditer(text) if not has_record_word(m["name"])]
    found = sorted(after + before + called + defined)
    return tuple(name for _, name in found if name and not is_generic(name) and not topics_of(name))


def named_in_text(document: Document) -> Counter[str]:
    """The names that the page's text gives to initiatives with a word for one, and how often.

    Empty where the text only says "hanke" or "projektet". Names that are set in bold count twice.
    """
    counts: Counter[str] = Counter()
    for block in document.main:
        text = block.text.replace("\n", " ")
        for name in names_in(text):
            counts[name] += 2 if any(name in bold for bold in block.strong) else 1
    return _by_shortest(counts)


def _by_shortest(counts: Counter[str]) -> Counter[str]:
    """Counts of the shortest forms: "Tavoitteena Kylätaide" is "Kylätaide" where that stands on the page too."""
    merged: Counter[str] = Counter()
    for name, count in counts.items():
        shorter = [n for n in counts if n != name and name.casefold().endswith(f" {n.casefold()}")]
        shorter = [n for n in shorter if len(n.split()) > 1 or counts[n] > 1]
        merged[min(shorter, key=len) if shorter else name] += count
    return merged


def full_names_in_text(document: Document) -> list[str]:
    """Names in capitals that end in a word for an initiative, in order of appearance."""
    texts = [block.text.replace("\n", " ") for block in document.main if has_record_word(block.text, form="nominative")]
    found = [m["name"] for text in texts for m in _full_name().finditer(text)]
    return list(dict.fromkeys(found))


def _name_before(text: str) -> str:
    """The name that ends where ``text`` ends, before a hyphen and a record word.

    Finnish joins the hyphen to a name of one word ("Lukurinki-hanke") and sets it off from one of several ("Kaikki
    mukaan -hanke"); the latter starts at the first capital of its clause.
    """
    joined = not text.endswith((" ", " "))
    clause = re.split(r"[.!?:;,()]\s(?=\S)|[\"”“€]|\d euroa ", text[-160:])[-1].strip()
    words = clause.split()[-_MOST_WORDS:]
    capitals = [i for i, word in enumerate(words) if word[:1].isupper() or word[:1] == "#"]
    if not capitals:
        return ""
    start = capitals[0]
    if joined:
        start = len(words) - 1
        # the capital that opens a sentence says nothing, unless the word is a genitive: "Satakunnan X-verkosto"
        while start > 0 and words[start - 1][:1].isupper() and (start > 1 or words[0].endswith(_GENITIVE)):
            start -= 1
    return " ".join(words[start:]).strip(f" {HYPHENS}") if words[start][:1].isupper() or words[start][:1] == "#" else ""
