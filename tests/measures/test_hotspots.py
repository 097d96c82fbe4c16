"""Hot spots from lakes of a few rows and from the real files, counted here again by hand."""

from __future__ import annotations

import csv
import gzip
import io
import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from frankpledge import statistics as st
from frankpledge.areas import Areas, load_areas, to_degrees, to_grid
from frankpledge.errors import NotFoundError, UserError
from frankpledge.lake import Lake, ingest
from frankpledge.measures import hotspots

FORCE = "E23000038"
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
HEAD = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)


@pytest.fixture(scope="module")
def areas(example: Path) -> Areas:
    """The places of the example workspace."""
    return load_areas(example / "areas")


def points_of(areas: Areas, count: int) -> list[tuple[str, float, float]]:
    """Some neighbourhoods and their points."""
    chosen = [areas.get(code) for code in areas.children(FORCE, "lsoa")[:count]]
    return [(a.code, a.longitude or 0.0, a.latitude or 0.0) for a in chosen]


def street(month: str, rows: list[tuple[str, float, float, str]]) -> str:
    """A file of the publisher's: neighbourhood, longitude, latitude, type."""
    lines = [
        f",{month},Wiltshire Police,Wiltshire Police,{x},{y},On or near Street {n % 7},{lsoa},"
        f"Wiltshire 001A,{kind},,"
        for n, (lsoa, x, y, kind) in enumerate(rows)
    ]
    return "\n".join([HEAD, *lines]) + "\n"


