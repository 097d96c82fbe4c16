"""Tables: a column of changes against the two dated columns that it is taken from.

Nothing is said unless exactly two columns have headings with a period and one heading says that it
holds the change: any other table has more readings than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from frankpledge.claims.checking.document import Passage
from frankpledge.claims.checking.numerals import (
    Interval,
    Number,
    matched,
    overlap,
    percent_change,
    signed,
)
from frankpledge.claims.checking.spans import Span
from frankpledge.claims.checking.tokens import tokenise
from frankpledge.claims.checking.verdicts import Finding, found

_CHANGE = re.compile(r"\bchange\b|\bdifference\b|\bvariance\b|\+/-", re.IGNORECASE)


def check_table(rows: Sequence[Passage]) -> Iterator[tuple[int, Finding]]:
    """Findings of a table, each with the number of its row; the first row holds the headings."""
    columns = _columns(rows[0].cells)
    if columns is None:
        return
    for index, row in enumerate(rows[1:], start=1):
        if len(row.cells) != len(rows[0].cells):
            continue
        values = [_alone(row.cells[at]) for at in columns]
        if values[0] is not None and values[1] is not None and values[2] is not None:
            before, after = matched(values[0], values[1])
            heading = rows[0].cells[columns[2]]
            start, end = _place(row, columns[2])
            yield index, _judged(before, after, values[2], heading, (start, end))


def groups(passages: Sequence[Passage]) -> Iterator[tuple[int, Sequence[Passage]]]:
    """Tables of a document: where each begins, and its rows."""
    start = 0
    for at in range(len(passages) + 1):
        same = at < len(passages) and passages[at].kind == "row"
        if not same:
            if at - start > 1:
                yield start, passages[start:at]
            start = at + 1


def _columns(headings: Sequence[str]) -> tuple[int, int, int] | None:
    """The columns before, after and of the change."""
    changes = [i for i, text in enumerate(headings) if _CHANGE.search(text)]
    dated: list[tuple[int, Span]] = []
    for index, text in enumerate(headings):
        spans = [token.span for token in tokenise(text).tokens if token.span is not None]
        if index not in changes and len(spans) == 1 and spans[0].last is not None:
            dated.append((index, spans[0]))
    if len(changes) != 1 or len(dated) != 2:
        return None
    (one, first), (other, second) = sorted(dated, key=lambda item: item[1].last or 0)
    return None if first.last == second.last else (one, other, changes[0])


def _alone(cell: str) -> Number | None:
    """The number of a cell that holds nothing else."""
    tokens = tokenise(cell).tokens
    if len(tokens) != 1:
        return None
    # '1,980' is clear; a bare 1980 reads as a year, and in a column of values it is a value.
    if tokens[0].span is not None and cell.strip().isdigit():
        return Number(float(cell), 0.0)
    return tokens[0].number


def _place(row: Passage, column: int) -> tuple[int, int]:
    at = 0
    for cell in row.cells[: column + 1]:
        begins = row.text.find(cell, at)
        at = begins + len(cell)
    return begins, at


def _judged(
    before: Number, after: Number, change: Number, heading: str, place: tuple[int, int]
) -> Finding:
    percent = change.unit == "%" or "%" in heading or "per cent" in heading.casefold()
    real = [] if before.value == 0 else [percent_change(before, after)]
    if not percent or before.unit == "%":
        real.append((after.value - before.value, after.value - before.value))
    low, high = change.loose
    stated: list[Interval] = [(-high, -low)] if change.sign < 0 else [(low, high)]
    if change.sign == 0:
        stated.append((-high, -low))  # a fall is often printed without its sign
    size = signed(100 * (after.value / before.value - 1)) if before.value else "from 0"
    sums = f"{before.text} to {after.text} is {size}"
    if not percent:
        sums += f" ({after.value - before.value:+,.10g})".replace("-", "−")
    mark = {-1: "−", 1: "+"}.get(change.sign, "")
    if any(overlap(one, other) for one in real for other in stated):
        return found("change", "agrees", f"{sums}; stated {mark}{change.text}", *place)
    if not real:
        return found("change", "unchecked", f"{sums}: no percentage can be taken of 0", *place)
    return found("change", "wrong", f"{sums}, not {mark}{change.text}", *place)
