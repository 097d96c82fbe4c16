"""Road casualty statistics (STATS19) of the Department for Transport: three CSV files a span.

The files keep their names from year to year. The addresses are those that public programs used in
2025 and 2026; none could be reached from where this was written. A year later than the files hold,
still provisional, is published apart and not fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ._order import Order

BASE = "https://data.dft.gov.uk/road-accidents-safety-data"
FOLDER = "road-safety"
TABLES = ("collision", "casualty", "vehicle")
SPANS = {"stats19": "last-5-years", "stats19-history": "1979-latest-published-year"}


def fetcher(name: str) -> Callable[[Order], list[Path]]:
    """The function that fetches the three tables of one of `SPANS`."""

    def run(order: Order) -> list[Path]:
        names = [f"dft-road-casualty-statistics-{table}-{SPANS[name]}.csv" for table in TABLES]
        return [_download(order, file) for file in names]

    return run


def _download(order: Order, file: str) -> Path:
    path = order.folder / FOLDER / file
    return order.client.download(
        f"{order.base_url}/{file}", path, kind="csv", progress=order.progress
    )
