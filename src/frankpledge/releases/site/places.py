"""The pages for places: letters for our own, short pages for other forces, the way to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from frankpledge.areas import Area
from frankpledge.packs.parish import rests
from frankpledge.packs.places import (
    DISORDER,
    SMALL,
    Here,
    Located,
    caveats,
    kind_words,
    letters,
    located,
    meeting_question,
    place_name,
    place_title,
)
from frankpledge.releases import packed
from frankpledge.releases.site import find_area, maps, other_forces, place_help, place_packs
from frankpledge.releases.site.figures import control_figure, measure_row
from frankpledge.releases.site.model import Site, area_href, framework_href, measure_href
from frankpledge.releases.site.place_parts import kinds_table, nearest, sort_words
from frankpledge.releases.site.shapes import (
    Download,
    Group,
    Link,
    Page,
    Row,
    SourceView,
    Text,
    page,
)

FEW_COUNCILS = 3
CRUMBS = (Link("Scorecard", ""), Link("Your area", "places/"))


def pages(site: Site) -> Iterator[Page]:
    """Find your area, every place of the force area, and every other force."""
    yield from find_area.pages(site)
    places = Places(site)
    for area in places.all:
        yield places.page(area)
    yield from other_forces.pages(site)


@dataclass(frozen=True)
class Places:
    """The places of the site's own force area, with what their pages share."""

    site: Site

    @cached_property
    def all(self) -> tuple[Area, ...]:
        """Every place that has a page, the largest first."""
        site = self.site
        return (
            site.force,
            *site.partnerships,
            *site.districts,
            *self._of_kind("neighbourhood"),
            *site.wards,
            *self.parishes,
            *site.neighbourhoods,
        )

    @cached_property
    def parishes(self) -> tuple[Area, ...]:
        """The parishes of the force area."""
        return self._of_kind("parish")

    def _of_kind(self, kind: str) -> tuple[Area, ...]:
        areas = self.site.areas
        return tuple(areas.get(code) for code in areas.children(self.site.force.code, kind))

    @cached_property
    def located(self) -> Located | None:
        """What is located where."""
        site = self.site
        return located(site.results, site.areas, site.force.code)

    @cached_property
    def _paged(self) -> frozenset[str]:
        return frozenset(area.code for area in self.all)

    @cached_property
    def _source(self) -> SourceView | None:
        held = self.located
        return None if held is None else self.site.source_view(held.result.measure)

    @cached_property
    def _above(self) -> dict[str, tuple[Area, ...]]:
        """The larger places that each lies in, the smallest first."""
        site = self.site
        return {
            area.code: tuple(
                site.areas.get(code)
                for code in (*self._parishes.get(area.code, ()), *site.areas.parents(area.code))
                if code in self._paged
            )
            for area in self.all
        }

    @cached_property
    def _parishes(self) -> dict[str, list[str]]:
        """The parishes that each neighbourhood lies in, wholly or in part."""
        found: dict[str, list[str]] = {}
        for parish in self.parishes:
            for lsoa in self.site.areas.fit(parish.code).lsoas:
                found.setdefault(lsoa, []).append(parish.code)
        return found

    @cached_property
    def _around(self) -> dict[str, dict[str, list[str]]]:
        """The wards and the parishes around each neighbourhood."""
        wards: dict[str, list[str]] = {}
        for ward in self.site.wards:
            for lsoa in self.site.areas.fit(ward.code).lsoas:
                wards.setdefault(lsoa, []).append(ward.code)
        return {"ward": wards, "parish": self._parishes}

    @cached_property
    def _maps(self) -> dict[str, str]:
        return maps.hrefs(self.site)

    @cached_property
    def _below(self) -> dict[str, dict[str, list[Area]]]:
        """The smaller places in each, by kind."""
        below: dict[str, dict[str, list[Area]]] = {}
        for area in self.all:
            for outer in self._above[area.code]:
                below.setdefault(outer.code, {}).setdefault(area.kind, []).append(area)
        return below

    @cached_property
    def _names(self) -> tuple[str, tuple[str, ...]]:
        """The name of our own force, and those of the others."""
        own, forces = self.site.force, self.site.areas.of_kind("force")
        return own.name, tuple(area.name for area in forces if area.code != own.code)

    @cached_property
    def _near(self) -> dict[str, list[Area]]:
        """The nearest places of the same kind."""
        places = self.site.wards, self.parishes, self.site.neighbourhoods
        return {code: near for some in places for code, near in nearest(some).items()}

    def page(self, area: Area) -> Page:
        """The page of one place."""
        held = self.located
        here = None if held is None else held.here(area)
        title = place_title(area)
        context: dict[str, Any] = {
            "kicker": letters.kicker(_what(area), self._lies_in(area), here, self._shared(area)),
            "salutation": f"To everyone who lives in {self._addressed(area)},",
            "tiles": [],
            "score": None,
            "measures": self._measures(area),
            "latest": "Measures that are scored here; each line says its own period",
            "act": self._act(area, here),
            "within": [*(_link(outer) for outer in self._above[area.code]), *self._mapped(area)],
            "parts": self._parts(area),
            "near": [_link(other) for other in self._near.get(area.code, ())],
        }
        if held is None or here is None:
            context |= _nothing(
                self._source, self.site.areas.fit_words(area.code), bool(context["measures"])
            )
            context |= place_packs.NOTHING
            context["downloads"] = self._packed(area)
            context["sections"] = place_packs.place_sections(self.site, area)
        else:
            context |= self._told(held, here)
        return page(
            area_href(area.code),
            "area.html",
            title,
            f"What was recorded in {title}, in plain words.",
            section="places",
            crumbs=CRUMBS,
            **context,
        )

    def _told(self, held: Located, here: Here) -> dict[str, Any]:
        area, paragraphs = here.area, letters.letter(held, here)
        if self._shared(area):
            # The answer first; what it rests on comes with the warning at the end.
            paragraphs.insert(len(paragraphs) - 1, rests(held, here, self.site.areas))
        if area.kind == "lsoa":
            paragraphs.append(sort_words(self.site.areas, area))
        if area.kind not in SMALL:
            codes = [place.code for place in self._below.get(area.code, {}).get("lsoa", ())]
            paragraphs.append(letters.tally_words(held, codes))
        if area.kind == "force":
            paragraphs.append(_scorecard(self.site))
        return {
            "letter": [text for text in paragraphs if text],
            "unknown": letters.UNKNOWN,
            "signed": letters.signed(held.found),
            "figure": control_figure(self.site, held.result, area.code, "all"),
            "kinds": kinds_table(held, here, self.site.results),
            "source": self._source,
            "caveats": caveats(held, here, self._names),
            "downloads": [*self._packed(area), *_downloads(held)],
            **place_packs.pack_parts(self.site, held, here),
        }

    def _shared(self, area: Area) -> bool:
        """Whether a place shares neighbourhoods with others, and nobody knows in what parts."""
        return self.site.areas.fit(area.code).basis == "bounds"

    def _packed(self, area: Area) -> list[Download]:
        found = packed.of_place(self.site, area)
        return [Download(one.text, one.path, one.form.upper()) for one in found]

    def _addressed(self, area: Area) -> str:
        """What people call where they live: a force area goes by its councils when they are few."""
        if area.kind != "force":
            return area.local_name or area.name
        councils = sorted(district.name for district in self.site.districts)
        if 0 < len(councils) <= FEW_COUNCILS:
            return letters.listed(councils)
        return f"the area of {self.site.areas.force_name(area.code)}"

    def _lies_in(self, area: Area) -> str:
        """'Devizes North ward, Wiltshire'; a partnership's district has its own name already."""
        outer = [a for a in self._above[area.code] if a.kind in {"ward", "district"}]
        named = [f"{a.name} ward" if a.kind == "ward" else a.name for a in outer]
        return ", ".join(named)

    def _measures(self, area: Area) -> list[Row]:
        """Scored measures other than the crime types of the table below them."""
        if area.kind in SMALL:
            return []
        shown = {kind.id for kind in self.located.kinds} if self.located else set()
        own = "" if area.kind == "force" else area.code
        return [
            measure_row(result, area.code, measure_href(name, own))
            for name, result in self.site.results.by_measure.items()
            if name not in shown and result.score(area.code).value is not None
        ]

    def _parts(self, area: Area) -> list[Group]:
        below = self._below.get(area.code, {})
        groups = [
            Group(heading, [_link(inner, named=False) for inner in sorted(inside, key=_by_name)])
            for kind, heading in _INSIDE[area.kind]
            if (inside := below.get(kind, []))
        ]
        if area.kind == "force":
            groups.append(Group("Wards and neighbourhoods", [Link("Find yours", "places/")]))
        return [*place_help.groups(self.site, area), *groups, *self._beside(area)]

    def _beside(self, area: Area) -> list[Group]:
        """Wards and parishes that share neighbourhoods: neither lies in the other."""
        heading, other = _BESIDE.get(area.kind, ("", ""))
        lsoas = self.site.areas.fit(area.code).lsoas if other else ()
        codes = {code for lsoa in lsoas for code in self._around[other].get(lsoa, ())}
        found = sorted((self.site.areas.get(code) for code in codes), key=_by_name)
        return [Group(heading, [_link(one, named=False) for one in found])] if found else []

    def _mapped(self, area: Area) -> list[Link]:
        """The map that a place is on."""
        for key in (area.kind, *self.site.areas.parents(area.code)):
            # Neighbourhoods are on the map of their council area, others on that of their kind.
            if area.kind in _ON_A_MAP and key in self._maps:
                return [Link(_ON_A_MAP[area.kind], self._maps[key])]
        return []

    def _act(self, area: Area, here: Here | None) -> list[Text]:
        """What somebody who lives here can do next."""
        site = self.site
        told: list[Text] = [_CALL]
        if area.kind in SMALL:
            listed_below = here is None or area.kind in packed.KINDS
            question = "" if listed_below or here is None else meeting_question(here)
            told.append(f"Take this page to the next meeting of {_MEETING}.{question}")
        if here is not None and self._has_disorder(here):
            told.append(_case_review(site))
        if site.frameworks:
            told.append(
                Markup(
                    'Read <a href="../../{}">what was promised for the whole area</a>, and whether '
                    "it is being kept."
                ).format(framework_href(site.frameworks[0]))
            )
        return told

    @staticmethod
    def _has_disorder(here: Here) -> bool:
        return any(kind.id == DISORDER and now > 0 for kind, now, _, _ in here.kinds)


