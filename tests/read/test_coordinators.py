"""Who runs the project: labels, sentences, lists, and whose site it is."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import parse
from pipeline.document.passages import passages
from pipeline.read.coordinators import read
from pipeline.read.scope import Scope

URL = "https://www.kunta.example/hanke"


def run_by(
    html: str,
    name: str = "Taidetta kotiin",
    *,
    title: str = "",
    shared: str = "",
    sole: bool = True,
    kind: str = "project",
) -> list[str]:
    page = f"<html lang='fi'><title>{title or name}</title><body><main><h1>{name}</h1>{html}</main></body></html>"
    document = parse(page.encode(), URL)
    above = parse(f"<html><body><main>{shared}</main></body></html>".encode(), URL).main if shared else ()
    found = read(Scope(document, name, document.main, passages(document.main), above, passages(above), sole, kind))
    assert all(f.raw == "" or f.block.text for f in found)
    return [f.value for f in found]


SENTENCES = {
    "Hanketta hallinnoi Kuusamon kaupunki.": ["Kuusamon kaupunki"],
    "Hankkeen hallinnoija on Pieksämäen kaupunki.": ["Pieksämäen kaupunki"],
    "Hanketta hallinnoi Diak.": ["Diak"],
    "Hankkeen toteutti Leader Viisari ry.": ["Leader Viisari ry"],
    "Sen toteuttivat Vaara-kollektiivi ja Kajaanin kaupunginteatteri.": [
        "Vaara-kollektiivi",
        "Kajaanin kaupunginteatteri",
    ],
    "Hankkeesta vastaa Humanistinen ammattikorkeakoulu.": ["Humanistinen ammattikorkeakoulu"],
    "Verkostoa koordinoi Kainuun liiton kulttuurisuunnittelija Maija Malli.": ["Kainuun liitto"],
    "Verkoston toimintaa ovat koordinoineet Etelä-Pohjanmaan ja Pohjanmaan liitot.": [
        "Etelä-Pohjanmaan liitto",
        "Pohjanmaan liitto",
    ],
    "Alueverkostoa koordinoivat Kulttuurikeskus PiiPoo, Tampereen kaupungin sivistyspalvelut ja Pirkanmaan "
    "hyvinvointialue – PIRHA.": ["Kulttuurikeskus PiiPoo", "Tampereen kaupunki", "Pirkanmaan hyvinvointialue"],
    "Hankkeen päätoteuttajana on Suomen Mielenterveysseura, osatoteuttajina Metropolia "
    "Ammattikorkeakoulu sekä Alvi ry.": ["Suomen Mielenterveysseura"],
    "Hankkeen toteuttajina ovat Lapin ammattikorkeakoulu (päätoteuttaja), Meriva sr ja Luonnonvarakeskus.": [
        "Lapin ammattikorkeakoulu"
    ],
    "Hankkeen hallinnoijana toimii Kuntoutussäätiö ja toteuttajina Kuntoutussäätiö ja Sovatek-säätiö.": [
        "Kuntoutussäätiö"
    ],
    "Taidetta kotiin on SámiSoster ry:n hallinnoima projekti.": ["SámiSoster ry"],
    "Kyseessä on Lapin yliopiston koordinoima tutkimushanke.": ["Lapin yliopisto"],
    "Hanke on Oulun kaupungin ja Lapin yliopiston yhteishanke.": ["Oulun kaupunki", "Lapin yliopisto"],
    "Projektet administreras av Österbottens förbund.": ["Österbottens förbund"],
    "Projektet drivs av Svenska Teatern, Åbo Svenska Teater och Wasa Teater.": [
        "Svenska Teatern",
        "Åbo Svenska Teater",
        "Wasa Teater",
    ],
    "Projektet drevs av Luckan och Finlands svenska idrott (FSI) med stöd.": ["Luckan", "Finlands svenska idrott"],
    "Södra Österbottens förbund koordinerar nätverket.": ["Södra Österbottens förbund"],
    "Barn- och ungdomsstiftelsen var projektägare.": ["Barn- och ungdomsstiftelsen"],
    "The network is coordinated by Turku University of Applied Sciences.": ["Turku University of Applied Sciences"],
    "The University of Jyväskylä leads the project.": ["University of Jyväskylä"],
    "Partners: Turku University of Applied Sciences, Finland (coordinator).": ["Turku University of Applied Sciences"],
    "Hanketta koordinoi Maija Malli Turun kaupungista.": [],
    "Keskustelua johtaa Turun kaupunki.": [],
    "Katukilta on Stean rahoittama kolmivuotinen hanke.": [],
    "Osatoteuttajat ovat Oulun kaupunki ja Lapin yliopisto.": [],
    "Projektipäällikkönä toimii Maija Malli.": [],
}


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.items())
def test_sentences(sentence: str, expected: list[str]) -> None:
    assert run_by(f"<p>{sentence}</p>") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>Hallinnoija: Pohjanmaan liitto. Osatoteuttajat: Pohjois-Savon liitto ja Malli ry.</p>",
            ["Pohjanmaan liitto"],
        ),
        (
            "<p>Toteuttajat: Pirkanmaan Tanssin Keskus ja Operaatio Pirkanmaa</p>",
            ["Pirkanmaan Tanssin Keskus", "Operaatio Pirkanmaa"],
        ),
        ("<p>Huvudman: Kimitoöns kommun / Bildningsavdelningen</p>", ["Kimitoöns kommun"]),
        ("<p>Projektägare: Åbo Akademi</p>", ["Åbo Akademi"]),
        ("<p>Hankkeen koordinointi: Folkuniversitetet, Uppsala</p>", ["Folkuniversitetet"]),
        ("<p>Päätoteuttaja: Lapin yliopisto</p><p>Toteuttajat: Lapin yliopisto, Malli ry</p>", ["Lapin yliopisto"]),
        ("<dl><dt>Hakija</dt><dd>Vailla vakinaista asuntoa ry</dd></dl>", ["Vailla vakinaista asuntoa ry"]),
        ("<p>Osatoteuttajat: Malli ry</p>", []),
    ],
)
def test_labels(html: str, expected: list[str]) -> None:
    assert run_by(html) == expected


def test_an_abbreviation_is_expanded_where_the_page_explains_it() -> None:
    html = "<p>Diakonia-ammattikorkeakoulu (Diak) on mukana.</p><p>Hanketta hallinnoi Diak.</p>"
    assert run_by(html) == ["Diakonia-ammattikorkeakoulu"]


def test_what_the_page_says_of_all_records_counts_where_a_record_says_nothing() -> None:
    shared = "<p>Hallinnoijana on toiminut Iisalmen kaupunki.</p>"
    assert run_by("<p>Taidetta kaikille.</p>", shared=shared, sole=False) == ["Iisalmen kaupunki"]
    assert run_by("<p>Hallinnoija on Malli ry.</p>", shared=shared, sole=False) == ["Malli ry"]


def test_a_line_of_a_list_names_its_organisation() -> None:
    assert run_by("<p>Malli ry, Turku. Taidetta kotiin, 22 000 €</p>", sole=False) == ["Malli ry"]


def test_who_is_granted_money_runs_the_project() -> None:
    assert run_by("<p>Taidetta kotiin -hankkeeseen Maskun kunnalle annettiin 5000 euroa.</p>") == ["Maskun kunta"]


def test_an_associations_site_tells_of_its_own_projects() -> None:
    title = "Taidetta kotiin - Mallilan Kylät ry"
    assert run_by("<p>Taidetta kaikille.</p>", title=title) == ["Mallilan Kylät ry"]
    assert run_by("<p>Taidetta kaikille.</p>", title=title, kind="network") == []
    assert run_by("<p>Taidetta kaikille.</p>", title="Taidetta kotiin - Taiteen edistämiskeskus") == []
    assert run_by("<p>Taidetta kaikille.</p>", title="Taidetta kotiin - Mallila Arts Association") == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*SENTENCES, "Toteuttaja:", "(koordinaattori)", "ja", ":", "Malli ry"]), max_size=6))
def test_no_page_breaks_it(parts: list[str]) -> None:
    names = run_by("".join(f"<p>{escape(part)}</p>" for part in parts), sole=False)
    assert len(names) == len(set(names))
    assert "Maija Malli" not in names


def test_a_name_that_begins_with_its_organisation() -> None:
    page = "<h1>Mallilan seurakunnan Taidepolku</h1><p>Polku kulkee rannalla.</p>"
    assert run_by(page, "Mallilan seurakunnan Taidepolku") == ["Mallilan seurakunta"]


def test_a_heading_under_the_title_of_a_register() -> None:
    page = "<h1>Taidetta kotiin</h1><h2>Espoon kaupunginkirjasto</h2><p>Lukutuokioita palvelutaloissa.</p>"
    assert run_by(page) == ["Espoon kaupunginkirjasto"]


def test_who_holds_the_rights_goes_before_the_branch_in_the_title() -> None:
    page = "<h1>Taidetta kotiin</h1><p>Hanke alkoi.</p>"
    footer = "<footer><p>© 2024 Mallien Liitto ry</p></footer>"
    assert run_by(page + footer, title="Taidetta kotiin – Salon Mallit ry") == ["Mallien Liitto ry"]


def test_a_sentence_under_a_label_is_no_list_of_names() -> None:
    page = "<h3>Who runs it?</h3><p>The project is coordinated by Maija Malli, Executive Director and Producer.</p>"
    assert run_by(page) == []


def test_the_whole_name_of_a_company() -> None:
    page = "<p>Toteuttaja: Malliko Oy</p><p>Mukana on Kaakkois-Suomen sosiaalialan osaamiskeskus Oy Malliko.</p>"
    assert run_by(page) == ["Kaakkois-Suomen sosiaalialan osaamiskeskus Oy Malliko"]


def test_a_table_of_abbreviations() -> None:
    page = "<p>Toteuttaja: HY</p><table><tr><td>HY</td><td>Helsingin yliopisto</td></tr></table>"
    assert run_by(page) == ["Helsingin yliopisto"]
