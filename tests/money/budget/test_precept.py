"""The precept to the penny, against a published one and a calculation by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from frankpledge.money.budget import (
    band_d_for,
    bands_of,
    excessive,
    precept_of,
    principles,
    read_budget,
    requirement_of,
)


@pytest.fixture
def budget(written, text):
    """The document as it is."""
    return read_budget(written(text))


def test_yield_and_bands_agree_with_a_published_precept(budget):
    """Cleveland PCC, 'Proposing the 2018/19 Precept': base, yield, whole pounds by authority."""
    found = precept_of(budget)
    assert found.base == Decimal("151210.3")
    assert round(found.raised) == 34_255_181
    whole = {one.name: round(one.precept) for one in found.demands}
    assert whole == {
        "Hartlepool": 5_441_717,
        "Middlesbrough": 7_503_231,
        "Redcar and Cleveland": 8_794_962,
        "Stockton-on-Tees": 12_515_270,
    }
    assert (found.change, found.percent) == (Decimal("12.00"), Decimal("5.59"))


def test_to_the_penny_by_hand(budget):
    """24,021 x 226.54 and so on, multiplied out on paper; bands by ninths of 226.54."""
    found = precept_of(budget)
    by_hand = ["5441717.34", "7503231.34", "8794962.42", "12515270.26"]
    assert [str(one.precept) for one in found.demands] == by_hand
    assert str(found.raised) == "34255181.36"
    assert found.rounding == 0  # 151,210.3 x 226.54 = 34,255,181.362
    bands = ["151.03", "176.20", "201.37", "226.54", "276.88", "327.22", "377.57", "453.08"]
    assert [str(value) for value in found.bands.values()] == bands
    # Band A was 143.03 (214.54 x 6 / 9 = 143.0267), so it rises by 8.00; H by twice the 12.
    assert (found.changes["A"], found.changes["H"]) == (Decimal("8.00"), Decimal("24.00"))
    assert requirement_of(budget) == Decimal("34255181.36")


def test_north_yorkshires_rise_in_per_cent(written, text):
    """North Yorkshire PCC, decision 27/2014: 4.15 more than 208.62 is printed as 1.99 %."""
    changed = text.replace("226.54", "212.77").replace("214.54", "208.62")
    found = precept_of(read_budget(written(changed)))
    assert (found.change, found.percent) == (Decimal("4.15"), Decimal("1.99"))


def test_a_band_d_of_four_decimals(written, text):
    """Leicestershire's of 2025/26 is 300.2302: precepts take all of it, bands are in pence."""
    found = precept_of(read_budget(written(text.replace("band_d: 226.54", "band_d: 300.2302"))))
    assert found.demands[0].precept == Decimal("7211829.63")  # 24,021 x 300.2302 = 7,211,829.6342
    assert found.bands["D"] == Decimal("300.23")


def test_wales_has_a_ninth_band():
    """Band I is 21 ninths, and only in Wales."""
    assert bands_of(Decimal(90), "wales")["I"] == Decimal("210.00")
    assert "I" not in bands_of(Decimal(90))


@given(some.integers(1, 60_000_000), some.sampled_from("ABCDEFGH"))
def test_a_band_is_its_ninths_rounded_half_up(pence, letter):
    """Whole-number arithmetic gives the same penny for any band D up to 600,000 pounds."""
    ninths = dict(zip("ABCDEFGH", (6, 7, 8, 9, 11, 13, 15, 18), strict=True))[letter]
    expected = int(Fraction(pence * ninths, 9) + Fraction(1, 2))
    assert int(bands_of(Decimal(pence) / 100)[letter] * 100) == expected


def test_band_d_that_raises_a_requirement():
    """The basic amount is the requirement over the base (section 42B), to the penny."""
    assert band_d_for(Decimal("34255181.36"), Decimal("151210.3")) == Decimal("226.54")
    with pytest.raises(ValueError, match="over 0"):
        band_d_for(Decimal(1), Decimal(0))


def test_the_limit_itself_needs_no_referendum(budget, written, text):
    """Excessive is more than the principle: 12.00 is not, 12.01 is."""
    limit = principles()["2018/19"]
    assert limit.pounds == 12
    assert excessive(precept_of(budget), limit) is False
    over = read_budget(written(text.replace("band_d_before: 214.54", "band_d_before: 214.53")))
    assert excessive(precept_of(over), limit) is True


def test_every_principle_has_a_source_or_says_that_it_is_not_verified():
    """No number without an address; years without one are not there."""
    assert "2017/18" not in principles()  # a limit in per cent, with another for the lowest
    assert "2027/28" not in principles()
    assert all(one.source and one.address for one in principles().values())
    pounds = {year: int(one.pounds) for year, one in principles().items()}
    assert list(pounds.values()) == [12, 24, 10, 15, 10, 15, 13, 14, 15]
    assert list(pounds) == [f"{year}/{year - 1999}" for year in range(2018, 2027)]
