"""What there is for the people of a place: services that work there, rooms, grants made for it."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.areas import Area
from frankpledge.money.grants import published, shown_places
from frankpledge.packs.places import place_title
from frankpledge.releases.site.directory import VENUES, place_href
from frankpledge.releases.site.grant_places import pounds
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.shapes import Group, Link

GRANTS = "money/grants/"


def groups(site: Site, area: Area) -> list[Group]:
    """Links to them, under one heading each; nothing where nothing is known."""
    found = (
        ("Help and rooms near here", [*_help(site, area), *_rooms(site, area)]),
        ("Grants for this place", list(_grants(site, area))),
    )
    return [Group(heading, links) for heading, links in found if links]


def _help(site: Site, area: Area) -> Iterator[Link]:
    """Pages of help are by council area: that of a ward or parish is the one it lies in."""
    if site.help is None or not site.help.directory.entries:
        return
    around = {area.code, *site.areas.parents(area.code)}
    for district in site.districts:
        if district.code in around:
            yield Link(f"Help in {place_title(district)}", place_href(district.code))


def _rooms(site: Site, area: Area) -> Iterator[Link]:
    venues = site.help.directory.venues if site.help else ()
    for venue in venues:
        if area.code in {venue.place, *site.areas.parents(venue.place)} and area.kind != "force":
            yield Link(venue.name, VENUES)


def _grants(site: Site, area: Area) -> Iterator[Link]:
    if site.grants is None:
        return
    for _, award in published(site.grants.programmes):
        if area.code in shown_places(award):
            yield Link(f"{award.title}, {pounds(award.amount)}", GRANTS)
