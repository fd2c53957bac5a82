"""No page makes the reading fail, whatever its markup; what it gives is valid."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_mutations import URL, bundled, mutated

from pipeline.read.page import read_page
from schemas.page import Page

PAGES = bundled()


@pytest.mark.parametrize("seed", range(150))
def test_mutated_pages_are_read(seed: int) -> None:
    reading = read_page(Page(url=URL, body=mutated(PAGES, seed)))
    assert all(evidence.quote for record in reading.records for evidence in record.evidence)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read(body: bytes) -> None:
    assert read_page(Page(url=URL, body=body)).url == URL


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_in_a_project_page_is_read(text: str) -> None:
    page = f"<h1>Kylätaide-hanke</h1><p>Hankkeen rahoittaa Taike.</p><p>Kesto: {text}</p><p>Yhteystiedot: {text}</p>"
    read_page(Page(url=URL, body=page.encode("utf-8", errors="replace")))
