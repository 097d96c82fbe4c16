"""What the lake holds of a measure: the figures of a window, now and as known on a date."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from frankpledge import periods as calendar
from frankpledge.claims.checking.spans import Span
from frankpledge.lake import Lake
from frankpledge.measures import (
    Assessments,
    Baseline,
    Measure,
    Series,
    assess,
    evaluate,
    window,
    words,
)

if TYPE_CHECKING:
    from frankpledge.areas import Areas


@dataclass(frozen=True)
class Windowed:
    """A window of a measure: the last of its periods, and how many."""

    last: str
    size: int

    @property
    def words(self) -> str:
        """The window in words."""
        return calendar.window_words(self.last, self.size)


def windowed(measure: Measure, span: Span) -> Windowed | None:
    """The window of a measure that a period of a text is, None when it is none."""
    if span.first is None or span.last is None or span.kind == "snapshot" or span.part:
        return None
    step = {"month": 1, "quarter": 3}.get(measure.period)
    if step is None or (span.last + 1) % step or (span.last - span.first + 1) % step:
        return None
    last = calendar.Period(span.last, measure.period)
    return Windowed(str(last), (span.last - span.first + 1) // step)


class _Then(Lake):
    """A lake as it was on a date: what every table holds is what counted then."""

    def __init__(self, lake: Lake, date: str, areas: Areas) -> None:
        super().__init__(lake.path, areas=areas)
        self.date = date

    def table(self, source_id: str, as_of: str | None = None) -> Any:
        return super().table(source_id, as_of or self.date)


@dataclass(frozen=True, eq=False)
class Holdings:
    """Series of a lake, each evaluated once. `date` is set where it is the lake of a date."""

    lake: Lake
    areas: Areas
    threshold: int = 5
    date: str | None = None
    _series: dict[str, Series | None] = field(default_factory=dict)

    def on(self, date: str, measure: Measure) -> Holdings | None:
        """The holdings as known on a date; None when nothing of the measure was held by then."""
        vintages = [str(v) for v in self.lake.imports(measure.source)["vintage"].to_pylist()]
        if not any(vintage <= date for vintage in vintages):
            return None
        return Holdings(_Then(self.lake, date, self.areas), self.areas, self.threshold, date)

    def vintage(self, measure: Measure) -> str:
        """The vintage of the figures held of a measure, '' for none."""
        found = self._of(measure)
        return found.vintage if found else ""

    def _of(self, measure: Measure) -> Series | None:
        if measure.id not in self._series:
            held = measure.source in self.lake.store.sources()
            series = (
                evaluate(measure, self.lake, self.areas, threshold=self.threshold) if held else None
            )
            self._series[measure.id] = series if series is not None and series.periods else None
        return self._series[measure.id]

    def value(self, measure: Measure, area: str, at: Windowed) -> float | None:
        """The figure of a window, None where any of its periods is not known."""
        series = self._of(measure)
        if series is None or area not in series.row:
            return None
        found = float(window(series, at.last, at.size).value[series.row[area]])
        return found if np.isfinite(found) else None

    def begins(self, measure: Measure) -> str:
        """The first period held of a measure, '' for none."""
        series = self._of(measure)
        return series.periods[0] if series else ""

    def row(self, measure: Measure, at: Windowed) -> dict[str, tuple[float, float, str]]:
        """By area whose every period of a window is complete: figure, residents, year of those.

        Residents are NaN, and their year '', where none are held.
        """
        series = self._of(measure)
        if series is None:
            return {}
        values = window(series, at.last, at.size).value
        then = series.until(at.last)
        people = zip(then.populations.tolist(), then.population_years, strict=True)
        rows = zip(series.areas, values.tolist(), people, strict=True)
        return {code: (v, *who) for code, v, who in rows if np.isfinite(v)}

    def between(
        self, measure: Measure, area: str, before: Windowed, after: Windowed
    ) -> list[tuple[str, float]]:
        """Every known window of that size from one to the other: its last period and its figure."""
        here, end = calendar.parse(before.last), calendar.parse(after.last)
        found = []
        while here.last <= end.last:
            value = self.value(measure, area, Windowed(str(here), before.size))
            if value is not None:
                found.append((str(here), value))
            here = here.shift(1)
        return found

    def told(self, measure: Measure, area: str, before: Windowed, after: Windowed) -> str:
        """What the series' own variation lets be said of a change: 'fell', 'little changed' ..."""
        series = self._of(measure)
        assert series is not None
        base = Baseline(before.last, before.size, "the claim")
        framed = replace(
            series.only([area]), measure=replace(measure, window=after.size, baseline=base)
        )
        found: Assessments | None = assess(framed, after.last)
        if found is None or found.baseline is None:
            return "cannot be said"
        return words.verdict(found.baseline, 0, words.too_few(found, found.baseline, 0))
