"""The page's own date of update, wherever it stands; publication does not count."""

from __future__ import annotations

import pytest

from pipeline.document import parse
from pipeline.read.updated import read_updated


def updated(body: str, head: str = "") -> str | None:
    found = read_updated(
        parse(f"<html lang=fi><head>{head}</head><body>{body}</body></html>", "https://kunta.example/")
    )
    return found.value if found else None


STATED = [
    ("<main><h1>Virta</h1><p>Päivitetty 9.10.2023.</p></main>", "2023-10-09"),
    ("<main><p>Päivitetty: 15.1.2024</p></main>", "2024-01-15"),
    ("<footer><p>Sivu päivitetty 14.2.2022</p></footer>", "2022-02-14"),
    ("<footer><p>Sivua päivitetty: 4.5.2016 Lähetä palautetta</p></footer>", "2016-05-04"),
    ("<main><p>Sivua muokattu viimeksi: 19.12.2023</p></main>", "2023-12-19"),
    ("<main><p>Päiv. 19.2.2024</p></main>", "2024-02-19"),
    ("<main><p>Julkaistu 1.2.2020 | Päivitetty 3.4.2021</p></main>", "2021-04-03"),
    ("<main><p>Julkaistu 1.2.2020, päivitetty 3.4.2021</p></main>", "2021-04-03"),
    ("<main><dl><dt>Luotu</dt><dd>10.06.2020</dd><dt>Muokattu</dt><dd>12.09.2022</dd></dl></main>", "2022-09-12"),
    ("<main><div>Muokattu</div><div>08.05.2023</div></main>", "2023-05-08"),
    ("<main><p>Uppdaterat 25.02.2020, klockan 16.45, Maija Malli.</p></main>", "2020-02-25"),
    ("<main><p>Senast uppdaterad: 31.1.2024</p></main>", "2024-01-31"),
    ("<main><p>Sidan uppdaterades senast den 1 mars 2024</p></main>", "2024-03-01"),
    ("<main><p>Last modified at 14.2.2024 9.31 by the staff</p></main>", "2024-02-14"),
    ("<main><p>This page was last updated on 3 May 2021.</p></main>", "2021-05-03"),
    ("<main><p>Viimeksi päivitetty 2023-10-03</p></main>", "2023-10-03"),
]


@pytest.mark.parametrize(("body", "expected"), STATED)
def test_stated(body: str, expected: str) -> None:
    assert updated(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "<main><p>Julkaistu 1.2.2020</p></main>",
        "<main><p>Publicerad 1.2.2020</p></main>",
        "<main><p>PUBLISHED 1/18/2024, 14:45</p></main>",
        "<main><p>1.2.2020 Kulttuurisuunnitelma päivitetty</p></main>",
        "<main><p>Suunnitelma on päivitetty vuonna 2021.</p></main>",
        "<main><p>Ohjelmaa päivitetään. Seuraava kokous 1.2.2024.</p></main>",
        "<main><p>© 2024 Kunta</p></main>",
        "",
    ],
)
def test_what_is_no_update(body: str) -> None:
    assert updated(body) is None


def test_metadata_does_not_count() -> None:
    assert updated("<main><p>Teksti</p></main>", '<meta property="article:modified_time" content="2024-01-01">') is None


def test_the_latest_counts() -> None:
    assert updated("<main><p>Päivitetty 1.2.2020</p><p>Sivu päivitetty 3.4.2023</p></main>") == "2023-04-03"


def test_evidence_is_the_line() -> None:
    found = read_updated(parse("<main><p>Sivu päivitetty 14.2.2022</p></main>", "https://kunta.example/"))
    assert found is not None
    assert (found.field, found.quote, found.raw, found.rule) == (
        "updated",
        "Sivu päivitetty 14.2.2022",
        "14.2.2022",
        "updated.line",
    )
