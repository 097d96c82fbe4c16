"""Low counts on charts, figures by whole district, and measures of rural neighbourhoods."""

from __future__ import annotations

import csv
import gzip
from dataclasses import replace

import numpy as np
import pytest

from frankpledge import statistics as st
from frankpledge.areas import load_areas
from frankpledge.lake import Lake, ingest
from frankpledge.measures import assess, evaluate, load_catalogue, words
from frankpledge.measures.charting import chart_finding
from frankpledge.measures.limits import limits
from frankpledge.measures.series import COMPLETE, MISSING, Series

WILTSHIRE, SWINDON, FORCE = "E06000054", "E06000030", "E23000038"


@pytest.fixture(scope="module")
def counts():
    """Monthly counts of three places: many, few, and few with an odd last month."""
    random = np.random.default_rng(4)
    few = random.poisson(1.5, 36).astype(float)
    odd = np.where(np.arange(36) == 35, 9.0, few)
    return np.stack([random.poisson(60, 36).astype(float), few, odd])


def test_each_series_gets_the_chart_that_fits_it(counts):
    """Under ten a month Poisson limits, else XmR; each as if it were alone."""
    found = limits(counts, counts=True)
    assert np.isfinite(found.allowance).tolist() == [False, True, True]
    alone = st.low_counts(counts[1])
    assert found.upper[1].tolist() == alone.upper.tolist()
    plain = st.xmr(counts[0])
    assert found.upper[0].tolist() == plain.upper.tolist()
    marks = st.special_causes(counts[2], st.low_counts(counts[2]))
    assert found.causes.rule[2].tolist() == marks.rule.tolist()
    assert found.causes.outside[2, -1] == 1


def test_only_counts_are_charted_so(counts):
    """Shares and averages may well be small numbers; nothing at all has no limits."""
    assert np.isnan(limits(counts, counts=False).allowance).all()
    assert np.isnan(limits(np.full((1, 12), np.nan), counts=True).allowance).all()


def series_of(values, **fields):
    """A series of months in Wiltshire."""
    measure = load_catalogue().measure("located-burglary")
    shape = values.shape
    return Series(
        measure=replace(measure, baseline=None, **fields),
        areas=(WILTSHIRE, SWINDON, FORCE)[: shape[0]],
        kinds=("district", "district", "force")[: shape[0]],
        periods=tuple(f"{2021 + i // 12}-{i % 12 + 1:02}" for i in range(shape[1])),
        values=values,
        denominators=None,
        status=np.full(shape, COMPLETE, dtype=np.int8),
        populations=np.full(shape[0], np.nan),
        population_years=("",) * shape[0],
    )


def test_the_chart_says_why_its_lines_are_others(counts):
    """An assessment carries the allowance, and the words give the reason."""
    found = assess(series_of(counts))
    assert found is not None
    assert "fewer than ten a month on average" in words.limits_sentence(found, 1)
    assert "Poisson" in chart_finding(found, 2)
    assert "Poisson" not in chart_finding(found, 0)
    assert found.variation.tolist()[1:] == [st.Variation.COMMON_CAUSE, st.Variation.CONCERNING]
    assert found.chart.lower[1].tolist() == [0.0] * 36


def test_a_target_is_judged_by_the_same_lines(counts):
    """Assurance takes the limits that are drawn."""
    from frankpledge.measures.definition import Target

    within = series_of(counts, target=Target(1200, "2021-01", "made up"))
    found = assess(within)
    assert found is not None
    assert found.assurance[1] == st.Assurance.PASSING


@pytest.fixture(scope="module")
def held(example, tmp_path_factory):
    """The example's lake with fly-tipping and counts by neighbourhood, its areas and measures."""
    areas = load_areas(example / "areas")
    lake = Lake(tmp_path_factory.mktemp("lake"), areas=areas)
    figures = example / "figures"
    paths = [figures / "defra-fly-tipping.csv.gz", figures / "police-uk-lsoa.csv.gz"]
    assert [report.error for report in ingest(lake, paths, areas=areas)] == [None, None]
    return lake, areas, load_catalogue(example / "measures")


