"""The plan packages of a workspace, and what the checks find in them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from frankpledge.measures import Assessments, Catalogue, Results
from frankpledge.periods import window_words
from frankpledge.plans import Plan, read_plans
from frankpledge.plans.checks import Fact, Facts, Finding, check_plan, read_options
from frankpledge.workspace import FILE, Workspace

if TYPE_CHECKING:
    from pathlib import Path

ENOUGH = 12  # points that control limits need


def plans_folder(workspace: Workspace) -> Path:
    """Where the packages of a workspace are."""
    return workspace.root / "plans"


def plans_of(workspace: Workspace, catalogue: Catalogue) -> dict[str, Plan]:
    """Every package by id. Raises PlanError with the places of all errors in all packages."""
    return read_plans(plans_folder(workspace), catalogue)


def findings_of(
    plans: Mapping[str, Plan], workspace: Workspace, results: Results
) -> dict[str, tuple[Finding, ...]]:
    """What the checks find in each package, with the options of the workspace's `[check]` table.

    The figures are those of the run, so that nothing is counted a second time.
    """
    file = str(workspace.root / FILE)
    options = read_options(workspace.raw.get("check", {}), file)
    return {
        name: tuple(check_plan(plan, results.catalogue, facts_of(plan, results), options))
        for name, plan in plans.items()
    }


def facts_of(plan: Plan, results: Results) -> Facts:
    """The latest figure and the control limits of every measure that a plan lists."""
    names = dict.fromkeys(name for line in plan.all_measures for name in line.catalogue)
    return {name: _fact(results.by_measure[name].found, plan.head.areas) for name in names}


def _fact(found: Assessments | None, areas: tuple[str, ...]) -> Fact | None:
    """The figure in the first of the areas that has one."""
    rows = [found.series.row[area] for area in areas if area in found.series.row] if found else []
    for row in rows:
        assert found is not None
        if np.isfinite(found.level.value[row]):
            return _fact_in(found, row)
    return None


def _fact_in(found: Assessments, row: int) -> Fact:
    """A chart stands on separate periods; a count is the sum of those in its window."""
    measure, chart = found.series.measure, found.chart
    scale = measure.window if measure.kind == "count" else 1
    lower, upper = (float(limits[row, -1]) * scale for limits in (chart.lower, chart.upper))
    known = bool(np.isfinite(chart.values[row]).sum() >= ENOUGH)
    bounded = known and math.isfinite(lower) and math.isfinite(upper)
    return Fact(
        value=float(found.level.value[row]),
        window=window_words(found.at, measure.window),
        lower=lower if bounded else None,
        upper=upper if bounded else None,
    )
