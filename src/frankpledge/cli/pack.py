"""frankpledge pack: documents to take to a meeting."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from frankpledge.cli.shared import open_workspace, progress, workspace_option
from frankpledge.errors import UserError
from frankpledge.workspace import Workspace


@click.command("pack")
@click.argument("kind")
@click.argument("chosen", metavar="[CODE|NAME]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every place, not only some.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder of the files. Default: packs/KIND in the workspace.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="pdf, html, csv, pptx, xlsx or ods; repeat for more. Default: all of the kind.",
)
@click.option(
    "--new",
    "date",
    metavar="DATE",
    default=None,
    help="Write a first draft of a report of this kind instead, dated 2024-03 or 2024-03-31.",
)
@workspace_option
def command(  # noqa: PLR0913 - click hands over one argument an option
    kind: str,
    chosen: tuple[str, ...],
    *,
    everything: bool,
    out: Path | None,
    formats: tuple[str, ...],
    date: str | None,
    workspace: Workspace,
) -> None:
    """Make packs of a KIND, for the places whose CODEs are given or for --all.

    Kinds: parish (two sides of A4 for every parish, ward, police neighbourhood and partnership, as
    PDF, HTML and CSV). From the workspace's reports, all of the kind or those named: panel, annual,
    statement, assessment (PPTX, PDF, HTML, XLSX, ODS) and workbook (XLSX, ODS of every report).
    Of voice and money, all or those named: consultation and funding (grants, services, spending;
    PPTX, PDF, HTML, XLSX, ODS), budget (PPTX, PDF, HTML, XLSX) and directory (PDF, HTML).
    PDFs, slides and workbooks need the extra 'packs'; without it the other formats are made.
    """
    from frankpledge.packs import Order, make_pack
    from frankpledge.releases import gather_known

    if date is not None:
        click.echo(f"wrote {_draft(workspace, kind, date)}")
        return
    lake, areas = open_workspace(workspace)
    folder = out or workspace.root / "packs" / kind
    with progress("Packing") as report:
        known = partial(gather_known, workspace, lake, areas, report)
        made = make_pack(
            kind,
            Order(workspace, lake, areas, folder, chosen, everything, formats, report, known),
        )
    for note in made.notes:
        click.echo(note, err=True)
    count = len(made.files)
    click.echo(f"{count} {'file' if count == 1 else 'files'} in {folder}")


def _draft(workspace: Workspace, kind: str, date: str) -> Path:
    """A first draft among the reports. Raises UserError where one of that name stands already."""
    from frankpledge.claims import starter
    from frankpledge.measures import load_catalogue
    from frankpledge.plans import read_plans, with_frameworks

    catalogue = load_catalogue(workspace.measures_path)
    plans = read_plans(workspace.root / "plans", catalogue)
    catalogue = with_frameworks(catalogue, plans)
    if not workspace.frameworks:
        raise UserError(f"{workspace.root}: expected a framework for the scorecard, found none")
    text = starter(kind, date, catalogue, catalogue.framework(workspace.frameworks[0]))
    path = workspace.root / "reports" / f"{kind}-{date}.md"
    if path.exists():
        raise UserError(f"{path}: there is such a report already")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