def test_fly_tipping_adds_up_and_is_missing_where_a_district_is(held):
    """Force is Wiltshire and Swindon; without Swindon's figure of 2015/16 it has none."""
    lake, areas, catalogue = held
    found = evaluate(catalogue.measure("fly-tipping"), lake, areas)
    year = found.column["2022/23"]
    rows = [found.row[code] for code in (WILTSHIRE, SWINDON, FORCE)]
    assert found.values[rows, year].tolist() == [2631, 1930, 4561]
    gap = found.column["2015/16"]
    assert np.isnan(found.values[rows, gap]).tolist() == [False, True, True]
    assert found.status[rows, gap].tolist() == [COMPLETE, MISSING, MISSING]
    for name, force in (("fly-tipping-actions", 2804 + 247), ("fly-tipping-notices", 20 + 17)):
        done = evaluate(catalogue.measure(name), lake, areas)
        assert done.values[done.row[FORCE], done.column["2022/23"]] == force
    # Wales is not in Defra's table: its districts have no series, and no nought.
    assert not [code for code in found.areas if code.startswith(("W06", "W15"))]


def test_rural_crime_is_counted_in_rural_neighbourhoods_only(held, example):
    """The last month, counted again in plain Python from the example's own tables."""
    lake, areas, catalogue = held
    found = evaluate(catalogue.measure("rural-crime-located"), lake, areas)
    with (example / "areas" / "classes.csv").open(encoding="utf-8") as file:
        rural = {
            row["lsoa"] for row in csv.DictReader(file) if row["rural_urban_code"].startswith("R")
        }
    last = found.periods[-1]
    with gzip.open(example / "figures" / "police-uk-lsoa.csv.gz", "rt", encoding="utf-8") as file:
        total = sum(
            int(row["count"])
            for row in csv.DictReader(file)
            if row["period"] == last
            and row["lsoa"] in rural
            and row["crime_type"] != "Anti-social behaviour"
        )
    assert total > 300
    assert found.values[found.row[FORCE], -1] == total
    assert 100 < len(rural) < 447


def test_collisions_lie_in_districts_whose_neighbourhoods_are_not_known(held, tmp_path):
    """Outside the workspace's own area the district that the row states counts, once."""
    _, areas, catalogue = held
    head = "period,force,collision,severity,ksi,vehicles,casualties,district,lsoa\n"
    plan = [(FORCE, WILTSHIRE, "E01031852", 3), ("E23000039", "E06000059", "E01020481", 2)]
    lines = [
        f"2024-{month:02},{force},{force}{month}{n},slight,0.1,1,2,{district},{lsoa}\n"
        for force, district, lsoa, many in plan
        for month in range(1, 13)
        for n in range(many)
    ]
    path = tmp_path / "dft-collisions.csv"
    path.write_text(head + "".join(lines), encoding="utf-8")
    lake = Lake(tmp_path / "data", areas=areas)
    (report,) = ingest(lake, [path], areas=areas)
    assert report.error is None
    found = evaluate(catalogue.measure("road-casualties"), lake, areas)
    assert found.values[found.row[WILTSHIRE]].tolist() == [6.0] * 12
    assert found.values[found.row["E06000059"]].tolist() == [4.0] * 12
    ksi = evaluate(catalogue.measure("road-collisions-fatal-or-serious"), lake, areas)
    assert ksi.values[ksi.row[FORCE], -1] == pytest.approx(0.3)


def test_setting_and_rate_do_not_go_together(tmp_path):
    """A rate would divide by all residents: the document is refused by file, line and field."""
    from frankpledge.errors import DocumentError
    from frankpledge.measures.documents import read_measure

    shipped = load_catalogue().measure("rural-crime-located").place
    import frankpledge.measures.catalogue as home

    text = (home.SHIPPED / "measures" / shipped).read_text(encoding="utf-8")
    path = tmp_path / shipped
    path.write_text(text.replace("among: rural\n", "among: rural\nper: 1000\n"), encoding="utf-8")
    with pytest.raises(DocumentError, match="among"):
        read_measure(path)
