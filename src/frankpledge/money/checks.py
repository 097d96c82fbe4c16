"""FP821 to FP825: what `frankpledge check` finds in budgets and services, with its line.

The checks themselves are in `money.budget` and `money.services`; their notes, which are nothing
wrong, are printed by `frankpledge money check` alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from frankpledge.documents import line_of, nearest
from frankpledge.errors import DocumentError, Place
from frankpledge.money.amounts import MoneyError
from frankpledge.money.budget import Budget, check_budget, read_budgets
from frankpledge.money.services import check_services, read_services
from frankpledge.money.spending import read_contracts
from frankpledge.plans import Plan
from frankpledge.plans.checks import Finding, Options

DEFAULT = Options()
PRIORITIES = frozenset(("FB201", "FB202"))
AHEAD = frozenset(("FB113", "FB301", "FB303"))
MONEY_CHECKS = ("FP821", "FP822", "FP823", "FP824", "FP825")


def check_money(
    root: Path, plans: Mapping[str, Plan], options: Options = DEFAULT, home: str = ""
) -> list[Finding]:
    """Findings on the budgets and services of the workspace at `root`, in order of place.

    `home` is the way to the workspace, put before the names of files. Raises MoneyError with every
    fault of the documents, and for a budget of a plan that is not there.
    """
    budgets = read_budgets(root)
    _plans_there(budgets, plans)
    services, contracts = read_services(root), {one.id for one in read_contracts(root)}
    hits = [hit for budget in budgets for hit in _on_budget(budget, plans.get(budget.plan))]
    hits += [
        _Hit("FP825", one.path, field, f"{code} {message}")
        for code, kind, one, field, message in check_services(services, plans, contracts)
        if kind == "error"
    ]
    return sorted(hit.finding(root, home) for hit in hits if options.wants(hit.code))


@dataclass(frozen=True)
class _Hit:
    """A finding before its line is known; `field` is the way to it with dots."""

    code: str
    path: Path
    field: str
    message: str

    def finding(self, root: Path, home: str) -> Finding:
        line = line_of(self.path, tuple(self.field.split("."))) or 1
        file = f"{home}{self.path.relative_to(root).as_posix()}"
        return Finding(file, line, 1, self.code, self.message, self.path.stem)


def _plans_there(budgets: Collection[Budget], plans: Mapping[str, Plan]) -> None:
    faults = [
        DocumentError(
            Place(str(one.path), line_of(one.path, ("plan",)), "plan"),
            f"a plan of the workspace; {nearest(one.plan, plans)}",
            one.plan,
        )
        for one in budgets
        if one.plan and one.plan not in plans
    ]
    if faults:
        raise MoneyError(faults)


def _on_budget(budget: Budget, plan: Plan | None) -> Iterator[_Hit]:
    for one in check_budget(budget, plan):
        if one.kind == "error":
            yield _Hit(_rule(one.code), budget.path, one.field, f"{one.code} {one.message}")


def _rule(code: str) -> str:
    if code in PRIORITIES:
        return "FP822"
    if code == "FB203":
        return "FP823"
    return "FP824" if code in AHEAD else "FP821"
