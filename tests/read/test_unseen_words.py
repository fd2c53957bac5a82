"""Words that a browser does not show: titles, alternative texts of images, and pages that have no name at all."""

from __future__ import annotations

import pytest

from pipeline.read.page import read_page
from schemas.page import Page

NAMELESS = (
    "<main><p>Hankkeen kesto: 1.1.2022–31.12.2023.</p><p>Hanketta rahoittaa Taiteen edistämiskeskus. "
    "Hankkeen kohderyhmänä ovat ikäihmiset.</p></main>"
)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("file:///home/malli/kylataide.html", "kylataide"),
        ("file:///home/malli/oma%20sivu.HTM", "oma sivu"),
        ("https://www.kunta.example/hankkeet/kylataide/?sivu=1#alku", "kylataide"),
        ("https://www.kunta.example/", "www.kunta.example"),
    ],
)
def test_a_page_without_heading_and_title_is_named_by_the_end_of_its_address(url: str, name: str) -> None:
    [record] = read_page(Page(url=url, body=NAMELESS.encode())).records
    assert record.name == name


def test_a_title_is_visible_only_if_the_page_shows_it_too() -> None:
    title = "Kylätaide | Arpelan Nuorisoseura"
    for more, visible in (("", False), (f"<p>{title}</p>", True)):
        body = (
            f"<html><head><title>{title}</title></head><body><main><h1>Kylätaide-hanke</h1>"
            f"<p>Hankkeen kesto: 2022–2023.</p>{more}</main></body></html>"
        )
        [record] = read_page(Page(url="https://kunta.example/kylataide", body=body.encode())).records
        titled = [e for e in record.evidence if e.quote == title]
        assert titled
        assert {e.visible for e in titled} == {visible}
        assert all(e.visible for e in record.evidence if e.field in ("start", "end"))


def test_the_alternative_text_of_a_logo_is_not_visible() -> None:
    body = (
        "<main><h1>Kylätaide-hanke</h1><p>Hankkeen kesto: 2022–2023.</p>"
        '<img src="a.png" alt="Euroopan sosiaalirahasto">{}</main>'
    )
    for more, visible in (("", False), ("<p>Kuvassa Euroopan sosiaalirahasto</p>", True)):
        [record] = read_page(Page(url="https://kunta.example/a", body=body.format(more).encode())).records
        [logo] = [e for e in record.evidence if e.rule.startswith("funders.logo")]
        assert logo.visible is visible
