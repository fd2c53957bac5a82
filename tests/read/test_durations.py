"""How pages speak of the beginning and end of a project or network, read from HTML."""

from __future__ import annotations

import time

import pytest

from pipeline.document import parse
from pipeline.document.passages import passages
from pipeline.read.durations.reader import read
from pipeline.read.scope import Found, Scope


def scope_of(body: str, name: str = "Virta", kind: str = "project", own: slice | None = None) -> Scope:
    """A scope over a page: all of it, or a slice of its blocks with the rest shared."""
    if not body.startswith("<"):
        body = f"<p>{body}</p>"
    document = parse(f"<html lang=fi><body><main><h1>{name}</h1>{body}</main></body></html>", "https://kunta.example/")
    blocks = document.main
    if own is None:
        return Scope(document, name, blocks, passages(blocks), kind=kind)
    mine = blocks[own]
    rest = tuple(b for b in blocks if b not in mine)
    return Scope(document, name, mine, passages(mine), rest, passages(rest), sole=False, kind=kind)


def period(scope: Scope) -> tuple[str | None, str | None]:
    found = {f.field: f.value for f in read(scope)}
    return found.get("start"), found.get("end")


PROJECTS = [
    ("Hanke on käynnissä 1.1.2022–31.12.2023.", "2022-01-01", "2023-12-31"),
    ("Hankkeessa kehitetään palveluja ikäihmisille vuosina 2022–2024.", "2022", "2024"),
    ("Virta on kolmevuotinen (2022–2024) hanke.", "2022", "2024"),
    ("Toteutamme hanketta vuosina 2022 ja 2023.", "2022", "2023"),
    ("Kaksivuotinen Virta-hanke käynnistyi tammikuussa 2022.", "2022-01", None),
    ("Hankkeen rahoitus on myönnetty ajalle 1.3.2021-28.2.2023.", "2021-03-01", "2023-02-28"),
    ("Hankkeen toteuttamisaika: 1.3.2021-28.2.2023", "2021-03-01", "2023-02-28"),
    ("<p><strong>Hankkeen kesto</strong><br>1.3.2021-28.2.2023</p>", "2021-03-01", "2023-02-28"),
    ("<h2>Hankkeen toteutusaika</h2><p>Maaliskuu 2021 – helmikuu 2023</p>", "2021-03", "2023-02"),
    ("<h2>Milloin hanke toteutetaan?</h2><p>1.3.2021-28.2.2023</p>", "2021-03-01", "2023-02-28"),
    ("Projekti toteutettiin 1.3.2021–28.2.2023 välisenä aikana.", "2021-03-01", "2023-02-28"),
    (
        "Hanke sai jatkoaikaa 30.6.2024 saakka. Hanke alkoi 1.1.2022 ja sen oli määrä päättyä 31.12.2023.",
        "2022-01-01",
        "2024-06-30",
    ),
    ("Hanke alkaa vuoden 2022 alusta ja kestää kesäkuun 2024 loppuun.", "2022-01", "2024-06"),
    ("Projektin toiminta-aika on 2022-2024.", "2022", "2024"),
    ("STEA rahoittaa hanketta vuosina 2022–2024.", "2022", "2024"),
    ("Hanke rahoitetaan STEA-avustuksella 2022–2024.", "2022", "2024"),
    ("Virta-hankkeen hakuaika päättyy 31.3.2022.", None, None),
    ("Hankkeen loppuseminaari pidettiin 12.12.2023.", None, None),
    ("Virta perustuu Kulttuuriohjelmaan 2020–2025.", None, None),
    ("Yhdistys on toiminut vuodesta 1985.", None, None),
    ("Hankkeen rahoittaja on EU:n ohjelmakausi 2014–2020.", None, None),
    ("Hanketta rahoitetaan ohjelmakaudella 2021–2027 Euroopan sosiaalirahastosta.", None, None),
    ("Hanke kuuluu Kestävää kasvua ja työtä 2014–2020 -rakennerahasto-ohjelmaan.", None, None),
    ("Hanketta edelsi Koski-hanke, joka toteutettiin 2015–2017.", None, None),
    ("Projektet pågår under tiden 1.1.2022–31.12.2023.", "2022-01-01", "2023-12-31"),
    ("Projektet genomförs under åren 2022-2024.", "2022", "2024"),
    ("Projektet startade i januari 2022 och avslutas i december 2023.", "2022-01", "2023-12"),
    ("Det treåriga projektet (2021–2023) finansieras av Svenska kulturfonden.", "2021", "2023"),
    ("Projektet pågår till slutet av 2023.", None, "2023-12"),
    ("Projektet är ett tvåårigt projekt som inleddes 1.8.2021.", "2021-08-01", None),
    ("Projektets tidsperiod: 1.8.2021–31.7.2023", "2021-08-01", "2023-07-31"),
    ("The project runs from 1 September 2020 to 31 August 2023.", "2020-09-01", "2023-08-31"),
    ("The three-year project (2020–2022) is funded by Erasmus+.", "2020", "2022"),
    ("The project was launched in autumn 2020 and will end in spring 2023.", "2020-23", "2023-21"),
    ("The project started in September 2020 and continued until the end of 2022.", "2020-09", "2022-12"),
    ("Project duration: 36 months, 1.9.2020–31.8.2023", "2020-09-01", "2023-08-31"),
    ("Virta is a Creative Europe project that ran between January 2020 and June 2022.", "2020-01", "2022-06"),
    ("Hanke käynnistyi keväällä 2021 ja jatkuu kesään 2023 saakka.", "2021-21", "2023-22"),
    ("Hanketta toteutetaan 1.1.2022 alkaen.", "2022-01-01", None),
    ("Hanke jatkuu vuoteen 2025.", None, "2025"),
    ("Hanke päättyi vuonna 2020.", None, "2020"),
    ("Hankkeen toiminta on päättynyt 31.12.2020.", None, "2020-12-31"),
    ("Hanke on päättynyt. Hankeaika oli 1.8.2018-31.7.2020.", "2018-08-01", "2020-07-31"),
    (
        "<table><tr><th>Aloituspäivä</th><td>1.8.2018</td></tr><tr><th>Päättymispäivä</th><td>31.7.2020</td></tr></table>",
        "2018-08-01",
        "2020-07-31",
    ),
    (
        "<table><tr><th>Alkaa</th><td>8/2018</td></tr><tr><th>Päättyy</th><td>7/2020</td></tr></table>",
        "2018-08",
        "2020-07",
    ),
    (
        "<dl><dt>Hankkeen aloitusvuosi</dt><dd>2018</dd><dt>Hankkeen päättymisvuosi</dt><dd>2020</dd></dl>",
        "2018",
        "2020",
    ),
    ("Aikataulu: syyskuu 2022 - toukokuu 2023", "2022-09", "2023-05"),
    ("Aika: 2022–2023", "2022", "2023"),
    ("Ajankohta: 1.1.2022–31.12.2023", "2022-01-01", "2023-12-31"),
    ("Toteutusvuodet: 2022–2023", "2022", "2023"),
    ("Hankekausi: 2022–2023", "2022", "2023"),
    ("Projektiaika 01.01.2022 - 31.12.2023", "2022-01-01", "2023-12-31"),
    ("Kesto 2022–2023", "2022", "2023"),
    ("Voimassa: 1.1.2022–31.12.2023", "2022-01-01", "2023-12-31"),
    ("Tidpunkt: 1.1.2022–31.12.2023", "2022-01-01", "2023-12-31"),
    ("Projektperiod: 1.1.2022–31.12.2023", "2022-01-01", "2023-12-31"),
    ("Projekttid 1.1.2022–31.12.2023", "2022-01-01", "2023-12-31"),
    ("Tidsram: 2022–2023", "2022", "2023"),
    ("Project period 2022–2023", "2022", "2023"),
    ("Duration: September 2022 – August 2024", "2022-09", "2024-08"),
    ("Timeline: 2022–2024", "2022", "2024"),
    ("Time: 1.1.2022-31.12.2023", "2022-01-01", "2023-12-31"),
    ("Implementation: 2022–2024", "2022", "2024"),
    (
        "Hanke toteutetaan vaiheittain: ensimmäinen vaihe 1.1.2022–31.12.2022 ja toinen vaihe 1.1.2023–31.12.2023.",
        "2022-01-01",
        "2023-12-31",
    ),
    ("Pilottihanke toteutettiin syksyllä 2023.", "2023-23", "2023-23"),
    ("Hanke toteutettiin kevään 2023 aikana.", "2023-21", "2023-21"),
    ("Hanke toteutuu kevätkaudella 2023.", "2023-21", "2023-21"),
    ("Hankkeen työ alkoi 1.8.2022, kun hankekoordinaattori aloitti.", "2022-08-01", None),
    ("Työskentely aloitettiin syksyllä 2022 ja hanke päättyy keväällä 2024.", "2022-23", "2024-21"),
    ("Hanke, joka alkoi 1.8.2022, päättyy 31.7.2024.", "2022-08-01", "2024-07-31"),
    ("Vuoden 2022 alussa käynnistynyt hanke päättyy vuoden 2024 lopussa.", "2022-01", "2024-12"),
    ("Hankeaika päättyy 31.12.2024.", None, "2024-12-31"),
    ("Hankkeelle on myönnetty rahoitus vuosille 2023–2025.", "2023", "2025"),
    ("Hankkeen toimintakausi on 1.1.2023 - 31.12.2025.", "2023-01-01", "2025-12-31"),
    ("Hanketta on rahoitettu vuosina 2023-2025.", "2023", "2025"),
    ("Opetus- ja kulttuuriministeriö myönsi vuonna 2021 hankkeelle 50 000 euroa.", None, None),
    ("Kehittämishanke Virta 2022–2024 edistää kulttuurihyvinvointia.", "2022", "2024"),
    ("Virta (1.9.2022–31.8.2024) edistää kulttuurihyvinvointia.", "2022-09-01", "2024-08-31"),
    ("Hankkeen kesto on kaksi vuotta (2022-2023).", "2022", "2023"),
    ("Kesto: 2 vuotta (1.9.2022 alkaen)", "2022-09-01", None),
    ("Hankkeen aikajänne on 2022–2024.", "2022", "2024"),
    ("Hanketyö käynnistyi elokuussa 2022.", "2022-08", None),
    ("Tutkimushanke kestää elokuun 2022 alusta heinäkuun 2024 loppuun.", "2022-08", "2024-07"),
    ("Hanke toimi vuosien 2019–2021 aikana.", "2019", "2021"),
    ("Hankkeen toteutus ajoittuu aikavälille 3/2021-12/2022.", "2021-03", "2022-12"),
    ("Taidetoiminta hoivakodeissa alkoi keväällä 2021.", None, None),
    ("Hankkeen projektikoordinaattorina toimi 31.8.2022 asti Maija Malli.", None, None),
    ("Maija Malli on työskennellyt hankkeessa vuodesta 2021.", None, None),
    ("Kaupunki on järjestänyt kulttuurikävelyjä vuodesta 2015.", None, None),
    ("Virta-festivaali järjestettiin 12.–14.5.2023.", None, None),
    ("Hankkeen koulutukset alkavat syksyllä 2023.", None, None),
    ("Ilmoittautuminen koulutukseen päättyy 31.8.2023.", None, None),
    ("Hankkeessa tehtiin vuonna 2022 kysely, johon vastasi 300 asukasta.", None, None),
    ("Lue lisää: Hankkeen tiedote 12.3.2022", None, None),
    ("Hankkeen verkkosivut avattiin 1.9.2022.", None, None),
    ("Aluksi hankkeelle haettiin rahoitusta vuonna 2019. Hanke käynnistyi lopulta 1.3.2020.", "2020-03-01", None),
    ("Hankkeen ensimmäinen työpaja pidettiin 3.3.2021, ja hanke päättyy 31.12.2022.", None, "2022-12-31"),
    ("Opetus- ja kulttuuriministeriö rahoittaa hanketta 100 000 eurolla vuosina 2021–2023.", "2021", "2023"),
    ("Hanke saa STEA-rahoitusta vuosille 2021–2023 yhteensä 300 000 euroa.", "2021", "2023"),
    ("Hankkeen kokonaisbudjetti on 2000 euroa.", None, None),
    ("Vuonna 2030 joka viides on yli 75-vuotias. Hanke vastaa tähän.", None, None),
    ("Kulttuurihyvinvointi on maailmalla kasvanut 2000-luvulla.", None, None),
    ("Virta on jatkoa vuosina 2015–2017 toteutetulle Koski-hankkeelle.", None, None),
    ("Hankkeen pohjana on vuonna 2018 julkaistu selvitys.", None, None),
    ("Hanke pyörähti käyntiin tammikuussa 2021 ja päättyi kesäkuussa 2022.", "2021-01", "2022-06"),
    ("Hankkeen toiminta starttasi syyskuun alussa 2021.", "2021-09", None),
    ("Virta-hanke päättyi vuodenvaihteessa 2022–2023.", None, None),
    ("Hanketta jatketaan vuoden 2024 loppuun saakka.", None, "2024-12"),
    ("Toteuttajana on Kunta. Hanke toteutuu aikavälillä 1.1.2021–31.12.2022.", "2021-01-01", "2022-12-31"),
    (
        "<table><tr><td>Nimi</td><td>Virta</td></tr><tr><td>Kesto</td><td>1.1.2021 - 31.12.2022</td></tr></table>",
        "2021-01-01",
        "2022-12-31",
    ),
    ("<p><b>Hankkeen kesto:</b> 2 vuotta (2021-2022)</p>", "2021", "2022"),
    ("<p><b>Hankkeen kesto:</b> 24 kk, alkaen 1.3.2021</p>", "2021-03-01", None),
    ("<h2>Kesto</h2><p>Hanke käynnistyi maaliskuussa 2021 ja kestää vuoden 2022 loppuun.</p>", "2021-03", "2022-12"),
    (
        "<h3>Hankkeen kesto ja rahoitus</h3><p>Hanke toteutetaan 1.1.2021–31.12.2022. Rahoittaja on ESR.</p>",
        "2021-01-01",
        "2022-12-31",
    ),
    ("<h2>Toteutus</h2><p>Hankkeen toteutus alkoi elokuussa 2021.</p>", "2021-08", None),
    ("<ul><li>Hankeaika: 1.4.2021–31.3.2023</li><li>Budjetti: 20 000 €</li></ul>", "2021-04-01", "2023-03-31"),
    ("<p>Virta 1.4.2021–31.3.2023</p>", "2021-04-01", "2023-03-31"),
    ("<p>Hanke 2021–2023</p>", "2021", "2023"),
    ("<p>ESR-hanke, 2021–2023</p>", "2021", "2023"),
    ("<p>1.4.2021 → 31.3.2023</p>", "2021-04-01", "2023-03-31"),
    ("<p>Hankkeen kesto 1.4.2021 alkaen 31.3.2023 saakka.</p>", "2021-04-01", "2023-03-31"),
    ("<p>Toteutusaika: kevät 2021 - syksy 2022</p>", "2021-21", "2022-23"),
    ("<p>Hankeaika: 01.04.21 - 31.03.23</p>", "2021-04-01", "2023-03-31"),
    ("<p>Hankeaika: 4/21–3/23</p>", "2021-04", "2023-03"),
    ("<p>Hankkeen aloitus: 1.4.2021. Hankkeen päättyminen: 31.3.2023.</p>", "2021-04-01", "2023-03-31"),
    ("<p>Alkamisaika: 1.4.2021<br>Päättymisaika: 31.3.2023</p>", "2021-04-01", "2023-03-31"),
    ("<p>Projektin kesto: huhtikuu 2021–maaliskuu 2023 (24 kk)</p>", "2021-04", "2023-03"),
    ("<p>Projektet inleddes i augusti 2021 och löper till och med juli 2023.</p>", "2021-08", "2023-07"),
    ("<p>Projektet fick finansiering för åren 2021–2023 av Svenska kulturfonden.</p>", "2021", "2023"),
    ("<p>Vårt projekt startade 2021 och fortsätter till 2023.</p>", "2021", "2023"),
    ("<p>Ansökningstiden är 1.2–15.3.2022.</p>", None, None),
    ("<p>Projektet ingår i EU:s programperiod 2014–2020.</p>", None, None),
    ("<p>Slutseminariet hölls 24.8.2023 i Helsingfors.</p>", None, None),
    ("<p>Föreningen grundades 1985 och har arbetat med konst sedan 1990.</p>", None, None),
    ("<p>This three-year project began on 1 March 2021.</p>", "2021-03-01", None),
    ("<p>The project is funded by Creative Europe for 2021–2023.</p>", "2021", "2023"),
    ("<p>The project will be implemented between 1.3.2021 and 28.2.2023.</p>", "2021-03-01", "2023-02-28"),
    ("<p>The final conference took place in Turku on 5 May 2023.</p>", None, None),
    ("<p>The organisation was founded in 1994.</p>", None, None),
    ("<p>Project dates: 03/2021–02/2023</p>", "2021-03", "2023-02"),
    ("<p>Start: 1.3.2021 End: 28.2.2023</p>", "2021-03-01", "2023-02-28"),
    ("<p>Virta (2021–) on kulttuurihyvinvoinnin hanke.</p>", "2021", None),
    ("<p>Virta on vuonna 2021 alkanut hanke.</p>", "2021", None),
    ("<p>Hankkeen aikana 2021–2023 luotiin malleja.</p>", "2021", "2023"),
    ("<p>Hanke alkoi maaliskuussa. Se päättyy 2023.</p>", None, "2023"),
    ("<p>Hanke oli käynnissä kaksi vuotta, 2021–2022.</p>", "2021", "2022"),
    ("<p>Hanke on päättynyt (2019–2021).</p>", "2019", "2021"),
    ("<p>Hankkeen tulokset esitellään loppuseminaarissa 15.11.2023.</p>", None, None),
    ("<p>Olemme mukana Virta-hankkeessa 1.1.2021–30.6.2023.</p>", "2021-01-01", "2023-06-30"),
    ("<p>Kulttuurilähete-pilotti 1.9.–31.12.2023</p>", None, None),
]

