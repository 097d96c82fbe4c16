"""Boundary files: every format, every coordinate system, and everything that can be wrong."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from frankpledge.areas import Area, Areas, Change, to_grid
from frankpledge.areas.boundaries import Boundaries, read_boundaries, write_boundaries
from frankpledge.errors import InputError, UserError

raw = pytest.importorskip("pyogrio").raw

# Three invented parishes side by side in the middle of Wiltshire.
LEFT, MIDDLE, RIGHT = "E04000001", "E04000002", "E04000003"
WEST, SOUTH, SIDE = -2.0, 51.3, 0.02
PARISHES = Areas(
    tuple(Area(code, "parish", f"Parish {code[-1]}") for code in (LEFT, MIDDLE, RIGHT)), ()
)


KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>{name}</name><Polygon>'
    "<outerBoundaryIs><LinearRing><coordinates>{points}</coordinates></LinearRing>"
    "</outerBoundaryIs></Polygon></Placemark></Document></kml>"
)


def square(column: int, *, wide: float = SIDE) -> shapely.Polygon:
    """The parish in one column."""
    west = WEST + column * SIDE
    return shapely.box(west, SOUTH, west + wide, SOUTH + SIDE)


SQUARES = {code: square(i) for i, code in enumerate((LEFT, MIDDLE, RIGHT))}


def geojson(folder: Path, shapes: dict[str, object], *, crs: str = "", name: str = "a") -> Path:
    """A file as a feature service of the ONS gives it."""
    features = [
        {
            "type": "Feature",
            "properties": {"FID": i, "PARNCP25CD": code, "PARNCP25NM": f"Named {code[-1]}"},
            "geometry": None if shape is None else json.loads(shapely.to_geojson(shape)),
        }
        for i, (code, shape) in enumerate(shapes.items())
    ]
    document = {"type": "FeatureCollection", "features": features}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    path = folder / f"{name}.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def on_grid(shape: shapely.Geometry) -> shapely.Geometry:
    """In metres of the National Grid."""
    return shapely.transform(shape, lambda points: to_grid(points[:, 0], points[:, 1]))


def same(found: Boundaries, metres: float = 0.2) -> None:
    """The three squares, to within some metres."""
    assert found.codes == (LEFT, MIDDLE, RIGHT)
    for code, polygon in zip(found.codes, found.polygons, strict=True):
        assert shapely.hausdorff_distance(polygon, SQUARES[code]) < metres / 70_000


def whats(found: Boundaries) -> list[str]:
    """What the findings are about."""
    return [finding.what for finding in found.findings]


def test_geojson_in_degrees(tmp_path: Path) -> None:
    """Kind and vintage from the codes and their column, names from the tables."""
    found = read_boundaries(geojson(tmp_path, SQUARES), areas=PARISHES)
    same(found)
    assert (found.kind, found.vintage, found.findings) == ("parish", "2025", ())
    assert found.names == ("Parish 1", "Parish 2", "Parish 3")
    assert found.box == pytest.approx((WEST, SOUTH, WEST + 3 * SIDE, SOUTH + SIDE))


@pytest.mark.parametrize(
    ("driver", "suffix", "grid"),
    [
        ("GPKG", "gpkg", True),
        ("GPKG", "gpkg", False),
        ("ESRI Shapefile", "shp", True),
        ("KML", "kml", False),
        ("GeoJSON", "json", False),
    ],
)
def test_other_formats(tmp_path: Path, driver: str, suffix: str, grid: bool) -> None:
    """As GDAL writes them, in degrees and in metres of the National Grid."""
    shapes = [on_grid(s) if grid else s for s in SQUARES.values()]
    path = tmp_path / f"parishes.{suffix}"
    raw.write(
        path,
        shapely.to_wkb(np.array(shapes)),
        [np.array(list(SQUARES), dtype=object), np.array(["a", "b", "c"], dtype=object)],
        np.array(["PAR22CD", "PAR22NM"]),
        driver=driver,
        crs="EPSG:27700" if grid else "EPSG:4326",
        geometry_type="Polygon",
    )
    found = read_boundaries(path, areas=PARISHES)
    same(found)
    assert found.vintage == "2022"
    assert found.findings == ()


def test_topojson(shared: Path, areas: Areas) -> None:
    """A real one of 2022, of which Wales and England are read and abolished districts mapped."""
    path = shared / "data/geo/boundaries/lad_2022_ew_topojson_ONSvisual.json"
    found = read_boundaries(path, areas=areas)
    assert found.kind == "district"
    assert set(found.codes) == {area.code for area in areas.of_kind("district")}
    mapped = {f.code for f in found.findings if f.what == "mapped"}
    assert {"E07000187", "E07000246"} <= mapped  # Mendip; Somerset West and Taunton
    inside = shapely.Point(-2.55, 51.19)  # Shepton Mallet, once in Mendip
    assert found.polygons[found.codes.index("E06000066")].contains(inside)


def test_geoparquet_written_and_read(tmp_path: Path, shared: Path, areas: Areas) -> None:
    """Our own files: the same polygons to a tenth of a metre, and the same bytes again."""
    folder = shared / "data/geo/boundaries"
    lsoas = read_boundaries(*folder.glob("lsoa21_*.geojson"), areas=areas)
    assert len(lsoas) == 447
    assert [(f.what, f.code) for f in lsoas.findings] == [("repaired", "E01031952")]
    assert "Self-intersection" in lsoas.findings[0].text
    one = write_boundaries(lsoas, tmp_path / "a" / "lsoa.parquet")
    back = read_boundaries(one, areas=areas)
    assert (back.codes, back.kind, back.vintage, back.findings) == (
        *(lsoas.codes, "lsoa", "2021"),
        (),
    )
    assert shapely.is_valid(back.polygons).all()
    change = shapely.area(shapely.symmetric_difference(back.polygons, lsoas.polygons))
    assert (change / shapely.area(lsoas.polygons)).max() < 1e-3
    two = write_boundaries(lsoas, tmp_path / "b.parquet")
    assert one.read_bytes() == two.read_bytes()


def test_the_grid_without_a_word_about_it(tmp_path: Path) -> None:
    """Metres are told from degrees by what the numbers can be."""
    shapes = {code: on_grid(shape) for code, shape in SQUARES.items()}
    found = read_boundaries(geojson(tmp_path, shapes), areas=PARISHES)
    same(found)
    assert found.findings == ()


def test_a_wrong_declaration_is_reported(tmp_path: Path) -> None:
    """Declared as degrees, but metres: read as metres, and said."""
    shapes = {code: on_grid(shape) for code, shape in SQUARES.items()}
    path = geojson(tmp_path, shapes, crs="urn:ogc:def:crs:OGC:1.3:CRS84")
    found = read_boundaries(path, areas=PARISHES)
    same(found)
    assert whats(found) == ["coordinates"]
    assert "British National Grid" in found.findings[0].text


def test_web_mercator(tmp_path: Path) -> None:
    """What web maps export, checked against the formula of the sphere worked out by hand."""
    x = 6_378_137 * np.radians(-2.0)
    y = 6_378_137 * np.log(np.tan(np.pi / 4 + np.radians(51.3) / 2))
    corner = shapely.box(x, y, x + 1000, y + 1000)
    found = read_boundaries(geojson(tmp_path, {LEFT: corner}, crs="EPSG:3857"), areas=PARISHES)
    west, south, _, _ = found.box
    assert (west, south) == pytest.approx((-2.0, 51.3), abs=1e-9)


def flipped(shape: shapely.Geometry) -> shapely.Geometry:
    """Latitude first."""
    return shapely.transform(shape, lambda points: points[:, ::-1])


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (flipped(square(0)), "longitude before latitude"),
        # Cornwall: its eastings are too small for northings' place, so that a swap shows at once.
        (shapely.box(30_000, 130_000, 31_000, 131_000), "eastings before northings"),
        (shapely.box(2.2, 48.8, 2.4, 48.9), "boundaries in England and Wales"),
        (shapely.box(2.2e9, 0, 2.3e9, 10), "boundaries in England and Wales"),
        (shapely.LineString([(-2, 51), (-2, 52)]), "polygons, found 'lines'"),
        (shapely.Point(-2, 51), "polygons, found 'points'"),
    ],
)
def test_what_is_refused(tmp_path: Path, shape: shapely.Geometry, expected: str) -> None:
    """With the file's name and what was expected of it."""
    path = geojson(tmp_path, {LEFT: shape})
    with pytest.raises(InputError) as caught:
        read_boundaries(path, areas=PARISHES)
    assert f"{path}: expected {expected}" in str(caught.value)


