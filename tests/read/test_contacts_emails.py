import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.contacts import emails

ADDRESSES = [
    ("maija.malli@kunta.example", "maija.malli@kunta.example"),
    ("Maija.Malli@Kunta.Example", "maija.malli@kunta.example"),
    ("maija.malli(at)kunta.fi.example", "maija.malli@kunta.fi.example"),
    ("maija.malli [at] kunta.fi.example", "maija.malli@kunta.fi.example"),
    ("maija.malli{at}kunta.example", "maija.malli@kunta.example"),
    ("maija.malli (a) kunta.example", "maija.malli@kunta.example"),
    ("maija.malli[ät]kunta.example", "maija.malli@kunta.example"),
    ("maija.malli (ät) kunta.example", "maija.malli@kunta.example"),
    ("maija.malli (@) kunta.example", "maija.malli@kunta.example"),
    ("maija.malli @ kunta.example", "maija.malli@kunta.example"),
    ("maija.malli@ kunta.example", "maija.malli@kunta.example"),
    ("maija.malli at kunta.example", "maija.malli@kunta.example"),
    ("maija.malli ät kunta.example", "maija.malli@kunta.example"),
    ("maija[dot]malli[at]kunta[dot]example", "maija.malli@kunta.example"),
    ("maija (piste) malli (at) kunta (piste) example", "maija.malli@kunta.example"),
    ("maja (punkt) malm (at) kommun (punkt) example", "maja.malm@kommun.example"),
    ("anna-liisa.malli-mallinen@kunta.example", "anna-liisa.malli-mallinen@kunta.example"),
    ("s-posti: maija@kunta.example.", "maija@kunta.example"),
    ("(maija@kunta.example)", "maija@kunta.example"),
    ("maija@kunta.example, p. 040 123 4567", "maija@kunta.example"),
]


@pytest.mark.parametrize(("text", "value"), ADDRESSES)
def test_an_address_is_found_however_it_is_hidden(text: str, value: str) -> None:
    assert [address.value for address in emails.find(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "look at kunta.example",
        "klo 18 at home",
        "seuraa @mallihanke",
        "www.kunta.example",
        "40 % (at most)",
        "",
        "maija(at)kunta",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert emails.find(text) == []


def test_several_in_order_with_their_places() -> None:
    text = "maija@kunta.example tai pekka(at)kunta.example"
    assert [text[a.start : a.end] for a in emails.find(text)] == ["maija@kunta.example", "pekka(at)kunta.example"]


@pytest.mark.parametrize(
    "template",
    [
        "etunimi.sukunimi@kunta.example",
        "förnamn.efternamn@kunta.example",
        "fornamn.efternamn(at)kunta.example",
        "firstname.lastname@kunta.example",
    ],
)
def test_a_template_is_known_and_filled_in(template: str) -> None:
    (found,) = emails.find(template)
    assert found.template
    assert emails.fill(found.value, "Maija Malli") == "maija.malli@kunta.example"


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("Kääriä Åström", "kaaria.astrom"),
        ("Anna-Liisa Mäki-Öhman", "anna-liisa.maki-ohman"),
        ("René Malli", "rene.malli"),
        ("Máret Ánne Malli", "maret.malli"),
        ("Carl von Malm", "carl.vonmalm"),
        ("Søren Malm", "soren.malm"),
    ],
)
def test_letters_of_a_filled_in_name(name: str, local: str) -> None:
    assert emails.fill("etunimi.sukunimi@kunta.example", name) == f"{local}@kunta.example"


def test_a_template_needs_two_names() -> None:
    assert emails.fill("etunimi.sukunimi@kunta.example", "Maija") is None


def test_surname_first_template() -> None:
    assert emails.fill("sukunimi_etunimi@kunta.example", "Maija Malli") == "malli_maija@kunta.example"


@pytest.mark.parametrize(
    ("local", "name", "fit"),
    [
        ("maija.malli", "Maija Malli", 3),
        ("mallimaija", "Maija Malli", 3),
        ("maija.malli", "Maija Malli-Mallinen", 3),
        ("m.malli", "Maija Malli", 2),
        ("maija", "Maija Malli", 1),
        ("mm", "Maija Malli", 1),
        ("info", "Maija Malli", 0),
        ("pekka.mallinen", "Maija Virta", 0),
    ],
)
def test_how_well_an_address_fits_a_person(local: str, name: str, fit: int) -> None:
    assert emails.matches(f"{local}@kunta.example", name) == fit


def test_mail_links() -> None:
    assert emails.of_link("mailto:Maija.Malli@kunta.example?subject=Hei") == "maija.malli@kunta.example"
    assert emails.of_link("mailto:maija.malli%40kunta.example") == "maija.malli@kunta.example"
    assert emails.of_link("mailto:?subject=Hei") is None
    assert emails.of_link("https://kunta.example") is None


@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    for address in emails.find(text):
        assert address.value.count("@") == 1
        assert address.value == address.value.lower()
        assert 0 <= address.start < address.end <= len(text)
