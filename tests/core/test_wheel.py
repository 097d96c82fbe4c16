"""What the wheel takes with it from outside the package."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_wheel_has_the_examples_and_nothing_that_a_demo_made() -> None:
    """Every file of the examples that is kept in git, and neither lakes nor releases."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    taken = build["targets"]["wheel"]["force-include"]
    names = ["git", "ls-files", "examples/wiltshire", "examples/tarnshire"]
    done = subprocess.run(names, cwd=ROOT, capture_output=True, text=True, check=True)
    kept = done.stdout.splitlines()
    assert len(kept) > 100
    for file in kept:
        homes = [home for home in taken if file == home or file.startswith(f"{home}/")]
        assert len(homes) == 1, file
        assert taken[homes[0]] == f"frankpledge/{homes[0]}"
    made = ("data", "releases", "money", "money/spending")
    assert not {f"examples/{one}/{part}" for one in ("tarnshire",) for part in made} & set(taken)
    assert not {"examples/wiltshire/data", "examples/wiltshire/releases"} & set(taken)
