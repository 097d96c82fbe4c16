"""The questions, against the same sums in plain Python."""

from __future__ import annotations

from collections import Counter
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.lake import queries

MONTHS = ["2023-05", "2023-06"]
ROWS = [
    # period, force, lsoa, crime_type: A and B are of 2021, X was split into C and D, Y is now E
    ("2023-05", "F1", "A", "Drugs"),
    ("2023-05", "F1", "A", "Drugs"),
    ("2023-05", "F1", "X", "Drugs"),
    ("2023-05", "F1", "Y", "Robbery"),
    ("2023-05", "F2", "X", "Robbery"),
    ("2023-05", "F1", None, "Drugs"),
    ("2023-06", "F1", "C", "Drugs"),
    ("2023-06", "F1", "D", "Drugs"),
]
CHANGES = pa.table(
    {
        "lsoa11": ["A", "B", "X", "X", "Y", "Z"],
        "lsoa21": ["A", "B", "C", "D", "E", "E"],
        "change": ["U", "U", "S", "S", "M", "M"],
        "share": [1.0, 1.0, 0.25, 0.75, 1.0, 1.0],
    }
)
MEMBERS = pa.table(
    {
        "area": ["all", "all", "all", "all", "all", "west", "west", "east"],
        "lsoa": ["A", "B", "C", "D", "E", "A", "C", "D"],
    }
)


def rows_table(rows: list[Any]) -> Any:
    names = ("period", "force", "lsoa", "crime_type")
    columns = {n: pa.array([r[i] for r in rows], pa.string()) for i, n in enumerate(names)}
    return ibis.memtable(pa.table(columns))


def found(expression: Any, *keys: str) -> dict[tuple[str, ...], Any]:
    return {tuple(row[key] for key in keys): row for row in expression.to_pyarrow().to_pylist()}


def test_recorded_counts_are_all_rows_of_a_force() -> None:
    """Rows without a place count for the force that recorded them."""
    counts = found(queries.recorded_counts(rows_table(ROWS)), "period", "force")
    assert {key: row["count"] for key, row in counts.items()} == {
        ("2023-05", "F1"): 5,
        ("2023-05", "F2"): 1,
        ("2023-06", "F1"): 2,
    }


def test_recorded_counts_by_category_and_condition() -> None:
    """Categories are kept apart, and only accepted values are counted."""
    by_type = queries.recorded_counts(rows_table(ROWS), by=["crime_type"])
    counts = found(by_type, "period", "force", "crime_type")
    assert counts["2023-05", "F1", "Drugs"]["count"] == 4
    chosen = queries.recorded_counts(rows_table(ROWS), where={"crime_type": ["Robbery"]})
    assert {k: r["count"] for k, r in found(chosen, "period", "force").items()} == {
        ("2023-05", "F1"): 1,
        ("2023-05", "F2"): 1,
    }


def test_a_column_may_be_summed() -> None:
    """Tables that are counts already are summed, with the minus signs of corrections."""
    columns = {"period": ["2025-Q1"] * 2, "force": ["F"] * 2, "count": [5, -3]}
    table = ibis.memtable(pa.table(columns))
    counts = found(queries.recorded_counts(table, value="count"), "force")
    assert counts["F",]["count"] == 2


def test_located_counts_of_many_areas_at_once() -> None:
    """Areas overlap; all forces count; rows without a place do not; splits go by share."""
    located = queries.located_counts(rows_table(ROWS), MEMBERS, CHANGES)
    counts = {k: (r["count"], r["estimated"]) for k, r in found(located, "period", "area").items()}
    assert counts == {
        ("2023-05", "all"): (5.0, False),  # holds both halves of X, so nothing is estimated
        ("2023-05", "west"): (2.5, True),
        ("2023-05", "east"): (1.5, True),
        ("2023-06", "all"): (2.0, False),
        ("2023-06", "west"): (1.0, False),
        ("2023-06", "east"): (1.0, False),
    }


def test_shares_of_neighbourhoods_give_two_counts() -> None:
    """The most that an area can have and the least; a split after that goes by share again."""
    columns = {
        "area": ["parish", "parish", "town"],
        "lsoa": ["A", "X1", "X2"],
        "low": [0.25, 0.0, 1.0],
        "high": [0.25, 1.0, 1.0],
    }
    rows = [("2023-05", "A", 8), ("2023-05", "X", 10), ("2023-06", "X1", 3)]
    table = pa.table(dict(zip(["period", "lsoa", "count"], zip(*rows, strict=True), strict=True)))
    changes = pa.table({"lsoa11": ["X"] * 2, "lsoa21": ["X1", "X2"], "share": [0.4, 0.6]})
    located = queries.located_counts(
        ibis.memtable(table), pa.table(columns), changes, value="count"
    )
    counts = {k: (r["low"], r["count"]) for k, r in found(located, "period", "area").items()}
    assert counts == {
        ("2023-05", "parish"): (pytest.approx(2), pytest.approx(8 * 0.25 + 10 * 0.4)),
        ("2023-05", "town"): (pytest.approx(6), pytest.approx(6)),
        ("2023-06", "parish"): (0, 3),
    }


