"""Find help near you: by need, by place, and what nobody has confirmed; and the venue bank.

Every page below help/ can be left with one press, because whoever looks for help may be watched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from frankpledge.areas import Area
from frankpledge.money.directory import (
    WEEKS,
    Entry,
    Need,
    Slot,
    Venue,
    confirmation,
    free_slots,
    needs,
)
from frankpledge.packs.papers import (
    DAYS,
    LEAFLET,
    OTHER,
    UNSAID,
    address_words,
    confirmed_words,
    entry_facts,
    help_finding,
    hours_words,
    is_for,
    needed,
    on_words,
    shown_entries,
)
from frankpledge.packs.places import place_title
from frankpledge.releases.gathering.directory import DATA, EXIT, Help
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.papers import paper_downloads
from frankpledge.releases.site.plans.wording import web_link
from frankpledge.releases.site.shapes import (
    Column,
    Download,
    Group,
    Link,
    Page,
    Table,
    Verdict,
    page,
)
from frankpledge.releases.site.words import count_words, day

HOME, VENUES = "help/", "venues/"
ABOVE = (Link("Scorecard", ""), Link("Your area", "places/"))


@dataclass(frozen=True)
class Card:
    """A service as a page shows it."""

    id: str
    name: str
    summary: str
    facts: list[tuple[str, str]]
    phone: str
    email: str
    web: Link | None
    unreachable: bool
    verdict: Verdict
    closed: str
    note: str
    source: str
    needs: list[Link]


@dataclass(frozen=True)
class Choice:
    """A need or a place to choose, with what to expect behind it."""

    link: Link
    text: str


@dataclass(frozen=True)
class Room:
    """A venue as the page shows it."""

    name: str
    facts: list[tuple[str, str]]
    verdict: Verdict
    web: Link | None
    table: Table | None
    calendar: Download | None
    source: str


def pages(site: Site) -> Iterator[Page]:
    """All of them; none where no directory is kept."""
    if site.help is None:
        return
    yield _home(site, site.help)
    entries = shown_entries(site.help.directory.entries)
    for need in needed(entries):
        yield _need_page(site, site.help, need)
    for area in site.districts:
        yield _place_page(site, site.help, area)
    yield _venues(site, site.help)


def need_href(need: str) -> str:
    """Where the help for a need is listed."""
    return f"{HOME}needs/{need}/"


def place_href(code: str) -> str:
    """Where the help near a place is listed."""
    return f"{HOME}places/{code}/"


def _private(path: str, title: str, description: str, **context: Any) -> Page:
    """A page that can be left with one press."""
    above = (*ABOVE, *([Link("Get help", HOME)] if path != HOME else []))
    return page(
        path, "help.html", title, description, section="places", crumbs=above, exit=EXIT, **context
    )


def _home(site: Site, held: Help) -> Page:
    entries = shown_entries(held.directory.entries)
    groups = [
        Group(
            need.title,
            [
                Link(
                    entry.name,
                    f"{need_href(need.id)}#{entry.id}",
                    f"{entry.by}. {entry.summary}" if entry.by else entry.summary,
                )
                for entry in entries
                if is_for(need, entry)
            ],
        )
        for need in needed(entries)
    ]
    return _private(
        HOME,
        "Find help near you",
        f"Support, clubs and volunteering in {site.force.name}, by need and by place.",
        finding=help_finding(entries, held.on),
        home=True,
        choices=[
            Choice(Link(need.title, need_href(need.id)), need.question) for need in needed(entries)
        ],
        places=[
            Choice(Link(place_title(area), place_href(area.code)), _near(site, entries, area))
            for area in site.districts
        ],
        listed=groups,
        sections=[],
        venues=_venue_words(held),
        downloads=[
            *paper_downloads(site, "directory", LEAFLET),
            Download("All of these as open data", DATA, "Open Referral UK 3.0"),
        ],
    )


def _near(site: Site, entries: list[Entry], area: Area) -> str:
    near = sum(_reaches(site, entry, area) == "here" for entry in entries)
    return f"{count_words(near, 'service')} said to work here"


def _need_page(site: Site, held: Help, need: Need) -> Page:
    entries = [entry for entry in shown_entries(held.directory.entries) if is_for(need, entry)]
    by_place: dict[str, list[Card]] = {}
    for entry in sorted(entries, key=partial(_nearest, site, held)):
        by_place.setdefault(_where(site, entry), []).append(_card(site, held, entry, need.id))
    return _private(
        need_href(need.id),
        need.title,
        f"{need.title}: who helps in {site.force.name}.",
        finding=f"{need.question} {count_words(len(entries), 'service')} may help.",
        home=False,
        choices=[],
        places=[],
        listed=[],
        sections=[Group(where, cards) for where, cards in by_place.items()],
        venues=None,
        downloads=[],
    )


def _nearest(site: Site, held: Help, one: Entry) -> tuple[Any, ...]:
    """What works everywhere comes first, and of these what somebody made sure of."""
    fresh = confirmation(one, held.on) == "confirmed"
    return (not one.places, site.force.code not in one.places, one.places, not fresh, one.name)


def _place_page(site: Site, held: Help, area: Area) -> Page:
    entries = shown_entries(held.directory.entries)
    here = [entry for entry in entries if _reaches(site, entry, area) == "here"]
    unsaid = [entry for entry in entries if not entry.places]
    # A service with two needs stands once, under the first: two copies would have one address.
    groups = [
        Group(need.title, [_card(site, held, one) for one in here if one.needs[:1] == (need.id,)])
        for need in needs().values()
    ]
    groups += [Group(UNSAID, [_card(site, held, one) for one in unsaid])]
    others = [_card(site, held, one) for one in here if not one.needs]
    groups += [Group(OTHER.title, others)]
    name = place_title(area)
    return _private(
        place_href(area.code),
        f"Help in {name}",
        f"Support, clubs and volunteering in {name}.",
        finding=f"{count_words(len(here), 'service')} said to work here"
        + (f", and {len(unsaid)} that may." if unsaid else "."),
        home=False,
        choices=[],
        places=[],
        listed=[],
        sections=[group for group in groups if group.items],
        venues=None,
        downloads=[],
    )


def _reaches(site: Site, entry: Entry, area: Area) -> str:
    """'here' when a service works in an area, in all that holds it or in a part of it."""
    if not entry.places:
        return "not stated"
    above = site.areas.parents(area.code)
    for code in entry.places:
        if code == area.code or code in above or area.code in site.areas.parents(code):
            return "here"
    return "elsewhere"


def _where(site: Site, entry: Entry) -> str:
    if not entry.places:
        return UNSAID
    return ", ".join(place_title(site.areas.get(code)) for code in entry.places)


def _card(site: Site, held: Help, entry: Entry, here: str = "") -> Card:
    """A card; `here` is the need of the page, which it does not lead to again."""
    facts = entry_facts(entry, _where(site, entry) if entry.places else "")
    return Card(
        id=entry.id,
        name=entry.name,
        summary=entry.summary,
        facts=facts,
        phone=entry.phone,
        email=entry.email,
        web=web_link(entry.web, entry.web),
        unreachable=not entry.reachable,
        verdict=_verdict(held, entry),
        closed="Closed for now." if entry.status == "temporarily closed" else "",
        note=entry.note,
        source=entry.source,
        needs=[Link(needs()[name].title, need_href(name)) for name in entry.needs if name != here],
    )


def _verdict(held: Help, one: Entry | Venue) -> Verdict:
    return Verdict(*confirmed_words(one, held.on))


def _venue_words(held: Help) -> Link:
    count = len(held.directory.venues)
    note = f"{count_words(count, 'place')} that groups can use" if count else "None listed yet"
    return Link("The venue bank", VENUES, note)


def _venues(site: Site, held: Help) -> Page:
    venues = held.directory.venues
    count = count_words(len(venues), "place")
    return page(
        VENUES,
        "venues.html",
        "The venue bank",
        f"Rooms and fields in {site.force.name} that groups can use, and when they are free.",
        section="places",
        crumbs=(*ABOVE, Link("Get help", HOME)),
        finding=f"{count} that groups can use, with the times that are free in the {WEEKS} weeks "
        f"from {on_words(held.on)}."
        if venues
        else "No venue is listed yet: whoever has a room that stands empty of an evening can be "
        "the first.",
        rooms=[_room(site, held, one) for one in venues],
        how="A council, a school or a club lists a room with its opening hours and the times when "
        "it is taken. Who took it is not listed.",
    )


def _room(site: Site, held: Help, venue: Venue) -> Room:
    facts = [
        ("What it is", venue.summary),
        ("Run by", venue.by),
        ("Address", address_words(venue)),
        ("Place", place_title(site.areas.get(venue.place))),
        ("Open", hours_words(venue.opening)),
        ("Room for", count_words(venue.capacity, "person", "people") if venue.capacity else ""),
        ("It has", ", ".join(venue.features)),
        ("What it costs", venue.cost),
        ("Telephone", venue.phone),
        ("E-mail", venue.email),
    ]
    slots = free_slots(venue, held.on) if held.on else ()
    columns = (Column("Day"), Column("From"), Column("To"))
    rows: list[list[Any]] = [
        [f"{DAYS[list(DAYS)[one.day.weekday()]]} {day(one.day.isoformat())}", *_span(one)]
        for one in slots
    ]
    table = Table(f"free-{venue.id}", f"When {venue.name} is free", columns, rows)
    ics = Download("Free times for your calendar", f"{VENUES}{venue.id}.ics", "iCalendar")
    return Room(
        name=venue.name,
        facts=[(term, text) for term, text in facts if text],
        verdict=_verdict(held, venue),
        web=web_link(venue.web, venue.web),
        table=table if slots else None,
        calendar=ics if held.on else None,
        source=venue.source,
    )


def _span(slot: Slot) -> tuple[str, str]:
    return f"{slot.start:%H:%M}", f"{slot.end:%H:%M}"
