"""frankpledge ingest: files or archives into the lake."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from frankpledge.cli import FINDINGS, OK, WRONG
from frankpledge.cli.shared import format_option, open_workspace, progress, show, workspace_option
from frankpledge.errors import InputError, Place
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.lake import ImportReport

COLUMNS = ("file", "status", "source", "vintage", "read", "accepted", "rejected", "first", "last")
SHOWN = 20


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--source", help="Id of the source; found from file name and header if left out.")
@click.option("--vintage", help="Date on which the data was so, YYYY-MM-DD.")
@workspace_option
@format_option
def command(
    paths: tuple[Path, ...],
    source: str | None,
    vintage: str | None,
    *,
    workspace: Workspace,
    form: str,
) -> None:
    """Read PATHS (files, folders, zip archives) into the lake.

    Exit code 1 when rows were rejected, 2 when a whole file was. What was good is in the lake.
    """
    reports = read_into(workspace, paths, source, vintage)
    show([as_row(report) for report in reports], form, COLUMNS)
    tell_problems(reports)
    failed = any(report.status == "failed" for report in reports)
    rejected = any(report.quality and report.quality.rejected for report in reports)
    sys.exit(WRONG if failed else FINDINGS if rejected else OK)


def read_into(
    workspace: Workspace, paths: Sequence[Path], source: str | None, vintage: str | None = None
) -> list[ImportReport]:
    """Read files into a workspace's lake; its own returns are known by their folder."""
    from frankpledge.lake import ingest

    lake, areas = open_workspace(workspace)
    own = [p for p in paths if p.resolve().is_relative_to(workspace.returns_path.resolve())]
    rest = [path for path in paths if path not in own]
    reports: list[ImportReport] = []
    with progress("Reading") as report:
        for chosen, name in ((rest, source), (own, source or "returns")):
            if chosen:
                reports += ingest(
                    lake, chosen, areas=areas, source=name, vintage=vintage, progress=report
                )
    return reports


def as_row(report: ImportReport) -> dict[str, Any]:
    """What became of one file, flat."""
    quality = report.quality
    counts = ("read", "accepted", "rejected", "first", "last")
    return {
        "file": report.file,
        "status": report.status,
        "source": report.source,
        "import_id": report.import_id,
        "vintage": report.vintage,
        **{name: getattr(quality, name, None) for name in counts},
        "error": str(report.error) if report.error else None,
    }


def tell_problems(reports: Sequence[ImportReport]) -> None:
    """Print failed files and rejected rows, the first of each file, to the error stream."""
    for line in _problems(reports):
        click.echo(line, err=True)


def _problems(reports: Sequence[ImportReport]) -> Iterator[str]:
    for report in reports:
        if report.error is not None:
            yield f"failed: {report.error}"
        if report.quality is None or not report.quality.rejected:
            continue
        for item in report.quality.rejections[:SHOWN]:
            place = Place(item.file, item.line, item.column)
            yield f"rejected: {InputError(place, item.expected, item.value)}"
        more = report.quality.rejected - SHOWN
        if more > 0:
            yield f"rejected: {more:,} more rows of {report.file}; 'frankpledge data --quality'"