def test_swapped_metres_are_refused(tmp_path: Path) -> None:
    """They look like a place in Wales, but the tables have the parish in Wiltshire."""
    path = geojson(tmp_path, {LEFT: flipped(on_grid(square(0)))})
    known = Areas((Area(LEFT, "parish", "One", "", "", -1.99, 51.31),), ())
    with pytest.raises(InputError, match=r"swapped, or codes wrong\?\), found '1 of 1 far"):
        read_boundaries(path, areas=known)
    assert len(read_boundaries(geojson(tmp_path, SQUARES), areas=known)) == 1


def test_a_system_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    """By its name: here that of Ireland."""
    path = geojson(tmp_path, {LEFT: shapely.box(0, 0, 1, 1)}, crs="EPSG:2157")
    with pytest.raises(InputError, match=r"degrees .* found 'EPSG:2157'"):
        read_boundaries(path, areas=PARISHES)


def test_invalid_polygons_are_mended_and_reported(tmp_path: Path) -> None:
    """A bow tie keeps both its halves; a missing polygon is said to be missing."""
    bow = shapely.Polygon([(-2, 51.3), (-1.98, 51.32), (-1.98, 51.3), (-2, 51.32)])
    shapes = {LEFT: bow, MIDDLE: None, RIGHT: SQUARES[RIGHT]}
    found = read_boundaries(geojson(tmp_path, shapes), areas=PARISHES)
    assert [(f.what, f.code) for f in found.findings] == [("repaired", LEFT), ("empty", MIDDLE)]
    assert found.codes == (LEFT, RIGHT)
    assert shapely.is_valid(found.polygons).all()
    assert shapely.area(found.polygons[0]) == pytest.approx(SIDE * SIDE / 2)


