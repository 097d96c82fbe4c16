"""Every consultation in one list."""

from __future__ import annotations

from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Link, Page, page
from frankpledge.releases.site.voice.local import HREF, TITLE, local_chain, local_words
from frankpledge.releases.site.voice.wording import HOME, KIND, dates, href, state_words
from frankpledge.releases.site.words import count_words
from frankpledge.voice import Told

NONE = "What people said is known of none of them here."


def index_page(site: Site) -> Page:
    """What people were asked, and whether anything is known of what they said."""
    local = local_chain(site)
    links = [*(link for told in site.told for link in told.chain), *local]
    unanswered = sum(link.state == "unanswered" for link in links)
    finding = [*_asked(site), *([local_words(local)] if local else [])]
    if links:
        said = count_words(len(links), "thing")
        finding.append(f"Of {said} said in all, {unanswered} went unanswered.")
    return page(
        HOME,
        "consultations.html",
        "What people said",
        "What people were asked about policing, what they said, and what was done about it.",
        section="priorities",
        crumbs=(Link("Scorecard", ""),),
        finding=" ".join(finding),
        entries=[
            *(_entry(told) for told in site.told),
            *([Link(TITLE, HREF, local_words(local))] if local else []),
        ],
    )


def _asked(site: Site) -> list[str]:
    """How many consultations there are, and of how many anything is known."""
    if not site.told:
        return []
    known = [
        told
        for told in site.told
        if told.results or told.consultation.results or told.consultation.raised
    ]
    asked = count_words(len(site.told), "consultation")
    return [f"{asked}.", NONE if not known else f"What people said is known of {len(known)}."]


def _entry(told: Told) -> Link:
    one = told.consultation
    about = [KIND[one.head.kind], one.head.body, dates(one)]
    note = ", ".join(part for part in about if part)
    return Link(one.head.title, href(one), f"{note}. {state_words(told)}")
