"""frankpledge grants: what was granted, and as open data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from frankpledge.cli.shared import format_option, show, workspace_option
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.money.grants import Grants


def _read(workspace: Workspace) -> tuple[Grants, Areas]:
    from frankpledge.areas import load_areas
    from frankpledge.measures import load_catalogue
    from frankpledge.money.grants import grants_of
    from frankpledge.plans import read_plans

    areas = load_areas(*(path for path in [workspace.areas_path] if path.is_dir()))
    catalogue = load_catalogue(workspace.measures_path)
    plans = read_plans(workspace.plans_path, catalogue) if workspace.plans_path.is_dir() else {}
    return grants_of(workspace, areas, plans, catalogue), areas


@click.group("grants")
def command() -> None:
    """Grants: list them, and write them as 360Giving data.

    Programmes and awards stand in `money/grants/`; `[grants]` in frankpledge.toml has the prefix
    that 360Giving gave the publisher, and its identifier as an organisation.
    """


@command.command("list")
@workspace_option
@format_option
def list_awards(workspace: Workspace, form: str) -> None:
    """List every award. Programmes without awards are named in the text form."""
    from frankpledge.money.amounts import said
    from frankpledge.money.grants import award_rows

    held, _ = _read(workspace)
    programmes = held.programmes
    rows = award_rows(programmes)
    columns = ("id", "programme", "way", "title", "recipient", "amount", "awarded")
    more = ("places", "commitments", "measures", "evaluated")
    if rows or form != "text":
        show(rows, form, columns if form == "text" else (*columns, *more))
    if form == "text":
        for one in programmes:
            total = f", {said(one.total, 0)}" if one.total is not None else ""
            if not one.awards:
                click.echo(f"{one.id}: {one.way}{total}; no awards are listed.")


@command.command("export")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["json", "csv", "law"]),
    default="json",
    show_default=True,
    help="360Giving JSON, its flat table, or what the law asks of each grant (CSV).",
)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@workspace_option
def export(kind: str, out: Path | None, workspace: Workspace) -> None:
    """Print or write the awards that the body made."""
    from frankpledge.errors import NotFoundError
    from frankpledge.money.grants import published

    held, areas = _read(workspace)
    if not published(held.programmes):
        raise NotFoundError("no awards here: a package of none is not valid 360Giving data")
    data = _bytes(held, areas, kind)
    if out is None:
        click.echo(data.decode(), nl=False)
    else:
        out.write_bytes(data)


def _bytes(held: Grants, areas: Areas, kind: str) -> bytes:
    from frankpledge.money.grants import (
        FLAT,
        INFORMATION,
        flat_rows,
        giving_json,
        information_rows,
        table_bytes,
    )

    def name_of(code: str) -> str:
        return areas.get(code).name

    if kind == "law":
        return table_bytes(INFORMATION, information_rows(held.programmes))
    if kind == "csv":
        return table_bytes(FLAT, flat_rows(held.programmes, held.publisher, name_of))
    made = giving_json(held.programmes, held.publisher, name_of)
    return (json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
