"""Where the measures of a plan stand now, and which promises can be measured by them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from frankpledge import statistics as st
from frankpledge.errors import NotFoundError
from frankpledge.measures import Measure, Result, words
from frankpledge.packs.places import kind_words
from frankpledge.plans import Commitment, Plan, PlanMeasure, Priority
from frankpledge.plans.delivery import Judged, Latest, items_of, judge
from frankpledge.releases.site.figures import latest_figure, reason_words
from frankpledge.releases.site.model import Site, measure_href
from frankpledge.releases.site.plans.wording import last_month
from frankpledge.releases.site.shapes import Link, Verdict
from frankpledge.releases.site.words import VARIATION


@dataclass(frozen=True)
class Standing:
    """One measure of the catalogue where a plan is in force: `area` is '' without any figure."""

    result: Result
    area: str
    href: str

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.result.measure

    @property
    def link(self) -> Link:
        """The measure's page."""
        return Link(self.measure.title, self.href)

    @property
    def known(self) -> bool:
        """Whether any figure is held."""
        return bool(self.area)

    @property
    def stale(self) -> bool:
        """Whether the latest figure is too old to say how things stand."""
        score = self.result.score(self.area)
        return self.known and score.value is None and "out of date" in score.reason

    @property
    def verdict(self) -> Verdict:
        """What the control chart says of the latest figure."""
        found = self.result.found
        if found is None or not self.area:
            return Verdict("absent", "No figures")
        if self.stale:
            return Verdict("absent", "Out of date")
        return VARIATION[st.Variation(int(found.variation[found.series.row[self.area]]))]

    @property
    def value(self) -> str:
        """The latest figure with its unit; '' without one."""
        if self.result.found is None or not self.area:
            return ""
        value, unit = latest_figure(self.result.found, self.result.found.series.row[self.area])
        return "" if value.startswith("not known") else f"{value} {unit}".strip()

    @property
    def period(self) -> str:
        """What period the latest figure is for."""
        found = self.result.found
        return "" if found is None or not self.area else found.window.words

    @property
    def score(self) -> str:
        """The score, or '' where there is none."""
        value = self.result.score(self.area).value
        return "" if value is None else words.number(value, 0)

    @property
    def why_not(self) -> str:
        """Why there is no figure or no score, as a sentence without a full stop; or ''."""
        if not self.known:
            return self.measure.no_data or "No figures are held"
        if self.measure.better == 0:
            return "Neither way is better, so it is shown and not scored"
        return reason_words(self.result.score(self.area))


@dataclass(frozen=True)
class Promise:
    """A commitment with what it should move: lines of the plan's lists, and what they stand for.

    `wider` are the commitments that it is a part of, nearest first. What one of them says of lead,
    date and measures holds for its parts too, and so do the measures of the outcomes it serves.
    """

    commitment: Commitment
    wider: tuple[Commitment, ...]
    priority: Priority | None
    number: int
    lines: tuple[PlanMeasure, ...]
    standings: tuple[Standing, ...]

    @property
    def lead(self) -> str | None:
        """Id of who answers for it."""
        return next((one.lead for one in (self.commitment, *self.wider) if one.lead), None)

    @property
    def due(self) -> str | None:
        """By when it is to be done."""
        return next((one.due for one in (self.commitment, *self.wider) if one.due), None)

    @property
    def measured(self) -> bool:
        """Whether figures are held for at least one measure that it names."""
        return any(one.known for one in self.standings)

    @property
    def lacks(self) -> list[str]:
        """What is needed to check it and is not said."""
        said = {"measure": self.lines, "date": self.due, "lead": self.lead}
        return [f"no {name}" for name, value in said.items() if not value]


@dataclass(frozen=True)
class Counts:
    """How many of some promises can be measured, and how many say what checking needs."""

    promises: tuple[Promise, ...]

    @property
    def all(self) -> int:
        """How many there are."""
        return len(self.promises)

    @property
    def measured(self) -> int:
        """How many name a measure for which figures are held."""
        return sum(one.measured for one in self.promises)

    @property
    def unheld(self) -> int:
        """How many name only measures without figures."""
        return sum(bool(one.lines) and not one.measured for one in self.promises)

    @property
    def unnamed(self) -> int:
        """How many name no measure."""
        return sum(not one.lines for one in self.promises)

    @property
    def undated(self) -> int:
        """How many name no date."""
        return sum(not one.due for one in self.promises)

    @property
    def leaderless(self) -> int:
        """How many do not say who answers for them."""
        return sum(not one.lead for one in self.promises)