@pytest.fixture(scope="module")
def busy(areas: Areas, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A year in which one of forty places has far more burglaries than the others."""
    root = tmp_path_factory.mktemp("busy")
    places = points_of(areas, 40)
    for at, month in enumerate(MONTHS):
        rows = [(c, x, y, "Burglary") for c, x, y in places for _ in range(1 + at % 2)]
        rows += [(*places[0], "Burglary")] * 20
        rows += [(c, x, y, "Violence and sexual offences") for c, x, y in places] * 5
        folder = root / "in" / month
        folder.mkdir(parents=True)
        (folder / f"{month}-wiltshire-street.csv").write_text(street(month, rows))
    lake = Lake(root / "data", areas=areas)
    ingest(lake, [root / "in"], areas=areas)
    return lake


def test_the_grid_and_the_degrees_agree() -> None:
    """A point with its published grid reference, and back: the Ordnance Survey's worked example
    for OSTN15 (Caister Water Tower, TG 51409 13177)."""
    grid = to_grid([1.716073973], [52.65800783])
    assert grid[0] == pytest.approx([651409.804, 313177.450], abs=0.05)
    assert to_degrees(grid[:, 0], grid[:, 1])[0] == pytest.approx([1.716073973, 52.65800783])


def test_counts_by_cell_are_those_of_the_rows(busy: Lake, areas: Areas) -> None:
    """Every row of the type is in one cell, and none of the type that is not mapped."""
    ground = hotspots.ground(busy, areas, FORCE)
    assert (ground.basis, ground.window.used, ground.window.missing) == (
        "points",
        tuple(MONTHS),
        (),
    )
    found = hotspots.find(ground, ["burglary"])
    assert found.total == 12 * 20 + 40 * (6 + 12)
    assert hotspots.find(ground).total == found.total
    expected: Counter[tuple[int, int]] = Counter()
    for at, (_, x, y) in enumerate(points_of(areas, 40)):
        cell = st.hex_cells(to_grid([x], [y]), 1000)[0].tolist()
        expected[cell[0], cell[1]] += 18 + (240 if at == 0 else 0)
    held = zip(ground.codes, found.counts.tolist(), strict=True)
    assert dict(held) == {f"{q}/{r}": n for (q, r), n in expected.items()}


def test_repeats_have_counts_limits_and_months(busy: Lake, areas: Areas) -> None:
    """The busiest point with its exact count; limits by Byar's formula written out here."""
    found = hotspots.repeats(hotspots.ground(busy, areas, FORCE), ["Burglary"])
    assert found.count[0] == 258
    assert (found.months[0], found.first[0], found.last[0]) == (12, 0, 11)
    z, x = 1.959963985, 258
    lower = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
    assert found.lower[0] == pytest.approx(lower, rel=1e-6)
    assert found.lower[0] < found.count[0] < found.upper[0]
    assert found.expected[0] < found.count[0]  # drawn towards the others
    assert found.count.sum() == found.total
    rows = hotspots.repeat_rows(found)
    assert tuple(rows[0]) == hotspots.REPEAT_FIELDS
    assert rows[0]["first"] == "2025-01"


def test_what_is_never_mapped(busy: Lake, areas: Areas) -> None:
    """The type with sexual offences in it is refused by name, and is in no choice of all."""
    with pytest.raises(UserError, match="never shown below a district"):
        hotspots.crime_types(["violence and SEXUAL offences"])
    assert hotspots.UNMAPPED not in hotspots.MAPPED
    assert len(hotspots.MAPPED) == 13
    with pytest.raises(NotFoundError, match="did you mean 'Burglary'"):
        hotspots.find(hotspots.ground(busy, areas, FORCE), ["Burglery"])


def test_bad_questions() -> None:
    """Months and cells that make no sense, with what was found."""
    with pytest.raises(UserError, match="found 5"):
        hotspots.Question(pitch=5)
    with pytest.raises(UserError, match="found 0"):
        hotspots.Question(months=0)


def test_missing_months_are_named(busy: Lake, areas: Areas) -> None:
    """A window that begins before the lake says which months are missing, not that they are low."""
    ground = hotspots.ground(busy, areas, FORCE, hotspots.Question(to="2025-03"))
    assert ground.window.used == ("2025-01", "2025-02", "2025-03")
    assert len(ground.window.missing) == 9
    found = hotspots.find(ground)
    assert "9 of 12 months have no complete data" in hotspots.words.caution(found)
    with pytest.raises(NotFoundError, match="up to 2024-06"):
        hotspots.ground(busy, areas, FORCE, hotspots.Question(to="2024-06"))
    with pytest.raises(UserError, match="2025-12, found '2025'"):
        hotspots.ground(busy, areas, FORCE, hotspots.Question(to="2025"))


def test_rows_and_geojson_say_the_same(busy: Lake, areas: Areas) -> None:
    """A polygon for each cell, closed, anticlockwise, about its own centre."""
    found = hotspots.find(hotspots.ground(busy, areas, FORCE))
    rows, shape = hotspots.spot_rows(found), hotspots.geojson(found)
    assert tuple(rows[0]) == hotspots.FIELDS
    assert rows[0]["z"] == max(row["z"] for row in rows)
    assert [f["properties"] for f in shape["features"]] == rows
    for row, feature in zip(rows, shape["features"], strict=True):
        (ring,) = feature["geometry"]["coordinates"]
        assert len(ring) == 7
        assert ring[0] == ring[-1]
        middle = np.mean(ring[:6], axis=0)
        assert middle == pytest.approx([row["longitude"], row["latitude"]], abs=1e-4)


@pytest.fixture(scope="module")
def located(areas: Areas, example: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """The example's own counts by neighbourhood."""
    lake = Lake(tmp_path_factory.mktemp("located") / "data", areas=areas)
    ingest(lake, [example / "figures" / "police-uk-lsoa.csv.gz"], areas=areas)
    return lake


def test_neighbourhoods_stand_in_for_cells(located: Lake, areas: Areas, example: Path) -> None:
    """Without map points whole neighbourhoods are tested; counts by Python's own CSV reader."""
    ground = hotspots.ground(located, areas, FORCE)
    assert (ground.basis, ground.pitch, len(ground.codes)) == ("neighbourhoods", None, 447)
    found = hotspots.find(ground, ["Shoplifting"])
    text = gzip.decompress((example / "figures" / "police-uk-lsoa.csv.gz").read_bytes()).decode()
    expected: Counter[str] = Counter()
    for row in csv.DictReader(io.StringIO(text)):
        if row["crime_type"] == "Shoplifting" and row["period"] in ground.window.used:
            expected[row["lsoa"]] += int(row["count"])
    assert dict(zip(found.ground.codes, found.counts.tolist(), strict=True)) == {
        code: float(expected[code]) for code in ground.codes
    }
    with pytest.raises(NotFoundError, match="need map points"):
        hotspots.repeats(ground)
    assert "whole neighbourhoods" in hotspots.words.caution(found)


def test_clusters_are_hot_neighbours(located: Lake, areas: Areas) -> None:
    """Clusters part the hot places: within one, each is reached from each over hot neighbours."""
    found = hotspots.find(hotspots.ground(located, areas, FORCE))
    hot = {i for i, code in enumerate(found.found.code.tolist()) if code in (1, 2)}
    units = [unit for cluster in found.clusters for unit in cluster.units]
    assert sorted(units) == sorted(hot)
    near = found.ground.weights.toarray() > 0
    for cluster in found.clusters:
        reached, edge = {cluster.units[0]}, [cluster.units[0]]
        while edge:
            at = edge.pop()
            fresh = {j for j in hot - reached if near[at, j]}
            reached |= fresh
            edge += fresh
        assert reached == set(cluster.units)
        assert cluster.count == pytest.approx(sum(found.counts[list(cluster.units)]))
    ordered = sorted(found.counts.tolist(), reverse=True)
    half = next(n for n in range(448) if sum(ordered[:n]) >= found.total / 2)
    assert found.half == half


def test_lasting_is_judged_by_any_part(located: Lake, areas: Areas) -> None:
    """A cluster lasts where one of its places was hot a year before."""
    now = hotspots.ground(located, areas, FORCE)
    asked = hotspots.before(hotspots.Question(), now.window)
    assert asked is not None
    then = hotspots.ground(located, areas, FORCE, asked)
    assert max(then.window.used) < min(now.window.used)
    for kind in ((), ("Burglary",), ("Drugs",)):
        found, earlier = hotspots.find(now, kind), hotspots.find(then, kind)
        compared = hotspots.lasting(found, earlier)
        was = {c for c, code in zip(then.codes, earlier.found.code, strict=True) if code in (1, 2)}
        for cluster, stays in zip(found.clusters, compared.clusters, strict=True):
            assert stays == any(now.codes[unit] in was for unit in cluster.units)


def test_an_empty_lake_says_what_is_missing(areas: Areas, tmp_path: Path) -> None:
    """No source at all, and no neighbourhoods in the tables."""
    with pytest.raises(NotFoundError, match="no complete month of police-uk-street or police-uk"):
        hotspots.ground(Lake(tmp_path / "data", areas=areas), areas, FORCE)
    with pytest.raises(NotFoundError, match="frankpledge areas"):
        hotspots.ground(Lake(tmp_path / "data"), load_areas(), FORCE)


def test_nothing_recorded_is_said_so(busy: Lake, areas: Areas) -> None:
    """A type without a record has no verdicts and no clusters."""
    found = hotspots.find(hotspots.ground(busy, areas, FORCE), ["Robbery"])
    assert hotspots.words.finding(found).startswith("Nothing was recorded")
    assert found.clusters == ()
    assert found.half == 0


def test_the_real_files_of_2025(areas: Areas, shared: Path, tmp_path: Path) -> None:
    """Burglaries of 2025: those with a place in the force's neighbourhoods, counted by hand."""
    folders = [shared / "data/police/street/wiltshire"]
    lake = Lake(tmp_path / "data", areas=areas)
    ingest(lake, folders, areas=areas)
    ground = hotspots.ground(lake, areas, FORCE)
    inside = set(areas.children(FORCE, "lsoa"))
    inside |= {c.lsoa11 for c in areas.change_rows if c.lsoa21 in inside}
    expected = outside = 0
    for path in sorted(folders[0].rglob("2025-*-street.csv.gz")):
        text = gzip.decompress(path.read_bytes()).decode()
        for row in csv.DictReader(io.StringIO(text, newline="")):
            if row["Crime type"] == hotspots.UNMAPPED or not row["LSOA code"]:
                continue
            outside += row["LSOA code"] not in inside
            expected += row["Crime type"] == "Burglary" and row["LSOA code"] in inside
    found = hotspots.find(ground, ["Burglary"])
    assert found.total == expected
    assert ground.outside == outside
    assert hotspots.repeats(ground, ["Burglary"], least=1).total == expected
