"""FP301 to FP309: how a plan says that it will be measured, and whether that can be done."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.measures import Measure
from frankpledge.plans.checks.context import Context
from frankpledge.plans.checks.facts import Fact
from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.promises import PlanMeasure, Priority

_BETTER = {"increase": 1, "decrease": -1, "neutral": 0}


def priority_without(context: Context) -> Iterator[Hit]:
    """FP301: a priority that lists no measure."""
    for priority in context.plan.priorities:
        if context.plan.head.kind != "report" and not _lines(context, priority):
            yield context.hit("FP301", f"priority '{priority.id}' has no measure", priority.id)


def without_source(context: Context) -> Iterator[Hit]:
    """FP302: a measure that the catalogue does not know, so that nobody knows what is counted."""
    for line in context.plan.all_measures:
        if not line.catalogue:
            yield _on(context, "FP302", line, "has no definition in the catalogue")


def without_baseline(context: Context) -> Iterator[Hit]:
    """FP303: a measure without the level that it starts from."""
    for line in context.plan.all_measures:
        if line.baseline is None and not any(m.baseline for m in context.defined(line)):
            yield _on(context, "FP303", line, "has no baseline")


def without_direction(context: Context) -> Iterator[Hit]:
    """FP304: a measure of which nobody says whether more of it is better."""
    for line in context.plan.all_measures:
        if line.direction is None and not context.defined(line):
            yield _on(context, "FP304", line, "has no direction: is more of it better, or less?")


def without_data(context: Context) -> Iterator[Hit]:
    """FP305: a measure of which the lake holds nothing for the plan's area."""
    for line in context.plan.all_measures:
        missing = [
            measure
            for measure in context.defined(line)
            if context.facts is not None and context.facts.get(measure.id) is None
        ]
        if missing:
            names = ", ".join(measure.id for measure in missing)
            supplied = all(measure.supplied for measure in missing)
            hint = " (the body supplies it: put it in returns/)" if supplied else ""
            yield _on(context, "FP305", line, f"has no data: nothing is held for {names}{hint}")


def already_met(context: Context) -> Iterator[Hit]:
    """FP306: a target that today's figure meets."""
    for line, better, target, fact in _targets(context):
        if better * (fact.value - target) >= 0:
            found = f"{_number(fact.value)} ({fact.window})"
            message = f"has a target of {_number(target)} that is already met: {found}"
            yield _on(context, "FP306", line, message)


def out_of_reach(context: Context) -> Iterator[Hit]:
    """FP307: a target beyond the control limits, which more of the same will not reach."""
    for line, better, target, fact in _targets(context):
        limit = fact.upper if better > 0 else fact.lower
        if limit is not None and better * (target - limit) > 0:
            message = (
                f"has a target of {_number(target)} beyond the control limit of {_number(limit)}: "
                "nothing short of a real change will reach it"
            )
            yield _on(context, "FP307", line, message)


def only_lagging(context: Context) -> Iterator[Hit]:
    """FP308: a priority whose measures all tell late."""
    for priority in context.plan.priorities:
        lines = _lines(context, priority)
        known = [measure for line in lines for measure in context.defined(line)]
        # A line that the catalogue does not know may be a leading one.
        complete = all(context.defined(line) for line in lines)
        if known and complete and all(measure.timing == "lagging" for measure in known):
            yield context.hit(
                "FP308",
                f"priority '{priority.id}' has only lagging measures ({len(known)}): nothing "
                "tells early whether the work is done",
                priority.id,
            )


def unmoved(context: Context) -> Iterator[Hit]:
    """FP309: a measure that no commitment should move."""
    moved = {
        line.id for commitment in context.plan.all_commitments for line in context.lines(commitment)
    }
    for line in context.plan.all_measures:
        if context.plan.all_commitments and line.id not in moved:
            yield _on(context, "FP309", line, "is moved by no commitment")


def _on(context: Context, code: str, line: PlanMeasure, message: str) -> Hit:
    return context.hit(code, f"measure '{line.id}' {message}", line.id)


def _lines(context: Context, priority: Priority) -> tuple[PlanMeasure, ...]:
    """The measures that a priority lists, and those of its outcomes."""
    listed = list(priority.measuring.measures) if priority.measuring else []
    others = (name for outcome in priority.outcomes for name in outcome.measures)
    listed += [context.plan.get(name) for name in others]
    return tuple(dict.fromkeys(listed))


def _number(value: float) -> str:
    return f"{round(value, 1):,}".removesuffix(".0")


def _targets(context: Context) -> Iterator[tuple[PlanMeasure, int, float, Fact]]:
    """Lines whose target can be set beside a figure, with the side that is better (+1 or -1)."""
    for line in context.plan.all_measures:
        measures = context.defined(line)
        if len(measures) != 1 or context.facts is None:
            continue
        target, fact = _target(line, measures[0]), context.facts.get(measures[0].id)
        better = _BETTER[line.direction or measures[0].direction]
        if target is not None and fact is not None and better:
            yield line, better, target, fact


def _target(line: PlanMeasure, measure: Measure) -> float | None:
    """The target in the measure's unit; the plan's own goes before the catalogue's."""
    if line.target is not None and line.target.value is not None:
        same = line.target.unit in (None, measure.unit)
        return line.target.value if same else None
    return measure.target.value if measure.target else None
