"""How complete a source is, told in runs: 'September 2025 to April 2026: missing, and why'."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from frankpledge import periods
from frankpledge.releases.site.model import Rows

STATUSES = ("complete", "partial", "missing")


@dataclass(frozen=True)
class Run:
    """Neighbouring periods of one force with one status, and the fewest and most of its rows."""

    force: str
    status: str
    first: str
    last: str
    periods: int
    low: int
    high: int
    reason: str


@dataclass(frozen=True)
class Coverage:
    """The runs of every force. `unheld` are periods of which nothing is held for any force."""

    runs: tuple[Run, ...]
    unheld: int
    periods: tuple[str, ...]

    def of(self, force: str) -> tuple[Run, ...]:
        """The runs of one force, oldest first."""
        return tuple(run for run in self.runs if run.force == force)

    def lacking(self) -> tuple[Run, ...]:
        """The partial and missing runs."""
        return tuple(run for run in self.runs if run.status != "complete")

    def counts(self) -> dict[str, int]:
        """How many periods of forces are complete, partial and missing."""
        found = Counter[str]()
        for run in self.runs:
            found[run.status] += run.periods
        return {status: found[status] for status in STATUSES}


def coverage(rows: Rows) -> Coverage:
    """Runs from the rows of the completeness gate.

    A period of which no force has anything was not published or not imported; it says nothing about
    one force, so it is counted apart and not told for each of them.
    """
    span = tuple(sorted({row["period"] for row in rows}))
    some = {row["period"] for row in rows if row["rows"]}
    kept = [row for row in rows if row["period"] in some]
    runs = []
    for force, own in groupby(sorted(kept, key=_place), key=lambda row: row["force"]):
        runs += [_run(force, status, list(run)) for (status, _), run in groupby(own, key=_alike)]
    return Coverage(tuple(runs), len(span) - len(some), span)


def _place(row: dict[str, str]) -> tuple[str, str]:
    return row["force"], row["period"]


def _alike(row: dict[str, str]) -> tuple[str, str]:
    """Rows of one run: one status, and one known reason; reasons that only cite figures differ."""
    reason = row["reason"] or ""
    return row["status"], "" if "median" in reason else reason


def _run(force: str, status: str, rows: Rows) -> Run:
    sizes = [int(row["rows"]) for row in rows]
    reasons = list(dict.fromkeys(row["reason"] for row in rows if row["reason"]))
    more = f"; and {len(reasons) - 2} more like it" if len(reasons) > 2 else ""
    return Run(
        force=force,
        status=status,
        first=rows[0]["period"],
        last=rows[-1]["period"],
        periods=len(rows),
        low=min(sizes),
        high=max(sizes),
        reason="; ".join(reasons[:2]) + more,
    )


def span_words(first: str, last: str) -> str:
    """A run of periods in words: 'September 2025 to April 2026', '2011 to 2024', '2025'."""
    start, end = periods.parse(first), periods.parse(last)
    if first == last:
        return start.words
    if start.kind == end.kind == "year":
        return f"{start.words} to {end.words}"
    months = (periods.Period(month, "month").words for month in (start.first, end.last))
    return " to ".join(months)
