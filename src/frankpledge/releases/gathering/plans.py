"""The plan packages of a workspace, and what the checks find in them."""

from __future__ import annotations

from collections.abc import Mapping

from frankpledge.measures import Catalogue, Results
from frankpledge.plans import Plan, read_plans
from frankpledge.plans.checks import Facts, Finding, check_plan, facts_of, read_options
from frankpledge.workspace import FILE, Workspace


def plans_of(workspace: Workspace, catalogue: Catalogue) -> dict[str, Plan]:
    """Every package by id. Raises PlanError with the places of all errors in all packages."""
    return read_plans(workspace.plans_path, catalogue)


def findings_of(
    plans: Mapping[str, Plan], workspace: Workspace, results: Results
) -> dict[str, tuple[Finding, ...]]:
    """What the checks find in each package, with the options of the workspace's `[check]` table.

    The figures are those of the run, so that nothing is counted a second time.
    """
    file = str(workspace.root / FILE)
    options = read_options(workspace.raw.get("check", {}), file)
    return {
        name: tuple(check_plan(plan, results.catalogue, facts_in(plan, results), options))
        for name, plan in plans.items()
    }


def facts_in(plan: Plan, results: Results) -> Facts:
    """What a run says of the measures of a plan."""
    return facts_of(plan, {name: one.found for name, one in results.by_measure.items()})
