"""Real files, against numbers published elsewhere and sums made here without the lake."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from frankpledge import periods
from frankpledge.areas import load_areas
from frankpledge.lake import Lake, queries

WILTSHIRE, GLOUCESTERSHIRE, MANCHESTER = "E23000038", "E23000037", "E23000005"
NEIGHBOURHOOD_CRIME = [
    "Vehicle offences",
    "Domestic burglary",
    "Residential burglary",
    "Robbery of personal property",
    "Theft from the person",
]


def street_rows(shared: Path, folder: str) -> list[dict[str, str]]:
    """Rows of street files by Python's own CSV reader."""
    rows = []
    for path in sorted((shared / "data/police/street" / folder).rglob("*-street.csv.gz")):
        text = gzip.decompress(path.read_bytes()).decode()
        rows.extend(csv.DictReader(io.StringIO(text, newline="")))
    return rows


def test_wiltshire_street_rows(real: Lake, shared: Path) -> None:
    """29 months, 128,723 rows, none de-duplicated; 2025 has 52,005, of which 9,935 are ASB."""
    table = real.table("police-uk-street")
    own = table.filter(table.force == WILTSHIRE)
    counts = queries.recorded_counts(own, by=["crime_type"]).to_pyarrow().to_pylist()
    found = Counter({(r["period"], r["crime_type"]): r["count"] for r in counts})
    year = {key: n for key, n in found.items() if key[0].startswith("2025")}
    assert sum(found.values()) == 128_723
    assert len({period for period, _ in found}) == 29
    assert sum(year.values()) == 52_005
    assert sum(n for (_, kind), n in year.items() if kind == "Anti-social behaviour") == 9_935
    plain = street_rows(shared, "wiltshire")
    assert found == Counter((row["Month"], row["Crime type"]) for row in plain)


def test_wiltshire_quality_reports(real: Lake, shared: Path) -> None:
    """Repeated identifiers, rows outside the force and identical rows, as counted by hand."""
    imports = real.imports("police-uk-street").to_pylist()
    ids = {row["import_id"] for row in imports if "/wiltshire/" in row["file"]}
    reports = {
        report.file[-40:-14]: report
        for import_id in sorted(ids)
        for report in real.quality(import_id)
        if "/wiltshire/" in report.file
    }
    reports = {report.first or "": report for report in reports.values()}
    assert len(reports) == 29
    assert sum(report.rejected for report in reports.values()) == 0
    assert (reports["2025-01"].repeated, reports["2025-02"].repeated) == (55, 74)
    assert sum(r.repeated for month, r in reports.items() if month < "2025") == 0
    assert sum(report.outside or 0 for report in reports.values()) == 412
    for month in ("2014-06", "2025-12"):
        rows = [tuple(r.values()) for r in street_rows(shared, "wiltshire") if r["Month"] == month]
        assert reports[month].identical == len(rows) - len(set(rows))
        assert reports[month].blanks["crime_id"] == sum(row[0] == "" for row in rows)


def test_other_forces_oddities(real: Lake) -> None:
    """Transport police without identifiers, Northern Ireland without neighbourhoods."""
    table = real.table("police-uk-street")
    for force, column in (("btp", "crime_id"), ("northern-ireland", "lsoa")):
        rows = table.filter(table.force == force)
        assert rows.count().to_pyarrow().as_py() > 5_000
        assert rows[column].notnull().sum().to_pyarrow().as_py() == 0


def test_stop_and_search_of_the_city(real: Lake) -> None:
    """8,057 rows in 36 months, a quarter without coordinates, no operation named."""
    table = real.table("police-uk-stop-search")
    told = table.aggregate(
        rows=table.count(),
        months=table.period.nunique(),
        placed=table.longitude.notnull().sum(),
        operations=table.operation.notnull().sum(),
        no_outcome=table.outcome.isnull().sum(),
    )
    (row,) = told.to_pyarrow().to_pylist()
    assert (row["rows"], row["months"], row["operations"], row["no_outcome"]) == (8057, 36, 0, 10)
    assert round(1 - row["placed"] / row["rows"], 2) == 0.24


def neighbourhood_crime(shared: Path, force: str, last: str) -> int:
    """The same sum from the table itself, by financial years and names."""
    table: Any = pq.read_table(shared / "data/police/aggregate/prc_pfa_long.parquet")
    end, total = periods.parse(last), 0
    for row in table.filter(pc.field("Force") == force).to_pylist():
        quarter = int(row["Financial Quarter"])
        month = int(row["FY"][:4]) * 12 + 3 + (quarter - 1) * 3 + 2  # its last, from January
        if end.last - 9 <= month <= end.last and row["Offence Subgroup"] in NEIGHBOURHOOD_CRIME:
            total += int(row["n"])
    return total


