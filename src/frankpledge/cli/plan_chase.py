"""frankpledge plan chase: who owes a word about which promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from frankpledge.cli import FINDINGS
from frankpledge.cli.shared import format_option, show, workspace_option
from frankpledge.workspace import FILE, Workspace

if TYPE_CHECKING:
    from frankpledge.plans.delivery import DeliverySettings

STATES = {
    "passed": "the date has passed, not reported as done",
    "stale": "the last word is too old",
    "never": "nothing was ever reported",
    "recent": "reported lately",
    "closed": "done or stopped",
}


@click.command("chase")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: f"{date.today()}",
    metavar="DATE",
    help="The day to look at, such as 2026-03-31. Default: today.",
)
@click.option("--plan", "only", default=None, help="Only this plan, by the id of its package.")
@click.option("--all", "everything", is_flag=True, help="Also what nobody owes a word about.")
@workspace_option
@format_option
@click.pass_context
def chase_command(  # noqa: PLR0913 - click hands over one argument an option
    ctx: click.Context,
    *,
    on: datetime,
    only: str | None,
    everything: bool,
    workspace: Workspace,
    form: str,
) -> None:
    """List what is late, stale or was never reported on, by who answers for it.

    Judged by dates alone: a release also looks at the figures. `stale_after_months` in the
    `[delivery]` table of frankpledge.toml says how old a word may be (6). Exit code 1 when
    somebody owes a word.
    """
    from frankpledge.plans import read_plans
    from frankpledge.plans.delivery import (
        CHASE_FIELDS,
        chase_rows,
        delivery_settings,
        read_delivery,
    )

    settings = delivery_settings(workspace.raw.get("delivery", {}), str(workspace.root / FILE))
    plans = read_plans(workspace.root / "plans")
    if only is not None and only not in plans:
        raise click.BadParameter(f"expected one of {', '.join(plans)}", param_hint="--plan")
    delivery, months = read_delivery(workspace.root, plans), settings.stale_after_months
    rows = chase_rows(plans, delivery, on.date(), months, everything=everything)
    rows = [row for row in rows if only in (None, row["plan"])]
    if form == "text":
        click.echo("\n".join(_report(rows, on.date(), settings)))
    else:
        show(rows, form, CHASE_FIELDS)
    if any(row["state"] in ("passed", "stale", "never") for row in rows):
        ctx.exit(FINDINGS)


def _report(rows: Sequence[dict[str, Any]], on: date, settings: DeliverySettings) -> Iterator[str]:
    months = settings.stale_after_months
    yield f"Who owes a word on {on} (stale after {months} months)"
    if not rows:
        yield "\nNobody: everything was reported on lately, or is done or stopped."
    for owner, held in groupby(rows, key=lambda row: str(row["owner"])):
        mine = list(held)
        yield f"\n{owner[:1].upper()}{owner[1:]} ({len(mine)})"
        for row in mine:
            last = f", last word {row['last_update']}" if row["last_update"] else ""
            due = f", due {row['due']}" if row["due"] else ""
            yield f"  {STATES[row['state']]}{last}{due}"
            yield f"      {row['text']}"
            yield f"      {row['kind']} {row['element']}{_of(row)}"


def _of(row: dict[str, Any]) -> str:
    if row["plan"] is None:
        return ""
    return f" of {row['plan']}{', which has ended' if row['plan_ended'] else ''}"
