"""Groups that a text names, and those that a record is for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import parse
from pipeline.document.passages import passages
from pipeline.normalise.lemmas import lemma, words
from pipeline.read.scope import Found, Scope
from pipeline.read.target_groups import groups_in, read
from pipeline.read.target_groups.matching import codes_of_age
from pipeline.read.target_groups.tables import table
from schemas import vocabulary

CODES = set(vocabulary.by_key("target_groups"))


def named(text: str, language: str = "fi") -> set[str]:
    return {code for match in groups_in(text, language) for code in match.codes}


def found(body: str, name: str = "Kaiku", language: str = "fi", sole: bool = True) -> list[Found[str]]:
    html = f'<html lang="{language}"><body><main><h1>{name}</h1>{body}</main></body></html>'
    document = parse(html, "https://kunta.example/kaiku")
    return read(Scope(document, name, document.main, passages(document.main), sole=sole))


def codes(body: str, name: str = "Kaiku", language: str = "fi") -> set[str]:
    return {item.value for item in found(body, name, language)}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("lapsiperheille", "lapsiperhe"),
        ("ikäihmisten", "ikäihminen"),
        ("kehitysvammaisille", "kehitysvammainen"),
        ("muistisairaiden", "muistisairas"),
        ("maahanmuuttajien", "maahanmuuttaja"),
        ("päihdetoipujille", "päihdetoipuja"),
        ("vanhempien", "vanhempi"),
        # participles stay what they are, whatever their case
        ("asuvien", "asuva"),
        ("sairastaville", "sairastava"),
        ("olevat", "oleva"),
        # compounds that no dictionary has
        ("hoivapelimanneille", "hoivapelimanni"),
        ("omaishoitoperheissä", "omaishoitoperhe"),
        ("AVH-kuntoutujille", "avh-kuntoutuja"),
        ("mielenterveys-", "mielenterveys-"),
        ("65+", "65+"),
    ],
)
def test_finnish_lemmas(form: str, expected: str) -> None:
    assert lemma(form, "fi") == expected


@pytest.mark.parametrize(
    ("form", "language", "expected"),
    [("barnfamiljerna", "sv", "barnfamilj"), ("äldres", "sv", "äldre"), ("families", "en", "family")],
)
def test_other_lemmas(form: str, language: str, expected: str) -> None:
    assert lemma(form, language) == expected


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    for word in words(text, "fi"):
        assert text[word.start : word.end] == word.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lapsiperheille", {"families_with_children"}),
        ("lapset, nuoret ja lapsiperheet", {"children", "young_people", "families_with_children"}),
        ("mielenterveys- ja päihdekuntoutujia", {"mental_health_rehabilitees", "substance_use_rehabilitees"}),
        ("pakolaislasten ja -nuorten", {"refugees", "children", "young_people"}),
        (
            "ikäihmiset, muistisairaat ja heidän omaisensa",
            {"older_people", "people_with_memory_disorders", "family_carers"},
        ),
        ("syrjäytymisvaarassa olevien nuorten", {"people_at_risk_of_exclusion", "young_people"}),
        ("kotihoidon asiakkaille", {"home_care_clients"}),
        ("palvelutalojen asukkaat", {"residents_of_care_homes"}),
        ("sosiaali- ja terveysalan ammattilaisille", {"health_and_social_professionals"}),
        ("kulttuurin ja hyvinvoinnin ammattilaiset", {"culture_professionals", "health_and_social_professionals"}),
        ("sateenkaarisenioreille", {"gender_and_sexual_minorities", "older_people"}),
        ("yksinäisiä ikäihmisiä", {"lonely_people", "older_people"}),
        ("maaseudun asukkaiden", {"rural_residents"}),
        ("omaishoitajille", {"family_carers"}),
        ("asunnottomia ja vankeja", {"homeless_people", "prisoners"}),
        ("pitkäaikaistyöttömiä", {"unemployed"}),
        ("autismikirjon lapset", {"children_with_special_needs"}),
        ("musiikinopiskelijoille", {"students"}),
        ("varhaiskasvatuksen henkilöstölle", {"education_professionals"}),
        ("kuntien viranhaltijoita ja päättäjiä", {"public_officials"}),
        ("yli 65-vuotiaat", {"older_people"}),
        ("75 vuotta täyttäneille", {"older_people"}),
        ("alle 29-vuotiaille", {"young_people"}),
        ("18–35-vuotiaita", {"young_people"}),
        ("0–6-vuotiaiden", {"children"}),
        ("7–17-vuotiaille", {"children", "young_people"}),
        ("30–60-vuotiaat", {"working_age"}),
        # an age of adults only narrows the group beside it
        ("30–55-vuotiaille pitkäaikaistyöttömille", {"unemployed"}),
    ],
)
def test_groups_in_finnish(text: str, expected: set[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("äldre och deras anhöriga", "sv", {"older_people", "family_carers"}),
        ("unga i åldern 13–19", "sv", {"young_people"}),
        ("hemvårdens klienter", "sv", {"home_care_clients"}),
        ("boende på serviceboenden", "sv", {"residents_of_care_homes"}),
        ("barnfamiljer och pensionärer", "sv", {"families_with_children", "older_people"}),
        ("invandrarkvinnor", "sv", {"immigrants", "women"}),
        ("arbetslösa ungdomar", "sv", {"unemployed", "young_people"}),
        ("youths at risk of exclusion (aged 16–29)", "en", {"young_people", "people_at_risk_of_exclusion"}),
        ("people with dementia and their family carers", "en", {"people_with_memory_disorders", "family_carers"}),
        ("refugees and asylum seekers", "en", {"refugees"}),
        ("over 65 years old", "en", {"older_people"}),
        (
            "intellectually and/or physically disabled people",
            "en",
            {"people_with_disabilities", "people_with_intellectual_disabilities"},
        ),
    ],
)
def test_groups_in_other_languages(text: str, language: str, expected: set[str]) -> None:
    assert named(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mallilan Muistiyhdistys ry ja Kulttuuriyhdistys Malli ry", "fi"),
        ("Lapsi- ja nuorisosäätiö", "fi"),
        ("Eläkeliitto ja Nuorisoseurojen liitto", "fi"),
        ("vanhuspalvelut ja nuorisotyö", "fi"),
        ("kunta ja sen kulttuuritoimi", "fi"),
        ("vakinainen, erinomainen, jyväskyläläinen", "fi"),
        ("Kotihoidosta on tarjouduttu mukaan", "fi"),
        ("Man träffas några gånger om året", "sv"),
        ("Project Manager Maija Malli", "en"),
    ],
)
def test_no_group(text: str, language: str) -> None:
    assert named(text, language) == set()


def test_span_covers_the_words() -> None:
    text = "Tarjolla musiikkia palvelutalojen asukkaille."
    (match,) = groups_in(text, "fi")
    assert text[slice(*match.span)] == "palvelutalojen asukkaille"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 5, ("children",)), (13, 19, ("young_people",)), (65, 120, ("older_people",)), (40, 42, ("working_age",))],
)
def test_ages(low: int, high: int, expected: tuple[str, ...]) -> None:
    assert codes_of_age(low, high) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # labels
        ("<p>Kohderyhmä: ikäihmiset ja omaishoitajat</p>", {"older_people", "family_carers"}),
        ("<h2>Kenelle?</h2><p>Lapsiperheille ja kylien asukkaille.</p>", {"families_with_children", "rural_residents"}),
        ("<dl><dt>Kohderyhmät</dt><dd>työyhteisöt, yrittäjät</dd></dl>", {"employees", "entrepreneurs"}),
        # what the page states outright shuts out what it only mentions
        (
            "<p>Kohderyhmänä ovat muistisairaat. Pajoja ohjaavat taiteilijat, ja lapset käyvät kuuntelemassa.</p>",
            {"people_with_memory_disorders"},
        ),
        ("<p>Kohderyhmänä ovat ikäihmiset, jotka käyttävät järjestöjen palveluja.</p>", {"older_people"}),
        # cue phrases
        (
            "<p>Toiminta on tarkoitettu 0–5-vuotiaille lapsille ja heidän perheilleen.</p>",
            {"children", "families_with_children"},
        ),
        ("<p>Tervetulleita ovat kaikki mielenterveyskuntoutujat.</p>", {"mental_health_rehabilitees"}),
        ("<p>Hanke tukee omaishoitajien jaksamista.</p>", {"family_carers"}),
        ("<p>Tavoitteena on lisätä ikäihmisten osallisuutta taiteen keinoin.</p>", {"older_people"}),
        ("<p>Verkosto tarjoaa taidetta vangeille.</p>", {"prisoners"}),
        ("<p>Hankkeessa koulutetaan hoitajia käyttämään musiikkia.</p>", {"health_and_social_professionals"}),
        ("<p>Alueen taiteilijat saavat hankkeessa töitä.</p>", {"culture_professionals"}),
        ("<p>Edistämme kuntalaisten hyvinvointia.</p>", {"all_residents"}),
    ],
)
def test_groups_of_a_record(body: str, expected: set[str]) -> None:
    assert codes(body) == expected


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("<p>Målgrupp: äldre, närståendevårdare</p>", "sv", {"older_people", "family_carers"}),
        ("<p>Projektet riktar sig till arbetslösa ungdomar.</p>", "sv", {"unemployed", "young_people"}),
        ("<p>Musikstunder för barnfamiljer i biblioteket.</p>", "sv", {"families_with_children"}),
        ("<p>Target group: immigrants and refugees</p>", "en", {"immigrants", "refugees"}),
        ("<p>The workshops are aimed at people with disabilities.</p>", "en", {"people_with_disabilities"}),
        ("<p>The network is open to researchers and artists.</p>", "en", {"researchers", "culture_professionals"}),
    ],
)
def test_groups_of_a_record_in_other_languages(body: str, language: str, expected: set[str]) -> None:
    assert codes(body, language=language) == expected


LONG = "<p>" + "Toiminta jatkuu kuten ennen, ja siitä kerrotaan tällä sivulla lisää myöhemmin. " * 12 + "</p>"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Alueella asuu 12 000 ikäihmistä, joista kolmannes yksin.</p>",
        "<p>Välilliset kohderyhmät: hoitajat ja omaiset</p>",
        "<p>Ohjausryhmässä istuu järjestöjen ja yrittäjien edustajia.</p>",
        "<p>Pajojen ohjaajina toimivat taiteilijat.</p>",
        "<p>Rahoittajat: Lasten ja nuorten säätiö</p>",
        "<p>Lisätietoja: kulttuurituottaja Maija Malli</p>",
        "<p>Yhteistyökumppaneina ovat paikalliset yhdistykset.</p>",
        "<p>Mukana on lasten kanssa työskenteleviä ihmisiä.</p>",
        "<p>Koulutus antaa valmiudet toimia vapaaehtoiseksi.</p>",
        "<p>Hankkeessa laaditaan ikäihmisten kulttuurisuunnitelma.</p>",
        "<p>Työn ohella on pidetty koulutuksia eri kohderyhmille (ikääntyneet, erityislapset).</p>",
    ],
)
def test_groups_that_are_only_mentioned(body: str) -> None:
    assert codes(body + LONG) == set()


def test_the_name_counts() -> None:
    assert codes("<p>Hanke päättyi keväällä.</p>", name="Sanataidetta vangeille") == {"prisoners"}
    assert codes("<p>Hanke päättyi keväällä.</p>", name="Konst för äldre") == {"older_people"}


def test_evidence() -> None:
    (item,) = found("<p>Kohderyhmä: yksin asuvat</p>")
    assert (item.field, item.value, item.raw) == ("target_groups", "lonely_people", "yksin asuvat")
    assert item.rule == "target_groups.label"
    assert item.quote in item.block.text


def test_tables_name_known_codes() -> None:
    assert {row["code"] for row in table("parts") if row["position"] != "never"} <= CODES
    assert {code for row in table("ages") for code in vocabulary.several(row["codes"])} <= CODES
    assert {row["code"] for row in table("attributes")} <= CODES
    assert {row["code"] for row in table("conditions") if row["kind"] == "condition"} <= CODES


@pytest.mark.parametrize("name", ["cues", "parts", "ages", "words", "attributes", "conditions"])
def test_every_row_has_an_example(name: str) -> None:
    assert all(row["example"] for row in table(name))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_alias_is_found_in_itself(language: str) -> None:
    missed = [
        (row["code"], alias)
        for row in vocabulary.rows("target_groups")
        for alias in vocabulary.several(row[f"aliases_{language}"])
        if row["code"] not in named(alias, language)
    ]
    assert missed == []


@given(st.text(max_size=200), st.sampled_from(["fi", "sv", "en", None]))
def test_any_text(text: str, language: str | None) -> None:
    for match in groups_in(text, language):
        assert set(match.codes) <= CODES
        assert 0 <= match.span[0] < match.span[1] <= len(text)
