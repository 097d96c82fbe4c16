"""frankpledge directory: support, clubs, volunteering and venues."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from frankpledge.cli.shared import format_option, show, workspace_option
from frankpledge.errors import NotFoundError, UserError
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.money.directory import Directory, Document, Venue

_DAY = click.DateTime(["%Y-%m-%d"])


def _areas(workspace: Workspace) -> Areas:
    from frankpledge.areas import load_areas

    return load_areas(*(path for path in [workspace.areas_path] if path.is_dir()))


def _read(workspace: Workspace) -> Directory:
    from frankpledge.money.directory import read_directory

    return read_directory(workspace.root, _areas(workspace))


def _today(_context: click.Context, _param: click.Parameter, value: datetime | None) -> date:
    return value.date() if value else date.today()


@click.group("directory")
def command() -> None:
    """Services and venues: list, export, check files of others, free times.

    Entries stand in `directory/`: YAML documents, tables that they name, and Open Referral JSON.
    """


@command.command("list")
@workspace_option
@format_option
def list_entries(workspace: Workspace, form: str) -> None:
    """List services and venues, and how they stand today."""
    from frankpledge.money.directory import confirmation

    found, on = _read(workspace), date.today()
    rows = [
        {
            "id": one.id,
            "kind": "venue" if one in found.venues else "service",
            "name": one.name,
            "by": one.by,
            "needs": ";".join(getattr(one, "needs", ())),
            "places": ";".join(getattr(one, "places", ()) or [getattr(one, "place", "")]),
            "confirmed": one.confirmed.isoformat() if one.confirmed else None,
            "state": confirmation(one, on),
        }
        for one in found.every
    ]
    columns = ("id", "kind", "name", "by", "needs", "places", "confirmed", "state")
    show(rows, form, ("id", "kind", "name", "state") if form == "text" else columns)


@command.command("export")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@workspace_option
def export(out: Path | None, workspace: Workspace) -> None:
    """Print or write all services as Open Referral UK 3.0."""
    from frankpledge.money.directory import directory_document, hsds_json

    document = directory_document(_read(workspace).entries, workspace.force)
    text = json.dumps(hsds_json(document), ensure_ascii=False, indent=1, allow_nan=False)
    if out is None:
        click.echo(text)
    else:
        out.write_text(f"{text}\n", encoding="utf-8")


@command.command("validate")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--schema",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Also by this JSON Schema of a service ('frankpledge fetch open-standards').",
)
def validate(file: Path, schema: Path | None) -> None:
    """Read an Open Referral file of somebody else, and say what the standard forbids in it.

    A file without faults can be put into `directory/` as it is.
    """
    from frankpledge.money.directory import read_hsds

    document = read_hsds(file)
    if schema is not None:
        _by_schema(document, file, schema)
    count = len(document.services)
    click.echo(f"{file}: {count} service{'' if count == 1 else 's'}, no faults.")


def _by_schema(document: Document, file: Path, schema: Path) -> None:
    """Raise DirectoryError with everything that a JSON Schema forbids in a file's services."""
    from frankpledge.errors import InputError, Place
    from frankpledge.money.directory import DirectoryError, plain

    try:
        from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
    except ImportError as error:
        raise UserError("--schema needs jsonschema: pip install jsonschema") from error
    try:
        rules = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise InputError(Place(str(schema)), f"a JSON Schema ({error})") from error
    faults = [
        InputError(Place(str(file), field=f"{index}: {fault.json_path}"), fault.message)
        for index, service in enumerate(document.services)
        for fault in rules.iter_errors(plain(service))
    ]
    if faults:
        raise DirectoryError(faults)


@command.command("slots")
@click.argument("venue")
@click.option(
    "--on", type=_DAY, callback=_today, metavar="DATE", help="From when on. Default: today."
)
@click.option("--weeks", type=click.IntRange(1, 52), default=8, show_default=True)
@click.option("--ics", type=click.Path(dir_okay=False, path_type=Path), help="Write iCalendar.")
@workspace_option
@format_option
def slots(  # noqa: PLR0913 - click hands over one argument an option
    *, venue: str, on: date, weeks: int, ics: Path | None, workspace: Workspace, form: str
) -> None:
    """List when VENUE is free."""
    from frankpledge.money.directory import calendar, free_slots

    found = _venue(_read(workspace), venue)
    if ics is not None:
        ics.write_bytes(calendar(found, on, weeks))
        return
    rows = [
        {
            "venue": found.id,
            "day": slot.day.isoformat(),
            "from": f"{slot.start:%H:%M}",
            "to": f"{slot.end:%H:%M}",
            "minutes": slot.minutes,
        }
        for slot in free_slots(found, on, weeks)
    ]
    show(rows, form, ("venue", "day", "from", "to", "minutes"))


def _venue(directory: Directory, name: str) -> Venue:
    from frankpledge.documents import nearest

    known = {venue.id: venue for venue in directory.venues}
    if name not in known:
        raise NotFoundError(f"no venue is called {name!r}; {nearest(name, known)}")
    return known[name]
