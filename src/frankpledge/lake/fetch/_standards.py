"""The schemas of open standards in which releases publish, as their keepers publish them.

They belong to others and are not shipped. The addresses are those that the schemas themselves name
and, for Open Referral, the branch of version 3.0; neither could be reached from where this was
written.
"""

from __future__ import annotations

from pathlib import Path

from ._order import Order

BASE = "https://raw.githubusercontent.com"
FOLDER = "standards"
FILES = (
    "ThreeSixtyGiving/standard/1.4.3/schema/360-giving-schema.json",
    "ThreeSixtyGiving/standard/1.4.3/schema/360-giving-package-schema.json",
    "openreferral/specification/3.0/schema/compiled/service_with_definitions.json",
)


def fetch_standards(order: Order) -> list[Path]:
    """Fetch the schemas of 360Giving and of Open Referral into one folder."""
    return [_download(order, file) for file in FILES]


def _download(order: Order, file: str) -> Path:
    path = order.folder / FOLDER / file.rsplit("/", 1)[-1]
    return order.client.download(
        f"{order.base_url}/{file}", path, kind="json", progress=order.progress
    )