NETWORKS = [
    ("Verkosto on toiminut jo vuodesta 2009.", "2009", None),
    ("Virta perustettiin syksyllä 2014.", "2014-23", None),
    ("Vuonna 2015 perustettu verkosto kokoaa alan toimijat.", "2015", None),
    ("Verkosto syntyi Koski-hankkeen (2010–2012) jatkoksi vuonna 2013.", "2013", None),
    ("Nätverket har funnits sedan 2012.", "2012", None),
    ("Nätverket grundades år 2012.", "2012", None),
    ("The network was established in 2015.", "2015", None),
    ("Virta has been active since 2015.", "2015", None),
    ("Verkoston toiminta alkoi 2016 hankkeena.", "2016", None),
    ("Verkosto sai alkunsa keväällä 2016.", "2016-21", None),
    ("Verkosto kokoontuu 12.3.2024 Turussa.", None, None),
    ("Verkosto on kokoontunut vuodesta 2011 lähtien.", "2011", None),
    ("Verkoston toimintasuunnitelma 2023–2025", None, None),
    ("Verkosto aloitti toimintansa 1.1.2019.", "2019-01-01", None),
    ("Verkostoa on koordinoinut vuodesta 2020 Taike.", None, None),
]


@pytest.mark.parametrize(("body", "start", "end"), PROJECTS, ids=[row[0][:60] for row in PROJECTS])
def test_project(body: str, start: str | None, end: str | None) -> None:
    assert period(scope_of(body)) == (start, end)


