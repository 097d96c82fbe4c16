"""The money of a workspace for the site: budgets, spending, contracts and services, worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from frankpledge import periods
from frankpledge.duties import load_rules
from frankpledge.money.budget import (
    Budget,
    BudgetFinding,
    Step,
    check_budget,
    read_budgets,
    timetable,
)
from frankpledge.money.services import Service, ServiceRow, read_services, service_rows
from frankpledge.money.spending import Contract, Payment, read_contracts, read_published
from frankpledge.releases.gathering.duties import last_day_of

if TYPE_CHECKING:
    from frankpledge.plans import Plan
    from frankpledge.workspace import Workspace


@dataclass(frozen=True, eq=False)
class Finance:
    """What is known of money. `findings` are by id of the budget; `steps` the panel's timetable for
    `year`, the precept that comes next: that of the last budget, or else the first financial year
    that begins after the newest figures ('' when there are none)."""

    budgets: tuple[Budget, ...] = ()
    findings: Mapping[str, tuple[BudgetFinding, ...]] = field(default_factory=dict)
    payments: tuple[Payment, ...] = ()
    contracts: tuple[Contract, ...] = ()
    services: tuple[Service, ...] = ()
    rows: tuple[ServiceRow, ...] = ()
    year: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def budget(self) -> Budget | None:
        """The budget of the latest year."""
        return self.budgets[-1] if self.budgets else None


def money_folder(workspace: Workspace) -> Path:
    """Where the documents of money are."""
    return workspace.root / "money"


def finance_of(workspace: Workspace, plans: Mapping[str, Plan], newest: int) -> Finance:
    """Everything in the workspace's folder for money.

    Raises MoneyError with all faults of the documents.
    """
    budgets = read_budgets(workspace.root)
    services = read_services(workspace.root)
    year = budgets[-1].year if budgets else _next_year(last_day_of(newest))
    rules = load_rules(workspace.duties_path / "rules")
    return Finance(
        budgets=budgets,
        findings={one.id: check_budget(one, plans.get(one.plan)) for one in budgets},
        payments=read_published(workspace.root),
        contracts=read_contracts(workspace.root),
        services=services,
        rows=service_rows(services, workspace.threshold),
        year=year,
        steps=timetable(rules, year) if year else (),
    )


def _next_year(on: date | None) -> str:
    if on is None:
        return ""
    start = on.year if on < date(on.year, 4, 1) else on.year + 1
    return str(periods.parse(f"{start}/{(start + 1) % 100:02d}"))