@pytest.mark.parametrize(
    ("force", "name", "last", "count"),
    [
        (WILTSHIRE, "Wiltshire", "2019-Q4", 5_205),
        (WILTSHIRE, "Wiltshire", "2022-Q3", 3_981),
        (WILTSHIRE, "Wiltshire", "2025-Q4", 3_316),
        (GLOUCESTERSHIRE, "Gloucestershire", "2022-Q3", 4_834),
    ],
)
def test_neighbourhood_crime(
    real: Lake, shared: Path, force: str, name: str, last: str, count: int
) -> None:
    """Years of neighbourhood crime, from the lake and from the publisher's table."""
    end = periods.parse(last)
    window = [str(end.shift(-step)) for step in range(4)]
    counts = queries.recorded_counts(
        real.table("home-office-crime"),
        where={"force": [force], "period": window, "offence_subgroup": NEIGHBOURHOOD_CRIME},
        value="count",
    )
    assert counts["count"].sum().to_pyarrow().as_py() == count
    assert neighbourhood_crime(shared, name, last) == count


def test_the_whole_home_office_table(real: Lake) -> None:
    """Every row arrives, the 426 corrections with their minus signs, for 48 forces and bodies."""
    table = real.table("home-office-crime")
    told = table.aggregate(
        rows=table.count(),
        negative=(table["count"] < 0).sum(),
        forces=table.force.nunique(),
        first=table.period.min(),
        last=table.period.max(),
    )
    assert told.to_pyarrow().to_pylist() == [
        {"rows": 321_893, "negative": 426, "forces": 48, "first": "2012-Q2", "last": "2025-Q4"}
    ]


def test_home_office_quarters_are_complete(real: Lake) -> None:
    """Every force has every quarter, lockdown too; fraud bodies lack the last."""
    gate = real.completeness("home-office-crime").to_pylist()
    faults = {(r["force"], r["period"]): r["status"] for r in gate if r["status"] != "complete"}
    fraud = ("action-fraud", "cifas", "uk-finance")
    assert faults == {(body, "2025-Q4"): "missing" for body in fraud}
    lockdown = [r for r in gate if r["force"] == "E23000034" and r["period"] == "2020-Q2"]
    assert [(r["rows"], r["status"]) for r in lockdown] == [(655, "complete")]


def test_months_of_the_neighbourhood_series(real: Lake) -> None:
    """The forces that drop out of the 36 months are found, and only they."""
    gate = real.completeness("police-uk-lsoa").to_pylist()
    assert len(gate) == 43 * 36
    found: dict[str, dict[str, list[str]]] = {}
    for row in gate:
        if row["status"] != "complete":
            found.setdefault(row["force"], {}).setdefault(row["status"], []).append(row["period"])
    assert found == {
        MANCHESTER: {"missing": periods.span("2023-05", "2026-04")},
        "W15000002": {"missing": periods.span("2025-09", "2026-04")},  # Gwent
        GLOUCESTERSHIRE: {"missing": periods.span("2026-02", "2026-04")},
        "W15000004": {"partial": ["2023-05", *periods.span("2024-01", "2024-04")]},  # Dyfed-Powys
        "E23000007": {"partial": ["2026-01", "2026-02"]},  # Northumbria
        # Devon and Cornwall changed its systems in November 2022: at 58.6 and 59.6 % of its median.
        "E23000035": {"partial": ["2023-07", "2023-11"]},
    }


def test_manchester_is_missing_without_the_declared_gap(real: Lake, places: Any) -> None:
    """A hundred crimes a month are absurd for its size, whatever the publisher says."""
    from dataclasses import replace

    from frankpledge.lake import SOURCES
    from frankpledge.lake.completeness import completeness

    undeclared = replace(SOURCES["police-uk-lsoa"], gaps=())
    gate = completeness(real, undeclared, places).to_pylist()
    own = [row for row in gate if row["force"] == MANCHESTER]
    assert {row["status"] for row in own} == {"missing"}
    assert 0 < max(row["rows"] for row in own) < 200


def test_recorded_and_located_are_two_measures(real: Lake, places: Any, shared: Path) -> None:
    """What lies in Wiltshire is up to 2 % more than what its own police recorded there in 2025."""
    members = places.members("force")
    located = queries.located_counts(
        real.table("police-uk-lsoa"), members, places.changes, value="count"
    )
    inside = {
        row["period"]: row["count"]
        for row in located.filter(located.area == WILTSHIRE).to_pyarrow().to_pylist()
    }
    codes = {row["lsoa"] for row in members.to_pylist() if row["area"] == WILTSHIRE}
    plain = street_rows(shared, "wiltshire")
    recorded = Counter(row["Month"] for row in plain if row["LSOA code"] in codes)
    for month in periods.span("2025-01", "2025-12"):
        assert 1.0 < inside[month] / recorded[month] < 1.02
    with gzip.open(shared / "data/police/lsoa-monthly/2025-06.json.gz") as file:
        document = json.load(file)
    by_hand = sum(sum(cells.values()) for code, cells in document["lsoa"].items() if code in codes)
    assert inside["2025-06"] == by_hand


