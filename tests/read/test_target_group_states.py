"""Groups by their state, by where they are, and by what is done for them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import parse
from pipeline.document.passages import passages
from pipeline.read.scope import Scope
from pipeline.read.target_groups import groups_in, read
from pipeline.read.target_groups.states import states_in

FILL = {
    "fi": "Toiminta jatkuu kuten ennen, ja siitä kerrotaan tällä sivulla lisää myöhemmin. " * 10,
    "sv": "Det fortsätter som tidigare och mer berättas här senare i höst på denna sida. " * 10,
    "en": "It goes on as before and more will be told here later on this page in autumn. " * 10,
}


def codes(text: str, language: str) -> str:
    html = (
        f'<html lang="{language}"><body><main><h1>Kaiku</h1><p>{text}</p><p>{FILL[language]}</p></main></body></html>'
    )
    document = parse(html, "https://kunta.example/kaiku")
    scope = Scope(document, "Kaiku", document.main, passages(document.main))
    return " ".join(sorted({item.value for item in read(scope)}))


def named(text: str, language: str) -> set[str]:
    return {code for match in groups_in(text, language) for code in match.codes}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("muistisairautta sairastaville", "fi", {"people_with_memory_disorders"}),
        ("mielenterveyden haasteita kohdanneet", "fi", {"mental_health_rehabilitees"}),
        ("päihteistä toipuvia", "fi", {"substance_use_rehabilitees"}),
        ("työttömyyttä kohdanneille", "fi", {"unemployed"}),
        ("pitkään työttömänä olleita", "fi", {"unemployed"}),
        ("haavoittuvassa asemassa olevia naisia", "fi", {"people_at_risk_of_exclusion", "women"}),
        ("Ukrainasta paenneille perheille", "fi", {"refugees", "families_with_children"}),
        ("syrjäkylien vanhuksille", "fi", {"rural_residents", "older_people"}),
        ("yli 60-vuotiaat, joilla on lievä muistisairaus", "fi", {"older_people", "people_with_memory_disorders"}),
        # a state narrows adults and patients to those who are in it
        ("aikuisille, jotka ovat vaarassa syrjäytyä", "fi", {"people_at_risk_of_exclusion"}),
        ("AVH:sta kuntoutuvat potilaat", "fi", {"people_with_long_term_illness"}),
        ("matkailuyritysten työntekijät", "fi", {"employees"}),
        ("turvapaikanhakijanaisille", "fi", {"refugees", "women"}),
        ("kokonainen ja vakinainen", "fi", set()),
        ("barn med funktionsnedsättning", "sv", {"children", "people_with_disabilities"}),
        ("personer som har drabbats av stroke", "sv", {"people_with_long_term_illness"}),
        ("nyanlända familjer", "sv", {"immigrants", "families_with_children"}),
        ("unga vuxna utan arbete", "sv", {"young_people", "unemployed"}),
        ("people living with dementia", "en", {"people_with_memory_disorders"}),
        ("asylum-seeking teenagers", "en", {"refugees", "young_people"}),
        ("lonely pensioners", "en", {"lonely_people", "older_people"}),
        ("women over 60", "en", {"women", "older_people"}),
        # without people beside it, the condition is only a topic
        ("work with addiction services", "en", set()),
        ("arbete med missbruk", "sv", set()),
        # *everyone* gives way to what the next words say
        ("avoin kaikille alle 12-vuotiaille", "fi", {"children"}),
        ("öppen för alla daglediga pensionärer", "sv", {"older_people"}),
        ("avoin kaikille", "fi", {"all_residents"}),
    ],
)
def test_groups(text: str, language: str, expected: set[str]) -> None:
    assert named(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Teemme työtä vastasyntyneiden vauvojen ja heidän vanhempiensa kanssa.", "fi", "children parents"),
        ("Laulamme asunnottomien ja vähävaraisten miesten kanssa.", "fi", "homeless_people low_income_people men"),
        ("Teatteri vie esityksiä vankiloihin ja vastaanottokeskuksiin.", "fi", "prisoners refugees"),
        ("Esityksiä nähtiin myös vankiloissa.", "fi", ""),
        ("Kuoro kutsuu pakolaisina tulleet ja muut maahanmuuttajat laulamaan.", "fi", "immigrants refugees"),
        ("Kaiku luo toivoa työikäisten mielenterveyden tueksi.", "fi", "working_age"),
        ("Kaiku on tarkoitettu lapsille ja heidän perheilleen.", "fi", "children families_with_children"),
        ("Koulutamme lähihoitajia ja sosionomeja käyttämään kuvataidetta.", "fi", "health_and_social_professionals"),
        ("Kouluttajat opastavat sosiaali- ja terveysalan opiskelijoita: kouluttaa opiskelijoita.", "fi", "students"),
        ("Työ on suunnattu kuntien viranhaltijoille ja työntekijöille.", "fi", "public_officials"),
        ("Vapaaehtoiset oppivat lukemaan ääneen.", "fi", ""),
        # who pays stands in another clause than who gains
        ("Kaiku tuo musiikkia ikäihmisille, ja sitä rahoittavat paikalliset järjestöt.", "fi", "older_people"),
        ("Selvitysten mukaan joka kolmas nuori kokee olonsa huonoksi.", "fi", ""),
        ("Konstnärer besöker äldre som bor hemma.", "sv", "older_people"),
        ("Vi tar konst till fängelser.", "sv", "prisoners"),
        ("Projektet stärker närståendevårdarnas ork.", "sv", "family_carers"),
        ("Kören välkomnar nyanlända kvinnor och är öppen för unga.", "sv", "immigrants women young_people"),
        ("The project brings together newcomers and local residents.", "en", "all_residents immigrants"),
        ("Prisoners write poems with a playwright.", "en", "prisoners"),
        ("It supports the well-being of informal carers.", "en", "family_carers"),
    ],
)
def test_whom_a_record_is_for(text: str, language: str, expected: str) -> None:
    assert codes(text, language) == expected


@given(st.text(max_size=200), st.sampled_from(["fi", "sv", "en"]))
def test_states_of_any_text(text: str, language: str) -> None:
    for state in states_in(text, language):
        assert 0 <= state.start < state.end <= len(text)


@pytest.mark.parametrize("piece", ["joilla on ", "with a ", "som har ", "syöpää ", "kaikki ", "a, "])
def test_time_is_linear(piece: str) -> None:
    begun = time.perf_counter()
    for language in ("fi", "sv", "en"):
        groups_in(piece * 4_000, language)
    assert time.perf_counter() - begun < 20
