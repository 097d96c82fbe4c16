"""The page of a priority, and of the promises that stand under none."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.plans import Plan, PlanMeasure, Priority
from frankpledge.releases.site.figures import group_score_view
from frankpledge.releases.site.model import Site, framework_href, group_score_href
from frankpledge.releases.site.plans.heard import heard_of_priority
from frankpledge.releases.site.plans.hrefs import priority_href
from frankpledge.releases.site.plans.lines import lines_table
from frankpledge.releases.site.plans.links import scored_group
from frankpledge.releases.site.plans.parts import above, kicker
from frankpledge.releases.site.plans.standing import Counts, Standings
from frankpledge.releases.site.plans.stated import statement_views
from frankpledge.releases.site.plans.views import counts_sentence, promise_view
from frankpledge.releases.site.plans.wording import paragraphs, source_words
from frankpledge.releases.site.replies import reply_views
from frankpledge.releases.site.shapes import Group, Link, Page, ScoreView, page

GENERAL = "Promises under no priority"


def priority_pages(site: Site, plan: Plan) -> Iterator[Page]:
    """A page for each priority, and one for what stands under none."""
    standings = Standings(site, plan)
    chapters: list[Priority | None] = [*plan.priorities]
    if plan.commitments or plan.measures:
        chapters.append(None)
    links = [_link(plan, one) for one in chapters]
    for index, priority in enumerate(chapters):
        yield _page(standings, priority, links, index)


def _link(plan: Plan, priority: Priority | None) -> Link:
    if priority is None:
        return Link("Under no priority", priority_href(plan.id, ""))
    return Link(priority.title, priority_href(plan.id, priority.id))


def _page(standings: Standings, priority: Priority | None, links: list[Link], index: int) -> Page:
    site, plan = standings.site, standings.plan
    counts, lines = standings.under(priority), _lines(plan, priority)
    title = GENERAL if priority is None else priority.title
    score, scored = _score(site, plan, priority)
    return page(
        links[index].href,
        "priority.html",
        title,
        f"{title}: what {plan.head.title} promises, and where it stands.",
        section="priorities",
        crumbs=above(plan),
        kicker=_kicker(plan, priority, index),
        finding=counts_sentence(counts) or "Nothing is promised here that somebody has to do.",
        texts=paragraphs(priority.text) if priority else [],
        quote=(priority.quote or "") if priority else "",
        quote_where=source_words(plan, priority.place) if priority else "",
        score=score,
        scored=scored,
        outcomes=[outcome.text for outcome in priority.outcomes] if priority else [],
        themes=_themes(plan, priority, counts),
        measuring=_measuring(priority, lines),
        measures=lines_table(standings, lines, "lines", f"Figures up to {_newest(site)}"),
        statements=statement_views(standings, priority.statements) if priority else [],
        heard=heard_of_priority(site, plan, priority) if priority else [],
        replies=reply_views(
            site.following.delivery.replies_to(plan=plan.id, priority=priority.id)
            if priority
            else ()
        ),
        beside=links if len(links) > 1 else [],
        here=links[index].href,
        before=links[index - 1] if index else None,
        after=links[index + 1] if index + 1 < len(links) else None,
    )


def _newest(site: Site) -> str:
    return f"{site.results.newest_words}; each line says its own period"


def _kicker(plan: Plan, priority: Priority | None, index: int) -> str:
    if priority is None:
        return kicker(plan)
    return f"Priority {index + 1} of {len(plan.priorities)} in {kicker(plan)}"


def _lines(plan: Plan, priority: Priority | None) -> tuple[PlanMeasure, ...]:
    if priority is None:
        return plan.measures
    return priority.measuring.measures if priority.measuring else ()


def _measuring(priority: Priority | None, lines: tuple[PlanMeasure, ...]) -> list[str]:
    if priority is None:
        return []
    said = priority.measuring
    if said is None or not lines:
        return [*(paragraphs(said.text) if said else []), "It lists no measure."]
    return [*([f"‘{said.quote}’"] if said.quote else []), *paragraphs(said.text)]


def _themes(plan: Plan, priority: Priority | None, counts: Counts) -> list[Group]:
    """The promises by the plan's own headings, those under no heading first."""
    headings = {theme.id: theme.title for theme in priority.themes} if priority else {}
    groups = []
    for theme in ("", *headings):
        found = [one for one in counts.promises if (one.commitment.theme or "") == theme]
        if found:
            views = [promise_view(plan, one) for one in found]
            groups.append(Group(headings.get(theme, ""), views))
    return groups


def _score(
    site: Site, plan: Plan, priority: Priority | None
) -> tuple[ScoreView | None, Link | None]:
    """The score of the same priority on the scorecard, and the way there."""
    found = scored_group(site, plan, priority) if priority else None
    if found is None:
        return None, None
    framework, group = found
    score = site.results.group(group, site.force.code)
    view = group_score_view(score, "group", group_score_href(framework, group), group.title)
    return view, Link("The measures of this priority, scored", framework_href(framework, group))
