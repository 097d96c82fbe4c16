"""From a request to its answer: every figure of a report is worked out here, at every build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from frankpledge import periods as calendar
from frankpledge import statistics as st
from frankpledge.claims import sentences as say
from frankpledge.claims.figures import Figures
from frankpledge.claims.graphs import change_chart, change_table, control_chart, control_table
from frankpledge.claims.matrix_ruling import matrix_shown
from frankpledge.claims.placings import places
from frankpledge.claims.resolving import Request, Span
from frankpledge.claims.scorecards import scorecard
from frankpledge.claims.shapes import Answer, Basis, Origin
from frankpledge.claims.windows import Here, NotKnownError, measure_of, nothing_held, spans_of
from frankpledge.measures import (
    Compared,
    Measure,
    Window,
    assess,
    compare,
    score,
    words,
)


def answer(request: Request, figures: Figures) -> Answer:
    """Work one figure out. A figure that is not known says so, with its reason."""
    if request.expression.kind.name == "stated":
        return _stated(request)
    if request.matrix is not None:
        return matrix_shown(request, figures)
    if request.framework is not None:
        return scorecard(request, figures)
    basis = _basis(request, figures)
    try:
        return _ANSWERS[request.expression.kind.name](request, figures, basis)
    except NotKnownError as nothing:
        reason = str(nothing)
        return Answer(say.unknown(request, reason), basis, reason)


def _stated(request: Request) -> Answer:
    clauses = request.expression.clauses
    period = clauses.get("for")
    basis = Basis(
        origin="stated",
        measure=request.measure,
        windows=(calendar.parse(period.text).words,) if period else (),
        stated=request.source,
        note=clauses["note"].text if "note" in clauses else "",
    )
    return Answer(request.expression.subject.text, basis)


def _basis(request: Request, figures: Figures) -> Basis:
    measure = measure_of(request)
    returned = request.expression.kind.name == "returned"
    source = "returns" if returned else measure.source
    origin: Origin = "supplied" if returned or measure.supplied else "computed"
    rows = figures.imports.get(source, ())
    series = figures.series(measure)
    spans = dict(request.spans)
    if series is not None and not returned:
        spans = spans_of(request, measure, series)
    supplied = measure.supplied or returned
    return Basis(
        origin=origin,
        measure=measure,
        area=figures.areas.get(request.area),
        windows=tuple(span.words for span in spans.values()),
        vintage=max((str(row["vintage"]) for row in rows), default=""),
        imports=tuple(str(row["import_id"]) for row in rows),
        note=_notes(measure, request.area, spans, figures) if supplied else "",
    )


def _notes(measure: Measure, area: str, spans: Mapping[str, Span], figures: Figures) -> str:
    """Where the body's own figures stand, in its own words; a window may have several."""
    ends = {calendar.parse(span.last).last: span.months for span in spans.values()}
    notes = [
        str(row.get("note") or "")
        for row in figures.supplied.get(measure.id, ())
        for end in (calendar.parse(row["period"]).last,)
        if row["area"] == area
        and (not ends or any(last - months < end <= last for last, months in ends.items()))
    ]
    return " ".join(dict.fromkeys(note for note in notes if note))


def _value(request: Request, figures: Figures, basis: Basis) -> Answer:
    here = Here.of(request, figures)
    found = here.window("for")
    amount = say.Amount.of(here.measure, found)
    match request.expression.form:
        case "number":
            text = amount.number
        case "rate":
            text = _rate(here, found)
            year = here.series.until(found.last).population_years[0]
            basis = replace(basis, note=f"Per resident of {year}.")
        case "interval":
            text = _interval(here.measure, found)
        case "sentence":
            text = say.value_sentence(basis, amount, here.spans["for"])
        case _:
            text = amount.words
    return Answer(text, basis)


def _rate(here: Here, found: Window) -> str:
    people, per = here.series.until(found.last).populations[0], here.measure.per
    if per is None or not people > 0:
        raise NotKnownError("the number of residents is not known")
    return f"{words.number(per * found.value[0] / people, 1)} per {per:,} residents"


def _interval(measure: Measure, found: Window) -> str:
    """The 95 % interval of the figure itself, as on the measure's page."""
    if measure.kind == "count" and found.value[0] >= 0:
        level = st.rate(found.value, np.ones(1), per=1)
    elif measure.kind == "proportion" and found.denominator is not None:
        level = st.proportion(found.value, found.denominator, per=100)
    else:
        raise NotKnownError("there is no interval for a figure of this kind")
    places = 1 if measure.kind == "proportion" else 0
    low, high = (words.number(limit[0], places) for limit in (level.lower, level.upper))
    return f"{low} to {high}{' %' if places else ''}"


