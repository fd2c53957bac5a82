"""Which initiatives a page speaks of, what each is called, and which blocks speak of it."""

from pipeline.read.records.find import find_records

__all__ = ["find_records"]
