"""You said, we did, for pages: what was said, what it shaped, and how what was promised stands."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from frankpledge.plans import Plan
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.delivered import status_label
from frankpledge.releases.site.plans.hrefs import (
    anchor,
    commitment_href,
    document_href,
    plan_href,
    priority_href,
)
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.wording import when_words
from frankpledge.releases.site.shapes import Link, Verdict
from frankpledge.releases.site.voice.wording import how_many, unanswered_first
from frankpledge.voice import Consultation, Told, chain_of
from frankpledge.voice import Link as ChainLink

STATES = {
    "answered": Verdict("improving", "Answered"),
    "not done": Verdict("ordinary", "Heard, and not done"),
    "unanswered": Verdict("absent", "Unanswered"),
}
KINDS = {
    "theme": "In people’s own words",
    "question": "An answer",
    "result": "A stated result",
    "raised": "Raised",
    "priority": "Local priority",
}


NAMED = ("raised", "priority")  # what pages of plans lead to, one by one


def chain_views(site: Site, told: Told) -> list[dict[str, object]]:
    """Every link of the chain, what nobody answered first, with commitments as they stand today."""
    one = told.consultation
    plan = site.plans.get(one.head.plan or "")
    judged = Standings(site, plan).judged_by_id if plan is not None else {}
    links = chain_of(one, told.books, plan, judged)
    return [link_view(site, link, how_many(told, link.heard)) for link in unanswered_first(links)]


def link_view(site: Site, link: ChainLink, people: str = "") -> dict[str, object]:
    """One link: what was said and by whom (and how many), what was made of it and when."""
    answer, plan = link.answer, site.plans.get(link.plan)
    promised: list[tuple[Link, Markup]] = []
    for each in link.commitments:
        label = status_label(each.judged.status) if each.judged else Markup("")
        assert plan is not None
        promised.append((Link(each.text, commitment_href(plan.id, each.id)), label))
    return {
        "said": answer.heard if answer else link.heard.text,
        "id": f"heard-{link.heard.name}" if link.heard.kind in NAMED else "",
        "kind": ", ".join(part for part in (_kind(link), people) if part),
        "source": link.heard.source,
        "about": link.heard.text if answer and answer.heard != link.heard.text else "",
        "state": STATES[link.state],
        "did": (answer.did or "") if answer else "",
        "when": when_words(answer.on) if answer and answer.on else "",
        "outcome": (answer.outcome or "") if answer else "",
        "reason": (answer.reason or "") if answer else "",
        "clauses": [_clause(plan, one.id) for one in link.clauses] if plan else [],
        "promised": promised,
    }


def _kind(link: ChainLink) -> str:
    """What kind of thing was said, by whom, and when: 'Raised by: the chair, May 2026'."""
    heard = link.heard
    kind = KINDS[heard.kind] + (f" by: {heard.by}" if heard.by else "")
    return f"{kind}, {when_words(heard.on)}" if heard.on else kind


def clause_links(site: Site, one: Consultation, names: Sequence[str]) -> list[Link]:
    """Parts of the plan by name, each with the page that it stands on."""
    plan = site.plans.get(one.head.plan or "")
    return [] if plan is None else [_clause(plan, name) for name in names]


def _clause(plan: Plan, name: str) -> Link:
    part = plan.get(name)
    text = next(
        (
            str(found)
            for field in ("title", "text", "wording")
            if (found := getattr(part, field, ""))
        ),
        name,
    )
    kind = type(part).__name__
    if kind == "Commitment":
        return Link(text, commitment_href(plan.id, name))
    if kind == "Priority":
        return Link(text, priority_href(plan.id, name))
    under = plan.priority_of(name)
    if under is not None:
        return Link(text, priority_href(plan.id, under.id))
    if kind == "Block":
        return Link(text, f"{document_href(plan.id)}#{anchor(name)}")
    return Link(text, plan_href(plan.id))
