"""frankpledge duties: what the law asks by a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from frankpledge.cli.shared import format_option, show, workspace_option
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.duties import Obligation

FINDINGS = 1
SHOWN = ("overdue", "due", "late", "met")


def _day(_context: click.Context, _param: click.Parameter, value: datetime | None) -> date | None:
    from frankpledge.duties import FIRST_YEAR, LAST_YEAR

    if value and not FIRST_YEAR < value.year < LAST_YEAR:
        raise click.BadParameter(f"expected a day from {FIRST_YEAR + 1} to {LAST_YEAR - 1}")
    return value.date() if value else None


@click.command("duties")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    default=lambda: f"{date.today()}",
    callback=_day,
    metavar="DATE",
    help="The day to look at, such as 2027-02-01. Default: today.",
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    metavar="DATE",
    help="From when on to list what was done. Default: a year before.",
)
@click.option("--binds", default=None, help="Only duties of this body, such as 'panel'.")
@click.option("--all", "everything", is_flag=True, help="Also what is not known and not yet due.")
@workspace_option
@format_option
def command(  # noqa: PLR0913 - click hands over one argument an option
    *,
    on: date,
    since: date | None,
    binds: str | None,
    everything: bool,
    workspace: Workspace,
    form: str,
) -> None:
    """List what the law asks: overdue, due, done late, met.

    The workspace's duties.yaml says what was done and from when on records are kept. Where none
    are, a day that has passed is 'not known', never overdue. Exit code 1 when something is overdue
    or was done wrongly. JSON and CSV list everything.
    """
    from frankpledge.duties import BODIES, load_facts, load_rules, obligation_rows, obligations
    from frankpledge.duties import FIELDS as COLUMNS

    if binds is not None and binds not in BODIES:
        raise click.BadParameter(f"expected one of {', '.join(BODIES)}", param_hint="--binds")
    rules = load_rules(workspace.duties_path / "rules")
    facts = load_facts(workspace.root, rules)
    nation = "wales" if workspace.force.startswith("W") else "england"
    found = obligations(rules, facts, on, nation=nation, since=since)
    found = tuple(one for one in found if binds in (None, one.rule.binds))
    if form == "text":
        click.echo("\n".join(_report(found, on, everything)))
    else:
        show(obligation_rows(found), form, COLUMNS)
    if any(one.status == "overdue" or one.fault for one in found):
        click.get_current_context().exit(FINDINGS)


def _report(found: Sequence[Obligation], on: date, everything: bool) -> Iterator[str]:
    from frankpledge.duties import STATUSES, said_day

    yield f"What the law asks, on {said_day(on)}"
    for status in STATUSES if everything else SHOWN:
        listed = [one for one in found if one.status == status]
        if listed or status in SHOWN:
            yield f"\n{status.capitalize()} ({len(listed)})"
        for one in listed:
            yield from _lines(one)
    if not everything:
        yield f"\n{_left_out(found)} --all lists them."


def _left_out(found: Sequence[Obligation]) -> str:
    unknown = sum(one.status == "not known" for one in found)
    later = sum(one.status == "not yet" for one in found)
    return f"Not listed: {unknown} not known (no record is kept here), {later} not yet asked."


def _lines(one: Obligation) -> Iterator[str]:
    """One duty: day and title, then whom it binds and where it stands, then what to know."""
    rule = one.rule
    about = f" [{one.occurrence.words}]" if one.occurrence.words else ""
    yield f"  {_when(one)}: {rule.title}{about}"
    who = f"{rule.binds} of {one.by_name}" if one.by_name else rule.binds
    yield f"      {rule.id}, binds the {who}. {rule.source.name}."
    if rule.unverified:
        yield f"      Not verified: {rule.unverified}."
    if one.fault:
        yield f"      Wrong: {one.fault}."
    if one.projected:
        yield "      The bank holidays of that year are projected, not yet published."
    if one.note:
        yield f"      {one.note}"


def _when(one: Obligation) -> str:
    from frankpledge.duties import deadline_words, said_day

    due, left = one.occurrence.due, one.days_left
    if due is None or left is None:
        done = f", last done on {said_day(one.done.on)}" if one.done else ""
        return deadline_words(one.rule) + done
    if one.status in ("late", "met") and one.done:
        return f"{said_day(due)}, done on {said_day(one.done.on)}"
    if left < 0:
        return f"{said_day(due)}, {_days(-left)} ago"
    moved = one.last_working_day != due and one.last_working_day
    last = f", last working day {said_day(moved)}" if moved else ""
    return f"{said_day(due)}, {_days(left)} left{last}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
