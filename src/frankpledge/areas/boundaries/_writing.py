"""Boundaries as GeoParquet: the same bytes for the same boundaries."""

from __future__ import annotations

import json
from pathlib import Path

from frankpledge.areas.boundaries._model import Boundaries

DECIMALS = 6  # of a degree: about a tenth of a metre


def write_boundaries(found: Boundaries, path: Path | str) -> Path:
    """Write columns code, name, vintage and geometry (WKB, WGS 84) as GeoParquet 1.1."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    import shapely

    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    rounded = shapely.set_precision(found.polygons, 10**-DECIMALS)
    about = {"encoding": "WKB", "geometry_types": ["Polygon", "MultiPolygon"]}
    meta = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": about}}
    table = pa.table(
        {
            "code": list(found.codes),
            "name": list(found.names),
            "vintage": [found.vintage] * len(found),
            "geometry": pa.array(shapely.to_wkb(rounded).tolist(), pa.binary()),
        }
    )
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(meta, sort_keys=True)}), target)
    return target
