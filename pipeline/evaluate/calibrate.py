"""Measures how often each rule is right on the evaluation pages: the ``confidence`` that evidence carries."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pipeline.addresses import host_of
from pipeline.evaluate.pages import Judged
from pipeline.evaluate.score import align, hit, items
from schemas.record import Evidence, PageRecord

_FIELD = {
    "name": "name",
    "kind": "kind",
    "start": "start",
    "end": "end",
    "coordinators": "coordinator",
    "funders": "funder",
    "target_groups": "target_group",
    "municipalities": "municipality",
    "regions": "region",
}
# A rule seen seldom is trusted as much as its field is on the whole: the field's precision counts as this many cases.
_PRIOR_CASES = 4


_FOLDS = 5
_BINS = (0.0, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass
class _Rules:
    """How often each rule, and each field, was right."""

    right: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    fields_right: Counter[str] = field(default_factory=Counter)
    fields_seen: Counter[str] = field(default_factory=Counter)
    field_of: dict[str, str] = field(default_factory=dict)

    def add(self, evidence: Evidence, correct: bool) -> None:
        self.right[evidence.rule] += correct
        self.seen[evidence.rule] += 1
        self.fields_right[evidence.field] += correct
        self.fields_seen[evidence.field] += 1
        self.field_of[evidence.rule] = evidence.field

    def confidence(self, rule: str, of: str) -> float | None:
        """Precision of a rule for the field ``of``, drawn to that of the field; None if the field was never seen."""
        if not self.fields_seen[of]:
            return None
        prior = self.fields_right[of] / self.fields_seen[of]
        return (self.right[rule] + prior * _PRIOR_CASES) / (self.seen[rule] + _PRIOR_CASES)


def measure(pages: Iterable[Judged]) -> str:
    """``rule_precision.csv`` as text: rule, how often right and wrong, confidence between 0 and 1."""
    rules = _Rules()
    for page in pages:
        for evidence, correct in _judged(page):
            rules.add(evidence, correct)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("rule", "right", "wrong", "confidence"))
    for rule in sorted(rules.seen):
        right, seen = rules.right[rule], rules.seen[rule]
        writer.writerow((rule, right, seen - right, f"{rules.confidence(rule, rules.field_of[rule]):.3f}"))
    return out.getvalue()


def calibration(pages: Iterable[Judged]) -> str:
    """Stated confidence against the share that was right, as a Markdown table.

    Cross-validated by site: the confidence of a value is measured on the other four fifths of the sites.
    """
    judged = [(host_of(page.reading.url), list(_judged(page))) for page in pages]
    fold_of = {host: i % _FOLDS for i, host in enumerate(sorted({host for host, _ in judged}))}
    stated: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        rules = _Rules()
        for host, values in judged:
            for value in values if fold_of[host] != fold else ():
                rules.add(*value)
        for host, values in judged:
            for evidence, correct in values if fold_of[host] == fold else ():
                confidence = rules.confidence(evidence.rule, evidence.field)
                if confidence is not None:
                    stated.append((confidence, correct))
    return _bins(stated)


def _bins(stated: list[tuple[float, bool]]) -> str:
    lines = ["| stated confidence | values | mean stated | share right |", "|---|---:|---:|---:|"]
    for low, high in pairwise(_BINS):
        inside = [(c, right) for c, right in stated if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            lines.append(f"| {low:.2f} to {min(high, 1.0):.2f} | {len(inside)} | {mean:.2f} | {share:.2f} |")
    return "\n".join(lines)


def _judged(page: Judged) -> Iterator[tuple[Evidence, bool]]:
    """Each piece of evidence with whether its value is right; the values of a record that is none are wrong."""
    said = page.said["records"]
    record_of = {id(s): record for s, record in zip(said, page.reading.records, strict=True)}
    for wanted, read in align(page.gold["records"], said):
        for evidence in record_of[id(read)].evidence if read else ():
            yield evidence, wanted is not None and _is_right(evidence, record_of[id(read)], wanted)


def _is_right(evidence: Evidence, record: PageRecord, gold: dict[str, Any]) -> bool:
    if evidence.field == "contacts":
        known = [*items(gold, "contact_name"), *items(gold, "email"), *items(gold, "phone")]
        return any(hit("contact_name", k, evidence.value) for k in known)
    if evidence.field == "budget_eur":
        return bool(gold.get("budget_eur")) and round(float(gold["budget_eur"])) == round(float(evidence.value))
    scored = _FIELD[evidence.field]
    value: Any = evidence.value
    if scored == "funder":
        value = next(f.model_dump() for f in record.funders if f.name == evidence.value)
    elif scored == "municipality":
        value = items({"municipalities": [value]}, scored)[0]
    return any(hit(scored, wanted, value) for wanted in items(gold, scored))
