"""What the lake asks of the tables of areas, which it is handed and never fetches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pyarrow as pa


class AreaTables(Protocol):
    """Places as the lake needs them; `frankpledge.areas.Areas` is one."""

    @property
    def changes(self) -> pa.Table:
        """Neighbourhoods of 2011 and 2021: lsoa11, lsoa21, change, share (of households)."""

    def force_code(self, name: str) -> str:
        """Code of a police force by any of its names. Raises NotFoundError."""

    def districts(self, kind: str) -> pa.Table:
        """Columns area and district: the whole districts within every area of a kind."""

    def members(self, kind: str) -> pa.Table:
        """Columns area and lsoa: the neighbourhoods (2021) within every area of a kind."""