_INSIDE = {
    "force": (
        ("partnership", "Community safety partnerships"),
        ("district", "Council areas"),
        ("neighbourhood", "Police neighbourhoods"),
    ),
    "partnership": (("district", "Council areas"), ("ward", "Wards"), ("parish", "Parishes")),
    "district": (("ward", "Wards"), ("parish", "Parishes")),
    "neighbourhood": (),
    "ward": (("lsoa", "Neighbourhoods in this ward"),),
    "parish": (("lsoa", "Neighbourhoods that lie in this parish, wholly or in part"),),
    "lsoa": (),
}
_ON_A_MAP = {
    "ward": "All wards on a map",
    "parish": "All parishes on a map",
    "lsoa": "All neighbourhoods around on a map",
}
_BESIDE = {
    "ward": ("Parishes that share neighbourhoods with this ward", "parish"),
    "parish": ("Wards that share neighbourhoods with this parish", "ward"),
}
_MEETING = "your parish, town or ward council, or to your ward councillor"
_CALL = Markup(
    "Is someone in danger, or a crime going on? Call <strong>999</strong>. For everything else "
    'call <strong>101</strong>, or use <a href="https://www.police.uk/">police.uk</a>, which also '
    "names your neighbourhood policing team."
)


def _what(area: Area) -> str:
    words_ = kind_words(area)
    return f"A {words_}"


