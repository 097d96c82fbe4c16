"""What the payments show: the trend by month, who gets how much, and what is out of the ordinary.

Refunds are taken off in the month in which they came. Payees whose names are withheld are one line
of their own: how many they are is not known, so they are left out of the measure of concentration.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import numpy as np

from frankpledge import periods
from frankpledge.money.spending.payments import Payment

NOUGHT = Decimal(0)
FEWEST, LIMIT = 8, 3.5  # payments of a supplier to compare, and how far off is unusual
NEAR = timedelta(days=7)


@dataclass(frozen=True)
class Month:
    """One month: how many items, what they come to net, and the refunds in it. `count` is None for
    a month between others of which no file is here: missing, not nothing."""

    month: str
    count: int | None
    net: Decimal | None
    refunds: Decimal | None


@dataclass(frozen=True)
class Concentration:
    """How few suppliers get how much. `shares` are of the named suppliers' net payments, greatest
    first, with the amount; `hhi` is the sum of squared shares times 10,000 (10,000: one supplier
    gets all), `alike` as how many suppliers of one size that is; `withheld` the part of all net
    spending whose payees are not named, 0 to 1."""

    shares: tuple[tuple[str, Decimal, float], ...]
    hhi: float
    alike: float
    withheld: float


@dataclass(frozen=True)
class Unusual:
    """A payment far from what its supplier is usually paid: `score` in robust deviations of the
    logarithm, `usual` the supplier's median, of `count` payments."""

    payment: Payment
    usual: Decimal
    score: float
    count: int


def by_month(payments: Iterable[Payment]) -> tuple[Month, ...]:
    """Every month from the first to the last."""
    found: defaultdict[str, list[Decimal]] = defaultdict(list)
    for one in payments:
        found[one.month].append(one.amount)
    if not found:
        return ()
    return tuple(_month(month, found.get(month)) for month in periods.span(min(found), max(found)))


def _month(month: str, amounts: Sequence[Decimal] | None) -> Month:
    if amounts is None:
        return Month(month, None, None, None)
    refunds = sum((amount for amount in amounts if amount < 0), NOUGHT)
    return Month(month, len(amounts), sum(amounts, NOUGHT), refunds)


def concentration(payments: Iterable[Payment]) -> Concentration | None:
    """Who gets how much; None where no named supplier was paid more than came back."""
    net: defaultdict[str, Decimal] = defaultdict(lambda: NOUGHT)
    hidden = NOUGHT
    for one in payments:
        if one.named:
            net[one.supplier] += one.amount
        else:
            hidden += one.amount
    paid = {name: amount for name, amount in net.items() if amount > 0}
    total = sum(paid.values(), NOUGHT)
    if not total:
        return None
    order = sorted(paid.items(), key=lambda item: (-item[1], item[0]))
    shares = tuple((name, amount, float(amount / total)) for name, amount in order)
    squared = sum(share * share for _, _, share in shares)
    withheld = float(max(hidden, NOUGHT) / (total + max(hidden, NOUGHT)))
    return Concentration(shares, 10_000 * squared, 1 / squared, withheld)


def unusual(payments: Iterable[Payment]) -> tuple[Unusual, ...]:
    """Payments more than 3.5 robust deviations from their supplier's usual, furthest first.

    Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993: 0.6745 (x - median) / MAD on the
    logarithms of payments, for suppliers with eight payments or more. Where more than half of the
    payments are the same, the mean deviation stands in for the median one (times 1.2533).
    """
    groups: defaultdict[str, list[Payment]] = defaultdict(list)
    for one in payments:
        if one.named and one.amount > 0:
            groups[one.supplier].append(one)
    found = [each for group in groups.values() if len(group) >= FEWEST for each in _odd(group)]
    return tuple(sorted(found, key=lambda one: (-abs(one.score), one.payment.day)))


def _odd(group: Sequence[Payment]) -> Iterable[Unusual]:
    logs = np.log([float(one.amount) for one in group])
    middle = np.median(logs)
    off = np.abs(logs - middle)
    deviation = np.median(off) / 0.6745 or off.mean() * 1.2533
    if not deviation:
        return
    usual = Decimal(str(round(float(np.exp(middle)), 2)))
    for one, score in zip(group, (logs - middle) / deviation, strict=True):
        if abs(score) > LIMIT:
            yield Unusual(one, usual, float(score), len(group))


def alike(payments: Iterable[Payment]) -> tuple[tuple[Payment, Payment], ...]:
    """Pairs that may be one bill paid twice: the same named supplier and amount within seven days,
    under two transaction numbers, neither of them paid back."""
    found: list[tuple[Payment, Payment]] = []
    last: dict[tuple[str, Decimal], Payment] = {}
    every = sorted(payments, key=lambda one: (one.day, one.transaction))
    back = {(one.supplier, -one.amount) for one in every if one.amount < 0}
    for one in every:
        key = (one.supplier, one.amount)
        if not one.named or one.amount <= 0 or key in back:
            continue
        before = last.get(key)
        if before and one.day - before.day <= NEAR and one.transaction != before.transaction:
            found.append((before, one))
        last[key] = one
    return tuple(found)


def reversals(payments: Iterable[Payment]) -> tuple[tuple[Payment, Payment], ...]:
    """Each refund with the payment of the same amount that it takes back, at most a year earlier;
    a payment is taken back once."""
    open_: defaultdict[tuple[str, Decimal], list[Payment]] = defaultdict(list)
    found: list[tuple[Payment, Payment]] = []
    for one in sorted(payments, key=lambda one: (one.day, one.amount < 0, one.transaction)):
        if not one.named:
            continue
        if one.amount > 0:
            open_[one.supplier, one.amount].append(one)
            continue
        before = open_[one.supplier, -one.amount]
        if before and one.day - before[-1].day <= timedelta(days=366):
            found.append((before.pop(), one))
    return tuple(found)
