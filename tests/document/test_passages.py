"""Labels and what they label."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from pipeline.document import parse
from pipeline.document.passages import passages, unknown_labels
from pipeline.lexicon import topic_of, topics_of


def cut(html: str) -> list[tuple[str | None, str | None, str]]:
    return [(p.topic, p.label, p.text) for p in passages(parse(html, "https://www.mallila.example/").main)]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Kesto: 2020–2022</p>",
        "<p><strong>Kesto</strong><br>2020–2022</p>",
        "<p><strong>Kesto</strong> 2020–2022</p>",
        "<p><strong>Kesto:</strong> 2020–2022</p>",
        "<p>Kesto:<br>2020–2022</p>",
        "<h3>Kesto</h3><p>2020–2022</p>",
        "<h3>Mikä on hankkeen kesto?</h3><p>2020–2022</p>",
        "<dl><dt>Kesto</dt><dd>2020–2022</dd></dl>",
        "<table><tr><td>Kesto</td><td>2020–2022</td></tr><tr><td>a</td><td>b</td></tr></table>",
        "<div><div>Kesto</div><div>2020–2022</div></div>",
        '<div class="field"><div class="field__label">Kesto</div><div class="field__items"><div>2020–2022</div></div></div>',
        '<p><span class="label">Kesto</span> <span>2020–2022</span></p>',
        "<p><b>Kesto</b></p><p>2020–2022</p>",
    ],
)
def test_every_way_to_label_a_value(html: str) -> None:
    found = cut(html)
    assert ("duration", "2020–2022") in [(topic, text) for topic, _, text in found]


def test_a_paragraph_of_several_labels() -> None:
    html = "<p>Projekttid: hösten 2022<br>Finansiärer: Kulturfonden,<br>Taike<br>Kontaktperson: Kevin Modell</p>"
    assert cut(html) == [
        ("duration", "Projekttid", "hösten 2022"),
        ("funders", "Finansiärer", "Kulturfonden,\nTaike"),
        ("contacts", "Kontaktperson", "Kevin Modell"),
    ]


def test_a_title_under_a_name_is_no_label() -> None:
    html = "<h2>Yhteystiedot</h2><p>Maija Malli<br>Projektikoordinaattori<br>040 123 4567</p>"
    assert cut(html) == [("contacts", "Yhteystiedot", "Maija Malli\nProjektikoordinaattori\n040 123 4567")]


def test_names_may_be_headings_under_a_label_of_people_but_not_of_other_things() -> None:
    people = "<h2>Yhteystiedot</h2><h3>Maija Malli</h3><p>suunnittelija</p>"
    assert [topic for topic, _, _ in cut(people)] == ["contacts"]
    money = "<h2>Rahoitus</h2><h3>Kylätaide</h3><p>Hanke alkoi.</p>"
    assert [topic for topic, _, _ in cut(money)] == [None]


def test_an_unknown_label_stays_in_the_text() -> None:
    assert cut("<p>Motto: taidetta kaikille</p>") == [(None, None, "Motto: taidetta kaikille")]


def test_a_table_row_is_labelled_by_its_columns() -> None:
    html = "<table><tr><th>Hanke</th><th>Toteutusaika</th><th>Rahoitus</th></tr><tr><td>Kylätaide</td><td>2020</td><td>Taike</td></tr></table>"
    assert [(topic, text) for topic, _, text in cut(html)] == [
        ("name", "Kylätaide"),
        ("duration", "2020"),
        ("funders", "Taike"),
    ]


def test_unknown_labels_are_listed() -> None:
    document = parse(
        "<p>Motto: taidetta</p><p>Kesto: 2020</p><dl><dt>Tunnuslause</dt><dd>x</dd></dl>", "https://a.example/"
    )
    assert unknown_labels(document.main) == ["Motto", "Tunnuslause"]


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        ("Hankkeen kesto", "duration"),
        ("KESTO:", "duration"),
        ("3.2 Varsinaiset kohderyhmät", "target_groups"),
        ("Kenelle se on tarkoitettu?", "target_groups"),
        ("Kuka rahoittaa hanketta?", "funders"),
        ("Projektets finansiärer", "funders"),
        ("Who is it for?", "target_groups"),
        ("Projektägare", "coordinator"),
        ("Osatoteuttajat", "partners"),
        ("Lead partner", "coordinator"),
        ("Viimeksi päivitetty", "updated"),
        ("Project’s funding", "funders"),
        ("Rahoittaja(t)", "funders"),
        ("Etelä-Savon osahankkeen yhteyshenkilö", "contacts"),
        ("Mallilan hanke", None),
        ("Bisnes Lande", None),
        ("", None),
        ("x" * 500, None),
    ],
)
def test_labels(label: str, topic: str | None) -> None:
    assert topic_of(label) == topic


def test_a_label_of_two_things() -> None:
    assert topics_of("Rahoitus ja kesto") == ("funders", "duration")
    assert topics_of("Rahoitus ja muut ilot") == ()


def _rows_of_the_lexicon() -> list[dict[str, str]]:
    return list(csv.DictReader(files("pipeline").joinpath("labels.csv").read_text(encoding="utf-8").splitlines()))


def test_every_row_of_the_lexicon_is_understood_as_it_says_and_in_its_example() -> None:
    wrong = [
        row
        for row in _rows_of_the_lexicon()
        if row["topic"] not in topics_of(row["label"])
        or row["language"] not in ("fi", "sv", "en")
        or not row["example"].casefold().startswith(row["label"].casefold())
    ]
    assert wrong == []


def test_no_row_of_the_lexicon_stands_twice() -> None:
    keys = [(row["topic"], row["language"], row["label"]) for row in _rows_of_the_lexicon()]
    assert len(keys) == len(set(keys))
