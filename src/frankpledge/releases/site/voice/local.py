"""Local priorities: what each place asked for, what was done, and what nobody has answered."""

from __future__ import annotations

from itertools import groupby

from frankpledge.packs.places import place_title
from frankpledge.releases.site.model import Site, area_href
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.shapes import Link, Page, page
from frankpledge.releases.site.voice.chain import link_view
from frankpledge.releases.site.voice.wording import HOME
from frankpledge.releases.site.words import count_words
from frankpledge.voice import RESERVED, chain_of_priorities
from frankpledge.voice import Link as ChainLink

HREF = f"{HOME}{RESERVED}/"
TITLE = "Local priorities"
SHOWN = 3  # of each place, the newest; all of them are in the data file
MOST = 150  # on one page, which has to stay light


def local_chain(site: Site) -> tuple[ChainLink, ...]:
    """Every local priority as a link of the chain, by place, the newest first."""
    named = {one.plan for some in site.priorities.values() for one in some if one.plan}
    plans = {name: site.plans[name] for name in sorted(named & set(site.plans))}
    judged = {name: Standings(site, plan).judged_by_id for name, plan in plans.items()}
    places = sorted(site.priorities, key=lambda code: (_title(site, code), code))
    newest = (one for code in places for one in reversed(site.priorities[code]))
    return chain_of_priorities(newest, plans, judged)


def local_page(site: Site) -> Page:
    """What places asked for, and what was made of it."""
    chain = local_chain(site)
    shown = sorted(_by_area(chain), key=lambda pair: not any(map(_silent, pair[1])))
    return page(
        HREF,
        "local-priorities.html",
        TITLE,
        "What each place asked its police to put first, what was done, and what is unanswered.",
        section="priorities",
        crumbs=(Link("Scorecard", ""), Link("What people said", HOME)),
        finding=local_words(chain),
        places=[_place(site, *pair) for pair in shown[: MOST // SHOWN]],
        left=max(0, len(shown) - MOST // SHOWN),
        data=Link("the file of answers", "data/consultations-answers.csv"),
    )


def local_words(chain: tuple[ChainLink, ...]) -> str:
    """How many priorities of how many places, and how many without an answer."""
    places = len({link.heard.area for link in chain})
    silent = sum(map(_silent, chain))
    asked = (
        f"{count_words(places, 'place')} set {count_words(len(chain), 'priority', 'priorities')}"
    )
    left = "every one of them is answered" if not silent else f"{silent} stand without an answer"
    if silent == 1:
        left = "1 stands without an answer"
    return f"{asked[:1].upper()}{asked[1:]}: {left}."


def _silent(link: ChainLink) -> bool:
    return link.state == "unanswered"


def _by_area(chain: tuple[ChainLink, ...]) -> list[tuple[str, list[ChainLink]]]:
    return [(area, list(some)) for area, some in groupby(chain, lambda link: link.heard.area)]


def _title(site: Site, code: str) -> str:
    return place_title(site.areas.get(code))


def _place(site: Site, code: str, links: list[ChainLink]) -> dict[str, object]:
    """The newest of one place; older ones by their number alone."""
    older = len(links) - SHOWN
    paged = site.force.code in (code, *site.areas.parents(code))
    return {
        "link": Link(_title(site, code), area_href(code)) if paged else _title(site, code),
        "chain": [link_view(site, link) for link in links[:SHOWN]],
        "older": f"{count_words(older, 'older one')} not shown." if older > 0 else "",
    }
