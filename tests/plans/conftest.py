"""Packages that the tests of plans work on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.errors import PlanError
from frankpledge.plans import read_plan

FIXTURE = Path(__file__).parent / "fixtures" / "littleford-2024-draft"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the small package, to be changed at will."""
    return Path(shutil.copytree(FIXTURE, tmp_path / FIXTURE.name))


@pytest.fixture
def faults(package: Path) -> Callable[..., list[str]]:
    """Exchange words in a file of the package, and give the errors that reading it then raises."""

    def exchange(file: str, old: str, new: str) -> list[str]:
        path = package / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(PlanError) as caught:
            read_plan(package)
        return [str(error).removeprefix(f"{package}/") for error in caught.value.errors]

    return exchange
