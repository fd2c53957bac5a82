"""Where a published value comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.publish import PublishError, UnknownName, explain, publish
from schemas.tables import Dataset


@pytest.fixture
def published(dataset: Dataset, tmp_path: Path) -> Path:
    publish(dataset, tmp_path)
    return tmp_path


def test_all_fields_in_the_order_of_the_columns(published: Path) -> None:
    rows = explain(published, "laulava-kyla")
    assert [(row.field, row.value, row.chosen) for row in rows] == [
        ("start", "2022-08", True),
        ("end", "2023-24", True),
        ("end", "2022", False),
    ]


def test_one_field(published: Path) -> None:
    (row, other) = explain(published, "laulava-kyla", "end")
    assert row.quote == "Hanke jatkuu talveen 2023\nja päättyy."
    assert other.rule == "durations.label"


def test_a_field_of_which_nothing_is_known(published: Path) -> None:
    assert explain(published, "laulava-kyla", "budget_eur") == []


@pytest.mark.parametrize("wrong", ["laulava-kylä", "Laulava kylä", "laulavakyla"])
def test_a_wrong_id_names_near_ones(wrong: str, published: Path) -> None:
    with pytest.raises(UnknownName, match=r"no initiative .*did you mean laulava-kyla"):
        explain(published, wrong)


def test_an_id_far_from_all(published: Path) -> None:
    with pytest.raises(UnknownName) as caught:
        explain(published, "xq")
    assert str(caught.value) == "no initiative 'xq'"


def test_a_wrong_field_names_near_ones(published: Path) -> None:
    with pytest.raises(UnknownName, match=r"no field 'funder'; did you mean funders"):
        explain(published, "laulava-kyla", "funder")


def test_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match=r"initiatives\.csv: no such file"):
        explain(tmp_path, "x")
