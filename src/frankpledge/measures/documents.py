"""Reading measure and framework documents: YAML in, frozen definitions or a clear error out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from frankpledge.documents import Fields
from frankpledge.measures import definition as d

Raw = dict[str, Any]


def read_measure(path: Path) -> d.Measure:
    """Read one measure document. Raises DocumentError that names file, line and field."""
    fields = Fields.load(path)
    supplied = fields.text("source") == d.SUPPLIED
    measure = d.Measure(
        id=fields.identifier(),
        title=fields.text("title"),
        question=fields.question(),
        direction=fields.choice("direction", d.DIRECTIONS),
        timing=fields.choice("timing", d.TIMINGS),
        unit=fields.text("unit"),
        kind=fields.choice("kind", d.KINDS),
        basis=fields.choice("basis", d.BASES),
        source=fields.text("source"),
        areas=fields.choices("areas", d.AREA_KINDS),
        period=fields.choice("period", d.PERIOD_KINDS),
        window=fields.whole("window"),
        chart=fields.whole("chart"),
        value=fields.choice("value", d.VALUES, "value" if supplied else "count"),
        counts=fields.selection("counts") or {},
        denominator=fields.selection("denominator"),
        among=fields.choice_or_none("among", d.SETTINGS),
        lowest=fields.choice_or_none("lowest", d.SIZES),
        per=fields.whole("per", None),
        baseline=fields.part("baseline", _baseline),
        target=fields.part("target", _target),
        peers=fields.choice_or_none("peers", d.AREA_KINDS),
        caveats=fields.texts("caveats"),
        sources=fields.texts("sources"),
        proxy_for=fields.text("proxy_for", None),
        no_data=fields.text("no_data", None),
        place=path.name,
    )
    fields.close()
    return _consistent(measure, fields)


def _consistent(measure: d.Measure, fields: Fields) -> d.Measure:
    if measure.supplied and not measure.no_data:
        raise fields.error("no_data", "why open data does not reach a supplied measure")
    if measure.supplied != (measure.basis == "supplied"):
        raise fields.error("basis", "'supplied' exactly for the source 'returns'", measure.basis)
    if measure.kind == "proportion" and not measure.supplied and measure.denominator is None:
        raise fields.error("denominator", "the rows that a proportion is a share of")
    if measure.kind == "proportion" and measure.target and not 1 <= measure.target.value <= 100:
        # 0.9 is far more often nine in ten than nine in a thousand.
        raise fields.error("target.value", "per cent, from 1 to 100", f"{measure.target.value:g}")
    if measure.among is not None and (measure.basis != "located" or measure.per is not None):
        raise fields.error("among", "nothing, unless the basis is located and there is no rate")
    if below := [kind for kind in measure.areas if not measure.shown_for(kind)]:
        told = f"a kind of area as small as {below[0]}, which is among its areas"
        raise fields.error("lowest", told, measure.limit)
    if measure.chart < measure.window:
        raise fields.error("chart", f"at least the window of {measure.window}", measure.chart)
    return measure


def _baseline(fields: Fields) -> d.Baseline:
    return d.Baseline(fields.period("to"), fields.whole("periods"), fields.text("why"))


def _target(fields: Fields) -> d.Target:
    return d.Target(fields.number("value"), fields.period("from"), fields.text("source"))


def read_framework(path: Path) -> d.Framework:
    """Read one framework document. Raises DocumentError that names file, line and field."""
    fields = Fields.load(path)
    framework = d.Framework(
        id=fields.identifier(),
        title=fields.text("title"),
        kind=fields.choice("kind", ("national", "plan", "partnership", "report")),
        version=fields.text("version"),
        publisher=fields.text("publisher"),
        source=fields.text("source"),
        groups=tuple(fields.parts("groups", _group)),
        start=fields.text("from", ""),
        note=fields.text("note", ""),
    )
    fields.close()
    return framework


def _group(fields: Fields) -> d.Group:
    return d.Group(
        id=fields.text("id"),
        title=fields.text("title"),
        question=fields.text("question", ""),
        measures=tuple(fields.parts("measures", _listed)),
        note=fields.text("note", ""),
    )


def _listed(fields: Fields) -> d.Listed:
    return d.Listed(fields.text("measure"), fields.text("wording", ""), fields.text("place", ""))
