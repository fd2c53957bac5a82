"""Pages from files: what is taken, what is refused, and what ``hankedata extract`` prints of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.local import InputError, as_json, load
from schemas.record import Contact, Funder, PageReading, PageRecord

HTML = "<html><body><h1>Taidetta kotiin</h1></body></html>"


def page_folder(parent: Path, name: str, url: str = "https://kunta.example/hanke") -> Path:
    folder = parent / name
    folder.mkdir(parents=True)
    (folder / "page.html").write_text(HTML, encoding="utf-8")
    (folder / "page.json").write_text(json.dumps({"url": url}), encoding="utf-8")
    return folder


def test_a_page_folder_gives_its_page(tmp_path: Path) -> None:
    folder = page_folder(tmp_path, "A01")
    (folder / "gold.json").write_text("this would break whoever opened it")
    [(name, page)] = load([folder])
    assert (name, page.url, page.body) == ("A01", "https://kunta.example/hanke", HTML.encode())
    assert page.fetched_at is None


def test_a_folder_of_page_folders_is_expanded_by_name(tmp_path: Path) -> None:
    for name in ("B02", "A01", "C03"):
        page_folder(tmp_path, name)
    (tmp_path / "notes").mkdir()
    assert [page.name for page in load([tmp_path])] == ["A01", "B02", "C03"]


def test_a_file_keeps_its_stem_and_file_address(tmp_path: Path) -> None:
    file = tmp_path / "oma sivu.html"
    file.write_text(HTML)
    [(name, page)] = load([file])
    assert name == "oma sivu"
    assert page.url == file.resolve().as_uri()


def test_page_html_of_a_page_folder_stands_for_the_folder(tmp_path: Path) -> None:
    folder = page_folder(tmp_path, "A01")
    assert load([folder / "page.html"]) == load([folder])


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "not HTML"), (b"%PDF-1.7 \0\1 <p>", "not HTML"), (b"just text, 1 < 2", "not HTML")],
)
def test_what_is_not_html_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "file.html"
    file.write_bytes(content)
    with pytest.raises(InputError, match=message):
        load([file])


def test_utf_16_is_html_in_spite_of_its_zero_bytes(tmp_path: Path) -> None:
    file = tmp_path / "file.html"
    file.write_bytes(HTML.encode("utf-16"))
    assert load([file])[0].page.body.startswith((b"\xff\xfe", b"\xfe\xff"))


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"url": 7}', '{"url": "kunta.example"}', '"url"'])
def test_a_malformed_page_json_is_refused_by_name(tmp_path: Path, content: str) -> None:
    folder = page_folder(tmp_path, "A01")
    (folder / "page.json").write_text(content)
    with pytest.raises(InputError, match=r"page\.json"):
        load([folder])


def test_missing_paths_and_empty_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load([tmp_path / "nothing"])
    with pytest.raises(InputError, match=r"holds no page\.html"):
        load([tmp_path])


def test_the_line_of_a_page_joins_coordinators_and_leaves_evidence_out() -> None:
    record = PageRecord(
        kind="project",
        name="Taidetta kotiin",
        start="2022-01-01",
        coordinators=["Kunnan kaupunki", "Seudun opisto"],
        funders=[Funder(id="okm", name="Opetus- ja kulttuuriministeriö", amount_eur=1000)],
        contacts=[Contact(name="Maija Malli", email="maija.malli@kunta.example")],
    )
    line = as_json("A01", PageReading(url="https://kunta.example/", updated="2023-10-03", records=[record]))
    assert list(line) == ["page", "url", "language", "updated", "records"]
    [printed] = line["records"]
    assert printed["coordinator"] == "Kunnan kaupunki; Seudun opisto"
    assert "evidence" not in printed
    assert "coordinators" not in printed
    assert printed["funders"][0]["amount_eur"] == 1000
    assert printed["contacts"][0]["email"] == "maija.malli@kunta.example"
    assert printed["end"] is None
