"""Places abroad, in lists, as partners' towns and as parts of proper names."""

from __future__ import annotations

import pytest

from pipeline.document import parse
from pipeline.document.passages import passages
from pipeline.read.places import read
from pipeline.read.places.matching import places_in
from pipeline.read.scope import Scope


def found(body: str, language: str = "fi") -> set[str]:
    html = f'<html lang="{language}"><body><main><h1>Kaiku</h1>{body}</main></body></html>'
    document = parse(html, "https://jarjesto.example/kaiku")
    return {item.value for item in read(Scope(document, "Kaiku", document.main, passages(document.main)))}


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Pomarkussa", "Pomarkku"),
        ("Harjavallan", "Harjavalta"),
        ("Juuassa", "Juuka"),
        ("Muuramen", "Muurame"),
        ("Korsnäsissä", "Korsnäs"),
        ("Saltvikin", "Saltvik"),
        ("Tallinnassa", "Tallinna"),
        ("Tukholmaan", "Tukholma"),
        ("Riiassa", "Riika"),
        ("Umeå", "Uumaja"),
    ],
)
def test_forms(form: str, name: str) -> None:
    assert [match.place.name for match in places_in(form)] == [name]


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("<p>Ryhmiä kokoontuu Lapualla, Kuortaneella ja Ähtärissä.</p>", "fi", {"Lapua", "Kuortane", "Ähtäri", "14"}),
        ("<p>Toimimme Pohjois-Karjalan ja Kainuun kylissä.</p>", "fi", {"12", "18"}),
        ("<p>Toimimme Lahden ja Heinolan kouluissa.</p>", "fi", {"Lahti", "Heinola", "07"}),
        ("<p>Pilottikunnat: Juuka, Lieksa ja Nurmes.</p>", "fi", {"Juuka", "Lieksa", "Nurmes", "12"}),
        ("<p>Hanke toimii Haaparannalla ja Torniossa.</p>", "fi", {"Haaparanta", "Tornio", "19"}),
        ("<p>Workshops were run in Gävle, Turku and Tallinn.</p>", "en", {"Gävle", "Turku", "Tallinn", "02"}),
        ("<p>Grupper träffas i Korsholm, Malax och Umeå.</p>", "sv", {"Korsholm", "Malax", "Umeå", "15"}),
        ("<p>Työpajoja pidetään eri puolilla Suomea.</p>", "fi", {"FI"}),
        ("<p>Verkstäder ordnas runtom i Finland.</p>", "sv", {"FI"}),
        ("<p>It covers all of Finland.</p>", "en", {"FI"}),
        # where a partner sits, and where a meeting was
        ("<p>Our partner is a human rights centre in Tallinn, Estonia.</p>", "en", set()),
        ("<p>The final conference in Athens was full.</p>", "en", set()),
        ("<p>Kumppanina oli Kuopion kaupunginteatteri.</p>", "fi", set()),
        ("<p>Ruoka-aineet lahjoittaa Satakunnan Osuuskauppa.</p>", "fi", set()),
        # offices that do the work together
        ("<p>Osatoteuttajat: Pohjanmaan liitto ja Pirkanmaan liitto</p>", "fi", {"15", "06"}),
    ],
)
def test_places(body: str, language: str, expected: set[str]) -> None:
    assert found(body, language) == expected