@pytest.mark.parametrize(("body", "start", "end"), NETWORKS, ids=[row[0][:60] for row in NETWORKS])
def test_network(body: str, start: str | None, end: str | None) -> None:
    assert period(scope_of(body, kind="network")) == (start, end)


@pytest.mark.parametrize(
    "body",
    [
        "Sivu päivitetty 1.2.2024.",
        "Hakuaika: 1.2.–31.3.2024",
        "Näyttely on avoinna 1.2.–31.5.2024.",
        "<p>Loppuseminaari: 1.12.2021</p>",
        "<figure><img src=x alt=x><figcaption>Kuva 1.1.2020–31.12.2021</figcaption></figure>",
        "Hanke kuuluu Kansalliseen ikäohjelmaan 2020–2023.",
        "Työ perustuu hyvinvointisuunnitelmaan 2021–2025.",
        "Yhdistys perustettiin vuonna 1962.",
        "Hankkeen loppuraportti valmistui 14.6.2023.",
        "Kysely on auki 15.4.–31.5.2019.",
        "Kulttuurisote-hanke toteutettiin vuonna 2018.",
        "Projektet Havsbris genomfördes 2018–2019.",
        "The Seaside project ended in 2019.",
        "<p>Edellinen hanke päättyi 31.12.2019.</p>",
        "<ul><li>12.3.2022 Tarinatyöpaja, seurantalo</li><li>4.–5.6.2022 Avoimet ateljeet</li></ul>",
        "",
    ],
)
def test_what_is_no_duration(body: str) -> None:
    assert period(scope_of(body)) == (None, None)


