"""frankpledge build: a release."""

from __future__ import annotations

from pathlib import Path

import click

from frankpledge.cli.shared import open_workspace, progress, workspace_option
from frankpledge.workspace import Workspace


@click.command("build")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder of the release. Default: the workspace's releases, under its own name.",
)
@workspace_option
def command(out: Path | None, workspace: Workspace) -> None:
    """Build a release: the public site and its data, with a manifest of hashes."""
    from frankpledge.releases import build

    lake, areas = open_workspace(workspace)
    with progress("Building") as report:
        folder = build(workspace, lake, areas, out=out, progress=report)
    click.echo(
        f"{folder}\nTo see it: frankpledge serve {folder}\nTo prove it: frankpledge verify {folder}"
    )
