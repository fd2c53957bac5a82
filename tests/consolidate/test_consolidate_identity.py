"""Which statements speak of the same initiative."""

import random
from typing import Any

import pytest
from consolidate_makers import say
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.consolidate.identity import contradict, group, match, support

HERE = "https://www.kunta.example/a"
SAME_SITE = "https://www.kunta.example/b"
ELSEWHERE = "https://www.liitto.example/c"


def merged(one: dict[str, Any], other: dict[str, Any]) -> bool:
    first = {"url": HERE, **one}
    second = {"url": ELSEWHERE, **other}
    groups = group([say(**first), say(**second)])
    assert len(groups) == len(group([say(**second), say(**first)]))
    return len(groups) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Mallipolku"}, {"name": "Mallipolku-hanke"}),
        (
            {"name": "Mallipolku", "start": "2018"},
            {"name": "Mallipolku", "start": "2018-01-01", "end": "2018-12-31"},
        ),
        ({"name": "Mallipolku", "regions": ["12"]}, {"name": "Mallipolku", "regions": ["FI"]}),
        ({"name": "Mallipolku", "regions": ["12"]}, {"name": "Mallipolku", "regions": ["12", "11"]}),
        ({"name": "YEPP", "regions": ["15"]}, {"name": "YEPP", "regions": ["15"]}),
        ({"name": "Mallipolku 2018-2021"}, {"name": "Mallipolku", "start": "2018", "end": "2021-06"}),
        (
            {"name": "Mallipolku", "coordinators": ["Mallin kaupunki"], "language": "fi"},
            {"name": "Mallipolku", "coordinators": ["City of Malli"], "language": "en"},
        ),
        (
            {"name": "Mallipolku", "start": "2018", "coordinators": ["Malliyhdistys ry"]},
            {"name": "Mallipolku", "start": "2020", "coordinators": ["Malliyhdistys"]},
        ),
        (
            {"name": "Mallipolku", "coordinators": ["Mallin kaupunki"], "regions": ["12"]},
            {"name": "Mallipolku", "coordinators": ["Toisen Säätiö"], "regions": ["12"]},
        ),
        ({"name": "Mallipolku nuorille"}, {"name": "Mallipolku nuorile", "url": SAME_SITE}),
        (
            {"name": "Hyvää arkea mallipolulla", "start": "2020"},
            {"name": "Hyvää arkea mallipoluilla", "start": "2020"},
        ),
    ],
)
def test_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert merged(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"name": "Mallipolku"}, {"name": "Mallipolku II"}, id="phase"),
        pytest.param({"name": "Mallipolku I"}, {"name": "Mallipolku 2"}, id="phases"),
        pytest.param({"name": "Mallipolku"}, {"name": "Mallipolku 2019", "url": SAME_SITE}, id="year"),
        pytest.param({"name": "Mallipolku 2018-2021"}, {"name": "Mallipolku"}, id="range-undated"),
        pytest.param({"name": "Mallipolku 2018-2021"}, {"name": "Mallipolku 2021-2023"}, id="ranges"),
        pytest.param({"name": "Mallipolku 2018-2021"}, {"name": "Mallipolku", "start": "2021"}, id="range-start"),
        pytest.param(
            {"name": "Mallipolku", "end": "2018", "url": HERE},
            {"name": "Mallipolku", "start": "2019", "url": SAME_SITE},
            id="disjoint",
        ),
        pytest.param({"name": "Verkosto", "kind": "network"}, {"name": "Verkosto", "kind": "network"}, id="generic"),
        pytest.param({"name": "YEPP"}, {"name": "YEPP"}, id="short"),
        pytest.param({"name": "Mallipolku"}, {"name": "Mallipolku", "kind": "network"}, id="kinds"),
        pytest.param(
            {"name": "Mallipolku", "regions": ["12"]}, {"name": "Mallipolku", "regions": ["17"]}, id="regions"
        ),
        pytest.param(
            {"name": "Mallipolku", "municipalities": ["Salo"]},
            {"name": "Mallipolku", "municipalities": ["Oulu"]},
            id="towns",
        ),
        pytest.param({"name": "Mallipolku", "start": "2012"}, {"name": "Mallipolku", "start": "2016"}, id="starts"),
        pytest.param(
            {"name": "Mallipolku", "coordinators": ["Mallin kaupunki"]},
            {"name": "Mallipolku", "coordinators": ["Toisen Säätiö"]},
            id="coordinators",
        ),
        pytest.param(
            {"name": "Hyvää arkea mallipolulla"}, {"name": "Hyvää arkea mallipoluilla"}, id="near-unsupported"
        ),
        pytest.param({"name": "2019"}, {"name": "2019", "url": SAME_SITE}, id="no-words"),
    ],
)
def test_not_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not merged(one, other)


