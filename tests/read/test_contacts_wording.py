"""Contacts as pages word them: order of titles, spelling of numbers, cases, teams, former workers. Names invented."""

from __future__ import annotations

import time

import pytest

from pipeline.document import parse
from pipeline.document.passages import passages
from pipeline.read.contacts.reader import read
from pipeline.read.scope import Scope

LEAD = "<p>Virta-hanke tuo taidetta kyliin ja kokoaa tekijöitä yhteen koko maakunnassa.</p>"
Row = tuple[str | None, str | None, str | None, str | None]


def contacts(body: str) -> list[Row]:
    """Name, role, address and number of each contact of the project Virta."""
    page = parse(f"<html><body><main><h1>Virta</h1>{LEAD}{body}</main></body></html>", "https://kunta.example/")
    found = [f.value for f in read(Scope(page, "Virta", page.main, passages(page.main)))]
    return [(c.name, c.role, c.email, c.phone) for c in found]


SHAPES: list[tuple[str, list[Row]]] = [
    (
        "<h4>Kuka vastaa?</h4><ul><li>Tanssitaiteilija, hankevastaava Xanni Mallila, p. 040 – 123 4567</li><li>Tuottaja Pekka Mallinen, tuotanto@kunta.example</li></ul>",
        [
            ("Xanni Mallila", "tanssitaiteilija, hankevastaava", None, "+358401234567"),
            ("Pekka Mallinen", "tuottaja", "tuotanto@kunta.example", None),
        ],
    ),
    (
        '<ul><li><span class="a">Kysy</span><span class="b">Yleisötyöntekijä Xanni Mallila<br>xanni.mallila ät kunta.example<br>040 1234 567</span></li></ul>',
        [("Xanni Mallila", "yleisötyöntekijä", "xanni.mallila@kunta.example", "+358401234567")],
    ),
    (
        "<p>Kysymyksiin hankkeesta vastaa hankeneuvoja Xanni Ala-Malli, p. 040 123 45 67, xanni.ala-malli@kunta.example.</p>",
        [("Xanni Ala-Malli", "hankeneuvoja", "xanni.ala-malli@kunta.example", "+358401234567")],
    ),
    (
        '<h2>TULE MUKAAN</h2><p>Ohjaaja Xanni Mallila</p><p>WhatsApp +358 (0)40 123 4567</p><p><object height="0"><a href="mailto:xanni@kunta.example">xanni@kunta.example</a></object></p>',
        [("Xanni Mallila", "ohjaaja", "xanni@kunta.example", "+358401234567")],
    ),
    (
        "<h3>Ilmoittautuminen ja kysymykset</h3><p>Vastaava ohjaaja Maija Malli<br>tekstiviestillä 0401 234 567</p>",
        [("Maija Malli", "vastaava ohjaaja", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli<br>Projektipäällikkö<br>0 4 0 – 1 2 3 4 5 6 7</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli, projektipäällikkö, 040.123.4567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli, projektipäällikkö, +358-40-123 4567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli, projektipäällikkö, 00358 40 1234567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli, projektipäällikkö, 040-12 34 567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli, projektipäällikkö, 040/123 4567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli, projektipäällikkö, (040) 1234567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    ("<p>Soita tai laita viestiä: Maija Malli 040 123 4567</p>", [("Maija Malli", None, None, "+358401234567")]),
    (
        "<p>Ota yhteyttä WhatsAppilla tai Signalilla: hankekoordinaattori Maija Malli, 040 123 4567</p>",
        [("Maija Malli", "hankekoordinaattori", None, "+358401234567")],
    ),
    (
        "<p>Lisätietoja antaa hankevastaava Maija Malli: maija.malli@kunta.example tai tekstiviestillä 040 123 4567.</p>",
        [("Maija Malli", "hankevastaava", "maija.malli@kunta.example", "+358401234567")],
    ),
    (
        "<p>Lisätietoja hankkeesta saat Maija Mallilta, maija.malli@kunta.example.</p>",
        [("Maija Malli", None, "maija.malli@kunta.example", None)],
    ),
    (
        "<p>Ota yhteyttä hankkeen koordinaattoriin Maija Malliin (maija.malli@kunta.example).</p>",
        [("Maija Malli", "koordinaattori", "maija.malli@kunta.example", None)],
    ),
    (
        "<p>Voit olla yhteydessä projektityöntekijään Maija Malliin, puh. 040 123 4567.</p>",
        [("Maija Malli", "projektityöntekijä", None, "+358401234567")],
    ),
    (
        "<p>Lisätietoja saa tuottajalta Maija Mallilta, 040 123 4567.</p>",
        [("Maija Malli", "tuottaja", None, "+358401234567")],
    ),
    (
        "<p>Hankkeen yhteyshenkilöinä toimivat tuottaja Maija Malli (040 123 4567) ja ohjaaja Pekka Mallinen (pekka.mallinen@kunta.example).</p>",
        [
            ("Maija Malli", "tuottaja", None, "+358401234567"),
            ("Pekka Mallinen", "ohjaaja", "pekka.mallinen@kunta.example", None),
        ],
    ),
    (
        "<h2>Vastaavat ohjaajat</h2><p>Maija Malli, 040 123 4567</p><p>Pekka Mallinen, pekka.mallinen@kunta.example</p>",
        [
            ("Maija Malli", "vastaava ohjaaja", None, "+358401234567"),
            ("Pekka Mallinen", "vastaava ohjaaja", "pekka.mallinen@kunta.example", None),
        ],
    ),
    ("<h2>Ohjaajat</h2><p>Maija Malli, 040 123 4567</p>", [("Maija Malli", "ohjaaja", None, "+358401234567")]),
    (
        "<h2>Yhteystiedot</h2><p>Zainab Al-Mallah<br>projektikoordinaattori<br>zainab.al-mallah@kunta.example</p>",
        [("Zainab Al-Mallah", "projektikoordinaattori", "zainab.al-mallah@kunta.example", None)],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Nguyen Thi Malli<br>nguyen.malli@kunta.example</p>",
        [("Nguyen Thi Malli", None, "nguyen.malli@kunta.example", None)],
    ),
    (
        "<p>Projektledare Ebba-Stina Mallqvist, tfn 040 123 4567, ebba-stina.mallqvist@kommun.example</p>",
        [("Ebba-Stina Mallqvist", "projektledare", "ebba-stina.mallqvist@kommun.example", "+358401234567")],
    ),
    (
        "<p>För mer information, kontakta projektledare Maja Malm, maja.malm@kommun.example.</p>",
        [("Maja Malm", "projektledare", "maja.malm@kommun.example", None)],
    ),
    (
        "<p>Kontaktperson för projektet är kulturproducent Maja Malm, tfn 040 123 4567.</p>",
        [("Maja Malm", "kulturproducent", None, "+358401234567")],
    ),
    ("<p>Vid frågor, hör av dig till Maja Malm, 040 123 4567.</p>", [("Maja Malm", None, None, "+358401234567")]),
    ("<p>Vill du vara med? Ring Maja Malm, 040 123 4567.</p>", [("Maja Malm", None, None, "+358401234567")]),
    (
        "<h2>Kontakt</h2><p>Maja Malm<br>projektledare<br>fornamn.efternamn@kommun.example<br>040 123 4567</p>",
        [("Maja Malm", "projektledare", "maja.malm@kommun.example", "+358401234567")],
    ),
    (
        "<h2>Contact</h2><p>Mary Model, PhD<br>Principal Investigator<br>mary.model(at)uni.example</p>",
        [("Mary Model", "principal investigator", "mary.model@uni.example", None)],
    ),
    (
        "<p>For more information, please contact project coordinator Mary Model at mary.model@uni.example or +358 40 123 4567.</p>",
        [("Mary Model", "project coordinator", "mary.model@uni.example", "+358401234567")],
    ),
    (
        "<h2>Yhteyshenkilö</h2><p>Maija Malli</p><p>kulttuurituottaja, hankevastaava</p><p>040 123 4567</p>",
        [("Maija Malli", "kulttuurituottaja, hankevastaava", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>kulttuurituottaja Maija Malli, hankevastaava, 040 123 4567</p>",
        [("Maija Malli", "kulttuurituottaja, hankevastaava", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Malli Maija<br>projektityöntekijä<br>040 123 4567</p>",
        [("Maija Malli", "projektityöntekijä", None, "+358401234567")],
    ),
    (
        "<p>Vetäjä: Maija Malli, kulttuuriohjaaja, 040 123 4567</p>",
        [("Maija Malli", "kulttuuriohjaaja", None, "+358401234567")],
    ),
    (
        "<h2>Vastuullinen johtaja ja yhteyshenkilö</h2><ul><li>Maija Malli<br>yliopistotutkija<br>maija.e.malli(at)kunta.example<br>+358 40 123 4567</li></ul>",
        [("Maija Malli", "yliopistotutkija", "maija.e.malli@kunta.example", "+358401234567")],
    ),
    (
        "<h2>Yhteydenotot</h2><p>virta@kunta.example<br>amanuenssi Maija Malli, 040 123 4567</p>",
        [(None, None, "virta@kunta.example", None), ("Maija Malli", "amanuenssi", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli (perhevapaalla 31.8.2024 asti), projektipäällikkö, 040 123 4567<br>Pekka Mallinen (sijainen), projektipäällikkö, 050 123 4567</p>",
        [
            ("Maija Malli", "projektipäällikkö", None, "+358401234567"),
            ("Pekka Mallinen", "projektipäällikkö", None, "+358501234567"),
        ],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Hankekoordinaattori Maija Malli, 040 123 4567.</p><p>Hankkeen aiempi koordinaattori oli Pekka Mallinen, pekka.mallinen@kunta.example.</p>",
        [("Maija Malli", "hankekoordinaattori", None, "+358401234567")],
    ),
    (
        '<h2>Hankkeen yhteystiedot</h2><p>Maija Malli<br>Hankekoordinaattori<br><a href="mailto:maija.malli@kunta.example">Sähköposti</a> | <a href="tel:0401234567">Puhelin</a></p>',
        [("Maija Malli", "hankekoordinaattori", "maija.malli@kunta.example", "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Sähköposti: m.malli@kunta.example<br>Maija Malli, suunnittelija</p>",
        [("Maija Malli", "suunnittelija", "m.malli@kunta.example", None)],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli ja Pekka Mallinen<br>etunimi.sukunimi@kunta.example</p>",
        [
            ("Maija Malli", None, "maija.malli@kunta.example", None),
            ("Pekka Mallinen", None, "pekka.mallinen@kunta.example", None),
        ],
    ),
    (
        "<p>Yhteyshenkilöt: Maija Malli, Pekka Mallinen ja Liisa Esimerkki (etunimi.sukunimi@kunta.example)</p>",
        [
            ("Maija Malli", None, "maija.malli@kunta.example", None),
            ("Pekka Mallinen", None, "pekka.mallinen@kunta.example", None),
            ("Liisa Esimerkki", None, "liisa.esimerkki@kunta.example", None),
        ],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli, projektipäällikkö, etunimi.sukunimi(at)kunta.example</p>",
        [("Maija Malli", "projektipäällikkö", "maija.malli@kunta.example", None)],
    ),
    (
        "<h2>Ota yhteyttä</h2><p>Maija Malli</p><p>Hankeasiantuntija</p><p>Kunta</p><p>maija.malli[a]kunta.example</p>",
        [("Maija Malli", "hankeasiantuntija", "maija.malli@kunta.example", None)],
    ),
    (
        "<h2>Yhteystiedot</h2><p>MAIJA MALLI<br>projektipäällikkö<br>040 123 4567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Projektikoordinaattorimme Maija Malli auttaa: 040 123 4567</p>",
        [("Maija Malli", "projektikoordinaattori", None, "+358401234567")],
    ),
    (
        "<p>Hankkeen projektipäällikkönä työskentelee Maija Malli, maija.malli@kunta.example.</p>",
        [("Maija Malli", "projektipäällikkö", "maija.malli@kunta.example", None)],
    ),
    (
        "<p>Hanketta koordinoi kulttuurisuunnittelija Maija Malli Kunnan kulttuuripalveluista (040 123 4567).</p>",
        [("Maija Malli", "kulttuurisuunnittelija", None, "+358401234567")],
    ),
    (
        "<p>Hankkeessa työskentelevät Maija Malli (projektipäällikkö, 040 123 4567) ja Pekka Mallinen (ohjaaja, 050 123 4567).</p>",
        [
            ("Maija Malli", "projektipäällikkö", None, "+358401234567"),
            ("Pekka Mallinen", "ohjaaja", None, "+358501234567"),
        ],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli – projektipäällikkö – 040 123 4567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli / projektipäällikkö / 040 123 4567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>projektipäällikkö (yhteyshenkilö) Maija Malli, 040 123 4567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><p>Projektipäällikkö, TtM Maija Malli, 040 123 4567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<p>Hankkeen yhteyshenkilö: Maija Malli, p. 040 123 4567, maija.malli@kunta.example</p>",
        [("Maija Malli", None, "maija.malli@kunta.example", "+358401234567")],
    ),
    ("<p>Ota rohkeasti yhteyttä! Maija, 040 123 4567</p>", []),
    ("<p>Ilmoittautumiset: ohjaaja Maija Malli, 040 123 4567</p>", []),
    (
        "<h2>Yhteystiedot</h2><p>Maija Malli<br>Projektipäällikkö (Virta-hanke)<br>040 123 4567</p>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<h2>Yhteystiedot</h2><ul><li>Maija Malli<ul><li>projektipäällikkö</li><li>040 123 4567</li></ul></li></ul>",
        [("Maija Malli", "projektipäällikkö", None, "+358401234567")],
    ),
    (
        "<p>Yhteyshenkilö</p><p>Maija Malli</p><p>projektipäällikkö</p><p>maija.malli@kunta.example</p>",
        [("Maija Malli", "projektipäällikkö", "maija.malli@kunta.example", None)],
    ),
    (
        "<p>Kontakt: Maja Malm, projektledare (vik. Pia Modell 1.1-30.6.2024), 040 123 4567</p>",
        [("Maja Malm", "projektledare", None, "+358401234567")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), SHAPES)
def test_wordings(body: str, expected: list[Row]) -> None:
    assert contacts(body) == expected


def card(name: str, tag: str = "") -> str:
    given = name.split()[0].lower()
    mark = f"<p>{tag}</p>" if tag else ""
    return f"<div>{mark}<h3>{name}</h3><p>ohjaaja</p><p>{given}@kunta.example</p></div>"


def test_in_a_list_tagged_by_project_only_the_tagged_persons_count() -> None:
    staff = card("Maija Malli", "Virta") + card("Pekka Mallinen") + card("Liisa Esimerkki", "Toinen ryhmä")
    assert [row[0] for row in contacts(f"<h2>Yhteystiedot</h2>{staff}")] == ["Maija Malli"]
    untagged = card("Maija Malli") + card("Pekka Mallinen") + card("Liisa Esimerkki")
    assert len(contacts(f"<h2>Yhteystiedot</h2>{untagged}")) == 3


def test_a_person_under_the_heading_of_another_activity_is_no_contact() -> None:
    other = "<h2>Kaverit-toiminta</h2><p>Kysy lisää: Maija Malli, maija.malli@kunta.example</p>"
    own = "<h2>Virta-hanke</h2><p>Kysy lisää: Pekka Mallinen, pekka.mallinen@kunta.example</p>"
    assert [row[0] for row in contacts(own + other)] == ["Pekka Mallinen"]


def test_time_is_linear_in_the_number_of_names() -> None:
    began = time.perf_counter()
    contacts("<p>" + "Maija Malli, " * 20_000 + "</p>")
    assert time.perf_counter() - began < 10
