"""The workspace file: found from below, and clear about what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.errors import DocumentError, NotFoundError
from frankpledge.workspace import find_workspace

GOOD = """
[body]
name = "A body"
kind = "pcc"
force = "E23000038"
[site]
title = "Policing here"
[scorecard]
frameworks = ["ncpm-2021"]
"""


def test_it_is_found_from_a_folder_below(tmp_path: Path) -> None:
    """A command run in a sub-folder finds the workspace above it."""
    (tmp_path / "frankpledge.toml").write_text(GOOD)
    below = tmp_path / "returns"
    below.mkdir()
    workspace = find_workspace(below)
    assert workspace.force == "E23000038"
    assert workspace.data_path == tmp_path / "data"


def test_none_is_said_with_what_to_do(tmp_path: Path) -> None:
    """Where there is no workspace the message names the command that makes one."""
    with pytest.raises(NotFoundError, match="frankpledge init"):
        find_workspace(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('name = "A body"', "", "body.name"),
        ('title = "Policing here"', "title = 7", "site.title"),
        ('frameworks = ["ncpm-2021"]', 'frameworks = "ncpm-2021"', "scorecard.frameworks"),
    ],
)
def test_a_bad_field_is_named(tmp_path: Path, old: str, new: str, field: str) -> None:
    """The error names the file and the field."""
    (tmp_path / "frankpledge.toml").write_text(GOOD.replace(old, new))
    with pytest.raises(DocumentError) as caught:
        find_workspace(tmp_path)
    assert caught.value.place.field == field
    assert "frankpledge.toml" in str(caught.value)


def test_broken_toml_is_said_to_be_so(tmp_path: Path) -> None:
    """A file that is not TOML is bad input, not a crash."""
    (tmp_path / "frankpledge.toml").write_text("[body\n")
    with pytest.raises(DocumentError, match="a TOML file"):
        find_workspace(tmp_path)
