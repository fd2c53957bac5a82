"""From rows to files: CSV tables and ``datapackage.json``, written whole or not at all, and read back."""

from pipeline.publish.errors import PublishError, UnknownName
from pipeline.publish.explain import explain
from pipeline.publish.folder import locked, probe
from pipeline.publish.links import text_fragment
from pipeline.publish.reading import read_tables
from pipeline.publish.writing import publish

__all__ = ["PublishError", "UnknownName", "explain", "locked", "probe", "publish", "read_tables", "text_fragment"]