@dataclass(frozen=True)
class Standings:
    """The measures and promises of one plan of a site."""

    site: Site
    plan: Plan

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """Every commitment in order."""
        return tuple(
            self._promise(number, commitment)
            for number, commitment in enumerate(self.plan.all_commitments, start=1)
        )

    def _promise(self, number: int, commitment: Commitment) -> Promise:
        wider = self._wider(commitment)
        names: list[str] = []
        for one in (commitment, *wider):
            names += one.measures
            names += (name for outcome in one.outcomes for name in self.plan.get(outcome).measures)
        lines = tuple(self.plan.get(name) for name in dict.fromkeys(names))
        under = self.plan.priority_of(commitment.id)
        return Promise(commitment, wider, under, number, lines, self.of_lines(lines))

    def _wider(self, commitment: Commitment) -> tuple[Commitment, ...]:
        found = [commitment]  # the reader refuses circles
        while found[-1].part_of:
            found.append(self.plan.get(found[-1].part_of))
        return tuple(found[1:])

    def of_lines(self, lines: tuple[PlanMeasure, ...]) -> tuple[Standing, ...]:
        """Where the measures that some lines stand for are now, each once."""
        names = dict.fromkeys(name for line in lines for name in line.catalogue)
        return tuple(self.of(name) for name in names)

    def of(self, measure: str) -> Standing:
        """Where a measure of the catalogue stands in the area of the plan."""
        result = self.site.results.by_measure[measure]
        area = next((code for code in self.plan.head.areas if _known(result, code)), "")
        return Standing(result, area, self._href(result, area))

    def _href(self, result: Result, area: str) -> str:
        """The measure's page for the area; another force has none, only its place among all."""
        parts = {one.code for one in (*self.site.districts, *self.site.partnerships)}
        ours = {"", self.site.force.code, *parts}
        if area not in ours and result.found is not None and result.found.peers is not None:
            return f"compare/{result.measure.id}/"
        return measure_href(result.measure.id, area if area in parts else "")

    def under(self, priority: Priority | None) -> Counts:
        """The promises under a priority; None for those under none."""
        return Counts(tuple(one for one in self.promises if one.priority is priority))

    @cached_property
    def counts(self) -> Counts:
        """All promises."""
        return Counts(self.promises)

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """How everything owed under the plan stands on the day of the release.

        Empty for a plan whose delivery is not followed: a report, or an earlier edition.
        """
        kept = self.site.following
        if self.plan.id not in kept.tracked:
            return ()
        items = items_of(self.plan, kept.delivery, self.site.plans)
        latest = self._latest()
        return tuple(
            judge(item, kept.on, kept.months, plan=self.plan, latest=latest) for item in items
        )

    @cached_property
    def judged_by_id(self) -> dict[str, Judged]:
        """The same by id of the commitment, delivery plan or recommendation."""
        return {one.item.id: one for one in self.judged}

    def _latest(self) -> dict[str, Latest]:
        """The newest figures of the measures that the plan lists, where they are not too old."""
        found = {}
        for one in self.of_lines(self.plan.all_measures):
            if one.known and not one.stale and one.result.found is not None:
                row = one.result.found.series.row[one.area]
                value = float(one.result.found.level.value[row])
                told = f"{one.value} ({one.period})"
                found[one.measure.id] = Latest(value, one.measure.better, told)
        return found

    def passed(self, when: str) -> bool:
        """Whether a date lies before the end of the newest figures; there is no clock here."""
        return last_month(when) <= self.site.results.newest

    def place(self, area: str) -> str:
        """An area's name and kind; its code where the tables do not have it."""
        try:
            found = self.site.areas.get(area)
        except NotFoundError:
            return area
        return f"{found.name} ({kind_words(found)})"


def _known(result: Result, area: str) -> bool:
    found = result.found
    if found is None or area not in found.series.row:
        return False
    return bool(np.isfinite(found.level.value[found.series.row[area]]))
