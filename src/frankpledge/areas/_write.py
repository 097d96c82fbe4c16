"""Area tables as CSV files: sorted, UTF-8, LF, the same bytes every time."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from frankpledge.areas._tables import AREAS, CHANGES, CLASSES, MEMBERSHIP, SHARES
from frankpledge.areas.build import AreaTablesBuilt
from frankpledge.cells import cells


def write_tables(built: AreaTablesBuilt, folder: Path | str) -> list[Path]:
    """Write areas.csv, membership.csv and, where there are any, changes, shares and classes.

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
    if built.shares:
        shares = ([s.lsoa, s.area, _decimals(s.share), s.basis] for s in built.shares)
        written.append(_write(target / "shares.csv", SHARES, shares))
    if built.classes:
        classes = ([getattr(found, column) for column in CLASSES] for found in built.classes)
        written.append(_write(target / "classes.csv", CLASSES, classes))
    return written


def _decimals(share: float | None) -> str:
    return "" if share is None else f"{share:.6f}"


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(map(cells, rows))
    return path
