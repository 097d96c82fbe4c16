"""frankpledge demo: the main job on an example workspace."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from frankpledge.cli.demo_exports import read_exports
from frankpledge.cli.ingest import read_into, tell_problems
from frankpledge.cli.serve import serve
from frankpledge.cli.shared import open_workspace, progress
from frankpledge.errors import NotFoundError
from frankpledge.workspace import FILE, Workspace, read_workspace

# The examples stand beside the source in a checkout; in an installed package they are inside, where
# nothing should be written, so that one is copied out first.
CHECKOUT = Path(__file__).parents[3] / "examples"
INSTALLED = Path(__file__).parents[1] / "examples"
COPY = "frankpledge-demo"
DEFAULT = "wiltshire"
EXAMPLES = (DEFAULT, "tarnshire")


@click.command("demo")
@click.option("--port", default=8000, show_default=True, help="0 takes a free one.")
@click.option("--no-serve", is_flag=True, help="Build, and do not serve.")
@click.option(
    "--example",
    type=click.Choice(EXAMPLES),
    default=DEFAULT,
    show_default=True,
    help="Real documents and figures of Wiltshire; or a wholly invented county, which also has "
    "survey answers, a budget, payments and grants.",
)
@click.option(
    "--workspace",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Another folder laid out like an example.",
)
def command(*, port: int, no_serve: bool, example: str, folder: Path | None) -> None:
    """Run the main job on an example workspace: ingest, score, build, serve."""
    from frankpledge.releases import build

    workspace = read_workspace((folder or _example(example)) / FILE)
    _ingest(workspace)
    for line in read_exports(workspace):
        click.echo(line)
    lake, areas = open_workspace(workspace)
    with progress("Building") as report:
        release = build(workspace, lake, areas, progress=report)
    click.echo(f"Release: {release}")
    if not no_serve:
        serve(release, port)


def _example(name: str) -> Path:
    checkout, installed = CHECKOUT / name, INSTALLED / name
    if (checkout / FILE).is_file():
        return checkout
    if not (installed / FILE).is_file():
        raise NotFoundError(f"the example workspace: expected it at {checkout} or {installed}")
    copy = Path(COPY if name == DEFAULT else f"{COPY}-{name}")
    if not (copy / FILE).is_file():
        shutil.copytree(installed, copy)
        click.echo(f"The example workspace is now in {copy.absolute()}.")
    return copy


def _ingest(workspace: Workspace) -> None:
    folders = (workspace.figures_path, workspace.returns_path)
    paths = [folder for folder in folders if folder.is_dir()]
    reports = read_into(workspace, paths, None)
    tell_problems(reports)
    rows = sum(report.quality.accepted for report in reports if report.quality)
    held = sum(report.status == "held" for report in reports)
    click.echo(f"Read {len(reports)} tables ({held} already held), {rows:,} rows.")
