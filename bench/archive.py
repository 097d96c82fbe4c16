"""An invented archive in the layout of data.police.uk, the same bytes for the same seed.

Every row is synthetic: types, outcomes and places are drawn at random in roughly the proportions of
the published files. Nothing in it says anything about a real place.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from bench.places import LSOAS, POINTS, invent, write_areas, write_populations
from frankpledge import periods
from frankpledge.areas import load_areas

VERSION = 2  # of the generator: a change of any byte needs a new one
MONTHS = 36
FIRST_MONTH = "2016-07"  # before Greater Manchester's gap, so that all 43 forces have figures
UNLOCATED = 0.02
ELSEWHERE = 0.003  # rows that a force recorded in another force's area
HEX = 64
COLUMNS = (
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location"),
    *("LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"),
)
# About the shares of the published files. A file lists anti-social behaviour first in each place.
TYPES = {
    "Anti-social behaviour": 0.19,
    "Bicycle theft": 0.012,
    "Burglary": 0.055,
    "Criminal damage and arson": 0.08,
    "Drugs": 0.03,
    "Other theft": 0.075,
    "Possession of weapons": 0.009,
    "Public order": 0.075,
    "Robbery": 0.013,
    "Shoplifting": 0.07,
    "Theft from the person": 0.018,
    "Vehicle crime": 0.061,
    "Violence and sexual offences": 0.29,
    "Other crime": 0.022,
}
OUTCOMES = {
    "Unable to prosecute suspect": 0.35,
    "Investigation complete; no suspect identified": 0.35,
    "Status update unavailable": 0.14,
    "Awaiting court outcome": 0.06,
    "Local resolution": 0.04,
    "Action to be taken by another organisation": 0.03,
    "Further investigation is not in the public interest": 0.02,
    "Offender given a caution": 0.01,
}
README = "SYNTHETIC. Invented by frankpledge's benchmark suite; it says nothing about real places."


@dataclass(frozen=True)
class Plan:
    """How large an archive, and from which seed."""

    rows: int
    seed: int = 20161
    lsoas: int = LSOAS
    months: int = MONTHS

    @property
    def name(self) -> str:
        """The folder of its cached files."""
        return f"{self.rows}-{self.lsoas}-{self.months}-{self.seed}-v{VERSION}"


class Writer:
    """Makes the files of an archive, each from its own stream of random numbers."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.places = invent(plan.seed, plan.lsoas)
        self.forces = [f for f in load_areas().force_rows if f.code in self.places.by_force]

    @cached_property
    def months(self) -> list[str]:
        """The months of the archive, and one more for what comes after it."""
        first = periods.parse(FIRST_MONTH)
        return [str(first.shift(step)) for step in range(self.plan.months + 1)]

    @cached_property
    def sizes(self) -> Any:
        """Rows of each month and force, shape (months + 1, forces); the archive's sum is `rows`."""
        busy = np.array([self.places.busy[self.places.by_force[f.code]].sum() for f in self.forces])
        season = 1 + 0.08 * np.sin(2 * np.pi * np.arange(self.plan.months) / 12)
        share = np.outer(season, busy).ravel()
        ends = np.round(np.cumsum(share / share.sum()) * self.plan.rows).astype(int)
        sizes = np.diff(ends, prepend=0).reshape(self.plan.months, len(self.forces))
        return np.vstack([sizes, sizes[:1]])

    def name(self, month: int, force: int) -> str:
        """Path of a file in the archive."""
        period = self.months[month]
        return f"{period}/{period}-{self.forces[force].slug}-street.csv"

    def file(self, month: int, force: int) -> bytes:
        """One force's month as CSV."""
        size = int(self.sizes[month, force])
        rng = np.random.default_rng([self.plan.seed, month, force])
        home = self.places.by_force[self.forces[force].code]
        point = self._points(rng, home, size)
        kind = rng.choice(len(TYPES), size, p=_shares(TYPES))
        order = np.lexsort((kind, self._ranks[point // POINTS]))
        return self._csv(rng, month, force, point[order], kind[order])

    @cached_property
    def _ranks(self) -> Any:
        """Where each neighbourhood stands by name; the unlocated come last."""
        rank = np.empty(len(self.places.codes) + 1, dtype=np.int64)
        rank[np.argsort(self.places.names, kind="stable")] = np.arange(len(rank) - 1)
        rank[-1] = len(rank)
        return rank

    def _points(self, rng: np.random.Generator, home: Any, size: int) -> Any:
        busy = self.places.busy[home]
        lsoa = home[rng.choice(len(home), size, p=busy / busy.sum())]
        away = rng.random(size) < ELSEWHERE
        lsoa[away] = rng.integers(0, len(self.places.codes), away.sum())
        point = lsoa * POINTS + (POINTS * rng.random(size) ** 2).astype(np.int64)
        point[rng.random(size) < UNLOCATED] = len(self.places.codes) * POINTS
        return point

    def _csv(
        self, rng: np.random.Generator, month: int, force: int, point: Any, kind: Any
    ) -> bytes:
        size = len(point)
        crime = kind != 0
        outcome = rng.choice(len(OUTCOMES), size, p=_shares(OUTCOMES))
        reporter = pl.lit(self.forces[force].police_uk_name)
        frame = self.places.points[point].with_columns(
            pl.Series("Crime ID", _identifiers(rng, size)).set(pl.Series(~crime), None),
            pl.Series("Crime type", np.array(list(TYPES))[kind]),
            pl.Series("Last outcome category", np.array(list(OUTCOMES))[outcome]).set(
                pl.Series(~crime), None
            ),
            pl.lit(self.months[month]).alias("Month"),
            reporter.alias("Reported by"),
            reporter.alias("Falls within"),
            pl.lit(None, pl.String).alias("Context"),
        )
        text = io.BytesIO()
        frame.select(COLUMNS).write_csv(text, quote_style="necessary", float_precision=6)
        return text.getvalue()


def _shares(weights: dict[str, float]) -> Any:
    share = np.array(list(weights.values()))
    return share / share.sum()


def _identifiers(rng: np.random.Generator, size: int) -> Any:
    """Random texts of 64 hexadecimal digits."""
    digits = rng.bytes(size * HEX // 2).hex().encode()
    ends = np.arange(0, size * HEX + 1, HEX, dtype=np.int32)
    return pa.Array.from_buffers(
        pa.string(), size, [None, pa.py_buffer(ends.tobytes()), pa.py_buffer(digits)]
    )


@dataclass(frozen=True)
class Archive:
    """The files of one plan on disk."""

    folder: Path

    @property
    def zip(self) -> Path:
        """The archive as the publisher packs it."""
        return self.folder / "archive.zip"

    @property
    def csvs(self) -> Path:
        """The same files unpacked."""
        return self.folder / "csv"

    @property
    def areas(self) -> Path:
        """The area tables of its neighbourhoods."""
        return self.folder / "areas"

    @property
    def populations(self) -> Path:
        """Their residents."""
        return self.areas / "ons-population-invented.csv"

    @property
    def next_month(self) -> Path:
        """One force's file of the month after the archive."""
        return next((self.folder / "next").glob("*-street.csv"))

    @property
    def about(self) -> dict[str, Any]:
        """What was made: rows, files and bytes."""
        said: dict[str, Any] = json.loads((self.folder / "about.json").read_text(encoding="utf-8"))
        return said


def make(plan: Plan, cache: Path) -> Archive:
    """The archive of a plan, made when the cache lacks it."""
    archive = Archive(cache / plan.name)
    if (archive.folder / "about.json").is_file():
        return archive
    archive.folder.mkdir(parents=True, exist_ok=True)
    writer = Writer(plan)
    write_areas(writer.places, archive.areas)
    write_populations(archive.areas, plan.seed)
    _write_next(writer, archive.folder / "next")
    unpacked = _write_zip(writer, archive.zip)
    with zipfile.ZipFile(archive.zip) as packed:
        packed.extractall(archive.csvs)
    # Written last: a folder without it was never finished and is made anew.
    about = {"readme": README, **asdict(plan), "bytes": unpacked, "zip": archive.zip.stat().st_size}
    about["files"] = plan.months * len(writer.forces)
    text = json.dumps(about, indent=1) + "\n"
    (archive.folder / "about.json").write_text(text, encoding="utf-8")
    return archive


def _write_next(writer: Writer, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    force = [f.slug for f in writer.forces].index("wiltshire")
    path = folder / writer.name(writer.plan.months, force).rsplit("/", 1)[-1]
    path.write_bytes(writer.file(writer.plan.months, force))


def _write_zip(writer: Writer, path: Path) -> int:
    """Write all months; returns the bytes before packing."""
    total = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        packed.comment = README.encode()
        for name, data in files(writer):
            # A fixed date, because the zip's bytes must not depend on the day.
            info = zipfile.ZipInfo(name, (2016, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, data, compresslevel=6)
            total += len(data)
    return total


def files(writer: Writer) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of all files of the archive, month by month."""
    for month in range(writer.plan.months):
        for force in range(len(writer.forces)):
            yield writer.name(month, force), writer.file(month, force)
