"""Who pays: labels, sentences, tables and pages as a whole."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import parse
from pipeline.document.passages import passages
from pipeline.read.funders.reader import read, read_budget
from pipeline.read.scope import Scope

URL = "https://www.kunta.example/hanke"


def scope_of(html: str, name: str = "Taidetta kotiin", *, shared: str = "", sole: bool = True) -> Scope:
    """A scope of a page whose main part is ``html``; ``shared`` is what the page says of all its records."""
    page = f"<html lang='fi'><title>{name}</title><body><main><h1>{name}</h1>{html}</main></body></html>"
    document = parse(page.encode(), URL)
    above = parse(f"<html><body><main>{shared}</main></body></html>".encode(), URL).main if shared else ()
    return Scope(document, name, document.main, passages(document.main), above, passages(above), sole)


def paid(html: str, **options: object) -> list[tuple[str | None, str, float | None]]:
    found = read(scope_of(html, **options))  # type: ignore[arg-type]
    return [(f.value.id, f.value.name, f.value.amount_eur) for f in found]


SENTENCES = {
    "Hanketta rahoittaa Pohjois-Pohjanmaan ELY-keskus Euroopan sosiaalirahastosta.": {
        "Pohjois-Pohjanmaan ELY-keskus",
        "Euroopan sosiaalirahasto",
    },
    "Sen rahoittaa Etelä-Savon maakuntaliitto Euroopan aluekehitysrahastosta (80 %) ja Mikkelin kaupunki (20 %).": {
        "Etelä-Savon maakuntaliitto",
        "Euroopan aluekehitysrahasto",
        "Mikkelin kaupunki",
    },
    "Hanketta rahoitetaan Sosiaali- ja terveysjärjestöjen avustuskeskuksen (STEA) avustuksella.": {
        "Sosiaali- ja terveysjärjestöjen avustuskeskus",
    },
    "Hanke on saanut rahoitusta Taiteen edistämiskeskukselta ja Oulun kaupungilta.": {
        "Taiteen edistämiskeskus",
        "Oulun kaupunki",
    },
    "Rahoitus tulee Euroopan sosiaalirahastolta.": {"Euroopan sosiaalirahasto"},
    "Rahoitus tuli Euroopan maaseuturahastosta Vaara-Karjalan Leader ry:n kautta.": {"Euroopan maaseuturahasto"},
    "Ohjaajat palkattiin Kuopion kaupungin ja Lasten ja nuorten säätiön tuella.": {
        "Kuopion kaupunki",
        "Lasten ja nuorten säätiö",
    },
    "Projektin toteutti Malli ry opetus- ja kulttuuriministeriön avustuksella.": {"Opetus- ja kulttuuriministeriö"},
    "Taidetta kotiin on Stean rahoittama kolmivuotinen hanke.": {"Stea"},
    "Hallinnoijana oli Malli ry ja rahoittajana STEA.": {"STEA"},
    "Hankkeen rahoittajina toimivat Euroopan sosiaalirahasto ja Pohjois-Savon ELY-keskus.": {
        "Euroopan sosiaalirahasto",
        "Pohjois-Savon ELY-keskus",
    },
    "Keski-Suomen ELY-keskus mahdollisti toiminnan Maaseuturahastosta.": {
        "Keski-Suomen ELY-keskus",
        "Maaseuturahasto",
    },
    "Hanke rahoitettiin ESR-rahoituksella.": {"ESR"},
    "Taidetta kotiin on ESR‐rahoitteinen hanke.": {"ESR"},
    "Hanketta hallinnoi Malli ry ja rahoitti Raha-automaattiyhdistys.": {"Raha-automaattiyhdistys"},
    "Projektet finansieras av Svenska kulturfonden, Konstsamfundet och Vasa stad.": {
        "Svenska kulturfonden",
        "Konstsamfundet",
        "Vasa stad",
    },
    "Projektet drevs av Luckan med finansiering från Europeiska socialfonden.": {"Europeiska socialfonden"},
    "Svenska kulturfonden har beviljat projektet 45 000 euro.": {"Svenska kulturfonden"},
    "Finansiärer var Svenska kulturfonden och Österbottens förbund.": {"Svenska kulturfonden", "Österbottens förbund"},
    "The project is funded by the European Social Fund and the City of Oulu.": {"European Social Fund", "City of Oulu"},
    "It is paid for by a grant from the Alli Paasikivi Foundation.": {"Alli Paasikivi Foundation"},
    "Nordic Culture Point has supported the network.": {"Nordic Culture Point"},
}

NO_FUNDERS = [
    "Hankkeelle on haettu jatkoa opetus- ja kulttuuriministeriöltä.",
    "Yhteistyökumppaneina ovat Oulun kaupunki ja Lapin yliopisto.",
    "Hanke sai alkunsa Turun yliopistosta.",
    "Euroopan komission tuki tämän sivun tuottamiseen ei tarkoita, että komissio hyväksyy sisällön.",
    "Kunnat voivat hakea avustusta Taiteen edistämiskeskukselta.",
    "Toinen iso -hanke saa Koneen Säätiöltä 48 000 euroa.",
    "Työryhmässä istuvat Malli ry ja Mallilan Yhteisöjen Tuki ry.",
    "Förvaltande myndighet är NTM-centralen.",
]


@pytest.mark.parametrize(("sentence", "names"), SENTENCES.items())
def test_sentences(sentence: str, names: set[str]) -> None:
    assert {name for _, name, _ in paid(f"<p>{sentence}</p>")} == names


@pytest.mark.parametrize("sentence", NO_FUNDERS)
def test_who_does_not_pay(sentence: str) -> None:
    assert paid(f"<p>{sentence}</p>") == []


def test_another_project_of_the_page_keeps_its_funder() -> None:
    html = "<p>Kulttuurisote (2018) oli Taiteen edistämiskeskuksen kärkihankerahoittama hanke.</p>"
    assert paid(html, name="Mallilan kulttuuria -verkosto") == []
    assert paid(html.replace(" (2018)", ""), name="Mallilan verkosto", sole=False) == []
    assert paid(html, name="Kulttuurisote", sole=False) == [("taike", "Taiteen edistämiskeskus", None)]


def test_a_labelled_list_with_sums() -> None:
    html = (
        "<p><b>Finansiering</b></p><p>Centret för konstfrämjande 38 000 €, Konstsamfundet 10 000 € och Pargas stad. "
        "Totalbudget: cirka 62 000 €</p>"
    )
    assert paid(html) == [
        ("taike", "Centret för konstfrämjande", 38000.0),
        ("konstsamfundet", "Konstsamfundet", 10000.0),
        ("kunta", "Pargas stad", None),
    ]


def test_names_that_no_table_knows_count_beside_a_label() -> None:
    assert paid("<p>Rahoittajat: Taike, Suuri Mallihanke, Malli Finances Ltd</p>") == [
        ("taike", "Taike", None),
        (None, "Suuri Mallihanke", None),
        ("yritys", "Malli Finances Ltd", None),
    ]


def test_the_programme_is_kept() -> None:
    (found,) = read(scope_of("<p>Rahoittaja: Opetushallitus, opintoseteliavustus</p>"))
    assert (found.value.id, found.value.programme) == ("oph", "opintoseteliavustus")


def test_the_union_goes_where_its_fund_is_named() -> None:
    assert paid("<p>Rahoittaja: Euroopan unioni, Erasmus+ -ohjelma</p>") == [("erasmus_plus", "Erasmus+", None)]


def test_each_sum_goes_to_its_payer() -> None:
    html = (
        "<p>Kokonaiskustannukset ovat 253.533 euroa, josta sosiaali- ja terveysministeriön myöntämän määrärahan osuus "
        "on 190.149 euroa. Kuusamon kaupunki maksaa siitä 38.030 euroa ja Kalajoen kaupunki 25.354 euroa.</p>"
    )
    assert paid(html) == [
        ("stm", "Sosiaali- ja terveysministeriö", 190149.0),
        ("kunta", "Kuusamon kaupunki", 38030.0),
        ("kunta", "Kalajoen kaupunki", 25354.0),
    ]


def test_a_table_with_columns_of_money() -> None:
    html = (
        "<p>Luettelon kokosi Mallilan kunta.</p><table><thead><tr><th>Projekti</th><th>Rahoittaja</th><th>Avustus</th>"
        "<th>Kunta</th><th>Yht.</th></tr></thead><tbody><tr><td>Taidetta kotiin</td><td>Taiteen edistämiskeskus</td>"
        "<td>50 000</td><td>12 500</td><td>62 500</td></tr></tbody></table>"
    )
    scope = scope_of(html)
    assert [(f.value.name, f.value.amount_eur) for f in read(scope)] == [
        ("Taiteen edistämiskeskus", 50000.0),
        ("Mallilan kunta", 12500.0),
    ]
    budget = read_budget(scope)
    assert budget is not None
    assert budget.value == 62500.0


def test_what_the_page_says_of_all_records_counts_for_each() -> None:
    shared = "<p>Taiteen edistämiskeskus tukee osallisuutta tänä vuonna 1 050 000 eurolla.</p>"
    own = "<p>Malli ry, Turku. Taidetta kotiin, 22 000 €</p>"
    assert paid(own, shared=shared, sole=False) == [("taike", "Taiteen edistämiskeskus", 22000.0)]


def test_a_logo_counts_only_where_nothing_else_does() -> None:
    logo = '<p>Hanke päättyi.</p><p><img src="l.png" alt="Euroopan unionin osarahoittama"></p>'
    assert paid(logo) == [("eu", "Euroopan unioni", None)]
    assert paid("<p>Hanketta rahoittaa Taike.</p>" + logo) == [("taike", "Taike", None)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hankkeen kokonaisbudjetti on 45 000 €.</p>", 45000.0),
        ("<p>Kustannusarvio: 38 500 €</p>", 38500.0),
        ("<table><tr><th>Kokonaiskustannukset</th><td>310 150</td></tr></table>", 310150.0),
        ("<p>The overall budget is approx. €443,000.</p>", 443000.0),
        ("<p>Taike myönsi hankkeelle 45 000 €.</p>", None),
        ("<p>Hankkeiden kokonaisbudjetti on 450 000 €.</p>", None),
    ],
)
def test_budget(html: str, expected: float | None) -> None:
    found = read_budget(scope_of(html))
    assert (found.value if found else None) == expected


def test_evidence_quotes_the_page() -> None:
    scope = scope_of("<p>Hanke alkoi 2021. Hanketta rahoittaa Oulun kaupunki 5 000 eurolla.</p>")
    (found,) = read(scope)
    assert found.quote == "Hanketta rahoittaa Oulun kaupunki 5 000 eurolla."
    assert found.quote in found.block.text
    assert found.raw == "Oulun kaupunki"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*SENTENCES, *NO_FUNDERS, "Rahoittaja:", "45 000 €", "(", "ja", ";"]), max_size=6))
def test_no_page_breaks_it(parts: list[str]) -> None:
    scope = scope_of("".join(f"<p>{escape(part)}</p>" for part in parts))
    names = [f.value.name.casefold() for f in read(scope)]
    assert len(names) == len(set(names))
    read_budget(scope)
