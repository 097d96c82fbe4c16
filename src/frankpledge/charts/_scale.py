"""From values to places on the drawing: scales, round ticks, and labels kept apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Values = Sequence[float | None] | npt.NDArray[np.float64]


def floats(values: Values | float | None, count: int | None = None) -> list[float]:
    """Plain floats, NaN for None; one number is repeated `count` times, None gives NaNs."""
    if values is None or isinstance(values, int | float):
        level = math.nan if values is None else float(values)
        return [level] * (count or 1)
    found = [float(item) if item is not None else math.nan for item in values]
    if count is not None and len(found) != count:
        raise ValueError(f"expected {count} values, found {len(found)}")
    return found


def finite(*rows: Iterable[float]) -> list[float]:
    """All numbers in the rows that are neither NaN nor infinite."""
    return [value for row in rows for value in row if math.isfinite(value)]


@dataclass(frozen=True)
class Scale:
    """A straight line from values `low..high` to places `start..end`; clamps what lies outside."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def step_for(span: float, count: int) -> float:
    """The round step (1, 2, 2.5 or 5 times a power of ten) that cuts a span into about `count`."""
    power = 10.0 ** math.floor(math.log10(span / count))
    return next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= span / count * 0.999)


def ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Round values between low and high, both included where they are round."""
    step = step_for(high - low, count)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def tick_decimals(values: Sequence[float]) -> int:
    """How many decimals all ticks need."""
    for decimals in range(6):
        if all(abs(value - round(value, decimals)) < 1e-9 for value in values):
            return decimals
    return 6


def domain(values: Sequence[float], from_zero: bool | None = None) -> tuple[float, float]:
    """The round ends of an axis that shows all values.

    Starts at zero when told to, and when not told whenever the smallest value is less than half of
    the largest: above that, the chart would be mostly empty. Never shows values below zero when
    there are none.
    """
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if from_zero or (from_zero is None and 0 <= low < high / 2):
        low = min(low, 0.0)
    if high <= low:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    below = 0.0 if low == 0 else (high - low) * 0.02
    bottom, top = _rounded(low - below, high + (high - low) * 0.04)
    return (max(bottom, 0.0) if min(values, default=0.0) >= 0 else bottom), top


def _rounded(low: float, high: float) -> tuple[float, float]:
    """Ends moved outwards until both are ticks of their own axis."""
    for _ in range(4):
        step = step_for(high - low, 4)
        ends = round(math.floor(low / step) * step, 10), round(math.ceil(high / step) * step, 10)
        if ends == (low, high):
            break
        low, high = ends
    return low, high


def spread(places: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """The places moved as little as needed to lie `gap` apart, in their order, within the ends."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    floor = top
    for index in order:
        moved[index] = floor = max(moved[index], floor)
        floor += gap
    ceiling = bottom
    for index in reversed(order):
        moved[index] = ceiling = min(moved[index], ceiling)
        ceiling -= gap
    return moved
