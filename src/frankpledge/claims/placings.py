"""The places within an area where there is most of something, as a table.

Which places these are is worked out, so that a writer can neither choose them nor leave one out.
They are counts and no rates: in town centres most people who are there live elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from frankpledge.claims import sentences as say
from frankpledge.claims.figures import Figures
from frankpledge.claims.resolving import Request, Span, year_before
from frankpledge.claims.shapes import Answer, Basis, Table
from frankpledge.claims.windows import Here, NotKnownError, measure_of
from frankpledge.measures import Measure, Series, compare, window, words

MOST = 10  # places, where nothing else is said
NOTE = (
    "Counts, not rates. Places with nearly the same figure may stand in either order by chance, "
    "and about one in twenty shows a change by chance alone."
)
_MANY = {"parish": "parishes", "lsoa": "neighbourhoods"}


def places(request: Request, figures: Figures, basis: Basis) -> Answer:
    """The places of a kind with the largest figures, each with its part of the whole."""
    here = Here.of(request, figures)
    whole, span = float(here.window("for").value[0]), here.spans["for"]
    kind = request.expression.clauses["of"].text
    series = figures.series(here.measure)
    codes = figures.areas.children(request.area, kind)
    if series is None or not (held := [code for code in codes if code in series.row]):
        raise NotKnownError(f"no figures are held for any {kind} here")
    several = _MANY.get(kind, f"{kind}s")
    if "bounds" in series.only(held).fits:
        raise NotKnownError(f"of some {several} only the least and the most they can have is known")
    most = request.expression.clauses.get("most")
    rows, total = _rows(series.only(held), span, figures, int(most.text) if most else MOST, whole)
    if not rows:
        raise NotKnownError(f"no complete figures are held for any {kind} here")
    told = _sentence(basis, measure_of(request), (len(rows), len(codes), several), (total, whole))
    told = f"{told} in {say.the(span.words)}"
    part = f"Part of {figures.areas.get(request.area).name}"
    columns = (say.capital(kind), "Figure", part, "Since the year before")
    table = Table(told, columns, (False, True, True, False), tuple(rows))
    return Answer(f"{told}.", replace(basis, note=NOTE), table=table)


def _rows(
    series: Series, span: Span, figures: Figures, most: int, whole: float
) -> tuple[list[tuple[str, ...]], float]:
    """The table's rows, the largest figure first, and what they add up to."""
    now = window(series, span.last, span.size)
    before = window(series, year_before(span).last, span.size)
    compared = compare(series, now, before)
    names = [figures.areas.get(code).name for code in series.areas]
    known = [i for i in range(len(names)) if np.isfinite(now.value[i]) and now.value[i] > 0]
    first = sorted(known, key=lambda i: (-float(now.value[i]), names[i]))[:most]
    rows: list[tuple[str, ...]] = []
    for i in first:
        few = max(float(now.value[i]), float(before.value[i])) < words.FEW
        says = words.verdict(compared, i, before_few=few)
        size = f" by {words.size(compared, i)}" if compared is not None else ""
        change = f"{says}{size}" if says in {"rose", "fell"} else _PLAIN.get(says, says)
        part = f"{words.number(100 * float(now.value[i]) / whole, 1)} %" if whole > 0 else "–"
        rows.append((names[i], words.number(float(now.value[i]), 0), part, change))
    return rows, float(sum(now.value[i] for i in first))


_PLAIN = {"little changed": "changed little"}


def _sentence(
    basis: Basis, measure: Measure, counts: tuple[int, int, str], sums: tuple[float, float]
) -> str:
    shown, every, several = counts
    total, whole = sums
    part = f" ({words.number(100 * total / whole, 1)} %)" if whole > 0 else ""
    return (
        f"{say.subject(basis)}: {shown} of {every} {several} had {words.number(total, 0)} of "
        f"{words.number(whole, 0)} {measure.unit}{part}"
    )
