"""One initiative from what several pages say."""

from datetime import UTC, datetime

import pytest
from consolidate_makers import say

from pipeline.consolidate import contacts, funding, places
from pipeline.consolidate.merge import best_date, merge
from pipeline.consolidate.statements import ranking
from schemas.record import Contact, Funder

A, B, C = (f"https://www.{host}.example/hanke" for host in ("aa", "bb", "cc"))


def test_the_order_of_belief() -> None:
    first = say(url=C, updated="2023-10-03")
    precise = say(url=B, updated="2022-12-31")
    vague = say(url=A, updated="2022")
    undated = say(url=A, fetched_at=datetime(2025, 1, 1, tzinfo=UTC))
    undated_later_address = say(url=B)
    mention = say(url=A, updated="2024", primary=False)
    expected = [first, precise, vague, undated, undated_later_address, mention]
    mixed = [vague, mention, undated_later_address, first, undated, precise]
    assert sorted(mixed, key=ranking) == expected


def test_newer_values_win_and_gaps_are_filled() -> None:
    newer = say(url=B, updated="2023", start="2021", coordinators=["Uusi ry"])
    older = say(
        "MALLIPOLKU",
        url=A,
        updated="2020",
        start="2020",
        end="2024",
        coordinators=["Vanha ry"],
        budget_eur=5.0,
    )
    made = merge("x", [older, newer])
    assert (made.name, made.start, made.end) == ("Mallipolku", "2021", "2024")
    assert (made.coordinators, made.budget_eur) == (["Uusi ry"], 5.0)


@pytest.mark.parametrize(
    ("ranked", "best"),
    [
        ([], None),
        ([None, None], None),
        (["2018", "2018-03-01"], "2018-03-01"),
        (["2018", "2018-03", "2018-03-01"], "2018-03-01"),
        (["2018", "2019-03-01"], "2018"),
        (["2018-03", "2018"], "2018-03"),
        ([None, "2017-21", "2017-04"], "2017-04"),
        (["2018", "2018-05", "2018-07-01"], "2018-05"),
    ],
)
def test_a_more_precise_date_within_goes_first(ranked: list[str | None], best: str | None) -> None:
    assert best_date(ranked) == best


def test_lists_unite() -> None:
    one = say(url=A, target_groups=["children"], regions=["12"], municipalities=["Vaasa"], updated="2023")
    other = say(url=B, target_groups=["older_people", "children"], regions=["11"], municipalities=["Vasa", "Salo"])
    made = merge("x", [one, other])
    assert made.target_groups == ["children", "older_people"]
    assert (made.regions, made.municipalities) == (["11", "12"], ["Salo", "Vaasa"])
    assert not made.regions_derived


def test_regions_of_the_municipalities_where_no_page_names_one() -> None:
    made = merge("x", [say(municipalities=["Pieksämäki", "Tallinna"])])
    assert (made.regions, made.regions_derived) == (["10"], True)


def test_names_by_language_come_from_pages_about_it() -> None:
    swedish = say("Modellstigen", url=B, language="sv")
    mention = say("Model Path", url=C, language="en", primary=False)
    assert merge("x", [say(url=A), swedish, mention]).names == {"fi": "Mallipolku", "sv": "Modellstigen"}


def test_contacts_of_one_person_unite() -> None:
    newer = Contact(name="Maija Malli", role="erityisasiantuntija", email="maija.malli@liitto.example")
    older = Contact(name="MALLI Maija", role="suunnittelija", organisation="Mallin liitto", phone="+358401234567")
    assert contacts.unite([newer, older]) == [
        Contact(
            name="Maija Malli",
            role="erityisasiantuntija",
            organisation="Mallin liitto",
            email="maija.malli@liitto.example",
            phone="+358401234567",
        )
    ]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ({"email": "info@kunta.example"}, {"email": "info@kunta.example", "phone": "+358401234567"}, 1),
        ({"email": "info@kunta.example"}, {"email": "malli@kunta.example"}, 2),
        ({"phone": "+358401234567"}, {"phone": "+358401234567", "role": "päivystys"}, 1),
        ({"phone": "+358401234567"}, {"phone": "+358407654321"}, 2),
        ({"name": "Maija Malli", "email": "a@b.example"}, {"email": "a@b.example", "role": "ohjaaja"}, 1),
        (
            {"name": "Maija Malli", "phone": "+358401234567"},
            {"email": "a@b.example", "phone": "+358401234567"},
            1,
        ),
        ({"name": "Maija Malli", "email": "a@b.example"}, {"name": "Matti Malli", "email": "a@b.example"}, 2),
        ({"organisation": "Malli ry"}, {"organisation": "MALLI ry"}, 1),
    ],
)
def test_who_is_the_same_contact(one: dict[str, str], other: dict[str, str], count: int) -> None:
    for pair in ([one, other], [other, one]):
        assert len(contacts.unite(Contact.model_validate(c) for c in pair)) == count


