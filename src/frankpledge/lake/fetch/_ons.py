"""ONS look-ups between areas, from ArcGIS feature services, as CSV; households from Nomis.

The services are named as public programs named them in 2024 to 2026. None could be reached from
where this was written; each table says so. A service that was renamed gives a clear error, and
`TABLES` is the one place to change.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frankpledge.errors import FetchError

from . import _nomis
from ._faults import AttemptError
from ._nomis import FOLDER
from ._order import Order, write_csv

ARCGIS = "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services"
MOST_RECORDS = 2000  # a request; some services give 1,000 whatever is asked
TRANSIENT = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Table:
    """One feature layer. `key` fields identify a row and give the order of the pages."""

    file: str
    service: str
    fields: tuple[str, ...]
    key: tuple[str, ...]
    point: bool = False  # add longitude and latitude
    verified: bool = False


TABLES = (
    Table(
        file="lsoa11-lsoa21.csv",
        service="LSOA11_LSOA21_LAD22_EW_LU_v5",
        fields=("LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM", "CHGIND", "LAD22CD", "LAD22NM"),
        key=("LSOA11CD", "LSOA21CD"),
    ),
    Table(
        file="lsoa21-ward24-lad24.csv",
        service="LSOA21_WD24_LAD24_EW_LU",
        fields=("LSOA21CD", "LSOA21NM", "WD24CD", "WD24NM", "LAD24CD", "LAD24NM"),
        key=("LSOA21CD",),
    ),
    Table(
        file="lad24-csp24-pfa24.csv",
        service="LAD24_CSP24_PFA24_EW_LU",
        fields=("LAD24CD", "LAD24NM", "CSP24CD", "CSP24NM", "PFA24CD", "PFA24NM"),
        key=("LAD24CD", "CSP24CD"),
    ),
    Table(
        file="lsoa21-centroids.csv",
        service="LLSOA_Dec_2021_PWC_for_England_and_Wales_2022",
        fields=("LSOA21CD",),
        key=("LSOA21CD",),
        point=True,
    ),
)


def fetch_areas(order: Order) -> list[Path]:
    """The look-ups of `TABLES`, with the publisher's column names, and households by LSOA."""
    # Nomis is another server than the feature services; a mirror stands for both.
    nomis = _nomis.BASE if order.base_url == ARCGIS else order.base_url
    tables = [_fetch_table(order, table) for table in TABLES]
    return [*tables, _nomis.fetch_households(order, nomis)]


def _fetch_table(order: Order, table: Table) -> Path:
    url = f"{order.base_url}/{table.service}/FeatureServer/0/query"
    total = int(ask(order, url, {"where": "1=1", "returnCountOnly": "true"}, "count"))
    rows: dict[tuple[str, ...], list[Any]] = {}
    while len(rows) < total:
        page = _page(order, url, table, len(rows))
        # By how many came, not by how many were asked for: services cap a page as they like.
        fresh = {_key(table, row): row for row in page}
        if not page or len(fresh) < len(page) or rows.keys() & fresh.keys():
            raise FetchError(
                f"{url}: pages do not fit together: {len(rows) + len(page):,} rows, "
                f"of which {len(rows.keys() | fresh.keys()):,} different, of {total:,} expected"
            )
        rows |= fresh
        order.tell(table.file, len(rows), total)
    header = [*table.fields, *(("longitude", "latitude") if table.point else ())]
    ordered = [rows[key] for key in sorted(rows)]
    return write_csv(order, header, ordered, order.folder / FOLDER / table.file, url)


def _page(order: Order, url: str, table: Table, offset: int) -> list[list[Any]]:
    params = {
        "where": "1=1",
        "outFields": ",".join(table.fields),
        "orderByFields": ",".join(table.key),
        "resultOffset": str(offset),
        "resultRecordCount": str(MOST_RECORDS),
        "returnGeometry": "true" if table.point else "false",
        "outSR": "4326",
    }
    return [_row(table, feature, url) for feature in ask(order, url, params, "features")]


def _row(table: Table, feature: dict[str, Any], url: str) -> list[Any]:
    try:
        row = [feature["attributes"][name] for name in table.fields]
        point = [feature["geometry"]["x"], feature["geometry"]["y"]] if table.point else []
    except KeyError as error:
        raise FetchError(f"{url}: expected the field {error}, found {str(feature)[:80]}") from error
    return row + point


def _key(table: Table, row: list[Any]) -> tuple[str, ...]:
    return tuple(str(row[table.fields.index(name)]) for name in table.key)


def ask(order: Order, url: str, params: dict[str, str], field: str, form: str = "json") -> Any:
    """One field of the answer to a query of a layer. Raises FetchError."""

    def check(answer: Any) -> None:
        # ArcGIS tells its errors in the body of a 200.
        error = answer.get("error") if isinstance(answer, dict) else None
        if error:
            code = error.get("code")
            raise AttemptError(
                f"{code} {error.get('message', '')}".strip(), retry=code in TRANSIENT
            )
        if not isinstance(answer, dict) or field not in answer:
            raise AttemptError(f"expected {field!r}, found {str(answer)[:80]}", retry=False)

    return order.client.json(url, {**params, "f": form}, check=check)[field]
