"""Array types, and the checks that every method shares. A bad value is a plain ValueError."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats: TypeAlias = NDArray[np.float64]
Codes: TypeAlias = NDArray[np.int8]
Flags: TypeAlias = NDArray[np.bool_]
Counts: TypeAlias = NDArray[np.intp]

DIRECTIONS = {"increase": 1, "decrease": -1, "neutral": 0}


def numbers(name: str, values: ArrayLike) -> Floats:
    """Values as floats; None and NaN are missing. ValueError for text and for infinities."""
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}: expected numbers, found {values!r}") from error
    return _require(name, array, ~np.isinf(array), "finite numbers")


def not_negative(name: str, values: ArrayLike) -> Floats:
    """Values of zero or more (or missing). ValueError names the first that is not."""
    array = numbers(name, values)
    return _require(name, array, ~(array < 0), "zero or more")


def positive(name: str, values: ArrayLike) -> Floats:
    """Values above zero (or missing). ValueError names the first that is not."""
    array = numbers(name, values)
    return _require(name, array, ~(array <= 0), "more than zero")


def present(name: str, values: Floats) -> Floats:
    """Values without gaps. ValueError where one is missing."""
    return _require(name, values, ~np.isnan(values), "a number in every place")


def _require(name: str, array: Floats, good: Flags, expected: str) -> Floats:
    if not good.all():
        raise ValueError(f"{name}: expected {expected}, found {array[~good].flat[0]:g}")
    return array


def level(confidence: float) -> float:
    """A confidence level as a share: 0.95 and 95 mean the same.

    Levels run from 0.9 to 1; percentages from 90 to 100. ValueError for anything else.
    """
    share = confidence / 100 if 90 <= confidence <= 100 else confidence
    if not 0.9 <= share <= 1:
        raise ValueError(
            f"confidence: expected a level from 0.9 to 1 (or 90 to 100 %), found {confidence!r}"
        )
    return float(share)


def normal_quantile(confidence: float) -> float:
    """How many standard errors lie on each side of a two-sided interval: 1.96 for 95 %."""
    return float(special.ndtri(0.5 + level(confidence) / 2))


def better_side(direction: str | ArrayLike) -> Codes:
    """+1 where more is better, -1 where less is, 0 where neither: from 'increase', 'decrease' and
    'neutral', or from the numbers themselves, one per series. ValueError for anything else."""
    given = np.asarray(direction)
    if given.dtype.kind in "US":
        if not np.isin(given, list(DIRECTIONS)).all():
            raise ValueError(f"direction: expected one of {', '.join(DIRECTIONS)}, found {given}")
        given = np.vectorize(DIRECTIONS.__getitem__, otypes=[np.int8])(given)
    if not np.isin(given, (-1, 0, 1)).all():
        raise ValueError(f"direction: expected -1, 0 or 1, found {given}")
    return given.astype(np.int8)


def same_last_axis(**arrays: Floats) -> None:
    """ValueError unless the last axes of the arrays have one length (or length 1)."""
    lengths = {name: array.shape[-1] if array.ndim else 1 for name, array in arrays.items()}
    if len(set(lengths.values()) - {1}) > 1:
        said = ", ".join(f"{name} has {length}" for name, length in lengths.items())
        raise ValueError(f"last axis: expected one length, found that {said}")
