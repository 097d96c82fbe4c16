"""A report as sheets of cells: every figure with its source, and the numbers behind every chart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frankpledge.cells import guarded
from frankpledge.claims import Chart, Table
from frankpledge.packs.reports.wording import SOURCE_HEAD, Paper, source_rows

Cell = str | float | int
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
    told = tuple(guarded(text) for text in sheet.told)
    columns = tuple(guarded(text) for text in sheet.columns)
    return Sheet(sheet.label, guarded(sheet.title), told, columns, sheet.rows)


def _columns(chart: Chart) -> tuple[str, ...]:
    if chart.kind == "change":
        limits = ("Lower limit by chance", "Upper limit by chance")
        own = ("Lower limit by own variation", "Upper limit by own variation")
        return ("Measure", "Change in per cent", *limits, *own)
    lines = ("Mean", "Lower limit", "Upper limit") if chart.mean else ()
    return ("Period", "Value", *lines, "What the chart says")


def _points(chart: Chart) -> Iterator[tuple[Cell, ...]]:
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
    rows = tuple(tuple(_cell(cell) for cell in row) for row in table.rows)
    return Sheet(label, table.caption, (told,), table.columns, rows)
