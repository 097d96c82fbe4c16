"""A page for each theme: who delivers it, by which plan or strategy, and how that stands."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.plans import DeliveryPlan, Plan
from frankpledge.plans.delivery import Judged
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.delivered import judged_table, last_word, stands_view
from frankpledge.releases.site.plans.hrefs import (
    governance_href,
    owner_href,
    priority_href,
    theme_href,
)
from frankpledge.releases.site.plans.parts import above, kicker
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.views import Entry
from frankpledge.releases.site.plans.wording import due_words, source_words, web_link
from frankpledge.releases.site.shapes import Link, Page, Table, page
from frankpledge.releases.site.words import count_words

STATUS = {
    "in place": "in place",
    "in development": "being developed",
    "to be developed": "still to be developed",
    "under review": "under review",
}


def theme_pages(site: Site, plan: Plan) -> Iterator[Page]:
    """The pages; none for a plan whose delivery is not followed."""
    standings = Standings(site, plan)
    judged = {one.item.id: one for one in standings.judged}
    links = {one.id: Link(one.theme, theme_href(plan.id, one.id)) for one in plan.delivery_plans}
    names = list(links)
    for index, one in enumerate(plan.delivery_plans if judged else ()):
        before = links[names[index - 1]] if index else None
        after = links[names[index + 1]] if index + 1 < len(names) else None
        yield _page(standings, one, judged[one.id], before, after)


def _page(
    standings: Standings, one: DeliveryPlan, judged: Judged, before: Link | None, after: Link | None
) -> Page:
    site, plan = standings.site, standings.plan
    return page(
        theme_href(plan.id, one.id),
        "theme.html",
        one.theme,
        f"Who delivers {one.theme} under {plan.head.title}, and how that stands.",
        section="priorities",
        crumbs=(*above(plan), Link("Who does what", governance_href(plan.id))),
        kicker=f"Theme of {kicker(plan)}",
        finding=f"{_was(one)} {last_word(judged, site.following.on)}",
        stands=stands_view(site, plan, judged),
        facts=_facts(plan, one),
        promises=_promises(standings, one),
        before=before,
        after=after,
    )


def _was(one: DeliveryPlan) -> str:
    """How far it was when the document was written."""
    if one.status == "none" or one.title is None:
        return "The document names no plan by which this theme is delivered."
    due = f", to be ready {due_words(one.due)}" if one.due else ""
    return f"When the document was written, its {one.title} was {STATUS[one.status]}{due}."


def _facts(plan: Plan, one: DeliveryPlan) -> list[Entry]:
    published = web_link("Where it is published", one.address)
    facts: list[Entry] = [
        ("Delivered by", [Link(plan.get(g).title, owner_href(plan.id, g)) for g in one.groups]),
        ("Its plan", [one.title or "None is named", *([published] if published else [])]),
        (
            "For the priorities",
            [Link(plan.get(p).title, priority_href(plan.id, p)) for p in one.priorities],
        ),
        ("For the outcomes", [plan.get(name).text for name in one.outcomes]),
        ("In the document", [f"‘{one.quote}’"] if one.quote else []),
        ("Source", [source_words(plan, one.place)] if one.place else []),
    ]
    return [(term, told) for term, told in facts if told]


def _promises(standings: Standings, one: DeliveryPlan) -> Table | None:
    """The promises under the priorities and outcomes that it says it delivers."""
    plan = standings.plan
    found = [
        judged
        for judged in standings.judged
        if judged.item.kind == "commitment" and _serves(plan, one, judged)
    ]
    if not found:
        return None
    caption = count_words(len(found), "promise")
    return judged_table(standings.site, plan, found, "promises-table", caption)


def _serves(plan: Plan, one: DeliveryPlan, judged: Judged) -> bool:
    under = plan.priority_of(judged.item.id)
    by_outcome = set(judged.item.element.outcomes) & set(one.outcomes)
    return bool(by_outcome) or (under is not None and under.id in one.priorities)
