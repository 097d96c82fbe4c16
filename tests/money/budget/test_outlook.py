"""The years ahead, what they rest on, and how sure they are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from frankpledge.duties import load_rules
from frankpledge.money.budget import (
    outlook_of,
    read_budget,
    scenario_outlooks,
    simulate,
    swings,
    timetable,
    total_gap,
)
from frankpledge.money.budget.doubt import drawn
from frankpledge.money.budget.outlook import FLOATS, project


@pytest.fixture
def budget(written, text):
    """The document as it is."""
    return read_budget(written(text))


def test_the_second_and_third_year_by_hand(budget):
    """Each figure multiplied out on paper, in the order of the method."""
    _first, second, third, _ = outlook_of(budget)
    assert second.lines["pay"] == Decimal("99960000.00")  # 98,000,000 x 1.02
    assert second.lines["running"] == Decimal("24738278.82")  # 24,694,391 x 1.02 - 450,000
    assert second.lines["office"] == Decimal("1530000.00")
    assert second.spending == Decimal("130228278.82")
    assert second.base == Decimal("152571.2")  # 151,210.3 x 1.009 = 152,571.19
    assert second.band_d == Decimal("250.54")
    assert second.council_tax == Decimal("38225188.45")  # 152,571.2 x 250.54 = 38,225,188.448
    assert (
        second.gap
        == Decimal("130228278.82") - 93_400_000 - Decimal("38225188.45") - 100_000 - 300_000
    )
    assert second.reserves == Decimal("7800000")
    assert third.lines["office"] == Decimal("1640600.00")  # 1,530,000 x 1.02 + 80,000, once
    assert outlook_of(budget)[3].lines["office"] == Decimal("1591812.00")  # 1,560,600 x 1.02


def test_a_balanced_budget_has_no_gap_in_its_own_year(budget):
    """The plan begins where the budget ends."""
    assert outlook_of(budget)[0].gap == 0


def test_the_quick_way_agrees_with_the_exact_one(budget):
    """Floats that are not rounded stay within a few hundred pounds of 130 million: a tax base
    rounded to a tenth moves council tax by up to 0.05 x 260 pounds, and more as it grows."""
    exact, quick = outlook_of(budget), project(budget, {}, FLOATS)
    for one, other in zip(exact, quick, strict=True):
        assert float(one.spending) == pytest.approx(other.spending, abs=0.05)
        assert float(one.gap) == pytest.approx(other.gap, abs=60)


def test_what_matters_most_comes_first(budget):
    """Pay, the greatest line with the greatest doubt; each swing is the difference of two plans."""
    found = swings(budget)
    assert [one.assumption.id for one in found][:2] == ["pay", "grant"]
    assert "rise" not in [one.assumption.id for one in found]  # nothing is in doubt about it
    pay = found[0]
    assert pay.low == total_gap(outlook_of(budget, {"pay": Decimal(-1)}))
    assert pay.high == total_gap(outlook_of(budget, {"pay": Decimal(2)}))
    assert pay.width == pay.high - pay.low
    widths = [one.width for one in found]
    assert widths == sorted(widths, reverse=True)


def test_a_scenario_shifts_all_its_assumptions(budget):
    """Higher pay and less grant together, as the same plan with both changed in the document."""
    ((scenario, years),) = scenario_outlooks(budget)
    assert scenario.id == "hard"
    assert years[1].lines["pay"] == Decimal("100940000.00")  # 98,000,000 x 1.03
    assert years[1].lines["grant"] == Decimal("90090000.00")
    assert total_gap(years) > total_gap(outlook_of(budget))


def test_the_simulation_is_the_same_every_time(budget):
    """The same seed, the same bytes; another seed, others."""
    one, two = simulate(budget, 500), simulate(budget, 500)
    assert one.gaps.tobytes() == two.gaps.tobytes()
    assert one.gaps.tobytes() != simulate(budget, 500, seed=1).gaps.tobytes()


def test_the_range_holds_the_plan_and_widens(budget):
    """The budget year is certain; later years are less so, and lie around what is planned."""
    found = simulate(budget)
    widths = found.gaps[:, -1] - found.gaps[:, 0]
    assert widths[0] == 0
    assert widths[1] < widths[2] < widths[3]
    planned = [float(year.gap) for year in outlook_of(budget)]
    assert (found.gaps[1:, 0] < planned[1:]).all()
    assert (planned[1:] < found.gaps[1:, -1]).all()
    assert found.short[-1] == np.mean(found.last > 0.005)


def test_draws_have_the_moments_of_their_distribution(budget):
    """Mean and spread of the triangular (a + b + c) / 3 and of the uniform distribution."""
    pay, grant = budget.assumption("pay"), budget.assumption("grant")
    found = drawn(pay, 40_000, 3)
    assert found.min() >= -1
    assert found.max() <= 2
    assert found.mean() == pytest.approx(1 / 3, abs=0.02)
    # Variance of a triangle from -1 by 0 to 2: (1 + 0 + 4 - (0 - 2 + 0)) / 18 = 7 / 18.
    assert found.var() == pytest.approx(7 / 18, abs=0.01)
    even = drawn(grant, 40_000, 3)
    assert even.mean() == pytest.approx(0, abs=0.02)
    assert even.var() == pytest.approx(4 / 12, abs=0.01)


def test_an_assumption_of_one_side_only(budget, written, text):
    """Nothing below the plan: every draw is above it."""
    one_sided = read_budget(written(text.replace("below: 1, above: 2", "below: 0, above: 2")))
    found = drawn(one_sided.assumption("pay"), 2_000, 1)
    assert found.min() >= 0
    assert found.mean() == pytest.approx(2 / 3, abs=0.04)


def test_too_few_runs_are_refused(budget):
    """Ten futures are no range."""
    with pytest.raises(ValueError, match="100 runs"):
        simulate(budget, 10)


def test_the_panels_timetable(tmp_path):
    """The days of the Regulations in the February and March before the year begins."""
    steps = timetable(load_rules(tmp_path), "2026/27")
    days = {step.rule: step.due for step in steps}
    assert days["precept-proposed"] == date(2026, 2, 1)
    assert days["precept-reported"] == date(2026, 2, 8)
    assert days["precept-revised"] == date(2026, 2, 15)
    assert days["precept-second-report"] == date(2026, 2, 22)
    assert days["precept-answered-again"] == date(2026, 3, 1)
    assert [step.rule for step in steps][:2] == ["precept-proposed", "precept-reported"]
    assert not steps[0].only_after
    assert {step.only_after for step in steps[2:]} == {"precept-vetoed", "precept-not-vetoed"}
    with pytest.raises(ValueError, match="financial year"):
        timetable(load_rules(tmp_path), "2026-Q1")


def test_a_scenario_may_say_what_an_assumption_is_instead(written, text):
    """Band D stays as it is for all years, though the plan has it rise otherwise each year."""
    scenario = "scenarios:\n  - {id: frozen, title: Frozen, values: {rise: 0}}\n"
    head, _, _ = text.partition("scenarios:")
    ((one, years),) = scenario_outlooks(read_budget(written(head + scenario)))
    assert one.values == {"rise": Decimal(0)}
    assert len({year.band_d for year in years}) == 1
    planned = outlook_of(read_budget(written(text)))
    assert planned[-1].band_d > planned[0].band_d
    lost = [a.council_tax - b.council_tax for a, b in zip(planned, years, strict=True)]
    gaps = [b.gap - a.gap for a, b in zip(planned, years, strict=True)]
    assert gaps == lost
