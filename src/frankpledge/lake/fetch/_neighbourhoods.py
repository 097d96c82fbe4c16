"""data.police.uk: the neighbourhoods of a force, where they lie, and their local priorities.

An answer of a neighbourhood's priorities is a list of `issue`, `issue-date`, `action` and
`action-date`, as the publisher documents it; texts are HTML. Who the officers are is not asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from frankpledge.errors import FetchError

from ._order import Order, write_geojson, write_json
from ._police_api import PoliceAPI
from ._polygon import Polygon

FOLDER = "neighbourhoods"
CORNERS = 3


def fetch_neighbourhoods(order: Order) -> list[Path]:
    """The force's list with boundaries as one GeoJSON, and a file of priorities for each.

    Writes <folder>/neighbourhoods/<force>.geojson and priorities/<code>.json below it, where the
    code is that of the tables of areas: the force and the publisher's id. One without priorities
    has an empty list: that it was asked is told from the file. Raises FetchError.
    """
    api, force = PoliceAPI(order.client, order.base_url), order.force or ""
    names = api.neighbourhoods(force)
    if not names:
        raise FetchError(f"{api.root}/{force}/neighbourhoods: {force} has no neighbourhoods")
    codes = _codes(api, force, names)
    features, paths = [], []
    for done, (key, name) in enumerate(sorted(names.items()), start=1):
        features.append(_feature(force, key, name, api.boundary(force, key)))
        paths.append(_priorities(order, api, key, codes[key]))
        order.tell(f"{force} neighbourhoods", done, len(names))
    url = f"{api.root}/{force}/neighbourhoods"
    return [write_geojson(order, features, order.folder / FOLDER / f"{force}.geojson", url), *paths]


def _codes(api: PoliceAPI, force: str, names: dict[str, str]) -> dict[str, str]:
    """The code of each neighbourhood. The publisher's ids are the force's own, and of any form."""
    from frankpledge.areas import neighbourhood_code

    codes = {key: neighbourhood_code(force, key) for key in names}
    if len(set(codes.values())) < len(codes):
        raise FetchError(f"{api.root}/{force}/neighbourhoods: two ids are alike: {sorted(codes)}")
    return codes


def _feature(force: str, key: str, name: str, outline: Polygon) -> dict[str, Any]:
    ring = [[x, y] for y, x in outline]
    closed = ring if not ring or ring[0] == ring[-1] else [*ring, ring[0]]
    shape = {"type": "Polygon", "coordinates": [closed]} if len(closed) > CORNERS else None
    about = {"force": force, "id": key, "name": name}
    return {"type": "Feature", "properties": about, "geometry": shape}


def _priorities(order: Order, api: PoliceAPI, key: str, code: str) -> Path:
    force = order.force or ""
    path = order.folder / FOLDER / "priorities" / f"{code}.json"
    return write_json(order, api.priorities(force, key), path, api.priorities_url(force, key))
