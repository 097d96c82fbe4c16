"""Parts of a place's page beside the letter: its table and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from frankpledge.areas import Area, Areas
from frankpledge.measures import Results
from frankpledge.packs.parish import Change, change_cells, changes
from frankpledge.packs.places import Here, Located, letters
from frankpledge.releases.site.model import measure_href
from frankpledge.releases.site.shapes import Cell, Column, Link, Table

NEIGHBOURS = 4


def nearest(places: Sequence[Area], count: int = NEIGHBOURS) -> dict[str, list[Area]]:
    """The nearest others to each place, by the points that stand for them.

    Degrees of longitude are shortened by the cosine of the middle latitude: within one force area
    that is exact enough to rank neighbours.
    """
    from scipy.spatial import KDTree

    known = [area for area in places if area.longitude is not None and area.latitude is not None]
    if len(known) < 2:
        return {}
    points = np.array([(area.longitude, area.latitude) for area in known], dtype=np.float64)
    points[:, 0] *= np.cos(np.radians(points[:, 1].mean()))
    wanted = min(count + 1, len(known))
    found = np.atleast_2d(KDTree(points).query(points, k=wanted)[1])
    return {
        area.code: [known[index] for index in row.tolist() if index != here][:count]
        for here, (area, row) in enumerate(zip(known, found, strict=True))
    }


def kinds_table(held: Located, here: Here, results: Results) -> Table:
    """Each type of crime: both years, the change with both intervals, and what may be said."""
    found = held.found
    none = [letters.in_a_sentence(kind) for kind, *years, _ in here.kinds if not any(years)]
    *kinds, whole = changes(held, here, results)
    rows: list[list[Cell]] = [_change_row(change, change.name) for change in kinds]
    rows.append(_change_row(whole, "All of these"))
    caption = (
        f"What was recorded here in the {found.window.words}, and by how many per cent that "
        "changed. Each change has two ranges (95 % intervals); it counts as one only where the "
        "wider leaves out 0"
    )
    if none:
        caption += f". In neither year: {letters.listed(none)}"
    columns = (
        Column("What"),
        Column(letters.sentence(found.window.words), number=True),
        Column("Year before", number=True),
        Column("Change, %", number=True),
        Column("Range by chance", number=True),
        Column("Range by its ups and downs", number=True),
        Column("In words"),
    )
    return Table("kinds-table", caption, columns, rows, ours=len(rows) - 1)


def _change_row(change: Change, name: str) -> list[Cell]:
    return [Link(name, measure_href(change.measure)), *change_cells(change)[1:]]


def sort_words(areas: Areas, area: Area) -> str:
    """What sort of place a neighbourhood is, as its publishers class it; '' where they do not."""
    found = areas.classes.get(area.code)
    if found is None:
        return ""
    kind, _, near = found.rural_urban.partition(":")
    where = f" ({near.strip().lower()})" if near else ""
    classed = f"This neighbourhood is classed as {kind.strip().lower()}{where}."
    if not found.rural_urban:
        classed = ""
    tenth = found.deprivation_decile
    if not tenth:
        return classed
    deprived = f"For deprivation it is in {_TENTHS[tenth - 1]} of all in England."
    return f"{classed} {deprived}".strip()


_TENTHS = (
    "the most deprived tenth",
    *(f"the {which} most deprived tenth" for which in ("second", "third", "fourth", "fifth")),
    *(f"the {which} least deprived tenth" for which in ("fifth", "fourth", "third", "second")),
    "the least deprived tenth",
)
