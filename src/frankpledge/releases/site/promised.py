"""What was promised, as the home page answers it: the plan's own promises, priority by priority."""

from __future__ import annotations

from frankpledge.plans import Plan
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.hrefs import plan_href, priority_href
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.views import measured_words
from frankpledge.releases.site.plans.wording import named
from frankpledge.releases.site.shapes import Answer, Item, Link
from frankpledge.releases.site.words import count_words


def promises(site: Site, plan: Plan, asked: int) -> Answer:
    """The promises of a plan that has some and asks to be judged by a number of measures."""
    standings = Standings(site, plan)
    wanted = [*plan.priorities, *([None] if plan.commitments else [])]
    under = [(one, standings.under(one)) for one in wanted]
    # By how many it asks to be judged, the page's first sentence says.
    told = "" if asked else "What was entered here lists no measure to judge it by."
    return Answer(
        big=str(standings.counts.all),
        unit="promises" if standings.counts.all > 1 else "promise",
        text=f"{named(plan)}: {measured_words(standings.counts)}. {told}".strip(),
        items=[
            Item(
                one.title if one else "Under no priority",
                priority_href(plan.id, one.id if one else ""),
                note=f"{count_words(counts.all, 'promise')}, {counts.measured or 'none'} can be "
                "measured",
            )
            for one, counts in under
        ],
        more=Link("The whole plan, promise by promise", plan_href(plan.id)),
    )
