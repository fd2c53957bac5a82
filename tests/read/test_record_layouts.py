"""Listings in the many layouts of unknown sites, and pages that only facts tell to be about an initiative."""

from __future__ import annotations

import pytest

from pipeline.document import parse
from pipeline.read.records import find_records
from pipeline.read.records.names import kind_of
from pipeline.read.records.phrases import definitions, names_in, without_determiner
from pipeline.read.records.words import divides, is_generic

URL = "https://www.mallila.example/hankkeet/"
ENTRIES = (
    ("Kylätaide", "2020–2022", "Taike", "Taidetta kylien asukkaille."),
    ("Laturi", "2021–2023", "Suomen Kulttuurirahasto", "Nuoret oppivat taidetta yhdessä."),
    ("Muistojen kuoro", "1.1.2022–31.12.2023", "Mallilan kunta", "Kuoro muistisairaille ja läheisille."),
)
NAMES = [entry[0] for entry in ENTRIES]


def names(html: str) -> list[str]:
    page = f"<html lang='fi'><body><main>{html}</main></body></html>"
    return [scope.name for scope in find_records(parse(page, URL))]


def listing(template: str, before: str = "", after: str = "") -> str:
    entries = (template.format(name=n, time=t, funder=f, text=x, last=t[-4:]) for n, t, f, x in ENTRIES)
    return f"<h1>Hankkeet</h1>{before}{''.join(entries)}{after}"


@pytest.mark.parametrize(
    ("before", "template", "after"),
    [
        pytest.param(
            "<div>",
            "<div class='card'><a href='/x'>{name}</a><p>{text}</p><p>Kesto: {time}</p><p>Rahoittaja: {funder}</p></div>",
            "</div>",
            id="cards titled by a link",
        ),
        pytest.param(
            "<div>",
            "<article class='post-{last} post'><span>Käynnissä {time}</span><h3>{name}</h3><p>{text}</p><p>{funder}</p></article>",
            "</div>",
            id="a label above the heading of a card",
        ),
        pytest.param(
            "<div>",
            "<a href='/x'><div class='lift__title'>{name}</div><div>{text}</div><div>{time}, {funder}</div></a>",
            "</div>",
            id="a title known by its class alone",
        ),
        pytest.param(
            "<dl>",
            "<dt>{name}</dt><dd>{text} Hanke toteutettiin {time}, rahoittajana {funder}.</dd>",
            "</dl>",
            id="a definition list",
        ),
        pytest.param(
            "<table>",
            "<tr><td>{name}</td><td>{time}</td><td>{funder}</td></tr>",
            "</table>",
            id="a table without headers",
        ),
        pytest.param(
            "<table><tr><th>Vuosi</th><th>Hakija</th><th>Avustuskohde</th><th>Summa</th></tr>",
            "<tr><td>{last}</td><td>Mallilan kunta</td><td>{name}</td><td>20 000 €</td></tr>",
            "</table>",
            id="a column of an unknown name",
        ),
        pytest.param("", "<h2>Vuonna {last}</h2><h3>{name}</h3><p>{text}</p><p>{time}, {funder}</p>", "", id="by year"),
        pytest.param("", "<h2>K–M</h2><h3>{name}</h3><p>{text}</p><p>{time}, {funder}</p>", "", id="by initial"),
        pytest.param("", "<p><a href='/x'>{name}</a><br>{text}<br>{time}, {funder}</p>", "", id="link-led lines"),
        pytest.param(
            "",
            "<div><a aria-expanded='false' href='#a'>{name}</a><div><p>{text}</p><p>Kesto: {time}</p></div></div>",
            "",
            id="an accordion of links",
        ),
    ],
)
def test_layouts_of_listings(before: str, template: str, after: str) -> None:
    assert names(listing(template, before, after)) == NAMES


def test_a_card_keeps_the_label_above_its_heading() -> None:
    card = "<article><span>Kesto: {time}</span><h3>{name}</h3><p>{text}</p></article>"
    scopes = find_records(parse(f"<main><div>{listing(card)}</div></main>", URL))
    assert [[p.text for p in s.passages if p.topic == "duration"] for s in scopes] == [[e[1]] for e in ENTRIES]


