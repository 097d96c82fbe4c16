"""frankpledge plan: editions of a plan compared and adopted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from frankpledge.cli import FINDINGS
from frankpledge.cli.plan_chase import chase_command
from frankpledge.cli.plan_import import import_command
from frankpledge.cli.shared import format_option, show
from frankpledge.errors import NotFoundError
from frankpledge.workspace import find_workspace

if TYPE_CHECKING:
    from frankpledge.measures import Catalogue

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group("plan")
def command() -> None:
    """Work on plan packages: folders of YAML files, one for each edition of a plan."""


command.add_command(import_command)
command.add_command(chase_command)


@command.command("diff")
@click.argument("before", type=_FOLDER)
@click.argument("after", type=_FOLDER)
@format_option
@click.pass_context
def diff_command(ctx: click.Context, before: Path, after: Path, form: str) -> None:
    """Say what changed from the edition in BEFORE to the one in AFTER.

    Exit code 1 when something was weakened or dropped.
    """
    from frankpledge.plans import (
        DIFFERENCE_FIELDS,
        diff,
        difference_rows,
        difference_text,
        read_plan,
    )

    a, b = read_plan(before), read_plan(after)
    if form == "text" and b.head.edition.follows != a.id != b.id:
        # What one author wrote and another did not is not 'dropped'; the reader has to know.
        told = f"{after} does not say that it follows {before}; they may be two different plans"
        click.echo(f"frankpledge: {told}", err=True)
    found = diff(a, b, _catalogue(after))
    if form == "text":
        click.echo(difference_text(found, a, b), nl=False)
    else:
        show(difference_rows(found), form, DIFFERENCE_FIELDS)
    if any(one.kind in ("weakened", "dropped") for one in found):
        ctx.exit(FINDINGS)


def _catalogue(folder: Path) -> Catalogue:
    """The shipped measures, and the workspace's own when the package lies in one."""
    from frankpledge.measures import load_catalogue

    try:
        own = [find_workspace(folder).measures_path]
    except NotFoundError:
        own = []
    return load_catalogue(*own)


@command.command("adopt")
@click.argument("folder", type=_FOLDER)
@click.option("--date", default=None, help="When it was adopted, such as 2025-03-01.")
def adopt_command(folder: Path, date: str | None) -> None:
    """Close the edition in FOLDER: from now on it cannot be changed, only followed.

    Writes the kind (adopted, or varied after an adopted edition), the date and the hash of the
    contents into plan.yaml.
    """
    from frankpledge.plans import adopt

    edition = adopt(folder, date).head.edition
    click.echo(f"{folder}: {edition.kind} on {edition.date}, {edition.hash}")
