"""Commands as a person runs them, and the web server of the downloads' tests."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from frankpledge.cli import main


def _downloads() -> ModuleType:
    """The downloads' own fixtures, which live in a folder that is no package."""
    path = Path(__file__).parents[1] / "fetch" / "conftest.py"
    spec = importlib.util.spec_from_file_location("downloads_conftest", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look up their annotations
    spec.loader.exec_module(module)
    return module


_module = _downloads()
one_server, server = _module.one_server, _module.server


@dataclass(frozen=True)
class Done:
    """What a command left behind: its exit code, and what it printed where."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Done]:
    """Runs `frankpledge ARGS` through its entry point, in the folder of the test."""
    monkeypatch.chdir(tmp_path)

    def run(*args: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["frankpledge", *map(str, args)])
        capsys.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert isinstance(code, int)
        return Done(code, out, err)

    return run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A workspace for Wiltshire in the folder of the test."""
    (tmp_path / "frankpledge.toml").write_text(
        '[body]\nname = "B"\nkind = "pcc"\nforce = "E23000038"\n'
        '[site]\ntitle = "T"\n[scorecard]\nframeworks = ["ncpm-2021"]\n'
    )
    return tmp_path