def test_overlaps_are_reported_and_edges_are_not(tmp_path: Path) -> None:
    """With the names of both, and how much: a quarter of a square of 1.4 by 2.2 km."""
    shapes = {**SQUARES, LEFT: square(0, wide=1.25 * SIDE)}
    found = read_boundaries(geojson(tmp_path, shapes), areas=PARISHES)
    assert whats(found) == ["overlap"]
    east, north = np.diff(to_grid([WEST, WEST + SIDE], [SOUTH, SOUTH + SIDE]), axis=0)[0]
    hectares = float(found.findings[0].text.split("overlap by ")[1].split()[0])
    assert hectares == pytest.approx(east * north / 4 / 10_000, rel=0.02)
    assert LEFT in found.findings[0].text and MIDDLE in found.findings[0].text


def test_unknown_codes_are_left_out_and_said(tmp_path: Path) -> None:
    """By code and name; a file of nothing else is refused."""
    shapes = {**SQUARES, "E04009999": square(4)}
    found = read_boundaries(geojson(tmp_path, shapes), areas=PARISHES)
    same(found)
    assert whats(found) == ["unknown"]
    assert "E04009999 (Named 9)" in found.findings[0].text
    assert "another vintage" in found.findings[0].text
    with pytest.raises(InputError, match=r"PARNCP25CD: .* tables of areas know.*E04009999"):
        read_boundaries(geojson(tmp_path, {"E04009999": square(4)}), areas=PARISHES)


