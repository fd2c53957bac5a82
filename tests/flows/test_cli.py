"""The command line: what it prints, and that bad input gives one line and status 2 with nothing written."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import main
from flows.example import pages_folder

ROOT = Path(__file__).resolve().parent.parent.parent
CONTACT = "yllapito@organisaatio.example"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test runs in an empty folder, without a contact in the environment."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("HANKEDATA_CONTACT", raising=False)
    return folder


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def python(code: str) -> str:
    """What a fresh interpreter prints; it has imported nothing yet."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def test_help_and_version_start_without_prefect_pandas_and_httpx() -> None:
    for arguments in (["--help"], ["--version"], ["run", "--help"]):
        code = (
            "import sys\nfrom flows.cli import main\n"
            f"try:\n    main({arguments!r})\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
            "print(sorted({'prefect', 'pandas', 'httpx', 'lxml'} & set(sys.modules)))"
        )
        assert python(code).splitlines()[-1] == "[]"


def test_extracting_needs_neither_prefect_nor_pandas_nor_httpx() -> None:
    code = (
        f"import sys\nfrom flows.cli import main\nmain(['extract', {str(pages_folder() / 'A01')!r}])\n"
        "print(sorted({'prefect', 'pandas', 'httpx'} & set(sys.modules)))"
    )
    assert python(code).splitlines()[-1] == "[]"


def test_help_names_the_commands_and_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    shown = capsys.readouterr().out
    for word in ("run", "extract", "try", "explain", "sources", "schema", "hankedata run --example"):
        assert word in shown


