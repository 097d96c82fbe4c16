"""The score, rule 1: four parts of +1, 0 or -1, and their mean on 0 to 100.

The rule is the project's own (docs/methods/score.md). 50 means no change. A part that cannot be
judged is absent, not zero; a measure without any part is not scored, which is not a bad score.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

import numpy as np

from frankpledge import statistics as st
from frankpledge.measures.assessing import Assessments
from frankpledge.measures.series import Floats

RULE = "1"
PARTS = ("variation", "assurance", "change", "peers")


@dataclass(frozen=True)
class Score:
    """The score of one measure in one area. `parts` holds +1, 0, -1 or None per part of `PARTS`.

    `value` runs from 0 to 100 and is None when the measure is not scored; `reason` then says why.
    `low` and `high` are the lowest and highest value when any one part is left out.
    """

    parts: tuple[int | None, ...]
    value: float | None
    low: float | None
    high: float | None
    reason: str = ""

    @property
    def present(self) -> int:
        """How many of the four parts could be judged."""
        return sum(part is not None for part in self.parts)


@dataclass(frozen=True)
class GroupScore:
    """The score of a priority: the mean over its scored measures, with its range.

    `low` and `high` are the lowest and highest value when any one part of any one measure, or any
    one measure, is left out.
    """

    value: float | None
    leading: float | None
    lagging: float | None
    low: float | None
    high: float | None
    scored: int
    measures: int


def parts(found: Assessments) -> Floats:
    """The four parts for every area: shape (areas, 4), NaN where a part is absent."""
    columns = [_variation(found), _assurance(found), _change(found), _peers(found)]
    return np.stack(columns, axis=1)


def _variation(found: Assessments) -> Floats:
    """Absent where neither way is better, even while nothing special happens."""
    if found.series.measure.better == 0:
        return np.full(len(found.series.areas), np.nan)
    return st.variation_score(found.variation)


def _assurance(found: Assessments) -> Floats:
    return st.assurance_score(found.assurance)


def _change(found: Assessments) -> Floats:
    """The wider interval of the change from the baseline: wholly better, touching, wholly worse."""
    nothing = np.full(len(found.series.areas), np.nan)
    if found.baseline is None or found.series.measure.better == 0:
        return nothing
    lower, upper = found.baseline.wide_lower, found.baseline.wide_upper
    up = np.where(lower > 0, 1.0, np.where(upper < 0, -1.0, 0.0))
    return np.where(
        np.isfinite(lower) & np.isfinite(upper), up * found.series.measure.better, nothing
    )


def _peers(found: Assessments) -> Floats:
    if found.peers is None or found.series.measure.better == 0:
        return np.full(len(found.series.areas), np.nan)
    return st.position_score(np.where(found.peers.compared, found.peers.code, 0))


def score_parts(values: tuple[int | None, ...], reason: str = "") -> Score:
    """Rule 1 on the parts of a measure; with a `reason` (stale, missing data) it is not scored."""
    present = [value for value in values if value is not None]
    if reason or not present:
        return Score(values, None, None, None, reason or "no part of the score can be judged")
    value = _scale(present)
    # A score of one part has no range: without that part there is no score.
    without = [_scale(present[:i] + present[i + 1 :]) for i in range(len(present)) if present[1:]]
    return Score(values, value, min(without, default=value), max(without, default=value))


def _scale(present: list[int]) -> float:
    return 50 * (fmean(present) + 1)


def score_group(scores: list[tuple[str, Score]]) -> GroupScore:
    """The score of a priority from (timing, score) of each of its measures."""
    scored = [(timing, score) for timing, score in scores if score.value is not None]
    values = [_known(score.value) for _, score in scored]
    spread = _spread([score for _, score in scored], values)
    return GroupScore(
        value=_mean(values),
        leading=_mean([_known(score.value) for timing, score in scored if timing == "leading"]),
        lagging=_mean([_known(score.value) for timing, score in scored if timing == "lagging"]),
        low=min(spread, default=None),
        high=max(spread, default=None),
        scored=len(scored),
        measures=len(scores),
    )


def _known(value: float | None) -> float:
    assert value is not None
    return value


def _spread(scored: list[Score], values: list[float]) -> list[float]:
    """The means when any one measure, or any one part of one, is left out."""
    means = [_mean(values[:i] + values[i + 1 :]) for i in range(len(values))]
    for i, score in enumerate(scored):
        for other in (score.low, score.high):
            means += [_mean([*values[:i], _known(other), *values[i + 1 :]])]
    return [mean for mean in means if mean is not None]


def _mean(values: list[float]) -> float | None:
    return fmean(values) if values else None


def score(found: Assessments, stale: str = "") -> list[Score]:
    """The score of a measure in each of its areas, in the order of `found.series.areas`.

    `stale` is the reason why none is scored, where the figures are out of date.
    """
    rows = parts(found)
    reasons = not_scored(found)
    return [
        score_parts(tuple(None if np.isnan(v) else int(v) for v in row), reason or stale)
        for row, reason in zip(rows, reasons, strict=True)
    ]


def not_scored(found: Assessments) -> list[str]:
    """Why an area is not scored, '' where it is."""
    size, unit = found.window.size, found.series.measure.period
    return [
        "" if np.isfinite(value) else _missing(int(known), size, unit)
        for value, known in zip(found.window.value, found.window.known, strict=True)
    ]


def _missing(known: int, size: int, unit: str) -> str:
    if known == 0:
        return f"no data for the {size} {unit}{'s' if size > 1 else ''} to the latest figures"
    return f"data for only {known} of {size} {unit}s to the latest figures"
