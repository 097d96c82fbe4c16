"""The page of a promise: what was promised, whether anybody can check it, where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from frankpledge.plans import Commitment, Origin, Plan
from frankpledge.plans.delivery import PASSED, Judged
from frankpledge.releases.site.figures import control_figure
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.delivered import (
    StandsView,
    due_cell,
    last_word,
    stands_view,
)
from frankpledge.releases.site.plans.found import FindingView, finding_views, unfinished
from frankpledge.releases.site.plans.heard import heard_of_commitment
from frankpledge.releases.site.plans.hrefs import commitment_href, plan_href, priority_href
from frankpledge.releases.site.plans.lines import goal_words, line_words
from frankpledge.releases.site.plans.parts import above, kicker
from frankpledge.releases.site.plans.priority import GENERAL
from frankpledge.releases.site.plans.standing import Promise, Standing, Standings
from frankpledge.releases.site.plans.stated import StatementView, statement_views
from frankpledge.releases.site.plans.views import Entry, Soft, StandingView, Told, standing_view
from frankpledge.releases.site.plans.wording import (
    actor,
    due_words,
    listed,
    paragraphs,
    place_words,
    source_words,
    when_words,
)
from frankpledge.releases.site.replies import reply_views
from frankpledge.releases.site.shapes import Figure, Link, Page, page
from frankpledge.releases.site.words import count_words

# Each chart is drawn for two widths with its table; a page stays light with this many.
CHARTS = 2
# Rules whose findings are the page's own first lines and its list of what is not known.
SAID = ("FP201", "FP202", "FP203")
CAME_FROM = {
    "consultation": "What people said when they were asked",
    "manifesto": "A manifesto",
    "law": "The law",
    "national": "A national requirement",
    "review": "A review",
    "assessment": "An assessment",
    "earlier plan": "An earlier plan",
    "partner": "A partner",
}
Facts = list[Entry]


@dataclass(frozen=True)
class Measured:
    """A measure with figures: where it stands, and its chart."""

    title: str
    standing: StandingView
    figure: Figure | None


def commitment_pages(site: Site, plan: Plan) -> Iterator[Page]:
    """A page for each commitment."""
    standings = Standings(site, plan)
    promises = standings.promises
    for index, promise in enumerate(promises):
        before = _link(plan, promises[index - 1]) if index else None
        after = _link(plan, promises[index + 1]) if index + 1 < len(promises) else None
        yield _page(standings, promise, before, after)


def _link(plan: Plan, promise: Promise) -> Link:
    return Link(promise.commitment.text, commitment_href(plan.id, promise.commitment.id))


def _page(standings: Standings, promise: Promise, before: Link | None, after: Link | None) -> Page:
    site, plan, commitment = standings.site, standings.plan, promise.commitment
    under = promise.priority
    crumb = Link(
        under.title if under else GENERAL, priority_href(plan.id, under.id if under else "")
    )
    judged = standings.judged_by_id.get(commitment.id)
    told = answer(standings, promise)
    if judged is not None:
        told.append(last_word(judged, site.following.on))
    return page(
        commitment_href(plan.id, commitment.id),
        "commitment.html",
        commitment.text,
        told[0],
        section="priorities",
        crumbs=(*above(plan), crumb),
        kicker=f"Promise {promise.number} of {len(standings.promises)} in {kicker(plan)}",
        answer=told,
        quote=commitment.quote or "",
        quote_where=source_words(plan, commitment.place),
        stands=_stands(site, plan, judged) if judged else None,
        replies=reply_views(
            site.following.delivery.replies_to(plan=plan.id, commitment=commitment.id)
        ),
        facts=_facts(standings, promise),
        heard=heard_of_commitment(site, plan, commitment.id),
        measures=_measures(site, promise),
        unheld=_unheld(plan, promise),
        reported=_reported(standings, commitment),
        unknown=[*_unknown(promise), *_not_told(judged)],
        findings=_findings(site, plan, commitment.id),
        before=before,
        after=after,
    )


def _stands(site: Site, plan: Plan, judged: Judged) -> StandsView:
    """Where it stands; the first lines have said already that nothing was reported."""
    view = stands_view(site, plan, judged)
    if judged.freshness != "never" or judged.status in PASSED:
        return view
    told = "No document held here says anything about it. That does not mean that nothing was done."
    return replace(view, reason=told)


def _findings(site: Site, plan: Plan, commitment: str) -> list[FindingView]:
    """What the checks found beside what the first lines say: no measure, no date and no lead."""
    found = finding_views(site, plan, commitment)
    own = f"Commitment '{commitment}'"
    return [
        replace(one, text=one.text.replace(own, "This promise"))
        for one in found
        if not one.link.href.endswith(SAID)
    ]


def answer(standings: Standings, promise: Promise) -> list[str]:
    """So what? Whether the promise can be checked, and how it stands; the first lines."""
    known = [one for one in promise.standings if one.known]
    sentences = [_measured(known) if known else _unmeasured(promise)]
    if promise.due:
        sentences.append(_due(standings, _holding(standings, promise.commitment) or promise.due))
    if unfinished(standings.site, standings.plan, promise.commitment.id):
        sentences.append("A part of it was never filled in.")
    return sentences


def _holding(standings: Standings, commitment: Commitment) -> str | None:
    """The date that holds now, where the plan's own was changed."""
    judged = standings.judged_by_id.get(commitment.id)
    return judged.item.due if judged and judged.item.was else None


