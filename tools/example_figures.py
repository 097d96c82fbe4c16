"""Make the example's tables of figures from publishers' files, with the product's own tools.

    python tools/example_figures.py FOLDER [--out examples/wiltshire/figures]

FOLDER holds, anywhere below it, the Home Office's tables (prc_pfa_long.parquet,
outcomes_2024_25.parquet, police-uplift-2022-data.csv.gz), the monthly counts by LSOA
(YYYY-MM.json.gz) and Defra's table of fly-tipping (flytipping_la_*.ods). Everything is read into a
lake of its own and written by `export`, so that each table has its publisher, licence, source and
vintage beside it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from frankpledge.areas import Areas, build_area_tables, load_areas, write_tables
from frankpledge.lake import Lake, export, ingest, queries

EXAMPLE = Path("examples/wiltshire")
FORCE = "E23000038"
# When the copies at hand were collected or committed; the publishers' own dates are not in them.
COLLECTED, COUNTED = "2026-11-22", "2026-07-16"


def national_areas(folder: Path, scratch: Path) -> Areas:
    """Every LSOA of England and Wales: needed to count by district."""
    built = build_area_tables(*{path.parent for path in folder.rglob("*lsoa*.csv.gz")})
    write_tables(built.only("lsoa", "ward"), scratch)
    return load_areas(scratch)


def read(folder: Path, lake: Lake, areas: Areas) -> None:
    """Read the publishers' files into the lake."""
    tables = ("prc_pfa_long.parquet", "outcomes_2024_25.parquet", "police-uplift-2022-data.csv.gz")
    paths = [next(folder.rglob(name)) for name in (*tables, "flytipping_la_*.ods")]
    ingest(lake, paths, areas=areas, vintage=COLLECTED)
    ingest(lake, [next(folder.rglob("lsoa-monthly"))], areas=areas, vintage=COUNTED)


def write(lake: Lake, national: Areas, out: Path) -> None:
    """Write the six tables."""
    export(lake, "defra-fly-tipping", path=out / "defra-fly-tipping.csv.gz")
    force = ["period", "force"]
    export(
        lake,
        "home-office-crime",
        group=[*force, "offence_group", "offence_subgroup"],
        path=out / "home-office-crime.csv.gz",
    )
    export(
        lake,
        "home-office-outcomes",
        group=[*force, "offence_group", "outcome_group"],
        path=out / "home-office-outcomes.csv.gz",
    )
    export(
        lake,
        "home-office-workforce",
        group=[*force, "worker_type"],
        path=out / "home-office-workforce.csv.gz",
    )
    own = load_areas(EXAMPLE / "areas")
    codes = set(own.members("force")["lsoa"].to_pylist())
    codes.update(
        old
        for old, new in zip(
            *(own.changes[c].to_pylist() for c in ("lsoa11", "lsoa21")), strict=True
        )
        if new in codes
    )
    export(
        lake, "police-uk-lsoa", where={"lsoa": sorted(codes)}, path=out / "police-uk-lsoa.csv.gz"
    )
    counts = queries.located_counts(
        lake.table("police-uk-lsoa"),
        national.members("district"),
        national.changes,
        by=["crime_type"],
        value="count",
    )
    # Shares of split areas can leave halves behind; whole crimes are what a table of counts holds.
    whole = counts.mutate(count=counts["count"].round().cast("int64")).drop("estimated")
    export(
        lake,
        "police-uk-district",
        table=whole,
        taken_from="police-uk-lsoa",
        path=out / "police-uk-district.csv.gz",
    )


def main() -> None:
    """Run from the root of the repository."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=EXAMPLE / "figures")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        national = national_areas(given.folder, scratch)
        lake = Lake(scratch / "lake", areas=national)
        read(given.folder, lake, national)
        write(lake, national, given.out)


if __name__ == "__main__":
    main()
