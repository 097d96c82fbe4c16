"""Amounts and days as finance systems write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from frankpledge.money.spending import day, pounds


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("£1,234.56", "1234.56"),
        ("1234.5", "1234.50"),
        ("(1,234.56)", "-1234.56"),
        ("£(12.00)", "-12.00"),
        ("(£12.00)", "-12.00"),
        ("-£12", "-12.00"),
        ("£-12", "-12.00"),
        ("−12.30", "-12.30"),
        ("12.30-", "-12.30"),
        ("12.30 CR", "-12.30"),
        ("12.30 DR", "12.30"),
        (" 1 234.00 ", "1234.00"),
        ("GBP 7", "7.00"),
        (".50", "0.50"),
        ("0.00", "0.00"),
        (12.3, "12.30"),
        (12.300000000000001, "12.30"),
        (1200, "1200.00"),
        ("1,234,567.89", "1234567.89"),
    ],
)
def test_amounts(cell, value):
    """Pounds as text, brackets, signs on either side, credits, and numbers of sheets."""
    assert pounds(cell) == Decimal(value)


@pytest.mark.parametrize(
    "cell",
    [
        *("", "  ", "-", ".", "abc", "12,34.00", "1.234,56", "12,5", "=A1*2", "(-5.00)", "--5"),
        *("1.005", "1e5", "nan", float("nan"), float("inf"), "12.00 13.00 x", "£", "1,2345.00"),
        "99999999999999999",
    ],
)
def test_what_is_no_amount(cell):
    """Nothing is guessed: continental commas, formulas, fractions of a penny, double signs."""
    with pytest.raises(ValueError, match="amount"):
        pounds(cell)


@given(some.integers(-(10**11), 10**11))
def test_every_amount_comes_back(pence):
    """Printed with commas and with brackets for less than nothing, and read again."""
    value = Decimal(pence) / 100
    text = f"£{abs(value):,.2f}"
    assert pounds(f"({text})" if pence < 0 else text) == value


@pytest.mark.parametrize(
    ("cell", "found", "serial"),
    [
        ("01/04/2024", date(2024, 4, 1), False),
        ("1/4/24", date(2024, 4, 1), False),
        ("2024-04-01", date(2024, 4, 1), False),
        ("2024-04-01T00:00:00", date(2024, 4, 1), False),
        ("01-Apr-2024", date(2024, 4, 1), False),
        ("1 April 2024", date(2024, 4, 1), False),
        ("45383", date(2024, 4, 1), True),
        (45383.0, date(2024, 4, 1), True),
        (45383, date(2024, 4, 1), True),
        (datetime(2024, 4, 1, 9, 30), date(2024, 4, 1), False),
        (date(2024, 4, 1), date(2024, 4, 1), False),
        ("29/02/2024", date(2024, 2, 29), False),
    ],
)
def test_days(cell, found, serial):
    """Day first, year first, names of months, and serial numbers of spreadsheets."""
    assert day(cell) == (found, serial)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("", "blank"),
        ("04/31/2024", "none"),
        ("04/13/2024", "month first"),
        ("29/02/2023", "none"),
        ("soon", "none"),
        ("01/04/1924", "2000 to 2099"),
        ("99999", "2000 to 2099"),
        ("202404", "none"),
        (3.7, "none"),
    ],
)
def test_what_is_no_day(cell, words):
    """The reason is said; the month is never taken for the day."""
    with pytest.raises(ValueError, match=words):
        day(cell)
