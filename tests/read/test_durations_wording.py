"""Many ways to say when an initiative begins and ends, in Finnish, Swedish and English, and what says neither."""

from __future__ import annotations

import pytest

from pipeline.document import parse
from pipeline.document.passages import passages
from pipeline.read.durations.reader import read
from pipeline.read.scope import Scope


def period(body: str) -> tuple[str | None, str | None]:
    """Start and end that are read from a page about the project Virta."""
    body = body if body.startswith("<") else f"<p>{body}</p>"
    page = parse(f"<html><body><main><h1>Virta</h1>{body}</main></body></html>", "https://kunta.example/")
    found = {f.field: f.value for f in read(Scope(page, "Virta", page.main, passages(page.main)))}
    return found.get("start"), found.get("end")


SAID = [
    ("Tunteja pidetään elokuusta 2019 toukokuuhun 2021.", "2019-08", "2021-05"),
    ("Pajoja järjestetään syyskuusta 2020 huhtikuuhun 2022.", "2020-09", "2022-04"),
    ("Toimintaa jatketaan elokuun 2024 loppuun.", None, "2024-08"),
    ("Hanketta jatketaan elokuun 2024 loppuun asti.", None, "2024-08"),
    ("Keväällä 2023 käynnistynyt Virta-hanke on teatteriryhmä.", "2023-21", None),
    ("Se aloitti tammikuussa 2024 ja päättyy joulukuussa 2025.", "2024-01", "2025-12"),
    ("Virta on kaksivuotinen hanke. Se aloitti tammikuussa 2024 ja päättyy joulukuussa 2025.", "2024-01", "2025-12"),
    ("Hanke toteutettiin vuosien 2019–2021 aikana.", "2019", "2021"),
    ("Hanke toteutettiin vuosien 2019 ja 2021 välisenä aikana.", "2019", "2021"),
    ("Hankkeessa järjestettiin vuosina 2019–2021 kymmenen näyttelyä.", "2019", "2021"),
    ("Hankkeen toiminta-aika on syksystä 2021 kevääseen 2023.", "2021-23", "2023-21"),
    ("Hanke starttaa elokuussa 2023 ja jatkuu vuoden 2025 loppuun saakka.", "2023-08", "2025-12"),
    ("Hanke pyörähti käyntiin maaliskuussa 2022.", "2022-03", None),
    ("Hanke polkaistiin käyntiin maaliskuussa 2022.", "2022-03", None),
    ("Hanke lähti liikkeelle maaliskuussa 2022.", "2022-03", None),
    ("Hanke sai alkunsa maaliskuussa 2022.", "2022-03", None),
    ("Hankkeen aloituspäivämäärä<br>01.09.2020", "2020-09-01", None),
    (
        "<p>Hankkeen aloituspäivämäärä</p><p>01.09.2020</p><p>Hankkeen päättymispäivämäärä</p><p>31.08.2023</p>",
        "2020-09-01",
        "2023-08-31",
    ),
    ("<p>Alkaa: 1.9.2020</p><p>Päättyy: 31.8.2023</p>", "2020-09-01", "2023-08-31"),
    ("<p>Alkoi 1.9.2020<br>Päättyi 31.8.2023</p>", "2020-09-01", "2023-08-31"),
    (
        "<table><tr><td>Alkaa</td><td>1.9.2020</td></tr><tr><td>Päättyy</td><td>31.8.2023</td></tr></table>",
        "2020-09-01",
        "2023-08-31",
    ),
    (
        "<table><tr><td>Alkamisajankohta</td><td>1.9.2020</td></tr><tr><td>Päättymisajankohta</td><td>31.8.2023</td></tr></table>",
        "2020-09-01",
        "2023-08-31",
    ),
    ("<dl><dt>Aloitettu</dt><dd>9/2020</dd><dt>Valmis</dt><dd>8/2023</dd></dl>", "2020-09", "2023-08"),
    (
        "<table><tr><td>Projektin kesto</td><td>1.11.2021 alkaen, päättyy 31.10.2023</td></tr></table>",
        "2021-11-01",
        "2023-10-31",
    ),
    ("<p>Kesto: 2 vuotta (alkaen 1.9.2021)</p>", "2021-09-01", None),
    ("<p>Ajankohta: 1.1.2021 – 31.12.2022 (24 kk)</p>", "2021-01-01", "2022-12-31"),
    ("<p>Milloin? Tammikuu 2021 – joulukuu 2022</p>", "2021-01", "2022-12"),
    ("<h2>Milloin?</h2><p>Tammikuu 2021 – joulukuu 2022</p>", "2021-01", "2022-12"),
    ("<p>Hankeaika: 1/2021-12/2022</p>", "2021-01", "2022-12"),
    ("<p>Hankeaika: 01/21-12/22</p>", "2021-01", "2022-12"),
    ("<p>Hankeaika: 1.1.21-31.12.22</p>", "2021-01-01", "2022-12-31"),
    ("<p>Hankeaika 01.01.2021—31.12.2022.</p>", "2021-01-01", "2022-12-31"),
    ("Hanke on saanut rahoituksen vuosille 2021–2023.", "2021", "2023"),
    ("Kolmivuotinen hanke päättyi kesäkuussa 2022.", None, "2022-06"),
    ("Hanke on jo päättynyt (2018–2020).", "2018", "2020"),
    ("Hankkeen toiminta on päättynyt 31.12.2020.", None, "2020-12-31"),
    ("Hanke päättyi vuoden 2020 lopussa.", None, "2020-12"),
    ("Hanke on päättynyt vuonna 2020.", None, "2020"),
    ("Hanke kesti syksystä 2018 kevääseen 2020.", "2018-23", "2020-21"),
    ("Hankkeen toteutus ajoittuu 1.8.2022–31.7.2024.", "2022-08-01", "2024-07-31"),
    ("Hanketyö alkoi elokuussa 2022 ja kestää kaksi vuotta.", "2022-08", None),
    ("Työ alkoi elokuussa 2022.", "2022-08", None),
    ("Toiminta käynnistyi 1.8.2022 ja se on käynnissä 31.7.2024 asti.", "2022-08-01", "2024-07-31"),
    ("Toiminta on käynnistynyt syyskuussa 2022.", "2022-09", None),
    ("Kokeilu on käynnissä lokakuusta 2023 maaliskuulle 2024.", "2023-10", "2024-03"),
    ("Hanke toteutetaan aikavälillä 1.2.2022-31.1.2024.", "2022-02-01", "2024-01-31"),
    ("Hankkeeseen on saatu rahoitusta vuoden 2024 loppuun.", None, "2024-12"),
    ("Hankkeessa tuotiin muskarit neuvolan odotustilaan syksyllä 2021 ja keväällä 2022.", "2021-23", "2022-21"),
    ("Hanke toteutetaan keväällä 2022.", "2022-21", "2022-21"),
    ("Hanke oli käynnissä vuosina 2019, 2020 ja 2021.", "2019", "2021"),
    ("Hanke alkaa 2.1.2023. Se päättyy 30.6.2024.", "2023-01-02", "2024-06-30"),
    ("Hanketta rahoittaa OKM, ja se kestää toukokuun 2025 loppuun.", None, "2025-05"),
    ("Hanke toimii touko-joulukuussa 2023.", "2023-05", "2023-12"),
    ("Hanke toteutetaan 1.5.–31.12.2023.", "2023-05-01", "2023-12-31"),
    ("Hankkeen ensimmäinen vaihe oli 2019–2020 ja toinen vaihe 2021–2022.", "2019", "2022"),
    ("Virta I toteutettiin 2015–2016.", "2015", "2016"),
    ("Virta käynnistyi helmikuun alussa 2023.", "2023-02", None),
    ("Virta alkoi helmikuun 1. päivänä 2023.", "2023-02-01", None),
    ("Hanke jatkui koronan vuoksi vuoden 2021 loppuun.", None, "2021-12"),
    ("Päättynyt 31.12.2022.", None, "2022-12-31"),
    ("Käynnissä 1.1.2023 alkaen.", "2023-01-01", None),
    ("Voimassa: 1.1.2023-31.12.2024", "2023-01-01", "2024-12-31"),
    ("Tila: päättynyt 12/2022", None, "2022-12"),
    ("Hankkeen tila: Käynnissä, 2023–2025", "2023", "2025"),
    ("Hanke on meneillään 2023–2025.", "2023", "2025"),
    ("Projektet pågår till och med den 31 augusti 2024.", None, "2024-08-31"),
    ("Projektet pågår t.o.m. 31.8.2024.", None, "2024-08-31"),
    ("Projektet pågår från och med januari 2022 till och med december 2023.", "2022-01", "2023-12"),
    ("Projektet pågår fr.o.m. 1.1.2022 t.o.m. 31.12.2023.", "2022-01-01", "2023-12-31"),
    ("Projektet pågår fram till våren 2024.", None, "2024-21"),
    ("Projektet startar i augusti 2023 och avslutas i juni 2025.", "2023-08", "2025-06"),
    ("Projektet startade hösten 2021.", "2021-23", None),
    ("Projektet rullar till slutet av 2024.", None, "2024-12"),
    ("Projektet rullar igång i januari 2024.", "2024-01", None),
    ("Projektet körde igång i januari 2024.", "2024-01", None),
    ("Projektet sattes igång våren 2022.", "2022-21", None),
    ("Projektet har pågått sedan våren 2022.", "2022-21", None),
    ("Projektet är tvåårigt och pågår under åren 2022–2023.", "2022", "2023"),
    ("Verksamheten fortsätter till utgången av maj 2024.", None, "2024-05"),
    ("Projektet genomförs mellan den 1 januari 2022 och den 31 december 2023.", "2022-01-01", "2023-12-31"),
    ("Projekttid: 1.1.2022–31.12.2023", "2022-01-01", "2023-12-31"),
    ("Projektstart: 1.1.2022", "2022-01-01", None),
    ("Projektets start: januari 2022<br>Projektets slut: december 2023", "2022-01", "2023-12"),
    (
        "<table><tr><td>Börjar</td><td>1.9.2020</td></tr><tr><td>Slutar</td><td>31.8.2023</td></tr></table>",
        "2020-09-01",
        "2023-08-31",
    ),
    ("Tidpunkt: januari 2022 – juni 2023", "2022-01", "2023-06"),
    ("Grupperna träffas från september 2022 till maj 2023.", "2022-09", "2023-05"),
    ("Projektet finansieras av Kulturfonden 2022–2024.", "2022", "2024"),
    ("Projektet avslutades vid årsskiftet 2022.", None, None),
    ("Projektet drogs igång 2019.", "2019", None),
    ("Projektet upphörde i december 2020.", None, "2020-12"),
    ("The project was launched in March 2021.", "2021-03", None),
    ("The project runs until the end of 2024.", None, "2024-12"),
    ("The project runs until 31 August 2024.", None, "2024-08-31"),
    ("The project runs between January 2022 and June 2024.", "2022-01", "2024-06"),
    ("The project was carried out between 2019 and 2021.", "2019", "2021"),
    ("The three-year project kicked off in autumn 2021.", "2021-23", None),
    ("The project got under way in May 2022.", "2022-05", None),
    ("The project has been running since May 2022.", "2022-05", None),
    ("The project came to an end in June 2023.", None, "2023-06"),
    ("The project will finish in June 2023.", None, "2023-06"),
    ("Project duration: 1 September 2021 – 31 August 2024", "2021-09-01", "2024-08-31"),
    ("Start date: 1 September 2021<br>End date: 31 August 2024", "2021-09-01", "2024-08-31"),
    ("Starts: 09/2021<br>Ends: 08/2024", "2021-09", "2024-08"),
    ("The project is funded for 2021–2024.", "2021", "2024"),
    ("The project takes place from September 2021 to May 2023.", "2021-09", "2023-05"),
    ("Project period: Sept 2021 – Aug 2024", "2021-09", "2024-08"),
    ("The project opened in May 2022 and closes in June 2024.", "2022-05", "2024-06"),
    ("Timeframe: 2021-2024", "2021", "2024"),
]