def _measured(known: list[Standing]) -> str:
    fresh = [one for one in known if not one.stale]
    first = (fresh or known)[0]
    figure = f"{first.measure.title}: {first.value}, {first.period}"
    if not fresh:
        return f"There are figures for this promise, but they are out of date. {figure}."
    more = f", and {count_words(len(known) - 1, 'more measure')} below" if len(known) > 1 else ""
    return f"This promise can be measured. {figure} ({first.verdict.text.lower()}){more}."


def _unmeasured(promise: Promise) -> str:
    if promise.standings:
        one = len(promise.standings) == 1
        names = "a measure" if one else count_words(len(promise.standings), "measure")
        none = "for which no figures are held" if one else "and figures are held for none of them"
        return f"This promise cannot be measured yet: it names {names}, {none}."
    if promise.lines:
        return "This promise cannot be measured: nothing like the measure that it names is defined."
    if promise.due:
        lead = "" if promise.lead else " Nobody is named who answers for it."
        return (
            "This promise can be checked only for being done: it has a date, but it names no "
            f"measure that would show whether it helped.{lead}"
        )
    return f"This promise cannot be checked: it names {listed(promise.lacks)}."


def _due(standings: Standings, due: str) -> str:
    if standings.passed(due):
        return f"It was to be done {due_words(due)}, and that day has passed."
    return f"It is to be done {due_words(due)}."


def _facts(standings: Standings, promise: Promise) -> Facts:
    plan, commitment = standings.plan, promise.commitment
    facts: Facts = [
        ("Who answers for it", [_lead(plan, promise)]),
        ("With whom", [actor(plan, name) for name in commitment.partners]),
        ("By when", [_when(standings, promise)]),
        ("What is to be reached", [goal_words(commitment.target)] if commitment.target else []),
        ("Money and people", [*paragraphs(commitment.resources)]),
        ("Should move", [line_words(line) for line in promise.lines] or ["Not said"]),
        ("Serves", [plan.get(name).text for name in commitment.outcomes]),
        ("National threats", [plan.get(name).wording for name in commitment.threats]),
        ("National measures", [plan.get(name).wording for name in commitment.national]),
        ("Part of", [_wider(plan, one) for one in promise.wider[:1]]),
        ("Its parts", _parts(plan, commitment)),
        ("Came from", [_origin(standings.site, one) for one in commitment.came_from]),
        ("In the document", [source_words(plan, commitment.place) or "These pages are the plan."]),
        ("How it was read", [*paragraphs(commitment.note)]),
    ]
    return [(term, told) for term, told in facts if told]


