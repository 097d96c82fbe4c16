"""Residents of the time of a figure, against what can be read off a small table."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from frankpledge.areas import load_areas
from frankpledge.lake import Lake, ingest
from frankpledge.measures import evaluate, load_catalogue
from frankpledge.measures.residents import Residents

nan = math.nan
HELD = Residents(("2011", "2020", "2024"), np.array([[10.0, 20, 24], [nan, 21, nan], [nan] * 3]))


@pytest.mark.parametrize(
    ("period", "people", "years"),
    [
        ("2010-03", [10, 21], ("2011", "2020", "")),
        ("2019-Q4", [10, 21], ("2011", "2020", "")),
        ("2020-01", [20, 21], ("2020", "2020", "")),
        ("2022/23", [20, 21], ("2020", "2020", "")),
        ("YE2026-04", [24, 21], ("2024", "2020", "")),
    ],
)
def test_the_year_of_the_figure_or_the_newest_before(
    period: str, people: list[float], years: tuple[str, ...]
) -> None:
    """Never a later year where an earlier one is held; the oldest where all are later."""
    found, named = HELD.at(period)
    assert found[:2].tolist() == people
    assert math.isnan(found[2])
    assert named == years


def test_none_held() -> None:
    """No year at all is no number, and no error."""
    found, years = Residents((), np.empty((2, 0))).at("2025-12")
    assert np.isnan(found).all()
    assert years == ("", "")


def test_people_of_areas_that_no_table_knows_are_passed_over(tmp_path: Path) -> None:
    """A lake may hold a census with other codes; those of known areas count as before."""
    rows = ["2020,E01000000,lsoa,999", "2020,E23000038,force,720000", "2024,E23000038,force,767575"]
    table = tmp_path / "population-force.csv"
    table.write_text("\n".join(["period,area,kind,population", *rows]) + "\n")
    counts = tmp_path / "notices.csv"
    counts.write_text(
        "measure,area,period,value,denominator,note\nendorsable-notices,E23000038,2021,9,,A log\n"
    )
    areas = load_areas()
    assert "E01000000" not in areas
    lake = Lake(tmp_path / "lake", areas=areas)
    ingest(lake, [table], areas=areas, source="ons-population")
    ingest(lake, [counts], areas=areas, source="returns")
    measure = load_catalogue().measure("endorsable-notices")
    series = evaluate(measure, lake, areas)
    at = series.row["E23000038"]
    assert (series.populations[at], series.population_years[at]) == (720000, "2020")


def test_some_areas() -> None:
    """The rows asked for, in their order."""
    assert HELD.only([1, 0]).at("2024-12")[0].tolist() == [21, 24]
