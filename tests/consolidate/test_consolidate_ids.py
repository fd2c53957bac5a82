"""Ids that last."""

import pytest
from consolidate_makers import say

from pipeline.consolidate import AliasError, load_aliases, resolve
from pipeline.consolidate.ids import mint

URL = "https://www.kunta.example/hanke"


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("MALLIPOLKU", {}),
        ("”Mallipolku”", {}),
        ("Mallipolku-hanke", {}),
        ("Mallipolku", {"start": "2020", "coordinators": ["Malli ry"], "regions": ["12"]}),
        ("Mallipolku", {"url": "http://WWW.kunta.example:80/hanke#alku"}),
        ("Mallipolku", {"updated": "2023", "language": "sv"}),
    ],
)
def test_better_reading_keeps_the_id(name: str, facts: dict[str, object]) -> None:
    assert mint([say(name, **facts)]) == mint([say("Mallipolku", url=URL)])


def test_what_makes_another_id() -> None:
    made = {
        mint([say()]),
        mint([say("Mallipolku II")]),
        mint([say("Mallipolku 2018-2020")]),
        mint([say(kind="network")]),
        mint([say(url="https://www.kunta.example/toinen")]),
    }
    assert len(made) == 5


def test_an_id_is_the_name_and_a_hash() -> None:
    assert mint([say("Hyvää & kaunista: Ännä 2")]).startswith("hyvaa-kaunista-anna-2-")
    long = mint([say("Yhteinen " * 20)])
    assert len(long) <= 48 + 7
    assert long.startswith("yhteinen-yhteinen-")
    assert mint([say("日本")]).startswith("x-")


def test_a_page_about_it_names_it_before_one_that_mentions_it() -> None:
    own = say(url="https://www.z.example/hanke")
    assert mint([say(url="https://www.a.example/uutinen", primary=False), own]) == mint([own])


def test_aliases_lead_on() -> None:
    assert resolve("a", {"a": "b", "b": "c"}) == "c"
    assert resolve("x", {"a": "b"}) == "x"


def test_aliases_in_a_circle_are_told() -> None:
    with pytest.raises(AliasError, match=r"^aliases.csv: a leads in a circle: remove one of a, b$"):
        resolve("a", {"a": "b", "b": "a"})


def test_our_aliases_lead_somewhere() -> None:
    aliases = load_aliases()
    assert all(resolve(old, aliases) not in aliases for old in aliases)
