"""Numbers as they are printed: a value, and the interval that the printed digits leave open.

The stated precision decides: 25 % can be anything that rounds to it, or that was cut off to it.
A count that ends in two or more zeros may have been rounded; any other count is taken as exact.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

Interval = tuple[float, float]


@dataclass(frozen=True)
class Number:
    """A printed number. `step` is the unit of its last digit, 0 for a count that is exact.

    `unit` is '', '%', 'points' or '£'; `sign` is the printed sign or 0; `hedge` is '', 'about',
    'over' or 'under'. `short` is a number that was cut by a word, such as 2.6 million.
    """

    value: float
    step: float
    unit: str = ""
    sign: int = 0
    hedge: str = ""
    ordinal: bool = False
    short: bool = False

    @property
    def interval(self) -> Interval:
        """Lowest and highest value that would be printed so."""
        value, half = self.value, self.step / 2
        share = self.unit in ("%", "points")
        match self.hedge:
            case "about":
                half = max(half, 0.1 * value, 2.5 if share else 0.0)
            case "over":
                return value - half, value * 1.25 + (5 if share else 0)
            case "under":
                return value * 0.8 - (5 if share else 0), value + half
        return value - half, value + half

    @property
    def loose(self) -> Interval:
        """The same, and what was cut off instead of rounded."""
        low, high = self.interval
        return low, max(high, self.value + self.step)

    @property
    def text(self) -> str:
        """The value with commas, its decimals and its unit."""
        places = max(0, -math.floor(math.log10(self.step))) if 0 < self.step < 1 else 0
        shown = f"{self.value:,.{places}f}"
        tail = {"%": " %", "points": " percentage points"}.get(self.unit, "")
        return f"£{shown}" if self.unit == "£" else shown + tail


def step_of(digits: str, factor: float) -> float:
    """What the last printed digit counts: '2.6' million is 100,000; '1,196' is exact, so 0."""
    if "." in digits:
        return factor * 10.0 ** -len(digits.partition(".")[2])
    if factor > 1:
        return factor
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10.0**zeros if zeros >= 2 else 0.0


def matched(one: Number, other: Number) -> tuple[Number, Number]:
    """Two numbers of one thing, as exact as the more exact of them.

    400 beside 480 was not rounded to hundreds, or 480 would have been too.
    """
    first, second = alike((one, other))
    return first, second


def alike(numbers: Sequence[Number]) -> tuple[Number, ...]:
    """The same of any numbers. £1.4 million beside £1.25 million may well have been rounded."""
    steps = [number.step for number in numbers]
    if max(steps) < 1 or any(number.short for number in numbers):
        return tuple(numbers)
    return tuple(replace(number, step=min(steps)) for number in numbers)


def overlap(one: Interval, other: Interval) -> bool:
    """Whether two intervals share a value, a rounding error of the machine allowed for."""
    slack = 1e-9 * max(1.0, *(abs(end) for end in (*one, *other) if math.isfinite(end)))
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def percent_change(before: Number, after: Number) -> Interval:
    """Lowest and highest change in per cent between two printed numbers."""
    (low_before, high_before), (low_after, high_after) = before.interval, after.interval
    low_before = max(low_before, 1e-12)
    return 100 * (low_after / high_before - 1), 100 * (high_after / low_before - 1)


def whole_share(percent: Number, whole: Number) -> int | None:
    """The whole number whose share of `whole` is printed as `percent`; None when there is none."""
    low, high = percent.loose
    (small, large), near = whole.interval, percent.value * whole.value / 100
    candidates = sorted(
        range(math.floor(low * small / 100), math.ceil(high * large / 100) + 1),
        key=lambda count: (abs(count - near), count),
    )
    for count in candidates[:2000]:
        if overlap((100 * count / large, 100 * count / max(small, 1e-12)), (low, high)):
            return count
    return None


def signed(value: float, places: int = 1) -> str:
    """'−25.5 %', with a true minus sign and a plus sign."""
    text = f"{abs(value):,.{places}f} %"
    if float(f"{value:.{places}f}") == 0:
        return text
    return f"−{text}" if value < 0 else f"+{text}"
