"""frankpledge bundle: a release with its inputs, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from frankpledge.cli.shared import open_workspace, workspace_option
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.lake import Lake


@click.command("bundle")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="The file. Default: beside the release, under its name.",
)
@workspace_option
def command(folder: Path | None, out: Path | None, workspace: Workspace) -> None:
    """Put the release in FOLDER and all that it was made of into one file.

    The file carries the release, the documents of the workspace, the lake's files and what is
    needed of the release before, so that 'frankpledge verify FILE' proves the release on another
    machine. Without FOLDER it is the workspace's current release.
    """
    lake, _areas = open_workspace(workspace)
    release = folder or workspace.releases_path / "current"
    click.echo(bundled(workspace, lake, release, out))


def bundled(workspace: Workspace, lake: Lake, release: Path, out: Path | None = None) -> str:
    """Write the bundle; what there is to say of it."""
    from frankpledge.releases import ENDING, bundle

    stands = release.resolve()
    target = out or stands.with_name(stands.name + ENDING)
    path = bundle(workspace, lake, stands, target)
    size = path.stat().st_size / 1e6
    return (
        f"{path} ({size:,.1f} MB)\nTo prove it anywhere: frankpledge verify {path}\n"
        "It holds the inputs as they are, numbers below the threshold too: mind who gets it"
    )
