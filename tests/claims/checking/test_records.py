"""Superlatives against made-up lakes of which every figure is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from frankpledge.claims.checking import Books, Checked

Check = Callable[..., list[Checked]]
MadeUp = Callable[..., Books]
Interval = Callable[[float], tuple[float, float]]
WILTSHIRE = "E23000038"
# By year, what each quarter of it has.
QUARTERLY = {2016: 300, 2017: 150, 2018: 100, 2019: 140, 2020: 90, 2021: 110, 2022: 108, 2023: 200}


def quarters(yearly: Mapping[int, int]) -> dict[str, int]:
    """The quarters of years that have four alike."""
    return {f"{year}-Q{q}": count for year, count in yearly.items() for q in (1, 2, 3, 4)}


@pytest.fixture(scope="module")
def one(made_up: MadeUp, tmp_path_factory: pytest.TempPathFactory) -> Books:
    """Wiltshire alone."""
    return made_up(tmp_path_factory.mktemp("one"), {WILTSHIRE: quarters(QUARTERLY)})


def superlative(checked: list[Checked]) -> tuple[str, str]:
    """Verdict and working of the one superlative."""
    (finding,) = [c.finding for c in checked if c.finding.kind == "superlative"]
    return finding.verdict.id, finding.working


@pytest.mark.parametrize(
    ("claim", "year", "since", "way"),
    [
        ("highest", 2023, 2017, 1),
        ("highest", 2023, 2016, 1),
        ("highest", 2023, 2015, 1),
        ("highest", 2021, 2018, 1),
        ("lowest", 2020, 2016, -1),
        ("lowest", 2021, 2018, -1),
        ("lowest", 2022, 2020, -1),
    ],
)
def test_since_is_judged_as_the_years_have_it(
    check: Check, one: Books, interval: Interval, claim: str, year: int, since: int, way: int
) -> None:
    """Every later year is looked at, and only one whose interval lies apart speaks against it."""
    verdict, working = superlative(
        check(f"Robbery was at its {claim} level since {since} in {year}.", one)
    )
    own, years = 4 * QUARTERLY[year], range(since + 1, year)
    if min(years) < min(QUARTERLY):
        assert verdict == "unchecked"
        return
    beyond = [4 * QUARTERLY[y] for y in years if (4 * QUARTERLY[y] - own) * way > 0]
    apart = [n for n in beyond if interval(max(n, own))[0] > interval(min(n, own))[1]]
    assert verdict == ("differs" if apart else "unchecked" if beyond else "agrees")
    assert f"{own:,}" in working
    if beyond:
        assert f"({(max if way > 0 else min)(beyond):,})" in working


def test_a_higher_year_that_chance_could_have_made_accuses_nobody(
    check: Check, one: Books, interval: Interval
) -> None:
    """440 and 432 cannot be told apart: said, and not accused."""
    verdict, working = superlative(check("Robbery was the highest since 2020 in 2022.", one))
    assert interval(440)[0] < interval(432)[1]
    assert verdict == "unchecked"
    assert "year to December 2021 (440) was higher, but the 95 % intervals" in working


def test_a_year_between_the_years_accuses_nobody(
    check: Check, made_up: MadeUp, interval: Interval, tmp_path: Path
) -> None:
    """The year to June was higher than that to December, and no year to December was."""
    held = quarters({2019: 100, 2020: 100, 2021: 100, 2022: 100, 2023: 110})
    held |= {"2020-Q3": 170, "2020-Q4": 170, "2021-Q1": 170, "2021-Q2": 170}
    books = made_up(tmp_path, {WILTSHIRE: held | {"2023-Q4": 250}})
    assert interval(680)[0] > interval(580)[1]
    verdict, working = superlative(check("Robbery in 2023 was the highest since 2018.", books))
    assert verdict == "unchecked"
    assert "year to June 2021 (680) was higher, though none of those" in working


def test_a_record_is_one_of_the_figures_held(check: Check, one: Books) -> None:
    """'On record' asks for the whole series, and the working says where it begins."""
    verdict, working = superlative(check("Robbery in 2020 was the lowest on record.", one))
    assert verdict == "agrees"
    # Years end with each of the quarters from 2016-Q4 on; the last, to 2020-Q4, is the claim's own.
    assert "none of the 16 windows of that length from the year to December 2016 on" in working
    assert superlative(check("Robbery was at a record high in 2023.", one))[0] == "differs"


@pytest.mark.parametrize("year", range(2018, 2024))
@pytest.mark.parametrize("since", [2016, 2018])
@pytest.mark.parametrize(("stated", "order"), [(2, "second"), (3, "third"), (4, "fourth")])
@pytest.mark.parametrize(("end", "way"), [("highest", 1), ("lowest", -1)])
def test_a_place_is_taken_among_the_years(
    check: Check,
    one: Books,
    interval: Interval,
    year: int,
    since: int,
    stated: int,
    order: str,
    end: str,
    way: int,
) -> None:
    """With and without the year that it is counted from; only what no interval allows differs."""
    if since >= year:
        return
    verdict, working = superlative(
        check(f"Robbery in {year} was the {order} {end} since {since}.", one)
    )
    own = 4 * QUARTERLY[year]
    strict, wide = range(since + 1, year), range(since, year)
    if not strict:
        assert verdict == "unchecked"
        return
    ranks, best, worst = set(), 1, 1
    for years in (strict, wide):
        ahead = [y for y in years if (4 * QUARTERLY[y] - own) * way > 0]
        ranks.add(1 + len(ahead))
    for y in wide:
        low, high = sorted((4 * QUARTERLY[y], own))
        sure = interval(high)[0] > interval(low)[1]
        before = (4 * QUARTERLY[y] - own) * way > 0
        best += before and sure and y in strict
        worst += before or not sure
    right = "agrees" if stated in ranks else "unchecked" if best <= stated <= worst else "differs"
    assert verdict == right
    assert f"{own:,}" in working


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Robbery in 2023 was the highest for six years.", "agrees"),
        ("Robbery in 2023 was the highest for seven years.", "agrees"),
        ("Robbery in 2020 was the highest for three years.", "differs"),
        ("Robbery in 2023 was at a five-year high.", "agrees"),
        ("Robbery in 2023 was at a five-year low.", "differs"),
        ("Robbery in 2020 was at its lowest level in more than four years.", "agrees"),
        ("Robbery in 2023 was at its highest for a decade.", "unchecked"),
        ("Robbery in 2023 was the second-lowest on record.", "differs"),
        ("Robbery in 2018 was the lowest on record.", "agrees"),
        ("Robbery in 2021 was the third lowest in four years.", "agrees"),
    ],
)
def test_records_counted_in_years(check: Check, one: Books, text: str, verdict: str) -> None:
    """'For five years' looks back on the four before; what begins before the lake is open."""
    assert superlative(check(text, one))[0] == verdict


def test_a_place_names_what_stands_before_it(check: Check, one: Books) -> None:
    """The working lists the years that are higher."""
    _, working = superlative(check("Robbery in 2023 was the second highest on record.", one))
    assert "800; higher from the year to December 2016 on: year to December 2016 (1,200)" in working


@pytest.mark.parametrize(
    "text",
    [
        "The second lowest robbery figure in the force area since 2016 came in 2023.",
        "The third lowest number of offences since 2016 was seen in the county's districts.",
    ],
)
def test_a_place_among_years_is_no_rank_among_places(check: Check, text: str) -> None:
    """'In the force area since 2016' asks for no number of forces."""
    assert not [c for c in check(text) if c.finding.kind == "rank"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Robbery is at its highest level since 2018.", "is not stated"),
        ("Robbery in 2023 was the highest since 2012.", "begin with January to March 2016"),
        ("Robbery in Q2 2023 was the highest since 2018.", "that is sure"),
        ("Robbery was 3,000 in 2023, the lowest since 2017.", "probably another count"),
        ("Robbery in 2019 was the highest since 2021.", "is not after"),
    ],
)
def test_what_cannot_be_known_says_why(check: Check, one: Books, text: str, why: str) -> None:
    """No period, too early a start, an unsure quarter, another count."""
    verdict, working = superlative(check(text, one))
    assert verdict == "unchecked"
    assert why in working


@pytest.mark.parametrize(
    "text",
    [
        "Robbery in 2023 was one of the lowest since 2016.",
        "Robbery in 2023 was not the lowest since 2016.",
        "Robbery in 2023 saw its lowest rise since 2016.",
        "Robbery in 2023 was the lowest since 2016 except for the pandemic.",
        "Robbery fell in 2023 from its lowest level since 2016.",
        "Knife robbery in 2023 was the lowest since 2016.",
        "Robbery in Swindon in 2023 was the lowest since 2016.",
        "Robbery could be the lowest since 2016 in 2023.",
        "Robbery in 2023 was the lowest for five months.",
        "Robbery in 2023 was at a five-year low of confidence.",
        "Robbery in 2023 was the lowest for five years in some towns.",
        "Robbery in 2023 saw the second lowest rise since 2016.",
        "Robbery in 2023 was the joint second lowest since 2016.",
        "Robbery in 2023 was the second lowest of all crimes since 2016.",
    ],
)
def test_another_claim_than_the_plain_one_is_not_judged(
    check: Check, one: Books, text: str
) -> None:
    """False for the plain measure, and yet nobody is accused."""
    assert not [c for c in check(text, one) if c.finding.verdict.accuses]


def test_a_missing_quarter_inside_ends_it(check: Check, made_up: MadeUp, tmp_path: Path) -> None:
    """A gap is never read as a low: it is named."""
    held = quarters(QUARTERLY)
    del held["2019-Q3"]
    books = made_up(tmp_path, {WILTSHIRE: held})
    verdict, working = superlative(check("Robbery in 2023 was the highest since 2017.", books))
    assert verdict == "unchecked"
    assert "1 of the 24 quarters" in working
    assert "July to September 2019" in working
