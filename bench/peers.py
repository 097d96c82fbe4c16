"""The same work by others: DuckDB, Polars and pandas on the publisher's CSV files."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Said = dict[str, Any]
KEYS = ["Month", "LSOA code", "Crime type"]
COLUMNS = (
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location"),
    *("LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"),
)


def _pattern(folder: str) -> str:
    return f"{folder}/*/*-street.csv"


def count_duckdb(folder: str) -> Said:
    """DuckDB with an explicit schema, which spares it the sniffing of every file."""
    import duckdb

    schema = ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS)
    keys = ", ".join(f'"{key}"' for key in KEYS)
    row = duckdb.sql(
        f"""select count(*), sum(n), sum(n * n) from (
            select {keys}, count(*) as n
            from read_csv('{_pattern(folder)}', header = true, delim = ',', quote = '"',
                          columns = {{{schema}}})
            where "LSOA code" is not null group by all)"""
    ).fetchone()
    assert row is not None
    return _said(*row)


def count_polars(folder: str) -> Said:
    """Polars, streaming."""
    import polars as pl

    counts = (
        pl.scan_csv(_pattern(folder), schema=dict.fromkeys(COLUMNS, pl.String))
        .filter(pl.col("LSOA code").is_not_null())
        .group_by(KEYS)
        .agg(pl.len().cast(pl.Int64).alias("n"))
        .select(pl.len(), pl.col("n").sum().alias("s"), (pl.col("n") ** 2).sum().alias("q"))
    )
    return _said(*counts.collect(engine="streaming").row(0))


def count_pandas(folder: str) -> Said:
    """The pandas library, reading only the three columns."""
    import pandas as pd

    paths = sorted(Path(folder).glob("*/*-street.csv"))
    frames = [pd.read_csv(path, usecols=KEYS, dtype=str) for path in paths]
    sizes = pd.concat(frames).groupby(KEYS, sort=False).size()
    return _said(len(sizes), sizes.sum(), (sizes**2).sum())


def _said(groups: Any, total: Any, squares: Any) -> Said:
    return {"groups": int(groups), "total": int(total), "squares": int(squares)}


def unzip_count(archive: str, folder: str) -> Said:
    """Unpack to disk, then let DuckDB count."""
    tool = shutil.which("unzip")
    if tool is None:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
    else:
        subprocess.run([tool, "-q", "-d", folder, archive], check=True, stdout=subprocess.DEVNULL)
    return {**count_duckdb(folder), "tool": "unzip" if tool else "Python's zipfile"}


JOBS: dict[str, Callable[..., Said]] = {
    "count-duckdb": count_duckdb,
    "count-polars": count_polars,
    "count-pandas": count_pandas,
    "unzip-count": unzip_count,
}
