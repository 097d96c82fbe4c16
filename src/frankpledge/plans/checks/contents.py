"""FP401 to FP403: what the law requires a plan to contain, by the date of the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from frankpledge.plans.checks.context import Context
from frankpledge.plans.checks.finding import Hit
from frankpledge.plans.checks.passages import Document
from frankpledge.plans.checks.placeholders import CODES, placeholders
from frankpledge.plans.checks.tables import table
from frankpledge.plans.dates import first_day
from frankpledge.plans.plan import Plan, Trail, walk
from frankpledge.plans.requirement import national_threats

PLAN = "police and crime plan"
_CHIEF = re.compile(r"\b(?:chief|constable|force|constabulary|police)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:report|account|scrutin|monitor|brief|update|meeting)", re.IGNORECASE)

# The ways to the parts of a package that can show a requirement; empty when there are none.
Evidence = Callable[[Plan], list[Trail]]


def missing(context: Context) -> Iterator[Hit]:
    """FP401: nothing in the package shows a required content."""
    for entry in requirements(context.plan):
        if not _evidence(context.plan, entry):
            yield context.hit("FP401", _say(entry, "missing"), context.plan.id)


def unfinished(context: Context) -> Iterator[Hit]:
    """FP402: a required content is there as a placeholder only, or holds one."""
    for entry in requirements(context.plan):
        found = _evidence(context.plan, entry)
        unfilled = [hit for trail in found if (hit := _unfilled(context, trail))]
        # Of promises one without a blank is enough; a budget with a blank in it is none.
        if unfilled and (entry.get("whole") or len(unfilled) == len(found)):
            hit = min(unfilled, key=lambda hit: hit.at)
            message = _say(entry, "unfinished", f": {hit.message}")
            yield Hit("FP402", message, hit.at, hit.element, hit.above)
        elif found and entry["evidence"] == ["money"] and not _sums(context.plan):
            name = context.plan.budget[0].id
            yield context.hit("FP402", _say(entry, "unfinished", ": no sum is named"), name)


def requirements(plan: Plan) -> list[dict[str, Any]]:
    """The required contents of a plan of this kind and date, as the table has them."""
    issued = date_of(plan)
    entries: list[dict[str, Any]] = table("contents")["contents"]
    return [
        entry
        for entry in entries
        if entry["kind"] == plan.head.kind
        and entry["from"] <= issued <= entry.get("until", date.max)
    ]


def date_of(plan: Plan) -> date:
    """The day by which the law is chosen: of the edition, or else the first of the plan."""
    return first_day(plan.head.edition.date or plan.head.period.start)


def threats(context: Context) -> Iterator[Hit]:
    """FP403: national threats that the plan does not name."""
    plan, edition = context.plan, requirement_edition(context.plan)
    if plan.head.kind != PLAN or edition is None:
        return
    known = national_threats(edition)
    if plan.requirement is None:
        message = f"does not name the Strategic Policing Requirement of {edition} or its threats"
        yield context.hit("FP403", f"the plan {message} ({len(known)})", plan.id)
        return
    named = {threat.threat for threat in plan.requirement.threats}
    if lacking := [name for threat, name in known.items() if threat not in named]:
        hit = context.hit("FP403", "", plan.id)
        at = plan.files.keys.get(("requirement",), hit.at)
        old = plan.requirement.edition
        stale = "" if old == edition else f"; the plan goes by the edition of {old}"
        count = f"{len(known) - len(lacking)} of {len(known)}"
        message = (
            f"{count} national threats are named; missing: {', '.join(lacking).lower()} "
            f"(requirement of {edition}{stale})"
        )
        yield Hit("FP403", message, at, above=(at,))


def requirement_edition(plan: Plan) -> str | None:
    """The edition of the Strategic Policing Requirement in force on the plan's date."""
    issued = date_of(plan)
    for entry in table("contents")["requirement"]:
        if entry["from"] <= issued <= entry.get("until", date.max):
            return str(entry["edition"])
    return None


def _say(entry: dict[str, Any], fault: str, why: str = "") -> str:
    unsure = "" if entry["verified"] else "; not verified"
    return f"required content {fault}: {entry['title']}{why} ({entry['law']}{unsure})"


def _evidence(plan: Plan, entry: dict[str, Any]) -> list[Trail]:
    return [trail for name in entry["evidence"] for trail in EVIDENCE[name](plan)]


def _unfilled(context: Context, trail: Trail) -> Hit | None:
    """The first placeholder inside a part of the package."""
    inside = [p for p in context.document.passages if p.owner[: len(trail)] == trail]
    part = Document(inside, context.document.start)
    hits = (hit for code in CODES for hit in placeholders(part, code))
    return min(hits, key=lambda hit: hit.at, default=None)


def _sums(plan: Plan) -> bool:
    return any(line.amount is not None for line in plan.budget)


def _whole(name: str) -> Evidence:
    """A section as a whole."""
    return lambda plan: [(name,)] if getattr(plan, name) else []


def _objectives(plan: Plan) -> list[Trail]:
    # Their titles alone: a blank further down leaves the objective standing.
    return [("priorities", i, "title") for i in range(len(plan.priorities))]


def _strategy(plan: Plan) -> list[Trail]:
    aims = [("priorities", i, "outcomes") for i, p in enumerate(plan.priorities) if p.outcomes]
    return [*aims, *_whole("vision")(plan)]


def _policing(plan: Plan) -> list[Trail]:
    """Duties of the chief officer, or promises that the chief officer leads or joins."""
    chiefs = {role.id for role in plan.roles if role.kind == "chief officer"}
    roles = [
        ("roles", i)
        for i, role in enumerate(plan.roles)
        if role.id in chiefs and (role.duties or role.text)
    ]
    led = [plan.trails[c.id] for c in plan.all_commitments if chiefs & {c.lead or "", *c.partners}]
    return [*roles, *led]


def _measures(plan: Plan) -> list[Trail]:
    listed: list[Trail] = [
        ("priorities", i, "measuring")
        for i, priority in enumerate(plan.priorities)
        if priority.measuring and priority.measuring.measures
    ]
    return [*listed, *_whole("measures")(plan)]


def _reporting(plan: Plan) -> list[Trail]:
    """Passages on monitoring, and duties, that say how the chief officer or force reports."""
    found = []
    for trail, element in walk(plan):
        text = " ".join(filter(None, (getattr(element, "title", ""), getattr(element, "text", ""))))
        about = trail[0] == "monitoring" or "duties" in trail
        if about and _CHIEF.search(text) and _REPORT.search(text):
            found.append(trail)
    return found


def _grants(plan: Plan) -> list[Trail]:
    return [("grants", i) for i, grant in enumerate(plan.grants) if grant.way == "out"]


def _steps(plan: Plan) -> list[Trail]:
    return [*_whole("delivery_plans")(plan), *[plan.trails[c.id] for c in plan.all_commitments]]


def _resourced(plan: Plan) -> list[Trail]:
    return [plan.trails[c.id] for c in plan.all_commitments if c.resources]


EVIDENCE: dict[str, Evidence] = {
    "objectives": _objectives,
    "strategy": _strategy,
    "policing": _policing,
    "money": _whole("budget"),
    "resourced": _resourced,
    "reporting": _reporting,
    "measures": _measures,
    "grants": _grants,
    "steps": _steps,
}