def test_rows_at_places_are_counted_by_area() -> None:
    """One join on both coordinates; places outside every area count for none."""
    columns = {
        "period": ["2025-01"] * 4 + ["2025-02"] * 2,
        "longitude": [-2.0, -2.0, -2.0, -1.5, -1.5, None],
        "latitude": [51.3, 51.3, 51.4, 51.3, 51.3, None],
        "crime_type": ["Drugs", "Robbery", "Drugs", "Drugs", "Drugs", "Drugs"],
    }
    places = pa.table({"longitude": [-2.0, -1.5], "latitude": [51.3, 51.3], "area": ["P", "Q"]})
    rows = ibis.memtable(pa.table(columns))
    counts = found(queries.placed_counts(rows, places), "period", "area")
    assert {key: row["count"] for key, row in counts.items()} == {
        ("2025-01", "P"): 2,
        ("2025-01", "Q"): 1,
        ("2025-02", "Q"): 1,
    }
    drugs = queries.placed_counts(rows, places, by=["crime_type"], where={"crime_type": ["Drugs"]})
    assert found(drugs, "period", "area")["2025-01", "P"]["count"] == 1


def test_every_recorded_row_is_inside_outside_or_nowhere() -> None:
    """Of its own force's area, whatever lies in another's; a code of 2011 is where it went."""
    rows = [
        *[("2023-05", "F1", "A")] * 3,
        *[("2023-05", "F1", "X")] * 2,
        ("2023-05", "F1", "B"),
        ("2023-05", "F1", None),
        *[("2023-05", "F2", "A")] * 4,
    ]
    names = ["period", "force", "lsoa"]
    table = pa.table(dict(zip(names, zip(*rows, strict=True), strict=True)))
    members = pa.table({"area": ["F1", "F1", "F1", "F2"], "lsoa": ["A", "X1", "X2", "B"]})
    changes = pa.table({"lsoa11": ["X"] * 2, "lsoa21": ["X1", "X2"], "share": [0.4, 0.6]})
    parts = found(queries.reconciliation(ibis.memtable(table), members, changes), "force")
    named = ("recorded", "inside", "outside", "nowhere")
    assert [parts["F1",][name] for name in named] == [7, 5, 1, 1]
    assert [parts["F2",][name] for name in named] == [4, 0, 4, 0]


def test_without_changes_old_codes_belong_nowhere() -> None:
    """Nothing is guessed: codes of 2011 are not those of 2021."""
    located = found(queries.located_counts(rows_table(ROWS), MEMBERS), "period", "area")
    assert located["2023-05", "all"]["count"] == 2


def test_counts_by_neighbourhood_are_carried_to_2021() -> None:
    """Merged areas add up, split ones are shared out and marked, the total stays."""
    counts = found(queries.lsoa_counts(rows_table(ROWS), CHANGES, by=()), "period", "lsoa")
    assert {key: (row["count"], row["estimated"]) for key, row in counts.items()} == {
        ("2023-05", "A"): (2.0, False),
        ("2023-05", "C"): (0.5, True),
        ("2023-05", "D"): (1.5, True),
        ("2023-05", "E"): (1.0, False),
        ("2023-06", "C"): (1.0, False),
        ("2023-06", "D"): (1.0, False),
    }
    plain = found(queries.lsoa_counts(rows_table(ROWS), by=()), "period", "lsoa")
    assert plain["2023-05", "X"]["count"] == 2


def test_other_figures_are_carried_too() -> None:
    """Populations by neighbourhoods of 2011 become denominators by those of 2021."""
    people = ibis.memtable(pa.table({"area": ["X", "Y", "Z"], "population": [1000, 300, 500]}))
    carried = queries.to_2021(people, CHANGES, keys=["area"], lsoa="area", value="population")
    assert {k: r["population"] for k, r in found(carried, "area").items()} == {
        ("C",): 250.0,
        ("D",): 750.0,
        ("E",): 800.0,
    }


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_other_engines_give_the_same(engine: str) -> None:
    """The questions are expressions, so engines of two different kinds agree on the answers."""
    connection, rows = getattr(ibis, engine).connect(), rows_table(ROWS)
    for asked in (
        queries.recorded_counts(rows, by=["crime_type"]),
        queries.lsoa_counts(rows, CHANGES),
        queries.located_counts(rows, MEMBERS, CHANGES, where={"force": ["F1"]}),
    ):
        answer = connection.to_pyarrow(asked).to_pylist()
        assert sorted(map(str, answer)) == sorted(map(str, asked.to_pyarrow().to_pylist()))


row = st.tuples(
    st.sampled_from(MONTHS),
    st.sampled_from(["F1", "F2"]),
    st.sampled_from(["A", "B", "X", "Y", "Z", "C", "D", "E", None]),
    st.sampled_from(["Drugs", "Robbery"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(row, min_size=1, max_size=40))
def test_located_counts_equal_plain_python(rows: list[Any]) -> None:
    """One expression over all areas gives what a loop over rows gives."""
    moves: dict[str, list[tuple[str, float]]] = {}
    for move in CHANGES.to_pylist():
        moves.setdefault(move["lsoa11"], []).append((move["lsoa21"], move["share"]))
    areas_of: dict[str, list[str]] = {}
    for member in MEMBERS.to_pylist():
        areas_of.setdefault(member["lsoa"], []).append(member["area"])
    expected: Counter[tuple[str, str, str]] = Counter()
    for period, _, lsoa, kind in rows:
        for new, share in moves.get(lsoa, [(lsoa, 1.0)]):
            for area in areas_of.get(new, []):
                expected[period, area, kind] += share  # type: ignore[assignment]
    located = queries.located_counts(rows_table(rows), MEMBERS, CHANGES, by=["crime_type"])
    counts = found(located, "period", "area", "crime_type")
    assert {key: row["count"] for key, row in counts.items()} == pytest.approx(dict(expected))
