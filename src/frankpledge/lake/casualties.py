"""Road casualties as figures need them: severity adjusted, and laid where the collision was.

The publisher's table of casualties says the year and not the place, its look-up of severity
adjustments came apart from both tables until 2024. The three are joined by the collision's index,
the year, and the numbers of vehicle and casualty, never by anything that only looks alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from frankpledge.lake.lake import Lake

COLLISIONS, CASUALTIES, ADJUSTMENTS = "dft-collisions", "dft-casualties", "dft-adjustments"
PLACED = ("period", "force", "district", "lsoa", "user", "age", "severity", "ksi")
_ROWS = {COLLISIONS: "collision", CASUALTIES: "casualty"}


def adjusted(lake: Lake, source: str) -> Any:
    """The rows of a source; of collisions and casualties with the look-up's severities, if held.

    An Ibis table with the source's own columns. `ksi` is that of the look-up for whoever is in it
    and did not die; all others keep their own. Raises NotFoundError for an unknown source.
    """
    rows = lake.table(source)
    if source not in _ROWS or not len(lake.imports(ADJUSTMENTS)):
        return rows
    return with_adjustments(rows, lake.table(ADJUSTMENTS), _ROWS[source])


def with_adjustments(rows: Any, lookup: Any, kind: str) -> Any:
    """Rows with `ksi` from a look-up (columns of `dft-adjustments`); `kind` names its rows."""
    import ibis

    keys = ["collision", *(("vehicle", "casualty") if kind == "casualty" else ())]
    chosen = lookup.filter(lookup.kind == kind).select(*keys, newer="adjusted_serious")
    joined = rows.left_join(chosen, keys)
    living = joined.severity != "fatal"
    newer = ibis.ifelse(living & joined.newer.notnull(), joined.newer, joined.ksi)
    return joined.mutate(ksi=newer).select(*rows.columns)


def placed(lake: Lake) -> Any:
    """Every casualty with the month and the place of the collision, as an Ibis table.

    Columns: those of `PLACED`. A casualty whose collision is not held is left out: nobody knows
    where it was; `unplaced` counts them.
    """
    hurt, where = adjusted(lake, CASUALTIES), lake.table(COLLISIONS)
    where = where.select("collision", "district", "lsoa", month="period")
    same = [hurt.collision == where.collision, hurt.period == where.month.substr(0, 4)]
    joined = hurt.inner_join(where, same)
    return joined.mutate(period=joined.month).select(*PLACED)


def unplaced(lake: Lake) -> Any:
    """Casualties whose collision is not held, by year and force: period, force, count."""
    hurt, where = lake.table(CASUALTIES), lake.table(COLLISIONS)
    lost = hurt.anti_join(where, "collision")
    return lost.group_by(["period", "force"]).aggregate(count=lost.count())