def _lead(plan: Plan, promise: Promise) -> str:
    if promise.lead is None:
        return "Not said"
    name = actor(plan, promise.lead)
    return name if promise.commitment.lead else f"{name}, as for the promise that it is a part of"


def _when(standings: Standings, promise: Promise) -> str:
    if _holding(standings, promise.commitment):
        return due_cell(standings.judged_by_id[promise.commitment.id].item)
    if promise.due is None:
        return "Not said"
    told = when_words(promise.due)
    return told if promise.commitment.due else f"{told}, as for the promise that it is a part of"


def _wider(plan: Plan, one: Commitment) -> Link:
    return Link(one.text, commitment_href(plan.id, one.id))


def _parts(plan: Plan, commitment: Commitment) -> Told:
    return [_wider(plan, one) for one in plan.all_commitments if one.part_of == commitment.id]


def _origin(site: Site, origin: Origin) -> str | Link:
    told = CAME_FROM[origin.kind]
    text = f"{told}: {' '.join(origin.text.split())}" if origin.text else told
    if origin.plan is None:
        return text
    plan = site.plans[origin.plan]
    if origin.commitment is None:
        return Link(f"{text} ({plan.head.title})", plan_href(plan.id))
    return Link(f"{text} ({plan.head.title})", commitment_href(plan.id, origin.commitment))


def _measures(site: Site, promise: Promise) -> list[Measured]:
    """The measures with figures, the first of them with their charts."""
    known = [one for one in promise.standings if one.known]
    return [
        Measured(
            one.measure.title,
            standing_view(one),
            control_figure(site, one.result, one.area, one.measure.id) if place < CHARTS else None,
        )
        for place, one in enumerate(known)
    ]


def _unheld(plan: Plan, promise: Promise) -> Facts:
    """Measures without figures, each with the reason, and lines that no measure stands for."""
    facts: Facts = []
    for one in promise.standings:
        if not one.known:
            facts.append((one.measure.title, [f"{one.why_not.rstrip('.')}.", one.link]))
    for line in promise.lines:
        if not line.catalogue:
            place = place_words(plan, line.place)
            told: Told = ["It is not defined: nobody could count it twice the same way."]
            facts.append((f"‘{line.wording}’", [*told, *([Soft(place)] if place else [])]))
    return facts


def _not_told(judged: Judged | None) -> list[str]:
    if judged is None or judged.freshness in {"recent", "closed"}:
        return []
    told = {"stale": "How it stands today: the last word is too old."}
    return [told.get(judged.freshness, "Whether anything was done: nothing was reported.")]


def _reported(standings: Standings, commitment: Commitment) -> list[StatementView]:
    """What the plan itself and the reports on it state about the promise.

    A statement that stands in the timeline of delivery is not shown a second time.
    """
    site, plan, found = standings.site, standings.plan, []
    judged = standings.judged_by_id.get(commitment.id)
    updates = judged.item.updates if judged else ()
    told = {(one.update.report, one.update.statement) for one in updates}
    own = [one for one in plan.all_statements if commitment.id in one.commitments]
    if plan.head.reports_on is None:
        found += statement_views(standings, own, elsewhere=True)
    for report in site.plans.values():
        if report.head.reports_on == plan.id:
            there = [
                one
                for one in report.all_statements
                if commitment.id in one.commitments and (report.id, one.id) not in told
            ]
            found += statement_views(Standings(site, report), there, elsewhere=True)
    return found


def _unknown(promise: Promise) -> list[str]:
    told = {
        "no measure": "What would show whether it helped.",
        "no date": "By when it is to be done.",
        "no lead": "Who answers for it.",
    }
    return [told[lack] for lack in promise.lacks]
