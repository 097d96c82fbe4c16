"""Rules as shipped, facts written in the test, and the command as a person runs it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from frankpledge.cli import main
from frankpledge.duties import Facts, Obligation, Rules, load_facts, load_rules, obligations

TOML = """
[body]
name = "B"
kind = "pcc"
force = "E23000038"
[site]
title = "T"
[scorecard]
frameworks = ["x"]
"""


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The rules that the package ships."""
    return load_rules()


@pytest.fixture
def facts(tmp_path: Path, rules: Rules) -> Callable[[str], Facts]:
    """Reads facts written as YAML."""

    def read(text: str) -> Facts:
        (tmp_path / "duties.yaml").write_text(text, encoding="utf-8")
        return load_facts(tmp_path, rules)

    return read


@pytest.fixture
def look(rules: Rules, facts: Callable[[str], Facts]) -> Callable[..., list[Obligation]]:
    """The obligations under one rule on a day, given facts as YAML."""

    def run(rule: str, on: str, text: str = "records: {all: 2012-01-01}") -> list[Obligation]:
        found = obligations(rules, facts(text), date.fromisoformat(on))
        return [one for one in found if one.rule.id == rule]

    return run


@pytest.fixture
def frankpledge(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """Runs the command in a workspace with the facts that the test wrote: code, output, errors."""
    (tmp_path / "frankpledge.toml").write_text(TOML, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["frankpledge", "duties", *arguments])
        capsys.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        out, err = capsys.readouterr()
        assert isinstance(code, int)
        return code, out, err

    return run
