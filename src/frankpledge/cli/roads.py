"""frankpledge roads: stretches of road with more collisions than roads like them."""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from frankpledge.cli.shared import format_option, open_workspace, show, workspace_option
from frankpledge.errors import InputError, NotFoundError, Place
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.measures import RoadSite

BRIEF = (
    *("rank", "site", "group", "collisions", "usual", "estimate", "lower", "upper", "chance"),
    *("best_rank", "worst_rank"),
)
COLUMNS = ("site", "group", "collisions", "exposure")
SHOWN = 25


@click.command("roads")
@click.option("--years", default=5, show_default=True, help="How many years back to count.")
@click.option("--to", "last", default=None, help="Last month, as 2024-12. Default: the last held.")
@click.option(
    "--worst", default=10, show_default=True, help="The chance to be among how many is given."
)
@click.option(
    "--sites",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV of sites of your own: site, group, collisions, exposure. Sites without a collision "
    "belong in it.",
)
@workspace_option
@format_option
def command(  # noqa: PLR0913 - click hands over one argument an option
    *,
    years: int,
    last: str | None,
    worst: int,
    file: Path | None,
    workspace: Workspace,
    form: str,
) -> None:
    """Rank stretches of road by collisions beyond what is usual on such roads, with uncertainty.

    Sites are numbered roads, or the minor roads, by kilometre square of the National Grid. Text
    shows the first 25; JSON and CSV all.
    """
    from frankpledge.measures import rank_sites

    if years < 1 or worst < 1:
        raise click.BadParameter(f"--years and --worst: expected 1 or more, found {years}, {worst}")
    sites = _held(workspace, last, years) if file is None else _read(file)
    try:
        ranked = rank_sites(sites, worst, listed=file is None)
    except ValueError as error:
        raise InputError(
            Place(str(file or "the lake")), "sites that can be told apart", str(error)
        ) from error
    rows = [asdict(site) for site in ranked]
    show(rows[:SHOWN] if form == "text" else rows, form, BRIEF if form == "text" else None)


def _held(workspace: Workspace, last: str | None, years: int) -> list[RoadSite]:
    from frankpledge.measures import collision_sites, collision_span

    lake, _ = open_workspace(workspace)
    span = collision_span(lake, workspace.force, years, last)
    if span is None:
        raise NotFoundError(
            "the lake holds no collisions of this force; run 'frankpledge fetch stats19' and "
            "'frankpledge ingest', or give a table of sites (--sites)"
        )
    return collision_sites(lake, workspace.force, *span)


def _read(path: Path) -> list[RoadSite]:
    """A table of sites. Raises InputError that names line and column of the first fault."""
    from frankpledge.measures import RoadSite

    with path.open(newline="", encoding="utf-8-sig") as file:
        table = csv.DictReader(file)
        missing = [name for name in COLUMNS[:3] if name not in (table.fieldnames or ())]
        if missing:
            raise InputError(Place(str(path), 1), f"the columns {', '.join(COLUMNS)}", str(missing))
        return [
            RoadSite(
                site=row["site"],
                group=row["group"],
                collisions=_number(path, line, row, "collisions", 0),
                exposure=_number(path, line, row, "exposure", 1e-9) if row.get("exposure") else 1.0,
            )
            for line, row in enumerate(table, start=2)
        ]


def _number(path: Path, line: int, row: dict[str, str], column: str, least: float) -> float:
    text = row[column]
    try:
        value = float(text)
    except (TypeError, ValueError):
        value = float("nan")
    if not least <= value < float("inf"):
        wanted = "a number of zero or more" if least == 0 else "a number above zero"
        raise InputError(Place(str(path), line, column), wanted, text)
    return value
