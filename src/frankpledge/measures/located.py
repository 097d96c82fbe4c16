"""Figures located in areas: by neighbourhood where these are known, by whole district elsewhere.

A workspace knows the neighbourhoods (LSOAs) of its own force area. For the rest of the country the
lake may hold the same figures by district. Both are laid side by side as *places*: an LSOA, or a
district none of whose LSOAs the tables of areas know. Nothing is counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

    from frankpledge.areas import Areas, Classified
    from frankpledge.lake import Lake

COLUMNS = ["area", "lsoa", "low", "high"]

# Casualties of a year whose collisions may be unknown before its months are called partial.
LOST = 0.02

# The source that holds the same figures by district.
BY_DISTRICT = {"police-uk-lsoa": "police-uk-district"}


def rows(source: str, lake: Lake, areas: Areas) -> Any:
    """The rows of a source by place (an Ibis table whose column `lsoa` names the place)."""
    table = _table(source, lake)
    coarse = _coarse(source, lake)
    if coarse is None:
        return _by_own_district(table, areas)
    districts = lake.table(coarse)
    chosen = districts.filter(districts.area.isin(sorted(_uncovered(areas))))
    names = ["period", "lsoa", "crime_type", "count"]
    return table.select(names).union(chosen.rename(lsoa="area").select(names))


def _table(source: str, lake: Lake) -> Any:
    """The rows of a source with their places; casualties have that of their collision."""
    from frankpledge.lake import casualties

    if source == casualties.CASUALTIES:
        return casualties.placed(lake)
    return casualties.adjusted(lake, source)


def _by_own_district(table: Any, areas: Areas) -> Any:
    """Rows that say their district too lie in it where its neighbourhoods are not known."""
    if "district" not in table.columns:
        return table
    import ibis

    bare = table.district.isin(sorted(_uncovered(areas)))
    return table.mutate(lsoa=ibis.ifelse(bare, table.district, table.lsoa))


def members(kinds: Iterable[str], areas: Areas, among: str | None = None) -> pa.Table:
    """Columns area, lsoa, low and high: the places in every area of some kinds, and their shares.

    `low` and `high` are the least and the most that the share of a place in the area can be. With
    `among` (rural or urban) only neighbourhoods of that setting, by the classification of 2021.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = []
    for kind in kinds:
        parts.append(areas.shares(kind).select(COLUMNS))
        if kind in {"district", "partnership", "force"}:
            whole = areas.districts(kind).rename_columns(["area", "lsoa"])
            bare = pa.array(sorted(_uncovered(areas)), pa.string())
            found = whole.filter(pc.is_in(whole["lsoa"], value_set=bare))
            ones = pa.array([1.0] * found.num_rows, pa.float64())
            parts.append(found.append_column("low", ones).append_column("high", ones))
    found = pa.concat_tables(parts)
    if among is None:
        return found
    chosen = [code for code, each in areas.classes.items() if _setting(each) == among]
    return found.filter(pc.is_in(found["lsoa"], value_set=pa.array(sorted(chosen), pa.string())))


def _setting(place: Classified) -> str:
    """Rural or urban: the first letter of a class of 2021, as RSN1 or UF1; '' without one."""
    return {"R": "rural", "U": "urban"}.get(place.rural_urban_code[:1], "")


def gate(source: str, lake: Lake, areas: Areas) -> pa.Table:
    """The completeness of each force's periods: by neighbourhood where the force has any."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from frankpledge.lake import casualties

    if source == casualties.CASUALTIES:
        return _gate_of_casualties(lake, areas)
    fine = lake.completeness(source, areas=areas)
    coarse = _coarse(source, lake)
    if coarse is None:
        return fine
    known = pc.unique(areas.members("force")["area"])
    inside = pc.is_in(fine["force"], value_set=known)
    wide = lake.completeness(coarse, areas=areas)
    outside = pc.invert(pc.is_in(wide["force"], value_set=known))
    return pa.concat_tables([fine.filter(inside), wide.filter(outside)])


def _gate_of_casualties(lake: Lake, areas: Areas) -> pa.Table:
    """Months as collisions are held, and no better than the year of casualties that they are in."""
    import pyarrow as pa

    from frankpledge.lake import casualties

    worse = ("complete", "partial", "missing")
    years = _years_of_casualties(lake, areas)
    months = lake.completeness(casualties.COLLISIONS, areas=areas)
    absent = {"status": "missing", "reason": "no casualties held of that year"}
    rows = []
    for month in months.to_pylist():
        year = years.get((month["force"], month["period"][:4]), absent)
        said = max(month, year, key=lambda row: worse.index(row["status"]))
        rows.append(month | {"status": said["status"], "reason": said["reason"]})
    return pa.Table.from_pylist(rows, schema=months.schema)


def _years_of_casualties(lake: Lake, areas: Areas) -> dict[tuple[str, str], dict[str, Any]]:
    """The verdict on each force's year; partial where collisions that people were in lack."""
    from frankpledge.lake import casualties

    lost = {
        (row["force"], row["period"]): row["count"]
        for row in casualties.unplaced(lake).to_pyarrow().to_pylist()
    }
    years = {}
    for row in lake.completeness(casualties.CASUALTIES, areas=areas).to_pylist():
        key = row["force"], row["period"]
        many = lost.get(key, 0)
        if row["status"] == "complete" and many > row["rows"] * LOST:
            told = f"{many:,} of {row['rows']:,} casualties are of collisions that are not held"
            row |= {"status": "partial", "reason": told}
        years[key] = row
    return years


def _coarse(source: str, lake: Lake) -> str | None:
    coarse = BY_DISTRICT.get(source)
    return coarse if coarse is not None and len(lake.imports(coarse)) else None


def _uncovered(areas: Areas) -> set[str]:
    """Districts none of whose neighbourhoods the tables know."""
    covered = set(areas.members("district")["area"].to_pylist())
    return {area.code for area in areas.of_kind("district")} - covered
