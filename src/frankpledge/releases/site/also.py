"""What the home page leads to beside the scorecard: what people said, the money, and help."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.money.amounts import said, short
from frankpledge.money.budget import precept_of
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Link
from frankpledge.releases.site.words import count_words


def also(site: Site) -> list[Link]:
    """Each with what is to be found there; nothing where the workspace has nothing of it."""
    return [*_said(site), *_money(site), *_help(site)]


def _said(site: Site) -> Iterator[Link]:
    if not site.told:
        return
    people = sum(told.results.people for told in site.told if told.results is not None)
    asked = count_words(len(site.told), "consultation")
    if not people:
        yield Link("What people said", "consultations/", f"{asked}, and what is known of it.")
        return
    links = [link for told in site.told for link in told.chain]
    silent = sum(link.state == "unanswered" for link in links)
    answered = "none" if not silent else str(silent)
    told = f"{count_words(people, 'answer')} to {asked}."
    if links:
        told += f" Of {count_words(len(links), 'thing')} that people said, {answered} went without "
        told += "a word from the body."
    yield Link("What people said", "consultations/", told)


def _money(site: Site) -> Iterator[Link]:
    finance = site.finance
    if finance.budget is not None:
        band = said(precept_of(finance.budget).band_d, 2)
        told = (
            f"{short(finance.budget.total_spending)} in {finance.budget.year}; a home in band D "
            f"pays {band} of council tax for policing."
        )
    elif finance.payments or finance.services or site.grants:
        told = "What is known of the budget, of payments, services and grants."
    else:
        return
    yield Link("Where the money goes", "money/", told)


def _help(site: Site) -> Iterator[Link]:
    if site.help is None:
        return
    held = site.help.directory
    told = f"{count_words(len(held.entries), 'service')}, by need and by place."
    if held.venues:
        told += f" {count_words(len(held.venues), 'room')} that groups can use."
    yield Link("Find help near you", "help/", told)