def test_extract_prints_a_line_a_page_and_never_opens_the_gold(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("A01", "B02"):
        folder = elsewhere / "pages" / name
        folder.mkdir(parents=True)
        for file in ("page.html", "page.json"):
            (folder / file).write_bytes((pages_folder() / name / file).read_bytes())
        (folder / "gold.json").mkdir()  # opening it would fail
    main(["extract", "pages"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["page"] for line in lines] == ["A01", "B02"]
    assert all(line["url"].startswith("https://") and isinstance(line["records"], list) for line in lines)
    assert sum(len(line["records"]) for line in lines) > 0


def test_extract_says_the_same_whatever_else_it_reads(capsys: pytest.CaptureFixture[str]) -> None:
    folder = pages_folder()
    main(["extract", str(folder / "A01"), str(folder / "B02")])
    together = capsys.readouterr().out
    main(["extract", str(folder / "B02")])
    assert together.endswith(capsys.readouterr().out)


def test_try_shows_values_with_their_words(capsys: pytest.CaptureFixture[str]) -> None:
    main(["try", str(pages_folder() / "A07")])
    shown = capsys.readouterr().out
    page = json.loads((pages_folder() / "A07" / "page.json").read_text(encoding="utf-8"))
    assert page["url"] in shown
    assert "words of the page" in shown
    assert "rule" in shown


@pytest.mark.parametrize("command", ["try", "extract"])
def test_a_file_is_read_as_a_page_of_the_site_that_it_was_saved_from(
    command: str, elsewhere: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.sites import registry
    from schemas.source import Site, SiteHints, Start

    home = "https://www.mallila.fi/"
    hints = SiteHints(heading=(".nimi",), drop=(".nosto",))
    site = Site(id="www.mallila.fi", publisher="Mallila", language="fi", start=(Start(url=home),), hints=hints)
    monkeypatch.setattr(registry, "load_sites", lambda: {site.id: site})
    (elsewhere / "kylataide.html").write_text(
        '<main><p class="nimi">Kylätaide-hanke</p><p>Hankkeen kesto: 2022–2023.</p>'
        '<p class="nosto">Hanketta rahoittaa Mallilan säätiö.</p></main>',
        encoding="utf-8",
    )
    main([command, "kylataide.html", "--url", home + "hankkeet/kylataide/"])
    shown = capsys.readouterr().out
    assert home + "hankkeet/kylataide/" in shown
    assert "Kylätaide" in shown
    assert "säätiö" not in shown
    main([command, "kylataide.html"])
    assert "säätiö" in capsys.readouterr().out


def test_a_malformed_contact_is_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["run", "--direct", "--contact", "Maija Malli, puhelin 040 1234567"])
    assert "Malli" not in capsys.readouterr().err


def test_schema_is_json_schema_of_all_tables(capsys: pytest.CaptureFixture[str]) -> None:
    main(["schema"])
    schema = json.loads(capsys.readouterr().out)
    assert {"readings", "initiatives", "evidence", "sources"} <= set(schema["properties"])


def test_sources_are_listed_and_checked(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sources", "list"])
    assert "www.kyhy.fi" in capsys.readouterr().out
    main(["sources", "check"])
    assert "nothing wrong" in capsys.readouterr().out


def _prepare(folder: Path) -> None:
    (folder / "text.html").write_text("no tag in sight")
    (folder / "plain.warc").write_text("no archive")
    with gzip.open(folder / "torn.warc.gz", "wb") as file:
        file.write(b"WARC/1.1\r\nWARC-Type: response\r\n")
    whole = (folder / "torn.warc.gz").read_bytes()
    (folder / "torn.warc.gz").write_bytes(whole[: len(whole) // 2])
    (folder / "bad").mkdir()
    (folder / "bad" / "www.kunta.fi.toml").write_text('publisher = "Kunta"\nlanguage = "xx"\n')
    (folder / "empty").mkdir()
    (folder / "file").write_text("")


BAD_INPUT = {
    "no such file": (["extract", "missing.html"], "missing.html"),
    "not HTML": (["extract", "text.html"], "not HTML"),
    "one bad among good": (["extract", str(pages_folder() / "A01"), "text.html"], "not HTML"),
    "empty folder": (["extract", "empty"], "page.html"),
    "nothing to extract": (["extract"], "PATHS"),
    "try no such file": (["try", "missing.html"], "missing.html"),
    "try many": (["try", str(pages_folder())], "120 pages"),
    "try without contact": (["try", "https://kunta.example/"], "contact"),
    "unknown command": (["build"], "build"),
    "unknown option": (["run", "--fast"], "--fast"),
    "unknown source": (["run", "--direct", "--example", "--sources", "nowhere.fi"], "nowhere.fi"),
    "unknown source, flow": (["run", "--sources", "nowhere.fi", "--contact", CONTACT], "nowhere.fi"),
    "unknown source, live": (
        ["run", "--direct", "--sources", "nowhere.fi", "--contact", CONTACT],
        "nowhere.fi",
    ),
    "no contact": (["run", "--direct"], "--contact"),
    "no contact, flow": (["run"], "--contact"),
    "contact is none": (["run", "--direct", "--contact", "me"], "--contact"),
    "no workers": (["run", "--direct", "--example", "--workers", "0"], "--workers 0"),
    "workers are no number": (["run", "--workers", "many"], "many"),
    "output is a file": (["run", "--direct", "--example", "--output", "file"], "file"),
    "output below a file": (["run", "--direct", "--example", "--output", "file/x"], "file/x"),
    "output below a file, flow": (["run", "--example", "--output", "file/x"], "file/x"),
    "output that nobody can write": (["run", "--direct", "--example", "--output", "/proc/xx"], "/proc/xx"),
    "output that nobody can write, flow": (["run", "--example", "--output", "/proc/xx"], "/proc/xx"),
    "source with www.": (["run", "--direct", "--sources", "www.stm.fi", "--contact", CONTACT], "did you mean stm.fi?"),
    "source as address": (
        ["run", "--direct", "--sources", "https://stm.fi/hankkeet", "--contact", CONTACT],
        "did you mean stm.fi?",
    ),
    "source misspelt": (["run", "--direct", "--sources", "www.khyy.fi", "--contact", CONTACT], "www.kyhy.fi?"),
    "address of a web page": (["try", "https://a.example/", "--url", "https://b.example/"], "--url"),
    "address that is none": (["try", str(pages_folder() / "A01"), "--url", "kunta"], "'kunta'"),
    "address of many pages": (["extract", str(pages_folder()), "--url", "https://a.example/"], "120"),
    "archive is a file": (["run", "--direct", "--example", "--archive", "file"], "file"),
    "replay of nothing": (["run", "--direct", "--replay", "missing.warc.gz"], "missing.warc.gz"),
    "replay of no WARC": (["run", "--direct", "--replay", "plain.warc"], "plain.warc"),
    "replay of a torn WARC": (["run", "--direct", "--replay", "torn.warc.gz"], "torn.warc.gz"),
    "replay and example": (["run", "--example", "--replay", "torn.warc.gz"], "--replay"),
    "explain without dataset": (["explain", "some-id"], "output"),
    "malformed declaration": (["sources", "check", "bad"], "www.kunta.fi.toml"),
    "no folder of declarations": (["sources", "check", "missing"], "missing"),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_gives_one_line_and_status_2(
    case: str, elsewhere: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _prepare(elsewhere)
    before = {path: path.read_bytes() for path in files_below(elsewhere)}
    monkeypatch.setattr(socket.socket, "connect", _no_connection)
    arguments, word = BAD_INPUT[case]
    with pytest.raises(SystemExit) as end:
        main(arguments)
    printed = capsys.readouterr()
    assert end.value.code == 2
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1, printed.err
    assert word in printed.err
    assert {path: path.read_bytes() for path in files_below(elsewhere)} == before


def _no_connection(*_: object) -> None:
    raise AssertionError("bad input must be noticed before anything is fetched")
