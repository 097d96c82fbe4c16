"""What may be said of answers, by rule, and where the pages of them stand."""

from __future__ import annotations

from frankpledge.packs.papers import (
    KIND,
    SELECTED,
    amount,
    between,
    dates,
    doubt_words,
    finding,
    how_many,
    lede,
    percent,
    state_words,
    unanswered_first,
    weight_words,
)
from frankpledge.releases.site.plans.hrefs import consultation_href
from frankpledge.releases.site.shapes import Link
from frankpledge.voice import Consultation, Told

__all__ = [
    "HOME",
    "KIND",
    "SELECTED",
    "amount",
    "back",
    "between",
    "dates",
    "doubt_words",
    "finding",
    "how_many",
    "href",
    "lede",
    "percent",
    "state_words",
    "themes_href",
    "unanswered_first",
    "weight_words",
]

HOME = "consultations/"


def href(one: Consultation) -> str:
    """Where a consultation's page stands."""
    return consultation_href(one.id)


def themes_href(one: Consultation) -> str:
    """Where its themes stand."""
    return f"{HOME}{one.id}/themes/"


def back(told: Told) -> Link:
    """To the consultation's own page."""
    return Link(told.consultation.head.title, href(told.consultation))
