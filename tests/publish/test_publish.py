"""Files are strict, ordered, whole or not there, and say what the dataset said."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.publish import PublishError, publish, read_tables
from pipeline.publish.package import datapackage
from pipeline.publish.writing import as_texts, to_csv
from schemas.tables import (
    TABLES,
    ChangeRow,
    Dataset,
    EvidenceRow,
    FundingRow,
    InitiativeRow,
    PageRow,
    PlaceRow,
    QuarantineRow,
    TargetGroupRow,
)

SONG = "laulava-kyla"


def _project(id: str, **values: Any) -> InitiativeRow:
    return InitiativeRow(id=id, kind="project", name="Toinen", **values)


def _bytes(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


def _lines(directory: Path, table: str) -> list[dict[str, str]]:
    with (directory / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_every_table_and_the_package_are_written(dataset: Dataset, tmp_path: Path) -> None:
    counts = publish(dataset, tmp_path / "out")
    assert set(_bytes(tmp_path / "out")) == {f"{name}.csv" for name in TABLES} | {"datapackage.json"}
    assert counts == {name: len(dataset.rows(name)) for name in TABLES}
    assert list(tmp_path.iterdir()) == [tmp_path / "out"], "the directory beside was left behind"


def test_cells(dataset: Dataset, tmp_path: Path) -> None:
    publish(dataset, tmp_path)
    song, network = _lines(tmp_path, "initiatives")
    assert song["budget_eur"] == "160000"
    assert song["target_groups"] == "children | older_people"
    assert song["regions"] == "02 | 06"
    assert song["funders"] == "Opetus- ja kulttuuriministeriö | Mallilan säätiö", "the order given is kept"
    assert song["name"] == 'Laulava kylä, "Sjungande by"'
    assert (network["start"], network["budget_eur"], network["contacts"]) == ("", "", "")
    assert [row["amount_eur"] for row in _lines(tmp_path, "funding")] == ["79999.5", "80000.5"]
    assert _lines(tmp_path, "pages")[0]["fetched_at"] == "2026-11-02T06:30:15Z"
    assert {row["chosen"] for row in _lines(tmp_path, "evidence")} == {"true", "false"}
    assert _lines(tmp_path, "evidence")[1]["quote"] == "Hanke jatkuu talveen 2023\nja päättyy."


def test_files_are_utf8_without_mark_and_end_lines_with_crlf(dataset: Dataset, tmp_path: Path) -> None:
    publish(dataset, tmp_path)
    for name in TABLES:
        content = (tmp_path / f"{name}.csv").read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
        outside_quotes = re.sub(rb'"[^"]*"', b"", content)
        assert outside_quotes.count(b"\n") == outside_quotes.count(b"\r\n") == outside_quotes.count(b"\r")


def test_only_cells_that_need_them_have_quotes(dataset: Dataset, tmp_path: Path) -> None:
    publish(dataset, tmp_path)
    assert b'"Laulava kyl\xc3\xa4, ""Sjungande by"""' in (tmp_path / "initiatives.csv").read_bytes()
    assert b'"' not in (tmp_path / "funding.csv").read_bytes()


def test_order_of_lists_does_not_matter(dataset: Dataset, tmp_path: Path) -> None:
    publish(dataset, tmp_path / "straight")
    for seed in range(5):
        shuffled = Dataset(date=dataset.date)
        for name in TABLES:
            rows = [*dataset.rows(name), *dataset.rows(name)[:1]]  # a repeated row is written once
            random.Random(seed).shuffle(rows)
            setattr(shuffled, name, rows)
        publish(shuffled, tmp_path / "shuffled")
        assert _bytes(tmp_path / "shuffled") == _bytes(tmp_path / "straight")


def test_publishing_twice_over_itself_changes_nothing(dataset: Dataset, tmp_path: Path) -> None:
    publish(dataset, tmp_path)
    before = _bytes(tmp_path)
    publish(read_tables(tmp_path), tmp_path)
    assert _bytes(tmp_path) == before