def test_a_heading_of_a_group_ends_the_entry_above_however_deep_it_stands() -> None:
    section = "<h2>{name}</h2><p>{text}</p><p>{time}, {funder}</p>"
    tail = "<h4>Nyt käynnissä</h4><p><b>Harmaa hiippari</b> on teatterikiertue. Vuodet: 2022–. Tukija: Taike.</p>"
    assert names(listing(section, after=tail)) == [*NAMES, "Harmaa hiippari"]


def test_an_entry_about_a_call_is_no_initiative() -> None:
    section = "<h2>{name}</h2><p>{text}</p><p>{time}, {funder}</p>"
    call = "<h2>Näin kylä pääsi mukaan</h2><p>Kylätaide-haku oli avoinna 2.5.–15.6.2023. Hakemuksia tuli 57.</p>"
    assert names(listing(section, after=call)) == NAMES


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Uutiset</h1>" + "<h3>Kylätaide-hanke alkoi</h3><p>12.3.2024 Hanke kestää vuodet 2024–2025.</p>" * 2,
        "<h1>Yhteystiedot</h1>" + "<div><h3>Maija Malli</h3><p>tuottaja</p><p>040 123 4567</p></div>" * 3,
        "<h1>Tapahtumat</h1>" + "<div><h3>Kuoro laulaa</h3><p>Su 12.5.2024 klo 18</p><p>Liput 10 €</p></div>" * 3,
        "<h1>Toimisto</h1><dl><dt>Käyntiosoite</dt><dd>Torikatu 1</dd><dt>Tuottaja</dt><dd>Maija Malli</dd></dl>",
    ],
)
def test_listings_of_something_else(html: str) -> None:
    assert names(html) == []


# -- pages whose facts decide ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Unelmien näyttämö</h1><p>Vuonna 2023 käynnistynyt teatteriryhmä mielenterveyskuntoutujille.</p>"
        "<p>Toimintaa tukevat STEA ja Mallilan kaupunki vuoden 2025 loppuun.</p>",
        "<h1>Sång i vården</h1><p>Sång i vården startade hösten 2022 och pågår till våren 2025.</p>"
        "<p>Verksamheten stöds av Svenska kulturfonden och Konstsamfundet.</p>",
        "<h1>Moving Memories</h1><p>Moving Memories brings dance to care homes in 2022–2024.</p>"
        "<p>It is funded by the Kone Foundation and carried out by Dance Malli.</p>",
    ],
)
def test_pages_without_a_word_for_an_initiative(html: str) -> None:
    assert len(names(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Teatteri Malli</h1><p>Teatteri Malli on vuonna 1985 perustettu ammattiteatteri.</p>"
        "<p>Toimintaa tukevat Taiteen edistämiskeskus ja Mallilan kaupunki.</p>",
        "<h1>Muistojen valo</h1><p>Näyttely on esillä kirjastossa 3.5.–30.8.2024. Sitä on tukenut Taike.</p>",
        "<h1>Kulttuurikaveri</h1><p>Maksuton palvelu mallilalaisille ikäihmisille. Järjestää Mallilan kaupunki.</p>",
        "<h1>Sivistyslautakunta 12.3.2024</h1><p>§ 24 Päätösehdotus: hankkeen omarahoitus 2024–2025 hyväksytään.</p>",
        "<h1>Näin kirjoitat hankehakemuksen</h1><p>Hankkeella on oltava aikataulu. Hankkeen kohderyhmä nimetään.</p>",
        "<h1>Haemme tuottajaa</h1><p>Työsuhde on hankkeessa ja päättyy 31.12.2025. Hanketta rahoittaa Taike.</p>",
        "<h1>Allsång i parken</h1><p>Den 12 maj 2024 kl. 14. Fritt inträde. Med stöd av Svenska kulturfonden.</p>",
    ],
)
def test_pages_of_something_else_that_tell_a_date_or_a_funder(html: str) -> None:
    assert names(html) == []


