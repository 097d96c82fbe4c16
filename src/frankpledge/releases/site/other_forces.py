"""A short page for every other territorial force: what is published for all, what is not held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from frankpledge import statistics as st
from frankpledge.areas import Area
from frankpledge.measures import Assessments, Result, words
from frankpledge.packs.places import listed, place_title, rounded, sentence
from frankpledge.releases.site.comparison import CITY, CITY_WHY, compared, href
from frankpledge.releases.site.figures import measure_row
from frankpledge.releases.site.find_area import FORCES, has_others
from frankpledge.releases.site.model import Site, area_href
from frankpledge.releases.site.place_packs import NOTHING
from frankpledge.releases.site.shapes import Group, Link, Page, Row, page
from frankpledge.releases.site.words import count_words

TOTAL = "total-recorded-crime"
CRUMBS = (
    Link("Scorecard", ""),
    Link("Your area", "places/"),
    Link("Police forces", FORCES),
)


def pages(site: Site) -> Iterator[Page]:
    """A page for each territorial force but the site's own; none where nothing is held of them."""
    if not has_others(site):
        return
    forces = _Forces(site)
    for area in site.areas.of_kind("force"):
        if area.code != site.force.code:
            yield forces.page(area)


@dataclass(frozen=True)
class _Forces:
    site: Site

    @cached_property
    def published(self) -> list[Result]:
        """Measures that are published for all forces: those that can be compared."""
        return compared(self.site)

    def page(self, area: Area) -> Page:
        name = called(self.site.areas.force_name(area.code))
        known = [r for r in self.published if np.isfinite(_value(r, area.code))]
        measures = [self._row(result, area.code) for result in known]
        source = next((self.site.source_view(r.measure) for r in self.published), None)
        return page(
            area_href(area.code),
            "area.html",
            place_title(area),
            f"What is published about crime in the area of {name}.",
            section="places",
            crumbs=CRUMBS,
            kicker=self._kicker(area.code),
            salutation=f"To everyone who lives in the area of {name},",
            letter=self._letter(area, name, known),
            unknown=self._unknown(name, area.code, known),
            signed="Police recorded crime depends on what people report and on how each force "
            "records it.",
            tiles=[],
            **NOTHING,
            figure=None,
            measures=measures,
            latest="Latest figures, and what their charts say",
            kinds=None,
            score=None,
            source=source,
            caveats=[],
            within=[],
            parts=[Group("Other forces", [Link("All police forces", FORCES)])],
            near=[],
            downloads=[],
            act=[],
        )

    def _kicker(self, code: str) -> str:
        """How many people live there, from any measure that knows."""
        for result in self.published:
            series = result.found.series if result.found else None
            people = series.populations[series.row[code]] if series and code in series.row else 0
            if series and people > 0:
                year = series.population_years[series.row[code]]
                return (
                    f"A police force area. About {rounded(people)} people lived here in mid-{year}."
                )
        return "A police force area."

    def _row(self, result: Result, code: str) -> Row:
        return measure_row(result, code, href(result))

    def _letter(self, area: Area, name: str, known: list[Result]) -> list[str]:
        said = [recorded(known, name, area.code), _among(known, area.code)]
        if area.code == CITY:
            said.append(CITY_WHY)
        own = self.site.force.name
        said.append(
            f"This site is about {own}. Of {name} it shows only what is published for every force, "
            "so that the figures can be set side by side; each measure below leads to that "
            "comparison."
        )
        return [text for text in said if text]

    def _unknown(self, name: str, code: str, known: list[Result]) -> str:
        missing = [
            f"{r.measure.title.lower()} ({r.score(code).reason or 'no data'})"
            for r in self.published
            if r not in known
        ]
        gaps = f" Figures are missing for {listed(missing)}; missing is not low." if missing else ""
        return (
            f"What this site does not know of {name}: what its police and crime plan promises, "
            "anti-social behaviour, which each force logs in its own way, and anything about its "
            f"districts, wards and neighbourhoods.{gaps}"
        )


def called(name: str) -> str:
    """A force's name within a sentence: 'the Metropolitan Police Service', 'Kent Police'."""
    return f"the {name}" if name.endswith(" Service") else name


def _value(result: Result, code: str) -> float:
    found = result.found
    if found is None or code not in found.series.row:
        return float("nan")
    return float(found.window.value[found.series.row[code]])


def recorded(known: list[Result], name: str, code: str) -> str:
    """All crime on record, and whether it changed; the verb is the statistics' choice."""
    result = next((r for r in known if r.measure.id == TOTAL), None)
    if result is None or result.found is None:
        return f"We hold no complete figures of all crime recorded by {name}."
    found = result.found
    row = found.series.row[code]
    told = f"{sentence(name)} recorded {words.number(found.window.value[row])} offences"
    since = "" if found.previous is None else found.previous.window.words
    change = words.change_sentence(found, found.previous, row, since)
    return f"{told} in the {found.window.words}. {change}".strip()


def _among(known: list[Result], code: str) -> str:
    """Where the force stands apart from the others; most do not."""
    sides = {"higher": list[str](), "lower": list[str]()}
    judged = 0
    for result in known:
        side = _side(result.found, code)
        judged += side != ""
        if side in sides:
            sides[side].append(result.measure.title.lower())
    if not judged:
        return ""
    said = [f"{way} than the average for {listed(names)}" for way, names in sides.items() if names]
    if not said:
        many = count_words(judged, "measure")
        return f"In none of {many} does it stand apart from the average of all forces."
    rest = judged - sum(len(names) for names in sides.values())
    others = f" In the other {rest} it does not stand apart." if rest else ""
    return (
        f"Of {count_words(judged, 'measure')} it stands apart in {judged - rest}, allowing for "
        "chance and for the ordinary differences between forces: it is "
        f"{'; it is '.join(said)}.{others}"
    )


def _side(found: Assessments | None, code: str) -> str:
    """higher, lower, similar, or '' where it is not compared."""
    if found is None or found.peers is None:
        return ""
    row = found.series.row[code]
    position = st.Position(int(found.peers.code[row]))
    if position == st.Position.ABSENT or not found.peers.compared[row]:
        return ""
    if position == st.Position.SIMILAR:
        return "similar"
    if position in {st.Position.HIGHER, st.Position.LOWER}:
        return "higher" if position == st.Position.HIGHER else "lower"
    more_is_better = found.series.measure.better > 0
    return "higher" if (position == st.Position.BETTER) == more_is_better else "lower"
