"""How the other pages of the site lead to plans: which plan and which priority a page is about."""

from __future__ import annotations

import re

from frankpledge.measures import Framework, Group
from frankpledge.plans import Plan, Priority, framework_name
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.hrefs import commitment_href, priority_href
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.shapes import Link

ALIKE = 0.5  # half of all the measures that a group and a priority list between them


def plan_of(site: Site, framework: Framework) -> Plan | None:
    """The newest edition of the plan whose measures a framework holds; reports are no plans."""
    found = [
        plan
        for plan in site.plans.values()
        if framework_name(plan) == framework.id and plan.head.kind != "report"
    ]
    followed = {plan.head.edition.follows for plan in found}
    return next((plan for plan in found if plan.id not in followed), None)


def priority_of(plan: Plan, group: Group) -> Priority | None:
    """The priority that a group of a framework is: by id, by title, or by most of its measures."""
    for one in plan.priorities:
        if one.id == group.id or _bare(one.title) == _bare(group.title):
            return one
    alike = [(_alike(one, group), one) for one in plan.priorities]
    best = max(alike, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= ALIKE else None


def scored_group(site: Site, plan: Plan, priority: Priority) -> tuple[Framework, Group] | None:
    """The group of the plan's framework that a priority is."""
    framework = site.catalogue.frameworks.get(framework_name(plan))
    if framework is None or plan_of(site, framework) is not plan:
        return None
    for group in framework.groups:
        if priority_of(plan, group) is priority:
            return framework, group
    return None


def group_link(site: Site, framework: Framework, group: Group) -> Link | None:
    """From a group's page to what the plan promises under that priority."""
    plan = plan_of(site, framework)
    priority = priority_of(plan, group) if plan else None
    if plan is None or priority is None:
        return None
    return Link("What was promised, one by one", priority_href(plan.id, priority.id))


def unmeasured(site: Site, framework: Framework, group: Group) -> list[str]:
    """The promises under a group's priority that name no measure."""
    plan = plan_of(site, framework)
    priority = priority_of(plan, group) if plan else None
    if plan is None or priority is None:
        return []
    promises = Standings(site, plan).under(priority).promises
    return [one.commitment.text for one in promises if not one.lines]


def promises_for(site: Site, measure: str) -> list[Link]:
    """The promises of all plans that should move a measure of the catalogue."""
    links = []
    for plan in site.plans.values():
        lines = {line.id for line in plan.all_measures if measure in line.catalogue}
        for promise in Standings(site, plan).promises if lines else ():
            if lines & {line.id for line in promise.lines}:
                text, name = promise.commitment.text, promise.commitment.id
                links.append(Link(text, commitment_href(plan.id, name), plan.head.title))
    return links


def _bare(title: str) -> str:
    """A title without its number, case and punctuation."""
    words = re.sub(r"^\s*(priority|theme|aim)\s+\w+\s*[:.–-]\s*", "", title.casefold())
    return " ".join(re.findall(r"\w+", words))


def _alike(priority: Priority, group: Group) -> float:
    lines = priority.measuring.measures if priority.measuring else ()
    ours = {name for line in lines for name in line.catalogue}
    ours |= {name for one in priority.statements for name in one.measures}
    theirs = {entry.measure for entry in group.measures}
    return len(ours & theirs) / len(ours | theirs) if ours & theirs else 0.0
