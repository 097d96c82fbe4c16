"""One measure as JSON: its definition, where its figures come from, what is said of each area."""

from __future__ import annotations

import math
from typing import Any

from frankpledge.measures import Measure, Result, Series, assessment_row
from frankpledge.releases.downloads.series_csv import number
from frankpledge.releases.site.model import Held, Site

SMALL = 4000  # figures; a measure with more gives them in its CSV only
_SAME = {"measure", "title", "unit", "direction", "timing", "source", "vintage", "rate_per"}


def measure_json(site: Site, result: Result, series: Series | None) -> dict[str, Any]:
    """The document of one measure; `series` holds the areas that are shown, None without any."""
    measure, held = result.measure, site.held.get(result.measure.source)
    return {
        "id": measure.id,
        "title": measure.title,
        "question": measure.question,
        "direction": measure.direction,
        "timing": measure.timing,
        "unit": measure.unit,
        "kind": measure.kind,
        "basis": measure.basis,
        "areas": measure.areas,
        "period": measure.period,
        "window": measure.window,
        "chart": measure.chart,
        "counts": measure.counts,
        "denominator": measure.denominator,
        "among": measure.among,
        "lowest": measure.limit,
        "per": measure.per,
        "baseline": None if measure.baseline is None else vars(measure.baseline),
        "target": None if measure.target is None else vars(measure.target),
        "proxy_for": measure.proxy_for,
        "caveats": measure.caveats,
        "sources": measure.sources,
        "source": _origin(measure, held),
        "release": site.release,
        "assessments": [] if series is None else _assessments(site, result, series),
        "series": _small(series),
    }


def _origin(measure: Measure, held: Held | None) -> dict[str, str]:
    if held is None:
        return {"id": measure.source}
    source = held.source
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "url": source.url,
        "vintage": newest_vintage(held),
    }


def _assessments(site: Site, result: Result, series: Series) -> list[dict[str, Any]]:
    """What is said of each area, without what the definition has said for all of them."""
    rows = (assessment_row(result, site.areas.get(code)) for code in series.areas)
    return [{name: row[name] for name in row if name not in _SAME} for row in rows]


def _small(series: Series | None) -> dict[str, Any] | None:
    """The figures, where they are few: a list for each area, in the order of the periods."""
    if series is None or series.values.size > SMALL:
        return None
    values = zip(series.areas, series.values.tolist(), strict=True)
    return {
        "periods": series.periods,
        "values": {
            code: [None if math.isnan(v) else number(v) for v in row] for code, row in values
        },
    }


def newest_vintage(held: Held | None) -> str:
    """The date of a source's newest vintage (YYYY-MM-DD); '' where there is none."""
    return str(max((row["vintage"] for row in held.imports), default="")) if held else ""
