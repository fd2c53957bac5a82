"""A page parsed once: blocks of text with their headings, zone, links and label/value pairs."""

from pipeline.document.model import Block, BlockKind, Document, Hints, Link, Passage, Zone
from pipeline.document.parse import parse

__all__ = ["Block", "BlockKind", "Document", "Hints", "Link", "Passage", "Zone", "parse"]