def test_label_wins_over_sentence_and_name() -> None:
    body = "<p>Kesto: 1.3.2016 – 28.2.2019</p><p>Projekti alkoi tammikuussa 2016 ja päättyy joulukuussa 2018.</p>"
    assert period(scope_of(body, "Space (2015–2018)")) == ("2016-03-01", "2019-02-28")


def test_a_finer_sentence_refines_the_years_of_the_heading() -> None:
    body = "<h2>Taidetuulahdus (2017–2018)</h2><p>Hanke alkoi elokuussa 2017 ja päättyi helmikuussa 2018.</p>"
    assert period(scope_of(body, "Taidetuulahdus")) == ("2017-08", "2018-02")


def test_an_extension_moves_the_end() -> None:
    body = "<p>Toteutusaika: 9/2019 – 8/2021, jatkettu koronan vuoksi 28.2.2022 saakka</p>"
    assert period(scope_of(body)) == ("2019-09", "2022-02-28")


def test_phases_make_one_period() -> None:
    assert period(scope_of("<p>Kesto: 1. vaihe 1/2020–12/2020, 2. vaihe 1/2021–6/2022</p>")) == ("2020-01", "2022-06")


def test_two_projects_in_one_heading_have_each_their_own_years() -> None:
    body = "<h2>Harrastelaturi (2017–2018) ja Taidelaturi (2018–2019)</h2><p>Molemmat tavoittivat nuoria.</p>"
    assert period(scope_of(body, "Harrastelaturi", own=slice(1, None))) == ("2017", "2018")
    assert period(scope_of(body, "Taidelaturi", own=slice(1, None))) == ("2018", "2019")


