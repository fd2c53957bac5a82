"""Whole runs over the bundled example: the same bytes with and without Prefect, again, in any order, and
replayed.
"""

from __future__ import annotations

import csv
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from flows.cli import main
from flows.example import ExampleServer
from flows.example.server import LISTING
from flows.plans import Request, example_settings, open_plan
from flows.progress import announce, shown
from pipeline.fetch import FetchFailure, Reason, SourceFetch
from pipeline.stages import Plan, run
from schemas.source import Site

ROOT = Path(__file__).resolve().parent.parent.parent
FEW = ("www.jyvaskyla.fi", "www.kulttuurivalve.fi", "taikusydan.turkuamk.fi", "www.metropolia.fi")


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def example(folder: Path, **more: Any) -> Request:
    return Request(example=True, output=str(folder / "out"), archive=str(folder / "archive"), **more)


def direct(request: Request) -> dict[str, bytes]:
    with open_plan(request) as plan:
        run(plan)
    return tables(request.output_folder)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Request:
    """A run over all bundled pages, done once."""
    request = example(tmp_path_factory.mktemp("whole"))
    direct(request)
    return request


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Request:
    """A run over a few sources, done once."""
    request = example(tmp_path_factory.mktemp("few"), sources=FEW)
    direct(request)
    return request


def test_a_run_reproduces_the_committed_example(whole: Request) -> None:
    committed = ROOT / "output" / "example"
    assert committed.is_dir(), "output/example is not there: make example, and commit it"
    expected, found = tables(committed), tables(whole.output_folder)
    differing = [name for name in sorted(expected | found) if expected.get(name) != found.get(name)]
    assert differing == [], "make example, look at what has changed, and commit it"


def test_every_bundled_page_is_read(whole: Request) -> None:
    pages = rows(whole.output_folder, "pages")
    verdicts = Counter(row["verdict"] for row in pages)
    # the dead link and the one that robots.txt forbids; and the listing of each site with several pages
    assert (verdicts["failed"], verdicts["refused"], verdicts["skipped"]) == (1, 1, 0)
    assert len([row for row in pages if row["sha256"]]) == 120 + 14
    assert len(rows(whole.output_folder, "sources")) == 97


def test_failures_are_told_with_their_reason(whole: Request) -> None:
    reasons = {row["verdict"]: row["reason"] for row in rows(whole.output_folder, "pages") if row["reason"]}
    assert reasons["failed"].startswith("http_404")
    assert reasons["refused"].startswith("robots")


def test_a_second_run_into_the_same_archive_gives_the_same_bytes(few: Request) -> None:
    before = tables(few.output_folder)
    assert direct(few) == before  # its pages are now answered 304 and come from the archive


def test_neither_order_nor_number_of_workers_changes_a_byte(few: Request, tmp_path: Path) -> None:
    request = example(tmp_path, sources=tuple(reversed(FEW)), workers=1)
    assert direct(request) == tables(few.output_folder)


def test_a_replay_makes_no_request_and_reads_the_same(
    few: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a replay must not open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "bind", refuse)
    files = tuple(map(str, few.archive_folder.glob("*.warc.gz")))
    first = direct(Request(replay=files, output=str(tmp_path / "one")))
    second = direct(Request(replay=tuple(reversed(files)), output=str(tmp_path / "two"), workers=1))
    assert first == second == tables(few.output_folder)


def test_a_replay_over_an_older_output_forgets_it(few: Request, tmp_path: Path) -> None:
    files = tuple(map(str, few.archive_folder.glob("*.warc.gz")))
    request = Request(replay=files, output=str(tmp_path / "one"))
    assert direct(request) == direct(request)


