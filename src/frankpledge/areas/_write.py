"""Area tables as CSV files: sorted, UTF-8, LF, the same bytes every time."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from frankpledge.areas._tables import AREAS, CHANGES, MEMBERSHIP
from frankpledge.areas.build import AreaTablesBuilt


def write_tables(built: AreaTablesBuilt, folder: Path | str) -> list[Path]:
    """Write areas.csv, membership.csv and, where there are changes, lsoa-changes.csv.

    The folder is made when it is not there. Returns the files written.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    areas = ([getattr(area, column) for column in AREAS] for area in built.areas)
    changes = [(c.lsoa11, c.lsoa21, c.change, f"{c.share:.6f}") for c in built.changes]
    written = [
        _write(target / "areas.csv", AREAS, areas),
        _write(target / "membership.csv", MEMBERSHIP, built.membership),
    ]
    if changes:
        written.append(_write(target / "lsoa-changes.csv", CHANGES, changes))
    return written


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    return path
