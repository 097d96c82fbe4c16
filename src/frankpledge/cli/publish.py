"""frankpledge publish: a release to where people read it."""

from __future__ import annotations

from pathlib import Path

import click

from frankpledge.cli.shared import workspace_option
from frankpledge.errors import DocumentError, Place
from frankpledge.workspace import FILE, Workspace


@click.command("publish")
@click.argument("target", required=False)
@click.option(
    "--release",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder of the release. Default: the workspace's current release.",
)
@click.option("--rollback", is_flag=True, help="Go back to the release before the one published.")
@click.option("--to", "name", metavar="NAME", default="", help="With --rollback: to this release.")
@workspace_option
def command(
    target: str | None, release: Path | None, *, rollback: bool, name: str, workspace: Workspace
) -> None:
    """Publish a release to TARGET, in one step: readers see the old one or the new one.

    TARGET is a folder (point the web server to its 'current'), object storage such as
    s3://bucket/path (needs the extra 'publish'), or a branch, git:REPOSITORY#BRANCH. Default:
    publish.target in frankpledge.toml. Nothing is ever taken away, so --rollback is one step too.
    """
    from frankpledge.releases import publish_to, roll_back

    if name and not rollback:
        raise click.UsageError("--to goes with --rollback")
    place = target or _target(workspace)
    if rollback:
        done = roll_back(place, name)
    else:
        done = publish_to(place, (release or workspace.releases_path / "current").resolve())
    was = f" (before: {done.before})" if done.before and done.changed else ""
    click.echo(f"{place}: {done.name}{was}" if done.changed else f"{place}: {done.name} already")


def _target(workspace: Workspace) -> str:
    value = workspace.raw.get("publish", {}).get("target")
    if not isinstance(value, str) or not value:
        place = Place(str(workspace.root / FILE), field="publish.target")
        raise DocumentError(place, "a target here or on the command line", value)
    return value
