"""Assessments and scores as flat rows: what `frankpledge score` prints and a release's data hold.

The fields are described in docs/reference.md, and a test holds that page to them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from frankpledge import statistics as st
from frankpledge.measures.assessing import Assessments, Compared
from frankpledge.measures.results import Result, Results
from frankpledge.measures.scoring import PARTS, Score

if TYPE_CHECKING:
    from frankpledge.areas import Area, Areas

Row = dict[str, Any]
CODES = (("variation", st.Variation), ("assurance", st.Assurance))


def assessment_rows(
    results: Results, areas: Areas, wanted: Callable[[Area], bool] = lambda _area: True
) -> list[Row]:
    """One row per measure and area, in the order of both; measures without data give one row."""
    rows: list[Row] = []
    for result in results.by_measure.values():
        if result.found is None:
            rows.append(_nothing(result))
            continue
        for code in result.found.series.areas:
            area = areas.get(code)
            if wanted(area):
                rows.append(assessment_row(result, area))
    return rows


def _nothing(result: Result) -> Row:
    row: Row = dict.fromkeys(FIELDS)
    score = result.score("")
    return row | _about(result) | {"reason": score.reason, "parts": 0, "status": "no data"}


def _about(result: Result) -> Row:
    measure = result.measure
    return {
        "measure": measure.id,
        "title": measure.title,
        "direction": measure.direction,
        "timing": measure.timing,
        "unit": measure.unit,
        "source": measure.source,
    }


def assessment_row(result: Result, area: Area) -> Row:
    """One measure in one area, flat: JSON and CSV print it as it is."""
    found = result.found
    assert found is not None
    i, score = found.series.row[area.code], result.score(area.code)
    share = found.series.measure.kind == "proportion"
    row: Row = dict.fromkeys(FIELDS)
    row |= _about(result) | _place(area) | _figures(found, i, share)
    row |= _changes("change", found.previous, i) | _changes("baseline", found.baseline, i)
    row |= {name: _code(getattr(found, name)[i], codes) for name, codes in CODES}
    if found.peers is not None:
        row["peers"] = _code(found.peers.code[i], st.Position)
    return row | _score(score) | {"status": _status(found, i), "vintage": found.series.vintage}


def _place(area: Area) -> Row:
    return {"area": area.code, "area_name": area.name, "area_kind": area.kind}


def _figures(found: Assessments, i: int, share: bool) -> Row:
    return {
        "period": found.at,
        "window": found.window.words,
        "value": plain(found.window.value[i]),
        "denominator": plain(found.window.denominator[i])
        if found.window.denominator is not None
        else None,
        "percent": plain(found.level.value[i]) if share else None,
        "lower": plain(found.level.lower[i]),
        "upper": plain(found.level.upper[i]),
        "rate": plain(found.rate.value[i]),
        "rate_per": found.series.measure.per,
        "population_year": found.series.population_years[i] or None,
        "dispersion": plain(found.dispersion[i]),
    }


def _changes(name: str, compared: Compared | None, i: int) -> Row:
    if compared is None:
        return {}
    return {
        f"{name}_window": compared.window.words,
        f"{name}_value": plain(compared.window.value[i]),
        f"{name}_{'points' if compared.points else 'percent'}": plain(compared.size[i]),
        f"{name}_lower": plain(compared.lower[i]),
        f"{name}_upper": plain(compared.upper[i]),
        f"{name}_z": plain(compared.z[i]),
        f"{name}_own_lower": plain(compared.wide_lower[i]),
        f"{name}_own_upper": plain(compared.wide_upper[i]),
        f"{name}_own_z": plain(compared.wide_z[i]),
    }


def _score(score: Score) -> Row:
    parts = {f"part_{name}": part for name, part in zip(PARTS, score.parts, strict=True)}
    return parts | {
        "parts": score.present,
        "score": None if score.value is None else round(score.value, 6),
        "score_low": None if score.low is None else round(score.low, 6),
        "score_high": None if score.high is None else round(score.high, 6),
        "reason": score.reason,
    }


def _status(found: Assessments, i: int) -> str:
    known = int(found.window.known[i])
    return "complete" if known == found.window.size else "partial" if known else "missing"


def _code(value: int, codes: type[st.Variation | st.Assurance | st.Position]) -> str | None:
    name = codes(value).name
    return None if name == "ABSENT" else name.lower().replace("_", " ")


def plain(value: float | np.floating[Any]) -> float | int | None:
    """A number as JSON has it: whole where it is whole, null where not finite."""
    number = float(value)
    if not np.isfinite(number):
        return None
    return int(number) if number.is_integer() else round(number, 10)


_CHANGE = (
    *("window", "value", "percent", "points", "lower", "upper", "z"),
    *("own_lower", "own_upper", "own_z"),
)
FIELDS = (
    *("measure", "title", "area", "area_name", "area_kind", "period", "window", "status"),
    *("value", "denominator", "percent", "lower", "upper", "unit", "rate", "rate_per"),
    *("population_year", "dispersion"),
    *(f"change_{name}" for name in _CHANGE),
    *(f"baseline_{name}" for name in _CHANGE),
    *("variation", "assurance", "peers"),
    *(f"part_{name}" for name in PARTS),
    *("parts", "score", "score_low", "score_high", "reason"),
    *("direction", "timing", "source", "vintage"),
)
