"""The measures that a plan asks to be judged by, as a framework that the scorecard can score."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from frankpledge.errors import DocumentError, PlanError
from frankpledge.measures import Catalogue, Framework, Group, Listed
from frankpledge.plans.between import fault_at
from frankpledge.plans.elements import At
from frankpledge.plans.plan import Plan
from frankpledge.plans.promises import Measuring, PlanMeasure, Priority

KINDS = {"community safety plan": "partnership", "report": "report"}
WHOLE = "whole-plan"
# A heading that is nothing but a name and a number: the one that the document gives a priority.
_NUMBERED = re.compile(r"\w+ (?:\d+|[IVX]+|one|two|three|four|five|six|seven|eight|nine)", re.I)
NOTE = (
    "Every line of the plan's own lists of measures, in order and in its own words. A line that "
    "names several things has several measures."
)


def framework_name(plan: Plan) -> str:
    """The name that a plan's measures go by on the scorecard: the package's own unless it says."""
    return plan.head.framework or plan.id


def framework_of(plan: Plan) -> Framework | None:
    """A plan's priorities as groups, with the measures listed under each; None without any.

    A line that stands for several measures of the catalogue is there once for each. Lines that the
    plan's editor added are left out, because the plan does not ask to be judged by them.
    """
    groups = tuple(_groups(plan))
    if not any(group.measures for group in groups):
        return None
    edition, head = plan.head.edition, plan.head
    return Framework(
        id=framework_name(plan),
        title=head.title,
        kind=KINDS.get(head.kind, "plan"),
        version=edition.id,
        publisher=head.body,
        source=_sentences([*(one.title for one in head.sources), edition.note or ""]),
        groups=groups,
        start=head.period.start,
        note=_note(plan),
    )


def with_frameworks(catalogue: Catalogue, plans: Mapping[str, Plan]) -> Catalogue:
    """The catalogue with the framework of every plan, so that a plan is written once.

    Of editions under one name the newest counts. A catalogue that has them stays as it is.
    Raises PlanError for every plan that lists measures under the name of a framework document, or
    of a plan of which it is no edition.
    """
    found: dict[str, Framework] = {}
    errors: list[DocumentError] = []
    for plan in plans.values():
        framework = framework_of(plan)
        if framework is None or _followed(plan, plans.values()):
            continue
        name = framework.id
        if name in found or catalogue.frameworks.get(name, framework) != framework:
            taken = "another name: this plan lists its measures itself, and that name is taken"
            errors.append(fault_at(plan, plan.id, "framework", taken, name))
        found[name] = framework
    if errors:
        raise PlanError(errors)
    return replace(catalogue, frameworks=dict(sorted((catalogue.frameworks | found).items())))


def _followed(plan: Plan, plans: Iterable[Plan]) -> bool:
    """Whether a later edition stands under the same name."""
    name = framework_name(plan)
    return any(one.head.edition.follows == plan.id and framework_name(one) == name for one in plans)


def _groups(plan: Plan) -> Iterator[Group]:
    for one in plan.priorities:
        lines = one.measuring.measures if one.measuring else ()
        yield Group(
            id=one.id,
            title=_title(one),
            question=one.question or "",
            measures=tuple(_listed(lines, one.measuring)),
            note=_unknown(lines),
        )
    if plan.measures:
        listed = tuple(_listed(plan.measures, None))
        yield Group(WHOLE, "The plan as a whole", "", listed, _unknown(plan.measures))


def _title(priority: Priority) -> str:
    """The title with the number that the document gives it, if it gives one: 'Priority 2: ...'."""
    heading = priority.place.heading if priority.place else None
    if heading is None or not _NUMBERED.fullmatch(heading):
        return priority.title
    return f"{heading}: {priority.title}"


def _listed(lines: Iterable[PlanMeasure], above: Measuring | None) -> Iterator[Listed]:
    for line in lines:
        if not line.added:
            place = _place(line.place, above)
            yield from (Listed(name, line.wording, place) for name in line.catalogue)


def _place(at: At | None, above: Measuring | None) -> str:
    """Where a line stands, its list called as printed: 'Priority 4, Measuring Success – TBC'."""
    if at is None:
        return ""
    heading, printed = at.heading or "", (above.quote if above else None) or ""
    before, comma, last = heading.rpartition(", ")
    if last and printed.startswith(last):
        heading = f"{before}{comma}{printed}"
    page = f"page {at.page}" if at.page is not None else ""
    return ", ".join(part for part in (heading, page) if part)


def _unknown(lines: Iterable[PlanMeasure]) -> str:
    """What a list also names, and the catalogue does not have."""
    missing = [line.wording for line in lines if not line.catalogue and not line.added]
    if not missing:
        return ""
    quoted = "; ".join(f"'{wording}'" for wording in missing)
    return f"The plan also lists, and no measure is defined for it yet: {quoted}."


def _note(plan: Plan) -> str:
    """How the list was read; of a draft also that it is one, because nobody is bound by it yet."""
    edition = plan.head.edition
    if edition.kind in {"adopted", "varied"}:
        return NOTE
    return _sentences([f"Not in force: it calls itself '{edition.id}'", edition.note or "", NOTE])


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
