"""Places that a text names, and those where a record operates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import parse
from pipeline.document.passages import passages
from pipeline.read.places import municipalities_in, read, regions_in
from pipeline.read.places.inflection import Case, forms, table
from pipeline.read.places.matching import places, places_in
from pipeline.read.scope import Found, Scope
from schemas import vocabulary


def found(
    body: str, name: str = "Kaiku", language: str = "fi", title: str = "", url: str = "https://jarjesto.example/kaiku"
) -> list[Found[str]]:
    html = (
        f'<html lang="{language}"><head><title>{title}</title></head>'
        f"<body><main><h1>{name}</h1>{body}</main></body></html>"
    )
    document = parse(html, url)
    return read(Scope(document, name, document.main, passages(document.main)))


def towns(body: str, **settings: str) -> set[str]:
    return {item.value for item in found(body, **settings) if item.field == "municipalities"}


def regions(body: str, **settings: str) -> set[str]:
    return {item.value for item in found(body, **settings) if item.field == "regions"}


@pytest.mark.parametrize(
    ("form", "name", "case"),
    [
        ("Pieksämäellä", "Pieksämäki", Case.LOCATIVE),
        ("Turussa", "Turku", Case.LOCATIVE),
        ("Turkuun", "Turku", Case.LOCATIVE),
        ("Kuopion", "Kuopio", Case.GENITIVE),
        ("Iisalmessa", "Iisalmi", Case.LOCATIVE),
        ("Lahdessa", "Lahti", Case.LOCATIVE),
        ("Lahteen", "Lahti", Case.LOCATIVE),
        ("Seinäjoelta", "Seinäjoki", Case.LOCATIVE),
        ("Petäjävedellä", "Petäjävesi", Case.LOCATIVE),
        ("Rovaniemen", "Rovaniemi", Case.GENITIVE),
        ("Uudessakaupungissa", "Uusikaupunki", Case.LOCATIVE),
        ("Isonkyrön", "Isokyrö", Case.GENITIVE),
        ("Kaustisella", "Kaustinen", Case.LOCATIVE),
        ("Joroisissa", "Joroinen", Case.LOCATIVE),
        ("Ikaalisten", "Ikaalinen", Case.GENITIVE),
        ("Virroilla", "Virrat", Case.LOCATIVE),
        ("Kangasalla", "Kangasala", Case.LOCATIVE),
        ("Punkalaitumella", "Punkalaidun", Case.LOCATIVE),
        ("Luhangassa", "Luhanka", Case.LOCATIVE),
        ("Vesannon", "Vesanto", Case.GENITIVE),
        ("Tampereella", "Tampere", Case.LOCATIVE),
        ("Raahessa", "Raahe", Case.LOCATIVE),
        ("Espooseen", "Espoo", Case.LOCATIVE),
        ("Hangossa", "Hanko", Case.LOCATIVE),
        ("Liedossa", "Lieto", Case.LOCATIVE),
        ("Iissä", "Ii", Case.LOCATIVE),
        ("Varkaudessa", "Varkaus", Case.LOCATIVE),
        ("Pihtiputaalla", "Pihtipudas", Case.LOCATIVE),
        ("Mänttä-Vilppulassa", "Mänttä-Vilppula", Case.LOCATIVE),
        ("pieksämäkeläisille", "Pieksämäki", Case.INHABITANT),
        ("helsinkiläiset", "Helsinki", Case.INHABITANT),
        ("tamperelainen", "Tampere", Case.INHABITANT),
        ("Uudellamaalla", "Uusimaa", Case.LOCATIVE),
        ("Lapissa", "Lappi", Case.LOCATIVE),
        ("Kanta-Hämeen", "Kanta-Häme", Case.GENITIVE),
        ("Pohjois-Savosta", "Pohjois-Savo", Case.LOCATIVE),
    ],
)
def test_forms(form: str, name: str, case: Case) -> None:
    (match,) = places_in(form)
    assert (match.place.name, match.case) == (name, case)


def test_every_municipality_has_its_forms() -> None:
    for row in vocabulary.rows("municipalities"):
        cases = {case for _, case in forms(row["name_fi"])}
        assert cases >= {Case.NOMINATIVE, Case.GENITIVE, Case.LOCATIVE}, row["name_fi"]
        assert [m.place.municipality for m in places_in(row["name_fi"])] == [row["name_fi"]]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Pieksämäellä, Turussa, Kuopion ja Iisalmessa", "fi", ["Pieksämäki", "Turku", "Kuopio", "Iisalmi"]),
        ("Kaarina, Lieto ja Paimio", "fi", ["Kaarina", "Lieto", "Paimio"]),
        ("i Åbo och Esbo", "sv", ["Åbo", "Esbo"]),
        ("Vasa stads kulturtjänster och Seinäjoki stad", "sv", ["Vasa", "Seinäjoki"]),
        ("workshops in Turku and Helsinki", "en", ["Turku", "Helsinki"]),
        ("Seinäjoki-Ilmajoki-Alavus-alueella", "fi", ["Seinäjoki", "Ilmajoki", "Alavus"]),
        ("Nilsiässä ja Punkaharjulla", "fi", ["Nilsiä", "Punkaharju"]),
        ("Hervannassa", "fi", ["Tampere"]),
        # surnames, small letters and numerals
        ("Maija Lahti ja Pekka Salo", "fi", []),
        ("Maija Lahti-Koskela", "fi", []),
        ("Maija Salon kanssa", "fi", []),
        ("Kaarina Mallinen", "fi", []),
        ("Oma salo ja lahti, lieto rinne", "fi", []),
        ("Paletti II", "fi", []),
    ],
)
def test_municipalities_in(text: str, language: str, expected: list[str]) -> None:
    assert municipalities_in(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pohjois-Karjalassa", ["12"]),
        ("Etelä- ja Pohjois-Savossa", ["10", "11"]),
        ("Pohjanmaalla", ["15"]),
        ("Pohjois-Pohjanmaalla", ["17"]),
        ("Österbotten och Södra Österbotten", ["15", "14"]),
        ("i Åboland", ["02"]),
        ("de åboländska museerna", ["02"]),
        ("Ylä-Savon kunnissa", ["11"]),
        ("Kaakkois-Suomessa", ["08", "09"]),
        ("pääkaupunkiseudulla", ["01"]),
        ("in North Karelia", ["12"]),
        ("Suomessa ja Ruotsissa", []),
        ("Kuopiossa", []),
    ],
)
def test_regions_in(text: str, expected: list[str]) -> None:
    assert regions_in(text, None) == expected


@pytest.mark.parametrize(
    ("body", "expected_towns", "expected_regions"),
    [
        ("<p>Toiminta-alue: Kuusamo ja Kalajoki</p>", {"Kuusamo", "Kalajoki"}, {"17"}),
        ("<p>Maakunta: Pohjois-Savo</p>", set(), {"11"}),
        ("<p>Toiminta-alue: koko maa</p>", set(), {"FI"}),
        ("<p>Työpajoja pidetään Kotkassa ja Haminassa.</p>", {"Kotka", "Hamina"}, {"08"}),
        ("<p>Mukana ovat Askola, Loviisa ja Porvoo.</p>", {"Askola", "Loviisa", "Porvoo"}, {"01"}),
        ("<p>Tarjolla on musiikkia jyväskyläläisille ikäihmisille.</p>", {"Jyväskylä"}, {"13"}),
        ("<p>Mallin taiteilijat ry, Rovaniemi. Kaiku-hanke, 18 000 €</p>", {"Rovaniemi"}, {"19"}),
        ("<p>Asikkalan ja Padasjoen kirjastot kokeilevat uutta.</p>", {"Asikkala", "Padasjoki"}, {"07"}),
        ("<p>Työtä tehtiin eri puolilla Oulun seutua.</p>", set(), {"17"}),
        ("<p>Hanke on valtakunnallinen.</p>", set(), {"FI"}),
        ("<p>Kaiku on valtakunnallinen kehittämishanke.</p>", set(), {"FI"}),
        ("<p>Kunta on jäsenenä valtakunnallisessa vanhustyön Kaiku-verkostossa.</p>", set(), {"FI"}),
        ("<p>Hanketta hallinnoi Kajaanin kaupunki.</p>", {"Kajaani"}, {"18"}),
        ("<p>Hanketta hallinnoi Keski-Suomen liitto.</p>", set(), {"13"}),
        # the region is said: the office that runs the work is no place of its own
        ("<p>Verkosto toimii Satakunnassa. Sitä vetää Porin kaupunki.</p>", set(), {"04"}),
        # texts stay as written when towns change regions
        (
            "<p>Alue: Etelä-Savon kunnat Enonkoski, Heinävesi, Joroinen ja Juva</p>",
            {"Enonkoski", "Heinävesi", "Joroinen", "Juva"},
            {"10"},
        ),
    ],
)
def test_places_of_a_record(body: str, expected_towns: set[str], expected_regions: set[str]) -> None:
    assert towns(body) == expected_towns
    assert regions(body) == expected_regions


@pytest.mark.parametrize(
    "body",
    [
        "<p>Loppuseminaari pidettiin Kouvolassa 1.12.2021.</p>",
        "<p>Kevättapaaminen 9.4.2019, Isokyrö</p>",
        "<p>Oulussa kesäkuussa 2018 järjestetty kulttuurifoorumi keräsi väkeä.</p>",
        "<p>Rahoittaja: Pohjois-Pohjanmaan ELY-keskus</p>",
        "<p>Rahoitus tulee Etelä-Savon maakuntaliitolta ja Mikkelin kaupungilta.</p>",
        "<p>Hankkeessa on mukana Turun yliopisto.</p>",
        "<p>Projektet leds av Helsingfors universitet.</p>",
        "<p>Campus: Vasa Wolffskavägen 31</p>",
        "<p>Linnankatu 54, 20100 Turku</p>",
        "<p>Yhteystiedot: Maija Malli, Seinäjoki</p>",
        "<p>Ohjaajana toimi Pekka Salo.</p>",
        "<p>Muualla Suomessa rahaa saivat Oulun ja Lahden kokeilut.</p>",
        "<p>Mukana on valtakunnallisia vieraita.</p>",
    ],
)
def test_places_where_the_record_does_not_operate(body: str) -> None:
    assert towns(body) | regions(body) == set()


def test_names_are_in_the_language_of_the_page() -> None:
    body = "<p>Projektet är ett samarbete som ordnar verkstäder för äldre i Åbo och i Kuopio.</p>"
    assert towns(body, language="sv") == {"Åbo", "Kuopio"}


def test_the_name_counts() -> None:
    assert towns("<p>Hanke päättyi.</p>", name="Mikkelin unelmavuosi") == {"Mikkeli"}


def test_the_site_counts_last() -> None:
    site = {"title": "Kulttuuri kylässä - Porvoo", "url": "https://www.porvoo.fi.example/kulttuuri"}
    assert towns("<p>Hanke päättyi.</p>", **site) == {"Porvoo"}
    assert towns("<p>Pajoja pidettiin Askolassa.</p>", **site) == {"Askola"}
    elsewhere = {"title": "Kulttuuri kylässä - Porvoo", "url": "https://jarjesto.example/kulttuuri"}
    assert towns("<p>Hanke päättyi.</p>", **elsewhere) == set()
    region = {"title": "Hankkeet - Pohjois-Savon Kylät", "url": "https://www.pohjois-savonkylat.fi.example/"}
    assert regions("<p>Hanke päättyi.</p>", **region) == {"11"}


def test_places_that_all_records_share() -> None:
    html = (
        "<main><h1>Hankkeet</h1><p>Mukana ovat Iisalmi, Keitele ja Vieremä.</p>"
        "<h2>Taiteesta tuotteeksi</h2><p>Hanke päättyi.</p></main>"
    )
    document = parse(html, "https://jarjesto.example/hankkeet")
    own, shared = document.main[2:], document.main[:2]
    scope = Scope(document, "Taiteesta tuotteeksi", own, passages(own), shared, passages(shared), sole=False)
    assert [f.value for f in read(scope)] == ["Iisalmi", "Keitele", "Vieremä", "11"]


def test_evidence() -> None:
    body = "<p>Alkusanat. Työpajoja pidetään Kotkassa. Loppusanat.</p>"
    town, region = found(body)
    assert (town.field, town.value, town.raw, town.quote) == (
        "municipalities", "Kotka", "Kotkassa", "Työpajoja pidetään Kotkassa.",
    )  # fmt: skip
    assert (region.field, region.value) == ("regions", "08")
    assert town.rule == "places.said"
    assert town.quote in town.block.text


def test_tables_are_sound() -> None:
    codes = set(vocabulary.by_key("regions"))
    municipalities = {row["name_fi"] for row in vocabulary.rows("municipalities")}
    assert all(set(place.regions) <= codes for place, _ in places())
    assert {place.kind for place, _ in places() if not place.regions} == {"foreign"}
    assert {row["municipality"] for row in table("areas") if row["municipality"]} <= municipalities
    assert {row["name"] for row in table("areas") if row["kind"] == "former"}.isdisjoint(municipalities)


@pytest.mark.parametrize("name", ["areas", "endings", "foreign", "national", "words"])
def test_every_row_has_an_example(name: str) -> None:
    assert all(row["example"] for row in table(name))


@given(st.text(max_size=200), st.sampled_from(["fi", "sv", "en", None]))
def test_any_text(text: str, language: str | None) -> None:
    codes = set(vocabulary.by_key("regions"))
    assert set(regions_in(text, language)) <= codes
    for match in places_in(text):
        assert 0 <= match.span[0] < match.span[1] <= len(text)
