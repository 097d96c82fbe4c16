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
@click.option("--bundle", is_flag=True, help="Also put it and its inputs into one file beside it.")
@click.option(
    "--sign",
    "key",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="KEY",
    help="Sign it with this secret key of minisign.",
)
@workspace_option
def command(out: Path | None, *, bundle: bool, key: Path | None, workspace: Workspace) -> None:
    """Build a release: the public site and its data, with a manifest of hashes."""
    from frankpledge.releases import build, left_out

    lake, areas = open_workspace(workspace)
    with progress("Building") as report:
        folder = build(workspace, lake, areas, out=out, progress=report)
    for note in left_out(workspace):
        click.echo(note, err=True)
    click.echo(
        f"{folder}\nTo see it: frankpledge serve {folder}\nTo prove it: frankpledge verify {folder}"
    )
    if key is not None:
        from frankpledge.cli.sign import signed

        click.echo(signed(folder, key))
    if bundle:
        from frankpledge.cli.bundle import bundled

        click.echo(bundled(workspace, lake, folder))
