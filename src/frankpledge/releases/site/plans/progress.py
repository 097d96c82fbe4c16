"""How everything promised stands: what has passed, what is stale, what nobody ever reported on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from frankpledge.plans import Plan
from frankpledge.plans.delivery import PASSED, Judged
from frankpledge.releases.gathering.delivery import Following
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.delivered import (
    by_words,
    fresh_sentence,
    judged_table,
    months_words,
)
from frankpledge.releases.site.plans.hrefs import progress_href
from frankpledge.releases.site.plans.parts import above, kicker, parts
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.views import Section
from frankpledge.releases.site.plans.wording import listed
from frankpledge.releases.site.shapes import Link, Page, page
from frankpledge.releases.site.words import count_words

TITLE = "How it stands"
METHOD = Link("How this is worked out", "methods/delivery/")


def progress_page(site: Site, plan: Plan) -> Page:
    """The page."""
    judged = Standings(site, plan).judged
    return page(
        progress_href(plan.id),
        "plan-page.html",
        TITLE,
        f"What was done about the promises of {plan.head.title}, and what is not known.",
        section="priorities",
        crumbs=above(plan),
        kicker=kicker(plan),
        finding=finding(judged, site.following),
        sections=_sections(site, plan, judged),
        beside=parts(site, plan),
        here=progress_href(plan.id),
    )


def finding(judged: Sequence[Judged], following: Following) -> str:
    """So what: how much of it anybody has said a word about lately, and what has passed."""
    told = fresh_sentence(judged, following, _counted(judged))
    passed = sum(one.status in PASSED for one in judged)
    if not passed:
        return told
    if passed == 1:
        return f"{told} The date of 1 has passed, and no report says that it was done."
    return f"{told} The dates of {passed} have passed, and no report says that they were done."


def _counted(judged: Sequence[Judged]) -> str:
    """'7 promises and 15 themes'."""
    nouns = {"commitment": "promise", "delivery plan": "theme", "recommendation": "recommendation"}
    numbers = {noun: sum(one.item.kind == kind for one in judged) for kind, noun in nouns.items()}
    return listed([count_words(number, noun) for noun, number in numbers.items() if number])


def _sections(site: Site, plan: Plan, judged: Sequence[Judged]) -> list[Section]:
    months = months_words(site.following.months)
    kinds: list[tuple[str, str, str, Callable[[Judged], bool]]] = [
        (
            "passed",
            "The date has passed",
            "A date or target has passed, and no report gives it as done.",
            lambda one: one.status in PASSED,
        ),
        (
            "stale",
            "Stale: the last word is too old",
            f"Nothing was reported for more than {months} before {by_words(site.following)}, so "
            "how these stand is not known.",
            lambda one: one.freshness == "stale" and one.status not in PASSED,
        ),
        (
            "recent",
            "Reported lately",
            f"Something was reported in the {months} before {by_words(site.following)}.",
            lambda one: one.freshness == "recent" and one.status not in PASSED,
        ),
        (
            "closed",
            "Done or stopped",
            "Who answers for these says that they are over, and why.",
            lambda one: one.freshness == "closed",
        ),
        (
            "never",
            "Never reported on",
            "No document held here says anything about these. That does not mean that nothing was "
            "done; it means that nobody can know.",
            lambda one: one.freshness == "never" and one.status not in PASSED,
        ),
    ]
    sections = []
    for key, heading, text, fits in kinds:
        found = [one for one in judged if fits(one)]
        if found:
            table = judged_table(
                site, plan, found, key, count_words(len(found), "entry", "entries")
            )
            sections.append(Section(f"is-{key}", heading, [text], table=table))
    sections.append(Section("method", "How this is worked out", [_how(site)], links=(METHOD,)))
    return sections


def _how(site: Site) -> str:
    by = by_words(site.following)
    day = f"Everything is judged by {by}, the day of this release's newest figures. " if by else ""
    return (
        f"{day}A date that has passed without a report is worked out, and so is a target that the "
        "figures reach or miss; everything else is given by who answers for it, with a reason, and "
        f"counts for {months_words(site.following.months)}. Each is listed once, under the first "
        "heading that fits it."
    )
