"""Located series of wards and parishes, against the lines of the file added up in plain Python."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from frankpledge.areas import Areas, load_areas
from frankpledge.lake import Lake, ingest
from frankpledge.measures import Series, assess, evaluate, load_catalogue, window

MEASURE = "located-anti-social-behaviour"
KINDS = ("force", "district", "ward", "msoa", "parish", "lsoa", "neighbourhood")
WINSLEY, TROWBRIDGE, MARLBOROUGH, BUTTERMERE = "E04011862", "E04012701", "E04011769", "E04011659"

Counts = Mapping[tuple[str, str], float]


@pytest.fixture(scope="module")
def places(example: Path) -> Areas:
    """The example's areas."""
    return load_areas(example / "areas")


@pytest.fixture(scope="module")
def series(example: Path, places: Areas, tmp_path_factory: pytest.TempPathFactory) -> Series:
    """Anti-social behaviour in every place of the force area, from the example's own figures."""
    lake = Lake(tmp_path_factory.mktemp("small") / "data", areas=places)
    figures = example / "figures"
    names = ("police-uk-lsoa.csv.gz", "ons-population-neighbourhoods-2020.csv")
    ingest(lake, [figures / name for name in names], areas=places)
    measure = replace(load_catalogue().measure(MEASURE), areas=KINDS)
    return evaluate(measure, lake, places)


@pytest.fixture(scope="module")
def counted(example: Path) -> Counts:
    """The file's own counts by period and neighbourhood of 2021, split ones by share."""
    moves = defaultdict(list)
    with (example / "areas/lsoa-changes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            moves[row["lsoa11"]].append((row["lsoa21"], float(row["share"])))
    found: dict[tuple[str, str], float] = defaultdict(float)
    with gzip.open(example / "figures/police-uk-lsoa.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["crime_type"] == "Anti-social behaviour":
                for lsoa, share in moves.get(row["lsoa"], [(row["lsoa"], 1.0)]):
                    found[row["period"], lsoa] += share * int(row["count"])
    return found


@pytest.fixture(scope="module")
def shares(example: Path) -> dict[str, dict[str, float | None]]:
    """The share of each neighbourhood in each ward and parish, None where it is not known."""
    found: dict[str, dict[str, float | None]] = defaultdict(dict)
    with (example / "areas/shares.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["area"]][row["lsoa"]] = float(row["share"]) if row["share"] else None
    return found


def test_every_ward_and_parish_has_its_share(
    series: Series, counted: Counts, shares: dict[str, dict[str, float | None]], places: Areas
) -> None:
    """In the latest twelve months: a ward's one figure, and the least and the most of a parish."""
    months = [p for p in series.periods if p <= series.periods[-1]][-12:]
    found = window(series, series.periods[-1], 12)
    assert found.low is not None
    for code, parts in shares.items():
        sums = {lsoa: sum(counted.get((m, lsoa), 0) for m in months) for lsoa in parts}
        most = sum(sums[lsoa] * (1 if s is None else s) for lsoa, s in parts.items())
        least = sum(sums[lsoa] * (0 if s is None else s) for lsoa, s in parts.items())
        row = series.row[code]
        assert found.value[row] == pytest.approx(most), code
        assert found.low[row] == pytest.approx(least), code
    assert {a.code for a in places.of_kind("ward")} <= series.row.keys()


def test_what_each_figure_rests_on(series: Series) -> None:
    """Said for each area; a place of which nothing is known has no series at all."""
    said = {code: series.fits[row] for code, row in series.row.items()}
    assert said[WINSLEY] == said[TROWBRIDGE] == "bounds"
    assert said[MARLBOROUGH] == "best fit"
    assert said["E23000038"] == said["E06000054"] == said["E02006681"] == "exact"
    assert BUTTERMERE not in said
    assert "wiltshire-cpt-swindon" not in said


def test_kinds_add_up_to_the_force(series: Series) -> None:
    """Neighbourhoods, wards, MSOAs and districts alike, in every complete month."""
    kinds = np.array(series.kinds)
    whole = series.values[series.row["E23000038"]]
    known = np.isfinite(whole)
    assert known.sum() > 24
    local = [i for i, code in enumerate(series.areas) if code in ("E06000030", "E06000054")]
    assert np.allclose(series.values[local].sum(axis=0)[known], whole[known])
    for kind in ("lsoa", "ward", "msoa"):
        assert np.allclose(series.values[kinds == kind].sum(axis=0)[known], whole[known], rtol=1e-6)


def test_populations_are_by_share(
    series: Series, shares: dict[str, dict[str, float | None]], example: Path
) -> None:
    """Of a parish: everyone in the neighbourhoods that its figure is for."""
    with (example / "figures/ons-population-neighbourhoods-2020.csv").open() as file:
        people = {row["area"]: int(row["population"]) for row in csv.DictReader(file)}
    for code in (WINSLEY, TROWBRIDGE, MARLBOROUGH):
        row = series.row[code]
        assert series.populations[row] == sum(people[lsoa] for lsoa in shares[code])
        assert series.population_years[row] == "2020"
    row = series.row["E02006681"]  # an MSOA, of which the file has no figure of its own
    assert series.populations[row] > 5000


def test_bounds_stay_with_their_areas(series: Series) -> None:
    """When some areas or an earlier end are chosen; and assessments keep them."""
    some = series.only([TROWBRIDGE, WINSLEY])
    assert some.low is not None and series.low is not None
    assert some.fits == ("bounds", "bounds")
    assert np.array_equal(some.low[1], series.low[series.row[WINSLEY]], equal_nan=True)
    earlier = some.until(series.periods[-3])
    assert earlier.low is not None and earlier.low.shape == earlier.values.shape
    found = assess(some)
    assert found is not None and found.window.low is not None
    assert (found.window.low <= found.window.value).all()
    assert found.window.low[1] == 0  # Winsley has no neighbourhood of its own
