"""frankpledge money: budgets and precepts, spending and contracts, commissioned services."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from frankpledge.cli.shared import format_option, progress, show, workspace_option
from frankpledge.errors import NotFoundError
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.money.budget import Budget
    from frankpledge.money.spending import Payment
    from frankpledge.plans import Plan

FINDINGS = 1
budget_argument = click.argument("name", required=False, metavar="[BUDGET]")


@click.group("money")
def command() -> None:
    """Budgets and precepts, spending and contracts, commissioned services.

    All of it is in the workspace's folder `money`. Without a name the budget of the latest year is
    taken.
    """


def _budget(workspace: Workspace, name: str | None) -> Budget:
    from frankpledge.documents import nearest
    from frankpledge.money.budget import read_budgets

    found = {one.id: one for one in read_budgets(workspace.root)}
    if not found:
        raise NotFoundError(f"{workspace.root / 'money' / 'budgets'}: no budget here")
    if name is None:
        return list(found.values())[-1]
    if name not in found:
        raise NotFoundError(f"no budget is called {name!r}; {nearest(name, found)}")
    return found[name]


@command.command("check")
@workspace_option
@format_option
def check(workspace: Workspace, form: str) -> None:
    """Check all budgets and services: do they add up, balance, and pay for the plan?

    Exit code 1 when there is an error; notes alone are none.
    """
    from frankpledge.plans import read_plans

    plans = read_plans(workspace.plans_path) if workspace.plans_path.is_dir() else {}
    rows = [*_budget_findings(workspace, plans), *_service_findings(workspace, plans)]
    if form != "text":
        show(rows, form, ("code", "kind", "file", "field", "message"))
    else:
        for row in rows:
            click.echo(f"{row['file']}, {row['field']}: {row['code']} {row['message']}")
        errors = sum(row["kind"] == "error" for row in rows)
        notes = len(rows) - errors
        click.echo(f"{errors} error{'s' * (errors != 1)}, {notes} note{'s' * (notes != 1)}")
    if any(row["kind"] == "error" for row in rows):
        click.get_current_context().exit(FINDINGS)


def _budget_findings(workspace: Workspace, plans: Mapping[str, Plan]) -> Iterator[dict[str, Any]]:
    from dataclasses import asdict

    from frankpledge.money.budget import check_budget, read_budgets

    for budget in read_budgets(workspace.root):
        if budget.plan and budget.plan not in plans:
            raise NotFoundError(f"{budget.path}: no plan is called {budget.plan!r}")
        for one in check_budget(budget, plans.get(budget.plan)):
            yield asdict(one) | {"file": Path(one.file).name}


def _service_findings(workspace: Workspace, plans: Mapping[str, Plan]) -> Iterator[dict[str, Any]]:
    from frankpledge.money.services import check_services, read_services
    from frankpledge.money.spending import read_contracts

    services = read_services(workspace.root)
    contracts = {one.id for one in read_contracts(workspace.root)}
    for code, kind, service, field, message in check_services(services, plans, contracts):
        name = service.path.name
        yield {"code": code, "kind": kind, "file": name, "field": field, "message": message}


@command.command("precept")
@budget_argument
@workspace_option
@format_option
def precept(name: str | None, workspace: Workspace, form: str) -> None:
    """Show the precept: each council's share, each band, and the change."""
    from frankpledge.money.budget import precept_of

    budget = _budget(workspace, name)
    found = precept_of(budget)
    changes = {letter: f"{value:.2f}" for letter, value in found.changes.items()}
    bands = [
        {"kind": "band", "name": letter, "pounds": f"{value:.2f}", "change": changes.get(letter)}
        for letter, value in found.bands.items()
    ]
    councils = [
        {"kind": "council", "name": one.name, "pounds": f"{one.precept:.2f}", "change": None}
        for one in found.demands
    ]
    whole = {"kind": "all", "name": "precept", "pounds": f"{found.raised:.2f}", "change": None}
    show([*bands, *councils, whole], form)
    if form == "text" and found.change is not None:
        click.echo(f"Band D rises by £{found.change:.2f}, {found.percent} %.")


@command.command("outlook")
@budget_argument
@click.option("--scenario", default=None, help="A scenario of the document, by its id.")
@workspace_option
@format_option
def outlook(name: str | None, scenario: str | None, workspace: Workspace, form: str) -> None:
    """Show the years ahead: what comes in, what is spent, and what is still to be found."""
    from frankpledge.documents import nearest
    from frankpledge.money.budget import outlook_of

    budget = _budget(workspace, name)
    known = {one.id: one for one in budget.scenarios}
    if scenario is not None and scenario not in known:
        raise NotFoundError(f"no scenario is called {scenario!r}; {nearest(scenario, known)}")
    years = outlook_of(budget)
    if scenario is not None:
        years = outlook_of(budget, known[scenario].shifts, known[scenario].values)
    fields = ("spending", "income", "council_tax", "collection_fund", "reserves_used", "gap")
    rows = [
        {"year": year.year, "base": f"{year.base}", "band_d": f"{year.band_d:.2f}"}
        | {field: f"{getattr(year, field):.2f}" for field in fields}
        for year in years
    ]
    show(rows, form)


