"""Which initiatives a page speaks of, their names and kinds."""

from __future__ import annotations

import pytest

from pipeline.document import Hints, parse
from pipeline.read.records import find_records
from pipeline.read.records.names import clean_name, kind_of, title_name
from pipeline.read.records.phrases import names_in
from pipeline.read.records.words import is_generic

URL = "https://www.mallila.example/hankkeet/"
ABOUT = "<p>Hankkeessa viedään taidetta kylille. Hankkeen rahoittaa Taiteen edistämiskeskus.</p>"


def names(html: str, **kwargs: object) -> list[str]:
    return [scope.name for scope in find_records(parse(html, URL, **kwargs))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Varsinaista kulttuuria -hanke", "Varsinaista kulttuuria"),
        ("Kulttuurisote II 1.5.-31.12.2019", "Kulttuurisote II"),
        ("Kulttuurisote 1.1. – 31.12.2018", "Kulttuurisote"),
        ("Estradilta töihin (2019 – 2021)", "Estradilta töihin"),
        ("Uusi näyttämö (8/2014 – 12/2016)", "Uusi näyttämö"),
        ("Kulttuurista muistoja 2012-3/2016", "Kulttuurista muistoja"),
        ("1. Oma kylätaide", "Oma kylätaide"),
        ("• KYLÄ MUISTAA –KEHITTÄMISHANKE", "KYLÄ MUISTAA"),
        ("Hanke: Kylätaide", "Kylätaide"),
        ("Loppuraportti: Tanssikaverit", "Tanssikaverit"),
        ("”Kylätaide”", "Kylätaide"),
        ("Projektet Välfärd utan gränser", "Välfärd utan gränser"),
        ("Hallå! Projektet", "Hallå!"),
        ("LuovaLumot project", "LuovaLumot"),
        ("Kymenlaakson kulttuurisote 2019", "Kymenlaakson kulttuurisote 2019"),
        ("Kylätaide", "Kylätaide"),
        ("2020", "2020"),
    ],
)
def test_a_name_out_of_a_heading(heading: str, name: str) -> None:
    assert clean_name(heading) == name


@pytest.mark.parametrize(
    "text",
    [
        "Hankkeet",
        "Käynnissä olevat hankkeet",
        "Pågående projekt",
        "Recent projects",
        "Hanke pähkinänkuoressa",
        "Muut hankkeet 2020",
    ],
)
def test_headings_that_name_nothing(text: str) -> None:
    assert is_generic(text)


@pytest.mark.parametrize("text", ["Kylätaide", "Kulttuurista hyvinvointia kaikille -hanke", "Projektet Seniorkultur"])
def test_headings_that_name_something(text: str) -> None:
    assert not is_generic(text)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kylätaide | Mallilan kunta", "Kylätaide"),
        ("Hanke | Hyvinvoinnin toimisto", "Hyvinvoinnin toimisto"),
        ("Kylätaide – Mallila", "Kylätaide"),
        ("Hankkeet", "Hankkeet"),
    ],
)
def test_the_part_of_a_title_that_names(title: str, name: str) -> None:
    assert title_name(title) == name


def test_a_known_name_decides_the_part_of_the_title() -> None:
    assert title_name("Mallilan taidetalo - Kylätaide - Loppuraportti", ["kylätaide"]) == "Kylätaide"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tavoitteena Kylät soivat -hankkeessa on musiikki.", ["Tavoitteena Kylät soivat"]),
        ("Lukurinki-hankkeessa luetaan.", ["Lukurinki"]),
        ("POPkulta -verkosto on foorumi.", ["POPkulta", "POPkulta -verkosto"][:1]),
        ("Kunta sai 9200 euroa hankkeeseen Muistiin merkityt.", ["Muistiin merkityt"]),
        ("Rahaa sai hanke nimeltä Kirjoitetaan koiralle.", ["Kirjoitetaan koiralle"]),
        ("Seniorkultur är ett två-årigt projekt.", ["Seniorkultur"]),
        ("Hankkeessa tehdään taidetta.", []),
    ],
)
def test_names_in_running_text(text: str, found: list[str]) -> None:
    assert list(names_in(text)) == found


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("AILI-verkosto", "Hanke alkoi.", "network"),
        ("Kylätaide", "Verkosto kokoaa toimijat. Verkoston koordinaattori ...", "network"),
        ("Kylätaide", "Hanke kokoaa verkoston. Hankkeen rahoittaja ...", "project"),
        ("Verkostohanke AILI", "", "project"),
        ("Nätverket Välmående", "Inte ett projekt", "network"),
    ],
)
def test_kinds(name: str, text: str, kind: str) -> None:
    assert kind_of(name, text) == kind


