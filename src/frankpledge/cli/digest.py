"""frankpledge digest: what a release changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from frankpledge.cli.shared import format_option, show


@click.command("digest")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--area", default="", metavar="CODE", help="Only this area, of any kind.")
@click.option("--measure", default="", metavar="ID", help="Only this measure.")
@format_option
def command(folder: Path, area: str, measure: str, form: str) -> None:
    """Say what the release in FOLDER changed against the one before.

    As text it is the lines of an e-mail; as JSON and CSV it has one row for each correction, note,
    figure that moved, and figure that was revised, down to neighbourhoods.
    """
    from frankpledge.releases import DIGEST_FIELDS, digest_rows

    rows = digest_rows(folder, area, measure)
    if form != "text":
        show(cast("list[dict[str, Any]]", rows), form, DIGEST_FIELDS)
        return
    for row in rows:
        click.echo(_line(row))
    if not rows:
        click.echo("Nothing changed here.")


def _line(row: dict[str, str]) -> str:
    if row["what"] == "revised":
        now = row["now"] or "not known"
        place = f"{row['measure']} {row['area']} {row['period']}"
        return f"- {place}: {row['was'] or 'not shown'}, now {now}. {row['text']}"
    if row["what"] == "correction":
        return f"- Correction: {row['text']}"
    return f"- {row['area']} {row['text']}" if row["area"] else f"- {row['text']}"
