"""How often each rule was right on the evaluation pages: the measured confidence of a value."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def _measured() -> dict[str, float]:
    text = files("pipeline.read").joinpath("rule_precision.csv").read_text(encoding="utf-8")
    return {row["rule"]: float(row["confidence"]) for row in csv.DictReader(text.splitlines())}


def confidence_of(rule: str) -> float | None:
    """Measured precision of a rule, 0 to 1, from ``rule_precision.csv`` (``make calibrate``); None for a new rule."""
    return _measured().get(rule)
