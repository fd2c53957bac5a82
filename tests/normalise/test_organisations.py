"""Organisation names: back to the nominative, told apart by kind, found in running text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.normalise.organisations import (
    Case,
    known_organisation,
    nominative,
    organisation_type,
    organisations_in,
)

INFLECTED = """
Pohjois-Karjalan maakuntaliiton = Pohjois-Karjalan maakuntaliitto
Pohjois-Karjalan maakuntaliitolta = Pohjois-Karjalan maakuntaliitto
Etelä-Savon maakuntaliitolle = Etelä-Savon maakuntaliitto
Etelä-Savon maakuntaliittoa = Etelä-Savon maakuntaliitto
Keski-Suomen liiton = Keski-Suomen liitto
Keski-Suomen liitosta = Keski-Suomen liitto
Satakuntaliiton = Satakuntaliitto
Suomen Kulttuurirahaston = Suomen Kulttuurirahasto
Suomen Kulttuurirahastolta = Suomen Kulttuurirahasto
Suomen Kulttuurirahastosta = Suomen Kulttuurirahasto
Suomen Kulttuurirahaston Pohjois-Savon rahaston = Suomen Kulttuurirahaston Pohjois-Savon rahasto
Oulun kaupungin = Oulun kaupunki
Oulun kaupungilta = Oulun kaupunki
Oulun kaupungille = Oulun kaupunki
Oulun kaupungissa = Oulun kaupunki
Oulun kaupunkia = Oulun kaupunki
Oulun kaupunkiin = Oulun kaupunki
Ranuan kunnan = Ranuan kunta
Ranuan kunnalta = Ranuan kunta
Ranuan kunnalle = Ranuan kunta
Ranuan kuntaa = Ranuan kunta
Mustasaaren kunnasta = Mustasaaren kunta
Turun ammattikorkeakoulun = Turun ammattikorkeakoulu
Turun ammattikorkeakoululle = Turun ammattikorkeakoulu
Turun ammattikorkeakoulusta = Turun ammattikorkeakoulu
Humanistisen ammattikorkeakoulun = Humanistinen ammattikorkeakoulu
Humanistiselle ammattikorkeakoululle = Humanistinen ammattikorkeakoulu
Lapin yliopiston = Lapin yliopisto
Lapin yliopistolta = Lapin yliopisto
Taideyliopiston = Taideyliopisto
Taideyliopistossa = Taideyliopisto
Romano Missio ry:n = Romano Missio ry
Romano Missio ry:lle = Romano Missio ry
Romano Missio ry:ltä = Romano Missio ry
Romano Missio ry = Romano Missio ry
Toimintavoima Oy:n = Toimintavoima Oy
Toimintavoima Oy:ltä = Toimintavoima Oy
Huhtamäki Oyj:n = Huhtamäki Oyj
Meriva sr:n = Meriva sr
opetus- ja kulttuuriministeriön = Opetus- ja kulttuuriministeriö
opetus- ja kulttuuriministeriöltä = Opetus- ja kulttuuriministeriö
opetus- ja kulttuuriministeriölle = Opetus- ja kulttuuriministeriö
opetus- ja kulttuuriministeriöstä = Opetus- ja kulttuuriministeriö
opetus- ja kulttuuriministeriötä = Opetus- ja kulttuuriministeriö
sosiaali- ja terveysministeriön = Sosiaali- ja terveysministeriö
sosiaali- ja terveysministeriöltä = Sosiaali- ja terveysministeriö
maa- ja metsätalousministeriöltä = Maa- ja metsätalousministeriö
ympäristöministeriön = Ympäristöministeriö
työ- ja elinkeinoministeriön = Työ- ja elinkeinoministeriö
THL:n = THL
THL:ltä = THL
THL:lle = THL
OKM:n = OKM
OKM:ltä = OKM
ESR:n = ESR
EU:lta = EU
EU:n = EU
AVI:n = AVI
ELY-keskuksen = ELY-keskus
Taiken = Taike
Taikelta = Taike
Taikelle = Taike
Stean = Stea
STEAn = STEA
STEA:n = STEA
STEAlta = STEA
Sitran = Sitra
Kelan = Kela
Veikkauksen = Veikkaus
Veikkaukselta = Veikkaus
Varhan = Varha
Taiteen edistämiskeskuksen = Taiteen edistämiskeskus
Taiteen edistämiskeskukselta = Taiteen edistämiskeskus
Taiteen edistämiskeskusta = Taiteen edistämiskeskus
Sosiaali- ja terveysjärjestöjen avustuskeskuksen = Sosiaali- ja terveysjärjestöjen avustuskeskus
Terveyden ja hyvinvoinnin laitoksen = Terveyden ja hyvinvoinnin laitos
Terveyden ja hyvinvoinnin laitokselta = Terveyden ja hyvinvoinnin laitos
Opetushallituksen = Opetushallitus
Opetushallitukselta = Opetushallitus
Museoviraston = Museovirasto
Museovirastolta = Museovirasto
Rikosseuraamusvirastolta = Rikosseuraamusvirasto
Itä-Suomen aluehallintoviraston = Itä-Suomen aluehallintovirasto
Lounais-Suomen aluehallintovirastolta = Lounais-Suomen aluehallintovirasto
Länsi- ja Sisä-Suomen aluehallintovirastosta = Länsi- ja Sisä-Suomen aluehallintovirasto
Pohjois-Savon ELY-keskuksen = Pohjois-Savon ELY-keskus
Pohjois-Savon ELY-keskukselta = Pohjois-Savon ELY-keskus
Lapin elinvoimakeskuksen = Lapin elinvoimakeskus
Oulun lääninhallituksen = Oulun lääninhallitus
Euroopan unionin = Euroopan unioni
Euroopan sosiaalirahaston = Euroopan sosiaalirahasto
Euroopan sosiaalirahastosta = Euroopan sosiaalirahasto
Euroopan aluekehitysrahastosta = Euroopan aluekehitysrahasto
Euroopan maaseuturahastosta = Euroopan maaseuturahasto
Euroopan komission = Euroopan komissio
Raha-automaattiyhdistyksen = Raha-automaattiyhdistys
Raha-automaattiyhdistykseltä = Raha-automaattiyhdistys
Koneen Säätiön = Koneen Säätiö
Koneen Säätiöltä = Koneen Säätiö
Koneen Säätiötä = Koneen Säätiö
Lasten ja nuorten säätiön = Lasten ja nuorten säätiö
Jenny ja Antti Wihurin rahaston = Jenny ja Antti Wihurin rahasto
Suomen Akatemian = Suomen Akatemia
Suomen Akatemialta = Suomen Akatemia
Varsinais-Suomen hyvinvointialueen = Varsinais-Suomen hyvinvointialue
Varsinais-Suomen hyvinvointialueelta = Varsinais-Suomen hyvinvointialue
Satakunnan sairaanhoitopiirin = Satakunnan sairaanhoitopiiri
Savon koulutuskuntayhtymän = Savon koulutuskuntayhtymä
Savon koulutuskuntayhtymälle = Savon koulutuskuntayhtymä
Oulun seurakuntayhtymän = Oulun seurakuntayhtymä
Kajaanin seurakunnan = Kajaanin seurakunta
Kajaanin seurakunnalta = Kajaanin seurakunta
Kirkkohallituksen = Kirkkohallitus
Kirkkohallitukselta = Kirkkohallitus
Arpelan Nuorisoseuran = Arpelan Nuorisoseura
Etelä-Pohjanmaan Muistiyhdistyksen = Etelä-Pohjanmaan Muistiyhdistys
Kuopion kansalaisopiston = Kuopion kansalaisopisto
Kuopion kansalaisopistolta = Kuopion kansalaisopisto
Aineen taidemuseon = Aineen taidemuseo
Kajaanin kaupunginteatterin = Kajaanin kaupunginteatteri
Kansanmusiikki-instituutin = Kansanmusiikki-instituutti
Läntistä tanssin aluekeskusta = Läntinen tanssin aluekeskus
Espoon kaupunginkirjaston = Espoon kaupunginkirjasto
Kulttuuriosuuskunnan = Kulttuuriosuuskunta
Tampereen A-Killan = Tampereen A-Kilta
Vaara-kollektiivin = Vaara-kollektiivi
Suomen Mielenterveysseuran = Suomen Mielenterveysseura
Mannerheimin Lastensuojeluliiton = Mannerheimin Lastensuojeluliitto
Ahvenanmaan maakuntahallituksen = Ahvenanmaan maakuntahallitus
Svenska kulturfondens = Svenska kulturfonden
Vasa stads = Vasa stad
Kimitoöns kommuns = Kimitoöns kommun
Åbo Akademis = Åbo Akademi
Österbottens förbunds = Österbottens förbund
Kone Foundation = Kone Foundation
City of Lappeenranta = City of Lappeenranta
"""

KINDS = {
    "Opetus- ja kulttuuriministeriö": "okm",
    "Undervisnings- och kulturministeriet": "okm",
    "STEA": "stea",
    "Taike": "taike",
    "Arts Promotion Centre Finland": "taike",
    "Suomen Kulttuurirahaston Lapin rahasto": "skr",
    "Euroopan sosiaalirahasto": "esr",
    "European Social Fund": "esr",
    "Euroopan maaseuturahasto": "maaseuturahasto",
    "Rajupusu Leader ry": "maaseuturahasto",
    "Leader Viisari ry": "maaseuturahasto",
    "Iisalmen kaupunki": "kunta",
    "Kaarina": "kunta",
    "Pargas stad": "kunta",
    "City of Rovaniemi": "kunta",
    "Keski-Suomen liitto": "maakuntaliitto-keski-suomi",
    "Hyvinkään Nuorisoliitto": "yhdistys",
    "Lapin hyvinvointialue": "hyvinvointialue",
    "Satakunnan sairaanhoitopiiri": "hyvinvointialue",
    "Oulunkaari joint authority": "hyvinvointialue",
    "Itä-Suomen yliopisto": "yliopisto_amk",
    "Turku University of Applied Sciences": "yliopisto_amk",
    "Kajaanin seurakunta": "kirkko",
    "Eschnerska stiftelsen": "saatio",
    "Meriva sr": "saatio",
    "Alli Paasikivi Foundation": "saatio",
    "Huhtamäki Oyj": "yritys",
    "Novia Finances Ltd": "yritys",
    "Romano Missio ry": "yhdistys",
    "Nagu pensionärer rf": "yhdistys",
    "Pohjois-Savon ELY-keskus": "ely",
    "Itä-Suomen aluehallintovirasto": "avi",
    "Rikosseuraamusvirasto": None,
    "Kulttuurikeskus PiiPoo": None,
    "": None,
}

IN_TEXT = {
    "Hanketta rahoittaa Pohjois-Pohjanmaan ELY-keskus Euroopan sosiaalirahastosta.": [
        ("Pohjois-Pohjanmaan ELY-keskus", Case.NOMINATIVE),
        ("Euroopan sosiaalirahasto", Case.ELATIVE),
    ],
    "Toimintaa ovat koordinoineet Etelä-Pohjanmaan ja Pohjanmaan liitot.": [
        ("Etelä-Pohjanmaan liitto", Case.NOMINATIVE),
        ("Pohjanmaan liitto", Case.NOMINATIVE),
    ],
    "Mukana ovat Tampereen kaupungin sivistyspalvelut ja Kulttuurikeskus PiiPoo.": [
        ("Tampereen kaupunki", Case.NOMINATIVE),
        ("Kulttuurikeskus PiiPoo", Case.NOMINATIVE),
    ],
    "Helsingin yliopiston koulutus- ja kehittämiskeskus Palmenia": [
        ("Helsingin yliopiston koulutus- ja kehittämiskeskus Palmenia", Case.NOMINATIVE),
    ],
    "Toteuttajana on Kaakkois-Suomen sosiaalialan osaamiskeskus Oy Socom.": [
        ("Kaakkois-Suomen sosiaalialan osaamiskeskus Oy Socom", Case.NOMINATIVE),
    ],
    "Rahoitus tuli maaseuturahastosta Vaara-Karjalan Leader ry:n kautta.": [
        ("Maaseuturahasto", Case.ELATIVE),
        ("Vaara-Karjalan Leader ry", Case.GENITIVE),
    ],
    "Projektet finansieras av Svenska Kulturfonden och Stiftelsen Eschnerska Frilasarettet.": [
        ("Svenska Kulturfonden", Case.NOMINATIVE),
        ("Stiftelsen Eschnerska Frilasarettet", Case.NOMINATIVE),
    ],
    "Svenska Österbottens förbund för utbildning och kultur deltar.": [
        ("Svenska Österbottens förbund för utbildning och kultur", Case.NOMINATIVE),
    ],
    "Barn- och ungdomsstiftelsen var projektägare.": [("Barn- och ungdomsstiftelsen", Case.NOMINATIVE)],
    "Hem och Skola i Korpo rf ordnar sagostunder.": [("Hem och Skola i Korpo rf", Case.NOMINATIVE)],
    "Regionförvaltningsverket i Sydvästra Finland 14 500 €": [
        ("Regionförvaltningsverket i Sydvästra Finland", Case.NOMINATIVE),
    ],
    "It is co-funded by the European Union and the City of Lappeenranta.": [
        ("European Union", Case.NOMINATIVE),
        ("City of Lappeenranta", Case.NOMINATIVE),
    ],
    "Hanketta koordinoi Maija Malli Turun kaupungista.": [("Turun kaupunki", Case.ELATIVE)],
    "Kainuun maakunnassa henkilökunta kokoontuu kulttuuritalolla.": [],
    "Hankkeen verkosto kokoontuu kaksi kertaa vuodessa.": [],
}


def _rows() -> list[tuple[str, str]]:
    return [tuple(line.split(" = ")) for line in INFLECTED.strip().splitlines()]  # type: ignore[misc]


def test_the_table_is_large() -> None:
    assert len(_rows()) >= 120


@pytest.mark.parametrize(("inflected", "expected"), _rows())
def test_nominative(inflected: str, expected: str) -> None:
    assert nominative(inflected) == expected


@pytest.mark.parametrize("name", sorted({expected for _, expected in _rows()}))
def test_a_nominative_stays(name: str) -> None:
    assert nominative(name) == name


def test_what_no_table_knows_stays_as_written() -> None:
    assert nominative("Taiteen Sulattamon") == "Taiteen Sulattamon"
    assert nominative("  Operaatio   Pirkanmaa, ") == "Operaatio Pirkanmaa"


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_kind(name: str, kind: str | None) -> None:
    assert organisation_type(name) == kind


@pytest.mark.parametrize(("text", "expected"), IN_TEXT.items())
def test_found_in_text(text: str, expected: list[tuple[str, Case]]) -> None:
    found = organisations_in(text)
    assert [(m.nominative, m.case) for m in found] == expected


def test_common_words_are_no_abbreviations() -> None:
    assert organisations_in("Tämä on eloisa ja kantri; stea ei ole sana, ray of light, sls.") == []


def test_known_organisation() -> None:
    assert known_organisation("ESR") == ("esr", "ESR")
    assert known_organisation("Leader") == ("maaseuturahasto", "Leader")
    assert known_organisation("Lähde") is None
    assert known_organisation("") is None


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    nominative(text)
    organisation_type(text)
    for match in organisations_in(text):
        start, end = match.span
        assert 0 <= start < end <= len(text)


@example(["Leader", "ja", "Turun", "liitot"])
@given(
    st.lists(st.sampled_from(["Turun", "kaupungin", "ja", "Lapin", "liitot", "ry", "Leader", "i", "of", ",", "för"]))
)
def test_spans_never_overlap_but_for_shared_heads(words: list[str]) -> None:
    matches = organisations_in(" ".join(words))
    spans = list(dict.fromkeys(m.span for m in matches))
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