def test_namesakes_in_one_register_stay_apart() -> None:
    one = say("Kylän näyttämö", url=HERE, coordinators=["Kylä ry"], municipalities=["Salo"])
    other = say("Kylän näyttämö", url=SAME_SITE, coordinators=["Toinen seura"], municipalities=["Oulu"])
    assert contradict(one, other)
    assert match(one, other) == 0


def test_one_page_tells_its_own_apart() -> None:
    one, other = say("Hyvää arkea mallipolulla"), say("Hyvää arkea mallipoluilla")
    assert one.page.url == other.page.url
    assert len(group([one, other])) == 2


def test_a_shared_contact_outweighs_distant_starts() -> None:
    person = {"name": "Maija Malli", "email": "maija.malli@kunta.example"}
    one = say(url=HERE, start="2012", contacts=[person])
    other = say(url=ELSEWHERE, start="2016", contacts=[{"name": "Malli, Maija"}])
    assert support(one, other) == 1
    assert len(group([one, other])) == 1


def test_two_that_contradict_are_not_brought_together_by_a_third() -> None:
    first = say(url=HERE, regions=["12"])
    second = say(url=ELSEWHERE, regions=["17"])
    between = say(url="https://www.lehti.example/d", start="2020")
    groups = group([first, second, between])
    assert len(groups) == 2
    assert not any(first in members and second in members for members in groups)


def test_a_regional_network_with_and_without_its_umbrella() -> None:
    facts = {"kind": "network", "regions": ["14"], "coordinators": ["Mallimaan liitto"]}
    names = "Länsi-Suomen alueverkosto", "Taikusydämen Länsi-Suomen alueverkosto"
    assert len(group(say(n, url=u, **facts) for n, u in zip(names, (HERE, SAME_SITE), strict=True))) == 1
    assert len(group(say(n, url=u, **facts) for n, u in zip(names, (HERE, ELSEWHERE), strict=True))) == 2


def test_a_short_name_joins_the_only_one_that_bears_it() -> None:
    short = say("AILI-verkosto", url=HERE, kind="network", municipalities=["Oulu"])
    full = say("Seniorityön AILI-verkosto", url=ELSEWHERE, kind="network", municipalities=["Oulu", "Salo"])
    rival = say("AILI – ilman rajoja maailmalle", url=SAME_SITE, kind="network", municipalities=["Oulu"])
    assert len(group([short, full])) == 1
    assert len(group([short, full, rival])) == 3


def test_a_bare_mention_joins_or_is_left_out() -> None:
    own = say(url=HERE, start="2020")
    mention = say(url=ELSEWHERE, primary=False)
    other_mention = say("Jokin muu", url=ELSEWHERE, primary=False)
    (members,) = group([own, mention, other_mention])
    assert {s.page.url for s in members} == {HERE, ELSEWHERE}


def test_a_bare_mention_that_fits_two_joins_none() -> None:
    one, two = say(url=HERE, regions=["12"]), say(url=SAME_SITE.replace("kunta", "toinen"), regions=["17"])
    groups = group([one, two, say(url=ELSEWHERE, primary=False)])
    assert [len(members) for members in groups] == [1, 1]


def test_a_mention_with_a_fact_stands_for_itself() -> None:
    assert len(group([say("Jokin muu", primary=False, start="2019")])) == 1
    assert group([say("Jokin muu", primary=False)]) == []


NAMES = [
    "Mallipolku",
    "Mallipolku-hanke",
    "Mallipolku II",
    "Mallipolku 2019",
    "Mallipolku nuorille",
    "Verkosto",
]
SAID = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "url": st.sampled_from([HERE, SAME_SITE, ELSEWHERE, "https://www.lehti.example/d"]),
        "kind": st.sampled_from(["project", "network"]),
        "primary": st.booleans(),
        "start": st.sampled_from([None, "2018", "2019-05", "2021"]),
        "end": st.sampled_from([None, "2021-12-31"]),
        "regions": st.sampled_from([[], ["12"], ["17"]]),
        "coordinators": st.sampled_from([[], ["Mallin kaupunki"], ["Toisen Säätiö"]]),
    }
)


@settings(max_examples=60, deadline=None)
@given(said=st.lists(SAID, max_size=9), seed=st.integers(0, 9))
def test_the_order_of_the_input_does_not_matter(said: list[dict[str, Any]], seed: int) -> None:
    statements = [say(**values) for values in said]
    shuffled = random.Random(seed).sample(statements, len(statements))
    groups = group(statements)
    assert [[s.order for s in g] for g in groups] == [[s.order for s in g] for g in group(shuffled)]
    for members in groups:
        assert len({(s.record.kind, s.name.numbers) for s in members}) == 1
