import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.contacts import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Maija Malli", "Maija Malli"),
        ("  Maija Malli, ", "Maija Malli"),
        ("Anna-Liisa Mäki-Mallinen", "Anna-Liisa Mäki-Mallinen"),
        ("Maija K. Malli", "Maija K. Malli"),
        ("Carl von Malm", "Carl von Malm"),
        ("Ewa Malm Mallgren", "Ewa Malm Mallgren"),
        ("FT Maija Malli", "Maija Malli"),
        ("Dr. Mary Model", "Mary Model"),
        ("MAIJA MALLI", "Maija Malli"),
        ("Mallinen Maija", "Maija Mallinen"),
        ("Mallinen, Maija", "Maija Mallinen"),
        ("Máret Malli-Ánne", "Máret Malli-Ánne"),
        ("Reijo Vanhatalo", "Reijo Vanhatalo"),
        ("Maija\u2011Liisa Malli", "Maija-Liisa Malli"),
    ],
)
def test_a_name_that_stands_alone(text: str, name: str) -> None:
    found = names.whole(text)
    assert found is not None
    assert (found.value, found.known) == (name, True)


@pytest.mark.parametrize(
    "text",
    [
        "Mallilan kaupunki",
        "Porin kaupunki",
        "Region Skåne",
        "Leader Malli ry",
        "Suomen Akatemia",
        "Kulttuurikeskus Malli",
        "Svenska kulturfonden",
        "Keski-Suomi",
        "Helsinki",
        "projektipäällikkö",
        "Maija",
        "ota yhteyttä",
        "Maija Malli kertoo hankkeesta",
        "",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert names.whole(text) is None


def test_an_unlisted_given_name_is_left_to_the_caller() -> None:
    found = names.whole("Xandriina Mallinen")
    assert found is not None
    assert not found.known


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lisätietoja antaa tuottaja Maija Malli, p. 040", ["Maija Malli"]),
        ("Maija Malli ja Pekka Mallinen ohjaavat.", ["Maija Malli", "Pekka Mallinen"]),
        ("Hankkeen tekijät Maija Malli Turku", ["Maija Malli"]),
        ("Taiteilija Maija Malli. Hanke jatkuu.", ["Maija Malli"]),
        ("Maija Mallin Kulttuuriyhdistys ry", ["Maija Mallin"]),
        ("Aili-verkosto toimii Lapissa", []),
        ("Suvi Kulttuurikeskus avaa ovensa", []),
    ],
)
def test_names_in_running_text(text: str, found: list[str]) -> None:
    assert [name.value for name in names.find(text)] == found


@pytest.mark.parametrize(
    ("inflected", "nominative"),
    [
        ("Maija Mallille", "Maija Malli"),
        ("Maija Mallilta", "Maija Malli"),
        ("Maija Malliin", "Maija Malli"),
        ("Pekka Virtaselta", "Pekka Virtanen"),
        ("Pekka Virtaseen", "Pekka Virtanen"),
        ("Pekka Virtasen", "Pekka Virtanen"),
        ("Liisa Uusilahdelta", "Liisa Uusilahti"),
        ("Liisa Uusimäen", "Liisa Uusimäki"),
        ("Maija Sarkolaan", "Maija Sarkola"),
        # no case ending: left as it is
        ("Maija Malli", "Maija Malli"),
        ("Sven Dahlin", "Sven Dahlin"),
        ("Sven Malmberg", "Sven Malmberg"),
        ("Maija Kivisilta", "Maija Kivisilta"),
        ("Sven Boman", "Sven Boman"),
    ],
)
def test_nominative_without_evidence(inflected: str, nominative: str) -> None:
    assert names.nominative(inflected) == nominative


def test_evidence_of_the_page_decides() -> None:
    assert names.nominative("Maija Mallin", known=["maija.malli"]) == "Maija Malli"
    assert names.nominative("Maija Mallin", known=["Maija Mallin"]) == "Maija Mallin"
    assert names.nominative("Maija Mallilta", known=["maija.mallilta"]) == "Maija Mallilta"


def test_a_postposition_calls_for_the_genitive() -> None:
    assert names.nominative("Maija Mallin", genitive=True) == "Maija Malli"
    assert names.nominative("Timo Sarkolan", genitive=True) == "Timo Sarkola"


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    names.whole(text)
    for name in names.find(text):
        assert 0 <= name.start < name.end <= len(text)
        assert names.nominative(name.value, genitive=True)
