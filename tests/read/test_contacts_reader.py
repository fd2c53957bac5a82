"""Shapes in which pages give contacts. All persons are invented."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Document, parse
from pipeline.document.passages import passages
from pipeline.read.contacts.reader import read
from pipeline.read.scope import Scope

MAIJA_MAIL, MAIJA_PHONE = "maija.malli@kunta.example", "+358401234567"
LEAD = "<p>Hanke tuo taidetta kyliin ja kokoaa tekijöitä yhteen koko maakunnassa vuosina 2021–2023.</p>"


def document(html: str, name: str = "Mallihanke", after: str = "") -> Document:
    return parse(
        f"<html lang='fi'><head><title>{name}</title></head><body><main><h1>{name}</h1>{LEAD}{html}</main>{after}</body></html>",
        "https://malli.example/",
    )


def scope(html: str, name: str = "Mallihanke", after: str = "") -> Scope:
    page = document(html, name, after)
    return Scope(document=page, name=name, blocks=page.main, passages=passages(page.main))


def rows(html: str, after: str = "") -> list[dict[str, str]]:
    """The contacts of a page, each without its empty fields."""
    found = read(scope(html, after=after))
    return [{k: v for k, v in item.value.model_dump().items() if v is not None} for item in found]


MAIJA = {"name": "Maija Malli", "role": "projektipäällikkö", "email": MAIJA_MAIL, "phone": MAIJA_PHONE}
PEKKA = {"name": "Pekka Mallinen", "role": "tuottaja", "email": "pekka.mallinen@kunta.example"}

SHAPES = {
    "one line": "<p>Lisätietoja: projektipäällikkö Maija Malli, maija.malli(at)kunta.example, p. 040 123 4567</p>",
    "lines of a paragraph": "<h2>Yhteystiedot</h2><p>Maija Malli<br>Projektipäällikkö<br>040 123 4567<br>maija.malli [at] kunta.example</p>",
    "role first": "<p>Projektipäällikkö<br>Maija Malli<br>puh. 040-1234567<br>maija.malli@kunta.example</p>",
    "paragraphs": "<h2>Ota yhteyttä</h2><p>Maija Malli</p><p>projektipäällikkö</p><p>040 123 4567</p><p>maija.malli@kunta.example</p>",
    "name as heading": "<h2>Yhteystiedot</h2><h3>Maija Malli</h3><p>projektipäällikkö</p><p>p. 040 123 4567<br>maija.malli@kunta.example</p>",
    "links only": "<h2>Yhteystiedot</h2><p>Maija Malli, projektipäällikkö</p><p><a href='tel:+358401234567'>Soita</a> <a href='mailto:maija.malli@kunta.example'>Lähetä viesti</a></p>",
    "link on the name": "<p>Projektipäällikkö: <a href='mailto:maija.malli@kunta.example'>Maija Malli</a>, 040 123 4567</p>",
    "definition list": "<dl><dt>Yhteyshenkilö</dt><dd>Maija Malli, projektipäällikkö</dd><dt>Puhelin</dt><dd>040 123 4567</dd><dt>Sähköposti</dt><dd>maija.malli@kunta.example</dd></dl>",
    "label/value table": "<table><tr><td>Vastuuhenkilön nimi:</td><td>Maija Malli</td></tr><tr><td>Asema:</td><td>projektipäällikkö</td></tr><tr><td>Sähköposti:</td><td>maija.malli(at)kunta.example</td></tr><tr><td>Puhelinnumero:</td><td>040 123 4567</td></tr></table>",
    "table with header": "<table><tr><th>Nimi</th><th>Tehtävä</th><th>Puhelin</th><th>Sähköposti</th></tr><tr><td>Malli Maija</td><td>projektipäällikkö</td><td>040 123 4567</td><td>maija.malli@kunta.example</td></tr></table>",
    "names in two columns": "<table><tr><th>Sukunimi</th><th>Etunimi</th><th>Nimike</th><th>Puhelin</th><th>Sähköposti</th></tr><tr><td>Malli</td><td>Maija</td><td>projektipäällikkö</td><td>040 123 4567</td><td>maija.malli@kunta.example</td></tr></table>",
    "card in a row": "<h2>Yhteyshenkilöt</h2><table><tr><td>Maija Malli<br>projektipäällikkö</td><td>maija.malli(at)kunta.example<br>p. 040 123 4567</td></tr></table>",
    "sentence": "<p>Hanke päättyy pian, mutta työ jatkuu kunnissa. Lisätietoja hankkeesta saa projektipäällikkö Maija Mallilta, puh. 040 123 4567, maija.malli@kunta.example.</p>",
    "address in the next sentence": "<p>Raportin kokosi projektipäällikkö Maija Malli. Jos haluat mallin omaan kuntaasi, kirjoita hänelle: maija.malli@kunta.example tai soita 040 123 4567.</p>",
    "template": "<h2>Yhteystiedot</h2><p>Maija Malli, projektipäällikkö, 040 123 4567</p><p>Kunnan sähköpostit ovat muotoa etunimi.sukunimi@kunta.example.</p>",
    "said twice": "<p>– Olen iloinen, sanoo projektipäällikkö Maija Malli.</p><p>Lisätietoja: Maija Malli, 040 123 4567, maija.malli@kunta.example</p>",
    "nickname": "<p>Projektipäällikkö Maija ”Maikku” Malli, 040 123 4567, maija.malli@kunta.example</p>",
}


@pytest.mark.parametrize("html", SHAPES.values(), ids=SHAPES.keys())
def test_one_person_in_every_shape(html: str) -> None:
    assert rows(html) == [MAIJA]


TWO = {
    "blocks of one paragraph": "<p>Lisätietoja:<br>Projektipäällikkö Maija Malli<br>040 123 4567<br>maija.malli@kunta.example<br><br>Tuottaja Pekka Mallinen<br>pekka.mallinen@kunta.example</p>",
    "role lines first": "<p>Projektipäällikkö</p><p>Maija Malli</p><p>040 123 4567, maija.malli@kunta.example</p><p>Tuottaja</p><p>Pekka Mallinen</p><p>pekka.mallinen@kunta.example</p>",
    "list": "<h2>Yhteystiedot</h2><ul><li>Maija Malli, projektipäällikkö, 040 123 4567, maija.malli@kunta.example</li><li>Pekka Mallinen, tuottaja, pekka.mallinen@kunta.example</li></ul>",
    "one sentence": "<p>Lisätietoja antavat projektipäällikkö Maija Malli (p. 040 123 4567) ja tuottaja Pekka Mallinen, etunimi.sukunimi@kunta.example</p>",
    "cards": "<h2>Ota yhteyttä</h2><div><h4>Maija Malli</h4><p>Projektipäällikkö</p><p>040 123 4567</p><a href='mailto:maija.malli@kunta.example'>Sähköposti</a></div><div><h4>Pekka Mallinen</h4><p>Tuottaja</p><a href='mailto:pekka.mallinen@kunta.example'>Sähköposti</a></div>",
    "bars": "<p>Maija Malli, projektipäällikkö | 040 123 4567 | maija.malli@kunta.example</p><p>Pekka Mallinen, tuottaja | pekka.mallinen@kunta.example</p>",
}


@pytest.mark.parametrize("html", TWO.values(), ids=TWO.keys())
def test_two_persons_keep_what_is_theirs(html: str) -> None:
    assert rows(html) == [MAIJA, PEKKA]


@pytest.mark.parametrize(
    ("html", "contact"),
    [
        (
            "<p>Kontaktperson: ungdomsledare Maja Malmberg, tfn 0400 117 318</p>",
            {"name": "Maja Malmberg", "role": "ungdomsledare", "phone": "+358400117318"},
        ),
        ("<p>Projektledare: Maja Malmberg</p>", {"name": "Maja Malmberg", "role": "projektledare"}),
        (
            "<p>Nätverket koordineras av kulturproducent Maja Malmberg.</p>",
            {"name": "Maja Malmberg", "role": "kulturproducent"},
        ),
        (
            "<p>The project is coordinated by Mary Model, Senior Lecturer at University of Model.</p>",
            {"name": "Mary Model", "role": "senior lecturer", "organisation": "University of Model"},
        ),
        (
            "<p>Verkoston koordinoinnista huolehtii Keski-Mallin liiton aluesuunnittelija Maija Malli.</p>",
            {"name": "Maija Malli", "role": "aluesuunnittelija", "organisation": "Keski-Mallin liitto"},
        ),
        ("<p>Hankkeen koordinaattorina toimii Maija Malli.</p>", {"name": "Maija Malli", "role": "koordinaattori"}),
        ("<p>Yhteyshenkilö: Maija Malli</p>", {"name": "Maija Malli"}),
        ("<p>Yhteyshenkilö: Xandriina Malli</p>", {"name": "Xandriina Malli"}),
        (
            "<h2>Yhteyshenkilöt</h2><p>Maija Malli, Mallilan kaupunki</p>",
            {"name": "Maija Malli", "organisation": "Mallilan kaupunki"},
        ),
        ("<h2>Yhteystiedot</h2><p>mallihanke@kunta.example</p>", {"email": "mallihanke@kunta.example"}),
        (
            "<p>Ota yhteyttä keskukseen: keskus@malli.example, puh. 040 123 4567</p>",
            {"email": "keskus@malli.example", "phone": MAIJA_PHONE},
        ),
        (
            "<p>Oulun vastuuhenkilö verkostossa on vastaava tuottaja Maija Malli yleisistä kulttuuripalveluista.</p>",
            {"name": "Maija Malli", "role": "vastaava tuottaja"},
        ),
    ],
)
def test_other_ways_to_say_it(html: str, contact: dict[str, str]) -> None:
    assert rows(html) == [contact]


@pytest.mark.parametrize(
    "html",
    [
        "<p>– Tulokset ovat hyviä, sanoo kulttuurijohtaja Maija Malli.</p>",
        "<p>Kuva: Maija Malli</p>",
        "<h2>Ohjausryhmä</h2><ul><li>Maija Malli, kulttuurijohtaja, 040 123 4567</li></ul>",
        "<p>Näyttelyssä ovat mukana taiteilijat Maija Malli ja Pekka Mallinen.</p>",
        "<p>Työryhmä: ohjaaja Maija Malli, säveltäjä Pekka Mallinen</p>",
        "<p>Ilmoittautumiset: Maija Malli, maija.malli@kunta.example</p>",
        "<p>Tilaa uutiskirje osoitteesta uutiskirje@kunta.example.</p>",
        "<h2>Yhteystiedot</h2><p>Mallilan kaupunki<br>Mallikatu 1<br>kirjaamo@mallila.example<br>Vaihde 02 263 350</p>",
        "<p>Kirjaston puhelin: 02 263 350</p><p>Kirjaston sähköposti: kirjasto@mallila.example</p>",
        "<p>Hankkeen taustalla on taiteilija Maija Malli. Neuvontapuhelin 040 123 4567 palvelee arkisin.</p>",
        "",
    ],
)
def test_who_is_no_contact(html: str) -> None:
    assert rows(html) == []


def test_the_footer_is_the_organisations() -> None:
    footer = "<footer><p>Yhteystiedot<br>Maija Malli<br>maija.malli@kunta.example</p></footer>"
    assert rows("", after=footer) == []


def test_an_aside_counts_if_the_role_is_the_initiatives() -> None:
    aside = "<aside><h2>Ota yhteyttä</h2><p>Maija Malli<br>{role}<br>maija.malli@kunta.example</p></aside>"
    assert rows("", after=aside.format(role="kulttuuripäällikkö")) == []
    assert [row["name"] for row in rows("", after=aside.format(role="projektipäällikkö"))] == ["Maija Malli"]


def test_the_library_is_not_its_contact_person() -> None:
    html = (
        "<p>Kirjaston puhelin :<br>02 263 350</p><p>Yhteyshenkilön nimi :<br>Maija Malli</p>"
        "<p>Puhelin :<br>040 123 4567</p><p>Sähköposti :<br>maija.malli@kunta.example</p>"
    )
    assert rows(html) == [{"name": "Maija Malli", "email": MAIJA_MAIL, "phone": MAIJA_PHONE}]


def test_a_general_mailbox_gives_way_to_persons() -> None:
    html = "<h2>Yhteystiedot</h2><p>Maija Malli, 040 123 4567</p><p>info@kunta.example</p>"
    assert rows(html) == [{"name": "Maija Malli", "phone": MAIJA_PHONE}]


def test_a_bare_leader_gives_way_to_who_can_be_reached() -> None:
    leader = "<p>Pilotin vastuuhenkilö: Liisa Mallikas</p>"
    assert [row["name"] for row in rows(leader)] == ["Liisa Mallikas"]
    assert [row["name"] for row in rows(leader + SHAPES["one line"])] == ["Maija Malli"]


def test_a_heading_gives_the_role_of_all_under_it() -> None:
    html = "<h3>Projektikoordinaattorit</h3><p>Maija Malli<br>040 123 4567</p><p>Pekka Mallinen<br>040 123 4568</p>"
    assert [row.get("role") for row in rows(html)] == ["projektikoordinaattori"] * 2


def test_evidence_is_the_words_of_the_page() -> None:
    (found,) = read(scope(SHAPES["lines of a paragraph"]))
    assert found.rule == "contacts.labelled"
    assert found.quote == found.block.text
    assert found.raw == "Maija Malli"


@pytest.mark.parametrize(
    ("shape", "rule"),
    [
        ("one line", "contacts.labelled"),
        ("role first", "contacts.card"),
        ("table with header", "contacts.table"),
        ("sentence", "contacts.sentence"),
        ("template", "contacts.template"),
    ],
)
def test_rules_are_named(shape: str, rule: str) -> None:
    assert [found.rule for found in read(scope(SHAPES[shape]))] == [rule]


# -- several records on a page

LIST = (
    "<p>{said} kulttuuripäällikkö Maija Malli, 040 123 4567</p>"
    "<h2>Nyt käynnissä</h2><h3>Laulua kylille</h3><p>Oulussa lauletaan.</p>"
    "<p>Yhteyshenkilö: Pekka Mallinen</p><h3>Tanssia kylille</h3><p>Lahdessa tanssitaan.</p>{after}"
)


def scopes(said: str = "Lisätietoja hankkeista:", after: str = "") -> list[Scope]:
    """Two records under headings of their own, the rest of the page shared."""
    page = document(LIST.format(said=said, after=after))
    found = []
    own: list[Sequence[int]] = []
    for name in ("Laulua kylille", "Tanssia kylille"):
        own.append([b.index for b in page.main if b.text == name or b.headings[-1:] == (name,)])
    shared = tuple(b for b in page.main if not any(b.index in indexes for indexes in own))
    for indexes in own:
        blocks = tuple(page.blocks[i] for i in indexes)
        name = blocks[0].text
        found.append(Scope(page, name, blocks, passages(blocks), shared, passages(shared), sole=False))
    return found


def named(one: Scope) -> list[str | None]:
    return [found.value.name for found in read(one)]


def test_a_contact_for_a_whole_list_belongs_to_each() -> None:
    assert [named(one) for one in scopes()] == [["Maija Malli", "Pekka Mallinen"], ["Maija Malli"]]


@pytest.mark.parametrize("said", ["Avustuksista kertoo", "Lisätietoja:", "Kysy lisää päättyneistä hankkeista:"])
def test_a_contact_for_something_else_belongs_to_none(said: str) -> None:
    assert [named(one) for one in scopes(said)] == [["Pekka Mallinen"], []]


def test_contacts_by_town_go_to_the_record_of_that_town() -> None:
    after = (
        "<h2>Lisätietoja hankkeista</h2><p>Oulu: tuottaja Liisa Mallikas, p. 040 123 4568</p>"
        "<p>Lahti: tuottaja Kalle Mallikas, p. 040 123 4569</p>"
    )
    first, second = (named(one) for one in scopes("Terveisiä,", after))
    assert "Liisa Mallikas" in first
    assert "Kalle Mallikas" not in first
    assert second == ["Kalle Mallikas"]


PIECES = st.sampled_from(
    ["Maija Malli", "projektipäällikkö", "040 123 4567", "maija@kunta.example", "Yhteystiedot:", "<br>", "</p><p>", "ja",
     ", ", "<h3>", "</h3>", "<table><tr><td>", "</td><td>", "etunimi.sukunimi@kunta.example", "Mallilan kaupunki", "(", "|"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14), st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_mixture_is_survived(pieces: list[str], text: str) -> None:
    for found in read(scope("<p>" + " ".join(pieces) + text + "</p>")):
        assert found.field == "contacts"
        assert found.value.name or found.value.email
        assert found.quote
