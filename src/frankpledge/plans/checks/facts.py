"""What the lake says about the measures of a plan: the latest figure and the control limits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from frankpledge.measures import Assessments, Catalogue, assess_all
from frankpledge.periods import window_words
from frankpledge.plans.plan import Plan

if TYPE_CHECKING:
    from frankpledge.areas import Areas
    from frankpledge.lake import Lake

FEWEST_POINTS = 12


@dataclass(frozen=True)
class Fact:
    """The latest figure of a measure in the plan's area, in the measure's unit over its window.

    `lower` and `upper` are the control limits on that scale; None under 12 points.
    """

    value: float
    window: str
    lower: float | None = None
    upper: float | None = None


# By id of the measure; None for one that was looked for and of which nothing is held.
Facts = Mapping[str, Fact | None]


def load_facts(  # noqa: PLR0913 - each is a choice of the person who checks
    plans: Iterable[Plan],
    catalogue: Catalogue,
    lake: Lake,
    areas: Areas,
    *,
    threshold: int = 5,
    progress: Callable[[int, int, str], None] | None = None,
) -> dict[str, Facts]:
    """What the lake holds for the measures of each plan, by the plan's id.

    A measure is evaluated once for all plans. Figures below `threshold` stay suppressed.
    """
    plans = list(plans)
    wanted = dict.fromkeys(name for plan in plans for name in named_measures(plan))
    measures = [catalogue.measures[name] for name in wanted if name in catalogue.measures]
    found = assess_all(measures, lake, areas, threshold=threshold, progress=progress)
    return {plan.id: facts_of(plan, found) for plan in plans}


def facts_of(plan: Plan, found: Mapping[str, Assessments | None]) -> Facts:
    """What assessments say of the measures of a plan, in the first of its areas with a figure.

    None for a measure of which nothing is held; one that was not assessed is left out.
    """
    names = [name for name in named_measures(plan) if name in found]
    return {name: _fact(found[name], plan.head.areas) for name in names}


def named_measures(plan: Plan) -> list[str]:
    """Ids of the catalogue's measures that a plan's list names, each once."""
    return list(dict.fromkeys(name for line in plan.all_measures for name in line.catalogue))


def _fact(found: Assessments | None, areas: Iterable[str]) -> Fact | None:
    """The figure in the first of the areas that has one."""
    if found is None:
        return None
    for area in areas:
        row = found.series.row.get(area)
        if row is not None and np.isfinite(found.level.value[row]):
            return _fact_in(found, row)
    return None


def _fact_in(found: Assessments, row: int) -> Fact:
    measure, chart = found.series.measure, found.chart
    # The chart stands on separate periods; a count is the sum of those in its window.
    scale = measure.window if measure.kind == "count" else 1
    enough = np.isfinite(chart.values[row]).sum() >= FEWEST_POINTS
    lower, upper = (float(limits[row, -1]) * scale for limits in (chart.lower, chart.upper))
    bounded = bool(enough) and math.isfinite(lower) and math.isfinite(upper)
    return Fact(
        value=float(found.level.value[row]),
        window=window_words(found.at, measure.window),
        lower=lower if bounded else None,
        upper=upper if bounded else None,
    )
