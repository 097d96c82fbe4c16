"""Ranking of road sites: against truth that is known, real counts, and plain arithmetic."""

from __future__ import annotations

import csv
from collections import Counter

import numpy as np
import pytest

from frankpledge.areas import load_areas
from frankpledge.lake import Lake, ingest
from frankpledge.measures import RoadSite, collision_sites, collision_span, rank_sites
from frankpledge.measures.roads import grid_square

WILTSHIRE = "E23000038"
HEAD = (
    "period,force,collision,severity,ksi,vehicles,casualties,easting,northing,longitude,latitude,"
    "road,road_class,setting\n"
)


@pytest.fixture(scope="module")
def truth():
    """Long-run counts of 600 sites of two kinds, and what two spans of five years brought."""
    random = np.random.default_rng(11)
    usual = np.repeat([4.0, 0.6], 300)
    long_run = random.gamma(1.5, usual / 1.5)
    return long_run, random.poisson(long_run), random.poisson(long_run)


def sites_of(counts):
    """The sites of the truth as the ranking takes them."""
    return [
        RoadSite(f"site {i:03}", "A" if i < 300 else "minor", float(n))
        for i, n in enumerate(counts)
    ]


def test_estimates_foresee_the_next_five_years_better_than_counts(truth):
    """The thirty sites with the highest counts fall back; their estimates say by how much."""
    _, now, later = truth
    ranked = {site.site: site for site in rank_sites(sites_of(now))}
    top = sorted(range(600), key=lambda i: -now[i])[:30]
    estimates = sum(ranked[f"site {i:03}"].estimate for i in top)
    assert now[top].sum() > 1.15 * later[top].sum()
    assert estimates == pytest.approx(later[top].sum(), rel=0.08)


def test_intervals_hold_what_they_say(truth):
    """Long-run counts lie in 95 % of the intervals, give or take chance."""
    long_run, now, _ = truth
    ranked = {site.site: site for site in rank_sites(sites_of(now))}
    inside = [
        ranked[f"site {i:03}"].lower <= value <= ranked[f"site {i:03}"].upper
        for i, value in enumerate(long_run)
    ]
    assert 0.92 < sum(inside) / 600 < 0.98


def test_a_small_road_is_judged_by_small_roads(truth):
    """Five collisions are usual on one kind of road and far too many on another."""
    _, now, _ = truth
    sites = [*sites_of(now), RoadSite("x", "A", 5.0), RoadSite("y", "minor", 5.0)]
    ranked = {site.site: site for site in rank_sites(sites)}
    assert ranked["x"].usual > 3
    assert ranked["y"].usual < 1
    assert ranked["y"].estimate < ranked["x"].estimate
    assert ranked["y"].excess > ranked["x"].excess


def test_chances_sum_to_the_number_asked_for(truth):
    """Among ten worst there are ten; the order is that of the chances."""
    _, now, _ = truth
    ranked = rank_sites(sites_of(now), 10)
    chances = [site.chance for site in ranked]
    assert sum(chances) == pytest.approx(10, abs=0.05)
    assert chances == sorted(chances, reverse=True)
    assert [site.rank for site in ranked] == list(range(1, 601))
    assert ranked == rank_sites(sites_of(now), 10)


@pytest.fixture(scope="module")
def links(shared):
    """Collisions on 2,541 road links of Wiltshire, 2020 to 2024, as published: none without one."""
    path = shared / "data/geo/road_safety/wiltshire_cas_osm_BlaiseKelly.csv"
    with path.open(encoding="utf-8-sig") as file:
        return [float(row["# collisions"]) for row in csv.DictReader(file)]


def test_real_links_without_the_roads_that_had_none(links):
    """The estimates agree with Robbins' formula, which supposes no distribution at all.

    H. Robbins, An empirical Bayes approach to statistics (1956): sites with n events have in the
    long run (n + 1) times as many as there are sites with n + 1, over sites with n.
    """
    many = Counter(links)
    ranked = rank_sites(
        [RoadSite(f"link {i:04}", "all", n) for i, n in enumerate(links)], listed=True
    )
    by_count = {site.collisions: site.estimate for site in ranked}
    assert (len(links), sum(links), many[1]) == (2541, 4298, 1686)
    for n in (1, 2, 4, 5):
        robbins = (n + 1) * many[n + 1] / many[n]
        assert by_count[n] == pytest.approx(robbins, rel=0.2)
    assert max(by_count) == 16
    assert by_count[16] < 11


def test_sites_that_say_nothing():
    """No sites, no second collision anywhere, fewer than ten: no ranking made of air."""
    assert rank_sites([]) == []
    alone = [RoadSite(f"{i}", "all", 1.0) for i in range(50)]
    with pytest.raises(ValueError, match="some with two or more"):
        rank_sites(alone, listed=True)
    alike = rank_sites([RoadSite(f"{i}", "all", 3.0) for i in range(40)], worst=4)
    assert {site.estimate for site in alike} == {3.0}
    assert {site.excess for site in alike} == {0.0}


@pytest.mark.parametrize(
    ("x", "y", "name"),
    [(400, 160, "SU 00 60"), (651, 313, "TG 51 13"), (325, 673, "NT 25 73"), (80, 5, "SV 80 05")],
)
def test_names_of_squares(x, y, name):
    """As on the Ordnance Survey's maps: Caister's water tower is the worked example TG 51 13."""
    assert grid_square(x, y) == name


@pytest.fixture
def lake(tmp_path, collisions):
    """A lake with the small table of collisions."""
    lake = Lake(tmp_path / "data")
    (report,) = ingest(lake, [collisions], areas=load_areas())
    assert report.error is None
    return lake


@pytest.fixture
def collisions(tmp_path):
    """Collisions in the lake's own columns: the A361 at three places, minor roads, no place."""
    rows, number = [], 0
    plan = [("A361", "A", 400_100, 12), ("A361", "A", 401_500, 2), ("", "C", 400_300, 3)]
    plan += [("", "unclassified", 400_900, 1), ("", "C", "", 4)]
    plan += [("A4", "A", 405_000 + 1000 * i, 1 + i % 2) for i in range(12)]
    for road, kind, easting, many in plan:
        for _ in range(many):
            number += 1
            where = (easting, 160_500, -2.0, 51.3) if easting else ("", "", "", "")
            month = f"2024-{number % 12 + 1:02}"
            cells = (month, WILTSHIRE, f"2024{number}", "slight", 0.1, 1, 1, *where, road, kind)
            rows.append(",".join(map(str, (*cells, "rural"))))
    path = tmp_path / "dft-collisions.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_sites_from_collisions(lake):
    """Numbered roads by square, minor roads of all classes together; without a place in none."""
    assert collision_span(lake, WILTSHIRE, 5) == ("2020-01", "2024-12")
    assert collision_span(lake, "E23000001", 5) is None
    sites = {site.site: site for site in collision_sites(lake, WILTSHIRE, "2020-01", "2024-12")}
    assert sites["A361, SU 00 60"].collisions == 12
    assert sites["A361, SU 00 60"].ksi == pytest.approx(1.2)
    assert sites["A361, SU 01 60"].collisions == 2
    assert sites["minor roads, SU 00 60"].collisions == 4
    assert sites["minor roads, SU 00 60"].group == "minor, rural"
    assert sum(site.collisions for site in sites.values()) == 12 + 2 + 4 + 18
    assert sum(s.collisions for s in collision_sites(lake, WILTSHIRE, "2024-01", "2024-01")) < 12