@pytest.mark.parametrize(("body", "start", "end"), SAID)
def test_said_in_many_ways(body: str, start: str | None, end: str | None) -> None:
    assert period(body) == (start, end)


OTHER = [
    "Näyttely on avoinna 1.2.–31.3.2023.",
    "Kurssi alkaa 1.2.2023 ja päättyy 1.4.2023.",
    "Ilmoittautuminen päättyy 31.1.2023.",
    "Yhdistys on toiminut vuodesta 1985.",
    "Ensi-ilta on 9.11.2023.",
    "Museo on avoinna 1.5.2023 alkaen.",
    "Lipunmyynti alkaa 1.5.2023.",
    "Syyskausi alkaa 14.9.2023.",
    "Talviloma 19.–25.2.2024.",
    "Teatteri perustettiin vuonna 1950.",
    "Konsertteja järjestetään 1.2.2023–15.2.2023.",
    "Anmälan senast 31.1.2024.",
    "Utställningen pågår till 31.3.2024.",
    "Hankkeen loppuraportti julkaistaan vuonna 2024.",
    "Kaupungin strategia on voimassa 2021–2025.",
    "Maakuntaohjelmaa toteutetaan vuosina 2022–2025.",
    "Kurssi pidetään syyskuusta 2022 toukokuuhun 2023.",
    "Työpaja pidetään syyskuusta lokakuuhun 2022.",
    "Näyttelyssä on teoksia syksyltä 2021 ja keväältä 2022.",
]


@pytest.mark.parametrize("sentence", OTHER)
def test_what_is_said_of_something_else(sentence: str) -> None:
    assert period(f"<p>Virta-hanke tuo taidetta.</p><p>{sentence}</p>") == (None, None)


def test_a_bare_line_under_the_heading_of_an_event_tells_nothing() -> None:
    assert period("<h2>Ilmoittautuminen</h2><p>Päättyy 31.12.2022.</p>") == (None, None)
