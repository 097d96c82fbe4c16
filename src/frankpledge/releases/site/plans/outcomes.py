"""The outcomes framework: what is to be different, and by which measures that is to be seen."""

from __future__ import annotations

from frankpledge.plans import Outcome, Plan
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.hrefs import (
    anchor,
    commitment_href,
    outcomes_href,
    priority_href,
)
from frankpledge.releases.site.plans.lines import line_words, lines_table
from frankpledge.releases.site.plans.parts import above, kicker, parts
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.views import Entry, Section, Soft, Told
from frankpledge.releases.site.plans.wording import place_words
from frankpledge.releases.site.shapes import Link, Page, page
from frankpledge.releases.site.words import count_words


def outcomes_page(site: Site, plan: Plan) -> Page:
    """Every outcome and every line of the plan's lists of measures, priority by priority."""
    standings = Standings(site, plan)
    return page(
        outcomes_href(plan.id),
        "plan-page.html",
        "Outcomes and measures",
        f"What is to be different by {plan.head.title}, and how that is to be seen.",
        section="priorities",
        crumbs=above(plan),
        kicker=kicker(plan),
        finding=_finding(standings),
        sections=_sections(standings),
        beside=parts(site, plan),
        here=outcomes_href(plan.id),
    )


def _finding(standings: Standings) -> str:
    plan = standings.plan
    outcomes, lines = plan.all_outcomes, plan.all_measures
    held = [line for line in lines if any(one.known for one in standings.of_lines((line,)))]
    seen = sum(bool(outcome.measures) for outcome in outcomes)
    told = []
    if outcomes:
        names = {0: "none of them names", 1: "1 of them names"}.get(seen, f"{seen} of them name")
        told.append(
            f"{count_words(len(outcomes), 'outcome')}; {names} a measure that would show it."
        )
    else:
        told.append("It names no outcome: it does not say what is to be different for people.")
    if lines:
        # The scorecard counts measures, of which one line may name several.
        several = len(set().union(*(line.catalogue for line in lines))) > len(lines)
        told.append(
            f"Of {count_words(len(lines), 'line')} in its lists of measures, {len(held)} "
            f"{'has' if len(held) == 1 else 'have'} figures here, fresh or old."
            f"{' Some lines name several measures.' if several else ''}"
        )
    else:
        told.append("It lists no measure.")
    return " ".join(told)


def _sections(standings: Standings) -> list[Section]:
    plan, sections = standings.plan, []
    for priority in plan.priorities:
        lines = priority.measuring.measures if priority.measuring else ()
        if not priority.outcomes and not lines:
            continue
        table = lines_table(standings, lines, f"lines-{priority.id}", f"Measures: {priority.title}")
        entries = [_outcome(plan, one) for one in priority.outcomes]
        way = Link("More on this priority", priority_href(plan.id, priority.id))
        sections.append(
            Section(anchor(priority.id), priority.title, entries=entries, table=table, links=(way,))
        )
    if plan.measures:
        table = lines_table(standings, plan.measures, "lines-general", "Measures under no priority")
        sections.append(Section("general", "Under no priority", table=table))
    return sections


def _outcome(plan: Plan, outcome: Outcome) -> Entry:
    serving = [one for one in plan.all_commitments if outcome.id in one.outcomes]
    told: Told = [outcome.text]
    told += [f"‘{outcome.quote}’"] if outcome.quote else []
    told += [f"Measure: {line_words(plan.get(name))}" for name in outcome.measures]
    told += [Link(one.text, commitment_href(plan.id, one.id)) for one in serving]
    where = place_words(plan, outcome.place)
    return outcome.kind.capitalize(), [*told, *([Soft(where)] if where else [])]