def test_read_tables_gives_the_dataset_back(dataset: Dataset, tmp_path: Path) -> None:
    publish(dataset, tmp_path)
    back = read_tables(tmp_path)
    assert back.date == date(2026, 11, 2)
    for name in TABLES:
        assert sorted(map(repr, back.rows(name))) == sorted(map(repr, dataset.rows(name))), name


def test_an_empty_dataset_has_headers_and_reads_back_empty(tmp_path: Path) -> None:
    publish(Dataset(date=date(2026, 1, 1)), tmp_path)
    assert (tmp_path / "funding.csv").read_bytes() == (b"initiative,funder_id,funder_name,programme,amount_eur\r\n")
    assert not any(read_tables(tmp_path).rows(name) for name in TABLES)


def test_package_names_size_hash_and_day(dataset: Dataset, tmp_path: Path) -> None:
    publish(dataset, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["created"] == "2026-11-02T00:00:00Z"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert [part["name"] for part in package["resources"]] == list(TABLES)
    sizes = {part["path"]: part["bytes"] for part in package["resources"]}
    assert sizes == {path.name: path.stat().st_size for path in tmp_path.glob("*.csv")}


def test_package_generated_again_is_equal(dataset: Dataset, tmp_path: Path) -> None:
    publish(dataset, tmp_path)
    files = {name: (tmp_path / f"{name}.csv").read_bytes() for name in TABLES}
    assert datapackage(dataset.date, files) == (tmp_path / "datapackage.json").read_bytes()


def _frictionless_errors(directory: Path) -> list[str]:
    report = frictionless.validate(str(directory / "datapackage.json"))
    return [f"{error.type}: {error.note}" for task in report.tasks for error in task.errors] + [
        error.note for error in report.errors
    ]


def test_frictionless_finds_nothing(dataset: Dataset, tmp_path: Path) -> None:
    publish(dataset, tmp_path)
    assert _frictionless_errors(tmp_path) == []


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [
        ("initiatives", b",ongoing,", b",resting,", "constraint-error"),
        ("initiatives", b"02 | 06", b"02 | 99", "constraint-error"),
        ("initiatives", b"2022-08,", b"elokuu 2022,", "constraint-error"),
        ("initiatives", b",160000,", b",paljon,", "type-error"),
        ("initiatives", b",taideverkosto,", b",ei-ole,", "foreign-key"),
        ("target_groups", b"laulava-kyla,children", b"laulava-kyl,children", "foreign-key"),
        ("target_groups", b",children,", b",older_people,", "primary-key"),
        ("funding", b"80000.5", b"80000.6", "hash-count"),
    ],
)
def test_frictionless_finds_what_is_wrong(
    table: str, old: bytes, new: bytes, kind: str, dataset: Dataset, tmp_path: Path
) -> None:
    """The schemas say enough for an independent reader to notice bad cells."""
    publish(dataset, tmp_path)
    path = tmp_path / f"{table}.csv"
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    assert any(error.startswith(kind) for error in _frictionless_errors(tmp_path))


