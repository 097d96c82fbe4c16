"""A pack as rows: every figure that it prints, with its intervals, and its answers in words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from frankpledge.cells import fields
from frankpledge.packs.parish.model import Interval, Pack

FIELDS = (
    *("area", "area_name", "kind", "part", "item", "period", "value", "unit"),
    *("lower", "upper", "wide_lower", "wide_upper", "says"),
)
"""Columns. `lower` and `upper` are 95 % limits by chance alone, `wide_*` by own variation."""

Row = dict[str, Any]
COUNT, PERCENT, RATE = "crimes and incidents", "per cent", "per 1,000 residents"


def rows(pack: Pack) -> Iterator[Row]:
    """The rows of one pack, in the order in which it is read. None stands for what is not known."""
    about = {"area": pack.area.code, "area_name": pack.area.name, "kind": pack.area.kind}
    for part in (_words(pack), _changes(pack), _comparison(pack), _months(pack)):
        for row in part:
            yield {**dict.fromkeys(FIELDS), **about, **row}


def _words(pack: Pack) -> Iterator[Row]:
    yield _row("answer", "In short", pack.window, says=f"{pack.lead} {pack.fact}")
    if pack.rests:
        yield _row("answer", "What the figures rest on", pack.window, says=pack.rests)
    for question in pack.questions:
        says = " ".join([question.answer, *question.ask])
        yield _row("question", question.question, pack.window, says=says)
    for section in pack.sections:
        says = " ".join([section.text, *section.items]).strip()
        yield _row("section", section.title, pack.window, says=says)
    yield _row("comparison", "In words", pack.window, says=pack.comparison.words)
    for caveat in pack.caveats:
        yield _row("caveat", "Read with care", pack.window, says=caveat)


def _changes(pack: Pack) -> Iterator[Row]:
    for change in pack.changes:
        yield _row("count", change.name, pack.window, change.now, COUNT)
        yield _row("count", change.name, f"year before the {pack.window}", change.before, COUNT)
        yield {
            **_row("change", change.name, pack.window, change.own.value, PERCENT, change.says),
            **_limits("", change.chance),
            **_limits("wide_", change.own),
        }


def _comparison(pack: Pack) -> Iterator[Row]:
    for one in pack.comparison.rates:
        row = _row("comparison", one.name, pack.window, one.rate.value, RATE)
        yield {**row, **_limits("wide_", one.rate)}


def _months(pack: Pack) -> Iterator[Row]:
    for period, value in pack.months:
        yield _row("month", "All of these", period, value, COUNT)


def _row(  # noqa: PLR0913, PLR0917 - the columns of a row
    part: str, item: str, period: str, value: float | None = None, unit: str = "", says: str = ""
) -> Row:
    return {
        "part": part,
        "item": item,
        "period": period or None,
        "value": _known(value),
        "unit": unit or None,
        "says": says or None,
    }


def _limits(prefix: str, found: Interval) -> Row:
    return {f"{prefix}lower": _known(found.lower), f"{prefix}upper": _known(found.upper)}


def _known(value: float | None) -> float | None:
    """A number to four decimals; None for what is not known or has no end."""
    if value is None or not np.isfinite(value):
        return None
    return round(float(value), 4)


def csv_text(found: Iterable[Row]) -> str:
    """Rows as CSV text."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(fields, found))
    return buffer.getvalue()
