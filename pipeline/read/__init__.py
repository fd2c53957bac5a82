"""Readers: each a pure function from a scope of a document to values with evidence, one module a field."""