# -- names and kinds ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "defined"),
    [
        ("Muistot – Muistutella on yhdistyksen hallinnoima projekti.", ["Muistot – Muistutella"]),
        (
            "Paletti – Taiteellinen hyvinvointihanke oli yhdistyksen vetämä.",
            ["Paletti – Taiteellinen hyvinvointihanke"],
        ),
        ("The Village Art Network is for artists.", ["Village Art Network"]),
        ("Scencaféet är ett digitalt samarbetsprojekt.", ["Scencaféet"]),
        ("Hankkeen tavoite on uusi verkosto.", []),
        ("Keväällä alkanut Varjo -hanke on uusi projekti.", []),
        ("Kylätaide on maalaamista.", []),
    ],
)
def test_names_that_a_line_defines(line: str, defined: list[str]) -> None:
    assert definitions(parse(f"<p>{line}</p>").main) == defined


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<h1>Muistot Utsjoki</h1><p>Muistot – Muistutella on yhdistyksen projekti.</p>", "Muistot – Muistutella"),
        ("<h1>Iholla – tanssia vauvoille</h1><p>Iholla on kaksivuotinen hanke.</p>", "Iholla"),
        ("<h1>Mallilan Iholla soi</h1><p>Avauksena on uusi hanke.</p>", "Mallilan Iholla soi"),
        (
            "<h1>Det regionala nätverket i Malli</h1><p>Konstens regionala nätverk i Malli inledde sin verksamhet 2017.</p>",
            "Konstens regionala nätverk i Malli",
        ),
        (
            "<p>Namn: Malli, Maija</p><p>Projektets titel: Music and Memory</p><p>Finansiering: 2000 €</p>",
            "Music and Memory",
        ),
    ],
)
def test_the_fuller_name(html: str, name: str) -> None:
    assert names(html + "<p>Hankkeen rahoittaa Taike. Hanke kestää vuodet 2020–2022.</p>") == [name]


def test_a_name_that_ends_in_an_exclamation_mark_before_a_hyphen_that_does_not_break() -> None:
    assert list(names_in("Mukana oli Taidetta kylille! \u2011hankkeessa.")) == ["Mukana oli Taidetta kylille!"]


def test_a_heading_of_facts_is_no_name() -> None:
    assert not names_in("PROJEKTIN TIEDOT")


def test_determiners() -> None:
    assert without_determiner("The Village Network") == "Village Network"
    assert without_determiner("Dennis projekt") == "Dennis projekt"


@pytest.mark.parametrize(
    ("heading", "divider"),
    [
        ("Nyt käynnissä", True),
        ("Vuonna 2023", True),
        ("2023", True),
        ("A–D", True),
        ("Pågående projekt", True),
        ("Tavoitteet", False),
        ("Yhteystiedot", False),
        ("Kylätaide 2023", False),
    ],
)
def test_headings_of_groups(heading: str, divider: bool) -> None:
    assert divides(heading) is divider
    assert is_generic(heading) or not divider


def test_one_network_that_a_project_belongs_to_makes_it_no_network() -> None:
    assert kind_of("Paja NET", "Paja kuuluu kulttuuripajaverkostoon.") == "project"
    assert (
        kind_of("Tanssit – pilotti ja verkosto", "Pilotin toinen puoli on verkosto. Pilotissa tanssitaan.") == "project"
    )


@pytest.mark.parametrize(
    "card",
    [
        "<div><h3>Työpaja {n}</h3><p>Työpajassa maalattiin.</p><p>202{n}</p></div>",
        "<div><h4>Maija Malli</h4><p>hanketyöntekijä {n}</p><p>040 123 456{n}</p></div>",
        "<article><h3><a href='/n'>Kylät heräävät {n}</a></h3><p>1{n}.3.2023</p><p>Hankkeessa maalattiin.</p></article>",
    ],
)
def test_cards_inside_a_project_are_no_projects(card: str) -> None:
    cards = "".join(card.format(n=n) for n in (1, 2, 3))
    about = "<h1>Kylätaide</h1><p>Kylätaide on hanke, joka vie taidetta kyliin 2022–2024. Hanketta rahoittaa Taike.</p>"
    assert names(f"{about}<div>{cards}</div>") == ["Kylätaide"]