# -- pages -------------------------------------------------------------------------------------------------------------


def test_a_page_about_one_project() -> None:
    html = f"<title>Kylätaide - Mallila</title><h1>Kylätaide</h1>{ABOUT}<p>Kylätaide alkoi 2020.</p><h2>Yhteystiedot</h2><p>Maija Malli</p>"
    assert names(html) == ["Kylätaide"]


@pytest.mark.parametrize("tag", ["h2", "h3", "h5"])
def test_sections_of_a_listing(tag: str) -> None:
    section = f"<{tag}>{{}}</{tag}>{ABOUT}<p>Kesto: 2020–2022</p>"
    assert names("<h1>Hankkeet</h1>" + section.format("Kylätaide") + section.format("Toinen hanke")) == [
        "Kylätaide",
        "Toinen",
    ]


def test_sub_sections_belong_to_their_project() -> None:
    one = f"<h2>{{}}</h2>{ABOUT}<h3>Kesto</h3><p>2020–2022</p><h3>Tavoitteet</h3><p>Taidetta</p>"
    scopes = find_records(parse("<h1>Hankkeet</h1>" + one.format("Kylätaide") + one.format("Toinen"), URL))
    assert [s.name for s in scopes] == ["Kylätaide", "Toinen"]
    assert [p.text for p in scopes[0].passages if p.topic == "duration"] == ["2020–2022"]


def test_rows_of_a_table() -> None:
    row = "<tr><td>{}</td><td>2020–2022</td><td>Taike</td></tr>"
    head = "<tr><th>Hanke</th><th>Toteutusaika</th><th>Rahoittaja</th></tr>"
    assert names(f"<h1>Hanketoiminta</h1><table>{head}{row.format('Kylätaide')}{row.format('Laturi')}</table>") == [
        "Kylätaide",
        "Laturi",
    ]


def test_bold_led_paragraphs_and_items() -> None:
    for tag in ("p", "li"):
        lead = f"<{tag}><strong>{{}}</strong> on hanke, joka alkoi 2020 ja jota rahoitti Taike.</{tag}>"
        assert names("<h1>Päättyneet hankkeet</h1>" + lead.format("Kylätaide") + lead.format("Laturi")) == [
            "Kylätaide",
            "Laturi",
        ]


def test_lines_of_a_funders_list_but_not_operating_grants() -> None:
    grants = "<p>Teatteri ry, Mallila. Kylätaide, 24 000 €</p><p>Kuoro ry, Malli. Laulu soi -hanke, 9 000 €</p><p>Seura ry, Malli. Laturi, 5 000 €</p>"
    assert names(f"<h1>Taiken avustukset</h1><h2>Erityisavustukset</h2>{grants}") == [
        "Kylätaide",
        "Laulu soi",
        "Laturi",
    ]
    assert names(f"<h1>Taiken avustukset</h1><h2>Toiminta-avustukset</h2>{grants}") == []


def test_a_news_item_that_tells_one_project_a_paragraph() -> None:
    html = "<h1>Rahaa kirjastoille</h1>" + "".join(
        f"<p>Mallilan kunta sai {n} 000 euroa {name}-hankkeeseen. Siinä luetaan.</p>"
        for n, name in ((5, "Lukurinki"), (6, "Koira"), (7, "Sana"))
    )
    assert names(html) == ["Lukurinki", "Koira", "Sana"]


