"""The gate, on series drawn by hand; the real series are in test_real.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from frankpledge import periods
from frankpledge.errors import LakeError
from frankpledge.lake import SOURCES, Gap, ImportReport, Lake
from frankpledge.lake.completeness import judge

STREET = SOURCES["police-uk-street"]
CRIME = SOURCES["home-office-crime"]
WILTSHIRE, KENT, MANCHESTER = "E23000038", "E23000032", "E23000005"
Totals = dict[tuple[str, str], float]


def series(force: str, first: str, counts: list[float | None]) -> Totals:
    """Counts of successive periods; None where there is nothing."""
    here, found = periods.parse(first), {}
    for step, count in enumerate(counts):
        if count is not None:
            found[force, str(here.shift(step))] = float(count)
    return found


def verdicts(
    totals: Totals, source: object = STREET, sizes: dict[str, int] | None = None
) -> dict[tuple[str, str], str]:
    forces = sorted({force for force, _ in totals})
    found = judge(source, totals, forces, sizes or {})  # type: ignore[arg-type]
    return {(v.force, v.period): v.status for v in found}


@pytest.mark.parametrize(
    ("count", "status"),
    [
        (100, "complete"),
        (60, "complete"),
        (59, "partial"),
        (5, "partial"),
        (4, "missing"),
        (0, "missing"),
        (None, "missing"),
    ],
)
def test_bounds(count: float | None, status: str) -> None:
    """Against a median of 100: complete from 60, missing under 5, absent is missing."""
    totals = series(WILTSHIRE, "2023-01", [100] * 6 + [count] + [100] * 6)
    found = verdicts(totals)
    assert found[WILTSHIRE, "2023-07"] == status
    assert set(found.values()) <= {"complete", status}


def test_reasons_say_the_numbers() -> None:
    """A verdict can be understood without looking anything up."""
    totals = series(WILTSHIRE, "2023-01", [2000] * 6 + [1000])
    last = judge(STREET, totals, [WILTSHIRE], {})[-1]
    assert last.reason == "1,000 is 50.0 % of the force's median of 2,000"
    assert (last.rows, last.median) == (1000, 2000.0)


def test_a_long_absence_does_not_become_the_norm() -> None:
    """Residue of neighbours for two years is missing, and the good year stays complete."""
    found = verdicts(series(WILTSHIRE, "2021-01", [4000.0] * 26 + [30.0] * 24))
    assert [found[WILTSHIRE, p] for p in periods.span("2021-01", "2023-02")] == ["complete"] * 26
    assert [found[WILTSHIRE, p] for p in periods.span("2023-03", "2025-02")] == ["missing"] * 24


def test_slow_change_is_not_a_gap() -> None:
    """A force whose counts treble over fourteen years is complete throughout."""
    quarters: list[float | None] = [1000.0 + 36 * step for step in range(56)]
    assert set(verdicts(series(WILTSHIRE, "2012-Q2", quarters), CRIME).values()) == {"complete"}


def test_lockdown_is_a_fall_and_not_a_gap() -> None:
    """A quarter at a third in spring 2020 is complete and says why; in 2019 it is partial."""
    totals = series(
        WILTSHIRE, "2018-Q1", [100, 100, 100, 100, 100, 35, 100, 100, 100, 35, 100, 100]
    )
    found = {v.period: v for v in judge(CRIME, totals, [WILTSHIRE], {})}
    assert found["2019-Q2"].status == "partial"
    assert found["2020-Q2"].status == "complete"
    assert "coronavirus" in found["2020-Q2"].reason
    none = series(WILTSHIRE, "2019-Q3", [100, 100, 100, 2, 100])
    assert verdicts(none, CRIME)[WILTSHIRE, "2020-Q2"] == "missing"


def test_a_declared_gap_is_missing_whatever_is_there() -> None:
    """Greater Manchester from July 2019 on, however many rows neighbours recorded there."""
    found = verdicts(series(MANCHESTER, "2019-01", [25000.0] * 6 + [900.0] * 6))
    assert [found[MANCHESTER, f"2019-{m:02d}"] for m in range(1, 13)] == (
        ["complete"] * 6 + ["missing"] * 6
    )


def test_a_gap_may_end() -> None:
    """A gap with a last period ends with it."""
    gap = Gap(WILTSHIRE, "2023-02", "2023-03", "Broken", "Notice")
    found = verdicts(series(WILTSHIRE, "2023-01", [9.0] * 4), replace(STREET, gaps=(gap,)))
    assert [found[WILTSHIRE, f"2023-0{m}"] for m in (1, 2, 3, 4)] == [
        "complete",
        "missing",
        "missing",
        "complete",
    ]


def test_a_force_absurdly_low_for_its_size_is_missing_throughout() -> None:
    """Ten crimes a month in a city are what others recorded there, gap declared or not."""
    totals: Totals = {}
    for number in range(5):
        totals |= series(f"E2300001{number}", "2024-01", [3000] * 6)
    totals |= series(KENT, "2024-01", [10.0] * 6)
    sizes = {force: 400 for force, _ in totals} | {KENT: 1600}
    found = verdicts(totals, STREET, sizes)
    assert {found[KENT, p] for p in periods.span("2024-01", "2024-06")} == {"missing"}
    assert {s for (force, _), s in found.items() if force != KENT} == {"complete"}


def test_gaps_between_imports_are_listed() -> None:
    """Months that nobody imported lie between others and are missing, not left out."""
    found = verdicts(series(WILTSHIRE, "2024-01", [100, None, None, 100]))
    assert [found[WILTSHIRE, p] for p in periods.span("2024-01", "2024-04")] == [
        "complete",
        "missing",
        "missing",
        "complete",
    ]


def test_national_bodies_are_judged_from_their_first_to_their_last() -> None:
    """A fraud body owes nothing before it existed, and its ups and downs are its own."""
    totals = series(WILTSHIRE, "2016-Q1", [100] * 8) | series("uk-finance", "2017-Q1", [90, 20, 0])
    found = verdicts(totals, CRIME)
    assert [found.get(("uk-finance", f"20{p}")) for p in ("16-Q4", "17-Q1", "17-Q2", "17-Q3")] == [
        None,
        "complete",
        "complete",
        "missing",
    ]


def test_neighbourhood_counts_need_the_tables_of_areas(lake: Lake) -> None:
    """Without them nobody can say whose month is missing."""
    with pytest.raises(LakeError, match="needs the tables of areas"):
        lake.completeness("police-uk-lsoa")


def test_a_new_import_is_seen(
    lake: Lake,
    take: Callable[..., list[ImportReport]],
    street: Callable[..., Path],
    line: Callable[..., str],
) -> None:
    """The gate is computed anew when something was imported."""
    take(street([line()] * 10))
    assert lake.completeness("police-uk-street").num_rows > 0
    take(street([line(month="2025-02")], "2025-02-wiltshire-street.csv"))
    rows = lake.completeness("police-uk-street").to_pylist()
    statuses = {r["period"]: r["status"] for r in rows if r["force"] == WILTSHIRE}
    assert statuses == {"2025-01": "complete", "2025-02": "partial"}
