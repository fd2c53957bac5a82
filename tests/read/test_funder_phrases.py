"""How Finnish, Swedish and English say that someone pays: one sentence a row, with each payer and its sum."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest

from pipeline.document import parse
from pipeline.document.passages import passages
from pipeline.read.funders.amounts import phrase
from pipeline.read.funders.reader import read
from pipeline.read.scope import Scope

URL = "https://www.kunta.example/hanke"


def paid(html: str, name: str = "Taidetta kotiin") -> dict[str, float | None]:
    page = f"<html lang='fi'><title>{name}</title><body><main><h1>{name}</h1>{html}</main></body></html>"
    document = parse(page.encode(), URL)
    scope = Scope(document, name, document.main, passages(document.main))
    return {item.value.name: item.value.amount_eur for item in read(scope)}


KONE, OKM, STM = "Koneen Säätiö", "Opetus- ja kulttuuriministeriö", "Sosiaali- ja terveysministeriö"
TAIKE, SKR, STEA = "Taiteen edistämiskeskus", "Suomen Kulttuurirahasto", "STEA"
KULT, KONST = "Svenska kulturfonden", "Konstsamfundet"

FINNISH: dict[str, dict[str, float | None]] = {
    # verbs, in their persons and tenses
    "Hanketta rahoittavat Koneen Säätiö ja Salon kaupunki.": {KONE: None, "Salon kaupunki": None},
    "Koneen Säätiö on rahoittanut hanketta.": {KONE: None},
    "Hanketta tukivat Koneen Säätiö sekä Salon seurakunta.": {KONE: None, "Salon seurakunta": None},
    "Toimintaa tukee 15 000 eurolla Koneen Säätiö.": {KONE: 15000},
    "Projektin ovat mahdollistaneet Malli-säätiö (12.000 €) ja Taiteen edistämiskeskus (20.000 €).": {
        "Malli-säätiö": 12000,
        TAIKE: 20000,
    },
    "Työpajat mahdollisti Taiteen edistämiskeskuksen myöntämä 8 000 euron avustus.": {TAIKE: 8000},
    "Koneen Säätiö avustaa hanketta 7 500 eurolla.": {KONE: 7500},
    "Opetus- ja kulttuuriministeriö on avustanut hanketta 33 000 eurolla.": {OKM: 33000},
    "Museovirasto myönsi hankkeelle avustusta 18 500 euroa; Salon kaupungin rahoitusosuus on 7 500 euroa.": {
        "Museovirasto": 18500,
        "Salon kaupunki": 7500,
    },
    "Hankkeelle on myöntänyt rahoitusta Koneen Säätiö.": {KONE: None},
    "Hankkeen maksaa Salon kaupunki.": {"Salon kaupunki": None},
    "Hankkeen kustantavat Salon kaupunki ja Koneen Säätiö.": {"Salon kaupunki": None, KONE: None},
    "Salon kaupunki kattaa hankkeen kulut.": {"Salon kaupunki": None},
    "Hankkeen kustannukset kattaa Koneen Säätiö.": {KONE: None},
    "Jane ja Aatos Erkon säätiön 90 000 euron apuraha kattoi soittajien palkat.": {"Jane ja Aatos Erkon säätiö": 90000},
    "Salon kaupunki osallistui rahoitukseen.": {"Salon kaupunki": None},
    "Salon kaupunki osallistuu hankkeen kustannuksiin 5 000 eurolla.": {"Salon kaupunki": 5000},
    "Rahoitukseen osallistuvat myös Salon kaupunki ja Salon seurakunta.": {
        "Salon kaupunki": None,
        "Salon seurakunta": None,
    },
    "Hankkeen rahoituksesta vastaa Koneen Säätiö.": {KONE: None},
    "Kustannuksista vastaavat Salon kaupunki ja Salon seurakunta.": {"Salon kaupunki": None, "Salon seurakunta": None},
    "Rahoituksesta huolehtivat opetus- ja kulttuuriministeriö, jonka avustus on 48 000 euroa, ja Salon kaupunki "
    "16 000 euron omarahoitusosuudella.": {OKM: 48000, "Salon kaupunki": 16000},
    "Koneen Säätiö vastaa hankkeen kustannuksista.": {KONE: None},
    "Koneen Säätiö lahjoitti hankkeelle 4 000 euroa.": {KONE: 4000},
    "Koneen Säätiö antoi hankkeelle 4 000 euroa.": {KONE: 4000},
    "Taike ohjasi hankkeeseen 9 000 euroa.": {"Taike": 9000},
    "Työtä on tukenut apurahalla Suomen Kulttuurirahasto.": {SKR: None},
    "Hanketta sponsoroivat Malli Oy ja Salon Osuuspankki.": {"Malli Oy": None, "Salon Osuuspankki": None},
    # the money comes from somewhere
    "Rahoitus tulee sosiaali- ja terveysministeriöltä.": {STM: None},
    "Hankkeen rahat tulevat Koneen Säätiöltä (30 000 €) ja Salon kaupungilta (5 000 €).": {
        KONE: 30000,
        "Salon kaupunki": 5000,
    },
    "Rahoitus on saatu Koneen Säätiöltä.": {KONE: None},
    "Rahoitus hankkeeseen saatiin Taiteen edistämiskeskukselta.": {TAIKE: None},
    "Hankkeelle on myönnetty valtionavustusta sosiaali- ja terveysministeriöstä.": {STM: None},
    "Hankkeelle myönnettiin Koneen Säätiöltä 21 000 euroa.": {KONE: 21000},
    "Hanke on saanut tukea Koneen Säätiöltä 30 000 euroa sekä Opetushallitukselta 12 500 euroa.": {
        KONE: 30000,
        "Opetushallitus": 12500,
    },
    "Saimme hankkeeseen 30 000 euroa Koneen Säätiöltä.": {KONE: 30000},
    "Olemme saaneet hankkeeseen avustusta Taikelta.": {"Taike": None},
    "Hankkeeseen saatiin 20 000 euroa Taiteen edistämiskeskukselta ja 5 000 euroa Salon kaupungilta.": {
        TAIKE: 20000,
        "Salon kaupunki": 5000,
    },
    "Avustus on peräisin opetus- ja kulttuuriministeriöstä.": {OKM: None},
    "Apuraha tuli Suomen Kulttuurirahastolta.": {SKR: None},
    "Hanke sai alkunsa Koneen Säätiöltä saadusta apurahasta.": {KONE: None},
    "Hanke kuuluu Koneen Säätiön rahoittamiin hankkeisiin.": {KONE: None},
    # with the help of
    "Hanke toteutetaan Suomen Kulttuurirahaston Varsinais-Suomen rahaston apurahalla.": {
        "Suomen Kulttuurirahaston Varsinais-Suomen rahasto": None
    },
    "Kurssit järjestetään Koneen Säätiön varoilla.": {KONE: None},
    "Toimimme STEAn avustuksella.": {STEA: None},
    "Hanke toteutettiin Koneen Säätiön 10 000 euron tuella.": {KONE: 10000},
    "Pilotti tehtiin Salon kaupungin myöntämällä määrärahalla.": {"Salon kaupunki": None},
    "Esitykset tuotetaan Koneen Säätiön ja Salon kaupungin yhteisrahoituksella.": {
        KONE: None,
        "Salon kaupunki": None,
    },
    "Hanke toteutuu Koneen Säätiön tuen ansiosta.": {KONE: None},
    "Hankkeen kulut puolitetaan Salon seurakuntayhtymän ja Salon kaupungin kesken.": {
        "Salon seurakuntayhtymä": None,
        "Salon kaupunki": None,
    },
    "Kustannukset jaetaan Salon kaupungin ja Halikon seurakunnan kesken.": {
        "Salon kaupunki": None,
        "Halikon seurakunta": None,
    },
    # nouns
    "Hankkeen päärahoittaja on Koneen Säätiö.": {KONE: None},
    "Rahoittajina ovat Koneen Säätiö, Salon kaupunki ja Malli ry.": {
        KONE: None,
        "Salon kaupunki": None,
        "Malli ry": None,
    },
    "Koneen Säätiön osuus rahoituksesta on 60 000 euroa ja Salon kaupungin 15 000 euroa.": {
        KONE: 60000,
        "Salon kaupunki": 15000,
    },
    "Hankkeella on Koneen Säätiön rahoitus.": {KONE: None},
    "Toiminnan takana on Koneen Säätiön avustus, 22 000 euroa.": {KONE: 22000},
    "Opetus- ja kulttuuriministeriön avustus on 48 000 euroa.": {OKM: 48000},
    # names that only the sentence tells to be organisations
    "Toimintaa tukevat Nallikarin Ystävät ja Koneen Säätiö.": {"Nallikarin Ystävät": None, KONE: None},
    "Hanketta rahoittaa Mallilan Horisontti.": {"Mallilan Horisontti": None},
}

SWEDISH: dict[str, dict[str, float | None]] = {
    "Projektet finansieras av Svenska kulturfonden (12 000 euro) och Konstsamfundet (8 000 euro).": {
        KULT: 12000,
        KONST: 8000,
    },
    "Svenska kulturfonden har beviljat projektet 25 000 euro.": {KULT: 25000},
    "Projektet beviljades 25 000 euro av Svenska kulturfonden.": {KULT: 25000},
    "Projektet möjliggörs genom bidrag från Svenska kulturfonden och Konstsamfundet.": {KULT: None, KONST: None},
    "Verksamheten möjliggörs tack vare stöd från Svenska kulturfonden.": {KULT: None},
    "Svenska kulturfonden möjliggör projektet.": {KULT: None},
    "Projektet genomförs med hjälp av medel från Svenska kulturfonden.": {KULT: None},
    "Verkstäderna ordnas med bidrag ur Svenska kulturfonden.": {KULT: None},
    "Vasa stad bidrar med 5 000 euro.": {"Vasa stad": 5000},
    "Vasa stad står för kostnaderna.": {"Vasa stad": None},
    "För finansieringen svarar Svenska kulturfonden.": {KULT: None},
    "Kostnaderna delas mellan Vasa stad och Svenska kulturfonden.": {"Vasa stad": None, KULT: None},
    "Bidraget kommer från Konstsamfundet.": {KONST: None},
    "Pengarna kommer från Konstsamfundet.": {KONST: None},
    "Projektet har erhållit stöd från Konstsamfundet.": {KONST: None},
    "Vi har fått 10 000 euro av Konstsamfundet.": {KONST: 10000},
    "Konstsamfundets bidrag är 10 000 euro.": {KONST: 10000},
    "Projektet sponsoreras av Konstsamfundet.": {KONST: None},
    "Vasa stad deltar i finansieringen.": {"Vasa stad": None},
    "Vasa stad delfinansierar projektet.": {"Vasa stad": None},
    "Projektet får finansiellt stöd av Konstsamfundet.": {KONST: None},
}

ENGLISH: dict[str, dict[str, float | None]] = {
    "The project is funded by Kone Foundation (€30,000) and the City of Oulu (€5,000).": {
        "Kone Foundation": 30000,
        "City of Oulu": 5000,
    },
    "Kone Foundation has awarded the project a grant of 30,000 euros.": {"Kone Foundation": 30000},
    "Kone Foundation has granted €30,000 to the project.": {"Kone Foundation": 30000},
    "The work is made possible by a grant from Kone Foundation.": {"Kone Foundation": None},
    "The project is possible thanks to Kone Foundation.": {"Kone Foundation": None},
    "Thanks to support from the City of Oulu, the choir goes on.": {"City of Oulu": None},
    "The project has received 30,000 euros from Kone Foundation.": {"Kone Foundation": 30000},
    "The project receives funding from Kone Foundation.": {"Kone Foundation": None},
    "The costs are covered by the City of Oulu.": {"City of Oulu": None},
    "The City of Oulu contributed 5,000 euros to the project.": {"City of Oulu": 5000},
    "The City of Oulu pays for the project.": {"City of Oulu": None},
    "Funding was provided by Kone Foundation.": {"Kone Foundation": None},
    "Kone Foundation provides funding for the project.": {"Kone Foundation": None},
    "Kone Foundation is the main funder of the project.": {"Kone Foundation": None},
    "The project is financially supported by Kone Foundation.": {"Kone Foundation": None},
    "The project has been awarded a grant by Kone Foundation.": {"Kone Foundation": None},
    "The costs are shared between the City of Oulu and Kone Foundation.": {
        "City of Oulu": None,
        "Kone Foundation": None,
    },
}

MORE: dict[str, dict[str, float | None]] = {
    "Hankkeen on rahoittanut Suomen Kulttuurirahaston Pohjois-Savon rahasto.": {
        "Suomen Kulttuurirahaston Pohjois-Savon rahasto": None
    },
    "Kierrokset rahoittaa Pohjois-Karjalan rahasto 12 000 euron apurahalla.": {"Pohjois-Karjalan rahasto": 12000},
    "Toimintaa on tuettu Koneen Säätiön apurahalla (25 000 €).": {KONE: 25000},
    "Toimintaa tuetaan STEA-avustuksella.": {STEA: None},
    "Raha tuli Salon kaupungilta ja Halikon Osuuspankilta.": {"Salon kaupunki": None, "Halikon Osuuspankki": None},
    "Hankkeen budjetista Taike kattaa 30 000 euroa ja Salon kaupunki 10 000 euroa.": {
        "Taike": 30000,
        "Salon kaupunki": 10000,
    },
    "Taiteilijoiden palkkiot maksaa Taiteen edistämiskeskus, ja Salon kaupunki vastaa matkakuluista.": {
        TAIKE: None,
        "Salon kaupunki": None,
    },
    "Hanke rahoitetaan sosiaali- ja terveysministeriön terveyden edistämisen määrärahasta.": {STM: None},
    "Hankkeen rahoittajana toimii Satakuntaliitto, ja omarahoituksesta vastaa Malli ry.": {
        "Satakuntaliitto": None,
        "Malli ry": None,
    },
    "Salon kaupungin omarahoitusosuus on 4 500 €.": {"Salon kaupunki": 4500},
    "Museovirasto on myöntänyt hankkeelle 18 500 euron avustuksen.": {"Museovirasto": 18500},
    "Hankkeelle saatiin Museovirastolta 18 500 euroa.": {"Museovirasto": 18500},
    "Hankkeelle on haettu ja saatu avustusta Museovirastolta.": {"Museovirasto": None},
    "Kolmivuotista hanketta rahoittaa yhteensä 150 000 eurolla Koneen Säätiö.": {KONE: 150000},
    "Tukijoitamme ovat Koneen Säätiö ja Malli Oy.": {KONE: None, "Malli Oy": None},
    "Hanketta ovat olleet rahoittamassa Koneen Säätiö ja Salon kaupunki.": {KONE: None, "Salon kaupunki": None},
    "Mukana rahoittamassa ovat Koneen Säätiö ja Salon kaupunki.": {KONE: None, "Salon kaupunki": None},
    "Rahoituksen hankkeelle on myöntänyt Koneen Säätiö.": {KONE: None},
    "Apurahan työhön antoi Wihurin rahasto.": {"Wihurin rahasto": None},
    "Lahjoituksen teki Malli Oy.": {"Malli Oy": None},
    "Teos on tilattu Koneen Säätiön tuella, ja kaupunki antoi tilat.": {KONE: None},
    "Tuen hankkeelle myönsi Leader Karhuseutu (8 288 euroa).": {"Leader Karhuseutu": 8288},
    "Leader Karhuseudun myöntämä tuki on 8 288 €.": {"Leader Karhuseutu": 8288},
    "Hankkeen kokonaisbudjetti on 80 000 euroa, josta Koneen Säätiö maksaa 60 000 euroa ja Salon kaupunki 20 000 euroa.": {
        KONE: 60000,
        "Salon kaupunki": 20000,
    },
    "Kokonaiskustannukset ovat 40 000 euroa, josta EU:n osuus on 32 000 euroa.": {"EU": 32000},
    "Koneen Säätiö (40 000 €), Salon kaupunki (10 000 €) ja Malli ry (2 000 €) rahoittavat hanketta.": {
        KONE: 40000,
        "Salon kaupunki": 10000,
        "Malli ry": 2000,
    },
    "Hanketta rahoittavat puoliksi Salon kaupunki ja Halikon seurakunta.": {
        "Salon kaupunki": None,
        "Halikon seurakunta": None,
    },
    "Hanketta rahoittaa pääosin Koneen Säätiö ja lisäksi Salon kaupunki.": {KONE: None, "Salon kaupunki": None},
    "Rahoitus: Koneen Säätiö 40 000 euroa, Salon kaupunki 10 000 euroa": {KONE: 40000, "Salon kaupunki": 10000},
    "Rahoittajat: Koneen Säätiö (40 000 €) | Salon kaupunki (10 000 €)": {KONE: 40000, "Salon kaupunki": 10000},
    "Maksajana on Salon kaupunki.": {"Salon kaupunki": None},
    "Kustannukset maksetaan Koneen Säätiön apurahasta.": {KONE: None},
    "Toimintaa on pyöritetty Veikkauksen tuotoilla, jotka on myöntänyt STEA.": {STEA: None},
    "Koneen Säätiön rahoitus mahdollisti työpajat.": {KONE: None},
    "Työpajojen järjestämisen mahdollisti Koneen Säätiöltä saatu apuraha.": {KONE: None},
    "Hankkeella on ollut käytössään Taiteen edistämiskeskuksen erityisavustusta.": {TAIKE: None},
    "Esitykset olivat mahdollisia Koneen Säätiön ansiosta.": {KONE: None},
    "Kiertueen tukena on Suomen Kulttuurirahasto (9.500 €).": {SKR: 9500},
    "Finansiering: Svenska kulturfonden 12 000 euro, Vasa stad 3 000 euro": {KULT: 12000, "Vasa stad": 3000},
    "Svenska kulturfonden understöder projektet med 12 000 euro.": {KULT: 12000},
    "Projektet har beviljats 12 000 euro ur Svenska kulturfonden.": {KULT: 12000},
    "Projektet har beviljats finansiering av Svenska kulturfonden och Vasa stad.": {KULT: None, "Vasa stad": None},
    "Projektet är finansierat av Svenska kulturfonden.": {KULT: None},
    "Huvudfinansiär är Svenska kulturfonden; Vasa stad bidrar med 5 000 euro.": {KULT: None, "Vasa stad": 5000},
    "Finansiärer för projektet är Svenska kulturfonden och Vasa stad.": {KULT: None, "Vasa stad": None},
    "Projektet bekostas av Vasa stad och Malax kommun.": {"Vasa stad": None, "Malax kommun": None},
    "Med finansiellt stöd från Svenska kulturfonden ordnas kurser.": {KULT: None},
    "Vasa stad betalar hälften av kostnaderna.": {"Vasa stad": None},
    "Projektet stöds ekonomiskt av Konstsamfundet.": {KONST: None},
    "Svenska kulturfondens bidrag på 12 000 euro täcker lönerna.": {KULT: 12000},
    "Projektet får sin finansiering från Konstsamfundet.": {KONST: None},
    "The project is co-financed by the European Union and the City of Oulu.": {
        "European Union": None,
        "City of Oulu": None,
    },
    "The main funding comes from Kone Foundation.": {"Kone Foundation": None},
    "Support came from Kone Foundation and the City of Oulu.": {"Kone Foundation": None, "City of Oulu": None},
    "With a grant of €30,000 from Kone Foundation, the group toured.": {"Kone Foundation": 30000},
    "Funding: Kone Foundation, €30,000; City of Oulu, €5,000": {"Kone Foundation": 30000, "City of Oulu": 5000},
    "The project was realised with the financial support of Kone Foundation.": {"Kone Foundation": None},
    "Kone Foundation and the City of Oulu fund the project.": {"Kone Foundation": None, "City of Oulu": None},
    "Funders include Kone Foundation and the City of Oulu.": {"Kone Foundation": None, "City of Oulu": None},
    "The City of Oulu finances half of the project.": {"City of Oulu": None},
    "The project is financed with money from Kone Foundation.": {"Kone Foundation": None},
}

NO_PAYER = [
    "Koneen Säätiö tukee taidetta ja kulttuuria.",
    "Salon kaupunki tukee ikäihmisten osallisuutta kulttuurilla.",
    "Avustusta voi saada Salon kaupungilta.",
    "Hanke on osa Koneen Säätiön ohjelmaa.",
    "Taiteilijat tulevat Salon kansalaisopistosta.",
    "Ryhmä sai tukea Salon kaupungin työntekijöiltä.",
    "Osallistujat saivat tukea vertaisilta Salon seurakunnasta.",
    "Salon kaupunki antoi luvan käyttää tiloja.",
    "Hanke tukee osallistujia ja Salon kaupunkia.",
    "Palkinnon myönsi Suomen Kulttuurirahasto.",
    "Museo sai Euroopan unionin kulttuuriperintöpalkinnon.",
    "Hankkeen tuloksia esiteltiin Koneen Säätiön seminaarissa.",
    "Yhdistys saa toiminta-avustusta Salon kaupungilta, mutta hanke on erillinen.",
    "Liput maksavat 10 euroa, ja ne myy Salon kaupunki.",
    "Osallistuminen maksaa 5 euroa; ilmoittaudu Salon kansalaisopistoon.",
    "Salon kaupungin tukihenkilöt auttavat.",
    "Salon kaupungin rahoituspäällikkö kertoo lisää.",
    "Aiempi hanke Laulun aika sai rahoitusta STEAlta vuonna 2015.",
    "Vasa stad stöder delaktighet.",
    "Deltagarna fick stöd av Vasa stad.",
    "Priset delas ut av Svenska kulturfonden.",
    "Ansök om bidrag från Svenska kulturfonden.",
    "The project supports the City of Oulu in its strategy.",
    "Participants received support from the City of Oulu library.",
    "You can apply for a grant from Kone Foundation.",
    "Thanks to the City of Oulu for the cooperation.",
    "Lisäksi saamme Tampereen kaupungilta toiminta-avustusta, joka ei kohdistu tähän hankkeeseen.",
    "Tilat antaa käyttöön Kajaanin kaupunki.",
    "Salon kaupunki tarjoaa tilat maksutta.",
    "Ruoka-aineet lahjoittaa Malli Oy.",
    "Koneen Säätiöltä haetaan jatkorahoitusta.",
    "Koneen Säätiö ei rahoittanut hanketta.",
    "Hanke ei saanut rahoitusta Koneen Säätiöltä.",
    "Hanke tukee Salon kaupungin strategiaa.",
    "Hanke tukee ikäihmisten toimintakykyä Salon kaupungissa.",
    "Rahoitusta voi hakea Koneen Säätiöltä.",
    "Salon kaupunki vastaa hankkeen toteutuksesta.",
    "Vasa stad ställer lokaler till förfogande.",
    "Projektet söker stöd från Konstsamfundet.",
    "Konstsamfundet finansierar inte projektet.",
    "The City of Oulu provides the premises free of charge.",
    "The project was not funded by Kone Foundation.",
]


@pytest.mark.parametrize(
    ("sentence", "expected"), [*FINNISH.items(), *SWEDISH.items(), *ENGLISH.items(), *MORE.items()]
)
def test_who_pays_and_how_much(sentence: str, expected: dict[str, float | None]) -> None:
    assert paid(f"<p>{sentence}</p>") == expected


@pytest.mark.parametrize("sentence", NO_PAYER)
def test_who_does_not_pay(sentence: str) -> None:
    assert paid(f"<p>{sentence}</p>") == {}


# label and value as the page prints them, with the unit in the label or without any
LABELS: dict[str, dict[str, float | None]] = {
    "<h2>Päärahoittaja</h2><ul><li>Koneen Säätiö</li></ul><h2>Päärahoittajan myöntämä tuki (€)</h2><ul><li>212 000,00</li></ul>": {
        KONE: 212000
    },
    "<p>Rahoittaja: Koneen Säätiö<br>Myönnetty tuki (€): 18 500</p>": {KONE: 18500},
    "<p>Kustannusarvio: 11 840,00 €<br>Leader-tuki: 8 288,00 €<br>Rahoittaja: Euroopan maaseuturahasto</p>": {
        "Euroopan maaseuturahasto": 8288
    },
    "<p>Leader Karhuseudun rahoittama hanke. Hanke on rahoitettu Euroopan maaseuturahastosta.</p>": {
        "Euroopan maaseuturahasto": None
    },
    "<p>Rahoittaja: Koneen Säätiö<br>Haettu avustus: 18 500 €</p>": {KONE: None},
    "<p>Rahoittaja: Koneen Säätiö<br>Kokonaisrahoitus: 18 500 €</p>": {KONE: None},
    "<p>Rahoittajat: Koneen Säätiö ja Salon kaupunki<br>Omarahoitus: 5 000 €</p>": {KONE: None, "Salon kaupunki": None},
    "<p>Finansiär: Konstsamfundet<br>Beviljat bidrag: 18 500 euro</p>": {KONST: 18500},
    "<h2>Hankkeen rahoittajat</h2><img src='a.png' alt='Koneen Säätiön logo'><img src='b.png' alt='Salon kaupunki'>": {
        KONE: None,
        "Salon kaupunki": None,
    },
    "<h2>Yhteistyössä</h2><img src='a.png' alt='Koneen Säätiön logo'>": {},
    "<h2>Rahoittajat</h2><ul><li>Koneen Säätiö 18 500 €</li><li>Salon kaupunki 5 000 €</li></ul>": {
        KONE: 18500,
        "Salon kaupunki": 5000,
    },
    "<p>Hankkeen järjestää Keravan kaupunki. Taike avusti hanketta 20 000 eurolla, ja kaupunki maksoi loput 5 000 euroa.</p>": {
        "Taike": 20000,
        "Keravan kaupunki": 5000,
    },
}


@pytest.mark.parametrize(("html", "expected"), LABELS.items())
def test_labels_lists_and_logos(html: str, expected: dict[str, float | None]) -> None:
    assert paid(html) == expected


def test_a_column_of_sums_with_its_unit_in_the_header() -> None:
    table = (
        "<table><tr><th>Hanke</th><th>Rahoittaja</th><th>Tuki €</th></tr>"
        "<tr><td>Taidetta kotiin</td><td>Koneen Säätiö</td><td>9 450</td></tr></table>"
    )
    assert paid(table) == {KONE: 9450}


def _rows() -> list[dict[str, str]]:
    text = files("pipeline.read").joinpath("role_verbs.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["forms"][:30])
def test_every_example_holds_one_of_its_forms(row: dict[str, str]) -> None:
    assert any(re.search(phrase(form), row["example"], re.IGNORECASE) for form in row["forms"].split("|"))
