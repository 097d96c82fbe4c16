"""Measures against the lake, and how much of a plan can be measured."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from frankpledge.areas import load_areas
from frankpledge.lake import Lake, ingest
from frankpledge.measures import Catalogue
from frankpledge.plans import Plan
from frankpledge.plans.checks import (
    Fact,
    Finding,
    Options,
    check_plan,
    coverage,
    left_out,
    load_facts,
)

FOUND = Callable[..., list[Finding]]
WILTSHIRE = "E23000038"


def line(target: str, direction: str = "", name: str = "pcsos") -> dict[str, str]:
    """A measure with a target."""
    way = f", direction: {direction}" if direction else ""
    return {
        "general.yaml": f"""
measures:
  - {{id: line-it, wording: It, catalogue: [{name}], target: {target}{way}}}
"""
    }


@pytest.mark.parametrize(
    ("target", "direction", "codes"),
    [
        (131, "", {"FP306"}),
        (132, "", {"FP306"}),
        (133, "", set()),
        (142, "", set()),
        (143, "", {"FP307"}),
        (133, "decrease", {"FP306"}),
        (131, "decrease", set()),
        (121, "decrease", {"FP307"}),
        (500, "neutral", set()),
    ],
)
def test_a_target_beside_today_and_the_control_limits(
    found: FOUND, target: int, direction: str, codes: set[str]
) -> None:
    """132 today, limits 121.5 to 142.5; the plan's direction goes before the catalogue's."""
    held = {"pcsos": Fact(132, "September 2025", 121.5, 142.5)}
    findings = found(line(f"{{value: {target}}}", direction), "FP306", "FP307", held=held)
    assert {finding.code for finding in findings} == codes


def test_without_limits_no_target_is_out_of_reach(found: FOUND) -> None:
    """Under twelve points there are no limits to speak of."""
    held = {"pcsos": Fact(132, "September 2025")}
    assert found(line("{value: 5000}"), "FP307", held=held) == []


def test_a_target_in_another_unit_is_not_compared(found: FOUND) -> None:
    """Ten per cent fewer is no number of community support officers."""
    held = {"pcsos": Fact(132, "September 2025", 121.5, 142.5)}
    files = line("{value: 10, unit: '%'}")
    assert found(files, "FP306", "FP307", held=held) == []


def test_facts_from_a_lake(
    tmp_path: Path, changed: Callable[..., Plan], catalogue: Catalogue
) -> None:
    """The latest figure and the limits of an XmR chart, worked out by hand.

    24 months that alternate between 80 and 84 of 100: mean 82, moving range 4 throughout, limits
    82 -+ 2.66 * 4 = 71.36 and 92.64. The window of three months has 80 + 84 + 84 of 300.
    """
    months = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]
    values = [80 if index % 2 else 84 for index in range(24)]
    rows = [
        f"calls-999-answered,{WILTSHIRE},{month},{value},100,"
        for month, value in zip(months, values, strict=True)
    ]
    path = tmp_path / "returns.csv"
    path.write_text("\n".join(["measure,area,period,value,denominator,note", *rows]) + "\n")
    areas = load_areas()
    lake = Lake(tmp_path / "data", areas=areas)
    ingest(lake, [path], areas=areas, source="returns", vintage="2026-01-10")
    text = """
measures:
  - {id: line-999, wording: 999 calls, catalogue: [calls-999-answered], target: {value: 95}}
  - {id: line-101, wording: 101 calls answered, catalogue: [calls-101-answered]}
"""
    head = """
plan:
  id: oldbridge-2026
  title: A plan
  kind: manifesto
  body: A body
  areas: [E23000099, E23000038]
  period: {from: 2026, to: 2028}
  edition: {id: draft 1, kind: draft}
