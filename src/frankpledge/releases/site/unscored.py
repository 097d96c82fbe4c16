"""The home page of a site without a scorecard: what was promised, and what a score would need."""

from __future__ import annotations

from frankpledge.plans import Plan
from frankpledge.releases.site.also import also
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans import hrefs
from frankpledge.releases.site.plans.found import unfinished
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.promised import promises
from frankpledge.releases.site.shapes import Answer, Item, Link, Page, page
from frankpledge.releases.site.words import count_words

# In this order a site is about its plan: a partnership's before a party's.
KINDS = ("police and crime plan", "community safety plan", "manifesto", "delivery plan")
NEAR = Link("Find your area", "places/")
NO_CHANGE = Answer(
    big="–",
    unit="no figures yet",
    text="No figures of recorded crime are held here, so nobody can say from these pages whether "
    "anything changed.",
    items=[],
    more=Link("Data that could be held", "data/"),
)


def home_page(site: Site, changed: Answer | None) -> Page:
    """The first page while nothing is scored; `changed` where there are figures all the same."""
    plan = plan_shown(site)
    return page(
        "",
        "home.html",
        site.workspace.title,
        f"What was promised about policing in {site.force.name}, and what is missing to check it.",
        section="home",
        lede=_lede(plan),
        near=NEAR,
        promised=_promised(site, plan),
        changed=changed or NO_CHANGE,
        unknown=_unknown(site, plan),
        priorities=[],
        figure=None,
        measures=[],
        latest="",
        score_note="",
        rule=Link("How scores are made", "methods/score/"),
        also=also(site),
    )


def plan_shown(site: Site) -> Plan | None:
    """The plan that a site without a scorecard is about: its newest edition; reports are none."""
    followed = {plan.head.edition.follows for plan in site.plans.values()}
    for kind in KINDS:
        for plan in site.plans.values():
            if plan.head.kind == kind and plan.id not in followed and plan.all_commitments:
                return plan
    return None


def _lede(plan: Plan | None) -> str:
    if plan is None:
        return (
            "Nothing can be said yet. No plan has been entered, and no measures have been chosen "
            "for a scorecard."
        )
    number = len(plan.all_commitments)
    return (
        f"The plan as entered here makes {count_words(number, 'promise')}. Whether they are kept "
        "is not scored yet, because no measures have been chosen for a scorecard."
    )


def _promised(site: Site, plan: Plan | None) -> Answer:
    if plan is None:
        more = Link("All documents", hrefs.INDEX) if site.plans else None
        return Answer("–", "no plan yet", "No plan has been entered here.", [], more)
    return promises(site, plan, len(plan.all_measures))


def _unknown(site: Site, plan: Plan | None) -> Answer:
    if plan is None:
        text = "A scorecard needs a plan or another set of measures."
        more = Link("Measures that are defined already", "measures/")
        return Answer("0", "measures chosen", text, [], more)
    counts, home = Standings(site, plan).counts, hrefs.plan_href(plan.id)
    checks = hrefs.checks_href(plan.id)
    gaps = [
        (counts.unnamed, "promise names no measure", "promises name no measure", home),
        (counts.undated, "promise gives no date", "promises give no date", home),
        (
            counts.leaderless,
            "promise does not say who leads",
            "promises do not say who leads",
            home,
        ),
        (len(unfinished(site, plan)), "place was left open", "places were left open", checks),
    ]
    unmeasured = counts.all - counts.measured
    return Answer(
        big=str(unmeasured),
        unit="promises that nobody can measure"
        if unmeasured != 1
        else "promise that nobody can measure",
        text="A promise can be checked when it says by what measure, by when and who answers for "
        "it, and when the figures are public. This is what is missing.",
        items=[Item(count_words(n, one, many), href) for n, one, many, href in gaps if n],
        more=Link("What a careful reader would ask", checks),
    )