def _change(request: Request, figures: Figures, basis: Basis) -> Answer:
    here = Here.of(request, figures)
    before, now = here.window("from"), here.window("to")
    compared = compare(here.series, now, before)
    if compared is None or not np.isfinite(compared.size[0]):
        raise NotKnownError("a change from none, or to less than none, has no percentage")
    told = say.Change.of(here.measure, now, before, compared)
    match request.expression.form:
        case "number":
            return Answer(told.difference, basis)
        case "verb":
            return Answer(told.verb, basis)
        case "percent":
            return Answer(told.percent, basis)
        case "size":
            return Answer(told.percent.lstrip("+−"), basis)
        case _:
            sentence = say.change_sentence(basis, told)
    if request.expression.form == "sentence":
        return Answer(sentence, basis)
    return _shown_change(request, basis, sentence, compared, told)


def _shown_change(
    request: Request, basis: Basis, sentence: str, compared: Compared, told: say.Change
) -> Answer:
    chart = change_chart(basis, sentence, compared, told)
    table = change_table(basis, compared, told)
    return Answer(
        sentence, basis, chart=chart if request.expression.form == "chart" else None, table=table
    )


def _trend(request: Request, figures: Figures, basis: Basis) -> Answer:
    here = Here.of(request, figures)
    found = here.assessed(here.spans["to"].last)
    if not np.isfinite(found.chart.values[0]).any():
        raise NotKnownError("no complete figures are held for any period of the chart")
    sentence = say.trend_sentence(basis, found)
    if request.expression.form == "sentence":
        return Answer(sentence, basis)
    chart = control_chart(basis, found) if request.expression.form == "chart" else None
    return Answer(sentence, basis, chart=chart, table=control_table(basis, found))


def _peers(request: Request, figures: Figures, basis: Basis) -> Answer:
    here = Here.of(request, figures)
    series = figures.series(here.measure)
    assert series is not None
    found, row = assess(series, here.spans["for"].last), series.row[request.area]
    if found is None or found.peers is None or not found.peers.compared[row]:
        raise NotKnownError("this area is not compared with others for this measure")
    if request.expression.form == "verdict":
        return Answer(say.POSITION[st.Position(int(found.peers.code[row]))], basis)
    return Answer(say.peers_sentence(basis, found, row), basis)


def _score(request: Request, figures: Figures, basis: Basis) -> Answer:
    result = figures.results.by_measure[measure_of(request).id]
    found = result.score(request.area)
    if "for" in request.expression.clauses or figures.as_of is not None:
        here = Here.of(request, figures)
        series = figures.series(here.measure)
        then = None if series is None else assess(series, here.spans["for"].last)
        if series is None or then is None:
            raise NotKnownError(nothing_held(here.measure))
        found = score(then)[series.row[request.area]]
    if found.value is None:
        raise NotKnownError(found.reason)
    if request.expression.form == "number":
        return Answer(words.number(found.value), basis)
    return Answer(say.score_sentence(basis, found), basis)


def _returned(request: Request, figures: Figures, basis: Basis) -> Answer:
    measure, period = measure_of(request), request.spans["for"].last
    rows = [
        row
        for row in figures.supplied.get(measure.id, ())
        if (row["area"], row["period"]) == (request.area, period)
    ]
    if not rows:
        raise NotKnownError(
            f"the body supplied no figure for {say.the(request.spans['for'].words)}"
        )
    row = rows[0]
    note = str(row.get("note") or "")
    if row["value"] is None:
        raise NotKnownError(note or "suppressed")
    basis = replace(basis, note=note)
    amount = say.Amount.plain(measure, float(row["value"]), row.get("denominator"))
    match request.expression.form:
        case "number":
            return Answer(amount.number, basis)
        case "sentence":
            return Answer(say.value_sentence(basis, amount, request.spans["for"]), basis)
        case _:
            return Answer(amount.words, basis)


_ANSWERS: dict[str, Callable[[Request, Figures, Basis], Answer]] = {
    "value": _value,
    "change": _change,
    "trend": _trend,
    "peers": _peers,
    "score": _score,
    "places": places,
    "returned": _returned,
}
