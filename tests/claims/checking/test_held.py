"""Claims against the lake: vintages, and when nothing may be looked up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from frankpledge.claims.checking import Books, Checked
from frankpledge.claims.checking.held import Known, baseline_words
from frankpledge.claims.checking.holdings import Windowed
from frankpledge.claims.checking.naming import Namer

Check = Callable[..., list[Checked]]


def year(figures: list[tuple[str, ...]], quarters: list[str], twice: str = "-") -> int:
    """Drug offences of some quarters, those of the year `twice` counted twice: summed here."""
    rows = [r for r in figures if r[0] in quarters and r[2] == "Drug offences"]
    return sum(int(r[4]) * (2 if r[0].startswith(twice) else 1) for r in rows)


LATE = ["2021-Q4", "2022-Q1", "2022-Q2", "2022-Q3"]
EARLY = ["2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4"]


def test_figures_of_the_time_are_those_of_the_vintage_of_the_time(
    check: Check, figures: list[tuple[str, ...]], revised: Books
) -> None:
    """A figure that the vintage of January 2023 had is 'since revised', with both figures."""
    now, then = year(figures, LATE), year(figures, LATE, "2022")
    (one,) = check(f"Drug offences were {then:,} in the year to September 2022.", revised)
    assert one.finding.verdict.id == "revised"
    assert one.finding.working == (
        f"so known on 2023-05-31; Drug offences, year to September 2022, as known now: {now:,}"
    )


def test_a_change_that_was_so_at_the_time(
    check: Check, figures: list[tuple[str, ...]], revised: Books
) -> None:
    """A percentage that fits only the figures of the time is since revised too."""
    start, now, then = year(figures, EARLY), year(figures, LATE), year(figures, LATE, "2022")
    rise = round(100 * (then / start - 1))
    told = (
        f"Drug offences rose by {rise}% between the year to December 2019 and the year to "
        "September 2022."
    )
    assert rise > 0 > now - start
    (one,) = check(told, revised)
    assert one.finding.verdict.id == "revised"
    assert f"as known on 2023-05-31: {start:,} to {then:,}" in one.finding.working
    assert f"as known now: {start:,} to {now:,}" in one.finding.working


def test_a_record_that_was_one_at_the_time(
    check: Check, figures: list[tuple[str, ...]], revised: Books
) -> None:
    """Highest by the vintage of the time, not by the figures held now: since revised."""
    told = "Drug offences in the year to September 2022 were the highest since 2018."
    between = [[f"{y}-Q{q}" for q in (1, 2, 3, 4)] for y in (2019, 2020, 2021)]
    then, now = year(figures, LATE, "2022"), year(figures, LATE)
    assert then > max(year(figures, one) for one in between) > now
    (one,) = check(told, revised)
    assert one.finding.verdict.id == "revised"
    assert one.finding.working.startswith("so known on 2023-05-31; as known now: Drug offences")


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Neighbourhood crime fell.", "neighbourhood-crime"),
        ("Robberies fell.", "robbery"),
        ("Theft from the person fell.", "theft-from-the-person"),
        ("Robbery and shoplifting fell.", None),
        ("Knife-enabled robbery fell.", None),
        ("Burglary fell.", None),
        ("Charges for robbery fell.", None),
        ("The robbery rate fell.", None),
        ("Victims of robbery fell.", None),
    ],
)
def test_a_measure_is_named_only_when_it_is_sure(
    books: Books, text: str, measure: str | None
) -> None:
    """Parts, rates, outcomes and lists are not the measure."""
    found = Namer(books.catalogue, books.areas, "Wiltshire Police").measure(text)
    assert (found.id if found else None) == measure


@pytest.mark.parametrize(
    ("head", "text", "area"),
    [
        ("Wiltshire Police", "Robbery fell.", "E23000038"),
        ("A report", "Robbery in Wiltshire fell.", "E23000038"),
        ("Wiltshire Police", "Robbery in Kent fell.", "E23000032"),
        ("Wiltshire and Kent", "Robbery fell.", None),
        ("A report", "Robbery fell.", None),
        ("Wiltshire Police", "Robbery in Salisbury fell.", None),
        ("Wiltshire Police", "Robbery in Swindon fell.", None),
        ("Wiltshire Police", "Robbery fell across the city.", None),
    ],
)
def test_an_area_is_named_only_when_it_is_sure(
    books: Books, head: str, text: str, area: str | None
) -> None:
    """The sentence's own force, else the one of the document's head; never another place's."""
    assert Namer(books.catalogue, books.areas, head).area(text) == area


def known(run: list[tuple[str, float]]) -> Known:
    before, after = Windowed(run[0][0], 4), Windowed(run[-1][0], 4)
    return Known(before, after, (run[0][1], run[-1][1]))


def quarters(values: list[float]) -> list[tuple[str, float]]:
    """Windows that end with the quarters from 2020-Q1 on."""
    return [(f"{2020 + i // 4}-Q{i % 4 + 1}", v) for i, v in enumerate(values)]


def test_a_baseline_is_questioned_only_at_an_extreme_point() -> None:
    """High start and most later starts lower: questioned. A steady fall or a low start: not."""
    high = quarters([100.0, 90, 70, 60, 55, 60, 65, 70, 80])
    assert "from 3 of 4 later starts" in baseline_words(high, known(high), -1)
    steady = quarters([100.0, 98, 95, 92, 90, 88, 85, 83, 80])
    assert baseline_words(steady, known(steady), -1) == ""
    middling = quarters([85.0, 90, 100, 95, 70, 70, 75, 78, 80])
    assert baseline_words(middling, known(middling), -1) == ""
    low = quarters([60.0, 80, 95, 95, 90, 85, 80, 75, 70])
    assert "is below the" in baseline_words(low, known(low), 1)