def test_the_page_around_counts_where_it_names_the_initiative() -> None:
    body = "<p>Satakunnan alueverkosto aloitti keväällä 2018.</p><h2>Satakunta</h2><p>Kokoontuu Porissa.</p>"
    mine = scope_of(body, "Satakunnan alueverkosto", kind="network", own=slice(2, None))
    other = scope_of(body, "Lapin alueverkosto", kind="network", own=slice(2, None))
    assert period(mine) == ("2018-21", None)
    assert period(other) == (None, None)


def test_it_refers_to_what_the_sentence_before_speaks_of() -> None:
    own = "Virta on taiteilijoiden verkosto. Se perustettiin vuonna 2010, ja mukana on 40 yhdistystä."
    strange = "Mallina oli Koski-hanke. Se alkoi vuonna 2010."
    assert period(scope_of(own, kind="network")) == ("2010", None)
    assert period(scope_of(strange)) == (None, None)


def test_a_labels_block_may_stand_above_its_value() -> None:
    body = "<div>Hankkeen alkamisvuosi</div><div>2016</div><div>Hankkeen päättymisvuosi</div><div>2017</div>"
    assert period(scope_of(body)) == ("2016", "2017")


def test_evidence_is_the_page_s_own_words() -> None:
    scope = scope_of("<p>Hankkeen kesto: 1.12.2020-30.6.2022</p><p>Muuta tekstiä.</p>")
    found: list[Found[str]] = read(scope)
    assert [f.field for f in found] == ["start", "end"]
    for item in found:
        assert item.quote == "Hankkeen kesto: 1.12.2020-30.6.2022"
        assert item.raw == "1.12.2020-30.6.2022"
        assert item.quote in item.block.text
        assert item.rule == "durations.label.range"


def test_end_never_comes_before_start() -> None:
    assert period(scope_of("<p>Hanke alkoi 1.1.2022.</p><p>Hanke päättyi 31.12.2020.</p>")) == ("2022-01-01", None)


@pytest.mark.parametrize(
    "unit",
    ["Hanke alkoi 1.1.2020, ", "1.1.2020 ", "Hanke (2020–2021) ", "Virta-hanke 2020. ", "hanke, joka alkoi ", "2020: "],
)
def test_time_is_linear(unit: str) -> None:
    scope = scope_of(unit * (60_000 // len(unit)))
    began = time.perf_counter()
    read(scope)
    assert time.perf_counter() - began < 20
