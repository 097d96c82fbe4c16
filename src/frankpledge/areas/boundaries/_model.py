"""What is known of the boundaries of areas of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Polygons = NDArray[Any]

WHATS = ("coordinates", "repaired", "mapped", "former", "unknown", "empty", "overlap")
"""What a finding is about, in the order in which they are reported."""


@dataclass(frozen=True)
class Finding:
    """Something that was mended, mapped or left out while a boundary file was read.

    `what` is one of `WHATS`: the coordinate system was not the one declared; an invalid polygon was
    `repaired`; a code was `mapped` to its successor; a `former` code has no single one; a code is
    `unknown` to the tables of areas; a polygon is `empty`; two areas `overlap`. `code` is empty for
    the whole file.
    """

    what: str
    code: str
    text: str


@dataclass(frozen=True, eq=False)
class Boundaries:
    """Polygons of areas of one kind, in degrees (WGS 84; longitude first), sorted by code."""

    kind: str
    vintage: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    polygons: Polygons
    findings: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of everything, in degrees."""
        import shapely

        west, south, east, north = shapely.total_bounds(self.polygons)
        return float(west), float(south), float(east), float(north)

    def only(self, codes: set[str]) -> Boundaries:
        """The boundaries of some of its areas."""
        keep = [index for index, code in enumerate(self.codes) if code in codes]
        return Boundaries(
            self.kind,
            self.vintage,
            tuple(self.codes[i] for i in keep),
            tuple(self.names[i] for i in keep),
            self.polygons[np.array(keep, dtype=np.intp)],
            self.findings,
        )