@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        (
            "initiatives",
            _project("taideverkosto"),
            "key taideverkosto",
        ),
        (
            "initiatives",
            _project("b", part_of="c"),
            "c is not in initiatives.id",
        ),
        (
            "initiatives",
            _project("b", regions=["03"]),
            "vocabulary regions",
        ),
        ("funding", FundingRow(initiative="ei", funder_name="X"), "ei is not in initiatives.id"),
        (
            "funding",
            FundingRow(initiative=SONG, funder_id="zz", funder_name="X"),
            "vocabulary funders",
        ),
        ("target_groups", TargetGroupRow(initiative=SONG, code="cats"), "vocabulary target_groups"),
        (
            "places",
            PlaceRow(initiative=SONG, kind="region", code="06", label_fi="Muu"),
            "2 different",
        ),
        (
            "evidence",
            EvidenceRow(initiative=SONG, field="end", chosen=True, url="https://x.example/"),
            "https://x.example/ is not in pages.url",
        ),
        ("pages", PageRow(url="https://y.example/", source="y.example", verdict="failed"), "sources.id"),
        ("quarantine", QuarantineRow(url="https://x.example/", raw="x"), "pages.url"),
    ],
)
def test_a_dataset_that_does_not_fit_is_not_written(
    table: str, row: object, complaint: str, dataset: Dataset, tmp_path: Path
) -> None:
    getattr(dataset, table).append(row)
    with pytest.raises(PublishError, match=re.escape(complaint)):
        publish(dataset, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def _changed(dataset: Dataset) -> Dataset:
    dataset.initiatives.append(InitiativeRow(id="uusi", kind="project", name="Uusi"))
    dataset.date = date(2026, 11, 9)
    return dataset


@pytest.mark.parametrize("fails_at", [1, 4, len(TABLES) + 1])
def test_a_rename_that_fails_puts_everything_back(
    fails_at: int, dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(dataset, tmp_path / "out")
    (tmp_path / "out" / "pages.warc.gz").write_bytes(b"not ours")
    (tmp_path / "out" / "changes.csv").unlink()
    before = _bytes(tmp_path / "out")
    replace, calls = Path.replace, []

    def flaky(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == fails_at:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", flaky)
    with pytest.raises(PublishError, match="No space left"):
        publish(_changed(dataset), tmp_path / "out")
    assert _bytes(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_write_that_fails_leaves_a_new_place_empty(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_disk(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", no_disk)
    with pytest.raises(PublishError, match="Input/output"):
        publish(dataset, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_rename_into_a_new_place_leaves_nothing(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        if self.name == "pages.csv":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(dataset, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda text: text.replace("Uusi", "Uusl"), "row 3 reads differently"),
        (lambda text: text.rpartition("uusi")[0], "2 rows after writing, 3 before"),
        (lambda text: text + '"open', "not readable after writing"),
    ],
)
def test_what_reads_back_differently_is_not_published(
    spoil: object, complaint: str, dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(dataset, tmp_path)
    before = _bytes(tmp_path)
    to_text = pd.DataFrame.to_csv
    monkeypatch.setattr(pd.DataFrame, "to_csv", lambda *a, **k: spoil(to_text(*a, **k)))  # type: ignore[operator]
    with pytest.raises(PublishError, match=complaint):
        publish(_changed(dataset), tmp_path)
    assert _bytes(tmp_path) == before


def test_a_relative_directory_and_one_with_spaces_work(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "oma kansio å"
    place.mkdir()
    monkeypatch.chdir(place)
    publish(dataset, Path())
    assert (place / "datapackage.json").exists()


_INVISIBLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


@settings(max_examples=60, deadline=None)
@given(text=st.text(), lines=st.text(), parts=st.lists(st.text(), max_size=4))
def test_any_text_goes_through_csv(text: str, lines: str, parts: list[str]) -> None:
    """What csv.reader sees is what the row holds, whatever a page wrote; nothing invisible comes through."""
    rows = Dataset(
        date=date(2026, 1, 1),
        changes=[ChangeRow(initiative="x", new=text, kind="changed")],
        quarantine=[QuarantineRow(url="u", raw=lines, errors=parts)],
    )
    texts = as_texts(rows)
    for table in ("changes", "quarantine"):
        content = to_csv(table, texts[table]).decode("utf-8")
        found = list(csv.reader(io.StringIO(content, newline=""), strict=True))
        assert [tuple(line) for line in found[1:]] == texts[table]
        assert not _INVISIBLE.search(content.replace("\r\n", ""))
    assert "\n" not in texts["changes"][0][3]


@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.floats(min_value=0, max_value=1e12, allow_nan=False)))
def test_sums_are_plain_decimals(values: list[float]) -> None:
    for value in values:
        row = FundingRow(initiative="x", funder_name="y", amount_eur=value)
        cell = as_texts(Dataset(date=date(2026, 1, 1), funding=[row]))["funding"][0][4]
        assert re.fullmatch(r"\d+(\.\d{1,2})?", cell)
        assert not cell.endswith(".0")
        assert float(cell) == row.amount_eur


@pytest.mark.parametrize(
    "hidden",
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        "\x00",
        "\x1b",
        "\U000e0041",
        "\ufe0f",
        "\ud800",
        "\ufffe",
    ],
)
def test_signs_that_nobody_sees_stay_out(hidden: str, dataset: Dataset, tmp_path: Path) -> None:
    dataset.initiatives.append(
        InitiativeRow(id="z", kind="project", name=f"Sa{hidden}la", funders=[f"Ra{hidden}ha", hidden])
    )
    dataset.evidence.append(
        EvidenceRow(initiative="z", field="name", value="Sala", quote=f"Sa{hidden}la\r\nloppu", chosen=True)
    )
    publish(dataset, tmp_path)
    row = _lines(tmp_path, "initiatives")[-1]
    assert (row["name"], row["funders"]) == ("Sala", "Raha")
    assert _lines(tmp_path, "evidence")[-1]["quote"] == "Sala\nloppu"


def test_a_bar_inside_one_of_several_values_does_not_split_it(dataset: Dataset, tmp_path: Path) -> None:
    dataset.initiatives.append(InitiativeRow(id="z", kind="project", name="Z", funders=["A | B", "C"]))
    publish(dataset, tmp_path)
    assert read_tables(tmp_path).initiatives[-1].funders == ["A / B", "C"]


def test_reading_a_directory_without_a_dataset(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="no published dataset"):
        read_tables(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("datapackage.json", b"[]", "not a data package of ours"),
        ("datapackage.json", b"{", "not a data package of ours"),
        ("datapackage.json", b'{"created": "yesterday", "resources": []}', "not a data package of ours"),
        ("funding.csv", b"", "empty, not even a header"),
        ("funding.csv", b"initiative,funder_name\r\nx\r\n", "row 1 has 1 cells, the header 2"),
        ("funding.csv", b"initiative,funder_name\r\nx,\r\n", "row 1: funder_name"),
        ("funding.csv", b"initiative,funder_name,amount_eur\r\nx,y,-5\r\n", "row 1: amount_eur"),
        ("funding.csv", b"initiative,funder_name\r\nx,\xff\r\n", "not readable as CSV"),
        ("funding.csv", b'initiative,funder_name\r\nx,"y\r\n', "not readable as CSV"),
        ("funding.csv", None, "no such file"),
    ],
)
def test_reading_broken_files(
    name: str, content: bytes | None, complaint: str, dataset: Dataset, tmp_path: Path
) -> None:
    publish(dataset, tmp_path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(PublishError, match=complaint):
        read_tables(tmp_path)


def test_other_releases_can_be_read(dataset: Dataset, tmp_path: Path) -> None:
    """A column or a table that came later or went away does not close the door to history."""
    publish(dataset, tmp_path)
    (tmp_path / "funding.csv").write_bytes(b"funder_name,initiative,currency\r\nKone,laulava-kyla,EUR\r\n")
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    package["resources"] = [part for part in package["resources"] if part["name"] != "changes"]
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    old = read_tables(tmp_path)
    assert old.funding == [FundingRow(initiative="laulava-kyla", funder_name="Kone")]
    assert old.changes == []


def test_a_very_long_cell_reads_back(dataset: Dataset, tmp_path: Path) -> None:
    raw = "sana " * 60_000 + "loppu"
    dataset.quarantine[0] = QuarantineRow(url=dataset.pages[0].url, raw=raw)
    publish(dataset, tmp_path)
    assert read_tables(tmp_path).quarantine[0].raw == raw
