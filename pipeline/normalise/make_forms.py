"""``python -m pipeline.normalise.make_forms``: write the tables of inflected forms anew.

To be run after words were added to a vocabulary. simplemma's dictionaries hold three and a half million Finnish forms
and take seconds to unpack; the readers need those of the words in our own tables, some thousands. So they are picked
out here, once, into ``forms_fi.csv``, ``forms_sv.csv`` and ``forms_en.csv``, and reading never opens a dictionary.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from pipeline.normalise.lemmas import LANGUAGES, SHORTEST_PART, corrections, participle, tokens
from schemas import vocabulary
from schemas.csv_data import csv_rows

_TABLES = (
    # package, file, column of words, kinds or positions that count (none: all)
    ("pipeline.read.target_groups", "parts.csv", "part", frozenset(("last", "never"))),
    ("pipeline.read.target_groups", "words.csv", "word", frozenset(("and", "staff", "modifier"))),
    ("pipeline.read.contacts", "data/roles.csv", "word", frozenset(("word", "ending"))),
)
"""Beside the vocabulary of target groups: the tables whose words are looked for in whatever form they stand."""
_HEADS = frozenset(("last", "ending"))
"""Kinds of words that any compound may end with."""


def wanted_words(language: str) -> set[str]:
    """The words of our tables in a language, lower case, as the tables write them."""
    found: set[str] = set()
    for row in vocabulary.rows("target_groups"):
        for alias in (row[f"label_{language}"], *vocabulary.several(row[f"aliases_{language}"])):
            found.update(token.lower() for token in tokens(alias))
    return found | _words(language, frozenset().union(*(kinds for _, _, _, kinds in _TABLES)))


def _words(language: str, kinds: frozenset[str]) -> set[str]:
    """Words of some kinds in the tables beside the vocabulary."""
    found: set[str] = set()
    for package, name, column, counting in _TABLES:
        for row in csv_rows(package, name):
            kind = row.get("kind") or row.get("position")
            if row["language"] == language and kind in kinds & counting:
                found.update(token.lower() for token in tokens(row[column]))
    return found


def _suffixes(word: str, start: int = 2) -> Iterator[str]:
    """The ends of a word, longest first."""
    for split in range(start, len(word) - SHORTEST_PART + 1):
        yield word[split:]


def _lemmas_of(wanted: Iterable[str], dictionary: dict[str, str], language: str) -> set[str]:
    """Dictionary forms of the words, or of their last parts where the whole is in no dictionary."""
    found: set[str] = set()
    for word in wanted:
        for piece in (word.rpartition("-")[2], word):
            if language == "fi" and participle(piece):
                continue
            known = corrections().get((language, piece)) or dictionary.get(piece)
            last = next((end for end in _suffixes(piece) if end in dictionary), "")
            if known or last:
                found.add((known or dictionary[last]).lower())
    return found


def table_of(wanted: Iterable[str], dictionary: dict[str, str], language: str) -> dict[str, list[str]]:
    """Lemma -> its inflected forms, for the words wanted.

    ``dictionary`` is form -> lemma of the whole language. Words that only end like a wanted one without being a
    compound of it are in the table too, under their own lemma, lest their ends be mistaken; proper names are not.
    """
    lemmas = _lemmas_of(wanted, dictionary, language)
    table: dict[str, list[str]] = defaultdict(list)
    forms = {form.lower(): lemma.lower() for form, lemma in dictionary.items() if lemma.lower() in lemmas}
    for form, lemma in forms.items():
        table[lemma].append(form)
    heads = tuple(_words(language, _HEADS))
    ends = {form for form, lemma in forms.items() if len(form) >= SHORTEST_PART and lemma.endswith(heads)}
    for form, lemma in dictionary.items():
        if lemma[:1].isupper():
            continue  # surnames and places are many, and a page's people do not belong into our files
        low = form.lower()
        end = next((end for end in _suffixes(low) if end in ends), None) if low not in forms else None
        if end is not None and low[: len(low) - len(end)] + forms[end] != lemma.lower():
            table[lemma.lower()].append(low)
    return {lemma: sorted(set(forms)) for lemma, forms in sorted(table.items())}


def written(table: dict[str, list[str]]) -> str:
    """The table as CSV: lemma, forms with a space between."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("lemma", "forms"))
    writer.writerows((lemma, " ".join(forms)) for lemma, forms in table.items())
    return out.getvalue()


def main() -> None:
    """Write the tables of all languages beside this module."""
    for language in LANGUAGES:
        dictionary = dict(DefaultDictionaryFactory().get_dictionary(language).items())
        text = written(table_of(wanted_words(language), dictionary, language))
        Path(__file__).with_name(f"forms_{language}.csv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
