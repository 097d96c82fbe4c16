"""Find your area by name: lists of links, which a script may filter and nobody has to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frankpledge.areas import Area
from frankpledge.packs.places import letters, place_title, spoken
from frankpledge.releases import mapping
from frankpledge.releases.site import maps
from frankpledge.releases.site.model import Site, area_href
from frankpledge.releases.site.shapes import Group, Link, Page, page
from frankpledge.releases.site.words import count_words

# A page stays under 100 KB with so many neighbourhoods in it; more are split by council area.
FITS = 500
FORCES = "places/forces/"
_EXPLAINED = Link("What is a neighbourhood?", "glossary/")
_HINT = "A parish, a ward, a town or a neighbourhood; part of its name will do"


def neighbourhoods_href(district: Area) -> str:
    """Where the list of a council area's neighbourhoods stands."""
    return f"places/{district.code}/neighbourhoods/"


def pages(site: Site) -> Iterator[Page]:
    """Find your area, the forces, and lists of neighbourhoods where one page cannot hold them."""
    fits = len(site.neighbourhoods) <= FITS
    yield _index(site, fits=fits)
    if has_others(site):
        yield _forces(site)
    if not fits:
        yield from (_list(site, district) for district in site.districts)


def has_others(site: Site) -> bool:
    """Whether anything is held of another force: a page without a figure says nothing."""
    own = site.force.code
    return any(
        code != own
        for result in site.results.by_measure.values()
        if result.found is not None and result.measure.peers == "force"
        for code in result.found.series.row
    )


def _index(site: Site, *, fits: bool) -> Page:
    larger = [site.force, *site.districts, *site.partnerships]
    whole = [Link(place_title(area), area_href(area.code)) for area in larger]
    drawn = list(maps.hrefs(site).values())[:1]
    about = [Link("Maps of these places", href) for href in drawn]
    about += [Link("Hot spots in the force area", "hot-spots/")] if site.hotspots else []
    about.append(Link("Road safety in the force area", "road-safety/"))
    about += [Link("Find help near you", "help/")] if site.help else []
    held = site.stations
    if held is not None and (held.listed or held.settings.note):
        about.append(Link("Stations and strength", "strength/"))
    about += [Link("All other police forces", FORCES)] if has_others(site) else []
    groups = [Group("The whole area", whole), Group("More about it", about)]
    teams = _inside(site, site.force, "neighbourhood")
    if teams:
        groups.append(Group("Police neighbourhoods", _links(teams), text=_teams(site, teams)))
    for district in site.districts:
        wards = _inside(site, district, "ward")
        if wards:
            groups.append(Group(f"Wards in {district.name}", _links(wards)))
    for district in site.districts:
        parishes = _inside(site, district, "parish")
        if parishes:
            groups.append(Group(f"Parishes in {district.name}", _links(parishes), folded=True))
    if fits and site.neighbourhoods:
        groups.append(Group("Neighbourhoods, ward by ward", [_EXPLAINED]))
        groups += [
            group for district in site.districts for group in _neighbourhoods(site, district)
        ]
    elif not fits:
        lists = [
            Link(f"Neighbourhoods in {district.name}", neighbourhoods_href(district))
            for district in site.districts
        ]
        groups.append(Group("Neighbourhoods", lists))
    return page(
        "places/",
        "areas.html",
        "Find your area",
        f"Crime where you live: every ward and neighbourhood in {site.force.name}, by name.",
        section="places",
        crumbs=(Link("Scorecard", ""),),
        finding=_finding(site),
        hint=_HINT,
        postcodes=site.force.name if mapping.wants_postcodes(site.workspace) else "",
        groups=groups,
        source=None,
    )


def _teams(site: Site, teams: Sequence[Area]) -> str:
    """That nothing is held of the police's own areas, before anybody opens their pages in vain."""
    told = "The areas of the neighbourhood policing teams, as the force names them."
    if any(site.areas.fit(team.code).lsoas for team in teams):
        return told
    return f"{told} No figures are held of them: nobody says here which streets each has."


def _finding(site: Site) -> str:
    told = "what was recorded there, and whether anything really changed."
    if not site.neighbourhoods:
        places = count_words(len(site.wards), "ward") if site.wards else "council area"
        return f"A letter for each {'of ' if site.wards else ''}{places}: {told}"
    parishes = len(site.areas.children(site.force.code, "parish"))
    kinds = [
        *([count_words(parishes, "parish", "parishes")] if parishes else []),
        *([count_words(len(site.wards), "ward")] if site.wards else []),
        count_words(len(site.neighbourhoods), "neighbourhood"),
    ]
    listed = letters.listed(kinds)
    return f"A letter for each of {listed}: {told} A neighbourhood is some 1,500 people."


def _forces(site: Site) -> Page:
    forces = sorted(site.areas.of_kind("force"), key=spoken)
    countries = (("England", "E"), ("Wales", "W"))
    groups = [
        Group(name, _links([area for area in forces if area.code.startswith(letter)]))
        for name, letter in countries
    ]
    return page(
        FORCES,
        "areas.html",
        "Police forces",
        "Every territorial police force in England and Wales.",
        section="places",
        crumbs=(Link("Scorecard", ""), Link("Your area", "places/")),
        finding=f"There are {len(forces)} territorial forces. This site is about "
        f"{site.force.name}; of the others it shows what is published for all.",
        hint="A force",
        postcodes="",
        groups=[group for group in groups if group.items],
        source=None,
    )


def _list(site: Site, district: Area) -> Page:
    return page(
        neighbourhoods_href(district),
        "areas.html",
        f"Neighbourhoods in {district.name}",
        f"Every neighbourhood in {district.name}, by ward.",
        section="places",
        crumbs=(Link("Scorecard", ""), Link("Your area", "places/")),
        finding="Each neighbourhood is some 1,500 people. They are listed by ward.",
        hint=_HINT,
        postcodes="",
        groups=_neighbourhoods(site, district),
        source=None,
    )


def _neighbourhoods(site: Site, district: Area) -> list[Group]:
    return [
        Group(f"Neighbourhoods in {ward.name}, {district.name}", _links(inside), folded=True)
        for ward in _inside(site, district, "ward")
        if (inside := _inside(site, ward, "lsoa"))
    ]


def _inside(site: Site, area: Area, kind: str) -> list[Area]:
    found = [site.areas.get(code) for code in site.areas.children(area.code, kind)]
    return sorted(found, key=lambda inner: (inner.local_name or inner.name, inner.name))


def _links(areas: Sequence[Area]) -> list[Link]:
    return [Link(spoken(area), area_href(area.code)) for area in areas]
