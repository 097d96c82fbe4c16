"""Columns of printed numbers as numbers again, so that a spreadsheet can add them up."""

from __future__ import annotations

import re
from collections.abc import Sequence

Cell = str | float | int
_NUMBER = re.compile(r"([+−-]?)(£?)(\d[\d,]*)(\.\d+)?\s?(%?)\Z")


def as_numbers(head: str, column: Sequence[str]) -> tuple[str, tuple[Cell, ...]]:
    """A column's head and cells: numbers of one unit, which then stands in the head.

    Texts among them ('too few') stay as they are; a column without numbers, or with several units,
    is left alone.
    """
    found = [_NUMBER.match(text) for text in column]
    units = {match[2] or match[5] for match in found if match}
    if len(units) != 1:
        return head, tuple(column)
    (unit,) = units
    cells = [text if m is None else _number(m) for text, m in zip(column, found, strict=True)]
    return (f"{head} ({unit})" if unit else head), tuple(cells)


def _number(match: re.Match[str]) -> float | int:
    sign = -1 if match[1] in {"−", "-"} else 1
    whole = match[3].replace(",", "")
    return sign * (float(whole + match[4]) if match[4] else int(whole))
