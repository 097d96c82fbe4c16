"""A report as sheets of cells: every figure with its source, and the numbers behind every chart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap

from frankpledge.cells import guarded
from frankpledge.claims import Chart, Table
from frankpledge.packs.reports.numerals import as_numbers
from frankpledge.packs.reports.plain import PLAIN, plain_columns, plain_numbers
from frankpledge.packs.reports.wording import SOURCE_HEAD, Paper, source_rows

Cell = str | float | int
# Words above a table stand in one cell a line; a longer one would make the printed sheet wider.
LINE = 90
NO_DATA = "[x]"  # the shorthand that government statisticians use for 'not available'


@dataclass(frozen=True)
class Sheet:
    """One table on a sheet of its own."""

    label: str
    title: str
    told: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def _cell(text: str) -> str:
    """A text as a cell; a lone dash says nothing to a screen reader."""
    return guarded(text) if any(map(str.isalnum, text)) else NO_DATA


def cover(paper: Paper) -> list[str]:
    """The first sheet: what the workbook is."""
    told = [paper.bound.head.summary, *(f"{name}: {text}" for name, text in paper.about)]
    told += [paper.notice, *paper.legend, f"{NO_DATA} means that there is no figure."]
    return [guarded(text) for text in told if text]


def sheets(paper: Paper, titles: Mapping[str, str]) -> list[Sheet]:
    """The figures in order, then charts and tables as they come. `titles` are those of sources."""
    rows = tuple(_safe(row) for row in source_rows(paper.bound.answers, titles))
    first = "Every figure of the report, in order, with its source."
    found = (
        [Sheet("Figures", "The figures of the report", (first,), SOURCE_HEAD, rows)] if rows else []
    )
    for number, answer in enumerate(paper.bound.answers, start=1):
        label = f"Figure {number}"
        if answer.chart is not None:
            columns, cells = _columns(answer.chart), tuple(_points(answer.chart))
            told = answer.text, f"Unit: {answer.chart.unit}."
            found.append(Sheet(label, answer.chart.title, told, columns, cells))
        elif answer.table is not None:
            found.append(_table(label, answer.table, answer.text))
    if not found:  # a workbook needs a table, and an empty one says nothing
        none = ("This report has no figures.",)
        blank = tuple(NO_DATA for _ in SOURCE_HEAD)
        found = [Sheet("Figures", "The figures of the report", none, SOURCE_HEAD, (blank,))]
    return [_guarded(sheet) for sheet in found]


def _safe(row: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(
        int(text) if i == 0 and text.isdigit() else _cell(text) for i, text in enumerate(row)
    )


def _guarded(sheet: Sheet) -> Sheet:
    told = tuple(guarded(line) for text in sheet.told for line in wrap(text, LINE))
    columns = tuple(guarded(text) for text in sheet.columns)
    return Sheet(sheet.label, guarded(sheet.title), told, columns, sheet.rows)


def _columns(chart: Chart) -> tuple[str, ...]:
    if chart.kind in PLAIN:
        return plain_columns(chart)
    if chart.kind == "change":
        limits = ("Lower limit by chance", "Upper limit by chance")
        own = ("Lower limit by own variation", "Upper limit by own variation")
        return ("Measure", f"Change in {chart.unit}", *limits, *own)
    lines = ("Mean", "Lower limit", "Upper limit") if chart.mean else ()
    return ("Period", "Value", *lines, "What the chart says")


def _points(chart: Chart) -> Iterator[tuple[Cell, ...]]:
    if chart.kind in PLAIN:
        rows = zip(chart.labels, *plain_numbers(chart), strict=True)
        yield from ((guarded(label), *map(_number, numbers)) for label, *numbers in rows)
        return
    for i, label in enumerate(chart.labels):
        if chart.kind == "change":
            limits = chart.lower[i], chart.upper[i], chart.wide_lower[i], chart.wide_upper[i]
            yield guarded(label), _number(chart.values[i]), *map(_number, limits)
            continue
        lines = (chart.mean[i], chart.lower[i], chart.upper[i]) if chart.mean else ()
        yield guarded(label), _number(chart.values[i]), *map(_number, lines), chart.kinds[i]


def _number(value: float) -> Cell:
    return NO_DATA if math.isnan(value) else round(value, 4)


def _table(label: str, table: Table, told: str) -> Sheet:
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.columns)
    found = [
        as_numbers(head, column) if number else (head, column)
        for head, number, column in zip(table.columns, table.numbers, columns, strict=True)
    ]
    cells = [tuple(_cell(c) if isinstance(c, str) else c for c in column) for _, column in found]
    heads = tuple(head for head, _ in found)
    return Sheet(label, table.caption, (told,), heads, tuple(zip(*cells, strict=True)))
