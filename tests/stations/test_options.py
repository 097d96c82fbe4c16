"""Distances and options by arithmetic that can be done on paper."""

from __future__ import annotations

import csv
import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from frankpledge import stations as st
from frankpledge.areas import Areas
from frankpledge.errors import NotFoundError
from frankpledge.lake import Lake, ingest
from frankpledge.stations import Demand, Settings, Station

FORCE = "E23000038"


def at(name: str, status: str, place: float) -> Station:
    """A station so many neighbourhoods along the line."""
    return Station(name, status, 400_000 + 10_000 * place, 200_000, "made up")


LISTED = (at("First", "open", 0), at("Last", "closing", 3), at("New", "proposed", 2))


def reaches(demand: Demand) -> dict[str, st.Reach]:
    """Every option of the list, by its id."""
    travel = st.straight(demand, LISTED, Settings(detour=1.5, speed=30))
    return {o.id: st.reach(o, demand, travel) for o in st.options(LISTED)}


def test_kilometres_and_minutes(demand: Demand) -> None:
    """10 km in a straight line are 15 km by road and half an hour at 30 km an hour."""
    travel = st.straight(demand, LISTED, Settings(detour=1.5, speed=30))
    assert travel.km.tolist() == [[0, 45, 30], [15, 30, 15], [30, 15, 0], [45, 0, 15]]
    assert travel.minutes[1, 0] == 30


def test_the_options_of_a_list(demand: Demand) -> None:
    """Today, without what closes, with what opens, both; only those that the list asks for."""
    names = {o.id: [LISTED[i].name for i in o.stations] for o in st.options(LISTED)}
    assert names == {
        "today": ["First", "Last"],
        "closures": ["First"],
        "openings": ["First", "Last", "New"],
        "both": ["First", "New"],
    }
    assert [o.id for o in st.options(LISTED[:1])] == ["today"]
    assert [o.id for o in st.options(LISTED[1:2])] == ["today"]  # nothing would be left


def test_means_and_quantiles_are_over_people(demand: Demand) -> None:
    """Today 0, 15, 15 and 0 km for 100, 200, 300 and 400 people."""
    today = reaches(demand)["today"]
    assert today.km.tolist() == [0, 15, 15, 0]
    assert today.mean() == pytest.approx((200 * 15 + 300 * 15) / 1000)
    assert (today.quantile(0.5), today.quantile(0.51), today.quantile(0.9)) == (0, 15, 15)
    assert today.within(10) == 0.5
    assert today.nearest == (0, 0, 1, 1)


def test_winners_and_losers(demand: Demand) -> None:
    """With the closure the third has 30 km for 15, the fourth 45 for 0; nobody gains."""
    found = reaches(demand)
    nearer, further = st.compare(found["today"], found["closures"])
    assert (nearer.tolist(), further.tolist()) == ([0, 0, 0, 0], [0, 0, 300, 400])
    told = st.words.change(found["today"], found["closures"])
    more = (300 * 15 + 400 * 45) / 700
    assert f"700 people (70 %) would have further to go, by {more:.1f} km on average" in told
    nearer, further = st.compare(found["today"], found["both"])
    assert (nearer.tolist(), further.tolist()) == ([0, 0, 300, 0], [0, 0, 0, 400])
    assert st.words.change(found["today"], found["today"]) == "Nothing changes for anybody."


def test_rows_have_the_fields_that_are_documented(demand: Demand) -> None:
    """Options and neighbourhoods as rows, with the sums of the test above."""
    found = reaches(demand)
    rows = st.option_rows(list(found.values()), LISTED, "by hand")
    assert {tuple(row) for row in rows} == {st.FIELDS}
    closed = rows[1]
    assert (closed["people_further"], closed["people_nearer"]) == (700, 0)
    assert closed["km_further_mean"] == round((300 * 15 + 400 * 45) / 700, 2)
    assert closed["names"] == "First"
    places = st.place_rows(found["today"], found["closures"], LISTED)
    assert tuple(places[0]) == st.PLACE_FIELDS
    assert [row["km_change"] for row in places] == [0, 0, 15, 45]
    assert places[3]["station_before"] == "Last"


@pytest.fixture(scope="module")
def lake(areas: Areas, example: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """The example's populations."""
    lake = Lake(tmp_path_factory.mktemp("people") / "data", areas=areas)
    ingest(lake, [example / "figures" / "ons-population-neighbourhoods-2020.csv"], areas=areas)
    return lake


def test_people_are_those_of_the_table(lake: Lake, areas: Areas, example: Path) -> None:
    """All residents of the published table, carried to the neighbourhoods of 2021."""
    demand = st.demand(lake, areas, FORCE)
    path = example / "figures" / "ons-population-neighbourhoods-2020.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "lsoa"]
    total = sum(int(row["population"]) for row in rows)
    assert demand.year == "2020"
    assert demand.people.sum() == pytest.approx(total)
    assert len(demand.codes) == 447
    assert demand.without == 0


def test_groups_add_up_to_everybody(lake: Lake, areas: Areas) -> None:
    """Each kind of group has all people once; the mean over groups is the mean over people."""
    demand = st.demand(lake, areas, FORCE)
    listed = (
        Station("North", "open", 416_000, 187_000, "made up"),
        Station("South", "open", 414_000, 130_000, "made up"),
        Station("Middle", "closing", 400_500, 161_000, "made up"),
    )
    travel = st.straight(demand, listed, Settings())
    today, closed = (st.reach(option, demand, travel) for option in st.options(listed))
    for kind in ("district", "ward", "decile", "rural-urban", "lsoa"):
        found = st.groups(today, closed, areas, kind)
        assert sum(g.people for g in found) == pytest.approx(demand.people.sum())
        assert sum(g.people * g.after for g in found) / demand.people.sum() == pytest.approx(
            closed.mean()
        )
        assert "not known" not in {g.name for g in found}
    deciles = st.groups(today, closed, areas, "decile")
    expected: Counter[str] = Counter()
    for code, people in zip(demand.codes, demand.people.tolist(), strict=True):
        expected[f"{areas.classes[code].deprivation_decile:02d}"] += people
    assert {g.code: pytest.approx(g.people) for g in deciles} == dict(expected)
    assert st.words.fairness(deciles).startswith("In the more deprived half")
    assert st.words.hardest(st.groups(today, closed, areas, "ward")).startswith("It falls hardest")


def test_a_lake_without_people(areas: Areas, tmp_path: Path) -> None:
    """A sentence that says what is missing."""
    with pytest.raises(NotFoundError, match="no population by neighbourhood"):
        st.demand(Lake(tmp_path / "data", areas=areas), areas, FORCE)


def test_a_station_that_no_road_reaches(demand: Demand) -> None:
    """What is infinitely far is never the nearest, and is no number in a row."""
    km = np.array([[1.0, math.inf], [2.0, math.inf], [math.inf, 3.0], [math.inf, 4.0]])
    travel = st.Travel(km, km, "by road")
    found = st.reach(st.Option("today", "Today", (0, 1)), demand, travel)
    assert found.km.tolist() == [1, 2, 3, 4]
    alone = st.reach(st.Option("one", "One", (0,)), demand, travel)
    row = st.option_rows([found, alone], LISTED[:2], "by road")[1]
    assert row["km_mean"] is None
