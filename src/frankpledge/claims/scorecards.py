"""A framework as a table: each measure with its figure, its change, its chart and its score."""

from __future__ import annotations

import numpy as np

from frankpledge import statistics as st
from frankpledge.claims import sentences as say
from frankpledge.claims.figures import Figures
from frankpledge.claims.resolving import Request
from frankpledge.claims.shapes import Answer, Basis, Table
from frankpledge.measures import Assessments, Result, assess, charting, score, words

COLUMNS = ("Measure", "Latest", "When", "Since the year before", "What the chart says", "Score")
NUMBERS = (False, True, False, False, False, True)
WHEN, NOTHING = 2, "–"
NONE_THEN = "no data then"  # in a report as of a month: later figures may be held


def scorecard(request: Request, figures: Figures) -> Answer:
    """Every measure that the framework (or its group) lists, those without figures too."""
    assert request.framework is not None
    area = figures.areas.get(request.area)
    rows, scored = [], 0
    for name in request.listed:
        row = _row(figures.results.by_measure[name], request.area, figures)
        scored += row[-1] != "not scored"
        rows.append(row)
    group = request.expression.clauses.get("group")
    names = {one.id: one.title for one in request.framework.groups}
    title = request.framework.title + (f": {names[group.text]}" if group else "")
    says = f"{scored} of {len(rows)} {'measure' if len(rows) == 1 else 'measures'} could be scored"
    told = f"{title}, {area.name}: {says}."
    used = [figures.results.by_measure[name] for name in request.listed]
    found = {one.measure.source: one.found.series.vintage for one in used if one.found is not None}
    imports = [str(r["import_id"]) for s in sorted(found) for r in figures.imports.get(s, ())]
    basis = Basis(
        "computed",
        area=area,
        imports=tuple(imports),
        framework=title,
        sources=tuple(sorted(found.items())),
    )
    short = names[group.text] if group else title
    caption = f"{short}, {area.name}: {says}"
    return Answer(told, basis, table=_table(caption, rows))


def _table(caption: str, rows: list[tuple[str, ...]]) -> Table:
    """The rows as a table; a window that all figures share is said once, above them."""
    windows = {row[WHEN] for row in rows} - {NOTHING}
    if len(windows) > 1:
        return Table(caption, COLUMNS, NUMBERS, tuple(rows))
    kept = [0, 1, 3, 4, 5] if windows else [0, 1, 4, 5]
    shorter = tuple(tuple(row[place] for place in kept) for row in rows)
    columns = tuple(COLUMNS[place] for place in kept)
    numbers = tuple(NUMBERS[place] for place in kept)
    told = "".join(f". Figures are for {say.the(when)}" for when in windows)
    return Table(f"{caption}{told}", columns, numbers, shorter)


def _row(result: Result, area: str, figures: Figures) -> tuple[str, ...]:
    found, rated = result.found, result.score(area)
    title = result.measure.title.removesuffix(" in the area")  # it is named above the table
    if figures.as_of is not None:
        series = figures.series(result.measure)
        found = None if series is None else assess(series)
    if found is None or area not in found.series.row:
        reason = result.score(area).reason if figures.as_of is None else NONE_THEN
        return title, "not known", NOTHING, NOTHING, say.capital(reason), "not scored"
    row = found.series.row[area]
    if figures.as_of is not None:
        rated = score(found)[row]
    return (
        title,
        _latest(found, row),
        found.window.words,
        _since(found, row),
        charting.VARIATION[st.Variation(int(found.variation[row]))][1],
        "not scored" if rated.value is None else words.number(rated.value),
    )


def _latest(found: Assessments, row: int) -> str:
    value = float(found.window.value[row])
    if not np.isfinite(value):
        return "not known"
    below = None if found.window.denominator is None else float(found.window.denominator[row])
    return say.Amount.plain(found.series.measure, value, below).words


def _since(found: Assessments, row: int) -> str:
    """The verb and the size of the change; the series' own variation chooses the verb."""
    compared = found.previous
    if compared is None or not np.isfinite(compared.size[row]):
        return "not known"
    few = words.too_few(found, compared, row)
    says = words.verdict(compared, row, few)
    if says in {"rose", "fell"}:
        return f"{says} by {words.size(compared, row)}"
    return {"little changed": "changed little"}.get(says, says)
