"""The recommendations of reviews: who was asked for what, what was answered, how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from frankpledge.plans import Plan
from frankpledge.plans.delivery import (
    DeliveryDocument,
    Judged,
    Recommendation,
    judge,
    owner_title,
    recommendations_of,
)
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.delivered import StandsView, fresh_sentence, stands_view
from frankpledge.releases.site.plans.hrefs import INDEX, anchor, owner_href, plan_href, review_href
from frankpledge.releases.site.plans.views import Entry, Told
from frankpledge.releases.site.plans.wording import listed, paragraphs, web_link, when_words
from frankpledge.releases.site.shapes import Link, Page, page
from frankpledge.releases.site.words import count_words

KIND = {
    "domestic abuse related death review": "Domestic abuse related death review",
    "safeguarding review": "Safeguarding review",
    "inspection": "Inspection",
    "other": "Review",
}
ANSWERS = ("accepted", "accepted in part", "not accepted")


@dataclass(frozen=True)
class RecommendationView:
    """One recommendation with its answer and how it stands."""

    id: str
    heading: str
    quote: str
    facts: list[Entry]
    stands: StandsView


def review_pages(site: Site) -> Iterator[Page]:
    """A page for each review."""
    for document in site.following.delivery.reviews:
        yield _page(site, document)


def review_links(site: Site) -> list[Link]:
    """The reviews, for the index of plans."""
    return [
        Link(
            document.review.title,
            review_href(document.id),
            f"{KIND[document.review.kind]} by {document.review.body}, "
            f"{when_words(document.review.date)}. "
            f"{count_words(len(document.recommendations), 'recommendation')}.",
        )
        for document in site.following.delivery.reviews
        if document.review is not None
    ]


def _page(site: Site, document: DeliveryDocument) -> Page:
    review, kept = document.review, site.following
    assert review is not None
    plan = site.plans.get(document.head.plan or "")
    items = recommendations_of(document, kept.delivery, site.plans)
    judged = [judge(item, kept.on, kept.months) for item in items]
    return page(
        review_href(document.id),
        "review.html",
        review.title,
        f"What {review.title} recommends, what was answered, and how it stands.",
        section="priorities",
        crumbs=(Link("Scorecard", ""), Link("Plans", INDEX)),
        kicker=f"{KIND[review.kind]} by {review.body}, {when_words(review.date)}",
        finding=_finding(site, document, judged),
        about=_about(site, document, plan),
        items=[_view(site, plan, number, one) for number, one in enumerate(judged, start=1)],
        note=paragraphs(document.head.note),
    )


def _finding(site: Site, document: DeliveryDocument, judged: Sequence[Judged]) -> str:
    counts = Counter[str | None](one.answer for one in document.recommendations)
    told = [f"{counts[answer]} {answer}" for answer in ANSWERS if counts[answer]]
    if counts[None]:
        told.append(f"{counts[None]} not answered")
    number = count_words(len(document.recommendations), "recommendation")
    first = f"{number}: {listed(told)}." if told else f"{number}."
    return f"{first} {fresh_sentence(judged, site.following, number)}".strip()


def _about(site: Site, document: DeliveryDocument, plan: Plan | None) -> list[Entry]:
    review = document.review
    assert review is not None
    link = web_link(review.title, review.address)
    about: list[Entry] = [
        ("Published", [link or "Not published at an address that is known."]),
    ]
    if plan is not None:
        about.append(("Followed with", [Link(plan.head.title, plan_href(plan.id))]))
    if review.kind == "inspection" and site.duties:
        told = "The law gives the body 56 days to comment on a report of the inspectorate."
        about.append(("By law", [told, Link("What the law asks, by when", "duties/")]))
    return about


def _view(site: Site, plan: Plan | None, number: int, judged: Judged) -> RecommendationView:
    one: Recommendation = judged.item.element
    title = owner_title(plan, site.following.delivery, one.to)
    owned = plan is not None and one.to in plan.elements
    to: Link | str = Link(title, owner_href(plan.id, one.to)) if plan and owned else title
    answer: Told = [one.answer.capitalize() if one.answer else "Not answered"]
    if one.answered:
        answer[0] = f"{answer[0]}, {when_words(one.answered)}"
    links = [web_link(e.title, e.address) for e in one.evidence]
    facts: list[Entry] = [
        ("Made to", [to]),
        ("Answer", [*answer, *paragraphs(one.response), *(link for link in links if link)]),
    ]
    return RecommendationView(
        id=anchor(one.id),
        heading=f"{number}. {' '.join(one.text.split())}",
        quote=one.quote or "",
        facts=facts,
        stands=stands_view(site, plan, judged),
    )
