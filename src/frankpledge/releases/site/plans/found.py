"""What the checks found in a plan, as pages show it: with its place, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from frankpledge.errors import NotFoundError
from frankpledge.plans import Commitment, Plan, Priority, Statement, words_of
from frankpledge.plans.checks import RULES, Finding
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.hrefs import (
    checks_href,
    commitment_href,
    priority_href,
    statements_href,
)
from frankpledge.releases.site.shapes import Link

# Rules of texts that were published before they were done: blanks, 'TBC', links and sentences that
# lead nowhere. Style (FP11.) is another matter.
UNFINISHED = "FP10"


@dataclass(frozen=True)
class FindingView:
    """A finding: what was found, where, and the rule."""

    text: str
    place: str
    link: Link
    about: Link | None


def finding_views(site: Site, plan: Plan, element: str) -> list[FindingView]:
    """What was found in one element of a plan."""
    found = [one for one in site.findings.get(plan.id, ()) if one.element == element]
    return [finding_view(plan, one) for one in found]


def unfinished(site: Site, plan: Plan, element: str = "") -> Sequence[Finding]:
    """What was never filled in, breaks off or leads nowhere, in all of a plan or one element."""
    found = (one for one in site.findings.get(plan.id, ()) if one.code.startswith(UNFINISHED))
    return [one for one in found if element in {"", one.element}]


def finding_view(plan: Plan, found: Finding) -> FindingView:
    """A finding for a page."""
    rule = Link(rule_title(found.code), checks_href(plan.id, found.code))
    text = found.message[:1].upper() + found.message[1:]
    return FindingView(
        f"{text.rstrip('.')}.", place(plan, found), rule, _about(plan, found.element)
    )


def rule_title(code: str) -> str:
    """The name of a rule as a heading: 'Blank not filled in'."""
    return RULES[code].name.replace("-", " ").capitalize()


def place(plan: Plan, found: Finding) -> str:
    """File and line in the package; folders of the machine are nobody's business."""
    path = Path(found.file)
    if path.is_relative_to(plan.files.folder):
        path = path.relative_to(plan.files.folder)
    file = path.as_posix() if found.file != plan.id else "the whole package"
    return f"{file}, line {found.line}"


def _about(plan: Plan, name: str) -> Link | None:
    """The page of what a finding is about."""
    try:
        element = plan.get(name)
    except NotFoundError:
        return None
    if isinstance(element, Commitment):
        return Link(element.text, commitment_href(plan.id, name))
    if isinstance(element, Statement):
        return Link(element.text, statements_href(plan.id, name))
    if isinstance(element, Priority):
        return Link(element.title, priority_href(plan.id, name))
    priority = plan.priority_of(name)
    if priority is None:
        return None
    return Link(f"{words_of(element)} ({priority.title})", priority_href(plan.id, priority.id))
