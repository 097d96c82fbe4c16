"""Every consultation in one list."""

from __future__ import annotations

from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Link, Page, page
from frankpledge.releases.site.voice.wording import HOME, KIND, dates, href, state_words
from frankpledge.releases.site.words import count_words
from frankpledge.voice import Told

NONE = "What people said is known of none of them here."


def index_page(site: Site) -> Page:
    """What people were asked, and whether anything is known of what they said."""
    known = [told for told in site.told if told.results or told.consultation.results]
    asked = count_words(len(site.told), "consultation")
    unanswered = sum(link.state == "unanswered" for told in site.told for link in told.chain)
    said = sum(len(told.chain) for told in site.told)
    finding = f"{asked[:1].upper()}{asked[1:]}. "
    finding += NONE if not known else f"What people said is known of {len(known)}."
    if said:
        finding += f" Of {count_words(said, 'thing')} that they said, {unanswered} went unanswered."
    return page(
        HOME,
        "consultations.html",
        "What people said",
        "What people were asked about policing, what they said, and what was done about it.",
        section="priorities",
        crumbs=(Link("Scorecard", ""),),
        finding=finding,
        entries=[_entry(told) for told in site.told],
    )


def _entry(told: Told) -> Link:
    one = told.consultation
    about = [KIND[one.head.kind], one.head.body, dates(one)]
    note = ", ".join(part for part in about if part)
    return Link(one.head.title, href(one), f"{note}. {state_words(told)}")
