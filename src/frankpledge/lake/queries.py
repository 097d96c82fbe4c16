"""Questions to the lake, as Ibis expressions over all areas and periods at once.

Two sums are kept apart and never mixed: what a force *recorded*, wherever it lies, and what is
*located* in an area, whoever recorded it. Rows without a place are in the first only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WHOLE = 1 - 1e-9  # shares that were summed need not be exactly 1
Accepted = Mapping[str, Sequence[Any]]


def matching(rows: Any, accepted: Accepted | None) -> Any:
    """The rows whose columns hold accepted values; all conditions must hold."""
    for column, values in (accepted or {}).items():
        rows = rows.filter(rows[column].isin(list(values)))
    return rows


def recorded_counts(
    rows: Any, *, by: Sequence[str] = (), where: Accepted | None = None, value: str = "rows"
) -> Any:
    """Counts by force and period: columns period, force, those of `by`, count.

    `value` is the column to sum, or "rows" to count rows. A force's total is only right this way:
    summing places leaves out the rows that have none.
    """
    chosen = matching(rows, where)
    return chosen.group_by(["period", "force", *by]).aggregate(count=_amount(chosen, value))


def lsoa_counts(
    rows: Any,
    changes: Any = None,
    *,
    by: Sequence[str] = ("crime_type",),
    where: Accepted | None = None,
    value: str = "rows",
) -> Any:
    """Counts by neighbourhood and period: columns period, lsoa, those of `by`, count, estimated.

    With `changes` (lsoa11, lsoa21, share) all codes are those of 2021; see `to_2021`.
    """
    chosen = matching(rows, where)
    chosen = chosen.filter(chosen.lsoa.notnull())
    keys = ["period", "lsoa", *by]
    counts = chosen.group_by(keys).aggregate(count=_amount(chosen, value))
    return to_2021(counts, changes, keys=keys, value="count")


def to_2021(
    counts: Any,
    changes: Any,
    *,
    keys: Sequence[str],
    lsoa: str = "lsoa",
    value: str = "count",
) -> Any:
    """Carry figures by neighbourhoods of 2011 to those of 2021, and say which are estimated.

    Codes that changed are found in `changes`; all others, those of 2021 among them, stay. The
    figure of an area that was split goes to its successors in proportion to `share`, and these are
    marked as estimated. The sum over all areas stays the same. The value becomes a float64.
    Source: the exact fit of the Office for National Statistics' look-up LSOA (2011) to LSOA (2021).
    """
    import ibis

    if changes is None:
        figures = counts[value].cast("float64")
        return counts.mutate(**{value: figures, "estimated": ibis.literal(False)})
    moves = _moves(changes)
    joined = counts.left_join(moves, counts[lsoa] == moves.from_lsoa)
    carried = joined.mutate(
        **{
            lsoa: ibis.coalesce(joined.to_lsoa, joined[lsoa]),
            "estimated_part": ibis.coalesce(joined.share, 1.0) < WHOLE,
            value: joined[value].cast("float64") * ibis.coalesce(joined.share, 1.0),
        }
    )
    return carried.group_by(list(keys)).aggregate(
        **{value: _exact(carried[value]), "estimated": carried.estimated_part.any()}
    )


def located_counts(  # noqa: PLR0913 - the shape of the question
    rows: Any,
    members: Any,
    changes: Any = None,
    *,
    by: Sequence[str] = (),
    where: Accepted | None = None,
    value: str = "rows",
) -> Any:
    """Counts by area and period: columns period, area, those of `by`, count, low, estimated.

    `members` (area, lsoa) says which neighbourhoods of 2021 make up each area; areas may overlap,
    and all are counted at once. With columns low and high it also says what part of a neighbourhood
    lies in the area, at the least and at the most: `count` is by the most, `low` by the least.
    Without them every neighbourhood is whole, and the two are the same. `changes` is as for
    `lsoa_counts`; a split matters, and its count is an estimate, only for an area that holds some
    of the successors and not all. Counts are float64.
    """
    chosen = matching(rows, where)
    # Counted before they meet the areas, because each row would meet several of them.
    counts = chosen.group_by(["period", "lsoa", *by]).aggregate(count=_amount(chosen, value))
    reach = _reach(_table(members), changes)
    inside = counts.inner_join(reach, counts.lsoa == reach.published)
    return inside.group_by(["period", "area", *by]).aggregate(
        count=_exact(inside["count"] * inside.high),
        low=_exact(inside["count"] * inside.low),
        estimated=(inside.high < WHOLE).any(),
    )


def placed_counts(
    rows: Any, locations: Any, *, by: Sequence[str] = (), where: Accepted | None = None
) -> Any:
    """Counts of rows with coordinates by area and period: columns period, area, `by`, count.

    `locations` (longitude, latitude, area) holds each distinct place once, as
    `areas.points.location_table` makes it, so that any number of rows costs one hash join. Rows at
    places that it does not have lie in none of the areas.
    """
    chosen = matching(rows, where)
    # Counted before they meet the places: some ten thousand of them stand for millions of rows.
    counts = chosen.group_by(["period", "longitude", "latitude", *by]).aggregate(
        count=chosen.count()
    )
    inside = counts.inner_join(_table(locations), ["longitude", "latitude"])
    return inside.group_by(["period", "area", *by]).aggregate(count=inside["count"].sum())


def reconciliation(rows: Any, members: Any, changes: Any = None, *, value: str = "rows") -> Any:
    """Where the rows that each force recorded lie: columns period, force, and four counts.

    `recorded` is the sum of `inside` (in a neighbourhood of the force's own area), `outside` (in
    any other) and `nowhere` (without one). `members` (area, lsoa) are the neighbourhoods of 2021 of
    each force; codes of 2011 belong to the force of any of their successors in `changes`.
    """
    own = _reach(_table(members), changes).select("area", "published")
    keys = ["period", "force"]
    counts = rows.group_by([*keys, "lsoa"]).aggregate(count=_amount(rows, value))
    same = [counts.force == own.area, counts.lsoa == own.published]
    found = counts.left_join(own, same)
    here = found.published.notnull()
    return found.group_by(keys).aggregate(
        recorded=found["count"].sum(),
        inside=found["count"].sum(where=here).fill_null(0),
        outside=found["count"].sum(where=~here & found.lsoa.notnull()).fill_null(0),
        nowhere=found["count"].sum(where=found.lsoa.isnull()).fill_null(0),
    )


def _reach(members: Any, changes: Any) -> Any:
    """What share of each neighbourhood, by its code as published, lies in each area.

    Columns area, published, low and high (0 to 1; shares of one area's parts are summed).
    """
    import ibis

    if "low" not in members.columns:
        members = members.mutate(low=ibis.literal(1.0), high=ibis.literal(1.0))
    members = members.select("area", "lsoa", "low", "high")
    same = members.select("area", "low", "high", published=members.lsoa)
    if changes is None:
        return same
    moves = _moves(changes)
    joined = members.inner_join(moves, members.lsoa == moves.to_lsoa)
    moved = joined.group_by(["area", "from_lsoa"]).aggregate(
        low=_exact(joined.low * joined.share), high=_exact(joined.high * joined.share)
    )
    return same.union(moved.select("area", "low", "high", published=moved.from_lsoa))


def _moves(changes: Any) -> Any:
    """The neighbourhoods of 2011 whose codes changed, with their successors."""
    table = _table(changes)
    moved = table.filter(table.lsoa11 != table.lsoa21)
    return moved.select(from_lsoa=moved.lsoa11, to_lsoa=moved.lsoa21, share=moved.share)


def _amount(rows: Any, value: str) -> Any:
    if value == "rows":
        return rows.count()
    column = rows[value]
    return _exact(column) if column.type().is_floating() else column.sum()


def _exact(numbers: Any) -> Any:
    """The sum of floats to nine decimals, the same in whatever order an engine adds them.

    Engines add on several threads, and a sum of floats depends on the order in its last digits:
    two releases of the same figures would differ.
    """
    return numbers.cast("decimal(18, 9)").sum().cast("float64")


def _table(table: Any) -> Any:
    import ibis

    return table if isinstance(table, ibis.expr.types.Table) else ibis.memtable(table)