def test_a_source_that_breaks_does_not_stop_the_others(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with open_plan(example(tmp_path, sources=FEW)) as plan:

        def fetch(site: Site) -> SourceFetch:
            if site.id == "www.jyvaskyla.fi":
                raise RuntimeError("secret@person.example")
            return plan.fetch(site)

        run(Plan(plan.sites, fetch, plan.output, plan.now))
    verdicts = {row["id"]: row for row in rows(tmp_path / "out", "sources")}
    assert verdicts["www.jyvaskyla.fi"]["verdict"] == "failed"
    assert "RuntimeError" in verdicts["www.jyvaskyla.fi"]["reason"]
    assert "secret" not in verdicts["www.jyvaskyla.fi"]["reason"] + caplog.text
    assert "RuntimeError in test_runs.py" in caplog.text
    assert verdicts["www.kulttuurivalve.fi"]["verdict"] == "ok"


def test_a_page_that_breaks_a_reader_is_reported_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline import stages

    real = stages.read_page_of_site

    def read(page: Any, site: Site) -> Any:
        if page.url.endswith("versio=2"):
            raise ZeroDivisionError
        return real(page, site)

    monkeypatch.setattr(stages, "read_page_of_site", read)
    direct(example(tmp_path, sources=("www.muistiyhdistys.fi",)))
    pages = {row["url"]: row for row in rows(tmp_path / "out", "pages")}
    [broken] = [row for row in pages.values() if row["verdict"] == "failed"]
    assert broken["url"].endswith("versio=2")
    assert "ZeroDivisionError" in broken["reason"]
    assert rows(tmp_path / "out", "sources")[0]["verdict"] == "partial"


def test_the_limit_of_pages_makes_a_run_partial(tmp_path: Path) -> None:
    with open_plan(example(tmp_path, sources=("www.jyvaskyla.fi",))) as plan:
        short = tuple(site.model_copy(update={"max_pages": 3}) for site in plan.sites)
        run(Plan(short, lambda site: plan.fetch(site), plan.output, plan.now))
    [row] = rows(tmp_path / "out", "sources")
    assert row["verdict"] == "partial"
    assert "limit" in row["reason"]


def test_a_live_run_knows_the_last_release(few: Request, tmp_path: Path) -> None:
    from pipeline.publish import read_tables

    with open_plan(example(tmp_path, sources=FEW)) as plan:
        run(plan)
        with_history = Plan(plan.sites, plan.fetch, plan.output, plan.now, read_tables(plan.output))
        run(with_history)
    assert tables(tmp_path / "out") == tables(few.output_folder)  # nothing has changed, so nothing is told


# -- from the command line


def test_the_command_line_runs_directly_and_says_what_came_out(
    few: Request, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--output", str(tmp_path / "out"), "--archive", str(tmp_path / "archive"), "--sources", *FEW]
    main(["run", "--direct", "--example", *arguments])
    printed = capsys.readouterr()
    count = len(rows(few.output_folder, "initiatives"))
    had = len([row for row in rows(few.output_folder, "pages") if row["sha256"]])
    assert (
        printed.out == f"{count} projects and networks from {had} pages of 4 sources, written to {tmp_path / 'out'}\n"
    )
    assert printed.err == ""
    assert tables(tmp_path / "out") == tables(few.output_folder)


def test_a_value_is_explained_by_the_words_it_was_read_from(few: Request, capsys: pytest.CaptureFixture[str]) -> None:
    [evidence, *_] = [row for row in rows(few.output_folder, "evidence") if row["field"] == "start" and row["quote"]]
    main(["explain", evidence["initiative"], "start", "--output", str(few.output_folder)])
    shown = "".join(capsys.readouterr().out.split())
    assert evidence["value"] in shown
    assert evidence["rule"][:12] in shown


@pytest.mark.parametrize("arguments", [["no-such-thing"], ["{id}", "no-such-field"]])
def test_explaining_what_is_not_there_gives_one_line(
    few: Request, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    first = rows(few.output_folder, "initiatives")[0]["id"]
    with pytest.raises(SystemExit) as end:
        main(["explain", *(a.format(id=first) for a in arguments), "--output", str(few.output_folder)])
    assert end.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_page_is_tried_from_its_address(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with ExampleServer() as server:
        monkeypatch.setattr("flows.trying.live_settings", lambda _contact: example_settings(server.port))
        main(["try", "https://www.kulttuurivalve.fi.example" + LISTING])
        assert "https://www.kulttuurivalve.fi.example" in capsys.readouterr().out
        with pytest.raises(SystemExit) as end:
            main(["try", "https://www.kulttuurivalve.fi.example/nothing-here"])
    assert end.value.code == 2
    assert "http_404" in capsys.readouterr().err


def test_a_page_that_cannot_be_had_gives_one_line_and_no_log() -> None:
    code = (
        "import logging, sys\nfrom flows import trying\nfrom flows.cli import main\n"
        "from pipeline.fetch import Fetcher, FetchFailure, Reason\n"
        "async def fetch(*_, **__):\n"
        "    logging.getLogger('hankedata.fetch').warning('attempt 1 of 3')\n"
        "    return FetchFailure('https://kunta.example/', Reason.DNS, 'no such host')\n"
        "Fetcher.fetch = fetch\n"
        "main(['try', 'https://kunta.example/', '--contact', 'a@kunta.example'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "hankedata: https://kunta.example/: no page (dns: no such host)\n"


def test_links_are_printed_whole(few: Request, capsys: pytest.CaptureFixture[str]) -> None:
    evidence = max(rows(few.output_folder, "evidence"), key=lambda row: len(row["link"]))
    assert len(evidence["link"]) > 160
    main(["explain", evidence["initiative"], "--output", str(few.output_folder)])
    assert evidence["link"] in capsys.readouterr().out


def refusing(failing: tuple[str, ...], real: Any) -> Any:
    """``try_fetch``, with sources that give no page."""

    def fetch(plan: Plan, source: str) -> SourceFetch:
        if source not in failing:
            return real(plan, source)
        failure = FetchFailure(f"https://{source}/", Reason.DNS, "no such host")
        return SourceFetch(source_id=source, failures=[failure])

    return fetch


def command(folder: Path, *more: str) -> list[str]:
    arguments = ["--output", str(folder / "out"), "--archive", str(folder / "archive"), "--sources", *FEW]
    return ["run", "--example", *more, *arguments]


def test_the_last_line_counts_what_was_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline import stages

    monkeypatch.setattr(stages, "try_fetch", refusing(FEW[:3], stages.try_fetch))
    main(command(tmp_path, "--direct"))
    had = len([row for row in rows(tmp_path / "out", "pages") if row["sha256"]])
    printed = capsys.readouterr().out
    assert f" {had} page" in printed
    assert f"of 1 source, written to {tmp_path / 'out'}; 3 sources failed (see sources.csv)" in printed


def test_a_run_that_had_nothing_ends_with_1_and_tells_why_in_the_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline import stages

    monkeypatch.setattr(stages, "try_fetch", refusing(FEW, stages.try_fetch))
    with pytest.raises(SystemExit) as end:
        main(command(tmp_path, "--direct"))
    printed = capsys.readouterr()
    assert (end.value.code, printed.out) == (1, "")
    assert printed.err == (
        "hankedata: 0 projects and networks from 0 pages of 0 sources, "
        f"written to {tmp_path / 'out'}; 4 sources failed (see sources.csv)\n"
    )
    assert {row["reason"] for row in rows(tmp_path / "out", "sources")} == {"dns: no such host"}


def test_a_run_that_had_nothing_keeps_the_records_of_the_last_release(tmp_path: Path) -> None:
    from flows.errors import NothingHad
    from flows.summary import result_of
    from pipeline.publish import read_tables

    with open_plan(example(tmp_path, sources=FEW)) as plan:
        run(plan)
        before = tables(plan.output)

        def nothing(site: Site) -> SourceFetch:
            failures = [FetchFailure(url, Reason.DNS, "no such host") for url in site.start_urls]
            return SourceFetch(source_id=site.id, failures=failures)

        broken = Plan(plan.sites, nothing, plan.output, plan.now, read_tables(plan.output))
        with pytest.raises(NothingHad, match="from 0 pages of 0 sources"):
            result_of(broken, run(broken))
    for table in ("initiatives", "contacts", "funding", "target_groups", "places", "evidence"):
        assert tables(tmp_path / "out")[f"{table}.csv"] == before[f"{table}.csv"], table


def test_a_second_run_into_the_same_folder_ends_with_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_plan(example(tmp_path, sources=FEW)), pytest.raises(SystemExit) as end:
        main(["run", "--direct", "--example", "--output", str(tmp_path / "out"), "--archive", str(tmp_path / "other")])
    assert end.value.code == 2
    assert capsys.readouterr().err.endswith("another run is writing this folder\n")
    assert not (tmp_path / "other").exists()


def test_a_disk_that_refuses_the_tables_gives_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline.publish import writing

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_write", full)
    with pytest.raises(SystemExit) as end:
        main(command(tmp_path, "--direct"))
    assert end.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_the_bar_shows_on_a_terminal_and_nowhere_else() -> None:
    for terminal in (True, False):
        screen = StringIO()
        console = Console(file=screen, force_terminal=terminal, width=80)
        with shown(console):
            announce("www.kunta.fi", 2)
        assert ("www.kunta.fi" in screen.getvalue()) is terminal


# -- with Prefect


@pytest.mark.usefixtures("prefect_server")
def test_the_flow_works_on_no_more_sources_at_a_time_than_it_has_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import national_dataset as module
    from flows import progress

    lock, running, most, read = threading.Lock(), 0, 0, list[str]()
    real = module.try_fetch

    def fetch(plan: Plan, source: str) -> SourceFetch:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        try:
            time.sleep(0.5)  # long enough for all that may start to have started
            return real(plan, source)
        finally:
            with lock:
                running -= 1

    def reading(site: Site, fetched: SourceFetch) -> Any:
        assert site.id not in announced, "announced before it was read"
        read.append(site.id)
        return real_reading(site, fetched)

    announced: dict[str, int] = {}
    real_reading = module.read_source
    monkeypatch.setattr(module, "try_fetch", fetch)
    monkeypatch.setattr(module, "read_source", reading)
    monkeypatch.setattr(progress, "_listeners", [announced.__setitem__])
    request = example(tmp_path)
    module.national_dataset(sources=list(FEW), workers=2, example=True, output=request.output, archive=request.archive)
    assert most == 2
    assert announced == dict.fromkeys(FEW, len(FEW))
    assert sorted(read) == sorted(FEW)


@pytest.mark.usefixtures("prefect_server")
def test_a_flow_that_had_nothing_fails_and_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows import national_dataset as module

    monkeypatch.setattr(module, "try_fetch", refusing(FEW, module.try_fetch))
    with pytest.raises(SystemExit) as end:
        main(command(tmp_path))
    printed = capsys.readouterr()
    assert (end.value.code, printed.out) == (1, "")
    assert printed.err.endswith("4 sources failed (see sources.csv)\n")
    assert len(rows(tmp_path / "out", "sources")) == len(FEW)


@pytest.mark.usefixtures("prefect_server")
def test_the_flow_writes_the_same_bytes_and_says_how_it_went(
    few: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect import get_client

    from flows import national_dataset as module

    broken = "www.metropolia.fi"

    request = {
        "example": True,
        "sources": list(FEW),
        "output": str(tmp_path / "flow"),
        "archive": str(tmp_path / "archive"),
        "workers": 2,
    }
    monkeypatch.setenv("HANKEDATA_CONTACT", "operator.secret@organisaatio.example")
    counts = module.national_dataset(**request)
    assert tables(tmp_path / "flow") == tables(few.output_folder)
    assert counts.rows["sources"] == len(FEW)

    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "INFO")  # the command line would leave its own choice behind
    monkeypatch.setenv("PREFECT_SERVER_LOGGING_LEVEL", "ERROR")
    arguments = ["--output", str(tmp_path / "cli"), "--archive", str(tmp_path / "archive"), "--sources", *FEW]
    main(["run", "--example", *arguments])
    assert tables(tmp_path / "cli") == tables(few.output_folder)

    monkeypatch.setattr(module, "try_fetch", refusing((broken,), module.try_fetch))
    state = module.national_dataset(**request, return_state=True)
    assert state.is_completed(), "a failed source must not fail the run"
    with get_client(sync_client=True) as client:
        states = _task_states(client, state.state_details.flow_run_id)
        artifacts = client.read_artifacts()
        runs = client.read_flow_runs()
        logs = client.read_logs()
    assert states[f"fetch {broken}"] == "FAILED"
    assert set(states.values()) == {"FAILED", "COMPLETED"}
    assert list(states.values()).count("FAILED") == 1
    # one task for each stage of a source, however many pages it has, and one to publish; of nothing, nothing is read
    assert len(states) == 2 * len(FEW) - 1 + 1
    assert f"read {broken}" not in states
    _check_artifacts([a for a in artifacts if a.flow_run_id == state.state_details.flow_run_id], broken)
    stored = " ".join(map(str, (artifacts, [run.parameters for run in runs], logs)))
    people = {row[key] for row in rows(tmp_path / "flow", "contacts") for key in ("email", "phone", "name")}
    assert len(people - {""}) > 5
    assert not [person for person in people - {""} if person in stored]
    assert "operator.secret" not in stored


def _task_states(client: Any, flow_run: Any) -> dict[str, str]:
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    from flows.settling import _wait_for_tasks

    _wait_for_tasks(flow_run)
    found = client.read_task_runs(flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[flow_run])))
    return {run.name: run.state_type.value for run in found}


def _check_artifacts(artifacts: list[Any], broken: str) -> None:
    # Prefect keeps nameless artifacts of its own for results
    named = [artifact for artifact in artifacts if artifact.key]
    by_key = {artifact.key: artifact for artifact in sorted(named, key=lambda artifact: artifact.created)}
    assert set(by_key) == {"national-dataset-sources", "national-dataset-summary"}
    table = {row["source"]: row for row in json.loads(by_key["national-dataset-sources"].data)}
    assert set(table) == set(FEW)
    assert table[broken]["verdict"] == "failed"
    assert table["www.kulttuurivalve.fi"]["records"] > 0
    assert "| initiatives |" in by_key["national-dataset-summary"].data


def test_a_prefect_server_that_does_not_answer_gives_one_line(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/api"
    environment = {**os.environ, "PREFECT_API_URL": nobody, "PREFECT_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "flows.cli", "run", "--example", "--output", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert nobody in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_deployment_names_the_flow_and_its_time() -> None:
    import yaml

    from flows.national_dataset import national_dataset

    [deployment] = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    path, name = deployment["entrypoint"].split(":")
    assert (ROOT / path).is_file()
    assert name == national_dataset.fn.__name__
    assert deployment["schedules"] == [{"cron": "30 5 * * 1", "timezone": "Europe/Helsinki", "active": True}]
    assert set(deployment["parameters"]) <= set(national_dataset.parameters.properties)


def test_a_server_that_is_started_here_reports_nothing() -> None:
    hidden = ("DO_NOT_TRACK", "PREFECT_SERVER_ANALYTICS_ENABLED")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    code = "from prefect.settings import get_current_settings as s; print(s().server.analytics_enabled)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout.split() == ["False"]


def test_nothing_is_reported_to_prefect_by_default() -> None:
    code = (
        "import flows.national_dataset, os; from prefect.settings import get_current_settings as s; "
        "print(s().server.analytics_enabled, os.environ['DO_NOT_TRACK'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "1"]