@command.command("risk")
@budget_argument
@click.option("--runs", type=click.IntRange(100, 1_000_000), default=10_000, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=2012, show_default=True)
@workspace_option
@format_option
def risk(name: str | None, runs: int, seed: int, workspace: Workspace, form: str) -> None:
    """Show which assumption matters most, and the range of the gap by simulation.

    The same seed gives the same numbers. Text shows both; JSON and CSV the range.
    """
    from frankpledge.money.budget import simulate, swings

    budget = _budget(workspace, name)
    found = simulate(budget, runs, seed)
    rows: list[dict[str, Any]] = [
        {
            "year": year,
            **{f"below_{share:.0%}".rstrip("%"): round(float(gap), 2) for share, gap in pairs},
            "share_short": round(float(short), 4),
        }
        for year, short, pairs in (
            (year, found.short[n], zip(found.shares, found.gaps[n], strict=True))
            for n, year in enumerate(found.years)
        )
    ]
    if form == "text":
        told = [
            {"assumption": one.assumption.title, "low": f"{one.low:,}", "high": f"{one.high:,}"}
            for one in swings(budget)
        ]
        click.echo("All gaps together when one assumption is as low or as high as it may be:")
        show(told, form)
        click.echo(f"\nThe gap in {runs:,} simulated futures (seed {seed}):")
    show(rows, form)


@command.command("workbook")
@budget_argument
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="The file to write. Default: the budget's id with .xlsx, here.",
)
@workspace_option
def book(name: str | None, out: Path | None, workspace: Workspace) -> None:
    """Write a budget as a workbook with live formulas."""
    from frankpledge.money.budget import workbook

    budget = _budget(workspace, name)
    path = out or Path(f"{budget.id}.xlsx")
    path.write_bytes(workbook(budget))
    click.echo(f"{path}")


@command.command("spending")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write the monthly files into the workspace.")
@workspace_option
def spending(files: tuple[Path, ...], write: bool, workspace: Workspace) -> None:
    """Read exports of the finance system: what would be published, what is left out and why.

    The workspace's money/spending.yaml says which column is which. Names of people are taken out
    before anything is written; keep the exports themselves outside the workspace. With --write a
    month that is there already is replaced. Exit code 1 when rows were refused.
    """
    from frankpledge.money.spending import FILE, FOLDER, monthly, read_layout, read_spending

    if not files:
        raise click.UsageError("name the exports to read")
    layout = read_layout(_there(workspace.root / FILE))
    payments: list[Payment] = []
    refused = 0
    for path in files:
        with progress(f"Reading {path.name}") as bar:
            found, report = read_spending(path, layout, partial(_count, bar))
        payments += found
        refused += report.refused.total()
        click.echo("\n".join(report.lines()))
        for one in report.listed[:20]:
            click.echo(f"    {path.name}:{one.line}, {one.column}: {one.reason}")
    payments.sort(key=lambda one: (one.day, one.transaction, one.supplier, one.amount))
    for name, data in monthly(payments, workspace.body).items():
        target = workspace.root / FOLDER / name
        if write:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        click.echo(f"{'wrote' if write else 'would write'} {FOLDER / name}")
    if refused:
        click.get_current_context().exit(FINDINGS)


def _count(bar: Callable[[int, int, str], None], rows: int) -> None:
    """How many rows there will be is not known, so the bar counts them."""
    bar(rows, rows + 1, f"{rows:,} rows")


def _there(path: Path) -> Path:
    if not path.is_file():
        raise NotFoundError(f"{path}: no such file; it says which column of an export is which")
    return path


@command.command("services")
@workspace_option
@format_option
def services(workspace: Workspace, form: str) -> None:
    """List what documents state of commissioned services, and what nobody states."""
    from dataclasses import asdict

    from frankpledge.money.services import read_services, service_rows

    rows = service_rows(read_services(workspace.root), workspace.threshold)
    if form == "text":
        told = [
            {"service": row.service, "measure": row.measure, "stated": row.words} for row in rows
        ]
        show(told, form, ("service", "measure", "stated"))
        return
    whole = [
        asdict(row)
        | {
            "value": None if row.value is None else float(row.value),
            "out_of": None if row.out_of is None else float(row.out_of),
        }
        for row in rows
    ]
    show(whole, form)
