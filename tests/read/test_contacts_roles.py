import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline.read.contacts
from pipeline.read.contacts import organisations, roles

DATA = Path(pipeline.read.contacts.__file__).parent / "data"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Projektipäällikkö", "projektipäällikkö"),
        ("PROJEKTIPÄÄLLIKKÖ", "projektipäällikkö"),
        ("Etsivä nuorisotyöntekijä", "etsivä nuorisotyöntekijä"),
        ("Diakoniatyön johtaja", "diakoniatyön johtaja"),
        ("ikäihmisten kulttuuritoiminnan koordinaattori", "ikäihmisten kulttuuritoiminnan koordinaattori"),
        ("kulttuurihyvinvoinnista vastaava suunnittelija", "kulttuurihyvinvoinnista vastaava suunnittelija"),
        ("TKI-asiantuntija", "TKI-asiantuntija"),
        ("va. toiminnanjohtaja", "va. toiminnanjohtaja"),
        ("Hankkeen koordinaattori", "koordinaattori"),
        ("Erikoistutkija, YTT, FM", "erikoistutkija"),
        ("erikoissuunnittelija (kulttuuri)", "erikoissuunnittelija"),
        ("kulturchef/kulttuuripäällikkö", "kulturchef/kulttuuripäällikkö"),
        ("Projektledare", "projektledare"),
        ("Kulturkoordinator för Mallkultur", "kulturkoordinator för Mallkultur"),
        ("samordnare av den sociala verksamheten", "samordnare av den sociala verksamheten"),
        ("Project Manager", "project manager"),
        ("Executive Director and Producer", "executive director and producer"),
        ("Arts & Health Strategist", "arts & health strategist"),
    ],
)
def test_a_role_that_stands_alone(text: str, role: str) -> None:
    found = roles.read(text)
    assert found is not None
    assert found.text == role


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("Mallilan kaupungin erityissuunnittelija", "erityissuunnittelija", "Mallilan kaupunki"),
        ("Keski-Mallin liiton aluesuunnittelija", "aluesuunnittelija", "Keski-Mallin liitto"),
        ("THL:n erityisasiantuntija", "erityisasiantuntija", "THL"),
        ("Malliyhdistyksen toiminnanjohtaja", "toiminnanjohtaja", None),
        ("Senior Lecturer at University of Model", "senior lecturer", "University of Model"),
    ],
)
def test_the_employer_before_or_after_a_role(text: str, role: str, organisation: str | None) -> None:
    found = roles.read(text)
    assert found is not None
    assert (found.text, found.organisation) == (role, organisation)


@pytest.mark.parametrize(
    "text", ["Mallilan kaupunki", "viestintä", "Yhteyshenkilö", "Hanke kestää vuoden 2023 loppuun", "", "040 123"]
)
def test_what_is_no_role(text: str) -> None:
    assert roles.read(text) is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Verkostoa koordinoi aluesuunnittelija", "aluesuunnittelija"),
        ("kertoo hankkeen vastuullinen tutkija", "vastuullinen tutkija"),
        ("Ota yhteyttä projektipäällikölle", "projektipäällikkö"),
        ("Projektityöntekijä FL", "projektityöntekijä"),
        ("For more information, contact project manager", "project manager"),
        ("sanoo nuorisotyön ohjaaja", "nuorisotyön ohjaaja"),
        ("tuottaja ja ohjaaja", "tuottaja ja ohjaaja"),
    ],
)
def test_the_role_before_a_name(text: str, role: str) -> None:
    found = roles.before(text)
    assert found is not None
    assert found[0].text == role


@pytest.mark.parametrize("text", ["Hankkeessa esiintyy", "Tuottaja,", "ja", "", "Kuva:"])
def test_no_role_before_a_name(text: str) -> None:
    assert roles.before(text) is None


def test_a_role_that_is_said_of_a_person() -> None:
    for text in ("Hankkeen koordinaattorina toimii", "Hankkeen koordinaattori on"):
        found = roles.said_of(text)
        assert found is not None
        assert found.text == "koordinaattori"
    assert roles.said_of("Hanke toimii") is None


def test_roles_of_the_initiative_itself() -> None:
    assert roles.is_leading("hankekoordinaattori")
    assert roles.is_leading("projektledare")
    assert not roles.is_leading("kulttuurijohtaja")


@pytest.mark.parametrize(
    "text", ["Mallilan kaupunki", "Polli ry", "Mallin AMK", "Kulttuurikeskus Malli", "Mallstads stad", "Region Malli"]
)
def test_organisations(text: str) -> None:
    assert organisations.is_organisation(text)


@pytest.mark.parametrize("text", ["Satakunta", "projektipäällikkö", "kunta päätti asiasta", "Maija Malli", ""])
def test_no_organisations(text: str) -> None:
    assert not organisations.is_organisation(text)


def test_every_listed_ending_reads_its_own_example() -> None:
    with (DATA / "roles.csv").open(encoding="utf-8", newline="") as table:
        listed = [row for row in csv.DictReader(table) if row["kind"] in ("ending", "word")]
    unread = [row["word"] for row in listed if roles.read(row["example"]) is None]
    assert unread == []
    assert len(listed) > 200


@given(st.text(max_size=120))
def test_any_text_is_survived(text: str) -> None:
    roles.before(text)
    found = roles.read(text)
    assert found is None or found.text
