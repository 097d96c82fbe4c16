"""Statements: what a document claims, and what the source gives for the same period today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from frankpledge import periods
from frankpledge.measures import Result, window, words
from frankpledge.plans import Figure, Plan, Statement
from frankpledge.releases.site.model import Site
from frankpledge.releases.site.plans.hrefs import anchor, commitment_href, statements_href
from frankpledge.releases.site.plans.lines import number_words
from frankpledge.releases.site.plans.standing import Standings
from frankpledge.releases.site.plans.wording import named, place_words, when_words
from frankpledge.releases.site.shapes import Link
from frankpledge.releases.site.words import signed

KIND = {
    "done": "Something done",
    "level": "A level",
    "change": "A change",
    "assessment": "A judgement",
    "next step": "A next step",
}


@dataclass(frozen=True)
class Stated:
    """A figure as stated, and the source's own figure for the same period today."""

    text: str
    now: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class StatementView:
    """A statement with its figures and its place."""

    id: str
    kind: str
    text: str
    quote: str
    place: str
    figures: list[Stated]
    report: Link | None = None
    about: tuple[Link, ...] = ()


def statement_views(
    standings: Standings, statements: Iterable[Statement], *, elsewhere: bool = False
) -> list[StatementView]:
    """Statements of a plan. `elsewhere` adds which document says it, for pages of another one."""
    return [_view(standings, one, elsewhere=elsewhere) for one in statements]


def _view(standings: Standings, one: Statement, *, elsewhere: bool) -> StatementView:
    plan = standings.plan
    return StatementView(
        id=anchor(f"{plan.id}-{one.id}" if elsewhere else one.id),
        kind=KIND[one.kind],
        text=one.text,
        quote=one.quote or "",
        place=place_words(plan, one.place),
        figures=[_stated(standings, figure) for figure in one.figures],
        report=Link(named(plan), statements_href(plan.id, one.id)) if elsewhere else None,
        about=() if elsewhere else about(standings.site, plan, one),
    )


def about(site: Site, plan: Plan, one: Statement) -> tuple[Link, ...]:
    """The promises that a statement names: a report's are those of the plan reported on."""
    target = site.plans[plan.head.reports_on] if plan.head.reports_on else plan
    return tuple(
        Link(target.get(name).text, commitment_href(target.id, name)) for name in one.commitments
    )


def _stated(standings: Standings, figure: Figure) -> Stated:
    text = f"{_amount(figure.value, figure.unit)}"
    text += f", {when_words(figure.period)}" if figure.period else ""
    if figure.before is not None:
        text += f"; before: {_amount(figure.before, figure.unit)}"
    text += f" ({when_words(figure.before_period)})" if figure.before_period else ""
    text += f", beside {figure.compared_with}" if figure.compared_with else ""
    if figure.measure is None:
        return Stated(text)
    standing = standings.of(figure.measure)
    now = _today(standing.result, standing.area, figure) if standing.known else ""
    return Stated(text, now, standing.link)


def _amount(value: float, unit: str) -> str:
    if unit == "£":
        return f"£{number_words(value)}"
    return f"{number_words(value)} {unit}"


def _today(result: Result, area: str, figure: Figure) -> str:
    """What the source says today of the periods that a document speaks of; '' where it cannot."""
    if result.measure.supplied or figure.period is None:
        return ""  # what the body supplies itself would be set beside itself
    now = value_at(result, area, figure.period)
    before = value_at(result, area, figure.before_period) if figure.before_period else None
    if now is None:
        return ""
    if figure.unit == "%" and result.measure.kind == "count":
        return f"The source today: {signed(100 * (now / before - 1))}" if before else ""
    told = f"The source today: {words.figure(result.measure, now)}"
    return f"{told}; before: {words.figure(result.measure, before)}" if before is not None else told


def value_at(result: Result, area: str, when: str) -> float | None:
    """The source's figure for a period, or for the month of a day; None where windows differ."""
    found, measure = result.found, result.measure
    if found is None or measure.kind not in {"count", "level"} or area not in found.series.row:
        return None
    wanted = periods.parse(when[:7] if len(when) == len("2023-03-31") else when)
    series = found.series
    for name in series.periods:
        here = periods.parse(name)
        if here.last == wanted.last and wanted.months % here.months == 0:
            value = window(series, name, wanted.months // here.months).value[series.row[area]]
            return float(value) if np.isfinite(value) else None
    return None
