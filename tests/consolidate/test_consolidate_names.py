"""Names as they are compared."""

import pytest

from pipeline.consolidate.names import contains, fold, is_generic, is_short, likeness, name_key, share_short


@pytest.mark.parametrize(
    "variant",
    [
        "Mallipolku-hanke",
        "MALLIPOLKU",
        "”Mallipolku”",
        "»Mallipolku« -projekti",
        "Hanke: Mallipolku",
        "Mallipolku projekt",
        "Mallipolku-projektet",
        "Mallipolku project",
        "Mallipolku -verkosto",
        "Malli\u00adpolku",
        "Mallipolku (MAPO)",
        "Mallipolku 2018–2021",
    ],
)
def test_variants_of_a_name_have_one_key(variant: str) -> None:
    assert name_key(variant).key == "mallipolku"


def test_dashes_are_all_the_same() -> None:
    assert len({name_key(f"Malli II {dash} työtä nuorille") for dash in "-–—"}) == 1


@pytest.mark.parametrize(
    ("name", "words", "numbers", "years"),
    [
        ("Kulttuurisote II", ("kulttuurisote",), (2,), None),
        ("Kulttuurisote II -hanke", ("kulttuurisote",), (2,), None),
        ("Tehdään yhessä 2", ("tehdään", "yhessä"), (2,), None),
        ("Kulttuurisote 2019", ("kulttuurisote",), (2019,), None),
        ("Malli 2016-18", ("malli",), (), (2016, 2018)),
        ("100 minuuttia taidetta", ("minuuttia", "taidetta"), (100,), None),
        ("Konst i vården", ("konst", "i", "vården"), (), None),
        ("Malli (II)", ("malli",), (2,), None),
        ("Malli (Lahti)", ("malli", "lahti"), (), None),
        ("Verkosto", ("verkosto",), (), None),
        ("2019", (), (2019,), None),
        ("Malli: nuoret", ("malli", "nuoret"), (), None),
    ],
)
def test_words_numbers_and_years(name: str, words: tuple, numbers: tuple, years: tuple | None) -> None:
    key = name_key(name)
    assert (key.words, key.numbers, key.years) == (words, numbers, years)


@pytest.mark.parametrize(
    ("name", "shorts"),
    [
        ("TAIKA – Taide kohtaamisalustana", {"taika"}),
        ("Seniorityön AILI-verkosto", {"aili"}),
        ("Music tools (AGEM)", {"agem"}),
        ("Seutu – kylä", set()),
        ("Mallipolku", set()),
    ],
)
def test_short_names(name: str, shorts: set[str]) -> None:
    assert name_key(name).shorts == shorts


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Uusia säveliä etsimässä", "Uusia sävelia etsimässä", True),
        ("Metod & Verktyg för lättare administration", "Metod och verktyg i lättare administration", False),
        ("Metod & Verktyg för lättare administration", "Metod & Verktyg i lättare administration", True),
        ("Tanssia kotihoidon asiakkaille Kainuussa", "Tanssia kotihoidon asiakkaille Lapissa", False),
        ("Etelä-Karjalan alueverkosto", "Pohjois-Karjalan alueverkosto", False),
        ("Kulttuuria koululle", "Koululle kulttuuria", True),
        ("2019", "2019", False),
    ],
)
def test_likeness(one: str, other: str, near: bool) -> None:
    assert (likeness(name_key(one), name_key(other)) >= 92) is near


def test_generic_and_short_names() -> None:
    assert is_generic(name_key("Verkosto"))
    assert is_generic(name_key("Alueellinen kulttuurihanke"))
    assert not is_generic(name_key("Mallipolku-hanke"))
    assert is_short(name_key("YEPP"))
    assert not is_short(name_key("YEPP nuorille"))


def test_one_name_within_the_other() -> None:
    assert contains(name_key("Länsi-Suomen alueverkosto"), name_key("Taikusydämen Länsi-Suomen alueverkosto"))
    assert not contains(name_key("Mallipolku"), name_key("Mallipolku nuorille"))


def test_full_names_with_one_acronym() -> None:
    one, other = (
        "AILI – kulttuurisen seniori- ja vanhustyön verkosto",
        "Kulttuurisen seniori- ja vanhustyön AILI-verkosto",
    )
    assert share_short(name_key(one), name_key(other))
    assert not share_short(name_key("LÄHDE! Arjen taide"), name_key("LÄHDE! Taide kylille"))


def test_fold() -> None:
    assert fold("  Pohjois-Savon  LIITTO, ry ") == "pohjois savon liitto ry"
