"""frankpledge fetch: open data from its publishers."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from frankpledge.cli import OK, WRONG
from frankpledge.cli.options import periods
from frankpledge.cli.shared import Row, format_option, progress, show
from frankpledge.errors import NotFoundError, UserError

if TYPE_CHECKING:
    from frankpledge.lake.fetch import Fetcher

FETCHED = ("source", "bytes", "file")


@click.command("fetch")
@click.argument("sources", nargs=-1)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("downloads"),
    show_default=True,
    help="Folder for the files.",
)
@click.option(
    "--months",
    multiple=True,
    callback=lambda _ctx, _param, value: periods(value),
    help="Months, as 2025-12 or 2025-01..2025-12. Default: the latest.",
)
@click.option("--force", default=None, help="Name, slug or code of a police force.")
@click.option("--base-url", default=None, help="A mirror in place of the publisher's server.")
@format_option
def command(  # noqa: PLR0913, PLR0917 - click hands each option over by itself
    sources: tuple[str, ...],
    folder: Path,
    months: list[str],
    force: str | None,
    base_url: str | None,
    form: str,
) -> None:
    """Download SOURCES; without any, list what there is.

    What is there already and unchanged is not fetched again; what was cut off goes on from where it
    was. Exit code 2 when anything could not be fetched; the rest is there.
    """
    from frankpledge.lake.fetch import FETCHERS

    if not sources:
        _list([_listed(fetcher) for fetcher in FETCHERS.values()], form)
        return
    chosen = [_fetcher(name) for name in sources]
    options = {"months": months or None, "force": _slug(force) if force else None}
    _check(chosen, options)
    rows: list[Row] = []
    failed = False
    for fetcher in chosen:
        taken = {name: value for name, value in options.items() if name in fetcher.takes}
        try:
            rows += _fetch(fetcher, folder, base_url, taken)
        except UserError as error:
            click.echo(f"frankpledge: {error}", err=True)
            failed = True
    show(rows, form, FETCHED if form == "text" else None)
    for line in _next(chosen, rows):
        click.echo(line, err=form != "text")
    sys.exit(WRONG if failed else OK)


def _list(rows: Sequence[Row], form: str) -> None:
    if form != "text":
        show(rows, form)
        return
    formatter = click.HelpFormatter()
    formatter.write_dl(
        [
            (f"{row['name']} {row['options']}".strip(), f"{row['publisher']}: {row['what']}.")
            for row in rows
        ]
    )
    click.echo(formatter.getvalue(), nl=False)


def _listed(fetcher: Fetcher) -> Row:
    options = (f"--{name}" if name in fetcher.needs else f"[--{name}]" for name in fetcher.takes)
    return {
        "name": fetcher.name,
        "publisher": fetcher.publisher,
        "what": fetcher.what,
        "options": " ".join(options),
        "read_by": ", ".join(fetcher.feeds),
        "base_url": fetcher.base_url,
    }


def _fetcher(name: str) -> Fetcher:
    from frankpledge.lake.fetch import FETCHERS

    if name not in FETCHERS:
        known = ", ".join(FETCHERS)
        raise NotFoundError(f"{name}: nothing to fetch by that name; there is {known}")
    return FETCHERS[name]


def _slug(force: str) -> str:
    """The publisher's id of a force, from anything that it goes by."""
    from frankpledge.areas import load_areas

    areas = load_areas()
    code = areas.force_code(force)
    return next(row.slug for row in areas.force_rows if row.code == code)


def _check(chosen: Sequence[Fetcher], options: dict[str, Any]) -> None:
    for name, value in options.items():
        if value and not any(name in fetcher.takes for fetcher in chosen):
            raise click.UsageError(f"--{name} means nothing to {', '.join(f.name for f in chosen)}")
        for fetcher in chosen:
            if not value and name in fetcher.needs:
                raise click.UsageError(f"{fetcher.name} needs --{name}")


def _fetch(
    fetcher: Fetcher, folder: Path, base_url: str | None, options: dict[str, Any]
) -> list[Row]:
    from frankpledge.lake.fetch import fetch

    with progress(f"Fetching {fetcher.name}") as report:
        paths = fetch(
            fetcher.name,
            folder,
            base_url=base_url,
            progress=lambda name, done, total: report(done, total or done, name),
            **options,
        )
    return [_fetched(fetcher.name, path) for path in paths]


def _fetched(name: str, path: Path) -> Row:
    from frankpledge.lake.fetch import read_provenance

    note = read_provenance(path)
    return {
        "source": name,
        "file": str(path),
        "bytes": path.stat().st_size,
        "sha256": note.sha256 if note else None,
        "fetched_at": note.fetched_at if note else None,
        "url": note.url if note else None,
    }


def _next(chosen: Sequence[Fetcher], rows: Sequence[Row]) -> list[str]:
    """What to do with the files, one line for each thing."""
    lines = []
    for fetcher in chosen:
        folders = [str(Path(row["file"]).parent) for row in rows if row["source"] == fetcher.name]
        if not folders:
            continue
        folder = os.path.commonpath(folders)
        if "priorities" in fetcher.feeds:
            lines.append(f"Next: frankpledge areas --boundaries {folder}")
            lines.append(f"and copy {folder}/priorities/*.json to priorities/police-uk/")
        elif fetcher.name.startswith("ons-boundaries"):
            lines.append(f"Next: frankpledge areas --boundaries {folder}")
        elif "areas" in fetcher.feeds:
            lines.append(f"Next: frankpledge areas {folder}")
        elif fetcher.feeds:
            lines.append(f"Next: frankpledge ingest {folder}")
        else:
            lines.append(f"{fetcher.name}: for reading; the lake has no source for these tables.")
    return list(dict.fromkeys(lines))
