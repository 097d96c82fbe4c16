"""The content of the printed pack: every number as the words that the template sets."""

from __future__ import annotations

from typing import Any

import numpy as np

from frankpledge import periods
from frankpledge.measures import words
from frankpledge.packs.parish.model import Change, Comparison, Drawing, Pack
from frankpledge.packs.parish.questions import between, signed
from frankpledge.packs.places import amount, listed, sentence

TEMPLATE = "parish.typ"
YEAR = 12
FEW = "too few to say"


def content(
    pack: Pack, *, publisher: str, site: str, notice: str = "", address: str = ""
) -> dict[str, Any]:
    """What parish.typ needs: texts, lists of texts, and drawings as SVG."""
    on_line = f"This page on the web: {address}. " if address else ""
    return {
        "title": pack.title,
        "subtitle": pack.subtitle,
        "publisher": sentence(publisher),
        "site": site,
        "notice": notice,
        "foot": f"{on_line}Figures to {periods.MONTHS[pack.day.month - 1]} {pack.day.year}.",
        "kicker": pack.kicker,
        "salutation": pack.salutation,
        "rests": pack.rests,
        "lead": pack.lead,
        "fact": pack.fact,
        "letter": list(pack.letter),
        "chart": _chart(pack.drawing),
        "months": months_table(pack),
        "changes": changes_table(pack) if pack.changes else None,
        "comparison": pack.comparison.words,
        "compared": _compared(pack.comparison),
        "questions": [vars(q) | {"ask": list(q.ask)} for q in pack.questions],
        "sections": [vars(s) | {"items": list(s.items)} for s in pack.sections],
        "caveats": list(pack.caveats),
        "sources": pack.sources,
    }


def _chart(drawing: Drawing | None) -> dict[str, str] | None:
    if drawing is None:
        return None
    return {name: str(text) for name, text in vars(drawing).items()}


def months_table(pack: Pack) -> dict[str, Any] | None:
    """The chart's months, a row a year: the same information as the chart. None without a chart."""
    known = pack.months
    if not known or len(known) % YEAR:
        return None
    names = [periods.MONTHS[periods.parse(period).last % 12][:3] for period, _ in known[-YEAR:]]
    rows = []
    for start in range(len(known) - YEAR, -1, -YEAR):
        year = known[start : start + YEAR]
        head = sentence(periods.window_words(year[-1][0], YEAR))
        rows.append([head, *("no data" if np.isnan(v) else amount_short(v) for _, v in year)])
    return {"head": ["", *names], "rows": rows}


def amount_short(value: float) -> str:
    """A count in a narrow column; one that was shared out has no decimals to mislead."""
    return words.number(value)


def changes_table(pack: Pack) -> dict[str, Any]:
    """Kinds of crime: both years, the change and both of its intervals, in words."""
    head = [
        "What",
        sentence(pack.window).replace("Year to", "Year to\n"),
        "Year\nbefore",
        "Change, %",
        "By chance\nalone",
        "By its own\nups and downs",
        "In words",
    ]
    note = (
        "Change in per cent, with two 95 % intervals: what chance alone could bring, and what this "
        "place's own ups and downs do. The words go by the wider one. Under ten in both years is "
        "too few to say."
    )
    if pack.never:
        note += f" In neither year: {listed(pack.never)}."
    return {"head": head, "rows": [change_cells(change) for change in pack.changes], "note": note}


def change_cells(change: Change) -> list[str]:
    """One row of the table of changes."""
    shown = ["–"] * 3
    if change.says != FEW and np.isfinite(change.own.value):
        both = between(change.chance, "") or "–", between(change.own, "") or "–"
        shown = [signed(change.own.value), *both]
    return [
        change.name,
        amount(change.now),
        amount(change.before),
        *shown,
        sentence(change.says),
    ]


def _compared(comparison: Comparison) -> dict[str, Any] | None:
    if comparison.drawing is None:
        return None
    rows = [
        [
            one.name,
            words.number(one.rate.value),
            f"{words.number(one.rate.lower)} to {words.number(one.rate.upper)}",
        ]
        for one in comparison.rates
    ]
    head = ["Per 1,000 residents", "Rate", "95 % interval"]
    return {**(_chart(comparison.drawing) or {}), "head": head, "rows": rows}
