"""Packs of places: all areas are assessed at once, then each pack is a choice of words by rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from frankpledge import periods
from frankpledge.areas import Area, Areas
from frankpledge.measures import Assessments, Catalogue, Results
from frankpledge.packs.parish.comparing import compare
from frankpledge.packs.parish.figures import changes, drawing, months
from frankpledge.packs.parish.model import Comparison, Pack, Question
from frankpledge.packs.parish.questions import questions
from frankpledge.packs.parish.sections import OUTCOMES, ROADS, sections
from frankpledge.packs.places import (
    Here,
    Located,
    amount,
    caveats,
    in_a_sentence,
    kind_words,
    letters,
    listed,
    located,
    place_title,
)
from frankpledge.voice import LocalPriority, priorities_of

KINDS = ("parish", "ward", "neighbourhood", "partnership")
"""Kinds of places that have packs; police neighbourhoods are neighbourhoods here."""

SUBTITLE = "Crime and anti-social behaviour: what the figures say, and what they cannot"
NOTHING = "We hold no figures for this place."
PROTECTED = (
    "Sexual and domestic offences are never shown apart below a council area: so few would point "
    "to people. What is published as violence and sexual offences is one kind, not divided."
)


@dataclass(frozen=True)
class Packs:
    """Every pack of a force area. `priorities` are those of each area by code."""

    results: Results
    areas: Areas
    force: str
    priorities: Mapping[str, tuple[LocalPriority, ...]] = field(default_factory=dict)

    @cached_property
    def places(self) -> tuple[Area, ...]:
        """Every place that has a pack, by kind and code."""
        return tuple(
            self.areas.get(code) for kind in KINDS for code in self.areas.children(self.force, kind)
        )

    @cached_property
    def located(self) -> Located | None:
        """What is located where."""
        return located(self.results, self.areas, self.force)

    @cached_property
    def _names(self) -> tuple[str, tuple[str, ...]]:
        forces = self.areas.of_kind("force")
        others = tuple(area.name for area in forces if area.code != self.force)
        return self.areas.get(self.force).name, others

    def pack(self, area: Area) -> Pack:
        """The pack of one place."""
        held = self.located
        here = None if held is None else held.here(area)
        if held is None or here is None:
            return self._empty(area)
        found, fit = held.found, self.areas.fit(area.code)
        lead, fact = letters.answer(held, here)
        rows = tuple(changes(held, here, self.results))
        comparison = compare(held, here, self.areas)
        told = letters.paragraphs(held, here)
        empty = self._empty(area)
        return replace(
            empty,
            subtitle=f"Crime and anti-social behaviour in the {found.window.words}",
            rests=rests(held, here, self.areas),
            kicker=self._kicker(area, here, fit.basis == "bounds"),
            lead=lead,
            fact=fact,
            letter=tuple(text for text in told if text),
            window=found.window.words,
            day=last_day(found.at),
            questions=questions(held, here, rows[-1], comparison, fit),
            caveats=(*(str(c) for c in caveats(held, here, self._names)), PROTECTED),
            sources=self._sources(found),
            comparison=comparison,
            months=months(found, here.row),
            drawing=drawing(held.result, here.row, place_title(area)),
            changes=rows,
            never=tuple(in_a_sentence(kind) for kind, *years, _ in here.kinds if not any(years)),
        )

    def _empty(self, area: Area) -> Pack:
        """A place of which no figures are held: the pack says so, and why."""
        why = self.areas.fit_words(area.code)
        mine = priorities_of(self.priorities, self._chain(area))
        return Pack(
            area=area,
            title=place_title(area),
            subtitle=SUBTITLE,
            rests="",
            kicker=self._kicker(area, None),
            salutation=f"To everyone who lives in {area.local_name or area.name},",
            lead=NOTHING,
            fact=f"{why} That does not mean that nothing happened. A boundary file would tell; the "
            "packs of the wards around it have figures.",
            letter=(),
            window="",
            day=last_day(str(periods.Period(self.results.newest, "month"))),
            questions=(Question("What can we ask the police?", "For the next meeting:", _ASK),),
            sections=sections(self.results, self.areas, area.code, mine),
            caveats=(PROTECTED,),
            sources="",
            comparison=Comparison("Without figures there is nothing to compare."),
        )

    def _chain(self, area: Area) -> list[str]:
        """The place itself and the police neighbourhoods that it lies in."""
        above = self.areas.parents(area.code)
        return [area.code, *(c for c in above if self.areas.get(c).kind == "neighbourhood")]

    def _kicker(self, area: Area, here: Here | None, shared: bool = False) -> str:
        return letters.kicker(f"A {kind_words(area)}", self._within(area), here, shared)

    def _within(self, area: Area) -> str:
        above = (self.areas.get(code) for code in self.areas.parents(area.code))
        return listed([outer.name for outer in above if outer.kind == "district"])

    def _sources(self, found: Assessments) -> str:
        series = found.series
        return (
            f"Figures: data.police.uk, counted by neighbourhood, up to "
            f"{periods.parse(found.at).words}; held in the version of {_day(series.vintage)}. "
            "Residents: Office for National Statistics. Open Government Licence v3.0. Police "
            "recorded crime figures are not accredited official statistics. Intervals are 95 % "
            "intervals; every sentence was chosen by the same published rules for every place."
        )


_ASK = (
    "Which priorities has the neighbourhood team set for us, who chose them, and when?",
    "What was recorded here in the last year, and how many cases were solved?",
)


def last_day(month: str) -> date:
    """The last day of a month such as '2025-12'."""
    year, number = divmod(periods.parse(month).last + 1, 12)
    return date(year, number + 1, 1) - timedelta(days=1)


def _day(iso: str) -> str:
    if not iso:
        return "a date not recorded"
    day = date.fromisoformat(iso[:10])
    return f"{day.day} {periods.MONTHS[day.month - 1]} {day.year}"


def rests(held: Located, here: Here, areas: Areas) -> str:
    """What the figures rest on, and which are the place's own; '' where all of them are."""
    code = here.area.code
    basis, low = areas.fit(code).basis, held.found.window.low
    if basis == "exact":
        return ""
    told = areas.fit_words(code)
    if basis != "bounds" or low is None or not np.isfinite(here.now):
        return told
    own = float(low[here.row])
    if own <= 0:
        return (
            f"{told} None of them can be said to be its own alone: read 'here' as the shared "
            "neighbourhoods together."
        )
    return (
        f"{told} Of the {amount(here.now)} counted here, {amount(own)} were in neighbourhoods that "
        "are its own alone."
    )


def needed(catalogue: Catalogue) -> list[str]:
    """Ids of the measures that a pack may show: located ones, supplied ones, outcomes and roads."""
    return [
        measure.id
        for measure in catalogue.measures.values()
        if measure.basis == "located"
        or measure.supplied
        or measure.id == OUTCOMES
        or measure.source.startswith(ROADS)
    ]
