"""Small numbers that a body supplies about people: hidden before anything is worked out from them.

A hidden figure must not come back from a total: where the areas inside an area are all given, their
sum is that area's figure, so one more is hidden (statistics.protect).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from frankpledge import statistics as st
from frankpledge.measures.series import Codes, Floats

if TYPE_CHECKING:
    from frankpledge.areas import Areas

LEVELS = ("lsoa", "parish", "msoa", "ward", "neighbourhood", "district", "partnership")


def hidden(values: Floats, names: tuple[str, ...], areas: Areas, threshold: int) -> Codes:
    """1 where a supplied figure must not be published: shape of `values` (areas, periods).

    `values` holds counts, NaN where nothing was supplied. Figures below `threshold` (but not zero)
    are hidden, and with them whatever would give them away within the same period.
    """
    flags = np.zeros(values.shape, dtype=np.int8)
    for column in range(values.shape[1]):
        known = np.flatnonzero(np.isfinite(values[:, column]) & (values[:, column] >= 0))
        if len(known):
            cells = values[known, column]
            flags[known, column] = _hide(cells, [names[i] for i in known], areas, threshold)
    return flags


def _hide(cells: Floats, names: list[str], areas: Areas, threshold: int) -> Codes:
    place = {name: index for index, name in enumerate(names)}
    rows = []
    for name in names:
        for kind in LEVELS:
            inside = areas.children(name, kind)
            if len(inside) > 1 and all(code in place for code in inside):
                row = np.zeros(len(names))
                row[[place[code] for code in inside]] = 1
                row[place[name]] = -1
                # Figures that do not add up (several forces, rounding) cannot give each other away.
                if abs(row @ cells) < 1e-9:
                    rows.append(row)
    relations = np.array(rows) if rows else np.zeros((0, len(names)))
    return st.protect(cells, relations, threshold=threshold).hidden.astype(np.int8)
