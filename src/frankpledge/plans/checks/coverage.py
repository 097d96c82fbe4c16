"""How much of a plan can be measured at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.measures import Catalogue
from frankpledge.plans.checks.context import Context
from frankpledge.plans.checks.facts import Facts
from frankpledge.plans.plan import Plan
from frankpledge.plans.promises import Commitment, PlanMeasure


@dataclass(frozen=True)
class Coverage:
    """Counts over one plan.

    A commitment *can be measured* when at least one of its measures is defined in the catalogue
    and, where the lake was looked at, the lake holds figures of it.
    """

    plan: str
    commitments: int
    measurable: int
    with_measure: int
    with_lead: int
    with_date: int
    measures: int
    defined: int
    with_data: int | None

    def __str__(self) -> str:
        if not self.commitments:
            return "no commitments"
        return f"{self.measurable} of {self.commitments} commitments can be measured"

    @property
    def row(self) -> Mapping[str, str | int | None]:
        """The counts as one flat object."""
        return dict(vars(self))


def coverage(
    plan: Plan, catalogue: Catalogue | None = None, facts: Facts | None = None
) -> Coverage:
    """Count what of a plan can be measured."""
    context = Context(plan, catalogue, facts)
    commitments, lines = plan.all_commitments, plan.all_measures
    return Coverage(
        plan=plan.id,
        commitments=len(commitments),
        measurable=sum(_measurable(context, one) for one in commitments),
        with_measure=sum(bool(context.lines(one)) for one in commitments),
        with_lead=sum(any(c.lead for c in context.chain(one)) for one in commitments),
        with_date=sum(any(c.due for c in context.chain(one)) for one in commitments),
        measures=len(lines),
        defined=sum(bool(line.catalogue) for line in lines),
        with_data=None if facts is None else sum(_held(facts, line) for line in lines),
    )


def _measurable(context: Context, commitment: Commitment) -> bool:
    lines = [line for line in context.lines(commitment) if line.catalogue]
    if context.facts is None:
        return bool(lines)
    return any(_held(context.facts, line) for line in lines)


def _held(facts: Facts, line: PlanMeasure) -> bool:
    return any(facts.get(name) is not None for name in line.catalogue)
