"""Peers: is an area better, worse or much like the average, once real differences are allowed?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.statistics import _arrays as check
from frankpledge.statistics._arrays import Codes, Flags, Floats, better_side
from frankpledge.statistics._funnel import INNER, OUTER
from frankpledge.statistics._overdispersion import Trimming, overdispersion
from frankpledge.statistics._results import Interval, Position

Scale = Literal["sqrt", "log"]


@dataclass(frozen=True)
class PeerPosition:
    """Where each area stands among its peers.

    `z` is its distance from the average in standard errors that include the differences between
    areas; `code` the verdict at 95 % (`Position`), `far` whether it also holds at 99.8 %. `phi` and
    `tau2` say how overdispersed the peers are, one per set of peers.
    """

    z: Floats
    code: Codes
    far: Flags
    phi: Floats
    tau2: Floats


def peer_position(  # noqa: PLR0913 - the options are the method
    observed: ArrayLike,
    expected: ArrayLike,
    direction: str | ArrayLike,
    *,
    transform: Scale = "sqrt",
    trimming: Trimming | None = None,
    trim: float = 0.1,
    adjust: bool = True,
) -> PeerPosition:
    """Compare each area's count with the count that the peers' average rate would give it.

    The last axis holds the peers; leading axes are any. The square root scale is the default
    because it takes areas without events; `log` does not. `adjust=False` judges by chance alone.
    `direction` is 'increase', 'decrease' or 'neutral', or 1, -1 or 0, one for all sets or one
    each. An area with a gap, or of which nothing is expected, is absent. Raises ValueError for
    negative numbers, and as `overdispersion` does.
    """
    e = check.not_negative("expected", expected)
    e = np.where(e > 0, e, np.nan)
    found = overdispersion(observed, e, transform=transform, trimming=trimming, trim=trim)
    tau2 = found.tau2 if adjust else np.zeros_like(found.tau2)
    z = (found.y - found.target[..., None]) / np.sqrt(found.s**2 + tau2[..., None])
    better = better_side(direction)
    far = np.abs(z) > check.normal_quantile(OUTER)
    return PeerPosition(
        z, _codes(z, better[..., None] if better.ndim else better), far, found.phi, tau2
    )


_VERDICTS = np.array(
    [
        [Position.BETTER, Position.SIMILAR, Position.WORSE],
        [Position.LOWER, Position.SIMILAR, Position.HIGHER],
        [Position.WORSE, Position.SIMILAR, Position.BETTER],
    ],
    dtype=np.int8,
)


def _codes(z: Floats, better: Codes) -> Codes:
    line = check.normal_quantile(INNER)
    side = (z > line).astype(np.intp) - (z < -line).astype(np.intp)
    return np.where(np.isnan(z), np.int8(Position.ABSENT), _VERDICTS[better + 1, side + 1])


def peer_limits(
    expected: ArrayLike,
    tau2: ArrayLike,
    *,
    transform: Scale = "sqrt",
    confidence: float = INNER,
    per: float = 1,
) -> Interval:
    """The funnel about 1 that allows for differences between areas: limits of observed/expected.

    `expected` counts and `tau2` broadcast; `per` scales the ratio (the average rate gives limits
    of the rate). With `tau2` of 0 it is a plain funnel. Raises ValueError for an expected count
    of zero or less, a negative tau2, another scale, or a confidence outside 0.9 to 1 (or 90 to
    100).
    """
    e, between = check.positive("expected", expected), check.not_negative("tau2", tau2)
    z = check.normal_quantile(confidence)
    if transform == "sqrt":
        half = z * np.sqrt(1 / (4 * e) + between)
        return Interval(per * np.maximum(1 - half, 0) ** 2, per * (1 + half) ** 2)
    if transform == "log":
        half = z * np.sqrt(1 / e + between)
        return Interval(per * np.exp(-half), per * np.exp(half))
    raise ValueError(f"transform: expected sqrt or log, found {transform!r}")