def test_without_a_table_of_the_kind_every_area_is_kept(tmp_path: Path) -> None:
    """The boundaries are then all that is known of the kind."""
    found = read_boundaries(geojson(tmp_path, SQUARES), areas=Areas((), ()))
    same(found)
    assert found.names == ("Named 1", "Named 2", "Named 3")


def test_lsoas_of_2011_are_mapped_or_named(tmp_path: Path) -> None:
    """Two that were merged are one polygon; one that was split cannot be, and is named."""
    changes = (
        Change("E01000001", "E01000009", "M", 1.0),
        Change("E01000002", "E01000009", "M", 1.0),
        Change("E01000003", "E01000010", "S", 0.5),
        Change("E01000003", "E01000011", "S", 0.5),
    )
    now = tuple(Area(c, "lsoa", c) for c in ("E01000009", "E01000010", "E01000011"))
    shapes = {f"E0100000{i + 1}": square(i) for i in range(3)}
    found = read_boundaries(geojson(tmp_path, shapes), areas=Areas(now, (), changes))
    assert found.codes == ("E01000009",)
    assert shapely.area(found.polygons[0]) == pytest.approx(2 * SIDE * SIDE)
    assert whats(found) == ["mapped", "mapped", "former"]
    assert "split into E01000010, E01000011" in found.findings[-1].text


def test_another_countrys_file_is_refused(tmp_path: Path) -> None:
    """The south of Scotland lies in the same box as the north of England."""
    path = geojson(tmp_path, {"S12000006": shapely.box(-3.8, 55.1, -3.5, 55.2)})
    with pytest.raises(InputError, match="areas of England or Wales, found 'codes of Scotland'"):
        read_boundaries(path, areas=PARISHES)


def test_a_file_without_codes_names_its_columns(tmp_path: Path) -> None:
    """So that whoever sent it can be asked for the right one."""
    path = geojson(tmp_path, {"Winsley": square(0)})
    with pytest.raises(InputError, match="a column of codes of areas, found 'FID, PARNCP25CD"):
        read_boundaries(path, areas=PARISHES)


def test_police_neighbourhoods_by_their_name_or_file(tmp_path: Path, areas: Areas) -> None:
    """A KML of the police has no codes of the ONS; nothing else is found by name."""
    for column, (stem, called) in enumerate((("CPT RWB", "area"), ("b", "CPT Swindon"))):
        points = " ".join(f"{x},{y},0" for x, y in square(column).exterior.coords)
        (tmp_path / f"{stem}.kml").write_text(KML.format(name=called, points=points))
    found = read_boundaries(
        *tmp_path.glob("*.kml"), areas=areas, kind="neighbourhood", force="E23000038"
    )
    assert found.codes == ("wiltshire-cpt-rwb", "wiltshire-cpt-swindon")
    with pytest.raises(InputError, match="names of police neighbourhoods"):
        read_boundaries(tmp_path / "b.kml", areas=areas, kind="neighbourhood", force="E23000001")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.geojson", "{", "expected GeoJSON"),
        ("a.gpkg", "nothing", "expected a file of boundaries"),
        ("a.parquet", "nothing", "expected a Parquet file"),
        ("a.docx", "nothing", "expected one of .geojson"),
    ],
)
def test_files_that_are_something_else(tmp_path: Path, name: str, text: str, expected: str) -> None:
    """One line, with the file's name."""
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_boundaries(path, areas=PARISHES)
    assert f"{path}: {expected}" in str(caught.value)
    with pytest.raises(UserError, match="no such file"):
        read_boundaries(tmp_path / "gone.geojson", areas=PARISHES)
