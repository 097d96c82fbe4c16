"""What the law asks: duties by how they stand, each with its day, its source and what is unsure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frankpledge.duties import STATUSES, Obligation, Rule, deadline_words, said_day
from frankpledge.errors import NotFoundError
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.wording import web_link
from frankpledge.releases.site.shapes import Group, Link, Page, page
from frankpledge.releases.site.words import count_words

HREF = "duties/"
INFORMATION = "specified-information"
HEADINGS = {
    "overdue": ("Overdue", "Their day has passed, and the records say that it was not done."),
    "due": ("Due", "To be done: the day is still to come, or none is fixed."),
    "late": ("Done late", "Done after their day."),
    "met": ("Done in time", ""),
    "not known": (
        "Not known",
        "Nothing is recorded here that says whether these were done. Nothing noted is not nothing "
        "done.",
    ),
    "not yet": ("Not yet", "Nothing has set these off, or the rule is not in force yet."),
}


@dataclass(frozen=True)
class Duty:
    """One duty as it stands."""

    title: str
    facts: str
    unsure: str
    fault: str
    note: str
    source: Link | None
    source_name: str


def pages(site: Site) -> Iterator[Page]:
    """The one page; none where there is no figure to count a day from."""
    if not site.duties:
        return
    on = said_day(site.duties[0].on)
    yield page(
        HREF,
        "duties.html",
        "What the law asks",
        f"The duties of {site.workspace.body} and of others, as they stood on {on}.",
        finding=_finding(site, on),
        groups=[group for status in STATUSES if (group := _group(site, status)).items],
        command=f"frankpledge duties --all --on {site.duties[0].on.isoformat()}",
    )


def _finding(site: Site, on: str) -> str:
    counts = {name: sum(one.status == name for one in site.duties) for name in STATUSES}
    unsure = sum(bool(one.rule.unverified) for one in site.duties)
    overdue = f" and {counts['overdue']} overdue" if counts["overdue"] else ""
    return (
        f"On {on}, where the figures here end, {counts['due']} of "
        f"{count_words(len(site.duties), 'duty', 'duties')} were due{overdue}. Of "
        f"{counts['not known']} nobody recorded whether they were done. {unsure} carry a mark: "
        "something about them was not checked against the law itself."
    )


def _group(site: Site, status: str) -> Group:
    heading, text = HEADINGS[status]
    found = [_duty(site, one) for one in site.duties if one.status == status]
    return Group(f"{heading} ({len(found)})", found, text, folded=len(found) > 20)


def _duty(site: Site, one: Obligation) -> Duty:
    rule = one.rule
    return Duty(
        title=_title(rule),
        facts=_facts(site, one),
        unsure=f"{rule.unverified}." if rule.unverified else "",
        fault=one.fault,
        note=one.note,
        source=web_link(rule.source.name, rule.source.address),
        source_name=rule.source.name,
    )


def _title(rule: Rule) -> str:
    """What is to be done; rules of what must be published name only the thing."""
    if rule.publish and rule.family == INFORMATION:
        return f"Publish: {rule.title}"
    return rule.title


def _facts(site: Site, one: Obligation) -> str:
    due = one.occurrence.due
    parts = [
        _bound(site, one),
        f"for {one.occurrence.about}" if one.occurrence.about else "",
        f"by {said_day(due)}" if due else deadline_words(one.rule),
        f"done {said_day(one.done.on)}" if one.done else "",
        "a bank holiday may still change the day" if one.projected and due else "",
    ]
    told = "; ".join(part for part in parts if part)
    return f"{told[:1].upper()}{told[1:]}."


def _bound(site: Site, one: Obligation) -> str:
    """Whom it binds; a partnership by its name."""
    if not one.by:
        return one.rule.binds
    try:
        return f"{one.rule.binds}, {site.areas.get(one.by).name}"
    except NotFoundError:
        return f"{one.rule.binds}, {one.by}"
