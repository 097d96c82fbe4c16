"""frankpledge stations: how far people have to go, and what closing or opening one changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from frankpledge.cli.shared import format_option, open_workspace, show, workspace_option
from frankpledge.errors import UserError
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.stations import Reach, Station

BRIEF = ("title", "stations", "km_mean", "km_median", "km_90", "minutes_mean", "within_10_km")
BRIEF_GROUPS = ("option", "name", "people", "km_before", "km_after", "people_nearer")
SHOWN = 30


@click.command("stations")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--choose", type=int, default=None, help="The best so many stations of the list.")
@click.option(
    "--anywhere", is_flag=True, help="Choose among the middles of all neighbourhoods instead."
)
@click.option(
    "--by",
    type=click.Choice(["district", "ward", "decile", "rural-urban", "lsoa"]),
    default=None,
    help="Who gains and who loses, by area or class.",
)
@click.option("--osrm", default=None, help="Address of an OSRM server for distances by road.")
@workspace_option
@format_option
def command(  # noqa: PLR0913 - click hands over one argument an option
    file: Path | None,
    *,
    choose: int | None,
    anywhere: bool,
    by: str | None,
    osrm: str | None,
    workspace: Workspace,
    form: str,
) -> None:
    """Compare today's police stations with what is to close or open, for the public.

    FILE is a list of stations (default: stations.yaml or stations.csv of the workspace). Distances
    are straight lines with a detour factor unless an OSRM server is given. This is about buildings
    that people go to, not about where officers are.
    """
    from frankpledge import stations as st

    settings = st.read_settings(workspace)
    if osrm is not None:
        settings = replace(settings, osrm_url=osrm.rstrip("/"))
    listed = st.read_stations(file or st.find_file(workspace))
    lake, areas = open_workspace(workspace)
    demand = st.demand(lake, areas, workspace.force)
    travel = (st.table if settings.osrm_url else st.straight)(demand, listed, settings)
    wanted = list(st.options(listed))
    told = ""
    if choose is not None and not anywhere:
        cut = _finite(travel.km)
        choice = _choice(cut, demand.people, choose)
        wanted.append(st.Option(f"best-{choose}", f"The best {choose}", choice.places))
        told = f"The best {choose}: {st.words.chosen(choice, listed)}"
    if anywhere:
        _anywhere(workspace, areas, choose, form)
        return
    reaches = [st.reach(option, demand, travel) for option in wanted]
    if by is not None:
        _by(by, reaches, areas, listed, form)
        return
    rows = st.option_rows(reaches, listed, travel.how)
    if form != "text":
        show(rows, form, st.FIELDS)
        return
    _tell(reaches, areas, rows, [told, f"{travel.how}.", *st.words.ABOUT])


def _finite(km: Any) -> Any:
    import numpy as np

    if not np.isfinite(km).all():
        raise UserError("no road leads from some neighbourhood to some station: no best choice")
    return km


def _choice(km: Any, people: Any, count: int) -> Any:
    from frankpledge.stations import p_median

    try:
        return p_median(km, people, count)
    except ValueError as error:
        raise UserError(f"--choose: {error}") from error


def _anywhere(workspace: Workspace, areas: Areas, choose: int | None, form: str) -> None:
    """The best places among the middles of all neighbourhoods, by straight line."""
    from frankpledge import stations as st

    if choose is None:
        raise UserError("--anywhere: expected --choose with a number of stations")
    lake, _ = open_workspace(workspace)
    demand, settings = st.demand(lake, areas, workspace.force), st.read_settings(workspace)
    places = [
        st.Station(areas.get(code).local_name or areas.get(code).name, "proposed", x, y, "computed")
        for code, (x, y) in zip(demand.codes, demand.metres.tolist(), strict=True)
    ]
    travel = st.straight(demand, places, settings)
    choice = _choice(travel.km, demand.people, choose)
    option = st.Option(f"best-{choose}", f"The best {choose} anywhere", choice.places)
    found = st.reach(option, demand, travel)
    if form != "text":
        show(st.option_rows([found], places, travel.how), form, st.FIELDS)
        return
    click.echo(st.words.chosen(choice, places))
    show(st.option_rows([found], places, travel.how), form, BRIEF)


def _by(
    kind: str, reaches: Sequence[Reach], areas: Areas, listed: Sequence[Station], form: str
) -> None:
    from frankpledge import stations as st

    today, *others = reaches
    if not others:
        raise UserError("--by compares options: the list has none that closes or is proposed")
    if kind == "lsoa":
        places = [row for after in others for row in st.place_rows(today, after, listed)]
        show(places, form, st.PLACE_FIELDS)
        return
    rows = [
        row
        for after in others
        for row in st.group_rows(after.option.id, st.groups(today, after, areas, kind))
    ]
    show(rows, form, st.GROUP_FIELDS if form != "text" else (*BRIEF_GROUPS, "people_further"))


def _tell(
    reaches: Sequence[Reach], areas: Areas, rows: list[dict[str, Any]], notes: Sequence[str]
) -> None:
    from frankpledge import stations as st

    today, *others = reaches
    click.echo(st.words.today(today))
    click.echo()
    show(rows, "text", BRIEF)
    for after in others:
        said = [
            st.words.change(today, after),
            st.words.hardest(st.groups(today, after, areas, "ward")),
            st.words.fairness(st.groups(today, after, areas, "decile")),
        ]
        click.echo(f"\n{after.option.title}: {' '.join(text for text in said if text)}")
    click.echo()
    click.echo("\n".join(note for note in notes if note))
