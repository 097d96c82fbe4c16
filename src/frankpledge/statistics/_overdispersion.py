"""Overdispersion: how much more areas differ from each other than chance would make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Counts, Floats
from frankpledge.statistics._quantiles import quantile_of_known, tied_ranks

Transform = Literal["log", "sqrt", "ratio", "proportion"]
Trimming = Literal["truncate", "winsorise"]


@dataclass(frozen=True)
class Overdispersion:
    """Overdispersion of the units on the last axis.

    `y` and `s` are each unit's figure and standard error on the transformed scale, `z` its
    distance from the target in standard errors, `trimmed` the same after trimming (NaN where cut
    off), all per unit. `target`, `used` (units left), `phi` and `tau2` are per set of units.
    `phi` is the mean of the squared trimmed z, 1 when chance explains all; `tau2` the variance
    between units that must be added to s squared.
    """

    y: Floats
    s: Floats
    target: Floats
    z: Floats
    trimmed: Floats
    used: Counts
    phi: Floats
    tau2: Floats


def overdispersion(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    transform: Transform = "log",
    trimming: Trimming | None = None,
    trim: float = 0.1,
) -> Overdispersion:
    """Additive overdispersion by the method of moments (DerSimonian and Laird, 1986).

    The last axis holds the units to compare. Transforms: `log` of observed over expected (the
    SHMI's way), `sqrt` of it (the Care Quality Commission's), `ratio` of two counts with a half
    added to each, `proportion` by arcsine. `trimming` cuts off the outer share `trim` of the
    z-scores at each end (`truncate`, usual for `log`) or draws them in to it (`winsorise`, usual
    for the others); left out, the usual one. NaN units are left out. Raises ValueError for
    negative numerators, zero numerators with `log`, denominators of zero or less, a share to trim
    outside 0 to 0.5 or another word.
    """
    x, n = np.broadcast_arrays(
        np.atleast_1d(check.not_negative("numerator", numerator)),
        np.atleast_1d(check.positive("denominator", denominator)),
    )
    x, n = x + 0 * n, n + 0 * x  # a unit with one part missing is missing
    y, s, target = transformed(x, n, transform)
    z = (y - target) / s
    how = trimming or ("truncate" if transform == "log" else "winsorise")
    trimmed = _trim(z, how, trim)
    known = ~np.isnan(trimmed)
    m = known.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        phi = np.where(known, trimmed**2, 0).sum(axis=-1) / m
        tau2 = _between(phi, m, np.where(known, s**-2, 0))
    return Overdispersion(y, s, target[..., 0], z, trimmed, m, phi, tau2)


def transformed(x: Floats, n: Floats, transform: Transform) -> tuple[Floats, Floats, Floats]:
    """Figure, standard error and target on the transformed scale; the target keeps a last axis."""
    whole = (*x.shape[:-1], 1)
    match transform:
        case "log":
            check.positive("numerator", x)
            return np.log(x / n), 1 / np.sqrt(n), np.zeros(whole)
        case "sqrt":
            return np.sqrt(x / n), 1 / (2 * np.sqrt(n)), np.ones(whole)
        case "ratio":
            s = np.sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2)
            return np.log((x + 0.5) / (n + 0.5)), s, np.log(_pooled(x, n))
        case "proportion":
            y = np.arcsin(np.sqrt(x / n))
            return y, 1 / (2 * np.sqrt(n)), np.arcsin(np.sqrt(_pooled(x, n)))
    raise ValueError(f"transform: expected log, sqrt, ratio or proportion, found {transform!r}")


def _pooled(x: Floats, n: Floats) -> Floats:
    total = np.nansum(n, axis=-1, keepdims=True)
    return np.asarray(np.nansum(x, axis=-1, keepdims=True) / np.where(total > 0, total, np.nan))


def _trim(z: Floats, how: str, share: float) -> Floats:
    if not 0 <= share < 0.5:
        raise ValueError(f"trim: expected a share from 0 to under 0.5, found {share!r}")
    if share == 0:
        return z
    if how == "winsorise":
        return _winsorised(z, share)
    if how == "truncate":
        return _truncated(z, share)
    raise ValueError(f"trimming: expected truncate or winsorise, found {how!r}")


def _truncated(z: Floats, share: float) -> Floats:
    """Without the lowest and the highest group of 1/share groups by rank."""
    known = ~np.isnan(z)
    first, last = tied_ranks(z)
    groups = 1 / share
    group = np.floor((first + last) / 2 * groups / (known.sum(axis=-1, keepdims=True) + 1))
    return np.where(known & (group > 0) & (group < groups - 1), z, np.nan)


def _winsorised(z: Floats, share: float) -> Floats:
    """Drawn in to the quantiles at share and 1 - share (linear interpolation), series by series."""
    if np.isnan(z).any():
        ends = [quantile_of_known(z, q) for q in (share, 1 - share)]
    else:
        ends = [np.quantile(z, q, axis=-1, keepdims=True) for q in (share, 1 - share)]
    return np.clip(z, *ends)


def _between(phi: Floats, m: Counts, weights: Floats) -> Floats:
    """tau squared: what the squared z-scores exceed their number by, in units of the weights."""
    total = weights.sum(axis=-1)
    room = total - (weights**2).sum(axis=-1) / total
    excess = m * phi - (m - 1)
    return np.where(m > 1, np.maximum(excess / room, 0), 0.0)
