"""What the templates of plans place on pages, made of promises, statements and measures."""

from __future__ import annotations

from dataclasses import dataclass, field

from frankpledge.plans import Block, Plan
from frankpledge.releases.site.plans.hrefs import commitment_href
from frankpledge.releases.site.plans.standing import Counts, Promise, Standing
from frankpledge.releases.site.plans.wording import (
    actor,
    actors,
    due_words,
    listed,
    paragraphs,
    place_words,
)
from frankpledge.releases.site.shapes import Link, Table, Verdict


@dataclass(frozen=True)
class StandingView:
    """A measure in a line: its link, what may be said of it, and the figure."""

    link: Link
    verdict: Verdict
    note: str


@dataclass(frozen=True)
class PromiseView:
    """A promise in a list."""

    text: str
    href: str
    facts: str
    measures: list[StandingView]
    unheld: list[Link]
    lacks: str


@dataclass(frozen=True)
class Soft:
    """Small print: where a passage stands."""

    soft: str


Told = list[str | Link | Soft]
Entry = tuple[str, Told]


@dataclass(frozen=True)
class Section:
    """A part of a page: paragraphs, words with what is said of them, passages, a table, links."""

    id: str
    heading: str
    texts: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    passages: list[Told] = field(default_factory=list)
    table: Table | None = None
    links: tuple[Link, ...] = ()


def standing_view(standing: Standing) -> StandingView:
    """A measure of the catalogue in a line."""
    parts = [standing.value, standing.period]
    parts.append(f"score {standing.score}" if standing.score else "not scored")
    note = ", ".join(part for part in parts if part) if standing.known else ""
    return StandingView(standing.link, standing.verdict, note)


def promise_view(plan: Plan, promise: Promise) -> PromiseView:
    """A promise in a list: who, by when, what it should move, what it does not say."""
    commitment = promise.commitment
    facts = [actor(plan, promise.lead)] if promise.lead else []
    if commitment.partners:
        facts.append(f"with {actors(plan, commitment.partners)}")
    told = ", ".join(facts)
    due = due_words(promise.due) if promise.due else ""
    parts = [part for part in (told, due) if part]
    sentence = "; ".join(parts)
    return PromiseView(
        text=commitment.text,
        href=commitment_href(plan.id, commitment.id),
        facts=sentence[:1].upper() + sentence[1:],
        measures=[standing_view(one) for one in promise.standings if one.known],
        unheld=[one.link for one in promise.standings if not one.known],
        lacks=f"Names {listed(promise.lacks)}." if promise.lacks else "",
    )


def counts_sentence(counts: Counts) -> str:
    """'11 of 34 promises can be measured with the figures held here. 12 name no measure, ...'"""
    if not counts.all:
        return ""
    told = [
        _number(counts.unheld, "names only measures without figures"),
        _number(counts.unnamed, "names no measure"),
        _number(counts.undated, "gives no date"),
        _number(counts.leaderless, "names nobody who answers for it"),
    ]
    lacks = [one for one in told if one]
    return f"{measured_words(counts)}.{f' {listed(lacks)}.' if lacks else ''}"


def measured_words(counts: Counts) -> str:
    """'11 of 34 promises can be measured with the figures held here'."""
    if counts.all == 1:
        return f"Its one promise {'can' if counts.measured else 'cannot'} be measured"
    told = "promises can be measured with the figures held here"
    if counts.measured == counts.all:
        return f"{'Both' if counts.all == 2 else f'All {counts.all}'} {told}"
    return f"{counts.measured or 'None'} of {counts.all} {told}"


def _number(number: int, one: str) -> str:
    """'1 names no measure', '3 name no measure', '' for none."""
    verb, _, rest = one.partition(" ")
    rest = rest if number == 1 else rest.replace("for it", "for them")
    return f"{number} {verb if number == 1 else verb.removesuffix('s')} {rest}" if number else ""


def passage(plan: Plan, one: object) -> Told:
    """What an element says: in our words, in its own, and where."""
    text, quote = getattr(one, "text", None), getattr(one, "quote", None)
    where = place_words(plan, getattr(one, "place", None))
    told: Told = [*paragraphs(text), *([f"‘{quote}’"] if quote else [])]
    return [*told, *([Soft(where)] if where else [])]


def blocks(key: str, heading: str, plan: Plan, found: tuple[Block, ...]) -> Section:
    """Passages, each with its words and its place; those that have a heading under it."""
    titled = any(block.title for block in found)
    if titled:
        entries = [(block.title or "Also", passage(plan, block)) for block in found]
        return Section(key, heading, entries=entries)
    return Section(key, heading, passages=[passage(plan, block) for block in found])
