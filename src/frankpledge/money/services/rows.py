"""Services as rows of figures, as they are published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from frankpledge.money.amounts import rounded, said
from frankpledge.money.services.disclosure import hidden
from frankpledge.money.services.model import ASKED, Service, ServiceFigure

PUBLISHED, SUPPRESSED, NOT_STATED = "published", "suppressed", "not stated"
COST_CAVEAT = (
    "Cost over people helped is no price: services help people with different needs for different "
    "lengths of time, some money is spent on being there at all, and other funders may pay a part."
)


@dataclass(frozen=True)
class ServiceRow:
    """One figure of one service as published: `value` and `out_of` are None where they are
    suppressed or nobody states them (`status`)."""

    service: str
    title: str
    measure: str
    group: str
    period: str
    period_words: str
    value: Decimal | None
    out_of: Decimal | None
    unit: str
    status: str
    document: str
    place: str
    quote: str

    @property
    def words(self) -> str:
        """'26 children', '£12,000', '31 of 40 people', 'fewer than can be shown'."""
        if self.status == SUPPRESSED:
            return "too few to show"
        if self.value is None:
            return "not stated"
        if self.measure == "cost":
            return said(self.value, 0 if self.value == int(self.value) else 2)
        text = f"{self.value:,f}"
        return f"{text} of {self.out_of:,f} {self.unit}" if self.out_of else f"{text} {self.unit}"


def service_rows(services: Sequence[Service], threshold: int) -> tuple[ServiceRow, ...]:
    """Every figure of every service, small numbers left out, and a row for each thing asked of all
    services that nobody states."""
    found: list[ServiceRow] = []
    for one in services:
        flags = hidden(one, threshold)
        found += [_row(one, f, flag) for f, flag in zip(one.figures, flags, strict=True)]
        found += [_absent(one, name) for name in one.not_stated]
    return tuple(found)


def _row(service: Service, figure: ServiceFigure, hide: bool) -> ServiceRow:
    return ServiceRow(
        service=service.id,
        title=service.title,
        measure=figure.measure,
        group=figure.group,
        period=figure.period,
        period_words=figure.period_words,
        value=None if hide else figure.value,
        out_of=None if hide else figure.out_of,
        unit=figure.unit,
        status=SUPPRESSED if hide else PUBLISHED,
        document=figure.said.document,
        place=figure.said.place,
        # The words of the document would give a hidden number away.
        quote="" if hide else figure.said.quote,
    )


def _absent(service: Service, measure: str) -> ServiceRow:
    return ServiceRow(
        *(service.id, service.title, measure, "", "", "", None, None, "", NOT_STATED, "", "", "")
    )


@dataclass(frozen=True)
class CostEach:
    """What one of those helped cost: pounds, and how many of what they were ('households')."""

    pounds: Decimal
    count: Decimal
    unit: str


def cost_of_each(service: Service, threshold: int) -> CostEach | None:
    """Cost over those helped in the same stated period; None where either is not stated, is
    suppressed or is nought. See COST_CAVEAT."""
    flags = hidden(service, threshold)
    open_ = [f for f, flag in zip(service.figures, flags, strict=True) if not flag and f.period]
    costs = {f.period: f.value for f in open_ if f.measure == "cost" and not f.group}
    for one in sorted(open_, key=lambda f: f.period, reverse=True):
        if one.measure == "helped" and not one.group and one.value and one.period in costs:
            return CostEach(rounded(costs[one.period] / one.value, 2), one.value, one.unit)
    return None


def measure_title(measure: str) -> str:
    """'People helped'."""
    return ASKED[measure]
