"""What the checks of a package have at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from frankpledge.measures import Catalogue, Measure
from frankpledge.plans.checks.facts import Facts
from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.checks.packages import above, place, plan_document
from frankpledge.plans.checks.passages import Document
from frankpledge.plans.plan import Plan, Trail
from frankpledge.plans.promises import Commitment, PlanMeasure


@dataclass(frozen=True)
class Context:
    """A plan, with the catalogue and the figures where they are at hand."""

    plan: Plan
    catalogue: Catalogue | None = None
    facts: Facts | None = None

    @cached_property
    def document(self) -> Document:
        """The plan as passages."""
        return plan_document(self.plan)

    def hit(self, code: str, message: str, name: str, field: str = "", words: str = "") -> Hit:
        """A hit on an element, one of its fields, or words in that field."""
        trail: Trail = ("head",) if name == self.plan.id else self.plan.trails[name]
        if field:
            trail = (*trail, field)
        at = place(self.plan, trail, words)
        return Hit(code, message, at, name, above(self.plan, trail))

    def defined(self, line: PlanMeasure) -> tuple[Measure, ...]:
        """The catalogue's measures that a line of the plan stands for, as far as they are there."""
        known = self.catalogue.measures if self.catalogue else {}
        return tuple(known[name] for name in line.catalogue if name in known)

    def chain(self, commitment: Commitment) -> tuple[Commitment, ...]:
        """A commitment and the wider ones that it is a part of, nearest first."""
        found = [commitment]
        while (wider := found[-1].part_of) and wider not in {one.id for one in found}:
            found.append(self.plan.get(wider))
        return tuple(found)

    def lines(self, commitment: Commitment) -> tuple[PlanMeasure, ...]:
        """The measures that a commitment should move: its own, its outcomes' and its whole's."""
        names: list[str] = []
        for one in self.chain(commitment):
            names += one.measures
            for outcome in one.outcomes:
                names += self.plan.get(outcome).measures
        return tuple(self.plan.get(name) for name in dict.fromkeys(names))
