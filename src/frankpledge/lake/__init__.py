"""The lake: open data in, typed tables with their provenance out.

Sources describe publishers' files; `ingest` reads files, folders and archives into a lake; `Lake`
gives the tables back as Ibis expressions, with vintages, quality reports and the completeness gate;
`queries` holds the questions that everything else asks, `casualties` those about the roads;
`export` writes published tables.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from frankpledge.lake import casualties, queries
    from frankpledge.lake.exporting import export
    from frankpledge.lake.ingesting import ImportReport, ingest
    from frankpledge.lake.lake import Lake
    from frankpledge.lake.protocols import AreaTables
    from frankpledge.lake.quality import QualityReport
    from frankpledge.lake.rows import Rejection
    from frankpledge.lake.source import Column, Dip, Gap, Gate, Layout, Source
    from frankpledge.lake.sources import SOURCES, find_source

# Arrow, Ibis and DuckDB take most of a second to import, so names are fetched when first used.
_HOMES = {
    "AreaTables": "protocols",
    "Column": "source",
    "Dip": "source",
    "Gap": "source",
    "Gate": "source",
    "ImportReport": "ingesting",
    "Lake": "lake",
    "Layout": "source",
    "QualityReport": "quality",
    "Rejection": "rows",
    "SOURCES": "sources",
    "Source": "source",
    "export": "exporting",
    "find_source": "sources",
    "ingest": "ingesting",
}

__all__ = [
    "SOURCES",
    "AreaTables",
    "Column",
    "Dip",
    "Gap",
    "Gate",
    "ImportReport",
    "Lake",
    "Layout",
    "QualityReport",
    "Rejection",
    "Source",
    "casualties",
    "export",
    "find_source",
    "ingest",
    "queries",
]


def __getattr__(name: str) -> Any:
    if name in {"casualties", "queries"}:
        return import_module(f"frankpledge.lake.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