def test_a_shared_mailbox_does_not_bring_two_persons_together() -> None:
    said = [
        {"email": "a@b.example"},
        {"name": "Maija Malli", "email": "a@b.example"},
        {"name": "Matti Malli"},
    ]
    assert len(contacts.unite(Contact.model_validate(c) for c in said)) == 2


@pytest.mark.parametrize(
    ("contact", "kind"),
    [
        (Contact(name="Maija Malli"), "named_person"),
        (Contact(role="kirjaamo", email="kirjaamo@kunta.example"), "role_mailbox"),
        (Contact(organisation="Malli ry"), "organisation"),
    ],
)
def test_kinds_of_contacts(contact: Contact, kind: str) -> None:
    assert contacts.kind_of(contact) == kind


def test_funders_unite() -> None:
    made = funding.unite(
        [
            Funder(id="okm", name="OKM", programme="Kulttuuri"),
            Funder(id="okm", name="Opetus- ja kulttuuriministeriö", amount_eur=160000, programme="Avustus"),
            Funder(id="kunta", name="Mallin kaupunki"),
            Funder(id="kunta", name="Toisen kunta", amount_eur=5),
            Funder(id="maakuntaliitto", name="Pohjanmaan liitto"),
            Funder(name="Malli Oy"),
            Funder(name="MALLI OY", amount_eur=7),
        ]
    )
    assert [(f.id, f.name, f.amount_eur, f.programmes) for f in made] == [
        (None, "Malli Oy", 7, []),
        ("kunta", "Mallin kaupunki", None, []),
        ("okm", "OKM", 160000, ["Kulttuuri", "Avustus"]),
        ("maakuntaliitto-pohjanmaa", "Pohjanmaan liitto", None, []),
        ("kunta", "Toisen kunta", 5, []),
    ]


def test_a_centre_named_with_and_without_its_region_is_one() -> None:
    plain, full = Funder(id="ely", name="ELY-keskus"), Funder(id="ely", name="Pohjois-Mallin ELY-keskus")
    other = Funder(id="ely", name="Etelä-Mallin ELY-keskus")
    assert [f.name for f in funding.unite([full, plain])] == ["Pohjois-Mallin ELY-keskus"]
    assert len(funding.unite([full, plain, other])) == 3


def test_funders_of_one_name_are_one_row_even_if_only_one_has_an_id() -> None:
    made = funding.unite([Funder(name="Opetus- ja kulttuuriministeriö"), Funder(id="okm", name="OKM")])
    assert [(f.id, f.name) for f in made] == [("okm", "Opetus- ja kulttuuriministeriö")]


def test_places() -> None:
    rows = list(places.place_rows("x", ["10", "FI"], ["Pieksämäki", "Tallinna"]))
    assert [(row.kind, row.code, row.label_sv) for row in rows] == [
        ("region", "10", "Södra Savolax"),
        ("country", "FI", "Finland"),
        ("municipality", "593", "Pieksämäki"),
        ("wellbeing_county", "12", "Södra Savolax välfärdsområde"),
    ]


@pytest.mark.parametrize("name", ["Vaasa", "Vasa", "VAASA", "vasa"])
def test_a_municipality_by_any_of_its_names(name: str) -> None:
    row = places.municipality(name)
    assert row is not None
    assert row["code"] == "905"
