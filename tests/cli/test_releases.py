"""The commands around a release, from building to rolling back, as a person runs them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "avon-and-somerset"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "ws"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("data", "releases"))
    return root


def test_from_building_to_rolling_back(
    command: Callable[..., Any], workspace: Path, tmp_path: Path
) -> None:
    """A key, two releases, signed and bundled; proved, published, and the first again."""
    key, www = tmp_path / "body.key", tmp_path / "www"
    assert command("sign", "--key", key, "--new-key", "--no-password").code == 0
    built = command("build", "-w", workspace, "--sign", key, "--bundle")
    assert built.code == 0, built.err
    first = Path(built.out.splitlines()[0])
    packed = next(first.parent.glob("*.bundle.zip"))
    assert packed.name == f"{first.name}.bundle.zip"

    proved = command("verify", packed, "--public-key", f"{key}.pub")
    assert proved.code == 0, proved.out
    assert proved.out.startswith(f"proved: release {first.name}, ")
    assert proved.out.rstrip().endswith("made again alike, signed by that key")

    assert command("publish", www, "-w", workspace).out.strip() == f"{www}: {first.name}"
    settings = workspace / "frankpledge.toml"
    settings.write_text(settings.read_text() + f'\n[publish]\ntarget = "{www}"\n')
    second = Path(command("build", "-w", workspace).out.splitlines()[0])
    told = command("publish", "-w", workspace)
    assert told.out.strip() == f"{www}: {second.name} (before: {first.name})"
    assert "already" in command("publish", "-w", workspace).out
    assert command("publish", "-w", workspace, "--rollback").code == 0
    assert (www / "current").resolve() == (www / first.name).resolve()

    page = www / first.name / "index.html"
    page.write_bytes(page.read_bytes()[:-2] + b"x\n")
    found = command("verify", www / first.name, "-w", workspace, "--format", "json")
    assert found.code == 1
    rows = json.loads(found.out)
    assert {"step": "files", "name": "index.html"}.items() <= rows[0].items()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("publish",), "publish.target: expected a target"),
        (("publish", "--to", "x"), "--to goes with --rollback"),
        (("publish", "www", "--rollback"), "nothing is published here"),
        (("bundle", "nowhere"), "expected the manifest of a release, found none"),
        (("verify", "nowhere"), "expected the manifest of a release, found none"),
        (("verify", "ws/frankpledge.toml"), "expected a bundle made by 'frankpledge bundle'"),
        (("sign", "nowhere", "--key", "k"), "expected the manifest of a release, found none"),
        (("sign", "--key", "k"), "which release?"),
    ],
)
def test_wrong_use_is_said(
    arguments: tuple[str, ...], problem: str, command: Callable[..., Any], workspace: Path
) -> None:
    """Exit code 2 and one message."""
    more = () if arguments[0] in {"verify", "sign"} else ("-w", workspace)
    done = command(*arguments, *more)
    assert done.code == 2
    assert problem in done.err
