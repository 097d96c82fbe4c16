"""What a document states about how things are, with today's figures beside its own."""

from __future__ import annotations

from frankpledge.plans import Plan, Statement
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.hrefs import statements_href
from frankpledge.releases.site.plans.parts import above, kicker, parts
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.stated import StatementView, statement_views
from frankpledge.releases.site.shapes import Group, Page, page
from frankpledge.releases.site.words import count_words


def statements_page(site: Site, plan: Plan) -> Page:
    """Every statement, by the priority that it stands under."""
    standings = Standings(site, plan)
    groups = _groups(standings)
    views = [view for group in groups for view in group.items]
    return page(
        statements_href(plan.id),
        "statements.html",
        "What it states",
        f"Figures and claims of {plan.head.title}, with the source's own figures today.",
        section="priorities",
        crumbs=above(plan),
        kicker=kicker(plan),
        finding=_finding(views),
        groups=groups,
        beside=parts(site, plan),
        here=statements_href(plan.id),
    )


def _finding(views: list[StatementView]) -> str:
    figures = [view for view in views if view.figures]
    beside = [view for view in figures if any(stated.now for stated in view.figures)]
    told = f"{count_words(len(views), 'statement')}, {len(figures)} of them with figures. "
    if not beside:
        return f"{told}None of these can be set beside the source's own figure for the same period."
    return f"{told}{len(beside)} can be set beside the source's own figure for the same period."


def _groups(standings: Standings) -> list[Group]:
    plan = standings.plan
    target = standings.site.plans[plan.head.reports_on] if plan.head.reports_on else plan
    titles = {priority.id: priority.title for priority in target.priorities}
    found: dict[str, list[Statement]] = {name: [] for name in (*titles, "")}
    for one in plan.all_statements:
        found[_under(plan, one)].append(one)
    return [
        Group(titles.get(name, _rest(plan)), statement_views(standings, statements))
        for name, statements in found.items()
        if statements
    ]


def _under(plan: Plan, one: Statement) -> str:
    own = plan.priority_of(one.id)
    return own.id if own else one.priority or ""


def _rest(plan: Plan) -> str:
    return "In general" if plan.priorities or plan.head.reports_on else "Statements"
