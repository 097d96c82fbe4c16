"""The windows of one area: their sums, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frankpledge import periods as calendar
from frankpledge.claims import sentences as say
from frankpledge.claims.figures import Figures
from frankpledge.claims.resolving import LATEST, Request, Span, year_before
from frankpledge.measures import SUPPRESSED, Assessments, Measure, Series, Window, assess, window


class NotKnownError(Exception):
    """There is no figure; the text says why. Never leaves this room."""


def measure_of(request: Request) -> Measure:
    """The measure that a request names."""
    assert request.measure is not None
    return request.measure


def spans_of(request: Request, measure: Measure, series: Series) -> dict[str, Span]:
    """The windows, with the words `latest` and `year-before` turned into periods."""
    latest = Span(series.periods[-1], measure.window)
    spans = dict(request.spans)
    clauses = request.expression.clauses
    for name in ("for", "to"):
        named = clauses.get(name)
        wanted = name in request.expression.kind.clauses and name not in spans
        if wanted and (named is None or named.text == LATEST):
            spans[name] = latest
    if request.year_before:
        spans["from"] = year_before(spans["to"])
    return {name: spans[name] for name in ("for", "from", "to") if name in spans}


@dataclass(frozen=True)
class Here:
    """The figures of one area: the series has one row."""

    measure: Measure
    series: Series
    spans: dict[str, Span]

    @classmethod
    def of(cls, request: Request, figures: Figures) -> Here:
        """The area and measure that a request names. Raises NotKnownError without figures."""
        measure = measure_of(request)
        series = figures.series(measure)
        if series is None:
            raise NotKnownError(nothing_held(measure))
        if request.area not in series.row:
            raise NotKnownError("no figures are held for this area")
        return cls(measure, series.only([request.area]), spans_of(request, measure, series))

    def window(self, name: str) -> Window:
        """The sums of a window. Raises NotKnownError, with the reason, when a part is not."""
        span = self.spans[name]
        found = window(self.series, span.last, span.size)
        if not np.isfinite(found.value[0]):
            raise NotKnownError(self._missing(span, int(found.known[0])))
        if found.denominator is not None and not found.denominator[0] > 0:
            raise NotKnownError(f"the number of all cases in the {span.words} is not known or none")
        return found

    def _missing(self, span: Span, known: int) -> str:
        end = calendar.parse(span.last)
        cells = [self.series.column.get(str(end.shift(-i))) for i in range(span.size)]
        codes = [self.series.status[0, cell] for cell in cells if cell is not None]
        when = say.the(span.words)
        if SUPPRESSED in codes:
            return f"suppressed, because a figure for {when} is a small number of people"
        if known:
            unit = self.measure.period
            return (
                f"complete figures are held for only {known} of the {span.size} {unit}s of {when}"
            )
        if self.measure.supplied:
            return f"no figure was supplied for {when}"
        return f"no complete figures are held for {when}"

    def assessed(self, at: str) -> Assessments:
        """The assessments at a period of the measure."""
        found = assess(self.series, at)
        if found is None or at not in self.series.column:
            raise NotKnownError(f"no figures are held for {say.the(calendar.parse(at).words)}")
        return found


def nothing_held(measure: Measure) -> str:
    """Why a measure has no figures at all."""
    if measure.supplied:
        return "no figures have been supplied"
    return "no figures of this measure are held"
