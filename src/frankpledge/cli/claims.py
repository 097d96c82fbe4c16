"""frankpledge claims: the claims of a document, checked."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from frankpledge import __version__
from frankpledge.cli import FINDINGS
from frankpledge.cli.shared import open_workspace, progress
from frankpledge.errors import NotFoundError
from frankpledge.workspace import Workspace, find_workspace

if TYPE_CHECKING:
    from frankpledge.claims.checking import Books, Checked, Document

_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?$")


def _date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A day; of a month its last."""
    if value is None:
        return None
    match = _DATE.match(value)
    last = monthrange(int(match[1]), int(match[2]))[1] if match else 0
    if match is None or int(match[3] or 1) > last:
        raise click.BadParameter(f"{value!r}: write 2023-05-31 or 2023-05")
    return value if match[3] else f"{value}-{last:02d}"


@click.command("claims")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--date", callback=_date, help="When the document was published: 2023-05-31 or 2023-05."
)
@click.option(
    "-w",
    "--workspace",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder with frankpledge.toml, or one below it. Default: that of the first file.",
)
@click.option("--no-data", is_flag=True, help="Do not look into the lake.")
@click.option("--all", "every", is_flag=True, help="In text: what agrees or cannot be checked too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "html"]),
    default="text",
    show_default=True,
    help="How to print; html is a marked copy of one document.",
)
@click.pass_context
def command(  # noqa: PLR0913 - click hands over one argument an option
    ctx: click.Context,
    files: tuple[Path, ...],
    *,
    date: str | None,
    folder: Path | None,
    no_data: bool,
    every: bool,
    form: str,
) -> None:
    """Find the claims of FILES and check them (.md, .txt, .html, .docx, .pptx, .pdf).

    Their arithmetic is checked always. Where a workspace has a lake, claims whose measure and area
    are named for sure are checked against its figures too: as known now and, with --date, as known
    then. Exit code 1 when something is to be looked into.
    """
    from frankpledge.claims.checking import check_document, findings_only, read_document

    if form == "html" and len(files) != 1:
        raise click.UsageError("--format html makes a copy of one document: name one file")
    documents = [read_document(path) for path in files]
    books = None if no_data else _books(folder, files, date)
    with progress("Checking claims") as report:
        checked = []
        for done, document in enumerate(documents):
            report(done, len(documents), document.file)
            checked.append(check_document(document, books))
    _print(list(zip(documents, checked, strict=True)), form, every=every)
    if any(findings_only(one) for one in checked):
        ctx.exit(FINDINGS)


def _books(folder: Path | None, files: Sequence[Path], date: str | None) -> Books | None:
    """The workspace's measures, areas and lake; None where there are none."""
    workspace = _workspace(folder, files)
    if workspace is None or not workspace.data_path.is_dir():
        return None
    from frankpledge.claims.checking import Books, Holdings
    from frankpledge.measures import load_catalogue

    lake, areas = open_workspace(workspace)
    if not lake.store.sources():
        return None
    catalogue = load_catalogue(workspace.measures_path)
    return Books(catalogue, areas, Holdings(lake, areas, workspace.threshold), date)


def _workspace(folder: Path | None, files: Sequence[Path]) -> Workspace | None:
    """The workspace that is named, or that holds the first file, if there is one."""
    if folder is not None:
        return find_workspace(folder)
    try:
        return find_workspace(files[0])
    except NotFoundError:
        return None


def _print(pages: Sequence[tuple[Document, list[Checked]]], form: str, *, every: bool) -> None:
    from frankpledge.claims.checking import claim_rows, marked_copy, sarif, told

    if form == "html":
        click.echo(marked_copy(*pages[0]), nl=False)
    elif form == "sarif":
        click.echo(json.dumps(sarif(pages, version=__version__), ensure_ascii=False, indent=1))
    elif form == "json":
        rows = [row for document, checked in pages for row in claim_rows(document, checked)]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        for document, checked in pages:
            click.echo("\n".join(told(document, checked, every=every)))
