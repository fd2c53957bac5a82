"""Notes of update in any wording, and dates that are none."""

from __future__ import annotations

import pytest

from pipeline.document import parse
from pipeline.read.updated import read_updated

NOTES = [
    ("Viimeisin päivitys 2024-17-04 klo 12:49", "2024-04-17"),
    ("Sivua on viimeksi päivitetty 1.2.2024", "2024-02-01"),
    ("Tätä sivua on muokattu viimeksi 01.02.2024 klo 10", "2024-02-01"),
    ("Päivitetty viimeksi: ti 1.2.2024", "2024-02-01"),
    ("Viim. päivitys 1.2.2024", "2024-02-01"),
    ("Sidan har senast uppdaterats den 1 februari 2024", "2024-02-01"),
    ("Innehållet har uppdaterats 1.2.2024", "2024-02-01"),
    ("Last updated: Feb 1, 2024", "2024-02-01"),
    ("This page was last updated on 1 February 2024.", "2024-02-01"),
    ("Julkaistu 1.1.2024, päivitetty 1.2.2024", "2024-02-01"),
    ("Julkaistu 1.1.2024 | Muokattu 1.2.2024", "2024-02-01"),
    ("Julkaistu 1.1.2024", None),
    ("Hanke päivitettiin 1.2.2024", None),
    ("Opas on päivitetty vuonna 2024", None),
    ("Strategian päivitys 1.2.2024", None),
    ("Hankkeen sivut päivitetty 2/2024", "2024-02"),
    ("Sivua päivitetty viimeksi 12.2.2007 / PK", "2007-02-12"),
    ("© 2024 Kunta. Päivitetty 1.2.2024.", "2024-02-01"),
    ("Uppdaterat 10.03.2016, klockan 11.13", "2016-03-10"),
    ("Ohjeita on päivitetty 1.2.2024", None),
    ("Sivun päivitys: Maija Malli 1.2.2024", "2024-02-01"),
    ("Muutos 1.2.2024", None),
    ("Viimeisin muutos 1.2.2024", "2024-02-01"),
    ("Hankkeen muutos 1.2.2024", None),
]


@pytest.mark.parametrize(("note", "expected"), NOTES)
def test_notes(note: str, expected: str | None) -> None:
    page = parse(f"<html><body><main><h1>Virta</h1><p>{note}</p></main></body></html>", "https://kunta.example/")
    found = read_updated(page)
    assert (found.value if found else None) == expected
