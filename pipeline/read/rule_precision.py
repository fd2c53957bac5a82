"""How often each rule was right on the evaluation pages: the measured confidence of a value."""

from __future__ import annotations

from functools import cache

from schemas.csv_data import csv_rows


@cache
def _measured() -> dict[str, float]:
    return {row["rule"]: float(row["confidence"]) for row in csv_rows("pipeline.read", "rule_precision.csv")}


def confidence_of(rule: str) -> float | None:
    """Measured precision of a rule, 0 to 1, from ``rule_precision.csv`` (``make calibrate``); None for a new rule."""
    return _measured().get(rule)
