"""What all pages of a site know: the results, the places, the sources, and where pages stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from frankpledge.areas import Area, Areas
from frankpledge.lake import Source
from frankpledge.measures import Catalogue, Framework, Group, Measure, Results
from frankpledge.releases.gathering.delivery import Following
from frankpledge.releases.gathering.money import Finance
from frankpledge.releases.history import History
from frankpledge.releases.site.shapes import Link, SourceView
from frankpledge.releases.site.words import day
from frankpledge.workspace import Workspace

if TYPE_CHECKING:
    from frankpledge.claims import BoundReport
    from frankpledge.duties import Obligation
    from frankpledge.money.grants import Grants
    from frankpledge.packs.papers import Known
    from frankpledge.plans import Plan
    from frankpledge.plans.checks import Finding
    from frankpledge.releases.corrections import Correction
    from frankpledge.releases.gathering.directory import Help
    from frankpledge.releases.gathering.hot_spots import Grounds
    from frankpledge.releases.gathering.roads import Roads
    from frankpledge.releases.gathering.stations import Stations
    from frankpledge.releases.site.changes import PreviousRelease
    from frankpledge.voice import LocalPriority, Told

Rows = list[dict[str, Any]]
NOTICES = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right 2024.",
    "Police recorded crime figures are not accredited official statistics.",
)


@dataclass(frozen=True)
class Held:
    """What the lake holds of one source: its imports, its completeness, its quality reports.

    `lying` says by period where the rows of our own force lie, where rows say it: recorded, inside
    its area, outside it, and nowhere.
    """

    source: Source
    imports: Rows
    completeness: Rows
    quality: Rows
    lying: Rows = field(default_factory=list)

    @cached_property
    def vintage(self) -> str:
        """The newest vintage, in words."""
        return day(max((row["vintage"] for row in self.imports), default=""))


@dataclass(frozen=True)
class Site:
    """Everything a page may show. Pages are functions of it and of nothing else."""

    workspace: Workspace
    catalogue: Catalogue
    results: Results
    areas: Areas
    held: Mapping[str, Held]
    supplied: Mapping[str, Rows]
    release: str
    previous: PreviousRelease | None = None
    plans: Mapping[str, Plan] = field(default_factory=dict)
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    duties: tuple[Obligation, ...] = ()
    finance: Finance = field(default_factory=Finance)
    following: Following = field(default_factory=Following)
    hotspots: Grounds | None = None
    roads: Roads | None = None
    stations: Stations | None = None
    help: Help | None = None
    grants: Grants | None = None
    told: tuple[Told, ...] = ()
    reports: tuple[BoundReport, ...] = ()
    priorities: Mapping[str, tuple[LocalPriority, ...]] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    history: History = field(default_factory=History)
    libraries: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def known(self) -> Known:
        """What papers and the leaflet are made from."""
        from frankpledge.releases.known import known_of

        return known_of(self)

    @property
    def heard(self) -> bool:
        """Whether anything is written down of what people were asked or said."""
        return bool(self.told or self.priorities)

    @cached_property
    def force(self) -> Area:
        """The police force area that the site is about."""
        return self.areas.get(self.workspace.force)

    @cached_property
    def frameworks(self) -> tuple[Framework, ...]:
        """The frameworks on the scorecard, the body's own plan first."""
        return tuple(self.catalogue.framework(name) for name in self.workspace.frameworks)

    @cached_property
    def every_framework(self) -> tuple[Framework, ...]:
        """All frameworks of the catalogue, those on the scorecard first."""
        rest = [f for f in self.catalogue.frameworks.values() if f not in self.frameworks]
        return (*self.frameworks, *rest)

    @cached_property
    def districts(self) -> tuple[Area, ...]:
        """The districts of the force area."""
        return self._below("district")

    @cached_property
    def partnerships(self) -> tuple[Area, ...]:
        """The community safety partnerships of the force area."""
        return self._below("partnership")

    @cached_property
    def wards(self) -> tuple[Area, ...]:
        """The wards of the force area."""
        return self._below("ward")

    @cached_property
    def neighbourhoods(self) -> tuple[Area, ...]:
        """The LSOAs of the force area."""
        return self._below("lsoa")

    def _below(self, kind: str) -> tuple[Area, ...]:
        codes = self.areas.children(self.workspace.force, kind)
        return tuple(self.areas.get(code) for code in codes)

    def source_view(self, measure: Measure, method: Link | None = None) -> SourceView:
        """Where a measure's figures come from."""
        held = self.held.get(measure.source)
        name = measure.source if held is None else held.source.title
        return SourceView(
            name=Link(name, source_href(measure.source)),
            publisher="" if held is None else held.source.publisher,
            vintage="" if held is None else held.vintage,
            licence="" if held is None else held.source.licence,
            measure=Link(measure.title, measure_href(measure.id)),
            method=method,
        )

    def context(self) -> dict[str, Any]:
        """The part of every page's context that never changes."""
        own = self.workspace.raw.get("site", {})
        first = framework_href(self.frameworks[0]) if self.frameworks else "priorities/"
        return {
            "title": self.workspace.title,
            "body": self.workspace.body,
            "publisher": str(own.get("publisher", self.workspace.body)),
            "notice": str(own.get("notice", "")),
            "nav": [
                {"id": "home", "text": "Scorecard", "href": ""},
                {"id": "priorities", "text": "Priorities", "href": first},
                {"id": "measures", "text": "Measures", "href": "measures/"},
                {"id": "places", "text": "Your area", "href": "places/"},
                {"id": "compare", "text": "Compare", "href": "compare/"},
                {"id": "methods", "text": "Methods", "href": "methods/"},
                {"id": "data", "text": "Data", "href": "data/"},
            ],
            "footer": [
                Link("About", "about/"),
                Link("Accessibility statement", "accessibility/"),
                Link("Glossary", "glossary/"),
                Link("Money", "money/"),
                *([Link("What the law asks", "duties/")] if self.duties else []),
                *([Link("Reports", "reports/")] if self.reports else []),
                *([Link("Find help near you", "help/")] if self.help else []),
                *([Link("What people said", "consultations/")] if self.heard else []),
                Link("New in this release", "changes/"),
                Link("Corrections", "corrections/"),
            ],
            "release": self.release,
            "released": f"figures up to {self.results.newest_words}"
            if self.held
            else "without figures yet",
            "manifest": "manifest.json",
            "contact": self.workspace.contact,
            "notices": list(NOTICES) if self._open else [],
        }

    @property
    def _open(self) -> bool:
        """Whether anything here is a publisher's: not so for an invented place without figures."""
        official = {force.code for force in self.areas.force_rows}
        return self.force.code in official or any(name != "returns" for name in self.held)


def measure_href(measure: str, area: str = "") -> str:
    """Where a measure's page stands; in an area that is not the site's own force, below it."""
    return f"measures/{measure}/{area}/" if area else f"measures/{measure}/"


def area_href(code: str) -> str:
    """Where a place's page stands."""
    return f"places/{code}/"


def framework_href(framework: Framework, group: Group | None = None) -> str:
    """Where a framework's page, or the page of one of its groups, stands."""
    below = "" if group is None else f"{group.id}/"
    return f"priorities/{framework.id}/{below}"


def source_href(source: str) -> str:
    """Where a source's page stands."""
    return f"sources/{source}/"


def score_href(measure: str) -> str:
    """Where the arithmetic of a measure's score stands."""
    return f"scores/{measure}/"


def group_score_href(framework: Framework, group: Group) -> str:
    """Where the arithmetic of a priority's score stands."""
    return f"scores/{framework.id}/{group.id}/"
