"""The walls between the rooms: schemas import nothing of ours, the pipeline only schemas, Prefect lives in
flows.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import grimp
import pytest
from importlinter import api, cli  # noqa: F401  (api configures the linter's plug-ins)

ROOT = Path(__file__).resolve().parent.parent


def test_the_contracts_of_pyproject_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.lint_imports(no_cache=True) == cli.EXIT_STATUS_SUCCESS


def test_the_contracts_are_those_that_the_rooms_need() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    walls = {(c["source_modules"][0], *c["forbidden_modules"]) for c in contracts if c["type"] == "forbidden"}
    assert {("schemas", "pipeline", "flows"), ("pipeline", "flows")} <= walls


def test_prefect_and_the_command_line_are_imported_in_flows_alone() -> None:
    graph = grimp.build_graph("schemas", "pipeline", "flows", include_external_packages=True, cache_dir=None)
    for library in ("prefect", "cyclopts", "rich"):
        users = graph.find_modules_that_directly_import(library)
        assert users, library
        assert {name.partition(".")[0] for name in users} == {"flows"}, library
