"""frankpledge hotspots: places where records lie together, and places that repeat."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from frankpledge.cli.shared import open_workspace, show, workspace_option
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.measures.hotspots import Ground

BRIEF = ("verdict", "name", "count", "neighbours", "z", "easting", "northing")
BRIEF_REPEATS = ("name", "place", "count", "lower", "upper", "expected", "months")
SHOWN = 30


@click.command("hotspots")
@click.option(
    "--type", "types", multiple=True, help="Crime type; repeat for more. Default: all mapped types."
)
@click.option("--months", default=12, show_default=True, help="How many months count.")
@click.option("--to", default=None, help="Last month, as 2025-12. Default: the last complete one.")
@click.option("--cell", default=1000, show_default=True, help="Width of a cell in metres.")
@click.option(
    "--basis",
    type=click.Choice(["points", "neighbourhoods"]),
    default=None,
    help="What is counted. Default: map points where the lake has them.",
)
@click.option("--repeats", "wanted", is_flag=True, help="List the map points that repeat.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "geojson"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@workspace_option
def command(  # noqa: PLR0913 - click hands over one argument an option
    types: tuple[str, ...],
    *,
    months: int,
    to: str | None,
    cell: int,
    basis: str | None,
    wanted: bool,
    form: str,
    workspace: Workspace,
) -> None:
    """Test every cell of a hexagon grid with its neighbours (Getis-Ord Gi*).

    Hot and cold are said at 99, 95 and 90 %, after a correction for the number of tests. Where the
    lake has counts by neighbourhood only, neighbourhoods are tested and not cells. Violence and
    sexual offences are never mapped.
    """
    from frankpledge.errors import UserError
    from frankpledge.measures import hotspots

    if wanted and form == "geojson":
        raise UserError("--repeats has no GeoJSON: expected text, json or csv")
    chosen = hotspots.crime_types(types)
    question = hotspots.Question(
        months=months,
        to=to,
        pitch=cell,
        basis=basis,  # type: ignore[arg-type] # click has checked it
    )
    lake, areas = open_workspace(workspace)
    ground = hotspots.ground(lake, areas, workspace.force, question)
    if wanted:
        _repeats(ground, chosen, form)
        return
    found = hotspots.find(ground, chosen)
    if form == "geojson":
        click.echo(json.dumps(hotspots.geojson(found), ensure_ascii=False, allow_nan=False))
        return
    rows = hotspots.spot_rows(found)
    if form != "text":
        show(rows, form, hotspots.FIELDS)
        return
    say = hotspots.words
    for text in (say.finding(found), say.concentration(found), say.caution(found)):
        click.echo(text)
    hot = [row for row in rows if row["verdict"].startswith("hot")]
    if hot:
        click.echo()
        show(hot[:SHOWN], form, BRIEF)
    _rest(len(hot))


def _repeats(ground: Ground, types: tuple[str, ...], form: str) -> None:
    from frankpledge.measures import hotspots

    found = hotspots.repeats(ground, types)
    rows = hotspots.repeat_rows(found)
    if form != "text":
        show(rows, form, hotspots.REPEAT_FIELDS)
        return
    click.echo(hotspots.words.repeated(found))
    if rows:
        click.echo()
        show(rows[:SHOWN], form, BRIEF_REPEATS)
    _rest(len(rows))


def _rest(count: int) -> None:
    if count > SHOWN:
        click.echo(f"... and {count - SHOWN:,} more: --format csv has all.")
