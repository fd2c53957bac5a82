"""The measure itself: what counts as found, missed and wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate.__main__ import evaluate
from pipeline.evaluate.calibrate import calibration, measure
from pipeline.evaluate.pages import Judged, judged_pages
from pipeline.evaluate.report import fallen, markdown, table
from pipeline.evaluate.score import Tally, align, alike, fold, hit

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ROOT / "flows" / "example" / "pages"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="module")
def bundled() -> list[Judged]:
    """The bundled pages, read once for the tests that need them all."""
    return list(judged_pages(BUNDLED))


def counted_over(pages: list[Judged]) -> Tally:
    counted = Tally()
    for page in pages:
        counted.add(page.name, page.gold, page.said)
    return counted


def record(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, **fields}


def tally(gold: list[dict[str, Any]], read: list[dict[str, Any]], **page: Any) -> Tally:
    counted = Tally()
    counted.add("X", {"records": gold, **page}, {"records": read, **page})
    return counted


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kylätaide-hanke", "KYLÄTAIDE", True),
        ("”Kylätaide”", "Kylätaide projekti", True),
        ("Kylä\u00adtaide", "Kylätaide", True),
        ("Kylätaide – taidetta", "Kylätaide - taidetta", True),
        ("Kylätaide", "Kyläkoulu", False),
    ],
)
def test_folding(one: str, other: str, same: bool) -> None:
    assert (fold(one) == fold(other)) is same


def test_a_name_that_holds_the_other_is_alike_unless_it_is_short() -> None:
    assert alike("Kylätaide Mallilassa", "Kylätaide") == 0.9
    assert alike("AILI", "AILI kulttuurisen vanhustyön verkosto") < 0.9


def test_records_are_paired_by_the_best_name_and_a_lone_one_whatever_its_name() -> None:
    a, b = record("Kylätaide"), record("Laturi")
    assert align([a, b], [record("Laturi"), record("Kylätaide 2")]) == [
        (a, record("Kylätaide 2")),
        (b, record("Laturi")),
    ]
    assert align([a], [record("Aivan muu")]) == [(a, record("Aivan muu"))]
    assert align([a, b], [record("Aivan muu")]) == [(a, None), (b, None), (None, record("Aivan muu"))]


def test_counts_of_a_field() -> None:
    counted = tally(
        [record("A hanke", target_groups=["children", "pupils"])],
        [record("A hanke", target_groups=["children", "men"])],
    )
    assert dict(counted.count["target_group"]) == {"found": 1, "missed": 1, "wrong": 1}
    assert counted.rates("target_group")["f1"] == 0.5


def test_items_of_a_missed_record_are_missed_and_of_a_wrong_one_wrong() -> None:
    counted = tally(
        [record("Kylätaide", start="2020"), record("Laturi")], [record("Laturi"), record("Uutinen", start="2021")]
    )
    assert dict(counted.count["start"]) == {"missed": 1, "wrong": 1}
    assert dict(counted.count["record"]) == {"found": 1, "missed": 1, "wrong": 1}


def test_a_mentioned_record_costs_nothing_and_its_items_are_forgiven() -> None:
    gold = [record("Kylätaide", start="2020"), record("Laturi", primary=False, start="2018")]
    counted = tally(gold, [record("Kylätaide", start="2018")])
    assert dict(counted.count["start"]) == {"missed": 1}
    assert counted.count["mentions"]["missed"] == 1


def test_funders_of_a_class_are_compared_by_name_and_others_by_id() -> None:
    assert hit("funder", {"id": "taike", "name": "x"}, {"id": "taike", "name": "y"})
    assert not hit("funder", {"id": "kunta", "name": "Mallilan kunta"}, {"id": "kunta", "name": "Toisen kaupunki"})


def test_municipalities_are_the_same_in_both_languages() -> None:
    counted = tally([record("A hanke", municipalities=["Turku"])], [record("A hanke", municipalities=["Åbo"])])
    assert dict(counted.count["municipality"]) == {"found": 1}


def test_the_tables_name_every_field() -> None:
    counted = tally([record("A", start="2020")], [record("A", start="2020")], updated="2020-01-01")
    assert "start              1     1     0  1.00  1.00  1.00" in table(counted, 1)
    assert "| start | 1 | 1 | 0 | 1.00 | 1.00 | 1.00 |" in markdown(counted)


def test_a_field_below_its_documented_figure_is_named() -> None:
    good = tally([record("A hanke", start="2020")], [record("A hanke", start="2020")])
    bad = tally([record("A hanke", start="2020")], [record("A hanke", start="2021")])
    assert fallen(good, markdown(good)) == []
    assert fallen(bad, markdown(good)) == ["start: 0.00, but 1.00 is documented"]


def test_confidences_are_checked_on_sites_they_were_not_measured_on(bundled: list[Judged]) -> None:
    lines = calibration(bundled).splitlines()[2:]
    rows = [[float(x) for x in line.strip("| ").split("|")[1:]] for line in lines]
    assert sum(values for values, _, _ in rows) > 1500
    best = rows[-1]
    assert best[2] > 0.9


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no evaluation pages here"):
        evaluate(tmp_path)


def test_the_measured_confidence_is_drawn_to_the_average_of_its_field(bundled: list[Judged]) -> None:
    lines = measure(bundled).splitlines()
    rules = {row[0]: [float(x) for x in row[1:]] for row in (line.split(",") for line in lines[1:])}
    assert lines[0] == "rule,right,wrong,confidence"
    assert all(0 < confidence <= 1 for _, _, confidence in rules.values())
    seldom = [confidence for right, wrong, confidence in rules.values() if right <= 2 and not wrong]
    assert any(confidence < 1 for confidence in seldom)


def test_the_bundled_pages_are_read_as_well_as_the_documents_say(bundled: list[Judged]) -> None:
    assert len(bundled) == 120
    core = counted_over(bundled).core_f1()
    assert core is not None
    assert core >= 0.90


@pytest.mark.skipif(not (SHARED / "seed-pages").exists(), reason="the seed pages name real people and stay outside")
def test_the_seed_pages_are_right_in_every_field() -> None:
    counted, pages = evaluate(SHARED / "seed-pages")
    assert pages == 5
    # no page is named in the message: it could hold a person's details
    assert [(field, page, what) for field, page, what, _ in counted.errors] == []


@pytest.mark.skipif(not (SHARED / "evaluation" / "score.py").exists(), reason="needs the shared scorer")
def test_our_scorer_agrees_with_the_shared_one(bundled: list[Judged], tmp_path: Path) -> None:
    predictions = tmp_path / "predictions.jsonl"
    lines = [json.dumps(page.said, ensure_ascii=False) for page in bundled]
    predictions.write_text("\n".join(lines), encoding="utf-8")
    command = [
        sys.executable,
        str(SHARED / "evaluation" / "score.py"),
        str(predictions),
        str(SHARED / "evaluation" / "pages"),
        "--json",
    ]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = counted_over(bundled)
    assert {f: theirs["fields"][f] for f in theirs["fields"]} == {f: ours.rates(f) for f in theirs["fields"]}
    assert theirs["core_f1"] == ours.core_f1()
