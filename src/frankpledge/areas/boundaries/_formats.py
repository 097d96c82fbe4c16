"""Files of boundaries as columns and geometries, whatever their format."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from frankpledge.areas.boundaries._model import Polygons
from frankpledge.errors import InputError, Place, UserError

SUFFIXES = (".geojson", ".json", ".topojson", ".gpkg", ".shp", ".zip", ".kml", ".parquet")
GEOPARQUET = {".parquet", ".geoparquet"}


@dataclass(frozen=True, eq=False)
class Features:
    """Columns of text by name, a geometry for each row, and the coordinate system as declared.

    `system` is like EPSG:27700, empty where the file declares none.
    """

    path: Path
    columns: dict[str, list[str]]
    shapes: Polygons
    system: str


def read_features(path: Path) -> Features:
    """Read a file by its suffix. Raises InputError or UserError."""
    if not path.is_file():
        raise UserError(f"{path}: no such file")
    if path.suffix.lower() in GEOPARQUET:
        return _geoparquet(path)
    if path.suffix.lower() in {".geojson", ".json"} and (found := _geojson(path)) is not None:
        return found
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(Place(str(path)), f"one of {', '.join(SUFFIXES)}", path.suffix)
    return _any(path)


def _geojson(path: Path) -> Features | None:
    """GeoJSON, which needs nothing but shapely; None for other JSON, such as TopoJSON."""
    import shapely

    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(Place(str(path)), "GeoJSON", str(error)) from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        return None
    features = document["features"]
    text = [json.dumps(feature.get("geometry")) for feature in features]
    shapes = shapely.from_geojson([None if t == "null" else t for t in text], on_invalid="ignore")
    named = {name for feature in features for name in feature.get("properties") or {}}
    rows = [feature.get("properties") or {} for feature in features]
    columns = {name: [_text(row.get(name)) for row in rows] for name in sorted(named)}
    declared = (document.get("crs") or {}).get("properties", {}).get("name", "")
    return Features(path, columns, np.asarray(shapes, dtype=object), _system(declared))


def _geoparquet(path: Path) -> Features:
    import pyarrow as pa
    import pyarrow.parquet as pq
    import shapely

    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowException) as error:
        raise InputError(Place(str(path)), "a Parquet file", str(error)) from error
    meta = json.loads((table.schema.metadata or {}).get(b"geo", b"{}"))
    primary = meta.get("primary_column", "geometry")
    if primary not in table.column_names:
        raise InputError(Place(str(path), None, primary), "a column of geometries (GeoParquet)")
    about = meta.get("columns", {}).get(primary, {})
    if about.get("encoding", "WKB") != "WKB":
        raise InputError(Place(str(path), None, primary), "WKB geometries", about["encoding"])
    declared = (about.get("crs") or {}).get("id", {})
    system = f"{declared['authority']}:{declared['code']}" if declared else ""
    columns = {
        name: [_text(value) for value in table[name].to_pylist()]
        for name in table.column_names
        if name != primary
    }
    shapes = shapely.from_wkb(table[primary].to_pylist(), on_invalid="ignore")
    return Features(path, columns, np.asarray(shapes, dtype=object), _system(system))


def _any(path: Path) -> Features:
    """GeoPackage, Shapefile, KML and TopoJSON by GDAL, which takes most other formats as well."""
    import shapely

    try:
        from pyogrio import errors, raw
    except ImportError as error:
        raise UserError(
            f"{path}: reading this format needs pyogrio: pip install 'frankpledge[boundaries]'"
        ) from error
    source = f"/vsizip/{path}" if path.suffix.lower() == ".zip" else str(path)
    try:
        meta, _, shapes, values = raw.read(source, force_2d=True, datetime_as_string=True)
    except errors.DataSourceError as error:
        raise InputError(Place(str(path)), "a file of boundaries", str(error)) from error
    columns = {
        str(name): [_text(value) for value in column]
        for name, column in zip(meta["fields"], values, strict=True)
    }
    found = shapely.from_wkb(shapes, on_invalid="ignore")
    return Features(path, columns, np.asarray(found, dtype=object), _system(meta.get("crs") or ""))


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 - NaN


def _system(declared: str) -> str:
    """One spelling for the systems that we know, from names, URNs and WKT."""
    if not declared:
        return ""
    upper = declared.upper()
    if "CRS84" in upper or "CRS:84" in upper:
        return "EPSG:4326"
    for code in ("27700", "3857", "4258", "4326"):
        if code in upper:
            return f"EPSG:{code}"
    if "BRITISH_NATIONAL_GRID" in upper or "BRITISH NATIONAL GRID" in upper:
        return "EPSG:27700"
    return declared[:60]
