"""frankpledge demo: the main job on the example workspace."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from frankpledge.cli.ingest import read_into, tell_problems
from frankpledge.cli.serve import serve
from frankpledge.cli.shared import open_workspace, progress
from frankpledge.errors import NotFoundError
from frankpledge.workspace import FILE, Workspace, read_workspace

# The example stands beside the source in a checkout; in an installed package it is inside, where
# nothing should be written, so that it is copied out first.
CHECKOUT = Path(__file__).parents[3] / "examples" / "wiltshire"
INSTALLED = Path(__file__).parents[1] / "example"
COPY = Path("frankpledge-demo")


@click.command("demo")
@click.option("--port", default=8000, show_default=True, help="0 takes a free one.")
@click.option("--no-serve", is_flag=True, help="Build, and do not serve.")
@click.option(
    "--workspace",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Another folder laid out like the example.",
)
def command(port: int, no_serve: bool, folder: Path | None) -> None:
    """Run the main job on the example workspace: ingest, score, build, serve."""
    from frankpledge.releases import build

    workspace = read_workspace((folder or _example()) / FILE)
    _ingest(workspace)
    lake, areas = open_workspace(workspace)
    with progress("Building") as report:
        release = build(workspace, lake, areas, progress=report)
    click.echo(f"Release: {release}")
    if not no_serve:
        serve(release, port)


def _example() -> Path:
    if (CHECKOUT / FILE).is_file():
        return CHECKOUT
    if not (INSTALLED / FILE).is_file():
        raise NotFoundError(f"the example workspace: expected it at {CHECKOUT} or {INSTALLED}")
    if not (COPY / FILE).is_file():
        shutil.copytree(INSTALLED, COPY)
        click.echo(f"The example workspace is now in {COPY.absolute()}.")
    return COPY


def _ingest(workspace: Workspace) -> None:
    paths = (workspace.figures_path, workspace.returns_path)
    reports = read_into(workspace, paths, None)
    tell_problems(reports)
    rows = sum(report.quality.accepted for report in reports if report.quality)
    held = sum(report.status == "held" for report in reports)
    click.echo(f"Read {len(reports)} tables ({held} already held), {rows:,} rows.")