def test_two_projects_in_one_heading() -> None:
    html = f"<h1>Hankkeet</h1><h2>Laturi (2017–2018) ja Raitti (2018–2019)</h2>{ABOUT}<h2>Kylätaide</h2>{ABOUT}"
    assert names(html) == ["Laturi", "Raitti", "Kylätaide"]


def test_elements_that_the_site_calls_records() -> None:
    html = "<h1>Taidetta</h1><div class='k'><p>Kylätaide</p><p>x</p></div><div class='k'><p>Laturi</p><p>y</p></div>"
    assert names(html, hints=Hints(record=".k")) == ["Kylätaide", "Laturi"]


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Tietosuojaseloste</h1><p>Kylätaide-hankkeen rekisterinpitäjä on kunta. Hankkeessa kerätään tietoja.</p>",
        "<h1>Kulttuuriavustukset ovat haettavissa</h1><p>Hakuaika päättyy 31.3. Hakemukset toimitetaan kuntaan.</p>",
        "<h1>Projektunderstöd</h1><h2>Ansökan</h2><p>Ansökan ska ha kommit in den 15 mars.</p>",
        "<h1>Kulttuurihyvinvointisuunnitelma</h1><p>Suunnitelma on laadittu hankkeessa. Hankkeen rahoitti Taike.</p>",
        "<h1>Konsertti kirkossa</h1><p>Vapaa pääsy klo 18.</p>",
        "<h1>Hakutulokset</h1><p>Hankkeen kesto: Rahoittaja: Hankkeessa</p>",
        "<h1>Hankkeet ja verkostot</h1><ul><li><a href='/a/'>Kylätaide-hanke</a></li><li><a href='/b/'>Laturi-hanke</a></li></ul>",
        "",
    ],
)
def test_pages_without_a_record(html: str) -> None:
    assert names(html) == []


def test_news_and_menus_beside_give_no_record() -> None:
    box = "<aside><h2>Uutiset</h2><ul><li><b>Laturi</b>-hanke 2020–2022 sai rahoituksen</li><li><b>Raitti</b>-hanke 2020–2021 alkoi</li></ul></aside>"
    assert names(f"<main><h1>Kylätaide</h1>{ABOUT * 2}<p>Kylätaide alkoi.</p></main>{box}") == ["Kylätaide"]


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<h1>Mallilan Lukurinki-hankkeelle avustusta</h1>", "Mallilan Lukurinki"),
        (
            "<h1>Kymenlaakso</h1><p>Kymenlaakson hyvää kulttuurista -verkoston perusti joukko.</p>",
            "Kymenlaakson hyvää kulttuurista",
        ),
        (
            "<h1>Taidetta ja iloa</h1><p>Kylät soivat -hankkeessa soitetaan.</p><p>Kylät soivat -hanke päättyi.</p>",
            "Kylät soivat",
        ),
        (
            "<table><tr><td>Hankkeen nimi</td><td>Kylätaide</td></tr><tr><td>Kesto</td><td>2020</td></tr></table><h1>Hankekuvaus</h1>",
            "Kylätaide",
        ),
    ],
)
def test_the_name_of_a_page(html: str, name: str) -> None:
    assert names(html + ABOUT) == [name]


def test_a_mentioned_initiative_is_no_primary_record() -> None:
    html = f"<h1>Kylätaide</h1>{ABOUT}<p>Kylätaide jatkaa siitä, mihin Laturi-hanke (2018–2020) jäi.</p>"
    scopes = find_records(parse(html, URL))
    assert [(s.name, s.primary) for s in scopes] == [("Kylätaide", True), ("Laturi", False)]


def test_a_link_title_is_no_mention() -> None:
    assert names(f"<h1>Kylätaide</h1>{ABOUT}<p>Kylätaide alkoi.</p><p>Laturi-hanke 2018–2020</p>") == ["Kylätaide"]
