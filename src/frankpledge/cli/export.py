"""frankpledge export: a table of figures, with its sources beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from frankpledge.cli.options import periods, several
from frankpledge.cli.shared import open_workspace, workspace_option
from frankpledge.errors import NotFoundError
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.lake import Column, Source

BOOLEANS = {"true": True, "false": False}


@click.command("export")
@click.argument("source")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--group",
    multiple=True,
    help="Sum by these columns, as period,force. Default: rows as they are.",
)
@click.option(
    "--where",
    multiple=True,
    help="Only rows in which a column has a value, as force=E23000038 or "
    "period=2024-01..2025-12; repeat for more values or columns.",
)
@workspace_option
def command(
    source: str, file: Path, group: tuple[str, ...], where: tuple[str, ...], workspace: Workspace
) -> None:
    """Write a table of SOURCE to FILE (.csv or .csv.gz), with its metadata beside it."""
    from frankpledge.lake import export, find_source

    if not file.name.endswith((".csv", ".csv.gz")):
        raise click.BadParameter(f"{file}: expected a name that ends in .csv or .csv.gz")
    accepted = _accepted(find_source(source), where)
    lake, _ = open_workspace(workspace)
    beside = export(lake, source, path=file, group=several(group) or None, where=accepted)
    click.echo(f"{file}\n{beside}")


def _accepted(source: Source, conditions: tuple[str, ...]) -> dict[str, list[Any]]:
    """Conditions by column. Raises NotFoundError for a column that the source does not have."""
    columns = {column.name: column for column in source.columns}
    found: dict[str, list[Any]] = {}
    for condition in conditions:
        name, sign, text = condition.partition("=")
        if not sign or not text:
            raise click.BadParameter(f"--where: expected column=value, found {condition!r}")
        if name not in columns:
            known = ", ".join(columns)
            raise NotFoundError(f"{source.id}: has no column {name!r}; its columns are {known}")
        found.setdefault(name, []).extend(_values(columns[name], text))
    return found


def _values(column: Column, text: str) -> list[Any]:
    if column.name == "period":
        return periods([text])
    # A category may have a comma in its name ('Domestic burglary, dwelling'), a number may not.
    texts = several([text]) if column.type in {"integer", "number"} else [text]
    try:
        return [_value(column.type, value) for value in texts]
    except (ValueError, KeyError) as error:
        raise click.BadParameter(f"--where {column.name}: {text!r} is no {column.type}") from error


def _value(kind: str, text: str) -> Any:
    match kind:
        case "integer":
            return int(text)
        case "number":
            return float(text)
        case "boolean":
            return BOOLEANS[text.lower()]
        case _:
            return text