def _by_name(area: Area) -> tuple[str, str]:
    return (area.local_name or area.name, area.name)


def _link(area: Area, *, named: bool = True) -> Link:
    """A link to a place; `named` says what kind of place it is where several share a name."""
    text = place_title(area) if named else place_name(area)
    return Link(text, area_href(area.code))


def _case_review(site: Site) -> Text:
    text = "ASB case review"
    if "asb-case-reviews" in site.results.by_measure:
        linked = f'<a href="../../{measure_href("asb-case-reviews")}">{text}</a>'
    else:
        linked = text
    return Markup(
        "Does anti-social behaviour go on although you reported it? You can ask your council or "
        f"the police for a review of what was done: an {linked}."
    )


def _scorecard(site: Site) -> str:
    return (
        "This letter counts what happened in the area, whoever recorded it. What "
        f"{site.workspace.body} promised, and whether it is being kept, is on the scorecard."
    )


def _nothing(source: SourceView | None, rests: str, measured: bool) -> dict[str, Any]:
    """A place of which no counts of crime are held; `rests` says what they would rest on."""
    other = " Other measures of it are below." if measured else ""
    return {
        "letter": [
            f"We hold no counts of crime for this place.{other} That does not mean that nothing "
            "happened: the counts by neighbourhood have not been read, or do not reach here.",
            *([] if measured else [rests]),
            _ELSEWHERE,
        ],
        "unknown": "",
        "signed": "",
        "figure": None,
        "kinds": None,
        "source": source,
        "caveats": [],
        "downloads": [],
    }


_ELSEWHERE = Markup(
    'Look for <a href="../">your parish, ward or neighbourhood</a> instead: where counts are held, '
    "each has a letter of its own."
)


def _downloads(held: Located) -> list[Download]:
    base = f"data/measures/{held.result.measure.id}"
    return [
        Download("All places, month by month", f"{base}.csv", "CSV"),
        Download("What its columns mean", f"{base}.csv-metadata.json", "CSVW"),
    ]
