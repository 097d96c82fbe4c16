"""frankpledge demo: the main job on the example workspace."""

from __future__ import annotations

from pathlib import Path

import click

from frankpledge.cli.ingest import read_into, tell_problems
from frankpledge.cli.serve import serve
from frankpledge.cli.shared import open_workspace, progress
from frankpledge.errors import NotFoundError
from frankpledge.workspace import Workspace, read_workspace

# The example stands beside the source in a checkout, and inside the package in an installed one.
PLACES = (
    Path(__file__).parents[3] / "examples" / "wiltshire",
    Path(__file__).parents[1] / "example",
)


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

    workspace = read_workspace((folder or _example()) / "frankpledge.toml")
    _ingest(workspace)
    lake, areas = open_workspace(workspace)
    with progress("Building") as report:
        release = build(workspace, lake, areas, progress=report)
    click.echo(f"Release: {release}")
    if not no_serve:
        serve(release, port)


def _example() -> Path:
    for place in PLACES:
        if (place / "frankpledge.toml").is_file():
            return place
    raise NotFoundError(f"the example workspace: expected it at {PLACES[0]}")


def _ingest(workspace: Workspace) -> None:
    paths = (workspace.figures_path, workspace.returns_path)
    reports = read_into(workspace, paths, None)
    tell_problems(reports)
    rows = sum(report.quality.accepted for report in reports if report.quality)
    held = sum(report.status == "held" for report in reports)
    click.echo(f"Read {len(reports)} tables ({held} already held), {rows:,} rows.")
