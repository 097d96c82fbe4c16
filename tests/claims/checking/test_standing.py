"""Ranks against a made-up lake of all forces, each figure and population of which is known."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.claims.checking import Books, Checked
from frankpledge.claims.checking.listing import regions

Check = Callable[..., list[Checked]]
MadeUp = Callable[..., Books]
Interval = Callable[[float], tuple[float, float]]
WILTSHIRE, CITY = "E23000038", "E23000034"
FORCES = [area.code for area in load_areas().of_kind("force")]
# Steps of a fifth between quarterly counts from 100 to 940; populations in another order.
COUNTS = {force: 100 + 20 * place for place, force in enumerate(FORCES)}
PEOPLE = {force: 1000 * (50 + place * 7 % 43) for place, force in enumerate(FORCES)}
SENTENCES = {
    "count": "Wiltshire had the {} {} number of robberies of 43 forces in 2023.",
    "head": "For robbery per head Wiltshire was {} {} of all forces in 2023.",
}


def quarters(count: int) -> dict[str, int]:
    """The quarters of 2022 and 2023, all alike."""
    return {f"{year}-Q{q}": count for year in (2022, 2023) for q in (1, 2, 3, 4)}


@pytest.fixture(scope="module")
def every(made_up: MadeUp, tmp_path_factory: pytest.TempPathFactory) -> Books:
    """All 43 forces, complete."""
    held = {force: quarters(n) for force, n in COUNTS.items()}
    return made_up(tmp_path_factory.mktemp("every"), held, PEOPLE)


@pytest.fixture(scope="module")
def gaps(made_up: MadeUp, tmp_path_factory: pytest.TempPathFactory) -> Books:
    """The same without a quarter of the four forces that have the most."""
    held = {force: quarters(n) for force, n in COUNTS.items()}
    for force in FORCES[-4:]:
        del held[force]["2023-Q2"]
    return made_up(tmp_path_factory.mktemp("gaps"), held)


def place(interval: Interval, basis: str, end: str, left_out: int = 0) -> tuple[int, int, int]:
    """Rank, best and worst place of Wiltshire, counted here one force after the other."""
    over = {f: PEOPLE[f] if basis == "head" else 1 for f in FORCES}
    kept = FORCES[: len(FORCES) - left_out] if left_out else FORCES
    kept = [f for f in kept if basis == "count" or f != CITY]
    own = 4 * COUNTS[WILTSHIRE] / over[WILTSHIRE]
    own_low, own_high = (n / over[WILTSHIRE] for n in interval(4 * COUNTS[WILTSHIRE]))
    higher = lower = surely_higher = surely_lower = 0
    for force in kept:
        value = 4 * COUNTS[force] / over[force]
        low, high = (n / over[force] for n in interval(4 * COUNTS[force]))
        higher, lower = higher + (value > own), lower + (value < own)
        surely_higher += low > own_high
        surely_lower += high < own_low
    if end == "lowest":
        higher, surely_higher, surely_lower = lower, surely_lower, surely_higher
    missing = 43 - len(kept)
    return 1 + higher, 1 + surely_higher, len(kept) - surely_lower + missing


def rank(checked: list[Checked]) -> tuple[str, str]:
    """Verdict and working of the one rank."""
    (finding,) = [c.finding for c in checked if c.finding.kind == "rank"]
    return finding.verdict.id, finding.working


def nth(number: int) -> str:
    """'38th'."""
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


@pytest.mark.parametrize("basis", ["count", "head"])
@pytest.mark.parametrize("end", ["highest", "lowest"])
def test_every_place_is_judged_by_the_figures_and_their_intervals(
    check: Check, every: Books, interval: Interval, basis: str, end: str
) -> None:
    """Of all 43 places one agrees, those that intervals allow accuse nobody, the rest differ."""
    own, best, worst = place(interval, basis, end)
    assert best <= own <= worst < best + 10
    for stated in range(1, 44):
        verdict, working = rank(check(SENTENCES[basis].format(nth(stated), end), every))
        inside = "unchecked" if best <= stated <= worst else "differs"
        assert verdict == ("agrees" if stated == own else inside), stated
        assert f"place {own} of {43 if basis == 'count' else 42} forces" in working


def test_forces_left_out_are_counted_and_widen_the_range(
    check: Check, gaps: Books, interval: Interval
) -> None:
    """Four forces with gaps: 39 complete, and each of the four could stand above."""
    own, best, worst = place(interval, "count", "highest", 4)
    text = SENTENCES["count"]
    for stated in (best - 1, best, own, worst, worst + 1):
        if stated < 1:
            continue
        verdict, working = rank(check(text.format(nth(stated), "highest"), gaps))
        inside = "unchecked" if best <= stated <= worst else "differs"
        assert verdict == ("agrees" if stated == own else inside)
        assert "39 forces with complete figures (4 of 43 left out)" in working
        assert f"allow places {best} to {worst}" in working


def test_per_what_must_be_said_where_it_matters(
    check: Check, every: Books, interval: Interval
) -> None:
    """Place by count and place per head differ: not comparable, and both are shown."""
    verdict, working = rank(
        check("Wiltshire was third lowest of 43 forces for robbery in 2023.", every)
    )
    by_count, per_head = place(interval, "count", "lowest")[0], place(interval, "head", "lowest")[0]
    assert by_count != per_head
    assert verdict == "not-comparable"
    assert working.startswith("say by count or per head: ")
    assert f"place {by_count} of 43" in working
    assert f"place {per_head} of 42" in working


def test_a_bare_superlative_of_all_forces_is_a_first_place(
    check: Check, every: Books, interval: Interval
) -> None:
    """'The lowest rate of all forces' is place 1 from the lowest."""
    (one,) = check("Wiltshire had the lowest robbery rate of all forces in 2023.", every)
    assert one.finding.verdict.id == "differs"
    assert f"place {place(interval, 'head', 'lowest')[0]} of 42" in one.finding.working


def test_england_alone_has_39(check: Check, every: Books) -> None:
    """The four forces of Wales come last in the list and are not ranked among those of England."""
    text = "Robbery was third lowest by volume of 39 forces in England in 2023."
    assert [f[0] for f in FORCES].count("W") == 4
    verdict, working = rank(check(text, every))
    assert verdict == "differs"
    assert f"place {FORCES.index(WILTSHIRE) + 1} of 39 forces" in working


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Robbery was third lowest of 43 forces by volume.", "the period it is of is not stated"),
        ("Wiltshire ranked 3rd of 43 forces for robbery by volume in 2023.", "is not sure"),
        ("Robbery was third lowest of 43 forces per head in 2019.", "the lake lacks complete"),
        ("Robbery was third lowest of 43 forces by volume in Q2 2023.", "that is sure"),
        ("Robbery was third lowest of 43 forces for trust by volume in 2023.", "not stated"),
        ("Robbery was third lowest of 8 similar forces by volume in 2023.", "not stated"),
        ("Robbery in Swindon was third lowest of 43 forces by volume in 2023.", "not stated"),
    ],
)
def test_what_is_not_sure_is_not_ranked(check: Check, every: Books, text: str, why: str) -> None:
    """No period, no end to count from, another thing or list or place: no accusation."""
    verdict, working = rank(check(text, every))
    assert verdict == "unchecked"
    assert why in working


def test_the_figures_of_others_must_be_held(check: Check, made_up: MadeUp, tmp_path: Path) -> None:
    """A lake with one force ranks nobody."""
    books = made_up(tmp_path, {WILTSHIRE: quarters(100)})
    verdict, working = rank(check(SENTENCES["count"].format("third", "lowest"), books))
    assert verdict == "unchecked"
    assert "of other forces" in working


WEST = {  # robberies a quarter, and residents
    "E23000036": (500, 1_800_000),
    "E23000035": (160, 1_800_000),
    "E23000039": (110, 800_000),
    "E23000037": (95, 650_000),
    "E23000038": (90, 750_000),
}


@pytest.fixture(scope="module")
def west(made_up: MadeUp, tmp_path_factory: pytest.TempPathFactory) -> Books:
    """The five forces of the South West, and one beyond it that has fewer than all of them."""
    held = {force: quarters(n) for force, (n, _) in WEST.items()} | {"E23000002": quarters(10)}
    people = {force: n for force, (_, n) in WEST.items()} | {"E23000002": 500_000}
    return made_up(tmp_path_factory.mktemp("west"), held, people)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Wiltshire had the lowest number of robberies in the South West in 2023.", "agrees"),
        ("Wiltshire had the lowest number of robberies in the North West in 2023.", None),
        (
            "In 2023 Wiltshire recorded the fewest robberies of the five South West forces.",
            "agrees",
        ),
        ("Wiltshire had the second lowest rate of robbery in the South West in 2023.", "agrees"),
        ("Wiltshire had the lowest rate of robbery in the South West in 2023.", "differs"),
        ("Wiltshire had the highest number of robberies in the South-West in 2023.", "differs"),
        ("Wiltshire had the most robberies of the six forces in the South West in 2023.", None),
        ("Wiltshire had the most robberies in the south west in 2023.", None),
        ("Wiltshire had the most robberies in the South West and Wales in 2023.", None),
        ("Robbery in Wiltshire was second lowest in the South West in 2023.", "not-comparable"),
        ("West Midlands had the fewest robberies in the West Midlands in 2023.", None),
        ("Wiltshire had the sixth most robberies of the five forces in 2023.", "wrong"),
    ],
)
def test_ranks_in_a_region(check: Check, west: Books, text: str, verdict: str | None) -> None:
    """Only forces of that region are put in order; the sixth beyond it changes nothing."""
    checked = [c for c in check(text, west) if c.finding.kind == "rank"]
    assert [c.finding.verdict.id for c in checked] == ([verdict] if verdict else [])
    if verdict in ("agrees", "differs"):
        assert "of 5 forces of the South West with complete figures" in checked[0].finding.working


def test_regions_hold_each_force_of_england_once() -> None:
    """All but the two of London, and none of Wales."""
    every = [code for codes in regions().values() for code in codes]
    london = {"E23000001", "E23000034"}
    assert sorted(every) == sorted(f for f in FORCES if f.startswith("E") and f not in london)


def test_regions_are_those_of_the_districts(shared: Path) -> None:
    """Each force's districts lie in its region by the lookup of local authorities."""
    with (shared / "data" / "geo" / "lookups" / "la_all_codes.csv").open(encoding="utf-8") as file:
        region = {row["LADCD"]: row["RGNNM"] for row in csv.DictReader(file)}
    areas = load_areas()
    for name, codes in regions().items():
        for code in codes:
            found = {region[d] for d in areas.children(code, "district") if region.get(d)}
            assert {one.casefold() for one in found} == {name.casefold()}, code
