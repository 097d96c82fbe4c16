"""How a plan checks itself: what every rule found in it, and what was left alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from frankpledge.plans import Plan
from frankpledge.plans.checks import RULES, Finding, Rule
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.found import FindingView, finding_view, rule_title
from frankpledge.releases.site.plans.hrefs import checks_href
from frankpledge.releases.site.plans.parts import above, kicker, parts
from frankpledge.releases.site.shapes import Page, Tile, page
from frankpledge.releases.site.words import count_words

SEVERITY = {"error": "Error", "warning": "Warning", "note": "Note"}
TOLD = {
    "error": "must be mended before anybody relies on it",
    "warning": "makes it hard to hold anybody to account",
    "note": "is worth a look",
}

FEW = 12  # more findings of one rule than this are folded away
LISTED = 150  # and more than this are counted, so that the page stays light


@dataclass(frozen=True)
class Ruled:
    """What one rule found."""

    id: str
    heading: str
    severity: str
    looks: str | Markup
    why: str | Markup
    mend: str | Markup
    items: list[FindingView]
    told: str
    folded: bool
    more: str


def checks_page(site: Site, plan: Plan) -> Page:
    """The page."""
    found = site.findings.get(plan.id, ())
    groups = _groups(plan, found)
    codes = {group.id for group in groups}
    return page(
        checks_href(plan.id),
        "findings.html",
        "How we check ourselves",
        f"What {count_words(len(RULES), 'rule')} found in {plan.head.title}.",
        section="priorities",
        crumbs=above(plan),
        kicker=kicker(plan),
        finding=_finding(found),
        tiles=_tiles(found),
        groups=groups,
        passed=[_rule(rule) for code, rule in RULES.items() if code not in codes],
        how="Anybody who has the package can run the same checks on it:",
        command=f"frankpledge check plans/{plan.id}",
        beside=parts(site, plan),
        here=checks_href(plan.id),
    )


def _finding(found: tuple[Finding, ...]) -> str:
    if not found:
        return f"None of {count_words(len(RULES), 'rule')} found anything in it."
    rules = len({one.code for one in found})
    number = count_words(len(found), "finding")
    return (
        f"{number} by {rules} of {count_words(len(RULES), 'rule')}. A finding is a question to the "
        "document, not a verdict on anybody; each says where it stands and how to mend it."
    )


def _tiles(found: tuple[Finding, ...]) -> list[Tile]:
    counts = {name: sum(one.severity == name for one in found) for name in SEVERITY}
    return [
        Tile(f"{SEVERITY[name]}s", str(number), "", TOLD[name]) for name, number in counts.items()
    ]


def _groups(plan: Plan, found: tuple[Finding, ...]) -> list[Ruled]:
    """Findings by rule, the gravest rules first."""
    grave = list(SEVERITY)
    ordered = sorted(found, key=lambda one: (grave.index(one.severity), one.code))
    return [
        _ruled(plan, RULES[code], list(items))
        for code, items in groupby(ordered, key=lambda one: one.code)
    ]


def _ruled(plan: Plan, rule: Rule, found: list[Finding]) -> Ruled:
    return Ruled(
        id=rule.code,
        heading=f"{rule_title(rule.code)} ({len(found)})",
        severity=SEVERITY[rule.severity],
        looks=coded(rule.looks),
        why=coded(rule.why),
        mend=coded(rule.mend),
        items=[finding_view(plan, one) for one in found[:LISTED]],
        told=count_words(len(found), "finding"),
        folded=len(found) > FEW,
        more=f"And {len(found) - LISTED} more." if len(found) > LISTED else "",
    )


def _rule(rule: Rule) -> Markup:
    return Markup("{} {}: {}").format(rule.code, rule_title(rule.code).lower(), coded(rule.looks))


def coded(text: str) -> Markup:
    """A text with its `names` as code."""
    parts = [
        Markup("<code>{}</code>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(text.split("`"))
    ]
    return Markup("").join(parts)
