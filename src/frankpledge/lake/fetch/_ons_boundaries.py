"""ONS boundaries of areas, from ArcGIS feature services, as GeoJSON in degrees.

Each kind has its services by vintage, the newest first; the first that the publisher still has is
taken. All are generalised to 20 m and clipped to the coast (BGC), fine enough to say which
neighbourhood a point lies in; the super-generalised ones put one postcode in ten elsewhere. The
services are named as public programs named them in 2022 to 2026. None could be reached from where
this was written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frankpledge.errors import FetchError

from ._nomis import FOLDER
from ._ons import ask
from ._order import Order, write_geojson

MOST_FEATURES = 500  # a request: polygons are heavy
GONE = (" 400", " 404", " 499")  # how the server tells of a service that it does not have


@dataclass(frozen=True)
class Layer:
    """One vintage of the boundaries of a kind: its service and the field that holds the codes."""

    service: str
    code: str

    @property
    def name(self) -> str:
        """The field that holds the names."""
        return self.code.removesuffix("CD") + "NM"


LAYERS: dict[str, tuple[Layer, ...]] = {
    "lsoa": (
        Layer("Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V5", "LSOA21CD"),
        Layer("LSOA_Dec_2021_Boundaries_EW_BGC", "LSOA21CD"),
    ),
    "msoa": (
        Layer("Middle_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V3", "MSOA21CD"),
        Layer("Middle_layer_Super_Output_Areas_December_2021_EW_BGC", "MSOA21CD"),
    ),
    "parish": (
        Layer("Parishes_May_2024_Boundaries_EW_BGC", "PAR24CD"),
        Layer("Parishes_May_2023_Boundaries_EW_BGC", "PAR23CD"),
        Layer("Parishes_May_2022_EW_BGC_2022", "PAR22CD"),
        Layer("Parishes_Dec_2020_EW_BGC_2022", "PAR20CD"),
    ),
    "ward": (
        Layer("WD_MAY_2025_UK_BGC", "WD25CD"),
        Layer("Wards_May_2024_Boundaries_UK_BGC", "WD24CD"),
        Layer("Wards_December_2022_Boundaries_UK_BGC", "WD22CD"),
    ),
    "district": (
        Layer("Local_Authority_Districts_May_2024_Boundaries_UK_BGC", "LAD24CD"),
        Layer("Local_Authority_Districts_December_2023_Boundaries_UK_BGC", "LAD23CD"),
    ),
    "partnership": (
        Layer("Community_Safety_Partnerships_December_2023_Boundaries_EW_BGC", "CSP23CD"),
    ),
    "force": (Layer("Police_Force_Areas_Dec_2024_EW_BGC", "PFA24CD"),),
}


def fetcher(kind: str) -> Callable[[Order], list[Path]]:
    """What fetches the boundaries of a kind, whole, in its newest vintage."""

    def run(order: Order) -> list[Path]:
        layer, total = _newest(order, kind)
        return [_fetch_layer(order, kind, layer, total)]

    return run


def _newest(order: Order, kind: str) -> tuple[Layer, int]:
    """The first vintage that is there, and how many areas it has."""
    layers = LAYERS[kind]
    for layer in layers:
        question = {"where": "1=1", "returnCountOnly": "true"}
        try:
            return layer, int(ask(order, _url(order, layer), question, "count"))
        except FetchError as error:
            if layer is layers[-1] or not any(code in str(error) for code in GONE):
                raise
    raise AssertionError(f"no layers of {kind}")


def _fetch_layer(order: Order, kind: str, layer: Layer, total: int) -> Path:
    url = _url(order, layer)
    found: dict[str, Any] = {}
    while len(found) < total:
        page = _page(order, layer, len(found))
        fresh = {_code(feature, layer, url): feature for feature in page}
        # By how many came, not by how many were asked for: services cap a page as they like.
        if not page or len(fresh) < len(page) or found.keys() & fresh.keys():
            raise FetchError(
                f"{url}: pages do not fit together: {len(found) + len(page):,} areas, of which "
                f"{len(found.keys() | fresh.keys()):,} different, of {total:,} expected"
            )
        found |= fresh
        order.tell(f"boundaries-{kind}", len(found), total)
    path = order.folder / FOLDER / "boundaries" / f"{kind}.geojson"
    return write_geojson(order, [found[code] for code in sorted(found)], path, url)


def _page(order: Order, layer: Layer, offset: int) -> list[dict[str, Any]]:
    params = {
        "where": "1=1",
        "outFields": f"{layer.code},{layer.name}",
        "orderByFields": layer.code,
        "resultOffset": str(offset),
        "resultRecordCount": str(MOST_FEATURES),
        "geometryPrecision": "6",
        "outSR": "4326",
    }
    features: list[dict[str, Any]] = ask(order, _url(order, layer), params, "features", "geojson")
    return features


def _code(feature: dict[str, Any], layer: Layer, url: str) -> str:
    code = (feature.get("properties") or {}).get(layer.code)
    if not isinstance(code, str):
        raise FetchError(f"{url}: expected the field {layer.code}, found {str(feature)[:80]}")
    return code


def _url(order: Order, layer: Layer) -> str:
    return f"{order.base_url}/{layer.service}/FeatureServer/0/query"