def test_small_places_reconcile_to_the_rows(real: Lake, places: Any, example: Path) -> None:
    """All 128,723 rows: 412 outside the force area; LSOAs, wards and districts hold the rest."""
    table = real.table("police-uk-street")
    own = table.filter(table.force == WILTSHIRE)
    members = places.members("force")
    parts = queries.reconciliation(own, members, places.changes).to_pyarrow()
    total = {name: pc.sum(parts[name]).as_py() for name in parts.column_names[2:]}
    assert total == {"recorded": 128_723, "inside": 128_311, "outside": 412, "nowhere": 0}
    areas = load_areas(example / "areas")
    for kind in ("lsoa", "ward", "msoa", "district", "force"):
        counts = queries.located_counts(own, areas.shares(kind), areas.changes).to_pyarrow()
        assert pc.sum(counts["count"]).as_py() == pytest.approx(128_311, abs=1e-3), kind


def test_points_lie_where_their_codes_say(real: Lake, example: Path, shared: Path) -> None:
    """Rows of 2025 put in polygons by their distinct places, against the LSOA that came with them.

    Borders of LSOAs run along roads, and so do the places to which the police move crimes: about
    two in a hundred fall on the other side of the 20 metres to which the polygons are true.
    """
    from frankpledge.areas.boundaries import read_boundaries
    from frankpledge.areas.points import location_table

    areas = load_areas(example / "areas")
    files = (shared / "data/geo/boundaries").glob("lsoa21_*.geojson")
    polygons = read_boundaries(*files, areas=areas)
    table = real.table("police-uk-street")
    own = table.filter(table.force == WILTSHIRE, table.period >= "2025-01")
    points = own.select("longitude", "latitude").distinct().to_pyarrow()
    places = location_table(points["longitude"].to_numpy(), points["latitude"].to_numpy(), polygons)
    placed = queries.placed_counts(own, places).to_pyarrow().to_pylist()
    coded = own.group_by(["period", "lsoa"]).aggregate(count=own.count()).to_pyarrow().to_pylist()
    ours = Counter({(r["period"], r["area"]): r["count"] for r in placed})
    theirs = Counter({(r["period"], r["lsoa"]): r["count"] for r in coded})
    inside = sum(count for (_, lsoa), count in theirs.items() if lsoa in areas)
    assert ours.total() == pytest.approx(inside, rel=0.005)
    assert 0.975 < (ours & theirs).total() / ours.total() < 0.985


def test_carrying_to_2021_loses_nothing(real: Lake, places: Any) -> None:
    """May 2023 is in codes of 2011: all of them are carried, and only split ones are estimates."""
    table = real.table("police-uk-lsoa")
    may = table.filter(table.period == "2023-05", table.lsoa.notnull())
    counts = queries.lsoa_counts(may, places.changes, by=(), value="count").to_pyarrow()
    new = set(places.members("force")["lsoa"].to_pylist())
    assert set(counts["lsoa"].to_pylist()) <= new
    total = may["count"].sum().to_pyarrow().as_py()
    assert pc.sum(counts["count"]).as_py() == pytest.approx(total)
    split = {row["lsoa21"] for row in places.changes.to_pylist() if row["share"] < 1}
    estimated = counts.filter(counts["estimated"])["lsoa"].to_pylist()
    assert estimated
    assert set(estimated) <= split


def test_populations_of_forces(real: Lake) -> None:
    """Forces of mid-2023, summed from authorities, make up England and Wales and fit mid-2024."""
    rows = real.table("ons-population").to_pyarrow().to_pylist()
    people = {(r["period"], r["area"]): r["population"] for r in rows}
    forces = {area for period, area in people if period == "2024" and area[:3] in {"E23", "W15"}}
    assert len(forces) == 43
    # The Metropolitan Police and the City of London share Greater London in the older table.
    summed = {area for period, area in people if period == "2023" and area[:3] in {"E23", "W15"}}
    assert sum(people["2023", area] for area in summed) == people["2023", "K04000001"]
    assert people["2024", WILTSHIRE] / people["2023", WILTSHIRE] == pytest.approx(1.01, abs=0.01)


def test_outcomes_and_workforce(real: Lake) -> None:
    """Row counts and one figure each, as in the publishers' tables."""
    outcomes = real.table("home-office-outcomes")
    assert outcomes.count().to_pyarrow().as_py() == 712_448
    staff = real.table("home-office-workforce")
    assert staff.count().to_pyarrow().as_py() == 25_198
    officers = staff.filter(
        staff.force == WILTSHIRE, staff.period == "2022-03", staff.worker_type == "police officer"
    )
    assert 1_000 < officers.fte.sum().to_pyarrow().as_py() < 1_200