"""
    plan = changed({"general.yaml": text, "plan.yaml": head})
    facts = load_facts([plan], catalogue, lake, areas)[plan.id]
    fact = facts["calls-999-answered"]
    assert fact is not None
    assert fact.value == pytest.approx(100 * (80 + 84 + 80) / 300)
    assert fact.lower == pytest.approx(82 - 2.66 * 4)
    assert fact.upper == pytest.approx(82 + 2.66 * 4)
    assert fact.window == "3 months to December 2025"
    assert facts["calls-101-answered"] is None
    findings = check_plan(plan, catalogue, facts, Options(("FP305", "FP307")))
    assert [(f.code, f.element) for f in findings if f.element.startswith("line-1")] == [
        ("FP305", "line-101")
    ]
    assert [(f.code, f.element) for f in findings if f.code == "FP307"] == [("FP307", "line-999")]


def test_limits_of_a_count_are_those_of_its_window(
    tmp_path: Path, changed: Callable[..., Plan], catalogue: Catalogue
) -> None:
    """Four quarters make the figure, so the limits of a quarter count four times.

    Twelve quarters of 10 and 14 in an order without seasons: their mean times four is the middle.
    """
    values = [10, 14, 14, 10, 14, 10, 10, 14, 10, 10, 14, 14]
    quarters = [f"{year}-Q{quarter}" for year in (2023, 2024, 2025) for quarter in range(1, 5)]
    rows = [
        f"community-speedwatch-sessions,{WILTSHIRE},{quarter},{value},,"
        for quarter, value in zip(quarters, values, strict=True)
    ]
    path = tmp_path / "returns.csv"
    path.write_text("\n".join(["measure,area,period,value,denominator,note", *rows]) + "\n")
    areas = load_areas()
    lake = Lake(tmp_path / "data", areas=areas)
    ingest(lake, [path], areas=areas, source="returns", vintage="2026-01-10")
    text = "measures:\n  - {id: a, wording: A, catalogue: [community-speedwatch-sessions]}\n"
    plan = changed({"general.yaml": text})
    here = plan.change(plan.id, areas=(WILTSHIRE,))
    fact = load_facts([here], catalogue, lake, areas)[here.id]["community-speedwatch-sessions"]
    assert fact is not None
    assert fact.value == 10 + 10 + 14 + 14
    assert fact.lower is not None
    assert fact.upper is not None
    ranges = [abs(a - b) for a, b in pairwise(values)]
    mean = sum(ranges) / len(ranges)
    screened = [r for r in ranges if r < 3.267 * mean]
    width = 2 * 2.66 * sum(screened) / len(screened) * 4
    assert fact.upper - fact.lower == pytest.approx(width)
    assert (
        load_facts([plan], catalogue, lake, areas)[plan.id]["community-speedwatch-sessions"] is None
    )


def test_rules_on_data_are_left_out_without_a_lake(catalogue: Catalogue) -> None:
    """And those on definitions without a catalogue."""
    assert [rule.code for rule in left_out(catalogue, None)] == ["FP305", "FP306", "FP307"]
    assert [rule.code for rule in left_out(None, None)] == [
        *("FP303", "FP304", "FP305", "FP306", "FP307", "FP308", "FP702"),
    ]
    assert left_out(catalogue, {}) == []
    assert left_out(None, None, Options(("FP1",))) == []


def test_coverage_counts_what_can_be_measured(
    changed: Callable[..., Plan], catalogue: Catalogue
) -> None:
    """Three promises: one with figures, one with a definition and no figures, one with nothing."""
    text = """
commitments:
  - {id: a, text: Answer calls., measures: [line-101], lead: commissioner}
  - {id: b, text: Open a refuge., due: 2027}
measures:
  - {id: line-101, wording: 101 calls answered, catalogue: [calls-101-answered]}
  - {id: line-joy, wording: Joy}
"""
    plan = changed({"general.yaml": text})
    with_lake = coverage(plan, catalogue, {"burglary-residential": Fact(1, "2025")})
    assert str(with_lake) == "1 of 3 commitments can be measured"
    assert (with_lake.with_measure, with_lake.with_lead, with_lake.with_date) == (2, 2, 2)
    assert (with_lake.measures, with_lake.defined, with_lake.with_data) == (4, 3, 1)
    without = coverage(plan, catalogue)
    assert str(without) == "2 of 3 commitments can be measured"
    assert without.with_data is None


def test_lagging_measures_alone_are_found_only_when_all_are_known(found: FOUND) -> None:
    """A line without a definition may be a leading one."""
    text = """
priority:
  id: theft
  title: Less theft
  measuring:
    measures:
      - {id: line-shops, wording: Shoplifting, catalogue: [shoplifting]}
      - {id: line-visits, wording: Visits to shops}
"""
    assert found({"priorities/2-theft.yaml": text}, "FP308") == []
