"""Periods: reading, words and arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge import periods


@pytest.mark.parametrize(
    ("text", "words", "months"),
    [
        ("2025-12", "December 2025", 1),
        ("2025-Q4", "October to December 2025", 3),
        ("2025", "2025", 12),
        ("2017/18", "April 2017 to March 2018", 12),
        ("YE2022-09", "year to September 2022", 12),
        ("1999/00", "April 1999 to March 2000", 12),
    ],
)
def test_words_and_length(text: str, words: str, months: int) -> None:
    """Each form reads, prints itself again, and is said in words."""
    period = periods.parse(text)
    assert (str(period), period.words, period.months) == (text, words, months)


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-Q5", "25-01", "2017/19", "2025-1", "", "2025-12-01"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    """A text that is no period raises, and the message shows it."""
    with pytest.raises(ValueError, match="not a"):
        periods.parse(text)


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(-60, 60))
def test_shifting_months_is_calendar_arithmetic(year: int, month: int, steps: int) -> None:
    """Months shift like a calendar, checked by counting months by hand."""
    index = year * 12 + month - 1 + steps
    wanted = f"{index // 12:04d}-{index % 12 + 1:02d}"
    assert str(periods.parse(f"{year:04d}-{month:02d}").shift(steps)) == wanted


def test_a_window_of_four_quarters_is_a_year_in_words() -> None:
    """The panel's 'year to September 2022' is four quarters that end with the third."""
    assert periods.window_words("2022-Q3", 4) == "year to September 2022"
    assert periods.window_words("2025-12", 12) == "year to December 2025"
    assert periods.window_words("2025-12", 3) == "3 months to December 2025"
    assert periods.window_words("2022-03", 1) == "March 2022"


def test_a_span_has_both_ends_and_no_gap() -> None:
    """A span over the turn of a year has every quarter once."""
    assert periods.span("2024-Q3", "2025-Q2") == ["2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"]
    with pytest.raises(ValueError, match="one kind"):
        periods.span("2024-Q3", "2025-01")
