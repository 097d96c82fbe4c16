"""Words that the pages of plans share: dates, places in documents, roles, editions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from frankpledge import periods
from frankpledge.plans import At, Plan
from frankpledge.releases.site.shapes import Link
from frankpledge.releases.site.words import day

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
KIND = {
    "police and crime plan": "Police and crime plan",
    "community safety plan": "Community safety plan",
    "manifesto": "Manifesto",
    "delivery plan": "Delivery plan",
    "report": "Report",
}
EDITION = {
    "draft": "a draft, which binds nobody yet",
    "consultation": "a draft for people to comment on, which binds nobody yet",
}


def when_words(when: str) -> str:
    """A date or period in words: '31 March 2022', '2025', 'year to September 2022'."""
    return day(when) if _DAY.fullmatch(when) else periods.parse(when).words


def last_month(when: str) -> int:
    """The last month of a date or period, counted as `periods` counts."""
    return periods.parse(when[:7] if _DAY.fullmatch(when) else when).last


def due_words(when: str) -> str:
    """By when: 'by 31 March 2022', 'by the end of 2025', 'by the end of March 2026'."""
    if _DAY.fullmatch(when):
        return f"by {day(when)}"
    if periods.parse(when).kind == "year":
        return f"by the end of {when}"
    return f"by the end of {periods.Period(last_month(when), 'month').words}"


def span_words(plan: Plan) -> str:
    """From when to when a plan runs: '2022 to 2025'."""
    start, end = plan.head.period.start, plan.head.period.end
    return when_words(start) if start == end else f"{when_words(start)} to {when_words(end)}"


def edition_words(plan: Plan) -> str:
    """Which edition it is: 'draft, version 1.1', 'draft 2 (draft, September 2024)'."""
    edition = plan.head.edition
    # What a party or an office publishes is adopted by nobody; the word would mislead.
    plain = edition.kind in edition.id.lower() or plan.head.kind in {"manifesto", "report"}
    kind = "" if plain else edition.kind
    date = when_words(edition.date) if edition.date else ""
    more = ", ".join(part for part in (kind, date) if part)
    return f"{edition.id} ({more})" if more else edition.id


def named(plan: Plan) -> str:
    """The title with the edition, which some titles have in them already."""
    title, edition = plan.head.title, plan.head.edition.id
    told = edition_words(plan)
    if edition in title:
        return f"{title}{told.removeprefix(edition)}"
    return f"{title}, {told}"


def place_words(plan: Plan, at: At | None) -> str:
    """Where something stands in its source document; '' for a plan that is its own original."""
    if at is None:
        return ""
    parts = [at.heading or ""]
    parts.append(f"page {at.page}" if at.page is not None else "")
    parts.append(f"line {at.line} of the text" if at.line is not None else "")
    told = ", ".join(part for part in parts if part)
    if len(plan.head.sources) > 1 and at.document:
        source = next((s for s in plan.head.sources if s.id == at.document), None)
        told = f"{source.title}: {told}" if source else told
    return told


def source_words(plan: Plan, at: At | None) -> str:
    """The same with the document's title: what stands below a quotation."""
    place = place_words(plan, at)
    if len(plan.head.sources) != 1:
        return place
    title = plan.head.sources[0].title
    return f"{title}. {place}" if place else title


def actor(plan: Plan, name: str) -> str:
    """The title of a role, partner or board."""
    return str(plan.get(name).title)


def actors(plan: Plan, names: Iterable[str]) -> str:
    """Titles joined: 'Chief Constable, Littleford City Council'."""
    return ", ".join(actor(plan, name) for name in names)


def listed(parts: list[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def paragraphs(text: str | None) -> list[str]:
    """A text by its paragraphs, each on one line."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text or "") if part.strip()]


def web_link(text: str, address: str | None) -> Link | None:
    """A link to an address on the web; nothing else in a document is ever made a link."""
    found = re.fullmatch(r"https?://[^\s\"<>]+", address or "")
    return Link(text, found[0]) if found else None
